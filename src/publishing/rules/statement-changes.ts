/** Sections of a fund statement that tell of time: what was late or corrected, and what a new version changes. */
import type { ReportSection } from './report-document.js';
import { numberCell } from './fund-detail.js';
import { fundResult, fundsAtWork, type FundResult } from './fund-results.js';
import { amountCell, dateCell, row, textCell } from './report-cells.js';
import type { ReportColumn, ReportRow } from './report-document.js';
import type { EarlierStatement, StatementEdition, StatementFacts, StatementVoucher } from './statement-facts.js';
import { effectOn, isAdjustment, isCorrection } from './statement-lines.js';

const entryColumns: readonly ReportColumn[] = [
  { key: 'number', label: '凭证号', kind: 'text' },
  { key: 'on', label: '发生日期', kind: 'date' },
  { key: 'counted', label: '计入', kind: 'text' },
  { key: 'summary', label: '摘要', kind: 'text', remark: true },
  { key: 'fund', label: '基金', kind: 'text' },
  { key: 'effect', label: '对结余的影响', kind: 'amount' },
];

function entryRows(vouchers: readonly StatementVoucher[], facts: StatementFacts): readonly ReportRow[] {
  return vouchers.flatMap((voucher) => {
    const funds = facts.funds.filter((fund) => voucher.lines.some((line) => line.fund === fund.code));
    return funds.map((fund) => {
      const effect = effectOn(fund.code, voucher, facts.accounts);
      const fen = effect === undefined ? 0n : effect.incomeFen - effect.expenseFen + effect.adjustmentFen;
      return row(
        voucher.kind === 'red' ? 'red' : 'normal',
        numberCell(voucher, facts),
        dateCell(voucher.eventOn),
        textCell(voucher.period),
        textCell(voucher.summary),
        textCell(fund.name),
        amountCell(fen),
      );
    });
  });
}

/** Late and corrected vouchers; both lists are shown empty too, since "none" is news. */
export function correctionSection(title: string, facts: StatementFacts): ReportSection {
  const vouchers = facts.vouchers.filter((voucher) => isAdjustment(voucher) || isCorrection(voucher));
  return {
    title,
    lead: '记错的账不涂改：先用红字原样冲掉，再记一张对的。补记以前月份的事，计入补记时的月份，日期仍写实际发生那天。',
    body: {
      kind: 'table',
      columns: entryColumns,
      rows: entryRows(vouchers, facts),
      whenEmpty: '本期没有更正，也没有补记。',
    },
  };
}

/** What a new version says that the one before did not. */
export function versionSections(
  titles: readonly [string, string],
  facts: StatementFacts,
  edition: StatementEdition,
  supersedes: EarlierStatement,
): readonly ReportSection[] {
  const since = facts.vouchers.filter((voucher) => voucher.seq >= supersedes.size);
  const reason = edition.reason === undefined ? '' : `重新公示的原因：${edition.reason.replace(/。$/, '')}。`;
  return [
    {
      title: titles[0],
      lead: `${reason}第 ${supersedes.version} 版于 ${supersedes.publishedOn} 公示，仍可查看。`,
      body: {
        kind: 'table',
        columns: [
          { key: 'fund', label: '基金', kind: 'text' },
          { key: 'item', label: '项目', kind: 'text' },
          { key: 'before', label: `第 ${supersedes.version} 版`, kind: 'amount' },
          { key: 'now', label: '本版', kind: 'amount' },
          { key: 'change', label: '相差', kind: 'amount' },
        ],
        rows: changedRows(facts, supersedes),
        whenEmpty: '各基金的期初、收入、支出和期末都没有变化。',
      },
    },
    {
      title: titles[1],
      body: {
        kind: 'table',
        columns: entryColumns,
        rows: entryRows(since, facts),
        whenEmpty: '上一版公示以后，没有再记入本期的凭证。',
      },
    },
  ];
}

const ITEMS: readonly (readonly [keyof FundResult & `${string}Fen`, string])[] = [
  ['openingFen', '期初结余'],
  ['incomeFen', '本期收入'],
  ['expenseFen', '本期支出'],
  ['adjustmentFen', '以前年度调整'],
  ['closingFen', '期末结余'],
];

function changedRows(facts: StatementFacts, supersedes: EarlierStatement): readonly ReportRow[] {
  return fundsAtWork(facts).flatMap((fund) => {
    const before = fundResult(fund.code, supersedes.figures, facts.accounts);
    const now = fundResult(fund.code, facts.figures, facts.accounts);
    return ITEMS.filter(([key]) => before[key] !== now[key]).map(([key, name]) =>
      row(
        'normal',
        textCell(fund.name),
        textCell(name),
        amountCell(before[key]),
        amountCell(now[key]),
        amountCell(now[key] - before[key]),
      ),
    );
  });
}
