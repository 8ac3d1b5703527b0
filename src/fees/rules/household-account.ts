/**
 * The account of one household: what was charged, paid, held in advance, refunded, and what is left.
 *
 * 1. Money owed (1122..), advances (2203..) and deposits (224101) are kept apart; nothing is netted.
 * 2. The balances after any line are the sums of all lines up to it, to the fen, whatever the order in which they were
 *    booked.
 * 3. What a reader sees begins on a day; what was before is one opening balance.
 * 4. A person who came later does not see who paid before: names, notes and serials of earlier payments are left out.
 */
import type { CalendarDate } from '../../kernel/calendar.js';

/** One entry of the subsidiary ledger, as far as an account needs it. */
export interface AccountEntry {
  readonly seq: bigint;
  readonly ordinal: number;
  readonly kind: string;
  readonly account: string;
  readonly fund: string;
  /** Debit positive. */
  readonly fen: bigint;
  readonly item: string;
  readonly period: string;
  readonly eventOn: CalendarDate;
  readonly voucherNo: string;
}

export interface HouseholdBalances {
  readonly owedFen: bigint;
  readonly advanceFen: bigint;
  readonly depositFen: bigint;
}

export interface AccountLine extends AccountEntry {
  readonly after: HouseholdBalances;
}

export interface HouseholdAccount {
  readonly opening: HouseholdBalances;
  readonly lines: readonly AccountLine[];
  readonly closing: HouseholdBalances;
}

const NOTHING: HouseholdBalances = { owedFen: 0n, advanceFen: 0n, depositFen: 0n };

/** Entries in the order in which things happened, all of them up to the last day that is asked for. */
export function householdAccount(entries: readonly AccountEntry[], from: CalendarDate | undefined): HouseholdAccount {
  let now = NOTHING;
  let opening = NOTHING;
  const lines: AccountLine[] = [];
  for (const entry of entries) {
    now = moved(now, entry);
    if (from !== undefined && entry.eventOn < from) opening = now;
    else lines.push({ ...entry, after: now });
  }
  return { opening, lines, closing: now };
}

function moved(before: HouseholdBalances, { account, fen }: AccountEntry): HouseholdBalances {
  if (account.startsWith('1122')) return { ...before, owedFen: before.owedFen + fen };
  if (account.startsWith('2203')) return { ...before, advanceFen: before.advanceFen - fen };
  if (account.startsWith('224101')) return { ...before, depositFen: before.depositFen - fen };
  return before;
}

/** Words of a line for people; kinds of other wings stand as they are. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  opening: '期初',
  charge: '计费',
  supplement: '补收',
  credit: '冲减',
  waiver: '减免',
  apply: '预收抵费',
  payment: '缴费',
  refund: '退款',
  deposit: '收押金',
  'deposit-return': '退押金',
  'deposit-kept': '押金抵扣',
};

export function kindName(kind: string): string {
  return KIND_NAMES[kind] ?? kind;
}
