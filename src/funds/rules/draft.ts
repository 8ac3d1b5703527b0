/**
 * Voucher drafts in few words.
 *
 * 1. A line's amount is positive; its side says what it does.
 * 2. What this wing must find again stands on the line as a public dimension (contract, campaign, fundingSource, topUp,
 *    distribution, insurance): a red copy carries it too, so that what is taken back counts for nothing.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Dimension, DraftLine, InsideLeaf, Ref, VoucherKind } from '../../ledger/rules/index.js';

/** A draft without its persons, as proposals take it. */
export interface FundDraft {
  readonly eventOn: CalendarDate;
  readonly kind: VoucherKind;
  readonly summary: string;
  readonly lines: readonly DraftLine[];
  readonly refs: readonly Ref[];
  readonly docs: readonly [];
  readonly inside?: readonly InsideLeaf[];
}

/** Where a line books: an account, and the fund whose money it is. */
export interface Place {
  readonly account: string;
  readonly fund: string;
}

export function debit(place: Place, fen: bigint, dimensions: readonly Dimension[] = []): DraftLine {
  return { ...place, side: 'D', fen, summary: '', dimensions };
}

export function credit(place: Place, fen: bigint, dimensions: readonly Dimension[] = []): DraftLine {
  return { ...place, side: 'C', fen, summary: '', dimensions };
}

export function draftOf(
  what: { readonly eventOn: CalendarDate; readonly summary: string; readonly kind?: VoucherKind },
  lines: readonly DraftLine[],
  more: { readonly refs?: readonly Ref[]; readonly inside?: readonly InsideLeaf[] } = {},
): FundDraft {
  const { eventOn, summary, kind = 'normal' } = what;
  const { refs = [], inside } = more;
  return { eventOn, kind, summary, lines, refs, docs: [], ...(inside === undefined ? {} : { inside }) };
}

/** References to a resolution and to papers, where there are any. */
export function refsOf(resolution: string | undefined, documents: readonly string[] = []): Ref[] {
  return [
    ...(resolution === undefined ? [] : [['resolution', resolution] as const]),
    ...documents.map((number) => ['document', number] as const),
  ];
}
