import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar.js';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { readFunds, ShowBalances } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import {
  byPurpose,
  dayRange,
  readCharityFund,
  readDonations,
  readGrants,
  readMoveVouchers,
  readSpendingVouchers,
  readState,
  type CharityState,
} from './charity-reads.js';
import { charityFund, type CharityFund } from './rules/charity-fund.js';
import { publishCells, SMALL_CELL, type PublishedCells } from './rules/publish-cells.js';
import { bookedGrants, categoryCells, useOf, type BookedGrant, type SpentOn } from './rules/spending.js';

export interface SpentRow {
  readonly voucher: string;
  readonly on: CalendarDate;
  readonly summary: string;
  readonly use?: SpentOn;
  readonly purpose: string;
  readonly fen: bigint;
  /** Absent where it paid no people, or so few that they would be known. */
  readonly households?: number;
}

export interface MovedRow {
  readonly voucher: string;
  readonly on: CalendarDate;
  readonly summary: string;
  readonly fen: bigint;
  /** How many donors agreed; absent for what was left over. */
  readonly consents?: number;
}

export interface GrantTotals {
  readonly fen: bigint;
  /** Absent below the small-cell number. */
  readonly households?: number;
  readonly cells: PublishedCells;
}

export interface CharityView {
  readonly fund: CharityFund;
  readonly asOf: CalendarDate;
  readonly state: CharityState;
  readonly donations: number;
  readonly spent: readonly SpentRow[];
  readonly moved: readonly MovedRow[];
  readonly grants: GrantTotals;
  /** The owners' common funds beside it: another money, so there is no sum of both. */
  readonly beside: readonly { readonly code: string; readonly name: string; readonly netFen: bigint }[];
}

export interface Days {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

/** Charity funds for everyone: what was given and for what, what was spent and on how many, what is left. */
@Injectable()
export class ShowCharity {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly balances: ShowBalances,
  ) {}

  async funds(estateId: string): Promise<{ readonly fund: CharityFund; readonly state: CharityState }[]> {
    return this.reads.read(estateId, async (query) => {
      const funds = (await readFunds(query, estateId)).flatMap((row) => charityFund(row) ?? []);
      const found = [];
      for (const fund of funds) found.push({ fund, state: await readState(query, estateId, fund.code) });
      return found;
    });
  }

  async fund(estateId: string, code: string, { from, to }: Days = {}): Promise<CharityView> {
    const asOf = to ?? shanghaiDate(this.clock.now());
    const isInside = dayRange(from, asOf);
    const beside = await this.balances.funds(estateId, { asOf });
    return this.reads.read(
      estateId,
      async (query) => {
        const fund = await readCharityFund(query, estateId, code);
        const spending = (await readSpendingVouchers(query, estateId, code)).filter(({ on }) => isInside(on));
        return {
          fund,
          asOf,
          state: await readState(query, estateId, code, asOf),
          donations: (await readDonations(query, estateId, code)).filter(({ on }) => isInside(on)).length,
          spent: spending.flatMap((voucher) => spentRows(voucher, code)),
          moved: (await movedRows(query, estateId, code)).filter(({ on }) => isInside(on)),
          grants: totalsOf(spending.flatMap(bookedGrants)),
          beside: beside.rows.filter(({ kind }) => kind === 'COMMON'),
        };
      },
      { private: true },
    );
  }

  /** Grants one by one; who may see what of them is the door's question. */
  async grants(estateId: string, code: string, { from, to }: Days = {}): Promise<BookedGrant[]> {
    const isInside = dayRange(from, to);
    return this.reads.read(
      estateId,
      async (query) => {
        await readCharityFund(query, estateId, code);
        return (await readGrants(query, estateId, code)).filter(({ on }) => isInside(on));
      },
      { private: true },
    );
  }
}

type SpendingVoucher = Awaited<ReturnType<typeof readSpendingVouchers>>[number];

/** One row for each purpose that a voucher paid from. */
export function spentRows(voucher: SpendingVoucher, fund: string): SpentRow[] {
  const { number, on, summary, content, inside } = voucher;
  const account = content.lines.find((line) => line.fund === fund && line.account.startsWith('5006'))?.account ?? '';
  const use = useOf(account);
  return [...byPurpose(voucher, fund, '5006')].map(([purpose, fen]) => ({
    voucher: number,
    on,
    summary,
    purpose,
    fen: -fen,
    ...(use === undefined ? {} : { use }),
    ...(inside.length < SMALL_CELL ? {} : { households: inside.length }),
  }));
}

async function movedRows(query: Query, estateId: string, fund: string): Promise<MovedRow[]> {
  const vouchers = await readMoveVouchers(query, estateId, fund);
  return vouchers.map(({ number, on, summary, content, inside }) => ({
    voucher: number,
    on,
    summary,
    fen: content.lines.find(({ side }) => side === 'D')?.fen ?? 0n,
    ...(inside.length === 0 ? {} : { consents: inside.length }),
  }));
}

export function totalsOf(grants: readonly BookedGrant[]): GrantTotals {
  const fen = grants.reduce((sum, grant) => sum + grant.fen, 0n);
  const cells = publishCells(categoryCells(grants));
  return { fen, cells, ...(grants.length < SMALL_CELL ? {} : { households: grants.length }) };
}
