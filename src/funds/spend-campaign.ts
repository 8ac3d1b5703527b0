import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { yuanFromFen } from '../kernel/fen.js';
import type { DecidedOnce } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { recordOrRefuse, sumsOfFund } from './read-facts.js';
import {
  campaignMoney,
  checkRefund,
  readCampaign,
  refundDraft,
  refundOf,
  worksDraft,
  type Campaign,
  type Refund,
  type WorksPayment,
} from './rules/campaign.js';
import { CAMPAIGN } from './rules/record-types.js';
import { moneyByUnit } from './show-campaigns.js';

export interface RefundTold {
  readonly total: string;
  readonly households: number;
  /** How many households get how much. */
  readonly shares: { readonly amount: string; readonly households: number }[];
}

export interface RefundAsk {
  readonly eventOn: CalendarDate;
  readonly account: string;
  readonly resolution?: string | undefined;
}

/** A campaign's money going out: to the works, and what is left back to the households in proportion. */
@Injectable()
export class SpendCampaign {
  constructor(
    private readonly reads: EstateReads,
    private readonly propose: ProposeDrafts,
    private readonly clock: Clock,
  ) {}

  payWorks(asking: Asking, id: string, payment: WorksPayment): Promise<DecidedOnce<Proposed<object>>> {
    return this.propose.execute(asking, async (query) => {
      const campaign = await campaignOf(query, asking.estateId, id);
      return { drafts: [worksDraft(campaign, payment)], told: {} };
    });
  }

  previewRefund(estateId: string, id: string): Promise<RefundTold> {
    return this.reads.read(
      estateId,
      async (query) => {
        const campaign = await campaignOf(query, estateId, id);
        return toldOf(await this.#refund(query, estateId, campaign));
      },
      { private: true },
    );
  }

  refund(asking: Asking, id: string, ask: RefundAsk): Promise<DecidedOnce<Proposed<RefundTold>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const campaign = await campaignOf(query, estateId, id);
      const refund = await this.#refund(query, estateId, campaign);
      const refused = checkRefund(campaign, refund, ask.eventOn);
      return refused.length > 0 ? { refused } : { drafts: [refundDraft(campaign, refund, ask)], told: toldOf(refund) };
    });
  }

  async #refund(query: Query, estateId: string, campaign: Campaign): Promise<Refund> {
    const today = shanghaiDate(this.clock.now());
    const sums = await sumsOfFund(query, estateId, campaign.fund, today);
    const { given } = await moneyByUnit(query, estateId, campaign, today);
    return refundOf(campaignMoney(sums), given);
  }
}

function campaignOf(query: Query, estateId: string, id: string): Promise<Campaign> {
  return recordOrRefuse(query, estateId, { type: CAMPAIGN, id, read: readCampaign });
}

function toldOf(refund: Refund): RefundTold {
  const counts = new Map<bigint, number>();
  for (const { fen } of refund.shares) counts.set(fen, (counts.get(fen) ?? 0) + 1);
  const shares = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    total: yuanFromFen(refund.totalFen),
    households: refund.shares.length,
    shares: shares.map(([fen, households]) => ({ amount: yuanFromFen(fen), households })),
  };
}
