/** Drafts that wait for somebody's approval: what a verb must not propose a second time. Needs private scope. */
import type { Query } from '../../platform/database/estate-reads.js';
import { proposalContent, type DraftContent, type ProposalBody } from '../rules/proposal.js';
import { listProposals } from './proposal-store.js';

const LIST_LIMIT = 500;

export async function readOpenDrafts(query: Query, estateId: string): Promise<DraftContent[]> {
  const rows = await listProposals(query, estateId, 'open', LIST_LIMIT);
  return rows.flatMap((row) => {
    const content = proposalContent(row.kind, row.body as ProposalBody);
    return content?.kind === 'voucher' ? [content.draft] : [];
  });
}
