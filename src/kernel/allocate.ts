/**
 * Sharing one amount among many by weight (largest remainder).
 *
 * 1. The shares always add up to the total, to the fen.
 * 2. No share differs from the exact quotient by a whole fen; a weight of zero gets nothing.
 * 3. The odd fen go to the largest remainders; equal remainders go by ascending key. The order of the input is of no
 *    consequence.
 * 4. Sharing a negative total gives the exact opposite of sharing its opposite, so a reversal cancels.
 */
import { invariant } from './invariant.js';

export interface Weight {
  readonly key: string;
  readonly weight: bigint;
}

export interface Share {
  readonly key: string;
  readonly amount: bigint;
}

/** Shares in the order of the weights. Weights are not negative, their keys differ, and one is positive. */
export function allocate(total: bigint, weights: readonly Weight[]): readonly Share[] {
  invariant(new Set(weights.map(({ key }) => key)).size === weights.length, 'keys of an allocation differ');
  invariant(
    weights.every(({ weight }) => weight >= 0n),
    'weights are not negative',
  );
  const sum = weights.reduce((running, { weight }) => running + weight, 0n);
  invariant(sum > 0n || total === 0n, 'an amount needs somebody to carry it');
  if (sum === 0n) return weights.map(({ key }) => ({ key, amount: 0n }));
  const magnitude = total < 0n ? -total : total;
  const lucky = receiversOfOddFen(magnitude, sum, weights);
  return weights.map(({ key, weight }) => {
    const amount = (magnitude * weight) / sum + (lucky.has(key) ? 1n : 0n);
    return { key, amount: total < 0n ? -amount : amount };
  });
}

function receiversOfOddFen(magnitude: bigint, sum: bigint, weights: readonly Weight[]): ReadonlySet<string> {
  const remainders = weights.map(({ key, weight }) => ({ key, remainder: (magnitude * weight) % sum }));
  const odd = remainders.reduce((running, { remainder }) => running + remainder, 0n) / sum;
  remainders.sort((one, other) => compare(other.remainder, one.remainder) || compare(one.key, other.key));
  return new Set(remainders.slice(0, Number(odd)).map(({ key }) => key));
}

function compare<Value extends bigint | string>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
