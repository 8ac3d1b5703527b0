/** What every page of an estate needs, read once: who it is, how far its log goes, its funds with their colours. */
import { Injectable } from '@nestjs/common';
import { EstateDirectory, readEstateProfile } from '../../estates/index.js';
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { Refusal } from '../../kernel/violation.js';
import { readFunds, recordedTime } from '../../ledger/index.js';
import { logSize } from '../../log/index.js';
import { EstateReads } from '../../platform/database/estate-reads.js';
import { fundTone } from '../rules/wording.js';
import type { EstateHeading, FundRef } from '../view-models.js';

export interface EstatePage {
  readonly estateId: string;
  readonly heading: EstateHeading;
  readonly size: bigint;
  readonly funds: ReadonlyMap<string, FundRef>;
  readonly months: readonly Period[];
  /** The last day on which anything happened; absent in an empty ledger. */
  readonly lastOn?: CalendarDate;
}

@Injectable()
export class EstatePages {
  constructor(
    private readonly directory: EstateDirectory,
    private readonly reads: EstateReads,
  ) {}

  async codes(): Promise<readonly string[]> {
    return (await this.directory.list()).map((entry) => entry.code);
  }

  /** @throws Refusal ESTATE_NOT_FOUND */
  async open(code: string): Promise<EstatePage> {
    const estateId = await this.directory.estateIdOf(code);
    if (estateId === undefined) throw Refusal.of('ESTATE_NOT_FOUND', undefined, { code });
    return this.reads.read(estateId, async (query) => {
      const profile = await readEstateProfile(query, estateId);
      if (profile === undefined) throw Refusal.of('ESTATE_NOT_FOUND', undefined, { code });
      const size = await logSize(query, estateId);
      const { months, lastOn } = await recordedTime(query, estateId);
      const funds = await readFunds(query, estateId);
      return {
        estateId,
        size,
        heading: {
          code,
          name: profile.name,
          place: profile.address,
          households: profile.roll?.households ?? null,
          bodyName: profile.bodyName,
          logNumber: Number(size),
        },
        funds: new Map(
          funds.map((fund, place) => [fund.code, { code: fund.code, name: fund.name, tone: fundTone(place) }]),
        ),
        months,
        ...(lastOn === undefined ? {} : { lastOn }),
      };
    });
  }
}

/** A fund of a posted line always exists; the fallback keeps a page readable if its name is missing. */
export function fundRef(page: EstatePage, code: string): FundRef {
  return page.funds.get(code) ?? { code, name: code, tone: 7 };
}
