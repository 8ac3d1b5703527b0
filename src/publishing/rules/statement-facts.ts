/**
 * What a fund statement is made of: plain facts, all read at one log size.
 *
 * 1. `figures` are sums of the ledger; `vouchers` are read from the leaves' own bytes. Neither is made from the
 *    other, so holding them together is a check.
 * 2. Amounts keep their own side: a red entry is negative on the side that it reduces.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import type { ReportPeriod } from './report-period.js';

export interface StatementFund {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly custodian?: string;
}

export interface StatementAccount {
  readonly name: string;
  /** A asset, L liability, N net assets, I income, E expense. */
  readonly kind: string;
}

/** One account of one fund. */
export interface FundFigure {
  readonly account: string;
  readonly fund: string;
  /** Debit less credit before the period, opening vouchers of the period included. */
  readonly openingFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  /** Year-end transfers of the period, debit less credit: they are no turnover. */
  readonly transferFen: bigint;
  /** Turnover since January of the period's last year. */
  readonly yearDebitFen: bigint;
  readonly yearCreditFen: bigint;
}

export interface StatementVoucher {
  readonly seq: bigint;
  readonly number: string;
  readonly period: Period;
  readonly eventOn: CalendarDate;
  readonly kind: string;
  readonly summary: string;
  readonly approver: string;
  readonly refs: readonly (readonly [kind: string, value: string])[];
  /** How many source documents are attached. */
  readonly documents: number;
  readonly lines: readonly {
    readonly account: string;
    readonly fund: string;
    readonly debitFen: bigint;
    readonly creditFen: bigint;
  }[];
}

/** What the reconciliation of the same day said; carried by the publication, since bank lines come in later. */
export interface StatementLight {
  readonly colour: 'green' | 'amber' | 'red';
  readonly text: string;
}

/** A balance that the ledger states by another way than `figures`. */
export interface LedgerBalance {
  readonly account: string;
  readonly fund: string;
  readonly closingFen: bigint;
}

/** An earlier publication as it was: of the period before, or of this period in an earlier version. */
export interface EarlierStatement {
  readonly id: string;
  readonly version: number;
  readonly publishedOn: CalendarDate;
  /** Log size of its figures. */
  readonly size: bigint;
  readonly figures: readonly FundFigure[];
}

export interface StatementFacts {
  readonly estate: {
    readonly code: string;
    readonly name: string;
    readonly bodyName: string;
    readonly serviceMode: string;
    readonly booksOpenedOn: CalendarDate;
  };
  readonly period: ReportPeriod;
  /** How many leaves count. */
  readonly size: bigint;
  readonly rootHash: string;
  /** The instant of the last leaf that counts. */
  readonly lastRecordedAt: string;
  /** Every fund and account that the figures name, in the order of the books. */
  readonly funds: readonly StatementFund[];
  readonly accounts: ReadonlyMap<string, StatementAccount>;
  readonly figures: readonly FundFigure[];
  readonly ledger: readonly LedgerBalance[];
  /** Vouchers numbered in the period, in the order of their numbers. */
  readonly vouchers: readonly StatementVoucher[];
  /** The latest publication of the period before, of the same form. */
  readonly previous?: EarlierStatement;
  /** Absent where no bank account of the estate's own is known. */
  readonly light?: StatementLight;
}

/** What makes a statement a publication. */
export interface StatementEdition {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: string;
  readonly reason?: string;
  readonly supersedes?: EarlierStatement;
}
