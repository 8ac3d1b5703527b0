import { Injectable } from '@nestjs/common';
import { firstDayOf, lastDayOf, type CalendarDate, type Period } from '../kernel/calendar.js';
import type { DecidedOnce } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { fundsOf, latestRecord, sumsOfDimension, sumsThrough } from './read-facts.js';
import { checkFund, debitsOf, netOf } from './rules/facts.js';
import { THE_ESTATE } from './rules/fund-records.js';
import { RULE_PACK } from './rules/record-types.js';
import {
  checkTopUp,
  readChoice,
  TOP_UP_DIMENSION,
  topUpDraft,
  topUpName,
  topUpOf,
  type RulePackChoice,
  type TopUp,
  type TopUpAsk,
} from './rules/top-up.js';
import { revenueBetween } from './show-contracts.js';

export interface TopUpView extends TopUp {
  readonly choice?: RulePackChoice;
  readonly incomeFen: bigint;
  readonly costFen: bigint;
  /** What these months have topped up already. */
  readonly bookedFen: bigint;
}

export interface TopUpMonths {
  readonly from: Period;
  readonly to: Period;
  readonly sourceFund: string;
  readonly repairFund: string;
}

/** What the chosen rule pack asks of these months, and the voucher between the funds that does it. */
@Injectable()
export class TopUpRepairFund {
  constructor(
    private readonly reads: EstateReads,
    private readonly propose: ProposeDrafts,
  ) {}

  preview(estateId: string, months: TopUpMonths): Promise<TopUpView> {
    return this.reads.read(estateId, (query) => this.#view(query, estateId, months));
  }

  execute(asking: Asking, ask: TopUpAsk): Promise<DecidedOnce<Proposed<object>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const funds = await fundsOf(query, estateId);
      const places = [
        ...checkFund(ask.sourceFund, ['COMMON'], funds, 'sourceFund'),
        ...checkFund(ask.repairFund, ['REPAIR'], funds, 'repairFund'),
      ];
      if (places.length > 0) return { refused: places };
      const view = await this.#view(query, estateId, ask);
      const refused = checkTopUp(view, ask, view.bookedFen);
      return refused.length > 0 ? { refused } : { drafts: [topUpDraft(view, ask)], told: {} };
    });
  }

  async #view(query: Query, estateId: string, months: TopUpMonths): Promise<TopUpView> {
    const [from, to] = [firstDayOf(months.from), lastDayOf(months.to)];
    const record = await latestRecord(query, estateId, RULE_PACK, THE_ESTATE);
    const choice = record === undefined ? undefined : readChoice(record.leaf);
    const revenue = (await revenueBetween(query, estateId, from, to)).find(({ fund }) => fund === months.sourceFund);
    const { incomeFen, costFen } = revenue ?? { incomeFen: 0n, costFen: 0n };
    const ofRepair = (await sumsThrough(query, estateId, to)).filter(({ fund }) => fund === months.repairFund);
    const repairFen = netOf(ofRepair, '1', '2');
    const booked = await sumsOfDimension(query, estateId, TOP_UP_DIMENSION, END_OF_TIME);
    const bookedFen = debitsOf(
      booked.filter(({ value }) => value === topUpName(months)),
      '5901',
    );
    const topUp = topUpOf(choice, { incomeFen, costFen, repairFen });
    return { ...topUp, incomeFen, costFen, bookedFen, ...(choice === undefined ? {} : { choice }) };
  }
}

/** A top-up may be booked on any later day. */
const END_OF_TIME = '2999-12-31' as CalendarDate;
