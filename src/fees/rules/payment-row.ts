/**
 * One row of a payment file, or one payment of a request, read as text.
 *
 * 1. Every fault of a row is told with the row and the column, and the next row is read all the same.
 * 2. Nothing is guessed: a day is 2024-07-08, an amount yuan with at most two decimals, a month 2024-07.
 * 3. A serial names one payment in a file; a row that repeats it is told with the row before.
 * 4. A row of a file without a serial is known again by household, day, amount and method, and by how many of the same
 *    stand before it: the same file again books nothing, and twins survive. What is entered one by one has no such
 *    mark, since nothing tells a second payment from the first.
 */
import { calendarDate, period, type CalendarDate } from '../../kernel/calendar.js';
import { fenFromYuan, MAX_FEN } from '../../kernel/fen.js';
import { sha256 } from '../../kernel/hash.js';
import type { Violation } from '../../kernel/violation.js';
import {
  METHOD_NAMES,
  methodOf,
  PAYMENT_METHODS,
  paymentSource,
  type PaymentMethod,
  type PaymentTerms,
} from './payment.js';

/** Columns of a payment file, in the order of its template. */
export const PAYMENT_COLUMNS = [
  '户号',
  '收款日期',
  '金额',
  '手续费',
  '流水号',
  '收款方式',
  '付款人',
  '项目',
  '月份',
  '备注',
] as const;
export type PaymentColumn = (typeof PAYMENT_COLUMNS)[number];

export interface PaymentRow {
  /** Line of the file or place in the list, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Of a file, which may come again. */
  readonly isOfFile?: boolean;
}

export interface ReadPayment {
  readonly line: number;
  readonly terms: PaymentTerms;
  /** By which a row of a file without a serial is known again. */
  readonly mark?: string;
}

/** Under which a payment is booked once; empty where nothing tells it from another. */
export function sourceOf({ terms, mark = '' }: ReadPayment): string {
  const name = terms.serial === '' ? mark : terms.serial;
  return name === '' ? '' : paymentSource(name);
}

/** Cells of people are at most so long; what is longer is no name and no note. */
const LONGEST_TEXT = 100;
const SERIAL = /^[A-Za-z0-9._:/-]{1,64}$/;

export class PaymentRows {
  readonly #firstLines = new Map<string, number>();
  readonly #twins = new Map<string, number>();
  readonly payments: ReadPayment[] = [];
  readonly violations: Violation[] = [];

  constructor(private readonly today: CalendarDate) {}

  push({ line, cells, isOfFile = false }: PaymentRow): void {
    const before = this.violations.length;
    const terms = this.#terms(line, cells);
    if (terms === undefined || this.violations.length !== before) return;
    const mark = isOfFile && terms.serial === '' ? { mark: this.#markOf(terms) } : {};
    this.payments.push({ line, terms, ...mark });
  }

  #markOf({ unit, receivedOn, fen, method }: PaymentTerms): string {
    const print = sha256(JSON.stringify([unit, receivedOn, fen.toString(), method]))
      .toString('hex')
      .slice(0, 32);
    const nth = (this.#twins.get(print) ?? 0) + 1;
    this.#twins.set(print, nth);
    return `row:${print}:${String(nth)}`;
  }

  #terms(line: number, cells: readonly string[]): PaymentTerms | undefined {
    const cell = named(cells);
    if (cell('户号') === '') this.#fault(line, 'PAYMENT_UNIT_MISSING', '户号', '');
    const receivedOn = this.#day(line, cell('收款日期'));
    const fen = this.#amount(line, cell('金额'));
    const feeFen = this.#fee(line, cell('手续费'), fen);
    this.#serial(line, cell('流水号'));
    const method = this.#method(line, cell('收款方式'));
    this.#text(line, '付款人', cell('付款人'));
    this.#text(line, '备注', cell('备注'));
    const periods = this.#months(line, cell('月份'));
    if (receivedOn === undefined || fen === undefined || feeFen === undefined || method === undefined) return undefined;
    const direction = { items: wordsOf(cell('项目')), periods };
    const texts = { unit: cell('户号'), serial: cell('流水号'), payer: cell('付款人'), note: cell('备注') };
    return { ...texts, receivedOn, fen, feeFen, method, direction };
  }

