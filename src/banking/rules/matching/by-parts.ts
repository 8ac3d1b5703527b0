/**
 * Several lines for one voucher, several vouchers for one line, several for several: what the plain cases leave.
 *
 * 1. Only lines and vouchers of one other side are put together: lines with the same counterparty, vouchers whose
 *    words name it; within the window. Bank fees have the bank for their other side.
 * 2. The search is bounded (subset-sum.ts): where there are too many to try them all, nothing is found.
 * 3. A finding is certain where it is the only one with its lines and vouchers, and none of its parts could be a plain
 *    match of equal amounts; else a person decides.
 */
import { lagOf, type BookUnit } from './book-unit.js';
import {
  amountWords,
  asLikely,
  groupBy,
  judgeRivals,
  netOf,
  numbersInWords,
  type Finding,
  type Findings,
  type Ground,
  type Sides,
} from './ground.js';
import type { LineView } from './line-view.js';
import type { MatchRule } from './match.js';
import { MOST_AMOUNTS, subsetsWithSum, sumsOfSubsets } from './subset-sum.js';
import { partyAgreement } from './weigh.js';

const MOST_LINES = 5;
const MOST_VOUCHERS = 6;
const MOST_OF_EACH = 4;
/** For several against several the sums grow fast: eight of each give a few hundred sums. */
const MOST_TRIED_OF_EACH = 8;

/** Lines and units of one other side, near one another. */
interface Circle {
  readonly views: readonly LineView[];
  readonly units: readonly BookUnit[];
}

export function byParts(sides: Sides, ground: Ground): Findings {
  const circles = circlesOf(sides, ground.windowDays);
  const found = withoutDoubles(circles.flatMap((circle) => findingsIn(circle, ground)));
  const singles = { views: groupBy(sides.views, netFenOf), units: groupBy(sides.units, netFenOf) };
  const isPlain = (finding: Finding): boolean => hasPlainAnswer(finding, singles, ground);
  const judged = judgeRivals(found.filter((finding) => !isPlain(finding)));
  return { certain: judged.certain, likely: [...judged.likely, ...found.filter(isPlain).map(asLikely)] };
}

function netFenOf(item: { readonly netFen: bigint }): bigint {
  return item.netFen;
}

/** For each unit: the lines near it that name its other side, with the other units near it that they name too. */
function circlesOf(sides: Sides, windowDays: number): Circle[] {
  const byToken = new Map<string, LineView[]>();
  for (const view of sides.views) {
    for (const token of view.tokens) {
      const list = byToken.get(token);
      if (list === undefined) byToken.set(token, [view]);
      else list.push(view);
    }
  }
  const unitsByWord = groupBy(
    sides.units.flatMap((unit) => unit.words.map((word) => ({ unit, word }))),
    ({ word }) => word,
  );
  return sides.units.flatMap((unit) =>
    unit.words.flatMap((word) => {
      const views = between(byToken.get(word) ?? [], unit.first - windowDays, unit.last + windowDays, dayOfView);
      const [first, last] = [views[0], views.at(-1)];
      if (first === undefined || last === undefined || views.length > MOST_AMOUNTS) return [];
      const named = unitsByWord.get(word) ?? [];
      const near = between(named, first.day - windowDays, last.day + windowDays, ({ unit: other }) => other.first);
      return [{ views, units: near.map((each) => each.unit) }];
    }),
  );
}

function dayOfView(view: LineView): number {
  return view.day;
}

