/**
 * What the bank takes for itself in many small lines and the books keep as one voucher a month.
 *
 * 1. All open fee lines of a voucher's month, or all of the month before, against the voucher: whole months only, never
 *    a chosen part of them.
 * 2. The line must say that it is a fee, and the voucher too; then an equal sum to the fen is beyond doubt.
 */
import type { BookUnit } from './book-unit.js';
import {
  amountWords,
  groupBy,
  judgeRivals,
  netOf,
  numbersInWords,
  type Finding,
  type Findings,
  type Sides,
} from './ground.js';
import type { LineView } from './line-view.js';
import { addMonths, periodOf, type Period } from '../../../kernel/calendar.js';

const SCORE = 95;

export function bankCharges(sides: Sides): Findings {
  const fees = sides.views.filter((view) => view.topics.has('bank-fee') && !view.topics.has('settlement'));
  const byMonth = groupBy(fees, (view) => periodOf(view.place.line.bookedOn));
  const vouchers = sides.units.filter((unit) => unit.topics.has('bank-fee') && unit.channel === '');
  const found = vouchers.flatMap((unit): Finding[] => {
    const month = monthsOf(unit).find((each) => isSum(byMonth.get(each) ?? [], unit));
    return month === undefined ? [] : [findingOf(byMonth.get(month) ?? [], unit, month)];
  });
  return judgeRivals(found);
}

function isSum(views: readonly LineView[], unit: BookUnit): boolean {
  return views.length >= 2 && netOf(views) === unit.netFen;
}

/** The voucher's own month first. */
function monthsOf(unit: BookUnit): Period[] {
  const on = unit.members[0]?.eventOn;
  return on === undefined ? [] : [periodOf(on), addMonths(periodOf(on), -1)];
}

function findingOf(views: readonly LineView[], unit: BookUnit, month: string): Finding {
  const count = `${month} 的全部 ${String(views.length)} 笔银行手续费`;
  const explanation = `${count}合计（${amountWords(netOf(views))}）等于凭证 ${numbersInWords([unit])}`;
  return { views, units: [unit], rule: 'bank-fee', score: SCORE, explanation };
}
