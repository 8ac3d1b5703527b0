import { collectionOf, type CollectionSum } from '../../../src/fees/rules/collection.js';
import { arrearsOf, bucketOf } from '../../../src/fees/rules/ageing.js';
import type { CalendarDate, Period } from '../../../src/kernel/calendar.js';

const sum = (kind: string, period: string, month: string, fen: bigint, account = '112201'): CollectionSum => {
  return { kind, period, month, fen, account };
};
const months = ['2025-01', '2025-03'].map((month) => month as Period) as [Period, Period];

describe('the collection rate', () => {
  it('is what settled the range’s own bills, corrections counted; old arrears stand apart', () => {
    const found = collectionOf(
      [
        sum('charge', '2025-01', '2025-01', 10_000n),
        sum('charge', '2025-02', '2025-02', 10_000n),
        sum('waiver', '2025-02', '2025-03', -1_000n),
        sum('payment', '2025-01', '2025-02', -9_000n),
        sum('apply', '2025-02', '2025-02', -3_333n),
        sum('payment', '2024-12', '2025-02', -4_000n),
        sum('payment', '2024-12', '2024-12', -500n),
        sum('opening', '2024-11', '2025-01', 7_000n),
        sum('payment', '2025-03', '2025-04', -800n),
        sum('payment', '', '2025-03', -2_500n, '220301'),
        sum('charge', '2025-02', '2025-02', 99_999n, '112204'),
      ],
      ...months,
    );
    expect(found).toMatchObject({
      chargedFen: 19_000n,
      receivedFen: 12_333n,
      // 64.910... per cent, cut.
      ratePercent: '64.91',
      oldReceivedFen: 4_000n,
      advanceReceivedFen: 2_500n,
    });
  });

  it('is none where nothing was charged', () => {
    expect(collectionOf([], ...months)).not.toHaveProperty('ratePercent');
  });
});

describe('the age of a debt', () => {
  it('is counted in months, and none is the oldest', () => {
    const on = '2025-06-30' as CalendarDate;
    const ages = [
      '2025-07',
      '2025-06',
      '2025-05',
      '2025-03',
      '2025-02',
      '2024-12',
      '2024-11',
      '2024-06',
      '2024-05',
      '',
    ];
    expect(ages.map((period) => bucketOf(period, on))).toEqual([
      'current',
      'current',
      '1-3',
      '1-3',
      '4-6',
      '4-6',
      '7-12',
      '7-12',
      'over-12',
      'over-12',
    ]);
  });

  it('puts a household into the bucket of its oldest debt, and leaves pledges and settled items out', () => {
    const debt = (period: string, fen: bigint, account = '112201') => {
      return { unit: '1-102', account, fund: 'PS', item: 'FEE', period, fen };
    };
    const roll = [{ unit: '1-102', building: '1' }];
    const debts = [debt('2025-06', 100n), debt('2024-12', 200n), debt('2020-01', 0n), debt('', 900n, '112204')];
    expect(arrearsOf(debts, roll, '2025-06-30' as CalendarDate)).toMatchObject([
      { unit: '1-102', fen: 300n, oldest: '4-6', buckets: { current: 100n, '4-6': 200n } },
    ]);
  });
});
