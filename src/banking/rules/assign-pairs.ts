/**
 * Pairs equal amounts by their days.
 *
 * 1. Of all ways to pair in order, one with the least total distance in days is taken, never the nearest pair first.
 * 2. Leaving an item open costs as much as half a day more than the window shared by two; so nothing further apart
 *    than the window is ever paired, and no pair is stretched only to make one more.
 * 3. Among equals the earlier meets the earlier. The answer depends on the days alone.
 */

/** An item stands on a day or, for a row of corrections, on any day of a span; days are whole numbers. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

/** Index of an item and index of the day it meets. */
export type Pair = readonly [item: number, day: number];

/** Pairs items, sorted by their first day, with days, sorted. */
export function assignPairs(items: readonly DaySpan[], days: readonly number[], windowDays: number): Pair[] {
  const sameDay = pairSameDay(items, days);
  const takenItems = new Set(sameDay.map(([item]) => item));
  const takenDays = new Set(sameDay.map(([, day]) => day));
  const openItems = [...items.keys()].filter((index) => !takenItems.has(index));
  const openDays = [...days.keys()].filter((index) => !takenDays.has(index));
  const rest = new Alignment(
    openItems.map((index) => items[index] ?? NOWHERE),
    openDays.map((index) => days[index] ?? 0),
    windowDays,
  );
  const pairs = rest.pairs().map(([item, day]): Pair => [openItems[item] ?? -1, openDays[day] ?? -1]);
  return [...sameDay, ...pairs].sort((left, right) => left[0] - right[0]);
}

const NOWHERE: DaySpan = { first: 0, last: 0 };

export function daysApart(item: DaySpan, day: number): number {
  return Math.max(0, item.first - day, day - item.last);
}

/**
 * A pair of one and the same day belongs to some best answer (an exchange never makes it longer), so it is taken
 * first.
 */
function pairSameDay(items: readonly DaySpan[], days: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  let day = 0;
  items.forEach((item, index) => {
    if (item.first !== item.last) return;
    while ((days[day] ?? Infinity) < item.first) day += 1;
    if (days[day] !== item.first) return;
    pairs.push([index, day]);
    day += 1;
  });
  return pairs;
}

const SKIP_ITEM = 0;
const SKIP_DAY = 1;
const PAIR = 2;

interface Row {
  /** The row covers the first `low` to `high` days; outside, days can only be skipped. */
  readonly low: number;
  readonly high: number;
  readonly costs: readonly number[];
  readonly steps: Uint8Array;
}

/** The least-cost alignment in order, kept only inside the band that the window allows. Costs are in half days. */
class Alignment {
  private readonly skipCost: number;

  constructor(
    private readonly items: readonly DaySpan[],
    private readonly days: readonly number[],
    private readonly windowDays: number,
  ) {
    this.skipCost = windowDays + 1;
  }

  pairs(): Pair[] {
    const rows: Row[] = [];
    for (const item of this.items) rows.push(this.nextRow(rows.at(-1), item));
    return this.trace(rows);
  }

  private nextRow(above: Row | undefined, item: DaySpan): Row {
    const low = this.firstDay(above?.low ?? 0, (day) => day >= item.first - this.windowDays);
    const high = this.firstDay(Math.max(low, above?.high ?? 0), (day) => day > item.last + this.windowDays);
    const costs: number[] = [];
    const steps = new Uint8Array(high - low + 1);
    let left = Infinity;
    for (let count = low; count <= high; count += 1) {
      const [step, cost] = this.bestStep(above, item, count, left);
      costs.push(cost);
      steps[count - low] = step;
      left = cost;
    }
    return { low, high, costs, steps };
  }

  /** Index of the first day from `start` on that passes; the number of days where none does. */
  private firstDay(start: number, passes: (day: number) => boolean): number {
    let index = start;
    for (let day = this.days[index]; day !== undefined && !passes(day); day = this.days[index]) index += 1;
    return index;
  }

  private bestStep(above: Row | undefined, item: DaySpan, count: number, left: number): [step: number, cost: number] {
    const skipItem = this.costAbove(above, count) + this.skipCost;
    const skipDay = left + this.skipCost;
    const day = this.days[count - 1];
    const pair =
      left === Infinity || day === undefined ? Infinity : this.costAbove(above, count - 1) + 2 * daysApart(item, day);
    if (skipItem <= skipDay && skipItem <= pair) return [SKIP_ITEM, skipItem];
    return skipDay <= pair ? [SKIP_DAY, skipDay] : [PAIR, pair];
  }

  private costAbove(above: Row | undefined, count: number): number {
    if (above === undefined) return count * this.skipCost;
    const inside = Math.min(count, above.high);
    return (above.costs[inside - above.low] ?? Infinity) + (count - inside) * this.skipCost;
  }

  private trace(rows: readonly Row[]): Pair[] {
    const pairs: Pair[] = [];
    let index = rows.length - 1;
    let count = this.days.length;
    while (index >= 0) {
      const row = rows[index];
      if (row === undefined) break;
      count = Math.min(count, row.high);
      const step = row.steps[count - row.low];
      if (step === PAIR) pairs.push([index, count - 1]);
      if (step !== SKIP_ITEM) count -= 1;
      if (step !== SKIP_DAY) index -= 1;
    }
    return pairs.reverse();
  }
}
