import { Injectable } from '@nestjs/common';
import type { DecidedOnce } from '../ledger/index.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { fundsOf } from './read-facts.js';
import { checkTransfer, transferDraft, type TransferAsk } from './rules/transfer.js';

/** Money from one fund to another, by a resolution, in one voucher. */
@Injectable()
export class TransferBetweenFunds {
  constructor(private readonly propose: ProposeDrafts) {}

  execute(asking: Asking, ask: TransferAsk): Promise<DecidedOnce<Proposed<object>>> {
    return this.propose.execute(asking, async (query) => {
      const funds = await fundsOf(query, asking.estateId);
      const refused = checkTransfer(ask, funds);
      return refused.length > 0 ? { refused } : { drafts: [transferDraft(ask, funds)], told: {} };
    });
  }
}
