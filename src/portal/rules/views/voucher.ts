/** One voucher, and lists of them. See ../view-models.ts for the rules of all view models. */
import type { CalendarDate, Period } from '../../../kernel/calendar.js';
import type { EstateHeading, FundLeftView, FundRef } from './estate.js';

/** `recorded`: an entry that moves no money (an accrual, a transfer between claims). */
export type Movement = 'received' | 'paid' | 'moved' | 'recorded';

/** `washed`: net zero on the bank account (a reversal pair, a transfer between funds), so the bank never saw it. */
export type BankMark = 'at-bank' | 'on-the-way' | 'washed' | 'none';

/** `wrong` was reversed; `red` reverses; `blue` replaces. */
export type Ink = 'normal' | 'wrong' | 'red' | 'blue';

export interface VoucherRowView {
  /** As addresses carry it: "202506-0011". */
  readonly number: string;
  readonly eventOn: CalendarDate;
  readonly period: Period;
  readonly summary: string;
  readonly movement: Movement;
  /** The money that moved, or the amount recorded; negative only in red ink. */
  readonly amountFen: bigint;
  readonly funds: readonly FundRef[];
  readonly bank: BankMark;
  readonly ink: Ink;
  /** The number of the blue voucher where this one was wrong and has been replaced. */
  readonly replacedBy: string | null;
}

export interface VouchersQuery {
  readonly fund: string | null;
  readonly month: Period | null;
  readonly cursor: string | null;
}

/** Newest first. `nextCursor` leads to older ones. */
export interface VouchersView {
  readonly estate: EstateHeading;
  readonly query: VouchersQuery;
  readonly funds: readonly FundRef[];
  /** Months that have vouchers, newest first. */
  readonly months: readonly Period[];
  /** How many vouchers the filter finds over all its pages. */
  readonly count: number;
  readonly rows: readonly VoucherRowView[];
  readonly nextCursor: string | null;
}

/** Who stood for a voucher. Instants are `null` where nobody kept them. */
export type SignaturesView =
  | {
      readonly how: 'two-persons';
      readonly preparer: string;
      readonly preparedAt: string | null;
      readonly approver: string;
      readonly approvedAt: string | null;
    }
  | { readonly how: 'posting-agent'; readonly agent: string; readonly at: string }
  | { readonly how: 'import'; readonly at: string };

/** Date and amount only: the bank's words and counterparties are never public. */
export interface BankLineView {
  readonly on: CalendarDate;
  readonly direction: 'in' | 'out';
  readonly amountFen: bigint;
}

export type VoucherBankView =
  | { readonly status: 'at-bank'; readonly lines: readonly BankLineView[] }
  | { readonly status: 'on-the-way'; readonly asOf: CalendarDate }
  | { readonly status: 'washed' }
  | { readonly status: 'not-compared' }
  | { readonly status: 'none' };

export interface EntryLineView {
  readonly account: string;
  readonly accountName: string;
  readonly fund: FundRef;
  readonly side: 'debit' | 'credit';
  readonly amountFen: bigint;
  readonly summary: string;
}

export interface VoucherDocumentView {
  readonly label: string;
  readonly digestHex: string;
  /** A path of this service ("/..."), or `null` where only the digest is public. */
  readonly href: string | null;
}

export interface CorrectionStepView {
  readonly number: string;
  readonly eventOn: CalendarDate;
  readonly summary: string;
  readonly amountFen: bigint;
  readonly signatures: SignaturesView;
}

/** The chain a voucher belongs to, whichever of the three it is. */
export interface CorrectionView {
  readonly wrong: CorrectionStepView;
  readonly red: CorrectionStepView;
  readonly blue: CorrectionStepView | null;
  readonly reason: string | null;
}

export interface ProofView {
  /** The voucher's own number in the estate's log. */
  readonly seq: number;
  readonly leafHashHex: string;
}

export interface VoucherView {
  readonly estate: EstateHeading;
  readonly number: string;
  readonly eventOn: CalendarDate;
  readonly period: Period;
  readonly recordedAt: string;
  readonly summary: string;
  readonly movement: Movement;
  readonly amountFen: bigint;
  readonly ink: Ink;
  /** The funds it touches, and what each has left after it. */
  readonly funds: readonly FundLeftView[];
  readonly signatures: SignaturesView;
  readonly resolution: string | null;
  readonly documents: readonly VoucherDocumentView[];
  /** Other references in the preparer's words ("移交清单-01"). */
  readonly references: readonly string[];
  readonly bank: VoucherBankView;
  readonly lines: readonly EntryLineView[];
  /** The total in capital characters (大写), or `null` where it is not given. */
  readonly totalInCapitals: string | null;
  readonly correction: CorrectionView | null;
  readonly proof: ProofView;
}
