/** What a payment settles: the shares always add up, and nobody settles more than is owed. */
import fc from 'fast-check';
import { allocatePayment, debtsAfter, placeKey, UNDIRECTED } from '../../../src/fees/rules/allocate-payment.js';
import type { PlacedAmount } from '../../../src/fees/rules/apply-advances.js';
import { paymentDraft, type AllocatedPayment } from '../../../src/fees/rules/payment-draft.js';
import { planPayments, type PaymentGround } from '../../../src/fees/rules/plan-payments.js';
import { readPaymentFacts, type PaymentTerms } from '../../../src/fees/rules/payment.js';
import { sumFen } from '../../../src/kernel/fen.js';
import { imbalanceByFund } from '../../../src/ledger/rules/index.js';
import { checkInside } from '../../../src/ledger/rules/inside.js';
import { day } from '../../support/drafts.js';

const ADVANCE = { account: '220301', fund: 'PS' };

function debt(period: string, yuan: number, item = 'BASE', account = '112201', fund = 'PS'): PlacedAmount {
  return { account, fund, item, period, fen: BigInt(Math.round(yuan * 100)) };
}

const shown = (shares: readonly PlacedAmount[]): string[] =>
  shares.map(({ account, item, period, fen }) => `${account} ${item} ${period} ${fen}`);

const anyDebt = fc.record({
  account: fc.constantFrom('112201', '112202', '112203', '112204'),
  fund: fc.constantFrom('PS', 'PR'),
  item: fc.constantFrom('BASE', 'AREA', 'PARK'),
  period: fc.constantFrom('', '2024-01', '2024-02', '2024-03', '2025-01'),
  fen: fc.bigInt(1n, 500_000n),
});
const anyDebts = fc.uniqueArray(anyDebt, { selector: placeKey, maxLength: 12 });
const anyDirection = fc.record({
  items: fc.subarray(['BASE', 'AREA', 'PARK']),
  periods: fc.subarray(['2024-01', '2024-03', '2026-01']),
});

describe('the allocation of a payment', () => {
  const debts = [debt('2024-09', 50), debt('2024-07', 41.18), debt('2024-08', 60, 'PARK', '112202', 'PR')];

  it('settles the oldest month first and holds the rest in advance', () => {
    expect(shown(allocatePayment(20_000n, debts, UNDIRECTED, ADVANCE))).toEqual([
      '112201 BASE 2024-07 4118',
      '112202 PARK 2024-08 6000',
      '112201 BASE 2024-09 5000',
      '220301   4882',
    ]);
    expect(shown(allocatePayment(4_200n, debts, UNDIRECTED, ADVANCE))).toEqual([
      '112201 BASE 2024-07 4118',
      '112202 PARK 2024-08 82',
    ]);
  });

  it('goes where the payer directs it, and only there', () => {
    const parking = { items: ['PARK'], periods: [] };
    const advance = { account: '220302', fund: 'PR' };
    expect(shown(allocatePayment(10_000n, debts, parking, advance))).toEqual([
      '112202 PARK 2024-08 6000',
      '220302   4000',
    ]);
    const september = { items: [], periods: ['2024-09', '2024-10'] };
    expect(shown(allocatePayment(10_000n, debts, september, ADVANCE))).toEqual([
      '112201 BASE 2024-09 5000',
      '220301   5000',
    ]);
  });

  it('always adds up, settles no more than is owed, and never touches a pledge', () => {
    fc.assert(
      fc.property(anyDebts, anyDirection, fc.bigInt(1n, 3_000_000n), (owed, direction, fen) => {
        const shares = allocatePayment(fen, owed, direction, ADVANCE);
        expect(sumFen(shares.map((share) => share.fen))).toBe(fen);
        expect(shares.every((share) => share.fen > 0n && !share.account.startsWith('112204'))).toBe(true);
        const left = debtsAfter(owed, shares);
        const settled = shares.filter(({ account }) => account.startsWith('1122'));
        expect(sumFen(owed.map((one) => one.fen))).toBe(sumFen([...left, ...settled].map((one) => one.fen)));
      }),
    );
  });
});

function terms(unit: string, on: string, fen: bigint, more: Partial<PaymentTerms> = {}): PaymentTerms {
  const none = { feeFen: 0n, method: 'QR', serial: '', payer: '', note: '', direction: UNDIRECTED } as const;
  return { unit, receivedOn: day(on), fen, ...none, ...more };
}

function ground(more: Partial<PaymentGround> = {}): PaymentGround {
  return {
    openedOn: day('2024-01-01'),
    units: new Set(['1-101', '1-102']),
    items: new Map([
      ['BASE', { account: '112201', fund: 'PS' }],
      ['PARK', { account: '112202', fund: 'PR' }],
    ]),
    debts: new Map(),
    known: new Map(),
    advanceFunds: new Map([
      ['220301', 'PS'],
      ['220302', 'PR'],
    ]),
    ...more,
  };
}

let count = 0;
const identifier = (): string => `id-${(count += 1)}`;
const rows = (...list: PaymentTerms[]) => list.map((one, index) => ({ line: index + 2, terms: one }));

