/**
 * One line and one voucher (or one row of corrections) of the same amount.
 *
 * 1. Amount by amount the best pairing as a whole is found (assignment.ts); a pair is made only where every other
 *    answer, leaving both open included, is some hundreds of times less likely.
 *    A pair of which the bank's words say something else is never made, however rare the amount.
 * 2. Lines of one day about which the bank says the same are interchangeable, and so are vouchers of one day: whichever
 *    way they are paired, every open item, day and figure of every reconciliation is the same. They are paired in
 *    order where none of them is left over.
 * 3. Where one of several would be left over, it matters which, unless they agree word for word: then a person decides.
 */
import { Assignment, type Edge, type Flow } from './assignment.js';
import { compareUnits, isRoom, lagOf, type BookUnit } from './book-unit.js';
import { contradicted } from './by-reference.js';
import { amountWords, groupBy, lagWords, type Finding, type Findings, type Ground, type Sides } from './ground.js';
import { compareViews, type LineView } from './line-view.js';
import type { MatchRule } from './match.js';
import { CERTAIN, FAR_DAYS, evidenceOf, partyAgreement, placeOf, weigh, type Evidence } from './weigh.js';

interface Bunch<T> {
  readonly items: readonly T[];
  readonly first: T;
}

interface Equals {
  readonly views: readonly LineView[];
  readonly units: readonly BookUnit[];
}

export function byAmount(sides: Sides, ground: Ground): Findings {
  const odd = contradicted(sides);
  const units = groupBy(
    sides.units.filter((unit) => !odd.has(unit.id)),
    (unit) => unit.netFen,
  );
  const views = groupBy(
    sides.views.filter((view) => units.has(view.netFen) && !odd.has(view.key)),
    (view) => view.netFen,
  );
  const certain: Finding[] = [];
  for (const [netFen, lines] of views) {
    for (const part of partsOf({ views: lines, units: units.get(netFen) ?? [] }, FAR_DAYS)) {
      certain.push(...pairsOf(part, ground));
    }
  }
  return { certain, likely: [] };
}

/** Cuts equal amounts where nothing on one side of the cut can meet anything on the other. */
function partsOf(equals: Equals, reachDays: number): Equals[] {
  const items = [
    ...equals.views.map((view) => ({ first: view.day, last: view.day, view })),
    ...equals.units.map((unit) => ({ first: unit.first, last: unit.last, unit })),
  ].sort((left, right) => left.first - right.first);
  const parts: (typeof items)[] = [];
  let reach = -Infinity;
  for (const item of items) {
    if (item.first - reach > reachDays) parts.push([]);
    parts.at(-1)?.push(item);
    reach = Math.max(reach, item.last);
  }
  return parts.flatMap((part) => {
    const views = part.flatMap((item) => ('view' in item ? [item.view] : [])).sort(compareViews);
    const units = part.flatMap((item) => ('unit' in item ? [item.unit] : [])).sort(compareUnits);
    return views.length > 0 && units.length > 0 ? [{ views, units }] : [];
  });
}

function pairsOf(part: Equals, ground: Ground): Finding[] {
  const words = new Set(part.units.flatMap((unit) => unit.words));
  const lines = bunch(part.views, (view) => signatureOfLine(view, words, ground));
  const vouchers = bunch(part.units, (unit) => signatureOfUnit(unit));
  const edges = edgesOf(lines, vouchers, ground);
  if (edges.length === 0) return [];
  const counts = [lines.map(({ items }) => items.length), vouchers.map(({ items }) => items.length)] as const;
  const flows = new Assignment(...counts, edges, CERTAIN).flows().filter((flow) => flow.margin >= CERTAIN);
  const near = flows.filter(({ left, right }) => {
    const [line, voucher] = [lines[left]?.first, vouchers[right]?.first];
    return line !== undefined && voucher !== undefined && mayBeSure(line, voucher, ground);
  });
  return inOrder(withoutLeftOvers(near, lines, vouchers), lines, vouchers, ground);
}

