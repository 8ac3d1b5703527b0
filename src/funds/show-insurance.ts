import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { bookedSources, seqsOfDimension } from '../ledger/index.js';
import { openInside } from '../ledger/rules/index.js';
import { readDisclosures } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { balancesByUnit, latestRecords, recordOrRefuse, sumsOfDimension } from './read-facts.js';
import { netOf } from './rules/facts.js';
import {
  cancelSource,
  INSURANCE_DIMENSION,
  insuranceItem,
  PREMIUM,
  readInsurance,
  type InsuranceBatch,
} from './rules/insurance.js';
import { INSURANCE } from './rules/record-types.js';

export interface InsuranceView {
  readonly batch: InsuranceBatch;
  readonly paidFen: bigint;
}

export interface InsuredHousehold {
  readonly unit: string;
  readonly policy: string;
  /** Premium less refund. */
  readonly paidFen: bigint;
  readonly isCancelled: boolean;
}

/** Batches of household insurance for everybody; households for those who work on the books. */
@Injectable()
export class ShowInsurance {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async list(estateId: string, on?: CalendarDate): Promise<{ asOf: CalendarDate; batches: InsuranceView[] }> {
    const asOf = on ?? shanghaiDate(this.clock.now());
    const batches = await this.reads.read(estateId, async (query) => {
      const sums = await sumsOfDimension(query, estateId, INSURANCE_DIMENSION, asOf);
      return (await latestRecords(query, estateId, INSURANCE)).map(({ subject, leaf }) => ({
        batch: readInsurance(subject, leaf),
        paidFen: netOf(
          sums.filter(({ value }) => value === subject),
          PREMIUM,
        ),
      }));
    });
    return { asOf, batches };
  }

  households(estateId: string, id: string): Promise<InsuredHousehold[]> {
    return this.reads.read(estateId, (query) => householdsOf(query, estateId, id), { private: true });
  }
}

async function householdsOf(query: Query, estateId: string, id: string): Promise<InsuredHousehold[]> {
  const batch = await recordOrRefuse(query, estateId, { type: INSURANCE, id, read: readInsurance });
  const paid = await balancesByUnit(query, estateId, insuranceItem(batch.id), { account: PREMIUM });
  const units = [...paid.keys()].sort();
  const cancelled = await bookedSources(
    query,
    estateId,
    units.map((unit) => cancelSource(id, unit)),
  );
  const policies = await policiesOf(query, estateId, id);
  return units.map((unit) => ({
    unit,
    policy: policies.get(unit) ?? '',
    paidFen: paid.get(unit) ?? 0n,
    isCancelled: cancelled.has(cancelSource(id, unit)),
  }));
}

/** The number of each household's policy, as it stands inside the voucher that bought it. */
async function policiesOf(query: Query, estateId: string, id: string): Promise<ReadonlyMap<string, string>> {
  const seqs = await seqsOfDimension(query, estateId, INSURANCE_DIMENSION, id);
  const texts = await readDisclosures(query, estateId, seqs);
  return new Map(
    texts.flatMap(({ text }): [string, string][] => {
      const leaf = openInside(text);
      return leaf?.kind === 'insurance' ? [[leaf.subject, leaf.facts[0] ?? '']] : [];
    }),
  );
}
