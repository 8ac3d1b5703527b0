import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { findProposal, listProposals, type ProposalRow } from './store/proposal-store.js';

export type { ProposalRow } from './store/proposal-store.js';

const LIST_LIMIT = 500;

/** What waits for a decision, and what became of it. For those who work on the books only. */
@Injectable()
export class ShowProposals {
  constructor(private readonly reads: EstateReads) {}

  list(estateId: string, state: string): Promise<ProposalRow[]> {
    return this.reads.read(estateId, (query) => listProposals(query, estateId, state, LIST_LIMIT), { private: true });
  }

  find(estateId: string, proposalId: string): Promise<ProposalRow | undefined> {
    return this.reads.read(estateId, (query) => findProposal(query, estateId, proposalId), { private: true });
  }
}
