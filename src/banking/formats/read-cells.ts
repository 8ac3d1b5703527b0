/**
 * Single cells of a bank's export.
 *
 * 1. Amounts lose commas, currency signs, plus signs, full-width forms and padding; nothing is rounded, a third
 *    decimal is refused.
 * 2. A negative amount has a minus sign or, as accountants write it, brackets.
 * 3. An empty cell and a row of dashes are "no amount", which is not the same as a zero that was written.
 * 4. Days are yyyyMMdd, yyyy-MM-dd, yyyy/MM/dd or yyyy年MM月dd日, with or without a time behind them.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import { fen, fenFromYuan, MAX_FEN, type Fen } from '../../kernel/fen.js';

const UNCLEAN = /^[\s'="]|[\u200b\ufeff]|\s$/;

/** Takes off what spreadsheets and banks wrap around a value: padding, tabs, a leading apostrophe, ="...". */
export function cleanCell(cell: string | undefined): string {
  // Nearly every cell is clean already, and a long file has tens of millions of them.
  if (cell === undefined || !UNCLEAN.test(cell)) return cell ?? '';
  const text = cell.replace(/[\u200b\ufeff]/g, '').trim();
  const wrapped = /^="(.*)"$/s.exec(text);
  return (wrapped?.[1] ?? text).replace(/^'/, '').trim();
}

export type AmountReading =
  | { readonly kind: 'amount'; readonly fen: Fen }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-fine' }
  | { readonly kind: 'unreadable' };

const DASHES = /^[-‐-―−]*$/;
const AMOUNT = /^(?<sign>[+-]?)(?<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?<decimals>\d*))?$/;

const PLAIN_AMOUNT = /^-?\d{1,11}\.\d\d$/;
const EMPTY: AmountReading = { kind: 'empty' };

export function readAmount(cell: string | undefined): AmountReading {
  if (cell === undefined || cell === '') return EMPTY;
  if (PLAIN_AMOUNT.test(cell)) return { kind: 'amount', fen: fen(BigInt(cell.replace('.', ''))) };
  return readOddAmount(cell);
}

/** Anything but digits, a point and two decimals. */
function readOddAmount(cell: string): AmountReading {
  const text = cleanCell(cell)
    .normalize('NFKC')
    .replace(/[\s¥]|CNY|RMB|元$/g, '')
    .replace(/^[−‐-―]/, '-')
    .replace(/^\((.+)\)$/, '-$1');
  if (DASHES.test(text)) return { kind: 'empty' };
  const parts = AMOUNT.exec(text)?.groups;
  if (parts === undefined) return { kind: 'unreadable' };
  return fenReading(parts['sign'] === '-', parts['whole'] ?? '', parts['decimals'] ?? '');
}

function fenReading(negative: boolean, whole: string, decimals: string): AmountReading {
  if (whole === '' && decimals === '') return { kind: 'unreadable' };
  if (decimals.length > 2) return { kind: 'too-fine' };
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
  const amount = fenFromYuan(`${digits}.${decimals.padEnd(2, '0')}`);
  if (amount === undefined || amount > MAX_FEN) return { kind: 'unreadable' };
  return { kind: 'amount', fen: negative ? fen(0n - amount) : amount };
}

export interface MomentReading {
  readonly on: CalendarDate;
  readonly time?: string;
}

/** The separators in use, each with itself on both sides; compact days have none. */
const DAYS = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<rest>(?:\D.*|\d{6})?)$/s,
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?<rest>(?:\D.*)?)$/s,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日(?<rest>.*)$/s,
];

/** Reads a day with an optional time; `undefined` where it is neither. */
export function readMoment(cell: string | undefined): MomentReading | undefined {
  const text = cleanCell(cell).normalize('NFKC');
  for (const pattern of DAYS) {
    const parts = pattern.exec(text)?.groups;
    if (parts !== undefined) return momentOf(parts);
  }
  return undefined;
}

function momentOf(parts: Readonly<Record<string, string>>): MomentReading | undefined {
  const { year = '', month = '', day = '', rest = '' } = parts;
  const on = calendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  const clock = rest.replace(/^T/, '').trim();
  if (on === undefined || clock === '') return on === undefined ? undefined : { on };
  const time = readTime(clock);
  return time === undefined ? undefined : { on, time };
}

/** "HH:mm:ss" from 09:08:01, 9:08 or 090801, with fractions dropped; `undefined` where it is no time. */
export function readTime(cell: string | undefined): string | undefined {
  const text = cleanCell(cell).normalize('NFKC');
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? '0')];
  if (hours > 24 || minutes > 59 || seconds > 59) return undefined;
  return [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
}
