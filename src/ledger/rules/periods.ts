/**
 * Closing and reopening months.
 *
 * 1. Months close in order, one at a time, and only when they are over.
 * 2. Reopening takes the last closed month, and only where the estate's policy allows it (off by default).
 */
import { lastDayOf, periodOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';

export interface BookState {
  readonly earliestOpen: Period;
  readonly closedThrough?: Period;
  readonly reopenAllowed: boolean;
}

/**
 * The month whose numbers a voucher takes: its event's own if that is open, else the earliest open one. An import keeps
 * the month of the number that it brings where that is later: old books recorded some bills a month late.
 */
export function placedPeriod(eventOn: CalendarDate, earliestOpen: Period, brought?: Period): Period {
  const month = periodOf(eventOn);
  const earliest = month < earliestOpen ? earliestOpen : month;
  return brought !== undefined && brought > earliest ? brought : earliest;
}

export function checkClose(month: Period, book: BookState, today: CalendarDate): Violation[] {
  if (book.closedThrough !== undefined && month <= book.closedThrough) {
    return [{ code: 'PERIOD_ALREADY_CLOSED', at: 'period', facts: { period: month } }];
  }
  if (month !== book.earliestOpen) {
    return [{ code: 'PERIOD_NOT_NEXT', at: 'period', facts: { period: month, next: book.earliestOpen } }];
  }
  return lastDayOf(month) < today ? [] : [{ code: 'PERIOD_NOT_OVER', at: 'period', facts: { period: month } }];
}

export function checkReopen(month: Period, book: BookState): Violation[] {
  if (!book.reopenAllowed) return [{ code: 'REOPEN_OFF', at: 'period', facts: { period: month } }];
  return month === book.closedThrough
    ? []
    : [{ code: 'REOPEN_NOT_LAST', at: 'period', facts: { period: month, last: book.closedThrough ?? '' } }];
}
