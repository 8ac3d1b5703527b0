import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { IdempotencyClaim } from './rules/fold-batch.js';
import { decideOnce, type DecidedOnce, type Decision } from './store/decide-once.js';
import { findProposal, returnProposal } from './store/proposal-store.js';

export interface ReturnRequest {
  readonly estateId: string;
  readonly proposalId: string;
  readonly decider: string;
  /** Why, in words for the preparer. */
  readonly reason: string;
  readonly claim?: IdempotencyClaim;
}

/** Gives a proposal back to its preparer with a reason. Nothing enters the ledger. */
@Injectable()
export class ReturnProposal {
  constructor(private readonly reads: EstateReads) {}

  async execute(request: ReturnRequest): Promise<DecidedOnce<{ proposalId: string }>> {
    const { estateId, proposalId, decider, reason } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<{ proposalId: string }>> => {
        const row = await findProposal(query, estateId, proposalId);
        if (row === undefined) return { refused: [{ code: 'PROPOSAL_NOT_FOUND', facts: { id: proposalId } }] };
        const done = await returnProposal(client, estateId, proposalId, decider, reason);
        if (!done) return { refused: [{ code: 'PROPOSAL_DECIDED', facts: { state: row.state } }] };
        return { accepted: { proposalId } };
      }),
    );
  }
}
