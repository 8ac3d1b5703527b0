/**
 * Money that goes back to households, and deposits.
 *
 * 1. Only what a household has in advance is refunded, the oldest first, each fund paying its own; what was collected
 *    too much is credited first and then stands in advance.
 * 2. A deposit (224101) is nobody's income. It goes back to the household, or is kept for a damage with a reason; never
 *    more than is held.
 * 3. The trust's special account pays no cash.
 * 4. What arrears and advances a household brings from before the books is booked against the fund's balance, and
 *    booked once for an account, item and month.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import type { DraftLine, InsideLine } from '../../ledger/rules/index.js';
import { byAge, type PlacedAmount } from './apply-advances.js';
import { householdLeaf, type BatchDraft } from './charge-draft.js';
import { bankDimension, line, type CashPlace } from './payment-draft.js';
import { DEPOSIT, OPENING, REFUND, type PaymentMethod } from './payment.js';

export const DEPOSIT_ACCOUNT = '224101';
const DAMAGES_ACCOUNT = '4009';
const TRUST_ACCOUNT = '100202';
const FEE_BALANCE = '300101';
const COMMON_BALANCE = '300102';

export interface MoneyTerms {
  readonly unit: string;
  readonly fen: bigint;
  readonly eventOn: CalendarDate;
  readonly method: PaymentMethod;
  /** Who paid it, or got it. */
  readonly person: string;
  readonly note: string;
}

export type MoneyOutcome = { readonly draft: BatchDraft } | { readonly violations: readonly Violation[] };

/** What is taken from amounts that are held, the oldest first; `undefined` where there is not so much. */
export function takeFrom(held: readonly PlacedAmount[], fen: bigint): PlacedAmount[] | undefined {
  const taken: PlacedAmount[] = [];
  let left = fen;
  for (const one of [...held].sort(byAge)) {
    const share = one.fen < left ? one.fen : left;
    if (share > 0n) taken.push({ ...one, fen: share });
    left -= share;
  }
  return left === 0n ? taken : undefined;
}

export function refundAdvance(terms: MoneyTerms, held: readonly PlacedAmount[], cash: CashPlace): MoneyOutcome {
  return paidBack(terms, held, cash, { kind: REFUND, what: '预收款', code: 'REFUND_TOO_MUCH' });
}

export function returnDeposit(terms: MoneyTerms, held: readonly PlacedAmount[], cash: CashPlace): MoneyOutcome {
  return paidBack(terms, held, cash, { kind: 'deposit-return', what: '押金', code: 'DEPOSIT_TOO_MUCH' });
}

function paidBack(
  terms: MoneyTerms,
  held: readonly PlacedAmount[],
  cash: CashPlace,
  { kind, what, code }: { readonly kind: string; readonly what: string; readonly code: string },
): MoneyOutcome {
  if (terms.method === 'CASH' && cash.account.startsWith(TRUST_ACCOUNT)) {
    return { violations: [{ code: 'CASH_FROM_TRUST_ACCOUNT', at: 'account' }] };
  }
  const taken = takeFrom(held, terms.fen);
  if (taken === undefined) return { violations: [tooMuch(code, terms, held)] };
  const out = byFund(taken).flatMap(([fund, fen]) => line(cash.account, fund, 'C', fen, '', bankDimension(cash)));
  return { draft: draftOf(terms, kind, `退业主${what}（1户）`, [...debits(taken), ...out], taken) };
}

/** A deposit is kept for a damage: now it is the fund's. */
export function keepDeposit(terms: MoneyTerms, held: readonly PlacedAmount[]): MoneyOutcome {
  const taken = takeFrom(held, terms.fen);
  if (taken === undefined) return { violations: [tooMuch('DEPOSIT_TOO_MUCH', terms, held)] };
  const income = byFund(taken).flatMap(([fund, fen]) => line(DAMAGES_ACCOUNT, fund, 'C', fen));
  return { draft: draftOf(terms, 'deposit-kept', '押金抵扣赔偿（1户）', [...debits(taken), ...income], taken) };
}

export function takeDeposit(terms: MoneyTerms, item: string, fund: string | undefined, cash: CashPlace): MoneyOutcome {
  if (fund === undefined) return { violations: [{ code: 'DEPOSIT_NO_FUND', at: 'item' }] };
  const place = { account: DEPOSIT_ACCOUNT, fund, item, period: '', fen: -terms.fen };
  const lines = [
    ...line(cash.account, fund, 'D', terms.fen, '', bankDimension(cash)),
    ...line(DEPOSIT_ACCOUNT, fund, 'C', terms.fen),
  ];
  return { draft: draftOf(terms, DEPOSIT, '收业主押金（1户）', lines, [place]) };
}

