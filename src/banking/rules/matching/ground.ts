/** What every rule of the engine is given, and what it answers. */
import { formatFen } from '../../../kernel/fen.js';
import type { BookUnit } from './book-unit.js';
import type { LearnedRules } from './learned.js';
import type { LineView } from './line-view.js';
import type { MatchRule, SettlementTotal } from './match.js';
import type { Densities } from './weigh.js';

/** What is open at a moment: lines by day, units by day. */
export interface Sides {
  readonly views: readonly LineView[];
  readonly units: readonly BookUnit[];
}

/** What holds for the whole run, whatever has been matched already; so the order of the rounds changes nothing. */
export interface Ground {
  readonly windowDays: number;
  readonly densities: Densities;
  readonly learned: LearnedRules;
  readonly settlements: readonly SettlementTotal[];
}

export interface Finding {
  readonly views: readonly LineView[];
  readonly units: readonly BookUnit[];
  readonly rule: MatchRule;
  readonly score: number;
  readonly explanation: string;
}

export interface Findings {
  /** Beyond doubt, and none overlaps another. */
  readonly certain: readonly Finding[];
  /** For a person to judge; they may overlap. */
  readonly likely: readonly Finding[];
}

export type Rule = (sides: Sides, ground: Ground) => Findings;

/** A proposal is never shown surer than this. */
export const LIKELY_SCORE = 60;

export function asLikely(finding: Finding): Finding {
  return { ...finding, score: Math.min(finding.score, LIKELY_SCORE) };
}

/** Findings that share a line or a unit with another one are for a person to judge. */
export function judgeRivals(findings: readonly Finding[]): Findings {
  const asked = new Map<string, number>();
  for (const place of findings.flatMap(placesOf)) asked.set(place, (asked.get(place) ?? 0) + 1);
  const alone = (finding: Finding): boolean => placesOf(finding).every((place) => asked.get(place) === 1);
  return {
    certain: findings.filter(alone),
    likely: findings.filter((finding) => !alone(finding)).map(asLikely),
  };
}

export function placesOf(finding: Finding): string[] {
  return [
    ...finding.views.map((view) => `line ${view.key}`),
    ...finding.units.flatMap((unit) => unit.members.map((member) => `voucher ${member.voucherNo}`)),
  ];
}

export function netOf(items: readonly { readonly netFen: bigint }[]): bigint {
  return items.reduce((sum, item) => sum + item.netFen, 0n);
}

/** "收入 1,440.00 元" */
export function amountWords(netFen: bigint): string {
  return `${netFen < 0n ? '支出' : '收入'} ${formatFen(netFen < 0n ? -netFen : netFen)} 元`;
}

export function lagWords(lag: number): string {
  if (lag === 0) return '日期相同';
  return `银行比记账${lag > 0 ? '晚' : '早'} ${String(Math.abs(lag))} 天`;
}

/** The first few numbers of many, and how many there are. */
export function numbersInWords(units: readonly BookUnit[]): string {
  const numbers = units.flatMap((unit) => unit.left.map((member) => member.voucherNo));
  if (numbers.length <= SHOWN) return numbers.join('、');
  return `${numbers.slice(0, SHOWN).join('、')}等 ${String(numbers.length)} 张`;
}

const SHOWN = 6;

/** Groups things by a word, in the order in which the words first come. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
