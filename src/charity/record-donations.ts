import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { Violation } from '../kernel/violation.js';
import { ProposeVoucher, readBook, readOpenDrafts, type DecidedOnce, type Decision } from '../ledger/index.js';
import type { DraftContent, IdempotencyClaim } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { CHARITY_REF, readCharityFund, readDonationVouchers, readPurposes } from './charity-reads.js';
import { checkMoneyPlace, usualAccount } from './rules/charity-fund.js';
import { byDay, checkDonations, donationInside, donationLines, donationSummary, sourcesOf } from './rules/donation.js';
import type { Donation, DonationBatch, PlaceOf, SourcedDonation } from './rules/donation.js';

export interface DonationsRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly fund: string;
  readonly donations: readonly Donation[];
  /** Where the money lies; the fund's usual place where absent. */
  readonly account?: string | undefined;
  readonly placeOf: PlaceOf;
  /** What was wrong with the file before anything was judged. */
  readonly violations?: readonly Violation[];
  readonly claim?: IdempotencyClaim;
}

export interface RecordedDonations {
  /** One proposal a day, in the order of the days. */
  readonly proposalIds: readonly string[];
  /** Lines that are booked or wait for approval already; absent in a replayed answer. */
  readonly known?: number;
}

/**
 * Proposes donations that a charity (or the committee, for mutual aid) has received: one batch voucher a day, for
 * another person to approve. All of them are judged before the first is proposed; what is booked or waits already is
 * left out, so that a file that grew brings only what is new.
 *
 * What is locked: the estate's head, while the file is judged and the proposals are kept.
 */
@Injectable()
export class RecordDonations {
  constructor(
    private readonly propose: ProposeVoucher,
    private readonly clock: Clock,
  ) {}

  async execute(request: DonationsRequest): Promise<DecidedOnce<RecordedDonations>> {
    const { estateId, preparer, claim } = request;
    let known: number | undefined;
    const prepare = async (query: Query): Promise<Decision<readonly DraftContent[]>> => {
      const { batch, violations, fresh } = await this.#judge(query, request);
      if (violations.length > 0) return { refused: violations };
      known = request.donations.length - fresh.length;
      return { accepted: byDay(fresh).map(([on, donations]) => draftOf(on, { ...batch, donations })) };
    };
    const batch = { estateId, preparer, prepare, ...(claim === undefined ? {} : { claim }) };
    const outcome = await this.propose.executeAll(batch);
    if ('refused' in outcome || known === undefined) return outcome;
    return { ...outcome, accepted: { ...outcome.accepted, known } };
  }

  async #judge(query: Query, request: DonationsRequest): Promise<Judged> {
    const { estateId, donations, placeOf } = request;
    const fund = await readCharityFund(query, estateId, request.fund);
    const account = request.account ?? usualAccount(fund);
    const { openedOn } = await readBook(query, estateId);
    const purposes = await readPurposes(query, estateId, fund.code);
    const today = shanghaiDate(this.clock.now());
    const violations = [
      ...(request.violations ?? []),
      ...checkMoneyPlace(fund, account),
      ...checkDonations(donations, { purposes, today, openedOn, placeOf }),
    ];
    const booked = await knownSources(query, estateId, fund.code);
    const sources = sourcesOf(donations);
    const sourced = donations.map((donation, nth) => ({ ...donation, source: sources[nth] ?? '' }));
    return { batch: { fund, account }, violations, fresh: sourced.filter(({ source }) => !booked.has(source)) };
  }
}

interface Judged {
  readonly batch: Omit<DonationBatch, 'donations'>;
  readonly violations: readonly Violation[];
  readonly fresh: readonly SourcedDonation[];
}

async function knownSources(query: Query, estateId: string, fund: string): Promise<Set<string>> {
  const booked = await readDonationVouchers(query, estateId, fund);
  const waiting = (await readOpenDrafts(query, estateId)).map(({ inside = [] }) => ({ inside }));
  const sources = [...booked, ...waiting].flatMap(({ inside }) => inside.map(({ source }) => source));
  return new Set(sources.filter((source) => source !== ''));
}

function draftOf(on: DraftContent['eventOn'], batch: DonationBatch): DraftContent {
  return {
    eventOn: on,
    kind: 'normal',
    summary: donationSummary(batch),
    lines: donationLines(batch),
    refs: [[CHARITY_REF, 'donations']],
    docs: [],
    inside: donationInside(batch.fund.code, batch.donations),
  };
}
