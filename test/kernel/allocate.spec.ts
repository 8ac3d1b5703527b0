import fc from 'fast-check';
import { allocate, type Weight } from '../../src/kernel/allocate.js';
import { decimal, scaledInteger } from '../../src/kernel/decimal.js';
import { fenFromYuan, yuanFromFen } from '../../src/kernel/fen.js';

const fenOf = (yuan: string): bigint => fenFromYuan(yuan)!;
const yuanShares = (total: string, weights: readonly Weight[]) =>
  allocate(fenOf(total), weights).map(({ amount }) => yuanFromFen(amount));
const byArea = (areas: readonly string[]): Weight[] =>
  areas.map((area, index) => ({ key: `0${index + 1}`, weight: scaledInteger(decimal(area)!, 2) }));

describe('the worked examples', () => {
  const nineCourtyards = byArea('2310.5 1875.0 3020.0 1456.8 2684.2 990.0 1742.6 2205.9 1715.0'.split(' '));

  it('AT-06: shared cost of 21,600.00 by households', () => {
    const households = { A: 42n, B: 30n, C: 25n };
    const weights = Object.entries(households).map(([key, weight]) => ({ key, weight }));
    expect(yuanShares('21600.00', weights)).toEqual(['9352.58', '6680.41', '5567.01']);
  });

  it('AT-07: 3,600.00 over nine courtyards by area', () => {
    const expected = '462.10 375.00 604.00 291.36 536.84 198.00 348.52 441.18 343.00'.split(' ');
    expect(yuanShares('3600.00', nineCourtyards)).toEqual(expected);
  });

  it('AT-07: 8,888.88 over nine courtyards, exact where plain rounding gives 8,888.89', () => {
    const expected = '1140.99 925.92 1491.36 719.41 1325.53 488.89 860.54 1089.33 846.91'.split(' ');
    expect(yuanShares('8888.88', nineCourtyards)).toEqual(expected);
    const plain = nineCourtyards.reduce((sum, { weight }) => sum + (888_888n * weight + 900_000n) / 1_800_000n, 0n);
    expect(plain).toBe(888_889n);
  });

  it('AT-08: 800.00 back to 60 households, 13.33 each and 20 fen more to the first 20', () => {
    const weights = Array.from({ length: 60 }, (_, index) => ({
      key: `h${String(index).padStart(2, '0')}`,
      weight: 300n,
    }));
    const shares = yuanShares('800.00', weights);
    expect(shares.slice(0, 20)).toEqual(Array<string>(20).fill('13.34'));
    expect(shares.slice(20)).toEqual(Array<string>(40).fill('13.33'));
  });

  it('AT-12: 4,360.00 back to 81 full and 2 half contributions', () => {
    const weights = Array.from({ length: 83 }, (_, index) => ({
      key: `h${String(index).padStart(2, '0')}`,
      weight: index === 10 || index === 20 ? 75_000n : 150_000n,
    }));
    const counts = new Map<string, number>();
    for (const share of yuanShares('4360.00', weights)) counts.set(share, (counts.get(share) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ '53.18': 5, '53.17': 76, '26.59': 2 });
  });

  it('the gate campaign: 560.00 back to 49 households', () => {
    const weights = Array.from({ length: 49 }, (_, index) => ({ key: String(index).padStart(2, '0'), weight: 1n }));
    const shares = yuanShares('560.00', weights);
    expect([
      shares.filter((share) => share === '11.43').length,
      shares.filter((share) => share === '11.42').length,
    ]).toEqual([42, 7]);
  });
});

describe('the rules', () => {
  it.each<[string, bigint, Record<string, bigint>, Record<string, bigint>]>([
    ['ties go by ascending key, not by the order given', 1n, { b: 1n, a: 1n }, { b: 0n, a: 1n }],
    ['the larger remainder goes before the smaller key', 10n, { a: 1n, b: 2n }, { a: 3n, b: 7n }],
    ['a weight of zero gets nothing', 100n, { a: 0n, b: 1n, c: 2n }, { a: 0n, b: 33n, c: 67n }],
    ['negative totals mirror', -100n, { a: 0n, b: 1n, c: 2n }, { a: 0n, b: -33n, c: -67n }],
    ['nothing among nobody', 0n, {}, {}],
    ['nothing among weights of zero', 0n, { a: 0n }, { a: 0n }],
  ])('%s', (_name, total, weights, expected) => {
    const list = Object.entries(weights).map(([key, weight]) => ({ key, weight }));
    expect(Object.fromEntries(allocate(total, list).map(({ key, amount }) => [key, amount]))).toEqual(expected);
  });

  it('refuses an amount that nobody can carry, negative weights, and a key twice', () => {
    expect(() => allocate(1n, [])).toThrow(/somebody/);
    expect(() => allocate(1n, [{ key: 'a', weight: 0n }])).toThrow(/somebody/);
    expect(() =>
      allocate(1n, [
        { key: 'a', weight: -1n },
        { key: 'b', weight: 2n },
      ]),
    ).toThrow(/not negative/);
    expect(() =>
      allocate(1n, [
        { key: 'a', weight: 1n },
        { key: 'a', weight: 2n },
      ]),
    ).toThrow(/differ/);
  });

  const weights = fc
    .uniqueArray(fc.record({ key: fc.string({ maxLength: 3 }), weight: fc.bigInt({ min: 0n, max: 10_000_000n }) }), {
      selector: ({ key }) => key,
      minLength: 1,
      maxLength: 40,
    })
    .filter((list) => list.some(({ weight }) => weight > 0n));
  const totals = fc.bigInt({ min: -10_000_000_000_000n, max: 10_000_000_000_000n });

  it('shares add up, stay within a fen of the quotient, mirror, and ignore the order', () => {
    fc.assert(
      fc.property(totals, weights, (total, list) => {
        const shares = allocate(total, list);
        const sum = list.reduce((running, { weight }) => running + weight, 0n);
        expect(shares.reduce((running, { amount }) => running + amount, 0n)).toBe(total);
        shares.forEach(({ amount }, index) => {
          const off = amount * sum - total * list[index]!.weight;
          expect(off < sum && off > -sum).toBe(true);
          if (list[index]!.weight === 0n) expect(amount).toBe(0n);
        });
        expect(allocate(-total, list).map(({ amount }) => -amount)).toEqual(shares.map(({ amount }) => amount));
        expect([...allocate(total, [...list].reverse())].reverse()).toEqual(shares);
      }),
      { numRuns: 300 },
    );
  });
});
