/** Small pure rules over figures and lists. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barLengths } from '../../../src/portal/rules/bar-lengths.js';
import { byMonth } from '../../../src/portal/rules/by-month.js';
import { lowerHeadings } from '../../../src/portal/rules/heading-levels.js';
import { reconciliationSides } from '../../../src/portal/rules/reconciliation-sides.js';
import { sampleReconciliation } from '../sample-reports.js';
import { juneRows, novemberRows } from '../sample-views.js';

describe('bars', () => {
  it('fill with the largest and keep the proportion', () => {
    expect(barLengths([2_995_785n, 98_836n, 32_100n, 0n])).toEqual(['100', '3.2', '1.2', '0']);
  });

  it('stay within the frame, show whatever is above zero, and never show the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -1000n, max: 10n ** 12n })), (amounts) => {
        barLengths(amounts).forEach((width, place) => {
          const amount = amounts[place] ?? 0n;
          expect(Number(width) > 0).toBe(amount > 0n);
          expect(Number(width)).toBeLessThanOrEqual(100);
        });
      }),
    );
  });
});

describe('the two sides of a reconciliation', () => {
  it('both come to 31,829.29 in the sample', () => {
    expect(reconciliationSides(sampleReconciliation)).toEqual({
      totals: { A: 19_205n, B: 155_520n, C: 57_708n, D: 1_500n },
      adjustedBookFen: 3_182_929n,
      adjustedBankFen: 3_182_929n,
      differenceFen: 0n,
    });
  });

  it('show the difference that a missing item leaves', () => {
    const items = sampleReconciliation.items.filter(({ kind }) => kind !== 'D');
    expect(reconciliationSides({ ...sampleReconciliation, items }).differenceFen).toBe(1_500n);
  });
});

describe('months', () => {
  it('stand in the order of the list with every row once', () => {
    const rows = [...juneRows, ...novemberRows];
    const months = byMonth(rows);
    expect(months.map(({ month }) => month)).toEqual(['2025-06', '2024-11']);
    expect(months.flatMap((one) => one.rows)).toEqual(rows);
  });
});

it('lowers headings and nothing else', () => {
  const html = '<h1 class="a">甲 &lt;h1&gt;</h1><header>乙</header><h2>丙</h2><h6>丁</h6><hr>';
  expect(lowerHeadings(html, 2)).toBe('<h3 class="a">甲 &lt;h1&gt;</h3><header>乙</header><h4>丙</h4><h6>丁</h6><hr>');
});
