/**
 * The period of a report, as addresses and people write it.
 *
 * 1. Four forms: a month (2025-06), a quarter (2025Q2), a half-year (2025H1), a year (2025). Nothing else is a period.
 * 2. A period knows the one before it of the same form, so that opening can be held against what was published.
 */
import {
  addMonths,
  firstDayOf,
  lastDayOf,
  period as monthOf,
  type CalendarDate,
  type Period,
} from '../../kernel/calendar.js';

export type PeriodForm = 'month' | 'quarter' | 'half' | 'year';

export interface ReportPeriod {
  readonly form: PeriodForm;
  /** As it stands in addresses: 2025Q2. */
  readonly label: string;
  /** 2025年第二季度 */
  readonly text: string;
  readonly from: Period;
  readonly to: Period;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

const MONTHS: Readonly<Record<PeriodForm, number>> = { month: 1, quarter: 3, half: 6, year: 12 };
const QUARTER_WORDS = ['第一季度', '第二季度', '第三季度', '第四季度'];
const HALF_WORDS = ['上半年', '下半年'];
const LABEL = /^(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?$/;

export function reportPeriod(label: string): ReportPeriod | undefined {
  const match = LABEL.exec(label);
  if (match === null) return undefined;
  const [, year = '', month, quarter, half] = match;
  if (month !== undefined) return made('month', label, year, Number(month), `${Number(month)}月`);
  if (quarter !== undefined) {
    return made('quarter', label, year, Number(quarter) * 3 - 2, QUARTER_WORDS[Number(quarter) - 1] ?? '');
  }
  if (half !== undefined) return made('half', label, year, Number(half) * 6 - 5, HALF_WORDS[Number(half) - 1] ?? '');
  return made('year', label, year, 1, '');
}

/** The period of the same form that ends where this one begins. */
export function previousPeriod(period: ReportPeriod): ReportPeriod | undefined {
  const from = addMonths(period.from, -MONTHS[period.form]);
  return reportPeriod(labelOf(period.form, from));
}

function labelOf(form: PeriodForm, from: Period): string {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5))];
  if (form === 'month') return from;
  if (form === 'quarter') return `${year}Q${(month + 2) / 3}`;
  return form === 'half' ? `${year}H${(month + 5) / 6}` : year;
}

function made(
  form: PeriodForm,
  label: string,
  year: string,
  firstMonth: number,
  words: string,
): ReportPeriod | undefined {
  const from = monthOf(`${year}-${String(firstMonth).padStart(2, '0')}`);
  if (from === undefined || year < '1900' || year > '2999') return undefined;
  const to = addMonths(from, MONTHS[form] - 1);
  return { form, label, text: `${year}年${words}`, from, to, firstDay: firstDayOf(from), lastDay: lastDayOf(to) };
}

export interface StatementName {
  readonly report: string;
  readonly period: string;
  readonly version: number;
}

const ID = /^([a-z]+(?:-[a-z]+)*)-(\d{4}(?:-\d{2}|[QH]\d)?)-v([1-9]\d{0,5})$/;

/** fund-statement-2025Q2-v1 */
export function statementId({ report, period, version }: StatementName): string {
  return `${report}-${period}-v${version}`;
}

export function parseStatementId(id: string): StatementName | undefined {
  const [, report, period, version] = ID.exec(id) ?? [];
  if (report === undefined || period === undefined || version === undefined) return undefined;
  return reportPeriod(period) === undefined ? undefined : { report, period, version: Number(version) };
}
