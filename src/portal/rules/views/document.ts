/** Published documents, reconciliations, errors. See ../view-models.ts for the rules of all view models. */
import type { CalendarDate } from '../../../kernel/calendar.js';
import type { EstateHeading, FundLeftView, LightView } from './estate.js';

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
  readonly bankFen: bigint;
  readonly items: readonly OpenItemView[];
  /** The book balance by fund; it adds up to `bookFen`. */
  readonly fundSplit: readonly FundLeftView[];
  /** Trusted: the formal form, made by `renderHtml`; the page puts its headings below its own. */
  readonly html: string;
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
