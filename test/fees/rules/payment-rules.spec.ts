/** Where money goes, settlements, deposits and numbers of receipts. */
import fc from 'fast-check';
import { UNDIRECTED } from '../../../src/fees/rules/allocate-payment.js';
import { cashPlace } from '../../../src/fees/rules/cash-place.js';
import { takeDeposit, takeFrom } from '../../../src/fees/rules/household-money.js';
import { atMost } from '../../../src/fees/rules/payment-row.js';
import { nextReceipt, readReceiptNumber, receiptNumber } from '../../../src/fees/rules/receipt.js';
import { settle } from '../../../src/fees/rules/settlement.js';
import { sumFen } from '../../../src/kernel/fen.js';
import { day } from '../../support/drafts.js';

const account = (id: string, kind: string, code: string) => ({ bankAccountId: id, kind, account: code });
const BASIC = account('ba-1', 'BASIC', '100201');
const TRUST = account('ba-2', 'SPECIAL', '100202');

describe('where money comes to', () => {
  it('is the till for cash, else the one open account, else the basic one, and nothing is guessed', () => {
    expect(cashPlace(undefined, 'CASH', [BASIC])).toEqual({ account: '1001' });
    expect(cashPlace(undefined, 'QR', [])).toEqual({ account: '100201' });
    expect(cashPlace(undefined, 'QR', [TRUST])).toEqual({ account: '100202', bankAccount: 'ba-2' });
    expect(cashPlace(undefined, 'QR', [TRUST, BASIC])).toEqual({ account: '100201', bankAccount: 'ba-1' });
    expect(cashPlace('100202', 'CASH', [TRUST, BASIC])).toEqual({ account: '100202', bankAccount: 'ba-2' });
    expect(cashPlace(undefined, 'QR', [TRUST, { ...TRUST, account: '100204' }])).toMatchObject({
      code: 'PAYMENT_ACCOUNT_NEEDED',
      facts: { known: '100202、100204' },
    });
    expect(cashPlace('122101', 'QR', [BASIC])).toMatchObject({ code: 'PAYMENT_ACCOUNT_WRONG' });
  });
});

describe('a settlement', () => {
  const anyPayment = fc.record({ fen: fc.bigInt(1n, 100_000n), feeFen: fc.constant(0n) });

  it('shares its fee among the payments to the fen, and agrees with itself alone', () => {
    fc.assert(
      fc.property(fc.array(anyPayment, { minLength: 1, maxLength: 30 }), fc.nat(1000), (list, share) => {
        const none = { receivedOn: day('2025-07-08'), method: 'QR', serial: '', payer: '', note: '' } as const;
        const payments = list.map((one, index) => ({
          line: index + 2,
          terms: { ...none, ...one, unit: '1-101', direction: UNDIRECTED },
        }));
        const grossFen = sumFen(list.map(({ fen }) => fen));
        const feeFen = (grossFen * BigInt(share)) / 1_000n;
        const settled = settle(payments, { grossFen, feeFen, netFen: grossFen - feeFen });
        expect(settled.violations).toEqual([]);
        expect(sumFen(settled.payments.map(({ terms }) => terms.feeFen))).toBe(feeFen);
        expect(settled.payments.every(({ terms }) => terms.feeFen <= terms.fen)).toBe(true);
        const wrong = settle(payments, { grossFen: grossFen + 1n, feeFen, netFen: grossFen - feeFen + 1n });
        expect(wrong.violations.map(({ at }) => at)).toEqual(['gross', 'net']);
      }),
    );
  });
});

describe('faults', () => {
  it('are told a thousand at once, and how many more there are', () => {
    const faults = Array.from({ length: 1_003 }, () => ({ code: 'PAYMENT_AMOUNT_WRONG' }));
    const told = atMost(faults);
    expect([told.length, told.at(-1)]).toEqual([1_001, { code: 'PAYMENT_MORE_FAULTS', facts: { more: '3' } }]);
    expect(atMost(faults.slice(0, 1_000)).length).toBe(1_000);
  });
});

describe('what is held', () => {
  const held = [
    { account: '220301', fund: 'PS', item: '', period: '', fen: 100n },
    { account: '220302', fund: 'PR', item: '', period: '', fen: 50n },
  ];

  it('gives no more than there is, each fund its own', () => {
    expect(takeFrom(held, 120n)?.map(({ fund, fen }) => `${fund} ${fen}`)).toEqual(['PS 100', 'PR 20']);
    expect(takeFrom(held, 151n)).toBeUndefined();
  });

  it('needs a fund for a deposit', () => {
    const terms = { unit: '1-101', fen: 1n, eventOn: day('2025-07-08'), method: 'CASH', person: '', note: '' } as const;
    expect(takeDeposit(terms, 'DEPOSIT', undefined, { account: '1001' })).toMatchObject({
      violations: [{ code: 'DEPOSIT_NO_FUND' }],
    });
  });
});

describe('numbers of receipts', () => {
  it('are continuous in a year and begin again with the next', () => {
    expect(nextReceipt(undefined, day('2025-01-01'))).toEqual({ year: 2025, no: 1 });
    expect(nextReceipt({ year: 2025, no: 9 }, day('2025-12-31'))).toEqual({ year: 2025, no: 10 });
    expect(nextReceipt({ year: 2025, no: 9 }, day('2026-01-01'))).toEqual({ year: 2026, no: 1 });
  });

  it('have one spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 9_999_999 }), (year, no) => {
        expect(readReceiptNumber(receiptNumber({ year, no }))).toEqual({ year, no });
      }),
    );
    for (const wrong of ['SJ-2025-1', 'SJ-2025-00000', 'SJ-2025-000001', 'sj-2025-00001', ' SJ-2025-00001']) {
      expect(readReceiptNumber(wrong)).toBeUndefined();
    }
  });
});
