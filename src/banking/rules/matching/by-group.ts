/**
 * One bank line for many vouchers: a channel's settlement (gross less fee), a payroll, a supplier's net payment.
 *
 * 1. Only whole groups are tried: all open vouchers of one channel of one day (or of a weekend's days together), of
 *    one sort, or of one other side; never a chosen part of them. The fee's voucher belongs to its group.
 * 2. The sum must be the line's to the fen. What a channel told about its settlements decides before anything else.
 * 3. A line that could as well be a single voucher, or two groups, is left to a person; so is a group that two lines
 *    could be, and a line that does not say that it is of this channel, sort or other side.
 */
import { compareUnits, lagOf, type BookUnit } from './book-unit.js';
import {
  amountWords,
  asLikely,
  groupBy,
  judgeRivals,
  lagWords,
  netOf,
  numbersInWords,
  type Finding,
  type Findings,
  type Ground,
  type Sides,
} from './ground.js';
import { dayOf, plain, type LineView } from './line-view.js';
import type { MatchRule, SettlementTotal } from './match.js';
import { partyAgreement } from './weigh.js';
import type { CalendarDate } from '../../../kernel/calendar.js';
import { formatFen } from '../../../kernel/fen.js';

/** A channel settles on the next working day; a long holiday is the longest wait. */
const LATEST = 10;
const EARLIEST = -1;
/** Friday to Monday, and a day that the bank took in between. */
const MOST_DAYS_TOGETHER = 4;

interface Group {
  readonly units: readonly BookUnit[];
  readonly kind: 'channel' | 'sort' | 'payee';
  readonly last: number;
}

export function byGroup(sides: Sides, ground: Ground): Findings {
  const lines = groupBy(sides.views, (view) => view.netFen);
  const singles = groupBy(sides.units, (unit) => unit.netFen);
  const found: Finding[] = [];
  const doubtful: Finding[] = [];
  for (const group of groupsOf(sides.units)) {
    for (const view of lines.get(netOf(group.units)) ?? []) {
      const lag = view.day - group.last;
      if (lag < EARLIEST || lag > LATEST) continue;
      const finding = findingOf(view, group, lag);
      if (speaksFor(view, group) && !couldBeSingle(view, singles, ground)) found.push(finding);
      else doubtful.push(asLikely(finding));
    }
  }
  const judged = judgeRivals(withoutDoubles(found));
  return { certain: judged.certain, likely: [...judged.likely, ...withoutDoubles(doubtful)] };
}

function groupsOf(units: readonly BookUnit[]): Group[] {
  const single = units.filter((unit) => unit.members.length === 1);
  const channels = groupBy(
    single.filter((unit) => unit.channel !== ''),
    (unit) => unit.channel,
  );
  const sorts = groupBy(single, (unit) => JSON.stringify([unit.shape, unit.netFen < 0n, unit.first]));
  const payees = groupBy(
    single.flatMap((unit) => unit.words.map((word) => ({ unit, word }))),
    ({ unit, word }) => JSON.stringify([word, unit.first]),
  );
  const groups = [
    ...[...channels.values()].flatMap(daysTogether),
    ...[...sorts.values()].map((group): Group => ({ units: group, kind: 'sort', last: group[0]?.last ?? 0 })),
    ...[...payees.values()].map((group): Group => {
      const members = group.map(({ unit }) => unit);
      return { units: members, kind: 'payee', last: members[0]?.last ?? 0 };
    }),
  ];
  return groups.filter((group) => group.units.length >= 2);
}

/** Each day of a channel, and each run of days that follow one another, up to a long weekend. */
function daysTogether(units: readonly BookUnit[]): Group[] {
  const days = [...groupBy([...units].sort(compareUnits), (unit) => unit.first)];
  return days.flatMap(([first], index) => {
    const groups: Group[] = [];
    let members: readonly BookUnit[] = [];
    for (const [day, more] of days.slice(index, index + MOST_DAYS_TOGETHER)) {
      if (day - first >= MOST_DAYS_TOGETHER) break;
      members = [...members, ...more];
      groups.push({ units: members, kind: 'channel', last: day });
    }
    return groups;
  });
}

