/** An estate's page with its bank side: what nearly every page begins with. */
import { Injectable } from '@nestjs/common';
import { BankSides, type BankSide } from './bank-side.js';
import { EstatePages, type EstatePage } from './estate-page.js';

export interface EstateScene {
  readonly page: EstatePage;
  readonly side: BankSide;
}

@Injectable()
export class EstateScenes {
  constructor(
    private readonly pages: EstatePages,
    private readonly sides: BankSides,
  ) {}

  codes(): Promise<readonly string[]> {
    return this.pages.codes();
  }

  /** @throws Refusal ESTATE_NOT_FOUND */
  async open(code: string): Promise<EstateScene> {
    const page = await this.pages.open(code);
    return { page, side: await this.sides.of(page.estateId, page.size) };
  }
}
