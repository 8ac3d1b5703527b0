import fc from 'fast-check';
import { arrearsCounts } from '../../../src/fees/rules/arrears-counts.js';
import { arrearsOf } from '../../../src/fees/rules/ageing.js';
import { gridCells, MOST_IN_CELL, type PlacedUnit } from '../../../src/fees/rules/grid.js';
import { LEAST_SHOWN, shownCounts } from '../../../src/fees/rules/small-cells.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';

const cellsOf = (counts: readonly number[]): { key: string; count: number }[] =>
  counts.map((count, index) => ({ key: String(index), count }));

const shownOf = (counts: readonly number[]): (number | undefined)[] => {
  const shown = shownCounts(cellsOf(counts));
  return counts.map((_, index) => shown.get(String(index)));
};

describe('counts that anybody may read', () => {
  it('hide what is below three, but not zero', () => {
    expect(shownOf([5, 0, 4])).toEqual([5, 0, 4]);
    expect(shownOf([1, 2, 8, 0])).toEqual([undefined, undefined, 8, 0]);
  });

  it('hide a second cell where one alone could be had by taking the rest from the total', () => {
    expect(shownOf([2, 4, 9])).toEqual([undefined, undefined, 9]);
    expect(shownOf([1, 1, 7, 9])).toEqual([undefined, undefined, undefined, 9]);
  });

  it('hide everything where the total is small itself', () => {
    expect(shownOf([1, 0, 1])).toEqual([undefined, undefined, undefined]);
    expect(shownOf([0, 0])).toEqual([0, 0]);
  });

  it('never leave a small count to be worked out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const shown = shownOf(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(shown.filter((count) => count !== undefined && count > 0 && count < LEAST_SHOWN)).toEqual([]);
        const hidden = counts.filter((_, index) => shown[index] === undefined);
        if (hidden.length === 0 || total < LEAST_SHOWN) return;
        expect(hidden.length >= 2 || hidden.length === counts.filter((count) => count > 0).length).toBe(true);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LEAST_SHOWN);
      }),
    );
  });
});

const sizes = fc.array(fc.integer({ min: 1, max: 95 }), { minLength: 1, maxLength: 8 });
const rollOf = (counts: readonly number[]): PlacedUnit[] =>
  counts.flatMap((count, building) =>
    Array.from({ length: count }, (_, index) => ({
      unit: `${String(building + 1)}-${String(index + 101)}`,
      building: String(building + 1),
    })),
  );

describe('grid cells', () => {
  it('hold every household once and never more than thirty', () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const roll = rollOf(counts);
        const cells = gridCells(roll);
        expect(cells.flatMap(({ units }) => units).sort()).toEqual(roll.map(({ unit }) => unit).sort());
        expect(Math.max(...cells.map(({ units }) => units.length))).toBeLessThanOrEqual(MOST_IN_CELL);
        expect(gridCells([...roll].reverse())).toEqual(cells);
      }),
    );
  });

  it('keep buildings whole where they fit, in the order in which people count them', () => {
    const cells = gridCells(rollOf([14, 14, 12, 12]));
    expect(cells.map(({ buildings, units }) => [buildings, units.length])).toEqual([
      [['1', '2'], 28],
      [['3', '4'], 24],
    ]);
    expect(gridCells(rollOf([70])).map(({ units }) => units.length)).toEqual([23, 24, 23]);
    expect(gridCells(rollOf([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]))[0]?.buildings).toEqual(
      Array.from({ length: 10 }, (_, index) => String(index + 1)),
    );
  });

  it('never tell a small count by a difference between a cell and its buildings', () => {
    const on = '2025-03-31' as CalendarDate;
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (counts, dice) => {
        const roll = rollOf(counts);
        const owing = roll.filter(() => dice.next().value === 0);
        const debts = owing.map(({ unit }) => {
          return { unit, account: '112201', fund: 'PS', item: 'FEE', period: '2025-03', fen: 100n };
        });
        const told = arrearsCounts(roll, arrearsOf(debts, roll, on));
        const buildings = new Map(told.buildings.map(({ key, owing: count }) => [key, count]));
        for (const { buildings: inside, owing: whole } of told.cells) {
          if (whole === undefined || inside.length < 2) continue;
          const shown = inside.flatMap((building) => buildings.get(building) ?? []);
          const rest = whole - shown.reduce((sum, count) => sum + count, 0);
          const hidden = inside.length - shown.length;
          expect(hidden === 0 || (hidden >= 2 && rest >= LEAST_SHOWN) || rest >= LEAST_SHOWN).toBe(true);
        }
        for (const cell of [...told.cells, ...told.buildings, ...told.ages]) {
          expect(cell.owing === 1 || cell.owing === 2).toBe(false);
        }
      }),
    );
  });
});
