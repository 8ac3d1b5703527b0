/**
 * Which days a bank journal covers.
 *
 * 1. Without days it is the month in which anything was last recorded; with one of the two days, that day's month.
 * 2. At most a year, the measure of a bound book.
 * 3. All violations are returned.
 */
import { chineseDate, daysBetween, firstDayOf, lastDayOf, periodOf, type CalendarDate } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';

export interface AskedDays {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface JournalDays {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

export const MOST_JOURNAL_DAYS = 366;

/** `last` is the day on which anything was last recorded. */
export function journalDays({ from, to }: AskedDays, last: CalendarDate): JournalDays {
  const month = periodOf(to ?? from ?? last);
  return { from: from ?? firstDayOf(month), to: to ?? lastDayOf(month) };
}

export function checkJournalDays({ from, to }: JournalDays): readonly Violation[] {
  if (from > to) return [{ code: 'BANK_JOURNAL_DAYS_REVERSED', at: 'from', facts: { from, to } }];
  const days = daysBetween(from, to) + 1;
  if (days <= MOST_JOURNAL_DAYS) return [];
  const facts = { days: String(days), most: String(MOST_JOURNAL_DAYS) };
  return [{ code: 'BANK_JOURNAL_TOO_LONG', at: 'from', facts }];
}

/** "2025年6月", "2025年", "2024年7月至2025年6月"; other stretches by their days. */
export function daysText({ from, to }: JournalDays): string {
  const areMonths = from === firstDayOf(periodOf(from)) && to === lastDayOf(periodOf(to));
  if (!areMonths) return `${chineseDate(from)}至${chineseDate(to)}`;
  if (from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4)) {
    return `${from.slice(0, 4)}年`;
  }
  const [first, last] = [from, to].map((day) => chineseDate(day).replace(/\d+日$/, ''));
  return first === last ? String(first) : `${first}至${last}`;
}
