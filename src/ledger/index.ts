/** The front door of the ledger. Its pure rules have a door of their own, `rules/index.ts`. */
export { ApproveProposal, type Approved, type ApprovalRequest } from './approve-proposal.js';
export { ChangePolicy, type PolicyChange } from './change-policy.js';
export { foundEstate, openFunds, openAccounts, type EstateFounding, type NewFund } from './found-estate.js';
export { JournalWriter } from './journal-writer.js';
export { LedgerModule } from './ledger.module.js';
export { PostVouchers, type AgentPost } from './post-vouchers.js';
export { ProposeVoucher, type ProposalBatch, type ProposalRequest } from './propose-voucher.js';
export { ReturnProposal } from './return-proposal.js';
export { ShowBalances, type BalanceView, type FundView } from './show-balances.js';
export { ShowBooks, type TrialBalanceRow } from './show-books.js';
export { ShowVouchers, type VoucherPage } from './show-vouchers.js';
export type { IdempotencyClaim, PostUnit, UnitOutcome, UnitVoucher } from './rules/fold-batch.js';
export type { DraftContent } from './rules/proposal.js';
export * from './ledger-reads.js';
export { ledgerProblems } from './problems.js';
