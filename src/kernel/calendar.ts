/**
 * Dates.
 *
 * 1. A `CalendarDate` is a day of Asia/Shanghai, "YYYY-MM-DD"; text order is time order.
 * 2. A `Period` is a month, "YYYY-MM".
 * 3. Nothing here reads a clock: instants are passed in.
 */

declare const dateBrand: unique symbol;
declare const periodBrand: unique symbol;

export type CalendarDate = string & { readonly [dateBrand]: true };
export type Period = string & { readonly [periodBrand]: true };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads a real calendar day between 1900 and 2999; `undefined` for 2025-02-30 and the like. */
export function calendarDate(text: string): CalendarDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2999) return undefined;
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? (text as CalendarDate) : undefined;
}

export function period(text: string): Period | undefined {
  return PERIOD.test(text) ? (text as Period) : undefined;
}

export function periodOf(date: CalendarDate): Period {
  return date.slice(0, 7) as Period;
}

export function firstDayOf(month: Period): CalendarDate {
  return `${month}-01` as CalendarDate;
}

export function lastDayOf(month: Period): CalendarDate {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

export function addMonths(month: Period, months: number): Period {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Period;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The day in Asia/Shanghai (UTC+8, no daylight saving since 1991) at an instant. */
export function shanghaiDate(instant: Date): CalendarDate {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
}

/** 2024-11-06 -> 2024年11月6日, the form of fixed correction summaries. */
export function chineseDate(date: CalendarDate): string {
  return `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}
