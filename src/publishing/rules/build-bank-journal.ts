/**
 * 银行存款日记账 as a document.
 *
 * 1. One row a voucher, in the order of days and numbers, with the balance after it; day, month and year have their
 *    totals. The rows are banking's; nothing is added up here.
 * 2. The closing balance is held against the ledger, which reached it on another way; a difference is shown.
 * 3. A person's account is called by its alias alone; the bank's words never appear: every row is a voucher.
 * 4. On paper each page hands over to the next: 过次页 and 承前页 bear the month's totals so far and the balance.
 */
import type { BankJournalRow } from '../../banking/rules/index.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import { accountFacts, accountInId, type NamedAccount } from './account-words.js';
import { daysText, type JournalDays } from './journal-days.js';
import { amountCell, dateCell, emptyCell, textCell } from './report-cells.js';
import type {
  ReportCell,
  ReportCellRow,
  ReportColumn,
  ReportDocument,
  ReportFact,
  ReportTable,
} from './report-document.js';

export const BANK_JOURNAL = 'bank-journal';
export const BANK_JOURNAL_TITLE = '银行存款日记账';

export interface BankJournalFacts {
  readonly estate: { readonly code: string; readonly name: string; readonly bodyName: string };
  readonly account: NamedAccount;
  readonly days: JournalDays;
  /** One fund's view; the whole account where absent. */
  readonly fund?: { readonly code: string; readonly name: string };
  readonly rows: readonly BankJournalRow[];
  /** The ledger's own balance at the end of the last day: the second source. */
  readonly ledgerFen: bigint;
  /** The log's size at the figures. */
  readonly size: bigint;
  readonly rootHash: string;
  readonly lastRecordedAt: string;
}

export interface BankJournalFigures {
  readonly openingFen: bigint;
  readonly inFen: bigint;
  readonly outFen: bigint;
  readonly closingFen: bigint;
  /** Vouchers. */
  readonly entries: number;
}

const COLUMNS: readonly ReportColumn[] = [
  { key: 'on', label: '年-月-日', kind: 'date' },
  { key: 'voucher', label: '凭证字号', kind: 'text' },
  { key: 'summary', label: '摘要', kind: 'text', remark: true },
  { key: 'settlement', label: '结算方式及号', kind: 'text' },
  { key: 'counter', label: '对方科目', kind: 'text' },
  { key: 'debit', label: '借方收入', kind: 'amount' },
  { key: 'credit', label: '贷方支出', kind: 'amount' },
  { key: 'side', label: '方向', kind: 'text', align: 'center' },
  { key: 'balance', label: '余额', kind: 'amount' },
];

export function journalFigures(rows: readonly BankJournalRow[]): BankJournalFigures {
  const entries = rows.filter((row) => row.kind === 'entry');
  return {
    openingFen: rows[0]?.balanceFen ?? 0n,
    inFen: sumFen(entries.map((row) => row.debitFen)),
    outFen: sumFen(entries.map((row) => row.creditFen)),
    closingFen: rows.at(-1)?.balanceFen ?? 0n,
    entries: entries.length,
  };
}

export function buildBankJournal(facts: BankJournalFacts): ReportDocument {
  const { account, days, estate, fund } = facts;
  const path = `/e/${encodeURIComponent(estate.code)}`;
  const ofFund = fund === undefined ? '' : `-${fund.code}`;
  return {
    id: `${BANK_JOURNAL}-${accountInId(account)}-${days.from}-${days.to}${ofFund}`,
    title: BANK_JOURNAL_TITLE,
    estateName: estate.name,
    span: { kind: 'period', text: daysText(days), from: days.from, to: days.to },
    source: {
      logPosition: facts.size - 1n,
      rootHash: facts.rootHash,
      preparedAt: facts.lastRecordedAt,
      standing: 'live',
    },
    facts: headFacts(facts),
    sections: [
      {
        title: '逐笔登记',
        lead: fund === undefined ? '这个账户每一天收进、付出和剩下的钱。' : `这个账户里属于${fund.name}的钱。`,
        body: journalTable(facts, path),
      },
    ],
    notes: notesOf(facts),
    signatures: [{ label: '记账' }, { label: '复核' }, { label: '日期' }],
    links: [
      {
        label: '银行存款余额调节表',
        href: `${path}/reconciliations/${encodeURIComponent(account.publicName)}/${days.to}`,
      },
      { label: '全部凭证', href: `${path}/vouchers` },
    ],
  };
}

