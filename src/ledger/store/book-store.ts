/** The book's own state: when it was opened, how far it is closed. */
import { periodOf, type CalendarDate } from '../../kernel/calendar.js';
import { Refusal } from '../../kernel/violation.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { BookState } from '../rules/periods.js';

interface BookRow {
  readonly earliest_open: CalendarDate;
  readonly closed_through: CalendarDate | null;
  readonly reopen_allowed: boolean;
  readonly opened_on: CalendarDate;
}

export async function readBook(
  query: Query,
  estateId: string,
): Promise<BookState & { readonly openedOn: CalendarDate }> {
  const rows = await query<BookRow>(
    `select ledger.earliest_open(b) as earliest_open, b.closed_through, b.reopen_allowed, b.opened_on
       from ledger.book b where b.estate_id = $1`,
    [estateId],
  );
  const row = rows[0];
  if (row === undefined) throw Refusal.of('ESTATE_NOT_FOUND');
  return {
    openedOn: row.opened_on,
    earliestOpen: periodOf(row.earliest_open),
    reopenAllowed: row.reopen_allowed,
    ...(row.closed_through === null ? {} : { closedThrough: periodOf(row.closed_through) }),
  };
}
