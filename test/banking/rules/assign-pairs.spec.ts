import fc from 'fast-check';
import { assignPairs, daysApart, type DaySpan } from '../../../src/banking/rules/index.js';

const WINDOW = 10;

function on(...days: number[]): DaySpan[] {
  return days.map((day) => ({ first: day, last: day }));
}

/** What an answer costs: the days of its pairs, and half a window and half a day for each side left open; doubled. */
function cost(
  items: readonly DaySpan[],
  days: readonly number[],
  pairs: readonly (readonly [number, number])[],
): number {
  const apart = pairs.reduce((sum, [item, day]) => sum + 2 * daysApart(items[item]!, days[day]!), 0);
  return apart + (items.length + days.length - 2 * pairs.length) * (WINDOW + 1);
}

/** The cheapest of all one-to-one pairings, crossing ones too, by trying every one. */
function cheapest(items: readonly DaySpan[], days: readonly number[], used = new Set<number>(), from = 0): number {
  const item = items[from];
  if (item === undefined) return (days.length - used.size) * (WINDOW + 1);
  let best = WINDOW + 1 + cheapest(items, days, used, from + 1);
  days.forEach((day, index) => {
    if (used.has(index)) return;
    const rest = cheapest(items, days, new Set([...used, index]), from + 1);
    best = Math.min(best, 2 * daysApart(item, day) + rest);
  });
  return best;
}

const someDays = fc.array(fc.nat(30), { maxLength: 6 }).map((days) => days.sort((a, b) => a - b));

describe('pairing equal amounts', () => {
  it('prefers the better whole to the nearest pair', () => {
    expect(assignPairs(on(1, 5), [4, 9], WINDOW)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('leaves an extra one open instead of shifting all others', () => {
    expect(assignPairs(on(1, 15, 22), [1, 8, 15, 22], WINDOW)).toEqual([
      [0, 0],
      [1, 2],
      [2, 3],
    ]);
    expect(assignPairs(on(0, 7, 14), [7, 14, 21], WINDOW)).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('pairs up to the window and never beyond', () => {
    expect(assignPairs(on(0), [10], WINDOW)).toEqual([[0, 0]]);
    expect(assignPairs(on(0), [11], WINDOW)).toEqual([]);
  });

  it('lets the earlier meet the earlier among equals', () => {
    expect(assignPairs(on(5), [3, 7], WINDOW)).toEqual([[0, 0]]);
    expect(assignPairs(on(3, 7), [5], WINDOW)).toEqual([[0, 0]]);
    expect(assignPairs(on(5, 5), [5, 5], WINDOW)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('lets a row of corrections meet any day of its span', () => {
    expect(assignPairs([{ first: 0, last: 60 }], [30], WINDOW)).toEqual([[0, 0]]);
    expect(assignPairs([{ first: 0, last: 60 }], [71], WINDOW)).toEqual([]);
  });

  it('is never dearer than the cheapest of all pairings', () => {
    fc.assert(
      fc.property(someDays, someDays, (itemDays, days) => {
        const items = on(...itemDays);
        expect(cost(items, days, assignPairs(items, days, WINDOW))).toBe(cheapest(items, days));
      }),
      { numRuns: 400 },
    );
  });

  it('pairs nothing twice, nothing out of the window, and in order', () => {
    const many = fc.array(fc.nat(300), { maxLength: 80 }).map((days) => days.sort((a, b) => a - b));
    fc.assert(
      fc.property(many, many, (itemDays, days) => {
        const pairs = assignPairs(on(...itemDays), days, WINDOW);
        expect(new Set(pairs.map(([item]) => item)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, day]) => day)).size).toBe(pairs.length);
        expect(pairs.every(([item, day]) => Math.abs(itemDays[item]! - days[day]!) <= WINDOW)).toBe(true);
      }),
    );
  });
});
