/**
 * A voucher with a wrong day: the amount and the other side agree, and the days stand weeks apart.
 *
 * 1. Certain where the amount comes once at the bank and once in the books in a quarter of a year around, and the
 *    bank's words name the other side or the purpose of the voucher and contradict nothing.
 * 2. Certain too where the bank's words name the other side, no other open line or voucher could be meant, and the days
 *    are not about a month apart: a month apart it is another month's payment. Else a person decides.
 */
import { lagOf, type BookUnit } from './book-unit.js';
import { contradicted } from './by-reference.js';
import { explainPair } from './by-amount.js';
import { asLikely, groupBy, type Finding, type Findings, type Ground, type Sides } from './ground.js';
import type { LineView } from './line-view.js';
import { evidenceOf, FAR_DAYS, type Evidence } from './weigh.js';

const ALONE_DAYS = 90;
const SCORE = 80;
/** A crowd of equal amounts far away is no proposal. */
const MOST_PROPOSED = 5;

export function farDay(sides: Sides, ground: Ground): Findings {
  const odd = contradicted(sides);
  const units = groupBy(sides.units, (unit) => unit.netFen);
  const views = groupBy(sides.views, (view) => view.netFen);
  const certain: Finding[] = [];
  const likely: Finding[] = [];
  for (const view of sides.views.filter(({ key }) => !odd.has(key))) {
    const near = (units.get(view.netFen) ?? []).filter((unit) => Math.abs(lagOf(unit, view.day)) <= FAR_DAYS);
    const only = onlyOne(near.filter((unit) => couldBe(view, unit, ground)));
    const rivals = (views.get(view.netFen) ?? []).filter((other) => only !== undefined && couldBe(other, only, ground));
    if (only !== undefined && rivals.length === 1 && !odd.has(only.id) && isSure(view, only, ground)) {
      certain.push(findingOf(view, only, evidenceOf(view, only, ground.learned)));
    } else if (near.length <= MOST_PROPOSED) likely.push(...near.map((unit) => proposal(view, unit, ground)));
  }
  return { certain, likely };
}

/** Whether nothing that the bank wrote speaks against it. */
function couldBe(view: LineView, unit: BookUnit, ground: Ground): boolean {
  if (Math.abs(lagOf(unit, view.day)) > FAR_DAYS) return false;
  const { party, topic, channel } = evidenceOf(view, unit, ground.learned);
  return party !== 'contradict' && topic !== 'contradict' && channel !== 'contradict';
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function isSure(view: LineView, unit: BookUnit, ground: Ground): boolean {
  const evidence = evidenceOf(view, unit, ground.learned);
  const apart = Math.abs(lagOf(unit, view.day));
  if (evidence.party === 'agree' && (apart < MONTH_FROM || apart > MONTH_TO)) return true;
  return speaks(evidence) && isAlone(view, unit, ground);
}

const MONTH_FROM = 24;
const MONTH_TO = 37;

function proposal(view: LineView, unit: BookUnit, ground: Ground): Finding {
  return asLikely(findingOf(view, unit, evidenceOf(view, unit, ground.learned)));
}

function speaks(evidence: Evidence): boolean {
  const all = [evidence.party, evidence.topic, evidence.learned];
  return evidence.party !== 'contradict' && evidence.topic !== 'contradict' && all.includes('agree');
}

function isAlone(view: LineView, unit: BookUnit, { densities }: Ground): boolean {
  return (
    densities.around(view.netFen, view.day, ALONE_DAYS) === 1 &&
    densities.around(unit.netFen, unit.first, ALONE_DAYS) === 1
  );
}

function findingOf(view: LineView, unit: BookUnit, evidence: Evidence): Finding {
  const score = Math.max(65, SCORE - Math.abs(lagOf(unit, view.day)) / 3) | 0;
  return { views: [view], units: [unit], rule: 'far-day', score, explanation: explainPair(view, unit, evidence) };
}
