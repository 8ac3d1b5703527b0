/** Journal, trial balance and account ledgers as the doors give them, as JSON and as rows of a spreadsheet. */
import { yuanFromFen } from '../kernel/fen.js';
import type { AccountLedger, TrialBalanceRow } from './show-books.js';
import type { StoredVoucher } from './show-vouchers.js';

export function trialBalanceView(rows: readonly TrialBalanceRow[]): object {
  const total = (amount: (row: TrialBalanceRow) => bigint): string =>
    yuanFromFen(rows.reduce((sum, row) => sum + amount(row), 0n));
  return {
    totals: { debit: total((row) => row.debitFen), credit: total((row) => row.creditFen) },
    turnoverWithOpening: {
      debit: total((row) => row.debitFen + row.openingDebitFen),
      credit: total((row) => row.creditFen + row.openingCreditFen),
    },
    rows: rows.map((row) => ({
      account: row.account,
      name: row.name,
      kind: row.kind,
      fund: row.fund,
      opening: yuanFromFen(row.openingFen),
      debit: yuanFromFen(row.debitFen),
      credit: yuanFromFen(row.creditFen),
      yearDebit: yuanFromFen(row.yearDebitFen),
      yearCredit: yuanFromFen(row.yearCreditFen),
      closing: yuanFromFen(row.closingFen),
    })),
  };
}

export function ledgerView(ledger: AccountLedger): object {
  return {
    account: ledger.account,
    name: ledger.name,
    opening: yuanFromFen(ledger.openingFen),
    closing: yuanFromFen(ledger.closingFen),
    ...(ledger.isCut ? { cut: true } : {}),
    entries: ledger.entries.map((entry) => ({
      number: entry.number,
      period: entry.period,
      eventOn: entry.eventOn,
      summary: entry.summary,
      fund: entry.fund,
      debit: yuanFromFen(entry.debitFen),
      credit: yuanFromFen(entry.creditFen),
      balance: yuanFromFen(entry.balanceFen),
      seq: Number(entry.seq),
    })),
  };
}

export function journalRows(vouchers: readonly StoredVoucher[], names: ReadonlyMap<string, string>): string[][] {
  const head = [
    '凭证号',
    '日期',
    '行',
    '摘要',
    '科目编码',
    '科目名称',
    '资金',
    '借方',
    '贷方',
    '类型',
    '制单',
    '审核',
    '序号',
    '叶子哈希',
  ];
  const rows = vouchers.flatMap((voucher) =>
    voucher.content.lines.map((line, index) => [
      voucher.content.number,
      voucher.content.eventOn,
      String(index + 1),
      line.summary === '' ? voucher.content.summary : line.summary,
      line.account,
      names.get(line.account) ?? '',
      line.fund,
      line.side === 'D' ? yuanFromFen(line.fen) : '',
      line.side === 'C' ? yuanFromFen(line.fen) : '',
      voucher.content.kind,
      voucher.content.preparer,
      voucher.content.approver,
      voucher.seq.toString(),
      voucher.leafHash.toString('hex'),
    ]),
  );
  return [head, ...rows];
}

/** A balance stands on the side on which it is positive. */
function sides(balanceFen: bigint): [string, string] {
  return balanceFen >= 0n ? [yuanFromFen(balanceFen), ''] : ['', yuanFromFen(-balanceFen)];
}

export function trialBalanceRows(rows: readonly TrialBalanceRow[]): string[][] {
  const head = [
    '科目编码',
    '名称',
    '资金',
    '期初借方',
    '期初贷方',
    '本期借方',
    '本期贷方',
    '本年累计借方',
    '本年累计贷方',
    '期末借方',
    '期末贷方',
  ];
  return [
    head,
    ...rows.map((row) => [
      row.account,
      row.name,
      row.fund,
      ...sides(row.openingFen),
      yuanFromFen(row.debitFen),
      yuanFromFen(row.creditFen),
      yuanFromFen(row.yearDebitFen),
      yuanFromFen(row.yearCreditFen),
      ...sides(row.closingFen),
    ]),
  ];
}

export function ledgerRows(ledger: AccountLedger): string[][] {
  const direction = (balanceFen: bigint): string => (balanceFen === 0n ? '平' : balanceFen > 0n ? '借' : '贷');
  const size = (amount: bigint): string => yuanFromFen(amount < 0n ? -amount : amount);
  return [
    ['日期', '凭证号', '摘要', '资金', '借方', '贷方', '方向', '余额'],
    ['', '', '期初余额', '', '', '', direction(ledger.openingFen), size(ledger.openingFen)],
    ...ledger.entries.map((entry) => [
      entry.eventOn,
      entry.number,
      entry.summary,
      entry.fund,
      yuanFromFen(entry.debitFen),
      yuanFromFen(entry.creditFen),
      direction(entry.balanceFen),
      size(entry.balanceFen),
    ]),
    ...(ledger.isCut ? [['', '', '条目太多，只列出前一部分，请按月分段导出', '', '', '', '', '']] : []),
  ];
}
