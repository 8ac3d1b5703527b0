import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar.js';
import { invariant } from '../kernel/invariant.js';
import { readEstateProfile } from '../estates/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import {
  byPurpose,
  dayRange,
  findDonation,
  readCharityFund,
  readDonations,
  readDonationVouchers,
  readPurposes,
  readSpendingVouchers,
  readState,
} from './charity-reads.js';
import type { CharityFund } from './rules/charity-fund.js';
import { shownDonor, type BookedDonation } from './rules/donation.js';
import { nothing, type Purpose, type PurposeBalance } from './rules/purpose.js';
import type { DonationSlip } from './rules/slip.js';
import { spentRows, type Days, type SpentRow } from './show-charity.js';

/** A line of the public list; one without a number came in a voucher that has no list of donors. */
export interface DonationRow {
  readonly number?: string;
  readonly voucher: string;
  readonly on: CalendarDate;
  readonly donor: string;
  readonly fen: bigint;
  readonly purpose: string;
}

export interface DonationUse {
  readonly fund: CharityFund;
  readonly donation: BookedDonation;
  readonly purpose?: Purpose;
  readonly balance: PurposeBalance;
  /** What was paid from the same money since the donation. */
  readonly spent: readonly SpentRow[];
}

/** Donations for everyone, and for each donor what became of the money. */
@Injectable()
export class ShowDonations {
  constructor(private readonly reads: EstateReads) {}

  async list(estateId: string, code: string, { from, to }: Days = {}): Promise<DonationRow[]> {
    const isInside = dayRange(from, to);
    return this.reads.read(
      estateId,
      async (query) => {
        await readCharityFund(query, estateId, code);
        const listed = (await readDonations(query, estateId, code)).map(publicRow);
        const known = new Set(listed.map(({ voucher }) => voucher));
        const unlisted = (await readDonationVouchers(query, estateId, code))
          .filter(({ number }) => !known.has(number))
          .flatMap((voucher) =>
            [...byPurpose(voucher, code, '4003')].map(([purpose, fen]) => {
              return { voucher: voucher.number, on: voucher.on, donor: UNLISTED, fen, purpose };
            }),
          );
        return [...listed, ...unlisted].filter(({ on }) => isInside(on)).sort(byDayAndNumber);
      },
      { private: true },
    );
  }

  async use(estateId: string, number: string): Promise<DonationUse> {
    return this.reads.read(
      estateId,
      async (query) => {
        const { fund, donation } = await findDonation(query, estateId, number);
        const state = await readState(query, estateId, fund.code);
        const purpose = state.purposes.get(donation.purpose);
        const unrestricted = { ...nothing(''), balanceFen: state.unrestrictedFen };
        const spent = (await readSpendingVouchers(query, estateId, fund.code))
          .flatMap((voucher) => spentRows(voucher, fund.code))
          .filter((row) => row.purpose === donation.purpose && row.on >= donation.on);
        return {
          fund,
          donation,
          spent,
          balance: donation.purpose === '' ? unrestricted : (state.balances.get(donation.purpose) ?? nothing('')),
          ...(purpose === undefined ? {} : { purpose }),
        };
      },
      { private: true },
    );
  }

  async slip(estateId: string, number: string): Promise<DonationSlip> {
    return this.reads.read(
      estateId,
      async (query) => {
        const { fund, donation } = await findDonation(query, estateId, number);
        const profile = await readEstateProfile(query, estateId);
        invariant(profile !== undefined, 'an estate with donations has a profile');
        const purpose = (await readPurposes(query, estateId, fund.code)).get(donation.purpose);
        return { estate: profile.name, body: profile.bodyName, fund, donation, purpose: purpose?.name ?? '' };
      },
      { private: true },
    );
  }
}

const UNLISTED = '（未列名单）';

function publicRow(donation: BookedDonation): DonationRow {
  const { number, voucher, on, fen, purpose } = donation;
  return { number, voucher, on, fen, purpose, donor: shownDonor(donation) };
}

function byDayAndNumber(one: DonationRow, other: DonationRow): number {
  const [left, right] = [one, other].map((row) => `${row.on} ${row.number ?? row.voucher}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
