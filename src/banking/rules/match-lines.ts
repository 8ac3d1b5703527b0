/**
 * Which bank line is which voucher.
 *
 * 1. A match is exact in amount and direction, one line to one voucher (or to one row of corrections), at most
 *    `windowDays` apart.
 * 2. Among equal amounts the pairing is the best one as a whole (`assign-pairs`); where another candidate stands
 *    equally near, the earlier meets the earlier and the match says so.
 * 3. Washes are taken out first and reported. An opening voucher meets the bank's opening balance, never a line.
 * 4. Every match carries its rule, a score from 0 to 100 and an explanation without the bank's remark or counterparty.
 * 5. The answer does not depend on the order of the inputs.
 */
import { daysBetween, type CalendarDate } from '../../kernel/calendar.js';
import { formatFen, sumFen, type Fen } from '../../kernel/fen.js';
import { assignPairs, daysApart, type DaySpan } from './assign-pairs.js';
import { lineNetFen, type KeyedLine } from './bank-line.js';
import type { PlacedLine } from './chain-lines.js';
import { cancelPairs, compareMovements, correctionCases, washOf, type Movement, type Wash } from './movement.js';

/** Card settlement takes a day, a holiday week nine; monthly payments of one amount stay well apart. */
export const MATCH_WINDOW_DAYS = 10;

export type MatchRule = 'same-day' | 'near-day' | 'corrected' | 'tied';

export interface Match {
  readonly rule: MatchRule;
  /** 0 to 100: how sure the rule is. */
  readonly score: number;
  readonly explanation: string;
  readonly netFen: Fen;
  readonly lineKeys: readonly string[];
  /** The vouchers that together meet the lines. */
  readonly voucherNos: readonly string[];
  /** Vouchers of the same row of corrections that cancel each other. */
  readonly cancelled: readonly string[];
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly washes: readonly Wash[];
  readonly openLines: readonly PlacedLine<KeyedLine>[];
  readonly openMovements: readonly Movement[];
}

export interface MatchInput {
  readonly lines: readonly PlacedLine<KeyedLine>[];
  readonly movements: readonly Movement[];
  readonly windowDays?: number;
}

/** A voucher, or a row of corrections, that may meet one bank line. */
interface Candidate extends DaySpan {
  readonly members: readonly Movement[];
  readonly netFen: bigint;
}

interface Meeting {
  readonly candidate: Candidate;
  readonly place: PlacedLine<KeyedLine>;
  readonly tied: boolean;
}

export function matchLines(input: MatchInput): Matching {
  const windowDays = input.windowDays ?? MATCH_WINDOW_DAYS;
  const cases = correctionCases(input.movements.filter((movement) => movement.kind !== 'opening'));
  const washes = cases.filter(isWash);
  const candidates = cases.filter((members) => !isWash(members)).map(candidateOf);
  const lines = [...input.lines].sort(
    (left, right) => dayOf(left.line.bookedOn) - dayOf(right.line.bookedOn) || left.position - right.position,
  );

  const first = meet(candidates, lines, windowDays);
  const met = new Set(first.map((meeting) => meeting.candidate));
  const unmet = candidates.filter((candidate) => !met.has(candidate));
  const split = unmet.map((candidate) => cancelPairs(candidate.members));
  const singles = split.flatMap((parts) => parts.left).map((movement) => candidateOf([movement]));
  const taken = new Set(first.map((meeting) => meeting.place));
  const rest = lines.filter((place) => !taken.has(place));
  const second = unmet.some((candidate) => candidate.members.length > 1) ? meet(singles, rest, windowDays) : [];

  const meetings = [...first, ...second];
  const used = new Set(meetings.map((meeting) => meeting.place));
  const booked = new Set(second.flatMap((meeting) => meeting.candidate.members));
  const inner = [...split, ...first.map((meeting) => cancelPairs(meeting.candidate.members))].flatMap(
    (parts) => parts.pairs,
  );
  return {
    matches: meetings.map(matchOf),
    washes: [...washes, ...inner].map(washOf).sort((left, right) => (firstNo(left) < firstNo(right) ? -1 : 1)),
    openLines: lines.filter((place) => !used.has(place)),
    openMovements: singles.flatMap((single) => single.members).filter((movement) => !booked.has(movement)),
  };
}

function firstNo(wash: Wash): string {
  return wash.voucherNos[0] ?? '';
}

function isWash(members: readonly Movement[]): boolean {
  return sumFen(members.map((member) => member.netFen)) === 0n;
}

function dayOf(date: CalendarDate): number {
  return daysBetween('1970-01-01' as CalendarDate, date);
}

function candidateOf(members: readonly Movement[]): Candidate {
  const days = members.map((member) => dayOf(member.eventOn));
  return {
    members,
    netFen: sumFen(members.map((member) => member.netFen)),
    first: Math.min(...days),
    last: Math.max(...days),
  };
}

