/** What the verbs of charity read: funds, purposes, donations, grants, all from the ledger and the log. */
import type { CalendarDate } from '../kernel/calendar.js';
import { invariant } from '../kernel/invariant.js';
import { Refusal } from '../kernel/violation.js';
import {
  dimensionThrough,
  readAccounts,
  readFunds,
  readMovementsBetween,
  readVouchersAt,
  turnoverThrough,
  type StoredVoucher,
} from '../ledger/index.js';
import { openInside, PURPOSE_MOVE_REF } from '../ledger/rules/index.js';
import { logSize, readDisclosures, readRecords } from '../log/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { charityFund, type CharityFund } from './rules/charity-fund.js';
import { bookedDonations, foldWishes, type BookedDonation, type PlacedLeaf } from './rules/donation.js';
import { foldPurposes, PURPOSE, purposeBalances, unrestrictedFen, type Purpose } from './rules/purpose.js';
import type { PurposeBalance } from './rules/purpose.js';
import { CHARITY_PURPOSE, DONATION_NAMING } from './rules/record-types.js';
import { bookedGrants, type BookedGrant } from './rules/spending.js';
import { standing } from './rules/standing.js';

const FIRST_DAY = '1900-01-01' as CalendarDate;
/** After every day that can be booked. */
const LAST_DAY = '9999-12-31' as CalendarDate;

/** @throws Refusal CHARITY_FUND_UNKNOWN. */
export async function readCharityFund(query: Query, estateId: string, code: string): Promise<CharityFund> {
  const row = (await readFunds(query, estateId)).find((fund) => fund.code === code);
  const fund = row === undefined ? undefined : charityFund(row);
  if (fund === undefined) throw Refusal.of('CHARITY_FUND_UNKNOWN', 'fund', { fund: code });
  return fund;
}

export async function readPurposes(query: Query, estateId: string, fund: string): Promise<Map<string, Purpose>> {
  return foldPurposes(await readRecords(query, estateId, { type: CHARITY_PURPOSE }), fund);
}

export interface CharityState {
  readonly netFen: bigint;
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly balances: ReadonlyMap<string, PurposeBalance>;
  readonly unrestrictedFen: bigint;
  /** Held by the charity for the estate, and in the estate's own accounts. */
  readonly heldFen: bigint;
  readonly ownFen: bigint;
  readonly receivedFen: bigint;
  readonly spentFen: bigint;
}

export async function readState(query: Query, estateId: string, fund: string, on = LAST_DAY): Promise<CharityState> {
  const size = await logSize(query, estateId);
  const accounts = await readAccounts(query, estateId);
  const rows = (await turnoverThrough(query, estateId, { on, size })).filter((row) => row.fund === fund);
  const net = (takes: (account: string) => boolean): bigint =>
    rows.reduce((sum, row) => (takes(row.account) ? sum + row.debitFen - row.creditFen : sum), 0n);
  const balances = purposeBalances(await dimensionThrough(query, estateId, PURPOSE, on), fund);
  const netFen = net((account) => 'AL'.includes(accounts.get(account)?.kind ?? '-'));
  return {
    netFen,
    purposes: await readPurposes(query, estateId, fund),
    balances,
    unrestrictedFen: unrestrictedFen(netFen, balances),
    heldFen: net((account) => account.startsWith('122103')),
    ownFen: net((account) => /^(1001|1002|1012)/.test(account)),
    receivedFen: -net((account) => account.startsWith('4003')),
    spentFen: net((account) => account.startsWith('5006')),
  };
}

/** A standing voucher of a charity fund with what it did to the accounts that were asked for. */
export interface CharityVoucher {
  readonly seq: bigint;
  readonly number: string;
  readonly on: CalendarDate;
  readonly summary: string;
  readonly content: StoredVoucher['content'];
  readonly inside: readonly PlacedLeaf[];
}

