/**
 * Addresses.
 *
 * 1. Every part that comes from records is percent-encoded, so no text of an estate can change where a link leads.
 * 2. Large print travels in the address (`size=large`), because nothing is kept in the reader's browser.
 * 3. A voucher is addressed by its bare number (202411-0003); 记-202411-0003 is read as the same.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import type { VouchersQuery } from './view-models.js';

export type TextSize = 'normal' | 'large';

/** Where the reader stands: `path` is the page's own address with its query and without `size`. */
export interface Frame {
  readonly path: string;
  readonly size: TextSize;
}

const part = encodeURIComponent;

export function estatePath(code: string): string {
  return `/e/${part(code)}`;
}

export function vouchersPath(code: string, query: Partial<VouchersQuery> = {}): string {
  const asked = (['fund', 'month', 'cursor'] as const).flatMap((name) => {
    const value = query[name];
    return value === undefined || value === null ? [] : [`${name}=${part(value)}`];
  });
  return `${estatePath(code)}/vouchers${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

export function voucherPath(code: string, number: string): string {
  return `${estatePath(code)}/vouchers/${part(number)}`;
}

export function statementPath(code: string, id: string): string {
  return `${estatePath(code)}/statements/${part(id)}`;
}

export function reconciliationPath(code: string, account: string, date: CalendarDate): string {
  return `${reconciliationsPath(code, account)}/${part(date)}`;
}

/** The same account on a day that the reader will choose. */
export function reconciliationsPath(code: string, account: string): string {
  return `${estatePath(code)}/reconciliations/${part(account)}`;
}

export type StatementFormat = 'pdf' | 'xlsx' | 'csv' | 'json';

export function statementFilePath(code: string, id: string, format: StatementFormat): string {
  return `/api/v1/estates/${part(code)}/statements/${part(id)}.${format}`;
}

export function reconciliationFilePath(
  code: string,
  account: string,
  date: CalendarDate,
  format: StatementFormat,
): string {
  return `/api/v1/estates/${part(code)}/bank-accounts/${part(account)}/reconciliations/${part(date)}.${format}`;
}

export interface JournalPlace {
  readonly account: string;
  readonly fund: string | null;
  readonly month: Period | null;
}

/** The bank journal's page; without a month the newest. */
export function bankJournalPath(code: string, { account, fund, month }: JournalPlace): string {
  const asked = [...(month === null ? [] : [`month=${part(month)}`]), ...(fund === null ? [] : [`fund=${part(fund)}`])];
  const path = `${estatePath(code)}/bank-journal/${part(account)}`;
  return asked.length === 0 ? path : `${path}?${asked.join('&')}`;
}

export function bankJournalFilePath(
  code: string,
  asked: {
    readonly account: string;
    readonly fund: string | null;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
  },
  format: StatementFormat,
): string {
  const fund = asked.fund === null ? '' : `&fund=${part(asked.fund)}`;
  const days = `from=${part(asked.from)}&to=${part(asked.to)}`;
  return `/api/v1/estates/${part(code)}/bank-journal?account=${part(asked.account)}${fund}&${days}&format=${format}`;
}

export function logLeavesPath(code: string): string {
  return `/api/v1/estates/${part(code)}/log/leaves?from=0`;
}

export function logRootPath(code: string): string {
  return `/api/v1/estates/${part(code)}/log/root`;
}

export function logProofPath(code: string, seq: number): string {
  return `/api/v1/estates/${part(code)}/log/proof/${seq}`;
}

/** The same address for a reader of this text size. A fragment stays last. */
export function sized(path: string, size: TextSize): string {
  if (size === 'normal') return path;
  const [address = '', fragment] = path.split('#', 2);
  const joined = `${address}${address.includes('?') ? '&' : '?'}size=large`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

/**
 * Where a request's address leads back to. What could be read as another site ("//elsewhere") becomes the first page,
 * because the page prints this address in its own links.
 */
export function frameOf(requestUrl: string): Frame {
  const cut = requestUrl.indexOf('?');
  const path = cut === -1 ? requestUrl : requestUrl.slice(0, cut);
  const query = new URLSearchParams(cut === -1 ? '' : requestUrl.slice(cut + 1));
  const size: TextSize = query.getAll('size').includes('large') ? 'large' : 'normal';
  query.delete('size');
  const rest = query.toString();
  const whole = rest === '' ? path : `${path}?${rest}`;
  return { path: isOwnPath(whole) ? whole : '/', size };
}

/** Whether an address of a document leads into this service and nowhere else. */
export function isOwnPath(href: string): boolean {
  return /^\/(?!\/)[^\s\\]*$/.test(href);
}
