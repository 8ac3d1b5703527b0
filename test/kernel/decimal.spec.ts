import fc from 'fast-check';
import { chargeFen, decimal, roundHalfUpFen, scaledInteger, sumDecimals } from '../../src/kernel/decimal.js';
import { yuanFromFen } from '../../src/kernel/fen.js';

const charge = (rate: string, quantity: string) => yuanFromFen(chargeFen(decimal(rate)!, decimal(quantity)!));

describe('rates and areas', () => {
  it.each([
    ['0.3', '3744.15'],
    ['0.5', '6240.25'],
  ])('AT-05a: 12,480.50 square metres at %s are %s a month', (rate, expected) => {
    expect(charge(rate, '12480.50')).toBe(expected);
  });

  it('AT-05a: the year at 0.5 is 74,883.00 and closes at 42,026.40', () => {
    const year = chargeFen(decimal('0.5')!, decimal('12480.50')!) * 12n;
    expect(yuanFromFen(year)).toBe('74883.00');
    const hours = [
      [2, 26, 22],
      [4, 4, 35],
      [4, 2, 45],
      [3, 8, 50],
    ] as const;
    const cost = hours.reduce(
      (sum, [length, visits, rate]) => sum + chargeFen(decimal(String(rate))!, decimal(String(length * visits))!),
      0n,
    );
    expect(yuanFromFen(cost)).toBe('3264.00');
    expect(yuanFromFen(631_140n + year - 12n * cost)).toBe('42026.40');
  });

  it('AT-05c: each household is rounded half up, and the ledger books the sum of the bills', () => {
    const areas = ['86.37', '72.15', '91.05'];
    expect(areas.map((area) => charge('0.5', area))).toEqual(['43.19', '36.08', '45.53']);
    const billed = areas.reduce((sum, area) => sum + chargeFen(decimal('0.5')!, decimal(area)!), 0n);
    expect(yuanFromFen(billed)).toBe('124.80');
    expect(sumDecimals(areas.map((area) => decimal(area)!)).toString()).toBe('249.57');
    expect(charge('0.5', '249.57')).toBe('124.79');
  });

  it.each([
    ['82.35', '41.18'],
    ['68.42', '34.21'],
    ['96.18', '48.09'],
    ['54.77', '27.39'],
  ])('bills %s square metres at 0.50 with %s, as the sample estate does', (area, expected) => {
    expect(charge('0.50', area)).toBe(expected);
  });
});

describe('rounding to fen', () => {
  it.each([
    ['0.005', 1n],
    ['0.0049999999', 0n],
    ['-0.005', -1n],
    ['-0.0049999999', 0n],
    ['1.005', 101n],
    ['2.675', 268n],
    ['999999999999999.995', 100_000_000_000_000_000n],
  ])('%s yuan is %s fen', (yuan, expected) => {
    expect(roundHalfUpFen(decimal(yuan)!)).toBe(expected);
  });

  it('equals whole-number arithmetic for any rate and area', () => {
    const scaled = fc.bigInt({ min: 0n, max: 999_999_999_999n });
    const written = (value: bigint) => `${value / 10_000n}.${(value % 10_000n).toString().padStart(4, '0')}`;
    fc.assert(
      fc.property(scaled, scaled, (rate, area) => {
        // Both have four decimals, so the product has eight; fen are two of them.
        const expected = (rate * area + 500_000n) / 1_000_000n;
        expect(chargeFen(decimal(written(rate))!, decimal(written(area))!)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading decimals', () => {
  it.each(['', ' 1', '1 ', '+1', '.5', '5.', '01', '1e3', '0x10', '1,000', 'NaN', 'Infinity', '１', '1.12345678901'])(
    'refuses %j',
    (text) => {
      expect(decimal(text)).toBeUndefined();
    },
  );

  it('keeps every digit', () => {
    expect(decimal('123456789012345.0123456789')!.toFixed(10)).toBe('123456789012345.0123456789');
  });

  it('counts in the last decimal, and refuses to lose one', () => {
    expect(scaledInteger(decimal('2310.5')!, 2)).toBe(231_050n);
    expect(scaledInteger(decimal('-0.07')!, 2)).toBe(-7n);
    expect(() => scaledInteger(decimal('0.123')!, 2)).toThrow(/at most 2 decimals/);
  });
});
