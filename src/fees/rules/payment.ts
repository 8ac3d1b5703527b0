/**
 * What is known of one payment.
 *
 * 1. A payment is one private leaf of a batch voucher: its lines say what it settled, its facts who paid and how.
 * 2. Its source is the serial that the payer's bank or the aggregator gave it, so that one payment is booked once
 *    whatever file it comes in. A payment without a serial (cash) gets an identifier of its own.
 * 3. Facts stand in a fixed order; what a leaf of another wing wrote is read as far as it goes.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { UNDIRECTED, type Direction } from './allocate-payment.js';

export const PAYMENT_METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'QR', 'POS', 'OTHER'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** As files and receipts name them. */
export const METHOD_NAMES: Readonly<Record<PaymentMethod, string>> = {
  CASH: '现金',
  TRANSFER: '转账',
  WECHAT: '微信',
  ALIPAY: '支付宝',
  QR: '聚合扫码',
  POS: '刷卡',
  OTHER: '其他',
};

/** The word of an inside leaf: money that a household paid. */
export const PAYMENT = 'payment';
export const REFUND = 'refund';
export const DEPOSIT = 'deposit';
export const OPENING = 'opening';

export interface PaymentTerms {
  readonly unit: string;
  readonly receivedOn: CalendarDate;
  readonly fen: bigint;
  /** What the channel kept of it; zero where it came whole. */
  readonly feeFen: bigint;
  readonly method: PaymentMethod;
  /** Of the bank or the aggregator; empty where there is none. */
  readonly serial: string;
  readonly payer: string;
  readonly note: string;
  readonly direction: Direction;
}

const SOURCE_PREFIX = 'pay:';

export function paymentSource(serial: string): string {
  return `${SOURCE_PREFIX}${serial}`;
}

export function paymentFacts(terms: PaymentTerms): string[] {
  const { items, periods } = terms.direction;
  return [terms.payer, terms.method, terms.receivedOn, terms.serial, terms.note, items.join(' '), periods.join(' ')];
}

export interface PaymentNote {
  readonly payer: string;
  readonly method: PaymentMethod;
  readonly receivedOn: string;
  readonly serial: string;
  readonly note: string;
  readonly direction: Direction;
}

export function readPaymentFacts(facts: readonly string[]): PaymentNote {
  const fact = (place: number): string => facts[place] ?? '';
  const [payer, method, receivedOn, serial, note] = [fact(0), fact(1), fact(2), fact(3), fact(4)];
  const [items, periods] = [fact(5), fact(6)];
  const direction = items === '' && periods === '' ? UNDIRECTED : { items: words(items), periods: words(periods) };
  return { payer, method: methodOf(method) ?? 'OTHER', receivedOn, serial, note, direction };
}

/** A method by its code or by its Chinese name; `undefined` for any other word. */
export function methodOf(text: string): PaymentMethod | undefined {
  return PAYMENT_METHODS.find((method) => method === text.toUpperCase() || METHOD_NAMES[method] === text);
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