function bunch<T>(items: readonly T[], signature: (item: T) => string): Bunch<T>[] {
  return [...groupBy(items, signature).values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ items: group, first: group[0] }],
  );
}

/** What a line says to the vouchers at hand: lines of one day with one signature are interchangeable. */
function signatureOfLine(view: LineView, words: ReadonlySet<string>, ground: Ground): string {
  const isAsked = (room: string): boolean => words.has(room);
  const names = [...words].filter((word) => !isRoom(word) && partyAgreement(view, [word]) === 'agree');
  const rooms = [view.rooms.length > 0, view.rooms.filter(isAsked)];
  const partyRooms = [view.roomsOfParty.length > 0, view.roomsOfParty.filter(isAsked)];
  const learned = ground.learned.of(view).map((rule) => rule.id);
  const said = [view.text !== '', view.party !== '', ...rooms, ...partyRooms, names];
  return JSON.stringify([view.day, said, [...view.topics], learned]);
}

function signatureOfUnit(unit: BookUnit): string {
  const single = unit.members.length === 1 ? '' : unit.id;
  return JSON.stringify([unit.first, single, unit.words, [...unit.topics], unit.shape, unit.channel, unit.isCopy]);
}

/** Every pair that may be, and beyond the window every pair that is likely enough to cast doubt on others. */
function edgesOf(lines: readonly Bunch<LineView>[], vouchers: readonly Bunch<BookUnit>[], ground: Ground): Edge[] {
  const singles = [...vouchers.entries()].filter(([, { first }]) => first.first === first.last);
  const spans = [...vouchers.entries()].filter(([, { first }]) => first.first !== first.last);
  const days = singles.map(([, { first }]) => first.first);
  return lines.flatMap(({ first: view }, left) => {
    const near = singles.slice(placeOf(days, view.day - FAR_DAYS), placeOf(days, view.day + FAR_DAYS + 1));
    const density = ground.densities.around(view.netFen, view.day);
    return [...near, ...spans].flatMap(([right, { first: unit }]) => {
      const lag = lagOf(unit, view.day);
      if (Math.abs(lag) > FAR_DAYS) return [];
      const weight = weigh(lag, density, evidenceOf(view, unit, ground.learned));
      return weight > (isFar(lag, ground) ? LEAST_FAR_WEIGHT : 0) ? [{ left, right, weight }] : [];
    });
  });
}

/** Near enough, and nothing that the bank wrote speaks against it: chance makes equal amounts too. */
function mayBeSure(view: LineView, unit: BookUnit, ground: Ground): boolean {
  const { party, topic, channel } = evidenceOf(view, unit, ground.learned);
  return !isFar(lagOf(unit, view.day), ground) && ![party, topic, channel].includes('contradict');
}

const LEAST_FAR_WEIGHT = 30;

function isFar(lag: number, { windowDays }: Ground): boolean {
  return Math.abs(lag) > windowDays;
}

