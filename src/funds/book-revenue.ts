import { Injectable } from '@nestjs/common';
import type { DecidedOnce } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { recordOrRefuse } from './read-facts.js';
import { REVENUE_CONTRACT } from './rules/record-types.js';
import {
  contractCost,
  contractReceipt,
  readContract,
  type Booking,
  type RevenueContract,
} from './rules/contract-terms.js';

export type CostBooking = Booking & { readonly documents: readonly string[] };

/** Money of a contract: received, or spent on running it. Both become proposals of ordinary vouchers. */
@Injectable()
export class BookRevenue {
  constructor(private readonly propose: ProposeDrafts) {}

  receive(asking: Asking, id: string, booking: Booking): Promise<DecidedOnce<Proposed<object>>> {
    return this.propose.execute(asking, async (query) => {
      const contract = await this.#contract(query, asking.estateId, id);
      return { drafts: [contractReceipt(contract, booking)], told: {} };
    });
  }

  spend(asking: Asking, id: string, booking: CostBooking): Promise<DecidedOnce<Proposed<object>>> {
    return this.propose.execute(asking, async (query) => {
      const contract = await this.#contract(query, asking.estateId, id);
      return { drafts: [contractCost(contract, booking)], told: {} };
    });
  }

  #contract(query: Query, estateId: string, id: string): Promise<RevenueContract> {
    return recordOrRefuse(query, estateId, { type: REVENUE_CONTRACT, id, read: readContract });
  }
}
