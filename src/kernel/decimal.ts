/**
 * Numbers with more decimals than money: rates, areas, shares.
 *
 * 1. Only this file knows decimal.js, and only `roundHalfUpFen` makes money of such a number.
 * 2. Reading is strict and exact; no binary float is ever in between.
 * 3. Products of what can be read here are exact before the one rounding.
 */
import { Decimal } from 'decimal.js';
import { type Fen, fen } from './fen.js';
import { invariant } from './invariant.js';

/** Twice the digits that `decimal` reads, so a product of two is exact. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** A number of exact decimals, immutable. */
export type DecimalNumber = Decimal;

const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/** Reads "0.5", "82.35", "-3"; `undefined` for spaces, signs of plus, exponents, separators, or over ten decimals. */
export function decimal(text: string): DecimalNumber | undefined {
  return DECIMAL.test(text) ? new Exact(text) : undefined;
}

/** Yuan to fen, half up by magnitude (0.005 -> 1 fen, -0.005 -> -1 fen), as bills are rounded. */
export function roundHalfUpFen(yuan: DecimalNumber): Fen {
  return fen(BigInt(new Exact(yuan).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0)));
}

/** Rate in yuan for one of the unit, times how many of it: one bill's amount, rounded once. */
export function chargeFen(rateYuan: DecimalNumber, quantity: DecimalNumber): Fen {
  return roundHalfUpFen(new Exact(rateYuan).times(quantity));
}

/** The exact sum, for totals of areas. */
export function sumDecimals(numbers: Iterable<DecimalNumber>): DecimalNumber {
  let total = new Exact(0);
  for (const number of numbers) total = total.plus(number);
  return total;
}

/** A number as a whole count of its last decimal (82.35 at 2 decimals -> 8235n): weights for an allocation. */
export function scaledInteger(number: DecimalNumber, decimals: number): bigint {
  const scaled = new Exact(number).times(new Exact(10).pow(decimals));
  invariant(scaled.isInteger(), `a number has at most ${String(decimals)} decimals`);
  return BigInt(scaled.toFixed(0));
}