function tooMuch(code: string, { fen }: MoneyTerms, held: readonly PlacedAmount[]): Violation {
  const facts = { asked: yuanFromFen(fen), held: yuanFromFen(sumFen(held.map((one) => one.fen))) };
  return { code, at: 'amount', facts };
}

function debits(taken: readonly PlacedAmount[]): DraftLine[] {
  const sums = new Map<string, PlacedAmount>();
  for (const one of taken) {
    const key = `${one.account} ${one.fund}`;
    sums.set(key, { ...one, fen: one.fen + (sums.get(key)?.fen ?? 0n) });
  }
  return [...sums.values()].flatMap(({ account, fund, fen }) => line(account, fund, 'D', fen));
}

function byFund(taken: readonly PlacedAmount[]): [string, bigint][] {
  const sums = new Map<string, bigint>();
  for (const { fund, fen } of taken) sums.set(fund, (sums.get(fund) ?? 0n) + fen);
  return [...sums].sort();
}

function draftOf(
  terms: MoneyTerms,
  kind: string,
  summary: string,
  lines: readonly DraftLine[],
  inside: readonly InsideLine[],
): BatchDraft {
  const facts = [terms.person, terms.method, terms.eventOn, '', terms.note, '', ''];
  const places = inside.map(({ account, fund, fen, item, period }) => ({ account, fund, fen, item, period }));
  return {
    eventOn: terms.eventOn,
    kind: kind === REFUND || kind === 'deposit-return' ? 'refund' : 'normal',
    summary,
    lines,
    refs: [['household-money', kind]],
    docs: [],
    inside: [householdLeaf(terms.unit, kind, places, facts)],
  };
}

/** What one household brings along: what it owes for an item and month, or what it has in advance. */
export interface OpeningItem {
  readonly unit: string;
  readonly account: string;
  readonly fund: string;
  readonly item: string;
  readonly period: string;
  /** Above zero, whichever side it stands on. */
  readonly fen: bigint;
}

export function openingDraft(items: readonly OpeningItem[], eventOn: CalendarDate): BatchDraft {
  const signed = items.map((item) => ({ ...item, fen: isOwed(item) ? item.fen : -item.fen }));
  const units = [...new Set(items.map(({ unit }) => unit))].sort();
  const sums = new Map<string, { account: string; fund: string; fen: bigint }>();
  const add = (account: string, fund: string, fen: bigint): void => {
    const key = `${account} ${fund}`;
    sums.set(key, { account, fund, fen: fen + (sums.get(key)?.fen ?? 0n) });
  };
  for (const { account, fund, fen } of signed) {
    add(account, fund, fen);
    add(account.endsWith('02') ? COMMON_BALANCE : FEE_BALANCE, fund, -fen);
  }
  const lines = [...sums.values()].flatMap(({ account, fund, fen }) =>
    fen > 0n ? line(account, fund, 'D', fen) : line(account, fund, 'C', -fen),
  );
  return {
    eventOn,
    kind: 'opening',
    summary: `建账：业主期初欠费与预收（${String(units.length)}户）`,
    lines,
    refs: [['household-money', OPENING]],
    docs: [],
    inside: signed.map((one) => {
      const { unit, account, fund, fen, item, period } = one;
      return { ...householdLeaf(unit, OPENING, [{ account, fund, fen, item, period }]), source: openingSource(one) };
    }),
  };
}

/** Under which one opening balance is booked once; it is free again when its voucher was taken back. */
export function openingSource({ unit, account, fund, item, period }: OpeningItem): string {
  return ['opening', account, fund, item, period, unit].join(':');
}

/** Items that are there twice, or are known: booked, or waiting for approval. */
export function checkOpening(items: readonly OpeningItem[], known: ReadonlySet<string>): Violation[] {
  const seen = new Set(known);
  return items.flatMap((one, index): Violation[] => {
    const source = openingSource(one);
    const isKnown = seen.has(source);
    seen.add(source);
    const detail = [one.unit, one.account, one.item, one.period].filter((part) => part !== '').join(' ');
    return isKnown ? [{ code: 'SOURCE_REPEATED', at: `items[${String(index)}]`, facts: { detail } }] : [];
  });
}

function isOwed({ account }: OpeningItem): boolean {
  return account.startsWith('1122');
}
