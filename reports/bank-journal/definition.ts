/** 银行存款日记账: what went through one bank account, day by day. notes.md says how to read it. */
import {
  BANK_JOURNAL,
  BANK_JOURNAL_TITLE,
  buildBankJournal,
  type BankJournalFacts,
} from '../../src/publishing/rules/build-bank-journal.js';
import { checkDocument } from '../../src/publishing/rules/check-document.js';
import type { ReportDefinition } from '../../src/publishing/rules/report-definition.js';

export const bankJournal: ReportDefinition<BankJournalFacts, never> = {
  key: BANK_JOURNAL,
  title: BANK_JOURNAL_TITLE,
  spans: 'days',
  sql: 'lines.sql',
  form: '1',
  build: (facts) => buildBankJournal(facts),
  check: (facts) => checkDocument(buildBankJournal(facts)),
};
