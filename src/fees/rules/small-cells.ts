/**
 * Counts that anybody may read.
 *
 * 1. A count from 1 to below the least is hidden; nobody is told by it, so zero is shown.
 * 2. What is hidden cannot be had by taking the shown cells from the total: where it could, the smallest shown cells
 *    that are not zero are hidden too, until two cells at least are hidden and together reach the least.
 * 3. A total that is itself a small count is hidden with all its cells.
 */

/** One number for every published list and count. */
export const LEAST_SHOWN = 3;

export interface CountedCell {
  readonly key: string;
  readonly count: number;
}

/** The counts that may be shown, by key; a key that is missing is hidden. */
export function shownCounts(cells: readonly CountedCell[], least: number = LEAST_SHOWN): ReadonlyMap<string, number> {
  const total = sum(cells);
  if (isSmall(total, least)) return new Map();
  const hidden = cells.filter(({ count }) => isSmall(count, least));
  const shown = cells.filter(({ count }) => count >= least).sort((a, b) => a.count - b.count);
  while (hidden.length > 0 && shown.length > 0 && (hidden.length < 2 || sum(hidden) < least)) {
    hidden.push(...shown.splice(0, 1));
  }
  const kept = new Set(hidden.map(({ key }) => key));
  return new Map(cells.filter(({ key }) => !kept.has(key)).map(({ key, count }) => [key, count]));
}

export function isSmall(count: number, least: number = LEAST_SHOWN): boolean {
  return count > 0 && count < least;
}

function sum(cells: readonly CountedCell[]): number {
  return cells.reduce((running, { count }) => running + count, 0);
}