/** Whether the bank's words fit: without them an equal sum may be chance. */
function speaksFor(view: LineView, group: Group): boolean {
  if (group.kind === 'channel') {
    const [first] = group.units;
    return view.topics.has('settlement') || (first !== undefined && view.text.includes(first.channel));
  }
  const named = group.units.every((unit) => partyAgreement(view, unit.words) === 'agree');
  if (group.kind === 'payee') return named;
  return named || [view, ...group.units].every(({ topics }) => topics.has('wages'));
}

function couldBeSingle(
  view: LineView,
  singles: ReadonlyMap<bigint, readonly BookUnit[]>,
  { windowDays }: Ground,
): boolean {
  return (singles.get(view.netFen) ?? []).some((unit) => Math.abs(lagOf(unit, view.day)) <= windowDays);
}

/** A channel's day may be a sort's day too: the same line and the same vouchers are one finding. */
function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const ids = finding.units.map((unit) => unit.id).sort();
    const name = JSON.stringify([finding.views.map((view) => view.key), ids]);
    if (!known.has(name)) known.set(name, finding);
  }
  return [...known.values()];
}

function findingOf(view: LineView, group: Group, lag: number): Finding {
  const rule = ruleOf(group);
  const parts = [`一笔银行流水（${amountWords(view.netFen)}）等于 ${String(group.units.length)} 张凭证的合计`];
  const against = group.units.filter((unit) => unit.netFen < 0n !== view.netFen < 0n);
  if (against.length > 0) {
    const [with_, less] = [netOf(group.units) - netOf(against), netOf(against)];
    parts.push(`（${sizeWords(with_)} 减 ${sizeWords(less)}）`);
  }
  parts.push(`：${numbersInWords(group.units)}，${lagWords(lag)}`);
  return { views: [view], units: group.units, rule, score: 94 - Math.abs(lag), explanation: parts.join('') };
}

function sizeWords(netFen: bigint): string {
  return formatFen(netFen < 0n ? -netFen : netFen);
}

function ruleOf(group: Group): MatchRule {
  if (group.kind === 'channel') return 'settlement';
  const directions = new Set(group.units.map((unit) => unit.netFen < 0n));
  return directions.size > 1 ? 'netted' : 'batch';
}

/** What a channel told about a settlement: these vouchers, this fee, this net. */
export function bySettlementTotal(sides: Sides, ground: Ground): Findings {
  if (ground.settlements.length === 0) return { certain: [], likely: [] };
  const lines = groupBy(sides.views, (view) => view.netFen);
  const units = new Map(sides.units.flatMap((unit) => unit.left.map((member) => [member.voucherNo, unit] as const)));
  const found = ground.settlements.flatMap((settlement) => {
    const members = [...new Set(settlement.voucherNos.flatMap((number) => units.get(number) ?? []))];
    const isWhole = settlement.voucherNos.every((number) => units.has(number));
    if (!isWhole || members.length === 0 || netOf(members) !== settlement.netFen) return [];
    const day = dayOf(settlement.settledOn as CalendarDate);
    const near = (lines.get(settlement.netFen) ?? []).filter(
      (view) => view.day >= day + EARLIEST && view.day <= day + LATEST,
    );
    const named = near.filter((view) => view.tokens.has(plain(settlement.id)));
    return (named.length === 1 ? named : near).map((view) => totalFinding(view, members, settlement));
  });
  return judgeRivals(found);
}

function totalFinding(view: LineView, units: readonly BookUnit[], settlement: SettlementTotal): Finding {
  const sum = `收款 ${formatFen(settlement.grossFen)} 元，扣手续费 ${formatFen(settlement.feeFen)} 元`;
  const explanation = `支付渠道的结算单：${sum}，到账 ${formatFen(settlement.netFen)} 元，对应 ${numbersInWords(units)}`;
  return { views: [view], units, rule: 'settlement-total', score: 99, explanation };
}
