/**
 * How much of what was charged came in.
 *
 * 1. Charged is what the months of the range were billed, corrections included; received is what settled those bills
 *    up to the last day, advances that were applied included.
 * 2. What came in on bills of earlier months during the range stands apart (往期清欠) and never raises the rate.
 * 3. The rate is received / charged in per cent with two decimals, cut and never rounded up; none where nothing was
 *    charged.
 * 4. Pledges of a campaign are left out.
 */
import type { Period } from '../../kernel/calendar.js';

export interface CollectionSum {
  readonly account: string;
  readonly kind: string;
  /** The month charged for. */
  readonly period: string;
  /** The month in which it happened. */
  readonly month: string;
  readonly fen: bigint;
}

export interface Collection {
  readonly from: Period;
  readonly to: Period;
  readonly chargedFen: bigint;
  readonly receivedFen: bigint;
  /** "97.31"; absent where nothing was charged. */
  readonly ratePercent?: string;
  readonly oldReceivedFen: bigint;
  /** Paid in advance during the range. */
  readonly advanceReceivedFen: bigint;
}

const BILLING: ReadonlySet<string> = new Set(['charge', 'supplement', 'credit', 'waiver']);

export function collectionOf(sums: readonly CollectionSum[], from: Period, to: Period): Collection {
  const own = ({ period }: CollectionSum): boolean => period >= from && period <= to;
  const past = sums.filter(({ month }) => month <= to);
  const owed = past.filter(({ account }) => account.startsWith('1122') && !account.startsWith('112204'));
  const settled = owed.filter(({ kind }) => !BILLING.has(kind) && kind !== 'opening');
  const charged = total(owed.filter((one) => BILLING.has(one.kind) && own(one)));
  const received = -total(settled.filter(own));
  const old = -total(settled.filter(({ period, month }) => period < from && month >= from));
  const advance = past.filter((one) => one.account.startsWith('2203') && one.kind === 'payment' && one.month >= from);
  const rate = charged > 0n ? { ratePercent: percentText((received * 10_000n) / charged) } : {};
  return {
    from,
    to,
    chargedFen: charged,
    receivedFen: received,
    ...rate,
    oldReceivedFen: old,
    advanceReceivedFen: -total(advance),
  };
}

function total(sums: readonly CollectionSum[]): bigint {
  return sums.reduce((running, { fen }) => running + fen, 0n);
}

function percentText(hundredths: bigint): string {
  const [sign, size] = hundredths < 0n ? ['-', -hundredths] : ['', hundredths];
  const digits = size.toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