describe('a plan of payments', () => {
  it('settles for one household what its payment before left', () => {
    const owed = new Map([['1-101', [debt('2024-07', 50), debt('2024-08', 50)]]]);
    const list = rows(terms('1-101', '2024-08-02', 7_000n), terms('1-101', '2024-08-01', 4_000n));
    const { fresh, violations } = planPayments(list, ground({ debts: owed }), identifier);
    expect(violations).toEqual([]);
    expect(fresh.map(({ shares }) => shown(shares))).toEqual([
      ['112201 BASE 2024-07 4000'],
      ['112201 BASE 2024-07 1000', '112201 BASE 2024-08 5000', '220301   1000'],
    ]);
  });

  it('passes over what is booked or waits, and refuses the same serial with another amount', () => {
    const known = new Map([
      ['pay:s-1', { unit: '1-101', fen: 100n, state: 'booked' as const }],
      ['pay:s-2', { unit: '1-101', fen: 100n, state: 'waiting' as const }],
      ['pay:s-3', { unit: '1-101', fen: 100n, state: 'booked' as const }],
    ]);
    const list = ['s-1', 's-2', 's-3', 's-4'].map((serial) =>
      terms('1-101', '2024-08-02', serial === 's-3' ? 101n : 100n, { serial }),
    );
    const plan = planPayments(rows(...list), ground({ known }), identifier);
    expect([plan.booked, plan.waiting, plan.fresh.map(({ source }) => source)]).toEqual([1, 1, ['pay:s-4']]);
    expect(plan.violations).toMatchObject([
      { code: 'PAYMENT_CHANGED', facts: { row: '4', before: '1-101 1.00', now: '1-101 1.01' } },
    ]);
  });

  it('tells every fault with its row', () => {
    const list = rows(
      terms('9-901', '2023-12-31', 1n),
      terms('1-101', '2024-02-01', 1n, { direction: { items: ['LIFT'], periods: [] } }),
    );
    const found = planPayments(list, ground(), identifier).violations.map(({ code, at }) => `${at} ${code}`);
    expect(found).toEqual([
      '2:户号 PAYMENT_UNIT_UNKNOWN',
      '2:收款日期 PAYMENT_BEFORE_BOOKS',
      '3:项目 PAYMENT_ITEM_UNKNOWN',
    ]);
    const poor = ground({ advanceFunds: new Map() });
    expect(planPayments(rows(terms('1-101', '2024-02-01', 1n)), poor, identifier).violations).toMatchObject([
      { code: 'PAYMENT_ADVANCE_FUND' },
    ]);
  });

  it('holds the rest for parking only where parking alone was meant', () => {
    const directed = (...items: string[]) => terms('1-101', '2024-08-02', 5n, { direction: { items, periods: [] } });
    const plan = planPayments(rows(directed('PARK'), directed('PARK', 'BASE'), directed()), ground(), identifier);
    expect(plan.fresh.map(({ shares }) => shares[0]?.account)).toEqual(['220302', '220301', '220301']);
  });
});

describe('the voucher of payments', () => {
  const anyPayment: fc.Arbitrary<AllocatedPayment> = fc
    .record({ debts: anyDebts, direction: anyDirection, fen: fc.bigInt(1n, 900_000n), fee: fc.bigInt(0n, 100n) })
    .map(({ debts: owed, direction, fen, fee }) => ({
      terms: terms('1-101', '2024-08-02', fen, { feeFen: (fen * fee) / 1000n, direction }),
      shares: allocatePayment(fen, owed, direction, ADVANCE),
      source: `pay:${fen}`,
    }));

  it('balances in every fund, shows the net at the bank, and equals its inside', () => {
    fc.assert(
      fc.property(fc.array(anyPayment, { minLength: 1, maxLength: 8 }), (payments) => {
        const draft = paymentDraft(payments, { cash: { account: '100201' }, eventOn: day('2024-08-02'), refs: [] });
        for (const imbalance of imbalanceByFund(draft.lines).values()) expect(imbalance).toBe(0n);
        expect(draft.lines.every(({ fen }) => fen > 0n)).toBe(true);
        expect(checkInside({ ...draft, estateId: '', preparer: '', approver: '' })).toEqual([]);
        const bank = draft.lines.filter(({ account }) => account === '100201');
        const net = sumFen(payments.map((one) => one.terms.fen - one.terms.feeFen));
        expect(sumFen(bank.map(({ fen }) => fen))).toBe(net);
      }),
    );
  });

  it('names no household in public and keeps the facts inside', () => {
    const one = terms('1-101', '2024-08-02', 5_000n, {
      payer: '张某',
      serial: 's-9',
      direction: { items: ['BASE'], periods: ['2024-07'] },
    });
    const shares = allocatePayment(5_000n, [], one.direction, ADVANCE);
    const draft = paymentDraft([{ terms: one, shares, source: 'pay:s-9' }], {
      cash: { account: '100201' },
      eventOn: day('2024-08-03'),
      refs: [],
    });
    const { inside, ...open } = draft;
    expect(draft.summary).toBe('收业主物业费（1户）');
    expect(
      JSON.stringify(open, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toMatch(/1-101|张某|s-9/);
    expect(inside[0]).toMatchObject({ subject: '1-101', kind: 'payment', source: 'pay:s-9' });
    expect(readPaymentFacts(inside[0]!.facts)).toEqual({
      payer: '张某',
      method: 'QR',
      receivedOn: '2024-08-02',
      serial: 's-9',
      note: '',
      direction: { items: ['BASE'], periods: ['2024-07'] },
    });
  });
});