/** Vouchers on these accounts (and those below them) that still stand, in log order. The inside needs private scope. */
export async function readCharityVouchers(
  query: Query,
  estateId: string,
  { fund, accounts }: { readonly fund: string; readonly accounts: readonly string[] },
): Promise<CharityVoucher[]> {
  const size = await logSize(query, estateId);
  const charted = [...(await readAccounts(query, estateId)).keys()];
  const seqs = new Set<bigint>();
  for (const account of charted.filter((code) => accounts.some((beginning) => code.startsWith(beginning)))) {
    const range = { account, from: FIRST_DAY, to: LAST_DAY, size };
    for (const row of await readMovementsBetween(query, estateId, range)) if (row.fund === fund) seqs.add(row.seq);
  }
  const vouchers = await readVouchersAt(query, estateId, [...seqs].sort(bySize));
  const texts = await readDisclosures(query, estateId, [...seqs]);
  const inside = new Map<bigint, PlacedLeaf[]>();
  for (const { seq, ordinal, text } of texts) {
    const leaf = openInside(text);
    // What was erased keeps its place: the others' numbers do not change.
    if (leaf !== undefined) inside.set(seq, [...(inside.get(seq) ?? []), { ...leaf, place: ordinal }]);
  }
  return standing(vouchers.map(({ content, seq }) => ({ ...content, seq, content }))).map(({ seq, content }) => ({
    seq,
    number: content.number,
    on: content.eventOn as CalendarDate,
    summary: content.summary,
    content,
    inside: inside.get(seq) ?? [],
  }));
}

function bySize(one: bigint, other: bigint): number {
  return one < other ? -1 : 1;
}

const GIVEN = ['4003'] as const;
const SPENT = ['5006'] as const;

export async function readDonationVouchers(query: Query, estateId: string, fund: string): Promise<CharityVoucher[]> {
  return readCharityVouchers(query, estateId, { fund, accounts: GIVEN });
}

export async function readSpendingVouchers(query: Query, estateId: string, fund: string): Promise<CharityVoucher[]> {
  return readCharityVouchers(query, estateId, { fund, accounts: SPENT });
}

export async function readMoveVouchers(query: Query, estateId: string, fund: string): Promise<CharityVoucher[]> {
  const vouchers = await readCharityVouchers(query, estateId, { fund, accounts: ['3003'] });
  return vouchers.filter(({ content }) => content.refs.some(([kind]) => kind === MOVE_REF));
}

/** By which the wing finds its own vouchers again. */
export const CHARITY_REF = 'charity';
export const MOVE_REF = PURPOSE_MOVE_REF;

/** Needs private scope. */
export async function readDonations(query: Query, estateId: string, fund: string): Promise<BookedDonation[]> {
  const wishes = foldWishes(await readRecords(query, estateId, { type: DONATION_NAMING }));
  return (await readDonationVouchers(query, estateId, fund)).flatMap((voucher) => bookedDonations(voucher, wishes));
}

/** Needs private scope. */
export async function readGrants(query: Query, estateId: string, fund: string): Promise<BookedGrant[]> {
  return (await readSpendingVouchers(query, estateId, fund)).flatMap(bookedGrants);
}

export interface FoundDonation {
  readonly fund: CharityFund;
  readonly donation: BookedDonation;
}

/** The donation of a number, whichever fund it was given to. @throws Refusal DONATION_UNKNOWN. Needs private scope. */
export async function findDonation(query: Query, estateId: string, number: string): Promise<FoundDonation> {
  for (const row of await readFunds(query, estateId)) {
    const fund = charityFund(row);
    if (fund === undefined) continue;
    const donation = (await readDonations(query, estateId, fund.code)).find((one) => one.number === number);
    if (donation !== undefined) return { fund, donation };
  }
  throw Refusal.of('DONATION_UNKNOWN', 'number', { number });
}

/** Amount that a voucher put on accounts with this beginning, credit less debit, by purpose ("" for none). */
export function byPurpose(voucher: CharityVoucher, fund: string, beginning: string): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const line of voucher.content.lines) {
    if (line.fund !== fund || !line.account.startsWith(beginning)) continue;
    const purpose = line.dimensions.find(([name]) => name === PURPOSE)?.[1] ?? '';
    found.set(purpose, (found.get(purpose) ?? 0n) + (line.side === 'C' ? line.fen : -line.fen));
  }
  return found;
}

export function dayRange(from: CalendarDate | undefined, to: CalendarDate | undefined): (on: string) => boolean {
  invariant(from === undefined || to === undefined || from <= to, 'the door put the days in order');
  return (on) => (from === undefined || on >= from) && (to === undefined || on <= to);
}
