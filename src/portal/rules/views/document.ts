/** Published documents, reconciliations, errors. See ../view-models.ts for the rules of all view models. */
import type { CalendarDate, Period } from '../../../kernel/calendar.js';
import type { EstateHeading, FundLeftView, FundRef, LightView } from './estate.js';

export interface StatementView {
  readonly estate: EstateHeading;
  readonly id: string;
  readonly title: string;
  readonly periodLabel: string;
  readonly version: number;
  readonly publishedAt: string;
  /** The newer version that replaces this one. */
  readonly supersededBy: string | null;
  /** The older version that this one replaces. */
  readonly supersedes: string | null;
  readonly digestHex: string;
  /** Trusted: made by the publishing wing's `renderHtml`, which escapes. Its own `<h1>` is the page's heading. */
  readonly html: string;
}

/**
 * The four kinds of unreconciled item (银行存款余额调节表):
 * A the book received and the bank has not; B the book paid and the bank has not;
 * C the bank received and the book has not; D the bank paid and the book has not.
 */
export type OpenItemKind = 'A' | 'B' | 'C' | 'D';

export interface OpenItemView {
  readonly kind: OpenItemKind;
  readonly on: CalendarDate;
  readonly amountFen: bigint;
  /** For A and B: the voucher. For C and D `null`: the bank's words are not public. */
  readonly voucher: { readonly number: string; readonly summary: string } | null;
  readonly daysOpen: number;
  /** The later day on which the other side followed, where it has. */
  readonly clearedOn: CalendarDate | null;
}

export interface ReconciliationView {
  readonly estate: EstateHeading;
  readonly account: string;
  /** What people call it, with the number where an organisation holds it: "基本存款账户 5105…0001". */
  readonly accountLabel: string;
  readonly asOf: CalendarDate;
  readonly light: LightView;
  readonly bookFen: bigint;
  /** `null` where no bank line of the account is known: then there is nothing to compare with. */
  readonly bankFen: bigint | null;
  readonly items: readonly OpenItemView[];
  /** The book balance by fund; it adds up to `bookFen`. */
  readonly fundSplit: readonly FundLeftView[];
  /** Trusted: the formal form, made by `renderHtml`; the page puts its headings below its own. */
  readonly html: string;
}

/** One voucher as it went through the account. */
export interface JournalEntryView {
  readonly on: CalendarDate;
  readonly number: string;
  readonly summary: string;
  /** `none` where money only changed its fund. */
  readonly movement: 'in' | 'out' | 'none';
  /** Negative in red ink, on its own side. */
  readonly amountFen: bigint;
  /** What is left after it. */
  readonly balanceFen: bigint;
}

/** One month of one bank account as the books keep it, whole or for one fund. */
export interface BankJournalView {
  readonly estate: EstateHeading;
  readonly account: string;
  readonly accountLabel: string;
  readonly month: Period;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly fund: FundRef | null;
  /** For the form that chooses: every fund, and every month that has vouchers. */
  readonly funds: readonly FundRef[];
  readonly months: readonly Period[];
  readonly openingFen: bigint;
  readonly inFen: bigint;
  readonly outFen: bigint;
  readonly closingFen: bigint;
  readonly entries: readonly JournalEntryView[];
  /** Trusted: the formal form, made by `renderHtml`; the page puts its headings below its own. */
  readonly html: string;
}

/** What the reader of a bank journal chose. */
export interface BankJournalQuery {
  readonly fund: string | null;
  readonly month: Period | null;
}

/** What went wrong, already in words. */
export interface ProblemLine {
  readonly title: string;
  readonly remedy: string;
}

export interface ErrorView {
  readonly status: number;
  readonly problems: readonly ProblemLine[];
  /** Quoted so that whoever keeps the service can find the request in its log. */
  readonly requestId: string | null;
}
