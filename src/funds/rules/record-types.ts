import type { RecordType } from '../../log/rules/index.js';

/** What a preparer proposes to be recorded; subject: the proposal's id. */
export const FUND_PROPOSAL = 'xinyi/fund-proposal/v1';
/** What became of a proposal: `approved` or `returned`; subject: the proposal's id. */
export const FUND_DECISION = 'xinyi/fund-decision/v1';
export const REVENUE_CONTRACT = 'xinyi/revenue-contract/v1';
export const RULE_PACK = 'xinyi/rule-pack/v1';
export const CAMPAIGN = 'xinyi/campaign/v1';
export const FUNDING_PLAN = 'xinyi/funding-plan/v1';
export const INSURANCE = 'xinyi/insurance/v1';
/** What households promised to a campaign; subject: the campaign. Private inside: `pledge` = [unit, fen]. */
export const PLEDGE = 'xinyi/pledge/v1';

const DRAFTERS = ['COMMITTEE_PREPARER', 'TRUSTEE'] as const;
const APPROVER = ['COMMITTEE_APPROVER'] as const;

export const fundsRecordTypes: readonly RecordType[] = [
  { type: FUND_PROPOSAL, by: DRAFTERS },
  { type: FUND_DECISION, by: APPROVER },
  ...[REVENUE_CONTRACT, RULE_PACK, CAMPAIGN, FUNDING_PLAN, INSURANCE].map((type) => ({
    type,
    by: DRAFTERS,
    approver: APPROVER,
  })),
  { type: PLEDGE, by: DRAFTERS },
];
