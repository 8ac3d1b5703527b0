/** Proposals: what a preparer asks for until another person decides. They have no number and no leaf. */
import type pg from 'pg';
import type { Query } from '../../platform/database/estate-reads.js';
import type { Ref } from '../rules/voucher.js';

export type ProposalKind = 'voucher' | 'reversal' | 'close' | 'reopen';

export interface ProposalRow {
  readonly proposal_id: string;
  readonly kind: ProposalKind;
  readonly state: 'open' | 'approved' | 'returned';
  readonly preparer: string;
  readonly decider: string | null;
  readonly body: unknown;
  readonly note: string | null;
  readonly proposed_at: Date;
  readonly decided_at: Date | null;
  readonly seq: bigint | null;
}

export interface NewProposal {
  readonly estateId: string;
  readonly proposalId: string;
  readonly kind: ProposalKind;
  readonly preparer: string;
  readonly body: unknown;
}

const COLUMNS = 'proposal_id, kind, state, preparer, decider, body, note, proposed_at, decided_at, seq';

export async function findProposal(
  query: Query,
  estateId: string,
  proposalId: string,
): Promise<ProposalRow | undefined> {
  const rows = await query<ProposalRow>(
    `select ${COLUMNS} from ledger.proposal where estate_id = $1 and proposal_id = $2`,
    [estateId, proposalId],
  );
  return rows[0];
}

export async function listProposals(
  query: Query,
  estateId: string,
  state: string,
  limit: number,
): Promise<ProposalRow[]> {
  return query<ProposalRow>(
    `select ${COLUMNS} from ledger.proposal
      where estate_id = $1 and state = $2 order by proposed_at, proposal_id limit $3`,
    [estateId, state, limit],
  );
}

export interface OpenProposal {
  readonly proposalId: string;
  readonly preparer: string;
  readonly refs: readonly Ref[];
}

/** Vouchers that wait for approval and carry a reference of a kind, in the order in which they were proposed. */
export async function openProposalsWithRef(query: Query, estateId: string, kind: string): Promise<OpenProposal[]> {
  const rows = await query<{ proposal_id: string; preparer: string; refs: Ref[] }>(
    `select proposal_id, preparer, body -> 'draft' -> 'refs' as refs from ledger.proposal
      where estate_id = $1 and state = 'open' and body -> 'draft' -> 'refs' @> $2::jsonb
      order by proposed_at, proposal_id`,
    [estateId, JSON.stringify([[kind]])],
  );
  return rows.map((row) => ({ proposalId: row.proposal_id, preparer: row.preparer, refs: row.refs }));
}

/** Open proposals of vouchers that carry a reference, the oldest first. Needs private scope. */
export async function openProposalsByRef(
  query: Query,
  estateId: string,
  ref: readonly [kind: string, value: string],
): Promise<string[]> {
  const rows = await query<{ proposal_id: string }>(
    `select proposal_id from ledger.proposal
      where estate_id = $1 and state = 'open' and body -> 'draft' -> 'refs' @> $2::jsonb
      order by proposed_at, proposal_id`,
    [estateId, JSON.stringify([ref])],
  );
  return rows.map((row) => row.proposal_id);
}

export async function keepProposal(client: pg.ClientBase, proposal: NewProposal): Promise<void> {
  await client.query('select ledger.propose($1, $2, $3, $4, $5)', [
    proposal.estateId,
    proposal.proposalId,
    proposal.kind,
    proposal.preparer,
    JSON.stringify(proposal.body),
  ]);
}

/** False where it was decided before. */
export async function returnProposal(
  client: pg.ClientBase,
  estateId: string,
  proposalId: string,
  decider: string,
  note: string,
): Promise<boolean> {
  const result = await client.query<{ done: boolean }>('select ledger.return_proposal($1, $2, $3, $4) as done', [
    estateId,
    proposalId,
    decider,
    note,
  ]);
  return result.rows[0]?.done === true;
}

export async function settleProposal(
  client: pg.ClientBase,
  estateId: string,
  proposalId: string,
  seq: bigint,
): Promise<void> {
  await client.query('select ledger.settle_proposal($1, $2, $3)', [estateId, proposalId, seq.toString()]);
}
