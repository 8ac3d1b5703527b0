import { Injectable } from '@nestjs/common';
import type { LeafObject } from '../kernel/canonical.js';
import { readRecords } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { recordFields } from './rules/fund-records.js';
import { textOf } from './rules/leaf-reading.js';
import { FUND_DECISION, FUND_PROPOSAL } from './rules/record-types.js';

export interface RecordProposal {
  readonly proposalId: string;
  readonly kind: string;
  readonly id: string;
  readonly state: 'open' | 'approved' | 'returned';
  readonly preparer: string;
  readonly decider?: string;
  readonly reason?: string;
  readonly proposedAt: string;
  readonly fields: LeafObject;
}

/** Records that wait for the second person, and what became of the others; the latest first. */
@Injectable()
export class ListRecordProposals {
  constructor(private readonly reads: EstateReads) {}

  execute(estateId: string, state: RecordProposal['state']): Promise<RecordProposal[]> {
    return this.reads.read(estateId, async (query) => {
      const decisions = new Map(
        (await readRecords(query, estateId, { type: FUND_DECISION })).map(({ subject, leaf }) => [subject, leaf]),
      );
      const proposals = await readRecords(query, estateId, { type: FUND_PROPOSAL });
      return proposals
        .map(({ subject, leaf }) => proposalOf(subject, leaf, decisions.get(subject)))
        .filter((proposal) => proposal.state === state)
        .reverse();
    });
  }
}

function proposalOf(proposalId: string, leaf: LeafObject, decision: LeafObject | undefined): RecordProposal {
  const decided = decision === undefined ? 'open' : textOf(decision, 'decided');
  return {
    proposalId,
    kind: textOf(leaf, 'record'),
    id: textOf(leaf, 'target'),
    state: decided === 'open' || decided === 'approved' ? decided : 'returned',
    preparer: textOf(leaf, 'by'),
    ...(decision === undefined ? {} : { decider: textOf(decision, 'by'), reason: textOf(decision, 'reason') }),
    proposedAt: textOf(leaf, 'recorded_at'),
    fields: recordFields(leaf),
  };
}
