/**
 * What stands open between book and bank on a day.
 *
 * 1. A match, a wash or a pair of lines that cancel each other counts on a day only as far as all its sides are dated
 *    on or before it: a case is settled when what the bank and what the books have of it by then are equal.
 * 2. Whatever is not settled is listed piece by piece, as one of the four kinds of the 余额调节表.
 * 3. An item that later lines or vouchers settle says when.
 * 4. Words come from templates here: never the bank's remark, never a counterparty.
 */
import { daysBetween, type CalendarDate } from '../../kernel/calendar.js';
import { fen, sumFen, type Fen } from '../../kernel/fen.js';
import { compareText, lineNetFen, padDigits, type KeyedLine } from './bank-line.js';
import type { PlacedLine } from './chain-lines.js';
import type { Match } from './matching/match.js';
import type { AccountMatching } from './matching/match-account.js';
import { cancelPairs, type Movement, type Wash, washOf } from './movement.js';

/**
 * A 企业已收银行未收, B 企业已付银行未付, C 银行已收企业未收, D 银行已付企业未付.
 */
export type OpenItemKind = 'A' | 'B' | 'C' | 'D';

export const OPEN_ITEM_TITLES: Readonly<Record<OpenItemKind, string>> = {
  A: '企业已收银行未收',
  B: '企业已付银行未付',
  C: '银行已收企业未收',
  D: '银行已付企业未付',
};

const REASONS: Readonly<Record<OpenItemKind, string>> = {
  A: '账上已收，银行还没有到账',
  B: '账上已付，银行还没有扣款',
  C: '银行已收到，账上还没有记',
  D: '银行已扣款，账上还没有记',
};

export const OVERDUE_DAYS = 30;

export interface OpenItem {
  readonly kind: OpenItemKind;
  readonly on: CalendarDate;
  /** The voucher's number, or the bank's serial (or the line's place in the chain where it has none). */
  readonly reference: string;
  /** The voucher of an item of kind A or B, for a link. */
  readonly voucherNo?: string;
  /** Whole fen, always positive; the kind says the direction. */
  readonly amountFen: Fen;
  readonly reason: string;
  readonly daysOpen: number;
  /** Open for more than 30 days. */
  readonly overdue: boolean;
  /** The later day on which it is known to have been settled. */
  readonly clearedOn?: CalendarDate;
  /** "07-01 已到账" */
  readonly clearedNote?: string;
}

/** Lines and vouchers that belong together: a match, a wash, or one of either alone. */
interface Case {
  readonly lines: readonly PlacedLine<KeyedLine>[];
  readonly movements: readonly Movement[];
  readonly match?: Match;
}

export interface Standing {
  readonly items: readonly OpenItem[];
  readonly settled: readonly Match[];
  readonly washes: readonly Wash[];
}

/** What is open, settled and washed on a day, given everything known before and after it. */
export function standingOn(
  on: CalendarDate,
  matching: AccountMatching,
  lines: readonly PlacedLine<KeyedLine>[],
  movements: readonly Movement[],
): Standing {
  const items: OpenItem[] = [];
  const settled: Match[] = [];
  const washes: Wash[] = [];
  for (const each of casesOf(matching, lines, movements)) {
    const by = until(each, on);
    if (!isSettled(by)) {
      items.push(...itemsOf(by, on, each));
    } else if (by.lines.length > 0 && each.match !== undefined) {
      settled.push(each.match);
    }
    washes.push(...washesOf(by));
  }
  return { items: items.sort(compareItems), settled, washes };
}

function casesOf(
  matching: AccountMatching,
  lines: readonly PlacedLine<KeyedLine>[],
  movements: readonly Movement[],
): Case[] {
  const byKey = new Map(lines.map((place) => [place.line.key, place]));
  const byNumber = new Map(movements.map((movement) => [movement.voucherNo, movement]));
  const vouchers = (numbers: readonly string[]): Movement[] => numbers.flatMap((number) => byNumber.get(number) ?? []);
  // What is merely likely counts for nothing until a person has said so.
  const matches = [...matching.standing, ...matching.certain, ...matching.linePairs];
  const cancelled = new Set(matches.flatMap((match) => match.cancelled));
  const matched = matches.map((match): Case => {
    const members = vouchers([...match.voucherNos, ...match.cancelled]);
    return { lines: match.lineKeys.flatMap((key) => byKey.get(key) ?? []), movements: members, match };
  });
  const washed = matching.washes
    .filter((wash) => !wash.voucherNos.some((number) => cancelled.has(number)))
    .map((wash): Case => ({ lines: [], movements: vouchers(wash.voucherNos) }));
  const lone = [
    ...matching.openLines.map((place): Case => ({ lines: [place], movements: [] })),
    ...matching.openMovements.map((movement): Case => ({ lines: [], movements: [movement] })),
  ];
  return [...matched, ...washed, ...lone];
}

