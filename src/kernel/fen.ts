/**
 * Money.
 *
 * 1. An amount is a whole number of fen in a `bigint`; no `number` ever holds money.
 * 2. At the door it is a string of yuan with exactly two decimals ("1440.00", "-0.05").
 * 3. Reading is strict: more than two decimals, spaces, exponents and separators are refused, never rounded.
 */

declare const fenBrand: unique symbol;

/** Whole fen (1/100 yuan). */
export type Fen = bigint & { readonly [fenBrand]: true };

/** The largest absolute amount of one line: PostgreSQL's bigint leaves room to add a hundred thousand of them. */
export const MAX_FEN = 10_000_000_000_000n;

export const ZERO_FEN = 0n as Fen;

/** Brands a bigint as fen. */
export function fen(value: bigint): Fen {
  return value as Fen;
}

const YUAN = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,2}))?$/;

/**
 * Reads yuan ("12", "12.3", "-12.30") as fen; `undefined` where the text is not an amount with at most two decimals.
 */
export function fenFromYuan(text: string): Fen | undefined {
  const match = YUAN.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '0', decimals = ''] = match;
  const value = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
  return fen(sign === '-' ? -value : value);
}

/** Yuan with two decimals, as APIs and files carry it: 144000n -> "1440.00". */
export function yuanFromFen(amount: bigint): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Yuan for people, with thousands separators: 144000n -> "1,440.00". */
export function formatFen(amount: bigint): string {
  const [whole = '0', decimals = '00'] = yuanFromFen(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${decimals}`;
}

/** Sum of amounts; the empty sum is zero. */
export function sumFen(amounts: Iterable<bigint>): Fen {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return fen(total);
}
