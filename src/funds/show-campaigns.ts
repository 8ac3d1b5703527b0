import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { readEntriesAt, readMovementsBetween } from '../ledger/index.js';
import { logSize, readDisclosures, readRecords } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { campaignsOf, recordOrRefuse, rollOf, sumsOfFund } from './read-facts.js';
import {
  campaignItem,
  campaignMoney,
  campaignState,
  INCOME,
  paidByBuilding,
  readCampaign,
  type BuildingCount,
  type Campaign,
  type CampaignMoney,
  type CampaignState,
} from './rules/campaign.js';
import { CONTRIBUTION } from './rules/contributions.js';
import { fenOfText, textOf } from './rules/leaf-reading.js';
import { CAMPAIGN, PLEDGE } from './rules/record-types.js';

export interface CampaignView {
  readonly campaign: Campaign;
  readonly state: CampaignState;
  readonly money: CampaignMoney;
  readonly pledgedFen: bigint;
  readonly pledgedHouseholds: number;
  readonly paidHouseholds: number;
  /** Absent where a figure would point at somebody. */
  readonly buildings?: readonly BuildingCount[];
}

export interface CampaignHousehold {
  readonly unit: string;
  readonly pledgedFen: bigint;
  /** Contributions less refunds. */
  readonly givenFen: bigint;
}

/** Campaigns in counts and sums for everybody, household by household for those who work on the books. */
@Injectable()
export class ShowCampaigns {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async list(estateId: string, on?: CalendarDate): Promise<{ asOf: CalendarDate; campaigns: CampaignView[] }> {
    const asOf = on ?? shanghaiDate(this.clock.now());
    // Households are counted here, and leave as counts.
    const campaigns = await this.reads.read(
      estateId,
      async (query) => {
        const views: CampaignView[] = [];
        for (const campaign of await campaignsOf(query, estateId)) {
          views.push(await viewOf(query, estateId, campaign, asOf));
        }
        return views;
      },
      { private: true },
    );
    return { asOf, campaigns };
  }

  households(estateId: string, id: string): Promise<CampaignHousehold[]> {
    return this.reads.read(
      estateId,
      async (query) => {
        const campaign = await recordOrRefuse(query, estateId, { type: CAMPAIGN, id, read: readCampaign });
        const today = shanghaiDate(this.clock.now());
        const pledged = await pledgesOf(query, estateId, campaign.id, today);
        const { given } = await moneyByUnit(query, estateId, campaign, today);
        const units = [...new Set([...pledged.keys(), ...given.keys()])].sort();
        return units.map((unit) => ({
          unit,
          pledgedFen: pledged.get(unit) ?? 0n,
          givenFen: given.get(unit) ?? 0n,
        }));
      },
      { private: true },
    );
  }
}

async function viewOf(query: Query, estateId: string, campaign: Campaign, asOf: CalendarDate): Promise<CampaignView> {
  const money = campaignMoney(await sumsOfFund(query, estateId, campaign.fund, asOf));
  const pledged = await pledgesOf(query, estateId, campaign.id, asOf);
  const { contributed } = await moneyByUnit(query, estateId, campaign, asOf);
  const buildings = paidByBuilding(await rollOf(query, estateId), contributed);
  return {
    campaign,
    state: campaignState(campaign, money, asOf),
    money,
    pledgedFen: [...pledged.values()].reduce((sum, fen) => sum + fen, 0n),
    pledgedHouseholds: pledged.size,
    paidHouseholds: [...contributed.values()].filter((fen) => fen > 0n).length,
    ...(buildings === undefined ? {} : { buildings }),
  };
}

/** Households' own money in a campaign up to a day, in fen. */
export interface MoneyByUnit {
  /** What each gave, whatever went back since. */
  readonly contributed: ReadonlyMap<string, bigint>;
  /** What each gave and did not get back. */
  readonly given: ReadonlyMap<string, bigint>;
}

/** Read from the vouchers of the campaign's income; needs private scope. */
export async function moneyByUnit(
  query: Query,
  estateId: string,
  campaign: Campaign,
  to: CalendarDate,
): Promise<MoneyByUnit> {
  const range = { account: INCOME, from: FIRST_DAY, to, size: await logSize(query, estateId) };
  const moves = await readMovementsBetween(query, estateId, range);
  const seqs = moves.filter(({ fund }) => fund === campaign.fund).map(({ seq }) => seq);
  const contributed = new Map<string, bigint>();
  const given = new Map<string, bigint>();
  for (const { item, unit, kind, account, fen } of await readEntriesAt(query, estateId, seqs)) {
    if (item !== campaignItem(campaign.id) || account !== INCOME) continue;
    given.set(unit, (given.get(unit) ?? 0n) - fen);
    if (kind === CONTRIBUTION) contributed.set(unit, (contributed.get(unit) ?? 0n) - fen);
  }
  return { contributed, given };
}

const FIRST_DAY = '1900-01-01' as CalendarDate;

/** The latest pledge of each household; a pledge of nothing takes an earlier one back. Needs private scope. */
async function pledgesOf(
  query: Query,
  estateId: string,
  id: string,
  on: CalendarDate,
): Promise<ReadonlyMap<string, bigint>> {
  const all = await readRecords(query, estateId, { type: PLEDGE, subject: id });
  const records = all.filter(({ leaf }) => shanghaiDate(new Date(textOf(leaf, 'recorded_at'))) <= on);
  const byUnit = new Map<string, bigint>();
  for (const { text } of await readDisclosures(
    query,
    estateId,
    records.map(({ seq }) => seq),
  )) {
    const value = openDisclosure(text)?.value;
    if (value === undefined || typeof value === 'string') continue;
    const [unit, fen] = value;
    if (typeof unit === 'string' && typeof fen === 'string') byUnit.set(unit, fenOfText(fen));
  }
  return new Map([...byUnit].filter(([, fen]) => fen > 0n));
}
