/**
 * Amounts by calendar days.
 *
 * 1. A month's amount is the exact sum of rate × quantity × per cent × days / days of the month, over its stretches.
 * 2. It is rounded once, half up, per household and component.
 */
import { daysBetween, firstDayOf, lastDayOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import { decimal, scaledInteger } from '../../kernel/decimal.js';
import { invariant } from '../../kernel/invariant.js';

/** Days from the first to the last, both included. */
export interface Stretch {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

/** A number of ten decimals as a whole number. */
export type Scaled = bigint;
const DECIMALS = 10;
const SCALE = 10n ** BigInt(DECIMALS);

export function scaled(text: string): Scaled {
  const number = decimal(text);
  invariant(number !== undefined, 'a kept rate or quantity can be read');
  return scaledInteger(number, DECIMALS);
}

export const ONE: Scaled = SCALE;

export function daysOf({ first, last }: Stretch): number {
  return daysBetween(first, last) + 1;
}

export function daysOfMonth(month: Period): number {
  return daysOf({ first: firstDayOf(month), last: lastDayOf(month) });
}

/** One term of the sum: a rate that holds for some days. */
export interface Term {
  readonly rate: Scaled;
  readonly quantity: Scaled;
  readonly percent: number;
  /** Days that it holds, of how many; equal where days play no part. */
  readonly days: number;
}

/** The sum of the terms in fen, rounded once, half up. All terms are zero or more. */
export function roundedFen(terms: readonly Term[], outOfDays: number): bigint {
  let sum = 0n;
  for (const { rate, quantity, percent, days } of terms) sum += rate * quantity * BigInt(percent) * BigInt(days);
  // Per cent and fen cancel out: a hundredth of a yuan, and a hundredth of the amount.
  const divisor = SCALE * SCALE * BigInt(outOfDays);
  return (2n * sum + divisor) / (2n * divisor);
}
