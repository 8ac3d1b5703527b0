/** The two sections of one fund in the form of 收支公示表: by item, and voucher by voucher. */
import { adjustmentName } from './fund-tables.js';
import { fundResult } from './fund-results.js';
import { amountCell, countCell, dateCell, emptyCell, row, textCell } from './report-cells.js';
import type { ReportCell, ReportRow, ReportSection } from './report-document.js';
import type { FundFigure, StatementFacts, StatementFund, StatementVoucher } from './statement-facts.js';
import { fundLines, needsDocument, type FundLine } from './statement-lines.js';

const FORM_NAMES: Readonly<Record<string, string>> = {
  PROPERTY_FEE: '物业费收支公示表',
  COMMON: '公共收益收支公示表',
  WORKING: '工作经费收支公示表',
  REPAIR: '专项维修资金收支公示表',
  CHARITY: '慈善基金收支公示表',
  CAMPAIGN: '众筹收支公示表',
};

/** 物业服务资金（物业费收支公示表） */
export function fundTitle(fund: StatementFund): string {
  const form = FORM_NAMES[fund.kind];
  return form === undefined ? fund.name : `${fund.name}（${form}）`;
}

/** Whether there is anything to say of a fund beyond its line in the first table. */
export function hasTurnover(fund: StatementFund, facts: StatementFacts): boolean {
  const isResult = (figure: FundFigure): boolean => 'INE'.includes(facts.accounts.get(figure.account)?.kind ?? '-');
  return facts.figures.some(
    (figure) => figure.fund === fund.code && isResult(figure) && (figure.debitFen !== 0n || figure.creditFen !== 0n),
  );
}

export function itemSection(title: string, fund: StatementFund, facts: StatementFacts): ReportSection {
  const result = fundResult(fund.code, facts.figures, facts.accounts);
  const own = facts.figures.filter((figure) => figure.fund === fund.code);
  const items = own.flatMap((figure) => itemRow(figure, facts));
  const balance = (name: string, kind: 'normal' | 'total', fen: bigint): ReportRow =>
    row(kind, textCell(name), emptyCell, emptyCell, emptyCell, amountCell(fen));
  return {
    title,
    body: {
      kind: 'table',
      columns: [
        { key: 'item', label: '项目', kind: 'text' },
        { key: 'income', label: '本期收入', kind: 'amount', summed: true },
        { key: 'expense', label: '本期支出', kind: 'amount', summed: true },
        { key: 'year', label: '本年累计', kind: 'amount' },
        { key: 'balance', label: '结余', kind: 'amount' },
      ],
      rows: [
        balance('期初结余', 'normal', result.openingFen),
        ...items,
        row(
          'total',
          textCell('本期合计'),
          amountCell(result.incomeFen),
          amountCell(result.expenseFen),
          emptyCell,
          emptyCell,
        ),
        ...(result.adjustmentFen === 0n ? [] : [balance(adjustmentName(facts), 'normal', result.adjustmentFen)]),
        balance('期末结余', 'total', result.closingFen),
      ],
      whenEmpty: '本期没有收支。',
    },
  };
}

function itemRow(figure: FundFigure, facts: StatementFacts): ReportRow[] {
  const account = facts.accounts.get(figure.account);
  if (account?.kind !== 'I' && account?.kind !== 'E') return [];
  const isIncome = account.kind === 'I';
  const sign = isIncome ? 1n : -1n;
  const turn = sign * (figure.creditFen - figure.debitFen);
  const year = sign * (figure.yearCreditFen - figure.yearDebitFen);
  if (turn === 0n && year === 0n) return [];
  const moved = turn === 0n ? emptyCell : amountCell(turn);
  const side: readonly ReportCell[] = isIncome ? [moved, emptyCell] : [emptyCell, moved];
  return [row('normal', textCell(account.name), ...side, amountCell(year), emptyCell)];
}

