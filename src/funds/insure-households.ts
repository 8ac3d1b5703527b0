import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar.js';
import { yuanFromFen } from '../kernel/fen.js';
import type { DecidedOnce } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { balancesByUnit, recordOrRefuse, unitsOf } from './read-facts.js';
import {
  cancellationDraft,
  checkCancelled,
  checkInsured,
  insuranceItem,
  PREMIUM,
  purchaseDraft,
  readInsurance,
  type CancelledRow,
  type InsuranceBatch,
  type InsuredRow,
} from './rules/insurance.js';
import { INSURANCE } from './rules/record-types.js';

export interface InsuranceAsk {
  readonly eventOn: CalendarDate;
  readonly account: string;
  readonly documents: readonly string[];
}

export interface InsuredTold {
  readonly households: number;
  readonly amount: string;
}

/** Policies for many households at once, and their cancellation. */
@Injectable()
export class InsureHouseholds {
  constructor(private readonly propose: ProposeDrafts) {}

  buy(
    asking: Asking,
    id: string,
    ask: InsuranceAsk & { readonly rows: readonly InsuredRow[] },
  ): Promise<DecidedOnce<Proposed<InsuredTold>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const { batch, paid, roll } = await factsOf(query, estateId, id);
      const refused = checkInsured(ask.rows, roll, paid);
      if (refused.length > 0) return { refused };
      const amount = yuanFromFen(batch.premiumFen * BigInt(ask.rows.length));
      return { drafts: [purchaseDraft(batch, ask.rows, ask)], told: { households: ask.rows.length, amount } };
    });
  }

  cancel(
    asking: Asking,
    id: string,
    ask: InsuranceAsk & { readonly rows: readonly CancelledRow[] },
  ): Promise<DecidedOnce<Proposed<InsuredTold>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const { batch, paid, roll } = await factsOf(query, estateId, id);
      const refused = checkCancelled(ask.rows, roll, paid);
      if (refused.length > 0) return { refused };
      const amount = yuanFromFen(ask.rows.reduce((sum, { refundFen }) => sum + refundFen, 0n));
      return { drafts: [cancellationDraft(batch, ask.rows, ask)], told: { households: ask.rows.length, amount } };
    });
  }
}

async function factsOf(
  query: Query,
  estateId: string,
  id: string,
): Promise<{ batch: InsuranceBatch; paid: ReadonlyMap<string, bigint>; roll: ReadonlySet<string> }> {
  return {
    batch: await recordOrRefuse(query, estateId, { type: INSURANCE, id, read: readInsurance }),
    paid: await balancesByUnit(query, estateId, insuranceItem(id), { account: PREMIUM }),
    roll: await unitsOf(query, estateId),
  };
}
