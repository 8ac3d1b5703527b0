/** Every problem that a journal can have, each with the place that must be named. */
import { cellCases, creditRow, debitRow } from './cell-cases.js';
import type { JournalCase } from './cell-cases.js';
import { changed, payment, receipt, voucher } from './journal-rows.js';
import type { Row } from './journal-rows.js';

const red = (sequence: number, day: string, original: string, yuan = '-100.00'): Row[] =>
  receipt(sequence, day, yuan, { kind: 'red', ref: original, summary: '注销' });
const blue = (sequence: number, day: string, original: string): Row[] =>
  receipt(sequence, day, '90.00', { kind: 'corrected', ref: original, summary: '订正' });

export const voucherCases: readonly JournalCase[] = [
  {
    code: 'JOURNAL_NUMBER_TWICE',
    rows: [...receipt(1, '05'), ...receipt(1, '06')],
    line: 4,
    column: 'voucher_no',
    facts: { before: '2' },
  },
  {
    code: 'JOURNAL_NUMBER_GAP',
    rows: [...receipt(1, '05'), ...receipt(4, '06')],
    line: 4,
    column: 'voucher_no',
    facts: { from: '记-202407-0002', to: '记-202407-0003', count: '2' },
  },
  { code: 'JOURNAL_NUMBER_GAP', rows: receipt(2, '05'), line: 2, column: 'voucher_no', facts: { count: '1' } },
  {
    code: 'JOURNAL_NOT_CONTIGUOUS',
    rows: [debitRow, ...receipt(2, '06'), creditRow],
    line: 5,
    column: 'voucher_no',
    facts: { number: '记-202407-0001', before: '2' },
  },
  {
    code: 'JOURNAL_LINE_NUMBERS',
    rows: [debitRow, changed(creditRow, { line: '3' })],
    line: 3,
    column: 'line',
    value: '3',
    facts: { expected: '2' },
  },
  {
    code: 'JOURNAL_DATE_DIFFERS',
    rows: [debitRow, changed(creditRow, { date: '2024-07-06' })],
    line: 3,
    column: 'date',
  },
  { code: 'JOURNAL_KIND_DIFFERS', rows: [debitRow, changed(creditRow, { kind: 'refund' })], line: 3, column: 'kind' },
  { code: 'JOURNAL_REF_DIFFERS', rows: [debitRow, changed(creditRow, { ref: '回单' })], line: 3, column: 'ref' },
  {
    code: 'JOURNAL_SUMMARY_DIFFERS',
    rows: [debitRow, changed(creditRow, { summary: '利息' })],
    line: 3,
    column: 'summary',
  },
  { code: 'JOURNAL_TOO_FEW_LINES', rows: [debitRow], line: 2, column: 'line' },
  {
    code: 'JOURNAL_TOO_MANY_LINES',
    rows: Array.from({ length: 600 }, (_, index) => changed(debitRow, { line: String(index + 1) })),
    line: 2,
    column: 'voucher_no',
    facts: { count: '600', limit: '500' },
  },
  {
    code: 'JOURNAL_UNBALANCED',
    rows: [debitRow, changed(creditRow, { credit: '90.00' })],
    line: 2,
    facts: { debit: '100.00', credit: '90.00', difference: '10.00' },
  },
  {
    // 18.60 for 16.80 in line 3: two digits swapped.
    code: 'JOURNAL_UNBALANCED',
    rows: voucher(1, '05', [
      ['100201', 'PR', 'D 31.80'],
      ['4008', 'PR', 'C 18.60'],
      ['300102', 'PR', 'C 15.00'],
    ]),
    line: 3,
    column: 'credit',
    value: '18.60',
  },
  {
    code: 'JOURNAL_FUND_UNBALANCED',
    rows: [
      ...receipt(1, '05'),
      ...voucher(2, '06', [
        ['100201', 'PR', 'D 40.00'],
        ['100201', 'PS', 'D 60.00'],
        ['4008', 'PR', 'C 40.00'],
        ['4008', 'PR', 'C 60.00'],
      ]),
    ],
    line: 5,
    column: 'fund',
    value: 'PS',
    facts: { number: '记-202407-0002', fund: 'PS', difference: '60.00', likely: '5' },
  },
];

const transfer = (cash: string, more: { ref?: string } = { ref: '决议2024-02' }): Row[] =>
  voucher(
    2,
    '06',
    [
      ['5901', 'PR', `D ${cash}`],
      ['100201', 'PR', `C ${cash}`],
      ['100201', 'PS', `D ${cash}`],
      ['4901', 'PS', `C ${cash}`],
    ],
    { kind: 'interfund', ...more },
  );

