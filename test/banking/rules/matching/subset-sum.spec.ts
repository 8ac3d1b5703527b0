import fc from 'fast-check';
import { MOST_AMOUNTS, subsetsWithSum, sumsOfSubsets } from '../../../../src/banking/rules/index.js';

const amounts = fc.array(fc.integer({ min: -50, max: 90 }).map(BigInt), { maxLength: 9 });

/** Every subset, by its bits. */
function all(given: readonly bigint[]): number[][] {
  return Array.from({ length: 2 ** given.length }, (_, bits) =>
    given.map((__, index) => index).filter((index) => (bits >> index) % 2 === 1),
  );
}

function sumOf(given: readonly bigint[], chosen: readonly number[]): bigint {
  return chosen.reduce((sum, index) => sum + given[index]!, 0n);
}

describe('subsets with a sum', () => {
  it('are all that there are, of the sizes asked for', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: -80, max: 200 }).map(BigInt), (given, target) => {
        const found = subsetsWithSum(given, target, { least: 2, most: 4, enough: Infinity })!;
        const expected = all(given).filter(
          (chosen) => chosen.length >= 2 && chosen.length <= 4 && sumOf(given, chosen) === target,
        );
        const names = (list: readonly number[][]): string[] => list.map((chosen) => chosen.join()).sort();
        expect(names(found)).toEqual(names(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('are not looked for among too many, and not beyond what is enough', () => {
    const many = Array.from({ length: MOST_AMOUNTS + 1 }, () => 1n);
    expect(subsetsWithSum(many, 2n, { least: 2, most: 4, enough: 2 })).toBeUndefined();
    expect(subsetsWithSum(many.slice(1), 2n, { least: 2, most: 4, enough: 2 })).toHaveLength(2);
  });

  it('are listed by their sums', () => {
    fc.assert(
      fc.property(amounts, (given) => {
        const sums = sumsOfSubsets(given, 1, 3);
        const listed = [...sums].flatMap(([sum, subsets]) => subsets.map((chosen) => [sum, chosen] as const));
        expect(listed.every(([sum, chosen]) => sumOf(given, chosen) === sum)).toBe(true);
        expect(listed).toHaveLength(all(given).filter((chosen) => chosen.length >= 1 && chosen.length <= 3).length);
      }),
      { numRuns: 100 },
    );
  });
});
