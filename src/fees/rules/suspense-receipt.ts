/**
 * Money of which nobody knows yet whose it is (待查来款, 224104).
 *
 * 1. It is received into the suspense fund under a name of its own, and that name shows what of it is still open.
 * 2. It is resolved to a household as a payment of that household, in parts if need be; or it goes back to the sender.
 *    Never more than is open.
 * 3. The name is of letters: it says nothing of a person, a bank or a household.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { SUSPENSE_ACCOUNT, SUSPENSE_FUND, type Dimension, type DraftLine } from '../../ledger/rules/index.js';
import type { BatchDraft } from './charge-draft.js';
import { bankDimension, creditLines, line, moneyLines, paymentLeaf, type AllocatedPayment } from './payment-draft.js';
import type { CashPlace } from './payment-draft.js';

/** The public dimension that holds a parked receipt together. */
export const SUSPENSE_DIMENSION = 'suspense';
export const SUSPENSE_REF = 'suspense';

export interface ParkedReceipt {
  readonly name: string;
  /** Where its money is. */
  readonly account: string;
  readonly openFen: bigint;
}

type PlainDraft = Omit<BatchDraft, 'inside'>;

export function parkDraft(name: string, fen: bigint, cash: CashPlace, eventOn: CalendarDate): PlainDraft {
  const named: Dimension = [SUSPENSE_DIMENSION, name];
  const lines = [
    ...line(cash.account, SUSPENSE_FUND, 'D', fen, '', [...bankDimension(cash), named]),
    ...line(SUSPENSE_ACCOUNT, SUSPENSE_FUND, 'C', fen, '', [named]),
  ];
  return { eventOn, kind: 'normal', summary: '收到待查来款', lines, refs: [[SUSPENSE_REF, name]], docs: [] };
}

export function checkOpen(parked: ParkedReceipt, fen: bigint): Violation[] {
  if (fen <= parked.openFen) return [];
  const facts = { name: parked.name, asked: yuanFromFen(fen), open: yuanFromFen(parked.openFen) };
  return [{ code: 'SUSPENSE_TOO_MUCH', at: 'amount', facts }];
}

/** The money becomes a payment of a household; it stays in the account where it is. */
export function resolveDraft(parked: ParkedReceipt, payment: AllocatedPayment, eventOn: CalendarDate): BatchDraft {
  const fen = sumFen(payment.shares.map((share) => share.fen));
  return {
    eventOn,
    kind: 'normal',
    summary: '待查来款查明（1户）',
    lines: [
      ...outOf(parked, fen),
      ...moneyLines(payment.shares, 0n, { account: parked.account }),
      ...creditLines(payment.shares),
    ],
    refs: [[SUSPENSE_REF, parked.name]],
    docs: [],
    inside: [paymentLeaf(payment)],
  };
}

export function sendBackDraft(parked: ParkedReceipt, fen: bigint, eventOn: CalendarDate): PlainDraft {
  const refs = [[SUSPENSE_REF, parked.name]] as const;
  return { eventOn, kind: 'refund', summary: '退回待查来款', lines: outOf(parked, fen), refs, docs: [] };
}

function outOf({ name, account }: ParkedReceipt, fen: bigint): DraftLine[] {
  const named: Dimension = [SUSPENSE_DIMENSION, name];
  return [
    ...line(SUSPENSE_ACCOUNT, SUSPENSE_FUND, 'D', fen, '', [named]),
    ...line(account, SUSPENSE_FUND, 'C', fen, '', [named]),
  ];
}

export interface SuspenseTurnover {
  readonly value: string;
  readonly account: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/** What is open under each name, with what waits for approval taken off. */
export function parkedReceipts(
  turnover: readonly SuspenseTurnover[],
  waiting: readonly DraftLine[],
): Map<string, ParkedReceipt> {
  const open = new Map<string, bigint>();
  const accounts = new Map<string, string>();
  for (const { value, account, debitFen, creditFen } of turnover) {
    if (account.startsWith(SUSPENSE_ACCOUNT)) open.set(value, (open.get(value) ?? 0n) + creditFen - debitFen);
    else if (debitFen > 0n) accounts.set(value, account);
  }
  for (const taken of waiting) {
    const name = nameTaken(taken);
    if (name !== undefined) open.set(name, (open.get(name) ?? 0n) - taken.fen);
  }
  return new Map(
    [...open]
      .filter(([, fen]) => fen > 0n)
      .map(([name, openFen]) => [name, { name, account: accounts.get(name) ?? '', openFen }]),
  );
}

/** The parked receipt that a waiting line takes from. */
function nameTaken({ account, side, dimensions }: DraftLine): string | undefined {
  if (side !== 'D' || !account.startsWith(SUSPENSE_ACCOUNT)) return undefined;
  return dimensions.find(([kind]) => kind === SUSPENSE_DIMENSION)?.[1];
}
