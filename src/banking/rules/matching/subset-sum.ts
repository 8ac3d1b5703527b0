/**
 * Which of a few amounts add up to a total.
 *
 * 1. Only exact sums, of `least` to `most` amounts; every amount is used once.
 * 2. The search is bounded: more than `MOST_AMOUNTS` amounts are not searched at all, and the answer says so by being
 *    `undefined`. So nobody takes the first sum found for the only one.
 * 3. It stops at `enough` answers: one is a finding, two are a tie.
 */

export const MOST_AMOUNTS = 16;

export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly enough: number;
}

/** The indexes of each subset with the sum `target`, in order; `undefined` where there are too many amounts to try. */
export function subsetsWithSum(amounts: readonly bigint[], target: bigint, bounds: Bounds): number[][] | undefined {
  if (amounts.length > MOST_AMOUNTS) return undefined;
  const reach = reachOf(amounts);
  const found: number[][] = [];
  const chosen: number[] = [];
  const visit = (from: number, missing: bigint): void => {
    if (missing === 0n && chosen.length >= bounds.least) found.push([...chosen]);
    if (chosen.length === bounds.most) return;
    for (let index = from; index < amounts.length && found.length < bounds.enough; index += 1) {
      const [low, high] = reach[index] ?? [0n, 0n];
      if (missing < low || missing > high) return;
      chosen.push(index);
      visit(index + 1, missing - (amounts[index] ?? 0n));
      chosen.pop();
    }
  };
  visit(0, target);
  return found;
}

/** The least and the greatest sum that the amounts from each place on can make. */
function reachOf(amounts: readonly bigint[]): (readonly [low: bigint, high: bigint])[] {
  const reach: (readonly [bigint, bigint])[] = [];
  let [low, high] = [0n, 0n];
  for (const amount of [...amounts].reverse()) {
    if (amount < 0n) low += amount;
    else high += amount;
    reach.push([low, high]);
  }
  return reach.reverse();
}

/** Every subset of `least` to `most` items, by its sum. For a handful of items only. */
export function sumsOfSubsets(amounts: readonly bigint[], least: number, most: number): Map<bigint, number[][]> {
  const sums = new Map<bigint, number[][]>();
  const visit = (from: number, sum: bigint, chosen: readonly number[]): void => {
    if (chosen.length >= least) sums.set(sum, [...(sums.get(sum) ?? []), [...chosen]]);
    if (chosen.length === most) return;
    for (let index = from; index < amounts.length; index += 1) {
      visit(index + 1, sum + (amounts[index] ?? 0n), [...chosen, index]);
    }
  };
  visit(0, 0n, []);
  return sums;
}
