/** The front door of the funds: public revenue, campaigns, funding plans, household insurance, money in other hands. */
export { BookRevenue } from './book-revenue.js';
export { FundsModule } from './funds.module.js';
export { fundsProblems } from './problems.js';
export { ProposeDrafts } from './propose-drafts.js';
export { contributionTable, readContributionFile, ReceiveContributions } from './receive-contributions.js';
export { ShowCampaigns, type CampaignView } from './show-campaigns.js';
export { ShowContracts, type ContractView } from './show-contracts.js';
export { ShowFundingPlans, type PlanView } from './show-funding-plans.js';
export { ShowHeldByOthers } from './show-held-by-others.js';
export { ShowInsurance, type InsuranceView } from './show-insurance.js';
export { SpendCampaign, type RefundTold } from './spend-campaign.js';
