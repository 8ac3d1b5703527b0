/**
 * Voucher numbers, 记-YYYYMM-NNNN: continuous from 1 in every month, at least four digits.
 */
import type { Period } from '../../kernel/calendar.js';

export interface VoucherNumber {
  /** 记-202411-0003 */
  readonly text: string;
  readonly period: Period;
  readonly sequence: number;
}

const NUMBER = /^记-(\d{4})(0[1-9]|1[0-2])-(\d{4}|[1-9]\d{4,5})$/;

export function voucherNumber(text: string): VoucherNumber | undefined {
  const match = NUMBER.exec(text);
  const [, year = '', month = '', digits = ''] = match ?? [];
  const sequence = Number(digits);
  if (match === null || sequence === 0 || year < '1900' || year > '2999') return undefined;
  const period = `${year}-${month}` as Period;
  return { text: numberText(period, sequence), period, sequence };
}

export function numberText(period: Period, sequence: number): string {
  return `记-${period.slice(0, 4)}${period.slice(5)}-${String(sequence).padStart(4, '0')}`;
}

/** Earlier numbers first: by month, then by their place in the month. */
export function compareNumbers(left: VoucherNumber, right: VoucherNumber): number {
  if (left.period !== right.period) return left.period < right.period ? -1 : 1;
  return left.sequence - right.sequence;
}
