/** What can be wrong with single cells of a journal, each with the place that must be named. */
import { changed, receipt } from './journal-rows.js';
import type { Row } from './journal-rows.js';

export interface JournalCase {
  readonly code: string;
  readonly rows: readonly Row[];
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
  readonly facts?: Readonly<Record<string, string>>;
  /** Other codes that this journal must show too. */
  readonly also?: readonly string[];
}

export const [debitRow, creditRow] = receipt(1, '05') as [Row, Row];
const oneCell = (cells: Parameters<typeof changed>[1]): Row[] => [changed(debitRow, cells), creditRow];
const bothRows = (cells: Parameters<typeof changed>[1]): Row[] =>
  [debitRow, creditRow].map((row) => changed(row, cells));

export const cellCases: readonly JournalCase[] = [
  { code: 'JOURNAL_EMPTY', rows: [] },
  { code: 'JOURNAL_NUMBER_FORM', rows: bothRows({ voucher_no: '记-20247-1' }), line: 2, column: 'voucher_no' },
  { code: 'JOURNAL_DATE', rows: bothRows({ date: '2024-07-32' }), line: 2, column: 'date', value: '2024-07-32' },
  { code: 'JOURNAL_DATE_AFTER_MONTH', rows: bothRows({ date: '2024-08-01' }), line: 2, column: 'date' },
  {
    code: 'JOURNAL_DATE_IN_FUTURE',
    rows: bothRows({ date: '2025-01-01', voucher_no: '记-202501-0001' }),
    line: 2,
    column: 'date',
  },
  {
    code: 'JOURNAL_DATE_BEFORE_BOOKS',
    rows: bothRows({ date: '2024-06-30' }),
    line: 2,
    column: 'date',
    also: ['JOURNAL_ADJUSTMENT'],
  },
  { code: 'JOURNAL_ADJUSTMENT', rows: bothRows({ voucher_no: '记-202408-0001' }), line: 2, column: 'date' },
  { code: 'JOURNAL_KIND', rows: bothRows({ kind: '收款' }), line: 2, column: 'kind', value: '收款' },
  { code: 'JOURNAL_SUMMARY_MISSING', rows: bothRows({ summary: '' }), line: 2, column: 'summary' },
  { code: 'JOURNAL_TEXT_CONTROL', rows: bothRows({ summary: '结\u0007息' }), line: 2, column: 'summary' },
  { code: 'JOURNAL_TEXT_TOO_LONG', rows: bothRows({ summary: '息'.repeat(201) }), line: 2, column: 'summary' },
  {
    code: 'JOURNAL_TEXT_PRIVATE',
    rows: bothRows({ summary: '3栋2单元501退押金' }),
    line: 2,
    column: 'summary',
    facts: { kindZh: '房号', found: '3栋2单元501' },
  },
  { code: 'JOURNAL_TEXT_PRIVATE', rows: bothRows({ ref: '13800138000' }), line: 2, column: 'ref' },
  {
    code: 'JOURNAL_TEXT_PRIVATE',
    rows: oneCell({ account: '100205', account_name: '4-101的卡' }),
    line: 2,
    column: 'account_name',
  },
  { code: 'JOURNAL_ACCOUNT_MISSING', rows: oneCell({ account: '' }), line: 2, column: 'account' },
  {
    code: 'JOURNAL_ACCOUNT_UNKNOWN',
    rows: oneCell({ account: '10O201' }),
    line: 2,
    column: 'account',
    value: '10O201',
  },
  { code: 'JOURNAL_ACCOUNT_UNKNOWN', rows: oneCell({ account: '7777' }), line: 2, column: 'account' },
  {
    code: 'JOURNAL_ACCOUNT_NAME_MISSING',
    rows: oneCell({ account: '100205', account_name: '' }),
    line: 2,
    column: 'account_name',
  },
  {
    code: 'JOURNAL_ACCOUNT_NAME_DIFFERS',
    rows: oneCell({ account_name: '现金' }),
    line: 2,
    column: 'account_name',
    value: '现金',
  },
  { code: 'JOURNAL_FUND_MISSING', rows: oneCell({ fund: '' }), line: 2, column: 'fund' },
  { code: 'JOURNAL_FUND_UNKNOWN', rows: bothRows({ fund: 'PX' }), line: 2, column: 'fund', value: 'PX' },
  { code: 'JOURNAL_FUND_NOT_TAKEN', rows: oneCell({ account: '122103' }), line: 2, column: 'fund', value: 'PR' },
  { code: 'JOURNAL_AMOUNT_MISSING', rows: oneCell({ debit: '' }), line: 2, column: 'debit' },
  { code: 'JOURNAL_AMOUNT_BOTH', rows: oneCell({ credit: '3.00' }), line: 2, column: 'credit', value: '100.00 / 3.00' },
  { code: 'JOURNAL_AMOUNT_ZERO', rows: oneCell({ debit: '0.00' }), line: 2, column: 'debit', value: '0.00' },
  { code: 'JOURNAL_AMOUNT_FORM', rows: oneCell({ debit: '1,000.00' }), line: 2, column: 'debit', value: '1,000.00' },
  { code: 'JOURNAL_AMOUNT_DECIMALS', rows: oneCell({ debit: '100.005' }), line: 2, column: 'debit', value: '100.005' },
  { code: 'JOURNAL_AMOUNT_TOO_LARGE', rows: oneCell({ debit: '999999999999.00' }), line: 2, column: 'debit' },
  { code: 'JOURNAL_AMOUNT_NEGATIVE', rows: oneCell({ debit: '-100.00' }), line: 2, column: 'debit', value: '-100.00' },
];
