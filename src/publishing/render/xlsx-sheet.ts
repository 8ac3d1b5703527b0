/**
 * One sheet of a workbook as XML.
 *
 * 1. Text is text: no cell is ever a formula, and one that begins like a formula is marked so that editing it does not
 *    make it one.
 * 2. Amounts, counts and percents are written as exact decimals, never by way of a binary fraction; an amount that a
 *    spreadsheet could not hold to the fen is written as text.
 * 3. Columns are as wide as their text, within reason; A4, one page wide, heads repeated on every page.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import { amountText, plainText } from '../rules/cell-text.js';
import type { ReportCell } from '../rules/report-document.js';
import { textWidth } from '../rules/text-width.js';
import type { CellLook, StyleBook } from './xlsx-style.js';

export interface SheetCell {
  readonly cell: ReportCell;
  readonly look?: Omit<CellLook, 'format' | 'quoted'>;
  /** How many columns it runs over. */
  readonly span?: number;
}

export type SheetRow = readonly (SheetCell | undefined)[];

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly columns: number;
  /** So many rows stay in sight, and the last of them is the head of the table. */
  readonly frozenRows: number;
}

const MOST_FEN = BigInt(Number.MAX_SAFE_INTEGER);
const MOST_CHARACTERS = 32_000;
const NARROWEST = 9;
const WIDEST = 46;
const LINE_HEIGHT = 16;
const TITLE_HEIGHT = 26;
/** A table of more than this many characters across is printed on its side. */
const UPRIGHT_CHARACTERS = 96;
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;
const FIRST_SERIAL_DAY = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

export function sheetXml(sheet: Sheet, styles: StyleBook, footer: string): string {
  const widths = columnWidths(sheet);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const merged = sheet.rows.flatMap((row, index) => row.flatMap((cell, column) => mergedRange(cell, index, column)));
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    viewXml(sheet.frozenRows),
    '<sheetFormatPr defaultRowHeight="16"/>',
    `<cols>${widths.map((width, index) => columnXml(width, index)).join('')}</cols>`,
    `<sheetData>${sheet.rows.map((row, index) => rowXml(row, index, widths, styles)).join('')}</sheetData>`,
    mergedXml(merged),
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${total > UPRIGHT_CHARACTERS ? 'landscape' : 'portrait'}" `,
    'fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>${escaped(footerCode(footer))}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

function mergedXml(ranges: readonly string[]): string {
  if (ranges.length === 0) return '';
  const cells = ranges.map((range) => `<mergeCell ref="${range}"/>`);
  return `<mergeCells count="${ranges.length}">${cells.join('')}</mergeCells>`;
}

/** The words on the left and the page on the right; the sign that begins a code stands for itself when doubled. */
function footerCode(words: string): string {
  return `&L${words.replaceAll('&', '&&')}&R第 &P 页，共 &N 页`;
}

function viewXml(frozenRows: number): string {
  if (frozenRows === 0) return '<sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews>';
  const first = `A${frozenRows + 1}`;
  return (
    '<sheetViews><sheetView workbookViewId="0" showGridLines="0">' +
    `<pane ySplit="${frozenRows}" topLeftCell="${first}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="${first}" sqref="${first}"/></sheetView></sheetViews>`
  );
}

function columnXml(width: number, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

function columnWidths({ rows, columns }: Sheet): readonly number[] {
  const widths = Array.from({ length: columns }, () => NARROWEST);
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (cell === undefined || cell.span !== undefined) return;
      const width = Math.min(textWidth(shownText(cell.cell)) + 2, WIDEST);
      widths[column] = Math.max(widths[column] ?? NARROWEST, width);
    });
  }
  return widths;
}

function mergedRange(cell: SheetCell | undefined, row: number, column: number): readonly string[] {
  if (cell?.span === undefined || cell.span < 2) return [];
  return [`${columnName(column)}${row + 1}:${columnName(column + cell.span - 1)}${row + 1}`];
}

function rowXml(row: SheetRow, index: number, widths: readonly number[], styles: StyleBook): string {
  const cells = row.map((cell, column) =>
    cell === undefined ? '' : cellXml(cell, `${columnName(column)}${index + 1}`, styles),
  );
  const height = Math.max(0, ...row.map((cell, column) => mergedHeight(cell, column, widths)));
  const attributes = height === 0 ? '' : ` ht="${height}" customHeight="1"`;
  return `<row r="${index + 1}"${attributes}>${cells.join('')}</row>`;
}

/** Spreadsheets find the height of a wrapped cell themselves, but not of one that runs over columns. */
function mergedHeight(cell: SheetCell | undefined, column: number, widths: readonly number[]): number {
  if (cell?.span === undefined) return 0;
  const room = widths.slice(column, column + cell.span).reduce((sum, width) => sum + width, 0);
  const isTitle = cell.look?.title === true;
  const lines = Math.ceil((textWidth(shownText(cell.cell)) * (isTitle ? 1.6 : 1.05)) / Math.max(room, 1));
  return Math.max(lines, 1) * (isTitle ? TITLE_HEIGHT : LINE_HEIGHT);
}

function cellXml({ cell, look = {} }: SheetCell, reference: string, styles: StyleBook): string {
  const number = numberOf(cell);
  if (number !== undefined && cell.kind !== 'text' && cell.kind !== 'empty') {
    const style = styles.numberOf({ ...look, format: cell.kind });
    return `<c r="${reference}" s="${style}"><v>${number}</v></c>`;
  }
  const text = shownText(cell);
  const quoted = FORMULA.test(text);
  const style = styles.numberOf({ ...look, format: 'text', ...(quoted ? { quoted } : {}) });
  if (text === '') return `<c r="${reference}" s="${style}"/>`;
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** The value as a spreadsheet counts; `undefined` where it is words. */
function numberOf(cell: ReportCell): string | undefined {
  switch (cell.kind) {
    case 'amount':
      return cell.fen > MOST_FEN || cell.fen < -MOST_FEN ? undefined : yuanFromFen(cell.fen);
    case 'date':
      return String((Date.parse(`${cell.date}T00:00:00Z`) - FIRST_SERIAL_DAY) / DAY_MS);
    case 'count':
      return String(cell.n);
    case 'percent':
      return String(cell.basisPoints / 10_000);
    default:
      return undefined;
  }
}

function shownText(cell: ReportCell): string {
  switch (cell.kind) {
    case 'text':
      return cutText(plainText(cell.text));
    case 'amount':
      return amountText(cell.fen).replace('−', '-');
    case 'date':
      return cell.date;
    case 'count':
      return String(cell.n);
    case 'percent':
      return `${cell.basisPoints / 100}%`;
    case 'empty':
      return '';
  }
}

function cutText(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

/** XML's own signs, characters that XML cannot hold, and what the format would read as the code of a character. */
export function escaped(text: string): string {
  return text
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** 0 -> A, 26 -> AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnName(rest)}${String.fromCharCode(65 + (index % 26))}`;
}
