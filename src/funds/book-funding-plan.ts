import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { DecidedOnce } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Prepared, type Proposed } from './propose-drafts.js';
import { fundsOf, recordOrRefuse, waitingOfDimension } from './read-facts.js';
import { checkFund } from './rules/facts.js';
import {
  checkConcession,
  checkReceipt,
  checkSpending,
  concessionDraft,
  planReceipt,
  planSpending,
  planState,
  readPlan,
  shareSpending,
  SOURCE_DIMENSION,
  type FundingPlan,
  type PlanBooking,
  type PlanFacts,
  type RevenueSource,
} from './rules/funding-plan.js';
import { FUNDING_PLAN } from './rules/record-types.js';
import { planFacts } from './show-funding-plans.js';

/** Money of a funding plan: from each source as promised, and to the works; concessions without money. */
@Injectable()
export class BookFundingPlan {
  constructor(
    private readonly propose: ProposeDrafts,
    private readonly clock: Clock,
  ) {}

  receive(
    asking: Asking,
    id: string,
    line: number,
    booking: PlanBooking & { readonly revenue: RevenueSource },
  ): Promise<DecidedOnce<Proposed<object>>> {
    return this.#book(asking, id, async (plan, facts, query) => {
      const isRevenue = plan.lines[line - 1]?.source === 'PUBLIC_REVENUE';
      const funds = await fundsOf(query, asking.estateId);
      const refused = [
        ...checkReceipt(plan, line - 1, facts.fund),
        ...(isRevenue ? checkFund(booking.revenue.fund, ['COMMON'], funds, 'revenueFund') : []),
      ];
      if (refused.length > 0) return { refused };
      return { drafts: [planReceipt(plan, line - 1, booking, booking.revenue)], told: {} };
    });
  }

  spend(asking: Asking, id: string, booking: PlanBooking): Promise<DecidedOnce<Proposed<object>>> {
    return this.#book(asking, id, async (plan, facts, query) => {
      // What waits for approval is spoken for; only its costs count, since money that waits is not there yet.
      const waiting = await waitingOfDimension(query, asking.estateId, SOURCE_DIMENSION);
      const costs = waiting.filter(({ debitFen }) => debitFen > 0n);
      const state = planState(plan, { ...facts, bySource: [...facts.bySource, ...costs] });
      const refused = checkSpending(state, booking.fen, facts.fund);
      if (refused.length > 0) return { refused };
      const shares = shareSpending(state, plan, booking.fen, facts.fund);
      return { drafts: [planSpending(plan, shares, booking)], told: {} };
    });
  }

  concede(asking: Asking, id: string, line: number, booking: PlanBooking): Promise<DecidedOnce<Proposed<object>>> {
    return this.#book(asking, id, (plan, facts) => {
      const refused = checkConcession(plan, line - 1, booking.fen, planState(plan, facts));
      if (refused.length > 0) return Promise.resolve({ refused });
      return Promise.resolve({ drafts: [concessionDraft(plan, line - 1, booking)], told: {} });
    });
  }

  #book(
    asking: Asking,
    id: string,
    work: (plan: FundingPlan, facts: PlanFacts, query: Query) => Promise<Prepared<object>>,
  ): Promise<DecidedOnce<Proposed<object>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const plan = await recordOrRefuse(query, estateId, { type: FUNDING_PLAN, id, read: readPlan });
      const facts = await planFacts(query, estateId, plan, shanghaiDate(this.clock.now()));
      return work(plan, facts, query);
    });
  }
}