/** Those of a list sorted by day that stand between two days. */
function between<T>(sorted: readonly T[], from: number, to: number, dayOf: (item: T) => number): T[] {
  const place = (day: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = sorted[middle];
      if (item !== undefined && dayOf(item) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return sorted.slice(place(from), place(to + 1));
}

function findingsIn(circle: Circle, ground: Ground): Finding[] {
  if (circle.units.length > MOST_AMOUNTS) return [];
  return [...splits(circle, ground), ...batches(circle, ground), ...severals(circle, ground)];
}

/** One voucher, several lines. */
function splits({ views, units }: Circle, ground: Ground): Finding[] {
  return units.flatMap((unit) => {
    const same = views.filter((view) => view.netFen < 0n === unit.netFen < 0n && isClose([view], [unit], ground));
    const sums = subsetsWithSum(same.map(netFenOf), unit.netFen, { least: 2, most: MOST_LINES, enough: 3 }) ?? [];
    return sums.map((chosen) => findingOf(pick(same, chosen), [unit], 'split'));
  });
}

/** One line, several vouchers. */
function batches({ views, units }: Circle, ground: Ground): Finding[] {
  return views.flatMap((view) => {
    const near = units.filter((unit) => isClose([view], [unit], ground));
    const sums = subsetsWithSum(near.map(netFenOf), view.netFen, { least: 2, most: MOST_VOUCHERS, enough: 3 }) ?? [];
    return sums.map((chosen) => {
      const members = pick(near, chosen);
      const directions = new Set(members.map((unit) => unit.netFen < 0n));
      return findingOf([view], members, directions.size > 1 ? 'netted' : 'batch');
    });
  });
}

/** Several of each: equal sums of which no part is equal by itself. */
function severals({ views, units }: Circle, ground: Ground): Finding[] {
  if (views.length > MOST_TRIED_OF_EACH || units.length > MOST_TRIED_OF_EACH) return [];
  if (views.length < 2 || units.length < 2) return [];
  const ofBook = sumsOfSubsets(units.map(netFenOf), 1, MOST_OF_EACH);
  const ofBank = sumsOfSubsets(views.map(netFenOf), 1, MOST_OF_EACH);
  const equal = [...ofBank].flatMap(([sum, lines]) =>
    lines.flatMap((line) => (ofBook.get(sum) ?? []).map((book) => ({ line, book }))),
  );
  const isWhole = (one: (typeof equal)[number]): boolean =>
    !equal.some((other) => other !== one && isWithin(other.line, one.line) && isWithin(other.book, one.book));
  return equal
    .filter(({ line, book }) => line.length > 1 && book.length > 1)
    .filter(isWhole)
    .map(({ line, book }) => ({ views: pick(views, line), units: pick(units, book) }))
    .filter((found) => isClose(found.views, found.units, ground))
    .map((found) => findingOf(found.views, found.units, 'many-to-many'));
}

function isWithin(part: readonly number[], whole: readonly number[]): boolean {
  return part.every((item) => whole.includes(item));
}

function pick<T>(items: readonly T[], chosen: readonly number[]): T[] {
  return chosen.flatMap((index) => items[index] ?? []);
}

function isClose(views: readonly LineView[], units: readonly BookUnit[], { windowDays }: Ground): boolean {
  return units.every((unit) => views.every((view) => Math.abs(lagOf(unit, view.day)) <= windowDays));
}

/** Whether a part could as well meet a single line or voucher of its own amount. */
function hasPlainAnswer(
  finding: Finding,
  singles: {
    readonly views: ReadonlyMap<bigint, readonly LineView[]>;
    readonly units: ReadonlyMap<bigint, readonly BookUnit[]>;
  },
  ground: Ground,
): boolean {
  const pairs = [
    ...finding.views.flatMap((view) => (singles.units.get(view.netFen) ?? []).map((unit) => [view, unit] as const)),
    ...finding.units.flatMap((unit) => (singles.views.get(unit.netFen) ?? []).map((view) => [view, unit] as const)),
  ];
  return pairs.some(
    ([view, unit]) =>
      Math.abs(lagOf(unit, view.day)) <= ground.windowDays && partyAgreement(view, unit.words) !== 'contradict',
  );
}

function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const places = [finding.views.map((view) => view.key), finding.units.map((unit) => unit.id)];
    const name = JSON.stringify(places.map((side) => [...side].sort()));
    if (!known.has(name)) known.set(name, finding);
  }
  return [...known.values()];
}

const SCORES: Partial<Record<MatchRule, number>> = { split: 92, batch: 92, netted: 90, 'many-to-many': 85 };

function findingOf(views: readonly LineView[], units: readonly BookUnit[], rule: MatchRule): Finding {
  const lines = views.length === 1 ? '一笔银行流水' : `${String(views.length)} 笔银行流水合计`;
  const vouchers = units.length === 1 ? '一张凭证' : `${String(units.length)} 张凭证的合计`;
  const explanation = `${lines}（${amountWords(netOf(views))}）等于${vouchers}：${numbersInWords(units)}，对方相符`;
  return { views, units, rule, score: SCORES[rule] ?? 80, explanation };
}