/** Drops the flows of every bunch that would leave some of its members open while they differ; until none does. */
function withoutLeftOvers(
  flows: readonly Flow[],
  lines: readonly Bunch<LineView>[],
  vouchers: readonly Bunch<BookUnit>[],
): Flow[] {
  const areAlikeLines = memo((index) => areTwinLines(lines[index]));
  const areAlikeUnits = memo((index) => areTwinUnits(vouchers[index]));
  let kept = [...flows];
  for (;;) {
    const [taken, spent] = [new Map<number, number>(), new Map<number, number>()];
    for (const { left, right, units } of kept) {
      taken.set(left, (taken.get(left) ?? 0) + units);
      spent.set(right, (spent.get(right) ?? 0) + units);
    }
    const next = kept.filter(
      ({ left, right }) =>
        (taken.get(left) === lines[left]?.items.length || areAlikeLines(left)) &&
        (spent.get(right) === vouchers[right]?.items.length || areAlikeUnits(right)),
    );
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

function memo(test: (index: number) => boolean): (index: number) => boolean {
  const known = new Map<number, boolean>();
  return (index) => {
    const answer = known.get(index) ?? test(index);
    known.set(index, answer);
    return answer;
  };
}

/** Without words nobody knows whether two lines are twins. */
function areTwinLines(bunched: Bunch<LineView> | undefined): boolean {
  if (bunched === undefined || bunched.first.text === '') return bunched?.items.length === 1;
  return bunched.items.every((view) => view.text === bunched.first.text);
}

function areTwinUnits(bunched: Bunch<BookUnit> | undefined): boolean {
  if (bunched === undefined) return false;
  const wordsOf = (unit: BookUnit): string =>
    JSON.stringify([
      unit.members.map(({ summary, byFund }) => [
        summary,
        byFund.map(({ fund, debitFen, creditFen }) => [fund, String(debitFen), String(creditFen)]),
      ]),
      unit.refs.slice(1),
    ]);
  return bunched.items.every((unit) => wordsOf(unit) === wordsOf(bunched.first));
}

/** The earlier line meets the earlier voucher, inside bunches whose members are interchangeable. */
function inOrder(
  flows: readonly Flow[],
  lines: readonly Bunch<LineView>[],
  vouchers: readonly Bunch<BookUnit>[],
  ground: Ground,
): Finding[] {
  const [openLines, openUnits] = [lines.map(({ items }) => [...items]), vouchers.map(({ items }) => [...items])];
  return flows.flatMap(({ left, right, units }) => {
    const [taken, met] = [openLines[left]?.splice(0, units) ?? [], openUnits[right]?.splice(0, units) ?? []];
    return taken.flatMap((line, place) => {
      const voucher = met[place];
      return voucher === undefined ? [] : [pairFinding(line, voucher, ground)];
    });
  });
}

const SCORES: Partial<Record<MatchRule, number>> = {
  interest: 98,
  'bank-fee': 98,
  learned: 98,
  counterparty: 99,
  'same-day': 100,
  'near-day': 95,
  corrected: 90,
};
const SCORE_LOST_A_DAY = 3;
const LEAST_SCORE = 65;

export function pairFinding(view: LineView, unit: BookUnit, ground: Ground): Finding {
  const evidence = evidenceOf(view, unit, ground.learned);
  const lag = lagOf(unit, view.day);
  const rule = ruleOf(view, unit, evidence, lag);
  return {
    views: [view],
    units: [unit],
    rule,
    score: Math.max(LEAST_SCORE, (SCORES[rule] ?? LEAST_SCORE) - SCORE_LOST_A_DAY * Math.abs(lag)),
    explanation: explainPair(view, unit, evidence),
  };
}

function ruleOf(view: LineView, unit: BookUnit, evidence: Evidence, lag: number): MatchRule {
  if (unit.members.length > 1) return 'corrected';
  if (view.topics.has('interest') && unit.topics.has('interest')) return 'interest';
  if (view.topics.has('bank-fee') && unit.topics.has('bank-fee')) return 'bank-fee';
  if (evidence.party === 'agree') return 'counterparty';
  if (evidence.learned === 'agree') return 'learned';
  return lag === 0 ? 'same-day' : 'near-day';
}

export function explainPair(view: LineView, unit: BookUnit, evidence: Evidence): string {
  const amount = amountWords(view.netFen).replace(/ (.*) 元/, '金额相同（$1 元）');
  const last = unit.left.at(-1);
  const lag = last === undefined ? 0 : lagOf({ ...unit, first: unit.last }, view.day);
  const words = [amount, lagWords(lag)];
  if (evidence.party === 'agree') words.push('对方与凭证所写相符');
  if (evidence.topic === 'agree') words.push('用途相同');
  if (evidence.learned === 'agree') words.push('与以往的记账习惯一致');
  if (unit.members.length > 1) {
    words.push(`凭证经过更正（${unit.members.map((member) => member.voucherNo).join('、')}），以更正后的金额为准`);
  }
  return words.join('，');
}