  #fee(line: number, text: string, fen: bigint | undefined): bigint | undefined {
    const feeFen = text === '' ? 0n : fenFromYuan(text);
    if (feeFen !== undefined && feeFen >= 0n && feeFen <= (fen ?? MAX_FEN)) return feeFen;
    this.#fault(line, 'PAYMENT_FEE_WRONG', '手续费', text);
    return undefined;
  }

  #method(line: number, text: string): PaymentMethod | undefined {
    const method = text === '' ? 'OTHER' : methodOf(text);
    if (method === undefined) {
      const known = PAYMENT_METHODS.map((one) => METHOD_NAMES[one]).join('、');
      this.#fault(line, 'PAYMENT_METHOD_UNKNOWN', '收款方式', text, { known });
    }
    return method;
  }

  #text(line: number, column: PaymentColumn, text: string): void {
    if (text.length > LONGEST_TEXT) this.#fault(line, 'PAYMENT_TEXT_LONG', column, text.slice(0, 20));
  }

  #day(line: number, text: string): CalendarDate | undefined {
    const day = calendarDate(text);
    if (day === undefined) this.#fault(line, 'PAYMENT_DAY_WRONG', '收款日期', text);
    else if (day > this.today) this.#fault(line, 'PAYMENT_DAY_AHEAD', '收款日期', text, { today: this.today });
    return day;
  }

  #amount(line: number, text: string): bigint | undefined {
    const fen = fenFromYuan(text.replaceAll(',', ''));
    if (fen !== undefined && fen > 0n && fen <= MAX_FEN) return fen;
    this.#fault(line, 'PAYMENT_AMOUNT_WRONG', '金额', text);
    return undefined;
  }

  #serial(line: number, serial: string): void {
    if (serial === '') return;
    if (!SERIAL.test(serial)) this.#fault(line, 'PAYMENT_SERIAL_WRONG', '流水号', serial.slice(0, 20));
    const before = this.#firstLines.get(serial);
    if (before === undefined) this.#firstLines.set(serial, line);
    else this.#fault(line, 'PAYMENT_SERIAL_TWICE', '流水号', serial, { before: String(before) });
  }

  #months(line: number, text: string): readonly string[] {
    const months = wordsOf(text);
    for (const month of months) {
      if (period(month) === undefined) this.#fault(line, 'PAYMENT_MONTH_WRONG', '月份', month);
    }
    return months;
  }

  #fault(line: number, code: string, column: PaymentColumn, value: string, more: Record<string, string> = {}): void {
    this.violations.push(rowFault(line, code, column, value, more));
  }
}

export function rowFault(
  line: number,
  code: string,
  column: PaymentColumn,
  value: string,
  more: Readonly<Record<string, string>> = {},
): Violation {
  return { code, at: `${String(line)}:${column}`, facts: { row: String(line), column, value, ...more } };
}

/** Cells by their columns. */
function named(cells: readonly string[]): (column: PaymentColumn) => string {
  const cleaned = new Map(PAYMENT_COLUMNS.map((column, index) => [column, clean(cells[index] ?? '')]));
  return (column) => cleaned.get(column) ?? '';
}

function clean(cell: string): string {
  return cell.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Words apart by blanks, commas or 、. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,，、;；]+/).filter((word) => word !== '');
}

/** Faults told at once; the last one says how many more there are. */
const MOST_FAULTS = 1_000;

export function atMost(faults: readonly Violation[]): readonly Violation[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = String(faults.length - MOST_FAULTS);
  return [...faults.slice(0, MOST_FAULTS), { code: 'PAYMENT_MORE_FAULTS', facts: { more } }];
}
