import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { BookFundingPlan } from './book-funding-plan.js';
import { BookRevenue } from './book-revenue.js';
import { CampaignMoneyController } from './campaign-money.controller.js';
import { CampaignsController } from './campaigns.controller.js';
import { RevenueContractsController } from './contracts.controller.js';
import { DecideRecord } from './decide-record.js';
import { DistributeRevenue } from './distribute-revenue.js';
import { InsuranceController } from './households.controller.js';
import { InsureHouseholds } from './insure-households.js';
import { ListRecordProposals } from './list-record-proposals.js';
import { PassThroughController } from './pass-through.controller.js';
import { PassThrough } from './pass-through.js';
import { FundingPlansController } from './plans.controller.js';
import { PledgeToCampaign } from './pledge-to-campaign.js';
import { ProposeDrafts } from './propose-drafts.js';
import { ProposeRecord } from './propose-record.js';
import { ReceiveContributions } from './receive-contributions.js';
import { FundRecordsController } from './records.controller.js';
import { RevenueUseController } from './revenue-use.controller.js';
import { RulePacksController } from './rule-packs.controller.js';
import { ShowCampaigns } from './show-campaigns.js';
import { ShowContracts } from './show-contracts.js';
import { ShowFundingPlans } from './show-funding-plans.js';
import { ShowHeldByOthers } from './show-held-by-others.js';
import { ShowInsurance } from './show-insurance.js';
import { ShowRulePacks } from './show-rule-packs.js';
import { SpendCampaign } from './spend-campaign.js';
import { TopUpRepairFund } from './top-up-repair-fund.js';
import { TransferBetweenFunds } from './transfer-between-funds.js';

const verbs = [
  BookFundingPlan,
  BookRevenue,
  DecideRecord,
  DistributeRevenue,
  InsureHouseholds,
  ListRecordProposals,
  PassThrough,
  PledgeToCampaign,
  ProposeDrafts,
  ProposeRecord,
  ReceiveContributions,
  ShowCampaigns,
  ShowContracts,
  ShowFundingPlans,
  ShowHeldByOthers,
  ShowInsurance,
  ShowRulePacks,
  SpendCampaign,
  TopUpRepairFund,
  TransferBetweenFunds,
];

@Module({
  imports: [LedgerModule],
  controllers: [
    FundRecordsController,
    RevenueContractsController,
    RulePacksController,
    RevenueUseController,
    CampaignsController,
    CampaignMoneyController,
    FundingPlansController,
    InsuranceController,
    PassThroughController,
  ],
  providers: verbs,
  exports: verbs,
})
export class FundsModule {}
