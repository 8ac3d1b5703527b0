import { Injectable } from '@nestjs/common';
import { checkLeaf } from '../kernel/canonical.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { IdempotencyClaim } from './rules/fold-batch.js';
import { checkApprover } from './rules/persons.js';
import { decideOnce, type DecidedOnce, type Decision } from './store/decide-once.js';
import { findProposal, returnProposal } from './store/proposal-store.js';
import { StructureStore, structureVersion } from './store/structure-store.js';

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
  readonly #structures = new StructureStore();

  constructor(private readonly reads: EstateReads) {}

  async execute(request: ReturnRequest): Promise<DecidedOnce<{ proposalId: string }>> {
    const { estateId, proposalId, decider, reason } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<{ proposalId: string }>> => {
        const row = await findProposal(query, estateId, proposalId);
        if (row === undefined) return { refused: [{ code: 'PROPOSAL_NOT_FOUND', facts: { id: proposalId } }] };
        const { roles } = await this.#structures.load(client, estateId, await structureVersion(query, estateId));
        const violations = [...checkApprover(decider, roles, 'decider'), ...checkLeaf({ reason })];
        if (violations.length > 0) return { refused: violations };
        const done = await returnProposal(client, estateId, proposalId, decider, reason);
        if (!done) return { refused: [{ code: 'PROPOSAL_DECIDED', facts: { state: row.state } }] };
        return { accepted: { proposalId } };
      }),
    );
  }
}
