/**
 * Many lines of one day and one purpose for one voucher: wages paid to each worker, booked as one sum.
 *
 * 1. Only whole groups are tried: all open lines of a day with the same bank summary and direction.
 * 2. The lines and the voucher must say that they are wages; then an equal sum to the fen is beyond doubt.
 */
import { lagOf, type BookUnit } from './book-unit.js';
import { amountWords, asLikely, groupBy, judgeRivals, lagWords, netOf, numbersInWords } from './ground.js';
import type { Finding, Findings, Ground, Sides } from './ground.js';
import { plain, type LineView } from './line-view.js';

const SCORE = 93;

export function lineGroups(sides: Sides, ground: Ground): Findings {
  const units = groupBy(sides.units, (unit) => unit.netFen);
  const lines = groupBy(sides.views, (view) => view.netFen);
  const spoken = sides.views.filter((view) => view.place.line.summary !== '' && !view.isNegative);
  const groups = groupBy(spoken, (view) =>
    JSON.stringify([view.day, plain(view.place.line.summary), view.netFen < 0n]),
  );
  const found = [...groups.values()].flatMap((views) => {
    if (views.length < 2) return [];
    const near = (units.get(netOf(views)) ?? []).filter((unit) => isNear(unit, views[0], ground));
    return near.map((unit) => ({ finding: findingOf(views, unit), isPlain: isPlain(views, unit, lines, ground) }));
  });
  const judged = judgeRivals(found.filter((each) => each.isPlain).map(({ finding }) => finding));
  const doubtful = found.filter((each) => !each.isPlain).map(({ finding }) => asLikely(finding));
  return { certain: judged.certain, likely: [...judged.likely, ...doubtful] };
}

function isNear(unit: BookUnit, view: LineView | undefined, { windowDays }: Ground): boolean {
  return view !== undefined && Math.abs(lagOf(unit, view.day)) <= windowDays;
}

/** All speak of wages, and no single line could be the voucher. */
function isPlain(
  views: readonly LineView[],
  unit: BookUnit,
  lines: ReadonlyMap<bigint, readonly LineView[]>,
  ground: Ground,
): boolean {
  const single = (lines.get(unit.netFen) ?? []).some((view) => isNear(unit, view, ground));
  return !single && [unit, ...views].every(({ topics }) => topics.has('wages'));
}

function findingOf(views: readonly LineView[], unit: BookUnit): Finding {
  const lag = lagOf(unit, views[0]?.day ?? unit.last);
  const count = `同一天的 ${String(views.length)} 笔银行流水合计（${amountWords(netOf(views))}）`;
  const explanation = `${count}等于凭证 ${numbersInWords([unit])}，${lagWords(lag)}，用途相同`;
  return { views, units: [unit], rule: 'split', score: SCORE - Math.abs(lag), explanation };
}
