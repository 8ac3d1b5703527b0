/**
 * Donations.
 *
 * 1. Each day's donations are one batch voucher; what each donor gave is a private leaf of it, so the public total is
 *    the sum of what can be proved to each donor.
 * 2. A donor is named only where consent is on record; otherwise the public reads 爱心居民. Consent that is withdrawn
 *    later hides the name from then on.
 * 3. The number of a donation is the voucher's number and its place in the batch: 202412-0003-017.
 * 4. One line of a file is booked once: by its serial, else by day, donor, amount and purpose, and by how many of the
 *    same stand before it, so that twins survive.
 */
import { MAX_FEN, sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { sha256 } from '../../kernel/hash.js';
import type { Violation } from '../../kernel/violation.js';
import type { DraftLine, InsideLeaf } from '../../ledger/rules/index.js';
import type { CharityFund } from './charity-fund.js';
import { checkPurpose, PURPOSE, type Purpose } from './purpose.js';

export const DONATION = 'donation';
export const UNNAMED = '爱心居民';
export const FOR_A_PURPOSE = '400301';
export const FOR_NO_PURPOSE = '400302';

export interface Donation {
  readonly on: CalendarDate;
  /** Empty where the donor did not say. */
  readonly donor: string;
  readonly fen: bigint;
  /** Empty: for no purpose in particular. */
  readonly purpose: string;
  readonly isNamed: boolean;
  /** The number of the charity's own 捐赠票据, where it gave one. */
  readonly receiptNo: string;
  /** The charity's or the bank's serial of this donation. */
  readonly serial: string;
}

/** Where a part of a donation stands in what was sent: a field of a request, a column of a file. */
export type PlaceOf = (nth: number, field: keyof Donation) => string;

export interface DonationRules {
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly today: CalendarDate;
  readonly openedOn: CalendarDate;
  readonly placeOf: PlaceOf;
}

export function checkDonations(donations: readonly Donation[], rules: DonationRules): Violation[] {
  const serials = new Map<string, number>();
  return donations.flatMap((donation, nth) => {
    const at = (field: keyof Donation): string => rules.placeOf(nth, field);
    const before = serials.get(donation.serial);
    if (donation.serial !== '') serials.set(donation.serial, nth);
    const twice =
      before === undefined ? [] : [{ code: 'DONATION_TWICE', at: at('serial'), facts: { serial: donation.serial } }];
    return [...checkAmount(donation.fen, at('fen')), ...checkDay(donation.on, rules, at('on')), ...twice].concat(
      checkPurpose(donation.purpose, rules.purposes, at('purpose')),
      donation.isNamed && donation.donor === '' ? [{ code: 'DONATION_NAME_MISSING', at: at('donor') }] : [],
    );
  });
}

function checkAmount(fen: bigint, at: string): Violation[] {
  if (fen > 0n && fen <= MAX_FEN) return [];
  return [{ code: 'DONATION_AMOUNT', at, facts: { amount: yuanFromFen(fen) } }];
}

function checkDay(on: CalendarDate, { today, openedOn }: DonationRules, at: string): Violation[] {
  return on > today || on < openedOn
    ? [{ code: 'DONATION_DAY', at, facts: { day: on, from: openedOn, to: today } }]
    : [];
}

/** What must not be booked twice, for each donation in its order. */
export function sourcesOf(donations: readonly Donation[]): string[] {
  const twins = new Map<string, number>();
  return donations.map(({ serial, on, donor, fen, purpose }) => {
    if (serial !== '') return `donation:${serial}`;
    const print = sha256(JSON.stringify([on, donor, fen.toString(), purpose]))
      .toString('hex')
      .slice(0, 32);
    const nth = (twins.get(print) ?? 0) + 1;
    twins.set(print, nth);
    return `donation:${on}:${print}:${String(nth)}`;
  });
}

export interface SourcedDonation extends Donation {
  readonly source: string;
}

/** Days in their order, each with its donations in theirs. */
export function byDay(donations: readonly SourcedDonation[]): [CalendarDate, SourcedDonation[]][] {
  const days = new Map<CalendarDate, SourcedDonation[]>();
  for (const donation of donations) days.set(donation.on, [...(days.get(donation.on) ?? []), donation]);
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1));
}

