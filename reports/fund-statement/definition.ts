/** 公共资金收支表: what every fund received, spent and has left in a period. notes.md says what the figures mean. */
import {
  buildFundStatement,
  FUND_STATEMENT,
  FUND_STATEMENT_TITLE,
} from '../../src/publishing/rules/build-fund-statement.js';
import { checkStatement } from '../../src/publishing/rules/check-statement.js';
import type { ReportDefinition } from '../../src/publishing/rules/report-definition.js';
import type { StatementEdition, StatementFacts } from '../../src/publishing/rules/statement-facts.js';

export const fundStatement: ReportDefinition<StatementFacts, StatementEdition> = {
  key: FUND_STATEMENT,
  title: FUND_STATEMENT_TITLE,
  spans: ['month', 'quarter', 'half', 'year'],
  sql: 'lines.sql',
  form: '1',
  build: buildFundStatement,
  check: (facts) => checkStatement(facts).flatMap((check) => check.violations),
};
