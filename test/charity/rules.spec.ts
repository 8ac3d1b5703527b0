/** Charity's pure rules: cells that may be published, sources of a file's lines, sums of batches. */
import fc from 'fast-check';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { donationInside, donationLines, sourcesOf, type Donation } from '../../src/charity/rules/donation.js';
import { publishCells, SMALL_CELL, type Cell } from '../../src/charity/rules/publish-cells.js';
import { standing } from '../../src/charity/rules/standing.js';

const cells = fc
  .array(fc.nat(9), { maxLength: 6 })
  .map((counts) => counts.map((count, at): Cell => ({ key: `k${String(at)}`, count, fen: BigInt(count) * 100n })));

describe('cells that may be published', () => {
  it('never show fewer than three, nor let fewer be reckoned from the total', () => {
    fc.assert(
      fc.property(cells, (given) => {
        const { shown, hidden } = publishCells(given);
        expect(shown.every(({ count }) => count >= SMALL_CELL)).toBe(true);
        const total = given.reduce((sum, { count }) => sum + count, 0);
        const open = shown.reduce((sum, { count }) => sum + count, 0);
        expect(open + (hidden?.count ?? 0)).toBe(total);
        const covered = given.filter(({ count, key }) => count > 0 && !shown.some((cell) => cell.key === key));
        // With nothing shown there is nothing to subtract from the total.
        if (covered.length > 0 && shown.length > 0) {
          expect(covered.length).toBeGreaterThan(1);
          expect(total - open).toBeGreaterThanOrEqual(SMALL_CELL);
        }
      }),
    );
  });

  it('hide a second cell where one alone could be reckoned', () => {
    const cell = (key: string, count: number): Cell => ({ key, count, fen: 0n });
    const found = publishCells([cell('a', 5), cell('b', 4), cell('c', 2)]);
    expect(found).toEqual({ shown: [cell('a', 5)], hidden: { count: 6, fen: 0n } });
    expect(publishCells([cell('a', 3), cell('b', 3)]).hidden).toBeUndefined();
  });
});

const donations = fc.array(
  fc.record({
    on: fc.constantFrom('2024-12-01', '2024-12-02').map((on) => on as CalendarDate),
    donor: fc.constantFrom('', '甲', '乙'),
    fen: fc.bigInt(1n, 500n),
    purpose: fc.constantFrom('', 'A', 'B'),
    isNamed: fc.boolean(),
    receiptNo: fc.constant(''),
    serial: fc.constant(''),
  }),
  { minLength: 1, maxLength: 20 },
) satisfies fc.Arbitrary<Donation[]>;

describe('a batch of donations', () => {
  it('gives every line a source of its own, and the same file the same sources', () => {
    fc.assert(
      fc.property(donations, (given) => {
        const sources = sourcesOf(given);
        expect(new Set(sources).size).toBe(given.length);
        expect(sourcesOf([...given])).toEqual(sources);
        // A file that grew keeps the sources of the lines that stood there before.
        expect(sourcesOf([...given, ...given]).slice(0, given.length)).toEqual(sources);
      }),
    );
  });

  it('adds up inside to its public lines', () => {
    fc.assert(
      fc.property(donations, (given) => {
        const sourced = given.map((donation) => ({ ...donation, source: '' }));
        const lines = donationLines({ fund: { code: 'CF', name: '慈善' }, account: '122103', donations: sourced });
        const inside = donationInside('CF', sourced).flatMap((leaf) => leaf.lines);
        const sum = (account: string): bigint =>
          inside.filter((line) => line.account === account).reduce((total, { fen }) => total + fen, 0n);
        for (const account of ['400301', '400302']) {
          const open = lines.filter((line) => line.account === account).reduce((total, { fen }) => total - fen, 0n);
          expect(sum(account)).toBe(open);
        }
        expect(lines[0]?.fen).toBe(given.reduce((total, { fen }) => total + fen, 0n));
      }),
    );
  });
});

describe('vouchers that stand', () => {
  it('are neither red nor taken back by a red one', () => {
    const voucher = (number: string, kind: string, refs: readonly (readonly [string, string])[] = []) => {
      return { number, kind, refs };
    };
    const all = [voucher('1', 'normal'), voucher('2', 'normal'), voucher('3', 'red', [['reverses', '1']])];
    expect(standing(all).map(({ number }) => number)).toEqual(['2']);
  });
});
