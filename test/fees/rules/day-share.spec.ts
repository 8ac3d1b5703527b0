import fc from 'fast-check';
import type { CalendarDate, Period } from '../../../src/kernel/calendar.js';
import { chargeFen, decimal } from '../../../src/kernel/decimal.js';
import { daysOf, daysOfMonth, ONE, roundedFen, scaled } from '../../../src/fees/rules/day-share.js';

describe('amounts by days', () => {
  it('are the plain bill where one rate holds for the whole month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (rate, area) => {
        const [rateText, areaText] = [(rate / 1_000).toFixed(3), (area / 100).toFixed(2)];
        const plain = chargeFen(decimal(rateText)!, decimal(areaText)!);
        const term = { rate: scaled(rateText), quantity: scaled(areaText), percent: 100, days: 31 };
        expect(roundedFen([term], 31)).toBe(plain);
      }),
    );
  });

  it('do not depend on how a stretch is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 1, max: 9_999_999 }), (cut, cents) => {
        const common = { rate: scaled('0.37'), quantity: scaled((cents / 100).toFixed(2)), percent: 100 };
        const parts = [
          { ...common, days: cut },
          { ...common, days: 30 - cut },
        ];
        expect(roundedFen(parts, 30)).toBe(roundedFen([{ ...common, days: 30 }], 30));
      }),
    );
  });

  it('round half up, once', () => {
    const half = { rate: scaled('0.005'), quantity: ONE, percent: 100, days: 1 };
    expect(roundedFen([half], 1)).toBe(1n);
    // Two halves make one fen, not two.
    expect(roundedFen([half, half], 1)).toBe(1n);
    expect(roundedFen([{ ...half, rate: scaled('0.0049999') }], 1)).toBe(0n);
    expect(roundedFen([], 30)).toBe(0n);
  });

  it('know the days of a month', () => {
    expect(['2024-02', '2025-02', '2025-04', '2025-12'].map((month) => daysOfMonth(month as Period))).toEqual([
      29, 28, 30, 31,
    ]);
    expect(daysOf({ first: '2025-02-27' as CalendarDate, last: '2025-03-02' as CalendarDate })).toBe(4);
  });
});
