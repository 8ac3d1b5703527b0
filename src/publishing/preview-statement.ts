import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/violation.js';
import { fundStatement } from '../../reports/fund-statement/definition.js';
import { BankLight } from './bank-light.js';
import { withLight } from './rules/publish-rules.js';
import { GatherStatement } from './gather-statement.js';
import type { ReportDocument } from './rules/report-document.js';
import { reportPeriod } from './rules/report-period.js';
import { checkStatement, type StatementCheck } from './rules/check-statement.js';

export interface StatementPreview {
  readonly document: ReportDocument;
  /** What would stand in the way of publishing it. */
  readonly checks: readonly StatementCheck[];
}

/** What a statement would say if it were published now; it is marked 未公示 and shows failing checks too. */
@Injectable()
export class PreviewStatement {
  constructor(
    private readonly gather: GatherStatement,
    private readonly bank: BankLight,
  ) {}

  /** @throws Refusal REPORT_UNKNOWN, REPORT_PERIOD_INVALID, STATEMENT_PERIOD_BEFORE_BOOKS, ESTATE_NOT_FOUND. */
  async execute(estateId: string, report: string, periodLabel: string): Promise<StatementPreview> {
    if (report !== fundStatement.key) throw Refusal.of('REPORT_UNKNOWN', 'report', { report });
    const period = reportPeriod(periodLabel);
    if (period === undefined) throw Refusal.of('REPORT_PERIOD_INVALID', 'period', { period: periodLabel });
    const light = await this.bank.on(estateId, period.lastDay);
    const facts = withLight(await this.gather.execute(estateId, period), light);
    return { document: fundStatement.build(facts), checks: checkStatement(facts) };
  }
}
