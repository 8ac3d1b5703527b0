/**
 * Folds a batch of units over the facts that were read under the lock, and decides each.
 *
 * 1. A unit is atomic: all its vouchers are admitted, or none, with every violation.
 * 2. A refused unit leaves no trace in the state that the next unit is judged by; it harms no neighbour.
 * 3. Numbers follow the order of admission inside their period; the period is the event's month if open, else the
 *    earliest open month.
 * 4. A unit that takes a fund's money out is refused if the fund would be below zero at the end of any day since.
 *    Units of red
 *    vouchers alone may pass below (decisions 3).
 * 5. The same idempotency key gives the stored outcome again, a refusal included; with other input it is refused.
 *    Twins inside one
 *    batch see each other.
 * 6. An original is taken back at most once; a proposal is decided at most once, and by its own content.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { admitVoucher } from './admit-voucher.js';
import { checkCorrectedYear } from './corrections.js';
import type { FloorTrack } from './floor-track.js';
import { placedPeriod } from './periods.js';
import { isCashLike, type EstateStructure } from './structure.js';
import { formatNumber, type PostedVoucher, type VoucherDraft } from './voucher.js';

export interface IdempotencyClaim {
  /** Who acts: a person id. */
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
  /** SHA-256 of the parsed input, hex. */
  readonly inputHash: string;
}

export interface UnitVoucher {
  readonly draft: VoucherDraft;
  /** Log position of the voucher that this red one takes back. */
  readonly reverses?: bigint;
  /** Log position of the voucher that this one corrects and that must still stand. */
  readonly amends?: bigint;
}

export interface PostUnit {
  readonly estateId: string;
  readonly vouchers: readonly UnitVoucher[];
  readonly claim?: IdempotencyClaim;
  readonly proposalId?: string;
}

export type StoredOutcome = { readonly posted: readonly PostedVoucher[] } | { readonly refused: readonly Violation[] };

export type UnitOutcome = StoredOutcome & { readonly replayed: boolean };

/** An estate's head, as the lock found it and as the fold moves it on. */
export interface EstateHead {
  readonly structure: EstateStructure;
  nextSeq: bigint;
  readonly earliestOpen: Period;
  readonly lastNo: Map<Period, number>;
  readonly floors: ReadonlyMap<string, FloorTrack>;
}

export interface BatchFacts {
  readonly today: CalendarDate;
  readonly estates: ReadonlyMap<string, EstateHead>;
  /** Stored outcomes by claim address. */
  readonly outcomes: Map<string, { readonly inputHash: string; readonly outcome: StoredOutcome }>;
  readonly proposals: Map<string, { state: string; readonly preparer: string }>;
  /** Log positions already taken back, by `estate/seq`. */
  readonly reversed: Set<string>;
}

export interface Placement {
  readonly seq: bigint;
  readonly period: Period;
  readonly no: number;
}

/** Makes and keeps the bytes of an admitted voucher, or says why it has none. */
export type SealVoucher = (
  voucher: UnitVoucher,
  placement: Placement,
) => { readonly posted: PostedVoucher; readonly keep: () => void } | { readonly violations: readonly Violation[] };

export function claimAddress(estateId: string, claim: IdempotencyClaim): string {
  return JSON.stringify([estateId, claim.actor, claim.operation, claim.key]);
}

export function floorAddress(account: string, fund: string): string {
  return `${account} ${fund}`;
}

/** Decides one unit and moves the facts on. Call it unit by unit, in the order of arrival. */
export function foldUnit(unit: PostUnit, facts: BatchFacts, seal: SealVoucher): UnitOutcome {
  const address = unit.claim === undefined ? undefined : claimAddress(unit.estateId, unit.claim);
  const known = address === undefined ? undefined : facts.outcomes.get(address);
  if (known !== undefined && unit.claim !== undefined) {
    if (known.inputHash !== unit.claim.inputHash) {
      return { refused: [{ code: 'IDEMPOTENCY_KEY_REUSED', at: 'Idempotency-Key' }], replayed: false };
    }
    return { ...known.outcome, replayed: true };
  }
  const outcome = decide(unit, facts, seal);
  if (address !== undefined && unit.claim !== undefined) {
    facts.outcomes.set(address, { inputHash: unit.claim.inputHash, outcome });
  }
  return { ...outcome, replayed: false };
}

function decide(unit: PostUnit, facts: BatchFacts, seal: SealVoucher): StoredOutcome {
  const head = facts.estates.get(unit.estateId);
  if (head === undefined) return { refused: [{ code: 'ESTATE_NOT_FOUND' }] };
  const violations = [
    ...checkProposal(unit, facts),
    ...unit.vouchers.flatMap((voucher, index) => prefixed(unit, index, checkVoucher(voucher, head, facts))),
  ];
  if (violations.length > 0) return { refused: violations };
  const moves = cashMoves(unit);
  addMoves(head, moves, 1n);
  const short = isRedOnly(unit) ? [] : checkFloors(head, moves);
  const sealed = short.length > 0 ? short : sealAll(unit, head, seal);
  if (!isSealed(sealed)) {
    addMoves(head, moves, -1n);
    return { refused: sealed };
  }
  for (const item of sealed) item.keep();
  moveOn(unit, head, facts, sealed.length);
  return { posted: sealed.map((item) => item.posted) };
}

