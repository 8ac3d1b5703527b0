/**
 * What of the books may meet the bank as one: a voucher, or a row of corrections by what is left of it.
 *
 * 1. A row that comes to nothing is a wash and meets no line.
 * 2. A row meets as a whole first; only where nothing meets the whole do its parts stand alone.
 */
import { sumFen } from '../../../kernel/fen.js';
import { cancelPairs, compareMovements, correctionCases, type Movement } from '../movement.js';
import { dayOf, plain, roomsOf } from './line-view.js';
import { topicsOf, type Topic } from './topics.js';

export interface BookUnit {
  /** The first voucher's number: unique among the units of one moment. */
  readonly id: string;
  readonly members: readonly Movement[];
  /** What is left after red copies have taken out what they cancel. */
  readonly left: readonly Movement[];
  readonly netFen: bigint;
  /** A single voucher stands on one day, a row of corrections on any day of its span. */
  readonly first: number;
  readonly last: number;
  readonly words: readonly string[];
  readonly refs: readonly string[];
  readonly topics: ReadonlySet<Topic>;
  /** The voucher's words without digits, by which vouchers of one sort are known. */
  readonly shape: string;
  readonly channel: string;
  /** An earlier voucher carries the same reference and the same amount: one receipt that was booked twice. */
  readonly isCopy: boolean;
}

/** Sorts vouchers into units; `whole` keeps rows of corrections together. */
export function bookUnits(
  movements: readonly Movement[],
  whole: boolean,
  names: RoomNames,
): { readonly units: readonly BookUnit[]; readonly washes: readonly (readonly Movement[])[] } {
  const units: BookUnit[] = [];
  const washes: (readonly Movement[])[] = [];
  for (const members of correctionCases(movements)) {
    if (sumFen(members.map((member) => member.netFen)) === 0n) washes.push(members);
    else if (whole || members.length === 1) units.push(unitOf(members, names));
    else units.push(...cancelPairs(members).left.map((member) => unitOf([member], names)));
  }
  return { units: units.filter((unit) => unit.netFen !== 0n), washes };
}

/** Names that vouchers of a room gave, so that a voucher that gives the room alone is known by them too. */
export type RoomNames = ReadonlyMap<string, readonly string[]>;

export function namesByRoom(movements: readonly Movement[]): RoomNames {
  const names = new Map<string, Set<string>>();
  for (const { payeeWords = [] } of movements) {
    const words = payeeWords.map(wordOf);
    for (const room of words.filter(isRoom)) {
      const known = names.get(room) ?? new Set<string>();
      for (const name of words.filter((word) => word.length >= 2 && !isRoom(word))) known.add(name);
      names.set(room, known);
    }
  }
  return new Map([...names].map(([room, known]) => [room, [...known].sort()]));
}

/** Whether a word is a room: "3-602". */
export function isRoom(word: string): boolean {
  return /^\d{1,2}(?:-\d{1,2})?-\d{3,4}$/.test(word);
}

/** A word that is a room, in the one form that lines have too. */
function wordOf(text: string): string {
  const word = plain(text);
  return roomsOf(word)[0] ?? word;
}

export function unitOf(members: readonly Movement[], names: RoomNames): BookUnit {
  const days = members.map((member) => dayOf(member.eventOn));
  const left = members.length === 1 ? members : cancelPairs(members).left;
  const given = members.flatMap((member) => member.payeeWords ?? []).map(wordOf);
  const words = [...given, ...given.flatMap((word) => names.get(word) ?? [])];
  const refs = members.flatMap((member) => [member.voucherNo, ...(member.refs ?? [])]).map(plain);
  const summary = members.map((member) => [member.summary, ...(member.counterAccounts ?? [])].join(' ')).join(' ');
  return {
    id: members[0]?.voucherNo ?? '',
    members,
    left,
    netFen: sumFen(members.map((member) => member.netFen)),
    first: Math.min(...days),
    last: Math.max(...days),
    words: [...new Set(words.filter((word) => word.length >= 2))].sort(),
    refs: [...new Set(refs.filter((ref) => ref.length >= LEAST_REF))],
    topics: topicsOf(plain(summary)),
    shape: shapeOf(left.at(-1)?.summary ?? ''),
    channel: members.length === 1 ? plain(members[0]?.settlement ?? '') : '',
    isCopy: false,
  };
}

/** A shorter number says too little to be taken for a reference. */
const LEAST_REF = 4;

/** Marks the second and later vouchers of one reference and amount; the units come in the order of their days. */
export function markCopies(units: readonly BookUnit[]): BookUnit[] {
  const seen = new Set<string>();
  return units.map((unit) => {
    const names = unit.refs.slice(1).map((ref) => `${ref} ${String(unit.netFen)}`);
    const isCopy = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return isCopy ? { ...unit, isCopy } : unit;
  });
}

/** "支付06月公共照明电费" and "支付07月公共照明电费" are of one shape. */
export function shapeOf(summary: string): string {
  return plain(summary).replace(/[0-9.,#]+/g, '');
}

export function compareUnits(left: BookUnit, right: BookUnit): number {
  const [one, other] = [left.members[0], right.members[0]];
  const byDay = left.first - right.first;
  return byDay !== 0 || one === undefined || other === undefined ? byDay : compareMovements(one, other);
}

/** Days between a unit and a day: positive where the bank is later, zero inside the span. */
export function lagOf(unit: BookUnit, day: number): number {
  if (day > unit.last) return day - unit.last;
  return day < unit.first ? day - unit.first : 0;
}
