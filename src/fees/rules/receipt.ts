/**
 * Receipts (收据).
 *
 * 1. Numbers are continuous in each estate and year, in the order of the log: SJ-2025-00001. A void receipt keeps its
 *    number.
 * 2. A receipt is for one payment, which it names by the payment's place in the log; a payment has one receipt that is
 *    not void.
 * 3. Who paid, for which household and how much is private; the public sees that a number was given to a payment.
 * 4. What a receipt says is frozen when it is issued.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { calendarDate } from '../../kernel/calendar.js';
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import type { PlacedAmount } from './apply-advances.js';
import { METHOD_NAMES, methodOf, type PaymentMethod } from './payment.js';

/** Where a payment stands: the voucher's leaf and its place among the private leaves, from 1. */
export interface PaymentPlace {
  readonly seq: bigint;
  readonly ordinal: number;
}

/** What is printed. */
export interface ReceiptContent {
  readonly unit: string;
  readonly payer: string;
  readonly method: PaymentMethod;
  readonly fen: bigint;
  readonly receivedOn: CalendarDate;
  /** 收款单位 */
  readonly payee: string;
  /** 经手人 */
  readonly handler: string;
  readonly note: string;
  /** Number of the payment's voucher. */
  readonly voucherNo: string;
  /** What the payment settled, and what of it is held in advance. */
  readonly lines: readonly ReceiptLine[];
}

export interface ReceiptLine extends PlacedAmount {
  /** As the tariff calls it. */
  readonly name: string;
}

/** Name of the private field. */
export const RECEIPT_FIELD = 'receipt';
export const VOID_FIELD = 'reason';

export function placeText({ seq, ordinal }: PaymentPlace): string {
  return `${String(seq)}/${String(ordinal)}`;
}

export function readPlace(text: string): PaymentPlace | undefined {
  const [, seq, ordinal] = /^(\d{1,18})\/(\d{1,9})$/.exec(text) ?? [];
  return seq === undefined || ordinal === undefined ? undefined : { seq: BigInt(seq), ordinal: Number(ordinal) };
}

export interface ReceiptNumber {
  readonly year: number;
  readonly no: number;
}

const NUMBER = /^SJ-(\d{4})-(\d{5,8})$/;

export function receiptNumber({ year, no }: ReceiptNumber): string {
  return `SJ-${String(year)}-${String(no).padStart(5, '0')}`;
}

/** `undefined` for everything that is not the one spelling of a number. */
export function readReceiptNumber(text: string): ReceiptNumber | undefined {
  const [, year, no] = NUMBER.exec(text) ?? [];
  if (year === undefined || no === undefined) return undefined;
  const read = { year: Number(year), no: Number(no) };
  return read.no > 0 && receiptNumber(read) === text ? read : undefined;
}

/** The number after the last one that was given, on a day. */
export function nextReceipt(last: ReceiptNumber | undefined, today: CalendarDate): ReceiptNumber {
  const year = Number(today.slice(0, 4));
  return last?.year === year ? { year, no: last.no + 1 } : { year, no: 1 };
}

/** Earlier numbers first. */
export function compareReceipts(one: ReceiptNumber, other: ReceiptNumber): number {
  return one.year - other.year || one.no - other.no;
}

export function numberOf(leaf: LeafObject): ReceiptNumber | undefined {
  return typeof leaf['number'] === 'string' ? readReceiptNumber(leaf['number']) : undefined;
}

export function receiptValue(content: ReceiptContent): LeafValue {
  const lines = content.lines.map((line) => [
    ...[line.account, line.fund, line.item, line.period],
    line.fen.toString(),
    line.name,
  ]);
  const { unit, payer, method, fen, receivedOn, payee, handler, note, voucherNo } = content;
  return [unit, payer, method, fen.toString(), receivedOn, payee, handler, note, voucherNo, lines];
}

/** The way back; `undefined` where the value is none of ours. */
export function readReceiptValue(value: LeafValue): ReceiptContent | undefined {
  if (typeof value === 'string') return undefined;
  const text = (place: number): string => {
    const part = value[place];
    return typeof part === 'string' ? part : '';
  };
  const [method, receivedOn, rows] = [methodOf(text(2)), calendarDate(text(4)), value[9]];
  if (method === undefined || receivedOn === undefined || !/^\d+$/.test(text(3))) return undefined;
  if (rows === undefined || typeof rows === 'string') return undefined;
  return {
    ...{ unit: text(0), payer: text(1), method, fen: BigInt(text(3)), receivedOn },
    ...{ payee: text(5), handler: text(6), note: text(7), voucherNo: text(8) },
    lines: rows.flatMap((row) => receiptLine(row) ?? []),
  };
}

function receiptLine(row: LeafValue): ReceiptLine | undefined {
  if (typeof row === 'string') return undefined;
  const [account = '', fund = '', item = '', period = '', amount = '', name = ''] = row.map(String);
  return /^\d+$/.test(amount) ? { account, fund, item, period, fen: BigInt(amount), name } : undefined;
}

/** 物业服务费 2024-07, 预收物业费 */
export function lineWords({ account, item, name, period }: ReceiptLine): string {
  const what = account.startsWith('220302') ? '预收车位费' : account.startsWith('2203') ? '预收物业费' : name || item;
  return period === '' ? what : `${what} ${period}`;
}

export function methodName(method: PaymentMethod): string {
  return METHOD_NAMES[method];
}
