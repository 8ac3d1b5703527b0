/** The verbs of funds that commands use. */
import {
  BookRevenue,
  ProposeDrafts,
  ReceiveContributions,
  ShowCampaigns,
  ShowContracts,
  ShowFundingPlans,
  ShowHeldByOthers,
  ShowInsurance,
  SpendCampaign,
} from '../funds/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Randomness } from '../kernel/ids.js';
import { ProposeVoucher } from '../ledger/index.js';
import type { EstateReads } from '../platform/database/estate-reads.js';

export interface FundVerbs {
  readonly bookRevenue: BookRevenue;
  readonly receiveContributions: ReceiveContributions;
  readonly spendCampaign: SpendCampaign;
  readonly showCampaigns: ShowCampaigns;
  readonly showContracts: ShowContracts;
  readonly showFundingPlans: ShowFundingPlans;
  readonly showHeldByOthers: ShowHeldByOthers;
  readonly showInsurance: ShowInsurance;
}

export function composeFunds(reads: EstateReads, clock: Clock, randomness: Randomness): FundVerbs {
  const propose = new ProposeDrafts(new ProposeVoucher(reads, clock, randomness));
  return {
    bookRevenue: new BookRevenue(propose),
    receiveContributions: new ReceiveContributions(propose, clock),
    spendCampaign: new SpendCampaign(reads, propose, clock),
    showCampaigns: new ShowCampaigns(reads, clock),
    showContracts: new ShowContracts(reads, clock),
    showFundingPlans: new ShowFundingPlans(reads, clock),
    showHeldByOthers: new ShowHeldByOthers(reads, clock),
    showInsurance: new ShowInsurance(reads, clock),
  };
}
