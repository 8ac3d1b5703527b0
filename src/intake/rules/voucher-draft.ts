import type { CalendarDate, Period } from '../../kernel/calendar.js';
import type { Fen } from '../../kernel/fen.js';
import type { Side } from './journal-line.js';
import type { VoucherRef } from './voucher-refs.js';

export const journalKinds = [
  'opening',
  'normal',
  'accrual',
  'transfer',
  'interfund',
  'refund',
  'red',
  'corrected',
  'difference',
  'prior-year',
  'closing',
] as const;

export type JournalKind = (typeof journalKinds)[number];

export interface DraftLine {
  /** Line of the file, so that a later refusal can still name its place. */
  readonly line: number;
  readonly account: string;
  /** As the journal writes it; the chart's own name wins for a charted code. */
  readonly accountName: string;
  readonly fund: string;
  readonly side: Side;
  /** Fen on that side; negative only in red and difference vouchers. */
  readonly amountFen: Fen;
  readonly summary: string;
}

/** A voucher of the journal as it will be posted: balanced in total and per fund, every account and fund known. */
export interface VoucherDraft {
  /** 记-202411-0003 */
  readonly number: string;
  /** The month of the number. */
  readonly period: Period;
  readonly sequence: number;
  /** When it happened; never later than its period. */
  readonly eventOn: CalendarDate;
  readonly kind: JournalKind;
  readonly summary: string;
  readonly refs: readonly VoucherRef[];
  /** Number of the voucher that this one reverses (kind red) or replaces (kind corrected). */
  readonly original?: string;
  /** First line of the file. */
  readonly line: number;
  readonly lines: readonly DraftLine[];
}
