import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar.js';
import { invariant } from '../kernel/invariant.js';
import { ProposeVoucher, readOpenDrafts, type DecidedOnce, type Decision } from '../ledger/index.js';
import type { DraftContent, IdempotencyClaim } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { MOVE_REF, readCharityFund, readDonations, readMoveVouchers, readState } from './charity-reads.js';
import type { CharityState } from './charity-reads.js';
import { checkConsentedMove, checkLeftover, consentInside, movedByConsents, moveLines } from './rules/purpose-move.js';
import type { ConsentedMove, Leftover, MovedPurposes } from './rules/purpose-move.js';

export interface MoveRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly fund: string;
  readonly on: CalendarDate;
  /** With the donors' consent, or what is left over of a purpose that has ended. */
  readonly moves: { readonly consented: ConsentedMove } | { readonly leftover: Leftover };
  readonly claim?: IdempotencyClaim;
}

/** Proposes that money passes from one purpose to another, for another person to approve. */
@Injectable()
export class MovePurpose {
  constructor(private readonly propose: ProposeVoucher) {}

  async execute(request: MoveRequest): Promise<DecidedOnce<{ proposalIds: readonly string[] }>> {
    const { estateId, preparer, claim } = request;
    const prepare = (query: Query): Promise<Decision<readonly DraftContent[]>> => prepareMove(query, request);
    return this.propose.executeAll({ estateId, preparer, prepare, ...(claim === undefined ? {} : { claim }) });
  }
}

async function prepareMove(query: Query, request: MoveRequest): Promise<Decision<readonly DraftContent[]>> {
  const { estateId, fund, moves } = request;
  await readCharityFund(query, estateId, fund);
  const state = await readState(query, estateId, fund);
  if ('leftover' in moves) return leftoverDraft(request, moves.leftover, state);
  const { consented } = moves;
  const before = (await readMoveVouchers(query, estateId, fund)).flatMap(({ inside }) => inside);
  const donations = await readDonations(query, estateId, fund);
  // A consent that waits for approval in another proposal lets nothing pass a second time.
  const waiting = (await readOpenDrafts(query, estateId)).flatMap(({ inside }) => inside ?? []);
  const facts = { ...state, donations, movedBefore: movedByConsents([...before, ...waiting]) };
  const refused = checkConsentedMove(consented, facts);
  if (refused.length > 0) return { refused };
  const moved = ends(state, fund, consented, consented.fen);
  const summary = `经捐赠人同意，由“${moved.from.name}”改用于“${moved.to.name}”`;
  return { accepted: [{ ...draftOf(request.on, moved, summary), inside: consentInside(consented, facts, moved) }] };
}

function leftoverDraft(
  { fund, on }: MoveRequest,
  leftover: Leftover,
  state: CharityState,
): Decision<readonly DraftContent[]> {
  const refused = checkLeftover(leftover, state);
  if (refused.length > 0) return { refused };
  const moved = ends(state, fund, leftover, state.balances.get(leftover.from)?.balanceFen ?? 0n);
  const summary = `“${moved.from.name}”已结束，剩余用于“${moved.to.name}”：${leftover.reason}`;
  const draft = draftOf(on, moved, summary);
  return { accepted: [{ ...draft, refs: [...draft.refs, ['resolution', leftover.resolution]] }] };
}

function ends(
  state: CharityState,
  fund: string,
  { from: old, to: next }: { readonly from: string; readonly to: string },
  fen: bigint,
): MovedPurposes {
  const [from, to] = [state.purposes.get(old), state.purposes.get(next)];
  invariant(from !== undefined && to !== undefined, 'the rules know both purposes');
  return { fund, from, to, fen };
}

function draftOf(on: CalendarDate, moved: MovedPurposes, summary: string): DraftContent {
  const refs = [[MOVE_REF, `${moved.from.code} ${moved.to.code}`] as const];
  return { eventOn: on, kind: 'transfer', summary, lines: moveLines(moved), refs, docs: [] };
}
