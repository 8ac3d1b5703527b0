/**
 * Vouchers of money that households paid.
 *
 * 1. The public sees what came in, by account and fund, what the channel kept, and how many households paid; each
 *    payment stands inside with what it settled.
 * 2. What the channel kept is a cost of the funds whose money it was, by their shares of the gross (largest
 *    remainder), so that every fund balances in itself and the bank sees the net.
 * 3. No line is zero, and the lines of a fund add up to zero.
 */
import { allocate } from '../../kernel/allocate.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen } from '../../kernel/fen.js';
import type { Dimension, DraftLine, InsideLeaf, Ref } from '../../ledger/rules/index.js';
import type { PlacedAmount } from './apply-advances.js';
import { householdLeaf, type BatchDraft } from './charge-draft.js';
import { PAYMENT, paymentFacts, type PaymentTerms } from './payment.js';

/** Payments in one voucher: its leaf stays small whatever their number; this bounds what one commit holds up. */
export const PART_PAYMENTS = 5_000;

export const PAYMENT_REF = 'payments';
const FEE_ACCOUNT = '5009';

export interface AllocatedPayment {
  readonly terms: PaymentTerms;
  /** What it settles; together the gross amount. */
  readonly shares: readonly PlacedAmount[];
  /** Under which it is booked once. */
  readonly source: string;
}

/** Where the money came to. */
export interface CashPlace {
  readonly account: string;
  readonly bankAccount?: string;
}

/** What a voucher of payments has beside them. */
export interface PaymentPost {
  readonly cash: CashPlace;
  readonly eventOn: CalendarDate;
  readonly refs: readonly Ref[];
}

export function paymentDrafts(
  payments: readonly AllocatedPayment[],
  post: PaymentPost,
  partPayments = PART_PAYMENTS,
): BatchDraft[] {
  const drafts: BatchDraft[] = [];
  for (let start = 0; start < payments.length; start += partPayments) {
    drafts.push(paymentDraft(payments.slice(start, start + partPayments), post));
  }
  return drafts;
}

export function paymentDraft(payments: readonly AllocatedPayment[], { cash, eventOn, refs }: PaymentPost): BatchDraft {
  const shares = payments.flatMap((payment) => payment.shares);
  const households = new Set(payments.map(({ terms }) => terms.unit)).size;
  return {
    eventOn,
    kind: 'normal',
    summary: `收${kindOfMoney(shares)}（${String(households)}户）`,
    lines: [...moneyLines(shares, sumFen(payments.map(({ terms }) => terms.feeFen)), cash), ...creditLines(shares)],
    refs,
    docs: [],
    inside: payments.map(paymentLeaf),
  };
}

export function paymentLeaf({ terms, shares, source }: AllocatedPayment): InsideLeaf {
  const lines = shares.map((share) => ({ ...share, fen: -share.fen }));
  return { ...householdLeaf(terms.unit, PAYMENT, lines, paymentFacts(terms)), source };
}

/** What came in for each fund: the gross as net money and cost. */
export function moneyLines(shares: readonly PlacedAmount[], feeFen: bigint, cash: CashPlace): DraftLine[] {
  const gross = new Map<string, bigint>();
  for (const { fund, fen } of shares) gross.set(fund, (gross.get(fund) ?? 0n) + fen);
  const weights = [...gross].map(([key, weight]) => ({ key, weight }));
  const fees = new Map(allocate(feeFen, weights).map(({ key, amount }) => [key, amount]));
  return [...gross].sort().flatMap(([fund, fen]) => {
    const kept = fees.get(fund) ?? 0n;
    return [
      ...line(cash.account, fund, 'D', fen - kept, '', bankDimension(cash)),
      ...line(FEE_ACCOUNT, fund, 'D', kept, '收款手续费'),
    ];
  });
}

export function bankDimension({ bankAccount }: CashPlace): readonly Dimension[] {
  return bankAccount === undefined ? [] : [['bankAccount', bankAccount]];
}

/** Public credits by account and fund. */
export function creditLines(shares: readonly PlacedAmount[]): DraftLine[] {
  const sums = new Map<string, PlacedAmount>();
  for (const share of shares) {
    const key = `${share.account} ${share.fund}`;
    sums.set(key, { ...share, fen: share.fen + (sums.get(key)?.fen ?? 0n) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, sum]) => line(sum.account, sum.fund, 'C', sum.fen));
}

export function line(
  account: string,
  fund: string,
  side: 'D' | 'C',
  fen: bigint,
  summary = '',
  dimensions: readonly Dimension[] = [],
): DraftLine[] {
  return fen === 0n ? [] : [{ account, fund, side, fen, summary, dimensions }];
}

/** Names no household: the kind of charge alone. */
export function kindOfMoney(shares: readonly PlacedAmount[]): string {
  if (shares.every(({ account }) => /^(112201|220301)/.test(account))) return '业主物业费';
  if (shares.every(({ account }) => /^(112202|220302)/.test(account))) return '业主车位费';
  return '业主费用';
}
