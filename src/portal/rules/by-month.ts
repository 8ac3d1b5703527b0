/**
 * A list of vouchers under the months of their numbers.
 *
 * 1. The order of the list is kept: a month starts anew wherever the period changes.
 * 2. Every row appears exactly once.
 */
import type { Period } from '../../kernel/calendar.js';
import type { VoucherRowView } from './view-models.js';

export interface MonthOfVouchers {
  readonly month: Period;
  readonly rows: readonly VoucherRowView[];
}

export function byMonth(rows: readonly VoucherRowView[]): readonly MonthOfVouchers[] {
  const months: { month: Period; rows: VoucherRowView[] }[] = [];
  for (const row of rows) {
    const last = months.at(-1);
    if (last?.month === row.period) last.rows.push(row);
    else months.push({ month: row.period, rows: [row] });
  }
  return months;
}
