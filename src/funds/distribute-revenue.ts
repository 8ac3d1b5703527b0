import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { yuanFromFen } from '../kernel/fen.js';
import type { DecidedOnce } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { balancesByUnit, fundsOf, negated, rollOf, sumsOfDimension, sumsOfFund, unitsOf } from './read-facts.js';
import {
  checkDistribution,
  checkPayout,
  DISTRIBUTION_DIMENSION,
  distributionDraft,
  itemOf,
  OWED_ACCOUNT,
  payoutDraft,
  sharesByArea,
  type DistributionAsk,
  type PayoutRow,
  type Shares,
} from './rules/distribution.js';
import { checkFund, debitsOf, netOf } from './rules/facts.js';

export interface DistributionTold {
  readonly total: string;
  readonly households: number;
  readonly area: string;
  /** What the fund owns afterwards. */
  readonly left: string;
}

export interface DistributionView {
  readonly id: string;
  readonly fund: string;
  readonly totalFen: bigint;
  readonly owedFen: bigint;
}

/** Public revenue shared among the owners by area, and its payment to households whose rooms were verified. */
@Injectable()
export class DistributeRevenue {
  constructor(
    private readonly reads: EstateReads,
    private readonly propose: ProposeDrafts,
    private readonly clock: Clock,
  ) {}

  list(estateId: string): Promise<DistributionView[]> {
    return this.reads.read(estateId, async (query) => {
      const sums = await sumsOfDimension(query, estateId, DISTRIBUTION_DIMENSION, this.#today());
      const places = new Map(sums.map((sum) => [`${sum.value} ${sum.fund}`, sum]));
      return [...places.values()].map(({ value, fund }) => {
        const own = sums.filter((sum) => sum.value === value && sum.fund === fund);
        return { id: value, fund, totalFen: netOf(own, '5011'), owedFen: -netOf(own, OWED_ACCOUNT) };
      });
    });
  }

  preview(estateId: string, ask: Pick<DistributionAsk, 'fund' | 'perM2'>): Promise<DistributionTold> {
    return this.reads.read(
      estateId,
      async (query) => {
        const shares = sharesByArea(ask.perM2, await rollOf(query, estateId));
        return toldOf(shares, await this.#netOf(query, estateId, ask.fund, this.#today()));
      },
      { private: true },
    );
  }

  execute(asking: Asking, ask: DistributionAsk): Promise<DecidedOnce<Proposed<DistributionTold>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const placed = checkFund(ask.fund, ['COMMON'], await fundsOf(query, estateId), 'fund');
      if (placed.length > 0) return { refused: placed };
      const shares = sharesByArea(ask.perM2, await rollOf(query, estateId));
      const netFen = await this.#netOf(query, estateId, ask.fund, ask.eventOn);
      const sums = await sumsOfDimension(query, estateId, DISTRIBUTION_DIMENSION, this.#today());
      const alreadyFen = debitsOf(
        sums.filter(({ value }) => value === ask.id),
        '5011',
      );
      const refused = checkDistribution(shares, netFen, alreadyFen);
      if (refused.length > 0) return { refused };
      return { drafts: [distributionDraft(ask, shares)], told: toldOf(shares, netFen) };
    });
  }

  pay(
    asking: Asking,
    ask: { readonly id: string; readonly eventOn: CalendarDate; readonly fund: string; readonly account: string },
    rows: readonly PayoutRow[],
  ): Promise<DecidedOnce<Proposed<object>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      // Each fund pays what it owes itself.
      const place = { account: OWED_ACCOUNT, fund: ask.fund };
      const owed = negated(await balancesByUnit(query, estateId, itemOf(ask.id), place));
      const refused = checkPayout(rows, { roll: await unitsOf(query, estateId), owed });
      return refused.length > 0 ? { refused } : { drafts: [payoutDraft(ask, rows, owed)], told: {} };
    });
  }

  async #netOf(query: Query, estateId: string, fund: string, on: CalendarDate): Promise<bigint> {
    return netOf(await sumsOfFund(query, estateId, fund, on), '1', '2');
  }

  #today(): CalendarDate {
    return shanghaiDate(this.clock.now());
  }
}

function toldOf({ totalFen, shares, areaM2 }: Shares, netFen: bigint): DistributionTold {
  return {
    total: yuanFromFen(totalFen),
    households: shares.length,
    area: areaM2,
    left: yuanFromFen(netFen - totalFen),
  };
}