export function lineSection(title: string, fund: StatementFund, facts: StatementFacts): ReportSection {
  const { openingFen, incomeFen, expenseFen } = fundResult(fund.code, facts.figures, facts.accounts);
  const lines = fundLines(fund.code, openingFen, facts);
  const opening = facts.vouchers.filter(
    (voucher) => voucher.kind === 'opening' && voucher.lines.some((line) => line.fund === fund.code),
  );
  const names = opening.map((voucher) => voucher.number).join('、');
  const first = opening.length === 0 ? '期初结余' : `期初结余（含建账 ${names}）`;
  return {
    title,
    body: {
      kind: 'table',
      columns: [
        { key: 'place', label: '序号', kind: 'count', align: 'center' },
        { key: 'on', label: '日期', kind: 'date' },
        { key: 'number', label: '凭证号', kind: 'text' },
        { key: 'summary', label: '摘要', kind: 'text', remark: true },
        { key: 'income', label: '收入', kind: 'amount', summed: true },
        { key: 'expense', label: '支出', kind: 'amount', summed: true },
        { key: 'balance', label: '余额', kind: 'amount' },
        { key: 'basis', label: '依据', kind: 'text' },
      ],
      rows: [
        row(
          'normal',
          ...[emptyCell, emptyCell, emptyCell],
          textCell(first),
          emptyCell,
          emptyCell,
          amountCell(openingFen),
          emptyCell,
        ),
        ...lines.map((line, index) => lineRow(line, index + 1, facts)),
        row(
          'total',
          ...[emptyCell, emptyCell, emptyCell],
          textCell('合计'),
          amountCell(incomeFen),
          amountCell(expenseFen),
          amountCell(lines.at(-1)?.balanceFen ?? openingFen),
          emptyCell,
        ),
      ],
      whenEmpty: '本期没有收支。',
    },
  };
}

function lineRow(line: FundLine, place: number, facts: StatementFacts): ReportRow {
  const { voucher } = line;
  const cells = [
    countCell(place),
    dateCell(voucher.eventOn),
    numberCell(voucher, facts),
    textCell(summaryOf(line)),
    line.incomeFen === 0n ? emptyCell : amountCell(line.incomeFen),
    line.expenseFen === 0n ? emptyCell : amountCell(line.expenseFen),
    amountCell(line.balanceFen),
    textCell(basisOf(voucher, facts)),
  ];
  const kind = voucher.kind === 'red' ? 'red' : 'normal';
  if (line.takenBackBy === undefined) return row(kind, ...cells);
  const struck = { text: `已由${line.takenBackBy}注销`, href: voucherPath(line.takenBackBy, facts) };
  return { kind, cells, struck };
}

function summaryOf(line: FundLine): string {
  const { summary } = line.voucher;
  const late = line.eventMonth === undefined ? '' : `（补记 ${line.eventMonth}）`;
  const moved = line.adjustmentFen === 0n ? '' : '（以前年度调整，不算本期收支）';
  return `${summary}${late}${moved}`;
}

export function numberCell(voucher: StatementVoucher, facts: StatementFacts): ReportCell {
  return textCell(voucher.number, voucherPath(voucher.number, facts));
}

function voucherPath(number: string, facts: StatementFacts): string {
  return `/e/${encodeURIComponent(facts.estate.code)}/vouchers/${number.replace('记-', '')}`;
}

const REF_WORDS: Readonly<Record<string, string>> = {
  resolution: '决议',
  project: '项目',
  campaign: '众筹',
};

/** 决议2024-02；附件 2. What spends money and has nothing attached says so. */
function basisOf(voucher: StatementVoucher, facts: StatementFacts): string {
  // What a correction corrects stands in its fixed summary.
  const refs = voucher.refs
    .filter(([kind]) => kind !== 'reverses' && kind !== 'corrects')
    .map(([kind, value]) => `${REF_WORDS[kind] ?? ''}${value}`);
  const isBare = voucher.documents === 0 && needsDocument(voucher, facts.accounts);
  const attached = voucher.documents === 0 ? [] : [`附件 ${voucher.documents}`];
  return [...refs, ...attached, ...(isBare ? ['未附凭证'] : [])].join('；');
}
