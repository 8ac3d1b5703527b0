/**
 * How wide the columns of a table are.
 *
 * 1. Amounts, dates and counts are never broken: their columns are as wide as their widest cell.
 * 2. Text columns share what is left: short ones get what they need, long ones wrap; a number in a text, such as a
 *    voucher's, stays whole as long as it is not very long.
 * 3. Where that leaves text too little room, the type gets smaller, step by step.
 */
import { alignOf, cellText, remarkColumn, rowRemark } from '../rules/cell-text.js';
import type { ReportCellRow, ReportTable } from '../rules/report-document.js';
import { ink, type TypeCase } from './pdf-type.js';
import type { Align } from './pdf-sheet.js';
import { widestUnit, type Measure } from './wrap-text.js';

export interface ColumnPlace {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
}

export interface TablePlan {
  readonly size: number;
  readonly columns: readonly ColumnPlace[];
}

const GAP = 14;
const SIZES = [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4] as const;
/** Below this size a portrait page is turned rather than the type made smaller still. */
const SMALLEST_UPRIGHT = 8;
/** A text column keeps at least this many characters a line. */
const LEAST_CHARACTERS = 7;
/** A text column is wide enough for a number or a word of this many characters. */
const WHOLE_CHARACTERS = 9;
/** A remark has its own lines and asks for no more than this. */
const REMARK_CHARACTERS = 12;
/** A label longer than this may wrap. */
const LABEL_CHARACTERS = 5;

interface Need {
  readonly least: number;
  readonly most: number;
}

/** True where the table can stand on an upright page in a readable size. */
export function fitsUpright(table: ReportTable, type: TypeCase, width: number): boolean {
  return leastWidth(needs(table, type, SMALLEST_UPRIGHT)) <= width;
}

export function planTable(table: ReportTable, type: TypeCase, left: number, width: number): TablePlan {
  const last = SIZES[SIZES.length - 1] ?? 4;
  const size = SIZES.find((each) => leastWidth(needs(table, type, each)) <= width) ?? last;
  const widths = share(needs(table, type, size), width - GAP * (table.columns.length - 1));
  let x = left;
  const columns = table.columns.map((column, index): ColumnPlace => {
    const place = { x, width: widths[index] ?? 0, align: alignOf(column) };
    x += place.width + GAP;
    return place;
  });
  return { size, columns };
}

function needs(table: ReportTable, type: TypeCase, size: number): readonly Need[] {
  const remarked = remarkColumn(table.columns);
  const regular = type.measureFor({ weight: 'regular', size, colour: ink.text });
  return table.columns.map((column, index): Need => {
    const words = widestCell(table, index, type, size);
    const most = index === remarked ? Math.max(words, widestRemark(table, type, size)) : words;
    const label = regular(type.printable(column.label));
    const wraps = column.kind === 'text' || index === remarked;
    const whole = Math.min(wraps ? widestPiece(table, index, regular) : 0, size * WHOLE_CHARACTERS);
    const least = wraps ? Math.min(most, Math.max(size * LEAST_CHARACTERS, whole)) : most;
    const labelLeast = Math.min(label, size * LABEL_CHARACTERS);
    return { least: Math.max(least, labelLeast), most: Math.max(most, labelLeast, wraps ? label : 0) };
  });
}

function cellRows(table: ReportTable): readonly ReportCellRow[] {
  return table.rows.filter((row) => row.kind !== 'note');
}

function widestCell(table: ReportTable, index: number, type: TypeCase, size: number): number {
  const regular = type.measureFor({ weight: 'regular', size, colour: ink.text });
  const bold = type.measureFor({ weight: 'bold', size, colour: ink.text });
  let widest = 0;
  for (const row of cellRows(table)) {
    const measure = row.kind === 'total' || row.kind === 'subtotal' ? bold : regular;
    widest = Math.max(widest, measure(type.printable(cellText(row.cells[index] ?? { kind: 'empty' }))));
  }
  return widest;
}

function widestPiece(table: ReportTable, index: number, measure: Measure): number {
  return cellRows(table).reduce((widest, row) => {
    const cell = row.cells[index];
    return cell?.kind === 'text' ? Math.max(widest, widestUnit(cellText(cell), measure)) : widest;
  }, 0);
}

function widestRemark(table: ReportTable, type: TypeCase, size: number): number {
  const measure = type.measureFor({ weight: 'regular', size, colour: ink.text });
  const widths = cellRows(table).map((row) => measure(type.printable(rowRemark(row) ?? '')));
  return Math.min(
    widths.reduce((widest, width) => Math.max(widest, width), 0),
    size * REMARK_CHARACTERS,
  );
}

function leastWidth(needed: readonly Need[]): number {
  return needed.reduce((sum, need) => sum + need.least, 0) + GAP * (needed.length - 1);
}

/** Water-filling: narrow wishes are met in full, the rest share alike; what is over goes to all in proportion. */
function share(needed: readonly Need[], width: number): readonly number[] {
  const wished = needed.reduce((sum, need) => sum + need.most, 0);
  if (wished <= width) return spread(needed, width - wished);
  const widths = needed.map((need) => need.least);
  let free = width - widths.reduce((sum, each) => sum + each, 0);
  const open = needed.map((_, index) => index).filter((index) => missing(needed, widths, index) > 0);
  open.sort((a, b) => missing(needed, widths, a) - missing(needed, widths, b) || a - b);
  open.forEach((index, place) => {
    const part = Math.max(Math.min(missing(needed, widths, index), free / (open.length - place)), 0);
    widths[index] = (widths[index] ?? 0) + part;
    free -= part;
  });
  return widths;
}

function missing(needed: readonly Need[], widths: readonly number[], index: number): number {
  return (needed[index]?.most ?? 0) - (widths[index] ?? 0);
}

function spread(needed: readonly Need[], over: number): readonly number[] {
  return needed.map((need) => need.most + over / Math.max(needed.length, 1));
}
