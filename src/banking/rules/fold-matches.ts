/**
 * Which matches stand, from the leaves that made and undid them.
 *
 * 1. A match stands from the leaf that made it until a leaf undoes it; an undone one never stands again by itself. The
 *    same may be made anew by a person, as a match of its own.
 * 2. A match that stands is true: all its lines and vouchers are known, their sums are equal, and none of them belongs
 *    to an earlier match that stands. One that is not true has lapsed: it counts for nothing, and what it held is open.
 * 3. Where a voucher of a match was corrected later so that the account's sum changed, the match has lapsed. A
 *    correction that changes nothing on the account leaves it standing.
 * 4. So no leaf, not even a forged one, can make an unexplained fen look explained.
 * 5. A voucher that was drafted from a line, and has its amount, meets that line and no other one.
 */
import type { LeafObject } from '../../kernel/canonical.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import { lineNetFen, type KeyedLine } from './bank-line.js';
import { matchesOfLeaf, type MatchMaker, type PlacedMatch } from './match-leaf.js';
import type { RefusedMatch, StandingMatch } from './matching/match.js';
import type { Movement } from './movement.js';

/** A leaf of one of the two types, at its position. */
export interface MatchRecord {
  readonly seq: bigint;
  readonly leaf: LeafObject;
}

export type MatchState = 'standing' | 'undone' | 'lapsed';
export type LapseReason = 'unknown-side' | 'sums-differ' | 'taken-before' | 'corrected-later';

export interface Undoing {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly seq: bigint;
}

/** A match with all that has become of it. */
export interface KeptMatch extends StandingMatch {
  readonly lineIds: readonly string[];
  readonly seq: bigint;
  readonly how: MatchMaker;
  readonly by: string;
  readonly madeAt: string;
  readonly state: MatchState;
  readonly undoing?: Undoing;
  readonly lapse?: LapseReason;
}

export interface FoldFacts {
  readonly made: readonly MatchRecord[];
  readonly undone: readonly MatchRecord[];
  /** Known lines by their place in the log. */
  readonly lines: ReadonlyMap<string, KeyedLine>;
  readonly movements: readonly Movement[];
  /** Numbers of vouchers with the place of the line that each was drafted from. */
  readonly drafted?: ReadonlyMap<string, string>;
}

export interface FoldedMatches {
  /** Every match that was ever made, in log order. */
  readonly kept: readonly KeptMatch[];
  /** Those that stand, and the vouchers that were drafted from their lines. */
  readonly standing: readonly StandingMatch[];
  readonly refused: readonly RefusedMatch[];
}

export function foldMatches(facts: FoldFacts): FoldedMatches {
  const undoings = undoingsOf(facts.undone);
  const book = new Book(facts);
  const kept = facts.made.flatMap(({ seq, leaf }) =>
    matchesOfLeaf(leaf).flatMap((match, place): KeptMatch[] => {
      if (match === undefined) return [];
      const id = `${String(seq)}.${String(place)}`;
      const head = headOf(match, id, seq, leaf, facts.lines);
      const undoing = undoings.get(id);
      if (undoing !== undefined && undoing.seq > seq) return [{ ...head, state: 'undone', undoing }];
      const lapse = book.take(match, head.lineKeys);
      return [lapse === undefined ? { ...head, state: 'standing' } : { ...head, state: 'lapsed', lapse }];
    }),
  );
  const undone = kept.filter((match) => match.state === 'undone');
  const made: readonly StandingMatch[] = kept.filter((match) => match.state === 'standing');
  const standing = [...made, ...book.draftedMatches(new Set(undone.map(sidesOf)))];
  const again = new Set(standing.map(sidesOf));
  const refused = undone.filter((match) => !again.has(sidesOf(match)));
  return { kept, standing, refused: refused.map(({ lineKeys, voucherNos }) => ({ lineKeys, voucherNos })) };
}

function undoingsOf(records: readonly MatchRecord[]): Map<string, Undoing> {
  const undoings = new Map<string, Undoing>();
  for (const { seq, leaf } of records) {
    const { match, by, reason, recorded_at: at } = leaf;
    if (typeof match !== 'string' || typeof by !== 'string' || undoings.has(match)) continue;
    undoings.set(match, { by, seq, at: textOf(at), reason: textOf(reason) });
  }
  return undoings;
}

