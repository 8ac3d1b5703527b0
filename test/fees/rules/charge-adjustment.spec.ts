/** Corrections of charges: whatever is asked in whatever order, vouchers and households agree to the fen. */
import fc from 'fast-check';
import { adjustCharges, type AdjustedItem, type Adjustment } from '../../../src/fees/rules/charge-adjustment.js';
import type { BatchDraft } from '../../../src/fees/rules/charge-draft.js';
import type { TariffVersion } from '../../../src/fees/rules/tariff.js';
import type { CalendarDate, Period } from '../../../src/kernel/calendar.js';

const ON = '2025-04-02' as CalendarDate;
const COMPONENT = { basis: 'AREA', thing: '', rate: '0.5', fund: 'PS', vacantPercent: 100, graceDays: 0 } as const;
const VERSION: TariffVersion = {
  seq: 1n,
  code: 'WY',
  name: '收费',
  from: '2025-01-01' as CalendarDate,
  resolution: '2024-01',
  buildings: [],
  components: [
    { ...COMPONENT, code: 'FEE', name: '物业费', income: '400102', receivable: '112201' },
    { ...COMPONENT, code: 'CAR', name: '车位费', income: '400202', receivable: '112202' },
  ],
  by: 'p-1',
  approver: 'p-2',
  recordedAt: '',
};

const itemsArb = fc.array(
  fc.record({
    unit: fc.constantFrom('1-101', '1-102'),
    item: fc.constantFrom('FEE', 'CAR'),
    period: fc.constantFrom('2025-01', '2025-02'),
    charged: fc.bigInt({ min: 0n, max: 5_000n }),
    paid: fc.bigInt({ min: 0n, max: 5_000n }),
  }),
  { maxLength: 6 },
);
const adjustmentsArb = fc.array(
  fc.record({
    unit: fc.constantFrom('1-101', '1-102'),
    item: fc.constantFrom('FEE', 'CAR'),
    month: fc.constantFrom('2025-01' as Period, '2025-02' as Period),
    kind: fc.constantFrom('supplement' as const, 'credit' as const, 'waiver' as const),
    fen: fc.bigInt({ min: 1n, max: 3_000n }),
    reason: fc.constant('测试'),
  }),
  { minLength: 1, maxLength: 8 },
);

const keyOf = (one: { unit: string; item: string; period: string }): string => `${one.unit} ${one.item} ${one.period}`;

function itemsOf(
  made: readonly { unit: string; item: string; period: string; charged: bigint; paid: bigint }[],
): AdjustedItem[] {
  const byPlace = new Map(
    made.map(({ charged, paid, ...place }): [string, AdjustedItem] => {
      const account = place.item === 'CAR' ? '112202' : '112201';
      const balanceFen = charged - (paid < charged ? paid : charged);
      return [keyOf(place), { ...place, account, fund: 'PS', chargedFen: charged, balanceFen }];
    }),
  );
  return [...byPlace.values()];
}

const signed = (lines: BatchDraft['lines']): bigint =>
  lines.reduce((sum, { side, fen }) => sum + (side === 'D' ? fen : -fen), 0n);

/** Debits equal credits, and each account that stands inside carries what its households carry. */
function expectAgreement({ lines, inside }: BatchDraft): void {
  expect(signed(lines)).toBe(0n);
  const sums = new Map<string, bigint>();
  for (const { account, fen } of inside.flatMap((leaf) => leaf.lines)) {
    sums.set(account, (sums.get(account) ?? 0n) + fen);
  }
  for (const [account, sum] of sums) expect(signed(lines.filter((line) => line.account === account))).toBe(sum);
}

/** What is charged and what is owed once the draft is booked. */
function sumsAfter(items: readonly AdjustedItem[], { inside }: BatchDraft): bigint[] {
  const charged = new Map(items.map((item) => [keyOf(item), item.chargedFen]));
  const balance = new Map(items.map((item) => [keyOf(item), item.balanceFen]));
  const entries = inside.flatMap(({ subject: unit, kind, lines }) => lines.map((line) => ({ unit, kind, ...line })));
  for (const { account, kind, fen, ...place } of entries.filter((entry) => entry.account.startsWith('1122'))) {
    const key = keyOf(place);
    expect(account).toBe(place.item === 'CAR' ? '112202' : '112201');
    if (kind !== 'apply') charged.set(key, (charged.get(key) ?? 0n) + fen);
    balance.set(key, (balance.get(key) ?? 0n) + fen);
  }
  return [...charged.values(), ...balance.values()];
}

describe('corrections of charges', () => {
  it('never take off more than was charged, never leave a debt below zero, and balance', () => {
    fc.assert(
      fc.property(itemsArb, adjustmentsArb, (made, adjustments: Adjustment[]) => {
        const items = itemsOf(made);
        const outcome = adjustCharges(adjustments, { items, versions: [VERSION] }, ON);
        if ('violations' in outcome) {
          expect(outcome.violations.every(({ code }) => code === 'CHARGE_CREDIT_TOO_MUCH')).toBe(true);
          return;
        }
        expectAgreement(outcome.draft);
        for (const sum of sumsAfter(items, outcome.draft)) expect(sum >= 0n).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('know the place of an item from its tariff where nothing was charged yet', () => {
    const adjustment = { unit: '1-101', item: 'CAR', month: '2025-02' as Period, reason: '漏收' } as const;
    const outcome = adjustCharges(
      [{ ...adjustment, kind: 'supplement', fen: 5_000n }],
      { items: [], versions: [VERSION] },
      ON,
    );
    expect('draft' in outcome && outcome.draft.lines.map(({ account, side }) => `${account} ${side}`)).toEqual([
      '112202 D',
      '400202 C',
    ]);
    const early = { ...adjustment, month: '2024-12' as Period, kind: 'supplement', fen: 1n } as const;
    const refused = adjustCharges([early], { items: [], versions: [VERSION] }, ON);
    expect('violations' in refused && refused.violations[0]?.code).toBe('CHARGE_ITEM_UNKNOWN');
  });
});
