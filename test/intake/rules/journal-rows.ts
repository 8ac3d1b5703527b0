/** A short hand for journals of tests: rows of cells, and their fold. The first row stands in line 2 of a file. */
import { calendarDate } from '../../../src/kernel/calendar.js';
import { screenPublicText } from '../../../src/kernel/public-text.js';
import { JournalFold, journalColumns } from '../../../src/intake/rules/index.js';
import type { ChartAccount, JournalContext, JournalOutcome, VoucherDraft } from '../../../src/intake/rules/index.js';
import { wholeNamedRows } from '../../../src/platform/tables/index.js';

export type Row = readonly [
  no: string,
  date: string,
  line: string,
  summary: string,
  account: string,
  name: string,
  fund: string,
  debit: string,
  credit: string,
  kind: string,
  ref: string,
];

export interface RowMore {
  readonly kind?: string;
  readonly ref?: string;
  readonly summary?: string;
  readonly name?: string;
}

/** One side of a voucher: `D 12.00` or `C 12.00`. */
export type Leg = readonly [account: string, fund: string, amount: string];

const SMALL_CHART: readonly (readonly [string, string, string, string[]?])[] = [
  ['1002', '银行存款', 'A'],
  ['100201', '基本存款账户', 'A'],
  ['122103', '慈善托管机构代管款', 'A', ['CHARITY']],
  ['1225', '应收其他基金款', 'A'],
  ['224104', '待查来款', 'L'],
  ['2245', '应付其他基金款', 'L'],
  ['300102', '公共收益结余', 'N'],
  ['4008', '利息收入', 'I'],
  ['4901', '基金间转入', 'I'],
  ['5901', '基金间转出', 'E'],
  ['5009', '手续费', 'E'],
];

export const chart: readonly ChartAccount[] = SMALL_CHART.map(([code, name, kind, fundKinds]) => ({
  code,
  name,
  kind,
  ...(fundKinds && { fundKinds }),
}));

export const context: JournalContext = {
  today: calendarDate('2024-12-31')!,
  openedOn: calendarDate('2024-07-01')!,
  funds: [
    { code: 'PR', kind: 'COMMON' },
    { code: 'PS', kind: 'PROPERTY_FEE' },
  ],
  chart,
  screen: screenPublicText,
};

/** The rows of a voucher of July 2024: `voucher(3, '08', [['100201', 'PR', 'D 5.00'], ['4008', 'PR', 'C 5.00']])`. */
export function voucher(sequence: number, day: string, legs: readonly Leg[], more: RowMore = {}): Row[] {
  const { kind = 'normal', ref = '', summary = '银行存款结息', name } = more;
  const no = `记-202407-${String(sequence).padStart(4, '0')}`;
  return legs.map(([account, fund, amount], index): Row => {
    const [side = '', yuan = ''] = amount.split(' ');
    const [debit, credit] = side === 'D' ? [yuan, ''] : ['', yuan];
    const known = chart.find((one) => one.code === account)?.name ?? '';
    return [no, `2024-07-${day}`, String(index + 1), summary, account, name ?? known, fund, debit, credit, kind, ref];
  });
}

/** A receipt of PR: the shortest sound voucher. */
export function receipt(sequence: number, day: string, yuan = '100.00', more: RowMore = {}): Row[] {
  return voucher(
    sequence,
    day,
    [
      ['100201', 'PR', `D ${yuan}`],
      ['4008', 'PR', `C ${yuan}`],
    ],
    more,
  );
}

export function payment(sequence: number, day: string, yuan: string, more: RowMore = {}): Row[] {
  return voucher(
    sequence,
    day,
    [
      ['5009', 'PR', `D ${yuan}`],
      ['100201', 'PR', `C ${yuan}`],
    ],
    more,
  );
}

/** The same row with some cells written otherwise, by the names of the columns. */
export function changed(row: Row, cells: Partial<Record<(typeof journalColumns)[number], string>>): Row {
  return journalColumns.map((column, index) => cells[column] ?? row[index] ?? '') as unknown as Row;
}

export interface Folded {
  readonly drafts: readonly VoucherDraft[];
  readonly outcome: JournalOutcome;
}

export function foldRows(rows: readonly Row[], more: Partial<JournalContext> = {}): Folded {
  const fold = new JournalFold({ ...context, ...more });
  const drafts = rows.map((cells, index) => fold.push({ line: index + 2, cells }));
  const outcome = fold.finish();
  return { drafts: [...drafts, outcome.last].filter((draft) => draft !== undefined), outcome };
}

/** Folds a whole file, the problems of the table included. */
export function foldBytes(bytes: Uint8Array, more: JournalContext): Folded {
  const fold = new JournalFold(more);
  const rows = wholeNamedRows(bytes, journalColumns, (problem) => {
    fold.note(problem);
  });
  const drafts = rows.map((row) => fold.push(row));
  const outcome = fold.finish();
  return { drafts: [...drafts, outcome.last].filter((draft) => draft !== undefined), outcome };
}
