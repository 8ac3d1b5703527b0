/**
 * Reading what stands in an address.
 *
 * 1. Every mistake in a filter is named, not only the first.
 * 2. An empty field of a form means "all".
 * 3. A field given twice is a mistake, never a guess.
 * 4. A voucher number that cannot exist is "not found", not "invalid": the reader followed a link or typed a number.
 */
import { calendarDate, period, type CalendarDate } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';
import type { BankJournalQuery, VouchersQuery } from './view-models.js';

/** A query string as a web framework hands it over. */
export type RawQuery = Readonly<Record<string, unknown>>;

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly violations: readonly [Violation, ...Violation[]] };

const FUND = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
const CURSOR = /^[A-Za-z0-9_.~=-]{1,200}$/;
const NUMBER = /^(?:记-)?(\d{4}(?:0[1-9]|1[0-2])-\d{4,9})$/;

function refused(code: string, at: string, given: unknown): Violation {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return { code, at, facts: { given: text.slice(0, 40) } };
}

interface Fields {
  readonly violations: Violation[];
  readonly field: (name: string, code: string, allows: (text: string) => boolean) => string | null;
}

function fieldsOf(raw: RawQuery): Fields {
  const violations: Violation[] = [];
  const field = (name: string, code: string, allows: (text: string) => boolean): string | null => {
    const given = raw[name];
    if (given === undefined || given === '') return null;
    if (typeof given === 'string' && allows(given)) return given;
    violations.push(refused(code, name, given));
    return null;
  };
  return { violations, field };
}

function fundAndMonth({ field }: Fields): BankJournalQuery {
  const fund = field('fund', 'PORTAL_FUND_INVALID', (text) => FUND.test(text));
  const month = field('month', 'PORTAL_MONTH_INVALID', (text) => period(text) !== undefined);
  return { fund, month: month === null ? null : (period(month) ?? null) };
}

function readAll<T>({ violations }: Fields, value: T): Read<T> {
  const [first, ...rest] = violations;
  return first === undefined ? { ok: true, value } : { ok: false, violations: [first, ...rest] };
}

export function readVouchersQuery(raw: RawQuery): Read<VouchersQuery> {
  const fields = fieldsOf(raw);
  const asked = fundAndMonth(fields);
  const cursor = fields.field('cursor', 'PORTAL_CURSOR_INVALID', (text) => CURSOR.test(text));
  return readAll(fields, { ...asked, cursor });
}

export function readBankJournalQuery(raw: RawQuery): Read<BankJournalQuery> {
  const fields = fieldsOf(raw);
  return readAll(fields, fundAndMonth(fields));
}

/** "202411-0003" from "202411-0003" or "记-202411-0003". */
export function readVoucherNumber(text: string): Read<string> {
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) return { ok: true, value: number };
  return { ok: false, violations: [refused('PORTAL_VOUCHER_NUMBER_INVALID', 'number', text)] };
}

/** The day that a form asks for; none where its field is empty. */
export function readAskedDay(raw: RawQuery): Read<CalendarDate | undefined> {
  const fields = fieldsOf(raw);
  const on = fields.field('on', 'PORTAL_DATE_INVALID', (text) => calendarDate(text) !== undefined);
  return readAll(fields, on === null ? undefined : calendarDate(on));
}

export function readDay(text: string): Read<CalendarDate> {
  const day = calendarDate(text);
  if (day !== undefined) return { ok: true, value: day };
  return { ok: false, violations: [refused('PORTAL_DATE_INVALID', 'date', text)] };
}