function headOf(
  match: PlacedMatch,
  id: string,
  seq: bigint,
  leaf: LeafObject,
  lines: ReadonlyMap<string, KeyedLine>,
): Omit<KeptMatch, 'state'> {
  const lineKeys = match.lineIds.flatMap((line) => lines.get(line)?.key ?? []);
  const how = leaf['how'] === 'person' ? 'person' : 'engine';
  return { ...match, lineKeys, id, seq, how, by: textOf(leaf['by']), madeAt: textOf(leaf['recorded_at']) };
}

function textOf(value: LeafObject[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function sidesOf({ lineKeys, voucherNos }: RefusedMatch): string {
  return JSON.stringify([[...lineKeys].sort(), [...voucherNos].sort()]);
}

/** What is taken while matches are judged in log order. */
class Book {
  private readonly taken = new Set<string>();
  private readonly byNumber: ReadonlyMap<string, Movement>;
  private readonly correcting = new Map<string, Movement[]>();

  constructor(private readonly facts: FoldFacts) {
    // An opening voucher is compared as a balance; a match with it would hide a line that no voucher explains.
    const matchable = facts.movements.filter(({ kind }) => kind !== 'opening');
    this.byNumber = new Map(matchable.map((movement) => [movement.voucherNo, movement]));
    for (const movement of facts.movements) {
      if (movement.corrects === undefined) continue;
      const known = this.correcting.get(movement.corrects);
      if (known === undefined) this.correcting.set(movement.corrects, [movement]);
      else known.push(movement);
    }
  }

  /** Takes both sides, or says why the match is not true. */
  take(match: PlacedMatch, lineKeys: readonly string[]): LapseReason | undefined {
    const numbers = [...match.voucherNos, ...match.cancelled];
    const sides = [...match.lineIds, ...numbers];
    const movements = numbers.flatMap((number) => this.byNumber.get(number) ?? []);
    if (lineKeys.length !== match.lineIds.length || movements.length !== numbers.length) return 'unknown-side';
    if (lineKeys.length === 0 || new Set(sides).size !== sides.length) return 'unknown-side';
    const bankFen = sumFen(match.lineIds.flatMap((id) => this.lineNet(id)));
    const bookFen = sumFen(movements.map((movement) => movement.netFen));
    if (bankFen !== bookFen || bankFen !== match.netFen) return 'sums-differ';
    if (sides.some((side) => this.taken.has(side))) return 'taken-before';
    if (this.correctedBy(numbers) !== 0n) return 'corrected-later';
    for (const side of sides) this.taken.add(side);
    return undefined;
  }

  /** `undone` are the sides of matches that a person took back: those are not made again by themselves. */
  draftedMatches(undone: ReadonlySet<string>): StandingMatch[] {
    return [...(this.facts.drafted ?? [])].flatMap(([number, lineId]) => {
      const [movement, line] = [this.byNumber.get(number), this.facts.lines.get(lineId)];
      if (movement === undefined || line === undefined || movement.kind === 'red') return [];
      const match = { ...draftedMatch(movement, line, lineId), id: `drafted-${number}`, lineKeys: [line.key] };
      return undone.has(sidesOf(match)) || this.take(match, match.lineKeys) !== undefined ? [] : [match];
    });
  }

  private lineNet(id: string): bigint[] {
    const line = this.facts.lines.get(id);
    return line === undefined ? [] : [lineNetFen(line)];
  }

  /** What later corrections have changed on the account. */
  private correctedBy(numbers: readonly string[]): bigint {
    const seen = new Set(numbers);
    let changed = 0n;
    for (let queue = [...numbers]; queue.length > 0;) {
      const next = queue.flatMap((number) => this.correcting.get(number) ?? []);
      const fresh = next.filter((movement) => !seen.has(movement.voucherNo));
      for (const movement of fresh) {
        seen.add(movement.voucherNo);
        changed += movement.netFen;
      }
      queue = fresh.map((movement) => movement.voucherNo);
    }
    return changed;
  }
}

/** The rule's name where a voucher was drafted from its line. */
export const DRAFTED_RULE = 'drafted';

function draftedMatch(movement: Movement, line: KeyedLine, lineId: string): PlacedMatch {
  const netFen = lineNetFen(line);
  const amount = netFen < 0n ? `付 ${formatFen(0n - netFen)} 元` : `收 ${formatFen(netFen)} 元`;
  const explanation = `凭证 ${movement.voucherNo} 就是由 ${line.bookedOn} 的这笔银行流水起草的，金额相同（${amount}）`;
  const sides = { lineIds: [lineId], voucherNos: [movement.voucherNo], cancelled: [] };
  return { rule: DRAFTED_RULE, score: 100, netFen, explanation, ...sides };
}
