import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { fundsOf, latestRecords, sumsOfDimension, sumsOfFund } from './read-facts.js';
import {
  planState,
  readPlan,
  SOURCE_DIMENSION,
  type FundingPlan,
  type PlanFacts,
  type PlanState,
} from './rules/funding-plan.js';
import { FUNDING_PLAN } from './rules/record-types.js';

export interface PlanView {
  readonly plan: FundingPlan;
  readonly state: PlanState;
}

/** Projects with their sources: promised, received and spent, cash and kind apart. */
@Injectable()
export class ShowFundingPlans {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async list(estateId: string, on?: CalendarDate): Promise<{ asOf: CalendarDate; plans: PlanView[] }> {
    const asOf = on ?? shanghaiDate(this.clock.now());
    const plans = await this.reads.read(estateId, async (query) => {
      const views: PlanView[] = [];
      for (const { subject, leaf } of await latestRecords(query, estateId, FUNDING_PLAN)) {
        const plan = readPlan(subject, leaf);
        views.push({ plan, state: planState(plan, await planFacts(query, estateId, plan, asOf)) });
      }
      return views;
    });
    return { asOf, plans };
  }
}

export async function planFacts(
  query: Query,
  estateId: string,
  plan: FundingPlan,
  on: CalendarDate,
): Promise<PlanFacts> {
  return {
    fund: (await fundsOf(query, estateId)).get(plan.fund),
    bySource: await sumsOfDimension(query, estateId, SOURCE_DIMENSION, on),
    ofFund: await sumsOfFund(query, estateId, plan.fund, on),
  };
}
