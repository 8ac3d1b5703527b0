/** The wing's pure front door. */
export { BANK_RECONCILIATION, buildReconciliation } from './build-reconciliation.js';
export type { ReconciliationFacts } from './reconciliation-sections.js';
export { buildFundStatement, FUND_STATEMENT } from './build-fund-statement.js';
export { checkDocument } from './check-document.js';
export { checkStatement, type StatementCheck } from './check-statement.js';
export { contentDisposition, fileNameOf } from './file-name.js';
export {
  cashResult,
  fundBridge,
  fundResult,
  isHeldByOthers,
  isOwnCash,
  type CashResult,
  type FundBridge,
  type FundResult,
} from './fund-results.js';
export type { ReportDefinition } from './report-definition.js';
export type * from './report-document.js';
export { parseStatementId, reportPeriod, statementId, type PeriodForm, type ReportPeriod } from './report-period.js';
export type * from './statement-facts.js';
export { padEnd, padStart, textWidth } from './text-width.js';