export interface DonationBatch {
  readonly fund: CharityFund;
  readonly account: string;
  readonly donations: readonly SourcedDonation[];
}

export function donationLines({ fund, account, donations }: DonationBatch): DraftLine[] {
  const byPurpose = new Map<string, bigint>();
  for (const { purpose, fen } of donations) byPurpose.set(purpose, (byPurpose.get(purpose) ?? 0n) + fen);
  const total = sumFen(donations.map(({ fen }) => fen));
  const place = { fund: fund.code, summary: '' };
  const received: DraftLine = { ...place, account, side: 'D', fen: total, dimensions: [] };
  const given = [...byPurpose].map(([purpose, fen]): DraftLine => {
    const dimensions = purpose === '' ? [] : [[PURPOSE, purpose] as const];
    return { ...place, account: incomeOf(purpose), side: 'C', fen, dimensions };
  });
  return [received, ...given];
}

function incomeOf(purpose: string): string {
  return purpose === '' ? FOR_NO_PURPOSE : FOR_A_PURPOSE;
}

const NAMED = 'named';

export function donationInside(fund: string, donations: readonly SourcedDonation[]): InsideLeaf[] {
  return donations.map((donation, nth) => ({
    name: DONATION,
    subject: String(nth + 1),
    kind: DONATION,
    source: donation.source,
    lines: [{ account: incomeOf(donation.purpose), fund, fen: -donation.fen, item: donation.purpose, period: '' }],
    facts: [donation.donor, donation.isNamed ? NAMED : '', donation.receiptNo],
  }));
}

export function donationSummary({ fund, donations }: DonationBatch): string {
  const holder = fund.custodian === undefined ? '' : `，${fund.custodian}代管`;
  return `居民捐款 ${String(donations.length)} 笔${holder}`;
}

/** A donation as it stands in the books. */
export interface BookedDonation {
  readonly number: string;
  readonly voucher: string;
  readonly on: CalendarDate;
  readonly donor: string;
  readonly fen: bigint;
  readonly purpose: string;
  readonly receiptNo: string;
  readonly source: string;
  /** Whether the donor is named as of now. */
  readonly isNamed: boolean;
}

/** A private leaf with its place in the batch, counted from 1. */
export interface PlacedLeaf extends InsideLeaf {
  readonly place: number;
}

export interface DonationVoucher {
  readonly number: string;
  readonly on: CalendarDate;
  readonly inside: readonly PlacedLeaf[];
}

/** 记-202412-0003 and 17 make 202412-0003-017. */
export function donationNumber(voucher: string, place: number): string {
  return `${voucher.replace(/^记-/, '')}-${String(place).padStart(3, '0')}`;
}

const NUMBER = /^(\d{6}-\d{4,9})-(\d{3,6})$/;

export function isDonationNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** `wishes`: what later records say of being named, by number. */
export function bookedDonations(voucher: DonationVoucher, wishes: ReadonlyMap<string, boolean>): BookedDonation[] {
  return voucher.inside.flatMap((leaf) => {
    const [line] = leaf.lines;
    if (leaf.name !== DONATION || line === undefined) return [];
    const [donor = '', consent = '', receiptNo = ''] = leaf.facts;
    const number = donationNumber(voucher.number, leaf.place);
    const isNamed = donor !== '' && (wishes.get(number) ?? consent === NAMED);
    const { number: voucherNo, on } = voucher;
    const { item: purpose } = line;
    return [
      { number, voucher: voucherNo, on, donor, fen: -line.fen, purpose, receiptNo, source: leaf.source, isNamed },
    ];
  });
}

export function shownDonor({ donor, isNamed }: Pick<BookedDonation, 'donor' | 'isNamed'>): string {
  return isNamed ? donor : UNNAMED;
}

/** What the records of a donation's naming say last. */
export function foldWishes(
  records: readonly { subject: string; leaf: Readonly<Record<string, unknown>> }[],
): Map<string, boolean> {
  return new Map(records.map(({ subject, leaf }) => [subject, leaf['shown'] === 'yes']));
}
