/**
 * What a voucher (记账凭证) is before and after it has a number. Shapes only; the rules stand in the files beside this one.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';

export const VOUCHER_KINDS = [
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
export type VoucherKind = (typeof VOUCHER_KINDS)[number];

/** Kinds that a person may propose directly; the others come out of the correction verbs. */
export const PROPOSED_KINDS = ['opening', 'normal', 'accrual', 'transfer', 'interfund', 'refund', 'closing'] as const;

export type Side = 'D' | 'C';

/** [kind, value], for example ["resolution", "2024-02"] or ["reverses", "记-202411-0003"]. */
export type Ref = readonly [kind: string, value: string];

/** [dimension, value], for example ["supplier", "sup-12"]. */
export type Dimension = readonly [dimension: string, value: string];

/** [kind, hash of the public copy in hex, salted digest of the original]. */
export type SourceDocument = readonly [kind: string, publicHash: string, originalDigest: string];

export interface DraftLine {
  readonly account: string;
  readonly fund: string;
  readonly side: Side;
  /** Positive; negative on its own side in red and difference vouchers only. */
  readonly fen: bigint;
  /** Empty where it says nothing beyond the voucher's own summary. */
  readonly summary: string;
  readonly dimensions: readonly Dimension[];
}

/** One entry of the inside of a batch voucher, as the subsidiary ledger keeps it. */
export interface InsideLine {
  readonly account: string;
  readonly fund: string;
  /** Debit positive, credit negative. */
  readonly fen: bigint;
  /** What it is for: a tariff's component, a campaign. */
  readonly item: string;
  /** The month that is charged for; empty where none is. */
  readonly period: string;
}

/**
 * One private leaf of a batch voucher: what the voucher means to one household, donor or other subject. All leaves of
 * a voucher together stand under its `sub`, and add up to its public lines of the same accounts and funds.
 */
export interface InsideLeaf {
  /** `household` leaves make the households' subsidiary ledger; their subject is a unit of the roll. */
  readonly name: string;
  readonly subject: string;
  /** `charge`, `supplement`, `credit` and `waiver` change what is billed; other words are free. */
  readonly kind: string;
  /** What must not be booked twice, a payment's serial; empty where nothing is. */
  readonly source: string;
  readonly lines: readonly InsideLine[];
  /** Further private texts, in an order that the wing that wrote them knows. */
  readonly facts: readonly string[];
}

export interface VoucherDraft {
  readonly estateId: string;
  readonly eventOn: CalendarDate;
  readonly kind: VoucherKind;
  readonly summary: string;
  readonly lines: readonly DraftLine[];
  readonly refs: readonly Ref[];
  readonly docs: readonly SourceDocument[];
  /** Person id of the estate. */
  readonly preparer: string;
  /** Person id of the estate, or one of the two markers below. */
  readonly approver: string;
  /** An import keeps the numbers it brings; it is refused where they do not follow. */
  readonly number?: VoucherNumber;
  /** The private inside of a batch voucher. A voucher has an inside or hidden dimensions, never both. */
  readonly inside?: readonly InsideLeaf[];
}

/** Approver of an imported voucher: nobody's approval is on record, and pages say so. */
export const NONE_RECORDED = 'none-recorded';
/** Approver of a voucher that a posting agent made by itself (系统过账). */
export const POSTED_BY_AGENT = 'posting-agent';

export interface VoucherNumber {
  readonly period: Period;
  readonly no: number;
}

/** A voucher that stands in the ledger. */
export interface PostedVoucher {
  readonly estateId: string;
  readonly seq: bigint;
  readonly id: string;
  readonly number: string;
  readonly period: Period;
  readonly eventOn: CalendarDate;
  readonly leafHash: string;
}

/** Dimensions that would identify a household: they go into disclosures, never into a public line. */
const HIDDEN_DIMENSIONS: ReadonlySet<string> = new Set(['unit']);

export function isHidden(dimension: Dimension): boolean {
  return HIDDEN_DIMENSIONS.has(dimension[0]);
}

/** 记-202411-0003; four digits or more. */
export function formatNumber(number: VoucherNumber): string {
  return `记-${number.period.replace('-', '')}-${String(number.no).padStart(4, '0')}`;
}

const NUMBER = /^(?:记-)?(\d{4})(0[1-9]|1[0-2])-(\d{4,9})$/;

/** Reads 记-202411-0003 or the address form 202411-0003. */
export function parseNumber(text: string): VoucherNumber | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, year, month, no] = match;
  const parsed = { period: `${year}-${month}` as Period, no: Number(no) };
  return parsed.no > 0 && formatNumber(parsed).endsWith(`-${no}`) ? parsed : undefined;
}
