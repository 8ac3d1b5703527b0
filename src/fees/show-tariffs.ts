import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { inOrder, type TariffVersion } from './rules/tariff.js';
import { readTariffProposals, readTariffs } from './tariff-reads.js';

export interface TariffList {
  /** Every version, by tariff and day; none is ever left out. */
  readonly versions: readonly TariffVersion[];
  /** Drafts that wait for the second person. */
  readonly waiting: readonly TariffVersion[];
}

/** What is charged, by whose decision, from when: public, since everybody who pays has a right to it. */
@Injectable()
export class ShowTariffs {
  constructor(private readonly reads: EstateReads) {}

  async execute(estateId: string): Promise<TariffList> {
    return this.reads.read(estateId, async (query) => {
      const versions = await readTariffs(query, estateId);
      const drafted = await readTariffProposals(query, estateId);
      const decided = new Set(versions.map(({ proposal }) => proposal));
      const waiting = drafted.filter(
        (draft, index) => !decided.has(draft.seq) && !drafted.slice(index + 1).some(({ code }) => code === draft.code),
      );
      const codes = [...new Set(versions.map(({ code }) => code))].sort();
      return { versions: codes.flatMap((one) => inOrder(versions.filter(({ code }) => code === one))), waiting };
    });
  }
}