interface Sealed {
  readonly posted: PostedVoucher;
  readonly keep: () => void;
}

function isSealed(result: readonly Violation[] | readonly Sealed[]): result is readonly Sealed[] {
  return result[0] !== undefined && 'posted' in result[0];
}

function prefixed(unit: PostUnit, index: number, violations: readonly Violation[]): Violation[] {
  if (unit.vouchers.length === 1) return [...violations];
  return violations.map((violation) => ({
    ...violation,
    at: `vouchers[${index}]${violation.at === undefined ? '' : `.${violation.at}`}`,
  }));
}

function checkProposal(unit: PostUnit, facts: BatchFacts): Violation[] {
  if (unit.proposalId === undefined) return [];
  const proposal = facts.proposals.get(unit.proposalId);
  if (proposal === undefined) return [{ code: 'PROPOSAL_NOT_FOUND', facts: { id: unit.proposalId } }];
  return proposal.state === 'open' ? [] : [{ code: 'PROPOSAL_DECIDED', facts: { state: proposal.state } }];
}

function checkVoucher(voucher: UnitVoucher, head: EstateHead, facts: BatchFacts): Violation[] {
  const { draft } = voucher;
  const placed = placedPeriod(draft.eventOn, head.earliestOpen, draft.number?.period);
  const violations = [...admitVoucher(draft, head.structure, facts.today), ...checkCorrectedYear(draft, placed)];
  const original = voucher.reverses ?? voucher.amends;
  if (original !== undefined && facts.reversed.has(`${draft.estateId}/${original}`)) {
    violations.push({ code: 'ALREADY_REVERSED', at: 'refs' });
  }
  if (draft.number !== undefined && draft.number.period !== placed) {
    const facts = { number: formatNumber(draft.number), period: placed };
    violations.push({ code: 'PERIOD_NOT_OPEN', at: 'number', facts });
  }
  return violations;
}

interface CashMove {
  readonly account: string;
  readonly fund: string;
  readonly on: CalendarDate;
  delta: bigint;
}

/** What a unit does to cash, by account, fund and day: the unit of the floor. */
export function cashMoves(unit: PostUnit): CashMove[] {
  const moves = new Map<string, CashMove>();
  for (const { draft } of unit.vouchers) {
    for (const line of draft.lines) {
      if (!isCashLike(line.account)) continue;
      const key = `${floorAddress(line.account, line.fund)} ${draft.eventOn}`;
      const move = moves.get(key) ?? { account: line.account, fund: line.fund, on: draft.eventOn, delta: 0n };
      move.delta += line.side === 'D' ? line.fen : -line.fen;
      moves.set(key, move);
    }
  }
  return [...moves.values()];
}

export function isRedOnly(unit: PostUnit): boolean {
  return unit.vouchers.every(({ draft }) => draft.kind === 'red');
}

function addMoves(head: EstateHead, moves: readonly CashMove[], sign: bigint): void {
  for (const move of moves) head.floors.get(floorAddress(move.account, move.fund))?.add(move.on, sign * move.delta);
}

function checkFloors(head: EstateHead, moves: readonly CashMove[]): Violation[] {
  const violations: Violation[] = [];
  for (const move of moves) {
    if (move.delta >= 0n) continue;
    const lowest = head.floors.get(floorAddress(move.account, move.fund))?.lowestFrom(move.on);
    if (lowest === undefined || lowest.low >= 0n) continue;
    const facts = {
      account: move.account,
      fund: move.fund,
      date: lowest.on,
      shortfall: yuanFromFen(-lowest.low),
      available: yuanFromFen(lowest.low - move.delta > 0n ? lowest.low - move.delta : 0n),
    };
    violations.push({ code: 'FUND_BELOW_ZERO', at: 'lines', facts });
  }
  return violations;
}

function sealAll(unit: PostUnit, head: EstateHead, seal: SealVoucher): readonly Violation[] | readonly Sealed[] {
  const numbers = new Map<Period, number>();
  const sealed: Sealed[] = [];
  for (const [index, voucher] of unit.vouchers.entries()) {
    const period = placedPeriod(voucher.draft.eventOn, head.earliestOpen, voucher.draft.number?.period);
    const no = (numbers.get(period) ?? head.lastNo.get(period) ?? 0) + 1;
    if (voucher.draft.number !== undefined && voucher.draft.number.no !== no) {
      const facts = { number: formatNumber(voucher.draft.number), expected: formatNumber({ period, no }) };
      return prefixed(unit, index, [{ code: 'NUMBER_NOT_NEXT', at: 'number', facts }]);
    }
    numbers.set(period, no);
    const result = seal(voucher, { seq: head.nextSeq + BigInt(index), period, no });
    if ('violations' in result) return prefixed(unit, index, result.violations);
    sealed.push(result);
  }
  for (const [period, no] of numbers) head.lastNo.set(period, no);
  return sealed;
}

function moveOn(unit: PostUnit, head: EstateHead, facts: BatchFacts, count: number): void {
  head.nextSeq += BigInt(count);
  for (const { draft, reverses } of unit.vouchers) {
    if (reverses !== undefined) facts.reversed.add(`${draft.estateId}/${reverses}`);
  }
  const proposal = unit.proposalId === undefined ? undefined : facts.proposals.get(unit.proposalId);
  if (proposal !== undefined) proposal.state = 'approved';
}