function until(each: Case, on: CalendarDate): Case {
  return {
    ...each,
    lines: each.lines.filter((place) => place.standsOn <= on),
    movements: each.movements.filter((movement) => movement.eventOn <= on),
  };
}

function isSettled(each: Case): boolean {
  const bank = sumFen(each.lines.map((place) => lineNetFen(place.line)));
  return bank === sumFen(each.movements.map((movement) => movement.netFen));
}

function washesOf(by: Case): Wash[] {
  const { pairs, left } = cancelPairs(by.movements);
  const whole = by.lines.length === 0 && left.length > 0 && isSettled({ lines: [], movements: left });
  return [...pairs.map((pair) => washOf(pair)), ...(whole ? [washOf(left)] : [])];
}

function itemsOf(by: Case, on: CalendarDate, whole: Case): OpenItem[] {
  const cleared = clearedOn(whole, on);
  const fromBank = by.lines.map((place) => {
    const netFen = lineNetFen(place.line);
    const reference = place.line.serial ?? `第 ${String(place.position + 1)} 笔`;
    const how = whole.movements.length === 0 ? 'taken-back' : 'plain';
    return itemOf(netFen > 0n ? 'C' : 'D', place.line.bookedOn, reference, netFen, on, cleared, how);
  });
  const fromBook = cancelPairs(by.movements).left.map((movement) => {
    const kind = movement.netFen > 0n ? 'A' : 'B';
    const how = whole.lines.every((place) => place.standsOn <= on) ? 'corrected' : 'plain';
    const item = itemOf(kind, movement.eventOn, movement.voucherNo, movement.netFen, on, cleared, how);
    return { ...item, voucherNo: movement.voucherNo };
  });
  return [...fromBank, ...fromBook].filter((item) => item.amountFen !== 0n);
}

function itemOf(
  kind: OpenItemKind,
  date: CalendarDate,
  reference: string,
  netFen: bigint,
  on: CalendarDate,
  cleared: CalendarDate | undefined,
  how: Clearing,
): OpenItem {
  const daysOpen = daysBetween(date, on);
  const note =
    cleared === undefined
      ? {}
      : { clearedOn: cleared, clearedNote: `${shortDay(cleared, on)} ${clearedWord(kind, how)}` };
  const amountFen = fen(netFen < 0n ? -netFen : netFen);
  return {
    kind,
    on: date,
    reference,
    amountFen,
    reason: REASONS[kind],
    daysOpen,
    overdue: daysOpen > OVERDUE_DAYS,
    ...note,
  };
}

/** By the other side's entry, by a correcting voucher, or by another line of the bank. */
type Clearing = 'plain' | 'corrected' | 'taken-back';

function clearedWord(kind: OpenItemKind, how: Clearing): string {
  if (kind === 'C' || kind === 'D') return how === 'taken-back' ? '银行已冲回' : '已记账';
  if (how === 'corrected') return '已更正';
  return kind === 'A' ? '已到账' : '已扣款';
}

/** "07-01", with the year where it is not the year of the reconciliation. */
function shortDay(date: CalendarDate, on: CalendarDate): string {
  return date.slice(0, 4) === on.slice(0, 4) ? date.slice(5) : date;
}

function clearedOn(whole: Case, on: CalendarDate): CalendarDate | undefined {
  const days = [...whole.lines.map((place) => place.standsOn), ...whole.movements.map((movement) => movement.eventOn)];
  const later = [...new Set(days.filter((day) => day > on))].sort(compareText);
  return later.find((day) => isSettled(until(whole, day)));
}

function compareItems(left: OpenItem, right: OpenItem): number {
  return (
    compareText(left.kind, right.kind) ||
    compareText(left.on, right.on) ||
    compareText(padDigits(left.reference), padDigits(right.reference))
  );
}
