/**
 * A file of donations: one row a donation, columns by name in any order.
 *
 * 1. 日期 2024-12-05; 捐赠人 may be empty; 金额 in yuan with at most two decimals; 用途 is a declared purpose's code or
 *    empty; 同意公开 is 是 or 否; 票据号 and 流水号 may be empty.
 * 2. Every problem of every row is found, each with its line and column.
 */
import { calendarDate } from '../../kernel/calendar.js';
import { fenFromYuan } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import type { Donation, PlaceOf } from './donation.js';

export const DONATION_COLUMNS = ['日期', '捐赠人', '金额', '用途', '同意公开', '票据号', '流水号'] as const;

export const DONATION_TEMPLATE: readonly (readonly string[])[] = [
  DONATION_COLUMNS,
  ['2024-12-05', '王某某', '200.00', '', '是', '', ''],
  ['2024-12-05', '', '50.00', '', '否', '', ''],
];

const COLUMN_OF: Readonly<Record<keyof Donation, (typeof DONATION_COLUMNS)[number]>> = {
  on: '日期',
  donor: '捐赠人',
  fen: '金额',
  purpose: '用途',
  isNamed: '同意公开',
  receiptNo: '票据号',
  serial: '流水号',
};

export interface DonationRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface DonationReading {
  readonly donations: readonly Donation[];
  readonly violations: readonly Violation[];
  readonly placeOf: PlaceOf;
}

export function placeIn(line: number, column: string): string {
  return `第 ${String(line)} 行 ${column}`;
}

export function readDonations(rows: readonly DonationRow[]): DonationReading {
  const readings = rows.map(readRow);
  const read = readings.flatMap(({ donation, line }) => (donation === undefined ? [] : [{ donation, line }]));
  return {
    donations: read.map(({ donation }) => donation),
    violations: readings.flatMap(({ violations }) => violations),
    placeOf: (nth, field) => placeIn(read[nth]?.line ?? 0, COLUMN_OF[field]),
  };
}

interface RowReading {
  readonly line: number;
  /** Absent where the row cannot be judged further. */
  readonly donation?: Donation;
  readonly violations: readonly Violation[];
}

const LONGEST_TEXT = 60;

/** As the log keeps text. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function readRow({ line, cells }: DonationRow): RowReading {
  const cell = (column: (typeof DONATION_COLUMNS)[number]): string =>
    plain(cells[DONATION_COLUMNS.indexOf(column)] ?? '');
  const [on, fen] = [calendarDate(cell('日期')), fenFromYuan(cell('金额'))];
  const isBad: readonly (readonly [(typeof DONATION_COLUMNS)[number], boolean])[] = [
    ['日期', on === undefined],
    ['金额', fen === undefined],
    ['同意公开', !['是', '否', ''].includes(cell('同意公开'))],
    ...(['捐赠人', '票据号', '流水号'] as const).map((column) => [column, cell(column).length > LONGEST_TEXT] as const),
  ];
  const violations = isBad.flatMap(([column, bad]) => {
    const value = cell(column) === '' ? '（空）' : cell(column).slice(0, 40);
    return bad ? [{ code: 'DONATION_CELL', at: placeIn(line, column), facts: { column, value } }] : [];
  });
  if (on === undefined || fen === undefined) return { line, violations };
  const texts = { donor: cell('捐赠人'), purpose: cell('用途'), receiptNo: cell('票据号'), serial: cell('流水号') };
  return { line, violations, donation: { on, fen, isNamed: cell('同意公开') === '是', ...texts } };
}