export const fundCases: readonly JournalCase[] = [
  {
    code: 'JOURNAL_FUND_OVERDRAWN',
    rows: [
      ...receipt(1, '05'),
      ...payment(2, '08', '30.00'),
      ...payment(3, '08', '75.50'),
      ...receipt(4, '20', '5.50'),
    ],
    line: 7,
    column: 'fund',
    value: 'PR',
    facts: { account: '100201', day: '2024-07-08', amount: '5.50', number: '记-202407-0003', until: '2024-07-20' },
  },
  {
    code: 'JOURNAL_OVERDRAWN_BY_RED',
    rows: [...receipt(1, '05'), ...payment(2, '08', '80.00'), ...red(3, '10', '记-202407-0001')],
    line: 6,
    column: 'fund',
    facts: { amount: '80.00', until: '—' },
  },
  {
    code: 'JOURNAL_INTERFUND_BARE',
    rows: [
      ...receipt(1, '05'),
      ...voucher(
        2,
        '06',
        [
          ['5009', 'PR', 'D 10.00'],
          ['100201', 'PR', 'C 10.00'],
          ['100201', 'PS', 'D 10.00'],
          ['4008', 'PS', 'C 10.00'],
        ],
        { ref: '决议2024-02' },
      ),
    ],
    line: 5,
    column: 'fund',
    facts: { fund: 'PR', amount: '-10.00' },
  },
  {
    code: 'JOURNAL_INTERFUND_UNEVEN',
    rows: [
      ...receipt(1, '05'),
      ...voucher(
        2,
        '06',
        [
          ['5901', 'PR', 'D 10.00'],
          ['100201', 'PR', 'C 10.00'],
        ],
        { ref: '决议2024-02' },
      ),
    ],
    line: 4,
    column: 'account',
    facts: { accounts: '4901/5901', difference: '10.00' },
  },
  {
    code: 'JOURNAL_INTERFUND_UNRESOLVED',
    rows: [...receipt(1, '05'), ...transfer('10.00', {})],
    line: 4,
    column: 'ref',
  },
];

export const correctionCases: readonly JournalCase[] = [
  {
    code: 'JOURNAL_RED_WITHOUT_REF',
    rows: [...receipt(1, '05'), ...red(2, '06', '银行回单')],
    line: 4,
    column: 'ref',
    value: '银行回单',
  },
  {
    code: 'JOURNAL_RED_UNKNOWN',
    rows: [...receipt(1, '05'), ...red(2, '06', '记-202407-0009')],
    line: 4,
    column: 'ref',
  },
  {
    code: 'JOURNAL_RED_NOT_EXACT',
    rows: [...receipt(1, '05'), ...red(2, '06', '记-202407-0001', '-99.00')],
    line: 4,
    column: 'ref',
    facts: { original: '记-202407-0001', originalLine: '2' },
  },
  {
    code: 'JOURNAL_RED_TWICE',
    rows: [
      ...receipt(1, '05'),
      ...receipt(2, '05'),
      ...red(3, '06', '记-202407-0001'),
      ...red(4, '06', '记-202407-0001'),
    ],
    line: 8,
    column: 'ref',
    facts: { before: '记-202407-0003' },
  },
  {
    code: 'JOURNAL_RED_OF_RED',
    rows: [...receipt(1, '05'), ...red(2, '06', '记-202407-0001'), ...red(3, '06', '记-202407-0002', '100.00')],
    line: 6,
    column: 'ref',
  },
  {
    code: 'JOURNAL_RED_TOO_EARLY',
    rows: [...red(1, '05', '记-202407-0002'), ...receipt(2, '05')],
    line: 2,
    column: 'ref',
  },
  {
    code: 'JOURNAL_RED_OTHER_YEAR',
    rows: [
      ...receipt(1, '05').map((row) => changed(row, { voucher_no: '记-202312-0001', date: '2023-12-05' })),
      ...red(1, '05', '记-202312-0001'),
    ],
    line: 4,
    column: 'ref',
    also: ['JOURNAL_DATE_BEFORE_BOOKS'],
  },
  {
    code: 'JOURNAL_CORRECTED_WITHOUT_REF',
    rows: [...receipt(1, '05'), ...blue(2, '06', '')],
    line: 4,
    column: 'ref',
  },
  {
    code: 'JOURNAL_CORRECTED_WITHOUT_RED',
    rows: [...receipt(1, '05'), ...blue(2, '06', '记-202407-0001')],
    line: 4,
    column: 'ref',
    value: '记-202407-0001',
  },
  {
    code: 'JOURNAL_CORRECTED_TWICE',
    rows: [
      ...receipt(1, '05'),
      ...red(2, '06', '记-202407-0001'),
      ...blue(3, '06', '记-202407-0001'),
      ...blue(4, '06', '记-202407-0001'),
    ],
    line: 8,
    column: 'ref',
    facts: { before: '记-202407-0003' },
  },
];

export const journalCases = [...cellCases, ...voucherCases, ...fundCases, ...correctionCases];

/** Sound: a transfer with its resolution, a red and a blue voucher, a cent moved to a second fund and back. */
export const soundRows: readonly Row[] = [
  ...receipt(1, '05'),
  ...transfer('10.00'),
  ...red(3, '07', '记-202407-0001'),
  ...blue(4, '07', '记-202407-0001'),
];