/** Pairs candidates and lines amount by amount; lines are sorted by day. */
function meet(
  candidates: readonly Candidate[],
  lines: readonly PlacedLine<KeyedLine>[],
  windowDays: number,
): Meeting[] {
  const byAmount = new Map<bigint, { candidates: Candidate[]; lines: PlacedLine<KeyedLine>[] }>();
  for (const candidate of candidates) {
    const group = byAmount.get(candidate.netFen);
    if (group === undefined) byAmount.set(candidate.netFen, { candidates: [candidate], lines: [] });
    else group.candidates.push(candidate);
  }
  for (const place of lines) byAmount.get(lineNetFen(place.line))?.lines.push(place);
  const meetings: Meeting[] = [];
  for (const group of byAmount.values()) meetings.push(...meetGroup(group.candidates, group.lines, windowDays));
  return meetings.sort((left, right) => left.place.position - right.place.position);
}

function meetGroup(
  candidates: readonly Candidate[],
  lines: readonly PlacedLine<KeyedLine>[],
  windowDays: number,
): Meeting[] {
  const sorted = [...candidates].sort((left, right) => left.first - right.first || compareFirst(left, right));
  const days = lines.map((place) => dayOf(place.line.bookedOn));
  const pairs = assignPairs(sorted, days, windowDays);
  const [pairedItems, pairedDays] = [new Set(pairs.map(([item]) => item)), new Set(pairs.map(([, day]) => day))];
  const spareItems = sorted.filter((_, index) => !pairedItems.has(index));
  const spareSpans = spareItems.filter((spare) => spare.first !== spare.last);
  const spareSingles = new Set(spareItems.filter((spare) => spare.first === spare.last).map((spare) => spare.first));
  const spareDays = new Set(days.filter((_, index) => !pairedDays.has(index)));
  return pairs.flatMap(([item, day]) => {
    const [candidate, place] = [sorted[item], lines[day]];
    if (candidate === undefined || place === undefined) return [];
    const on = days[day] ?? 0;
    const apart = daysApart(candidate, on);
    const rivalDay = spareDays.has(candidate.first - apart) || spareDays.has(candidate.last + apart);
    const rivalSingle = spareSingles.has(on - apart) || spareSingles.has(on + apart);
    const rivalSpan = spareSpans.some((spare) => daysApart(spare, on) === apart);
    return [{ candidate, place, tied: rivalDay || rivalSingle || rivalSpan }];
  });
}

function compareFirst(left: Candidate, right: Candidate): number {
  const [first, second] = [left.members[0], right.members[0]];
  return first === undefined || second === undefined ? 0 : compareMovements(first, second);
}

const SCORES: Readonly<Record<MatchRule, number>> = { 'same-day': 100, 'near-day': 95, corrected: 90, tied: 60 };
const SCORE_LOST_A_DAY = 3;

function matchOf(meeting: Meeting): Match {
  const { candidate, place } = meeting;
  const { pairs, left } = cancelPairs(candidate.members);
  const apart = dayOf(place.line.bookedOn) - dayOf(left.at(-1)?.eventOn ?? place.line.bookedOn);
  const rule = ruleOf(meeting, apart);
  return {
    rule,
    score: Math.max(0, SCORES[rule] - SCORE_LOST_A_DAY * daysApart(candidate, dayOf(place.line.bookedOn))),
    explanation: explain(rule, lineNetFen(place.line), apart, candidate),
    netFen: lineNetFen(place.line),
    lineKeys: [place.line.key],
    voucherNos: left.map((member) => member.voucherNo),
    cancelled: pairs.flatMap((pair) => pair.map((member) => member.voucherNo)),
  };
}

function ruleOf(meeting: Meeting, apart: number): MatchRule {
  if (meeting.tied) return 'tied';
  if (meeting.candidate.members.length > 1) return 'corrected';
  return apart === 0 ? 'same-day' : 'near-day';
}

function explain(rule: MatchRule, netFen: bigint, apart: number, candidate: Candidate): string {
  const amount = `${netFen < 0n ? '支出' : '收入'}金额相同（${formatFen(netFen < 0n ? -netFen : netFen)} 元）`;
  const days = apart === 0 ? '日期相同' : `银行比记账${apart > 0 ? '晚' : '早'} ${String(Math.abs(apart))} 天`;
  const numbers = candidate.members.map((member) => member.voucherNo).join('、');
  const corrected = candidate.members.length > 1 ? `，凭证经过更正（${numbers}），以更正后的金额为准` : '';
  const tied = rule === 'tied' ? '，另有同额且日期同样接近的，按先后次序配对' : '';
  return `${amount}，${days}${corrected}${tied}`;
}
