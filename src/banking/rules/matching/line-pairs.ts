/**
 * Lines that cancel each other at the bank: a transfer that came back (退汇), an entry that the bank took back (冲账).
 *
 * 1. Two lines of the same other side and opposite amounts, of which one says that it is a return, or is written by the
 *    bank with the opposite sign. Net zero, at most `DAYS_TO_RETURN` apart.
 * 2. They are taken out only where the books have one entry too few on *both* sides: a voucher for the payment meets
 *    the payment, and a voucher for the return meets the return, before they cancel.
 * 3. A return takes the latest payment before it; where there is none, the payment that repeats it. Where two could be
 *    meant, none is taken.
 */
import type { BookUnit } from './book-unit.js';
import { asLikely, groupBy, type Finding, type Findings, type Ground, type Sides } from './ground.js';
import type { LineView } from './line-view.js';
import { formatFen } from '../../../kernel/fen.js';

const DAYS_TO_RETURN = 15;
const SCORE = 96;

export function linePairs(sides: Sides, ground: Ground): Findings {
  const bySize = groupBy(sides.views, ({ netFen }) => size(netFen));
  const units = groupBy(sides.units, ({ netFen }) => size(netFen));
  const certain: Finding[] = [];
  const likely: Finding[] = [];
  for (const [amount, views] of bySize) {
    const taken = new Set<string>();
    for (const back of views.filter(saysReturn)) {
      const partners = partnersOf(back, views).filter((view) => !taken.has(view.key));
      const [only] = partners;
      if (only === undefined || taken.has(back.key)) continue;
      if (partners.length === 1 && isMissing(back, only, views, units.get(amount) ?? [], ground)) {
        certain.push(findingOf(back, only));
        taken.add(back.key).add(only.key);
      } else likely.push(...partners.map((view) => asLikely(findingOf(back, view))));
    }
  }
  return { certain, likely };
}

function size(netFen: bigint): bigint {
  return netFen < 0n ? -netFen : netFen;
}

export function saysReturn(view: LineView): boolean {
  return view.isNegative || view.topics.has('returned') || view.topics.has('reversal');
}

function partnersOf(back: LineView, views: readonly LineView[]): LineView[] {
  const opposite = views.filter((view) => view.netFen === -back.netFen && !view.isNegative && isSameParty(view, back));
  const near = opposite.filter((view) => Math.abs(view.day - back.day) <= DAYS_TO_RETURN);
  const before = near.filter((view) => view.day <= back.day);
  const after = near.filter((view) => view.day > back.day);
  if (before.length === 0) return after;
  return before.every((view) => view.day === before[0]?.day && view.text === before[0].text)
    ? before.slice(-1)
    : before;
}

function isSameParty(view: LineView, back: LineView): boolean {
  return back.party === '' ? back.isNegative : view.party === back.party;
}

/** Both the payment and its return have more lines than vouchers, and no voucher speaks of the return. */
function isMissing(
  back: LineView,
  sent: LineView,
  views: readonly LineView[],
  units: readonly BookUnit[],
  ground: Ground,
): boolean {
  const [from, to] = [Math.min(back.day, sent.day), Math.max(back.day, sent.day)];
  const reach = ground.windowDays + DAYS_TO_RETURN;
  const nearLines = views.filter((view) => view.day >= from - reach && view.day <= to + reach);
  const nearUnits = units.filter((unit) => unit.last >= from - reach && unit.first <= to + reach);
  const surplus = (netFen: bigint): number =>
    nearLines.filter((view) => view.netFen === netFen && isSameParty(view, back)).length -
    nearUnits.filter((unit) => unit.netFen === netFen).length;
  const spoken = nearUnits.some((unit) => unit.netFen === back.netFen && unit.topics.has('returned'));
  return !spoken && surplus(back.netFen) > 0 && surplus(sent.netFen) > 0;
}

function findingOf(back: LineView, sent: LineView): Finding {
  const views = [sent, back].sort((left, right) => left.place.position - right.place.position);
  const amount = formatFen(size(back.netFen));
  const isReturn = back.topics.has('returned');
  const days = Math.abs(back.day - sent.day);
  const when = days === 0 ? '同一天' : `相隔 ${String(days)} 天`;
  const explanation = isReturn
    ? `一笔 ${amount} 元付出又退回（${when}），在银行里互相抵销，账上不用记`
    : `银行把一笔 ${amount} 元冲回（${when}），在银行里互相抵销，账上不用记`;
  return { views, units: [], rule: isReturn ? 'returned' : 'bank-reversal', score: SCORE, explanation };
}
