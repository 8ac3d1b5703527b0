/** 银行存款余额调节表: does the bank agree with the books, account by account, on a day. notes.md says how to read it. */
import {
  BANK_RECONCILIATION,
  BANK_RECONCILIATION_TITLE,
  buildReconciliation,
} from '../../src/publishing/rules/build-reconciliation.js';
import type { ReconciliationFacts } from '../../src/publishing/rules/reconciliation-sections.js';
import { checkDocument } from '../../src/publishing/rules/check-document.js';
import type { ReportDefinition } from '../../src/publishing/rules/report-definition.js';

export const bankReconciliation: ReportDefinition<ReconciliationFacts, never> = {
  key: BANK_RECONCILIATION,
  title: BANK_RECONCILIATION_TITLE,
  spans: 'day',
  sql: 'lines.sql',
  form: '1',
  build: (facts) => buildReconciliation(facts),
  // Book and bank that differ are what the document is there to show; only a document that does not add up is withheld.
  check: (facts) => checkDocument(buildReconciliation(facts)),
};