function headFacts(facts: BankJournalFacts): readonly ReportFact[] {
  const { openingFen, inFen, outFen, closingFen } = journalFigures(facts.rows);
  const difference = closingFen - facts.ledgerFen;
  const words =
    difference === 0n
      ? `✓ 期末余额与总账一致`
      : `✗ 与总账相差 ${formatFen(difference < 0n ? -difference : difference)} 元`;
  return [
    ...accountFacts(facts.account, facts.estate.bodyName),
    { key: 'fund', label: '基金', value: textCell(facts.fund?.name ?? '全部基金') },
    { key: 'unit', label: '金额单位', value: textCell('元') },
    { key: 'opening', label: '期初余额', value: amountCell(openingFen) },
    { key: 'in', label: '本期收入', value: amountCell(inFen) },
    { key: 'out', label: '本期支出', value: amountCell(outFen) },
    { key: 'closing', label: '期末余额', value: amountCell(closingFen) },
    { key: 'check', label: '与总账核对', value: textCell(words) },
  ];
}

function journalTable({ rows }: BankJournalFacts, path: string): ReportTable {
  return {
    kind: 'table',
    columns: COLUMNS,
    rows: rows.map((row) => tableRow(row, path)),
    whenEmpty: '这段时间没有收支。',
    carry: { column: 'summary', out: '过次页', into: '承前页' },
  };
}

function tableRow(row: BankJournalRow, path: string): ReportCellRow {
  const kind = row.kind === 'entry' ? (row.voucherKind === 'red' ? 'red' : 'normal') : rowKind(row);
  const { carried } = row;
  const [debit, credit] = amountCells(row);
  return {
    kind,
    cells: [
      dateCell(row.on),
      row.voucherNo === ''
        ? emptyCell
        : textCell(row.voucherNo, `${path}/vouchers/${encodeURIComponent(row.voucherNo.replace('记-', ''))}`),
      textCell(row.summary),
      textOrNothing(row.settlement),
      textOrNothing(row.counterAccounts.join('、')),
      debit,
      credit,
      ...balanceCells(row),
    ],
    carried: [
      dateCell(row.on),
      emptyCell,
      emptyCell,
      emptyCell,
      emptyCell,
      amountCell(carried.debitFen),
      amountCell(carried.creditFen),
      ...balanceCells(row),
    ],
  };
}

function rowKind({ kind }: BankJournalRow): 'normal' | 'subtotal' {
  return kind === 'opening' ? 'normal' : 'subtotal';
}

function balanceCells({ side, balanceFen }: BankJournalRow): readonly [ReportCell, ReportCell] {
  return [textCell(side), amountCell(side === '贷' ? 0n - balanceFen : balanceFen)];
}

/** An entry leaves the other side empty, as on paper; totals show both, and so does one that moves nothing. */
function amountCells({ kind, debitFen, creditFen }: BankJournalRow): readonly [ReportCell, ReportCell] {
  if (kind === 'opening') return [emptyCell, emptyCell];
  const isPlain = kind === 'entry' && (debitFen === 0n) !== (creditFen === 0n);
  return [
    isPlain && debitFen === 0n ? emptyCell : amountCell(debitFen),
    isPlain && creditFen === 0n ? emptyCell : amountCell(creditFen),
  ];
}

function textOrNothing(text: string): ReportCell {
  return text === '' ? emptyCell : textCell(text);
}

function notesOf({ fund }: BankJournalFacts): readonly string[] {
  return [
    '收进的钱记在借方，付出的钱记在贷方；红字是更正，冲减原来那一方。',
    ...(fund === undefined ? ['只在基金之间划转的凭证，收入和支出都是 0.00：银行里的钱没有动。'] : []),
    '余额的方向：借是账户里有钱，贷是透支，平是没有余额。本年累计从一月算起。',
    '打印成多页时，“过次页”和“承前页”写的是当月到那一行为止的收支合计和余额。',
  ];
}
