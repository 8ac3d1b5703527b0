/**
 * Workbooks (XLSX, and XLS of 1995 to 2003) to rows of text cells.
 *
 * 1. Size is limited before anything is parsed, since a workbook cannot be streamed: the file itself, what an archive
 *    unpacks to, and the columns of a row.
 * 2. A cell of a day comes out as "2024-07-08" or "2024-07-08 09:08:01", whatever format the workbook shows; other
 *    numbers as they were typed, without a thousands separator.
 * 3. No formula is computed: the value that the spreadsheet program kept is taken. A formula without one comes out as
 *    "=…", which no reader takes for an amount.
 * 4. Hidden rows and columns are read, because a filter hides lines that the account still has. Hidden sheets are not.
 */
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { TableProblem, TableRow } from './table-problem.js';
import { checkArchive } from './xls-archive.js';

export const WORKBOOK_LIMIT_BYTES = 20 * 1024 * 1024;
const UNPACKED_LIMIT_BYTES = 96 * 1024 * 1024;
const MOST_COLUMNS = 256;
/** What a spreadsheet keeps of a number; the rest is noise of the binary fraction. */
const DIGITS_OF_A_NUMBER = 15;

/** The library's own reading of days, which its types leave open. */
const serials = SSF as {
  is_date(format: string): boolean;
  parse_date_code(serial: number, options: { readonly date1904: boolean }): DateParts | null;
};

interface DateParts {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

set_cptable(codePages);

export interface WorkbookReading {
  readonly rows: readonly TableRow[];
  readonly problem?: TableProblem;
}

/** The rows of all sheets that can be seen, one sheet behind the other; `line` is the row's number in its sheet. */
export function readWorkbook(bytes: Buffer): WorkbookReading {
  const problem = refusal(bytes);
  if (problem !== undefined) return { rows: [], problem };
  try {
    const book = read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false, codepage: 936 });
    return { rows: visibleSheets(book).flatMap((sheet) => sheetRows(sheet, usesYear1904(book))) };
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    return { rows: [], problem: { code: locked ? 'WORKBOOK_LOCKED' : 'WORKBOOK_BROKEN' } };
  }
}

function refusal(bytes: Buffer): TableProblem | undefined {
  const limitMb = String(WORKBOOK_LIMIT_BYTES / 1024 / 1024);
  if (bytes.length > WORKBOOK_LIMIT_BYTES) return { code: 'WORKBOOK_TOO_LARGE', facts: { limitMb } };
  if (bytes.readUInt16BE(0) !== 0x504b) return undefined;
  const archive = checkArchive(bytes, UNPACKED_LIMIT_BYTES);
  if (archive === 'too-large') return { code: 'WORKBOOK_TOO_LARGE', facts: { limitMb } };
  return archive === 'broken' ? { code: 'WORKBOOK_BROKEN' } : undefined;
}

function usesYear1904(book: WorkBook): boolean {
  return book.Workbook?.WBProps?.date1904 === true;
}

function visibleSheets(book: WorkBook): WorkSheet[] {
  return book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name];
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return sheet === undefined || hidden ? [] : [sheet];
  });
}

/** Walks the cells that are there, never the range that the sheet claims to have. */
function sheetRows(sheet: WorkSheet, date1904: boolean): TableRow[] {
  const rows: TableRow[] = [];
  (sheet['!data'] ?? []).forEach((cells: (CellObject | undefined)[] | undefined, index) => {
    const texts: string[] = [];
    (cells ?? []).slice(0, MOST_COLUMNS).forEach((cell, column) => {
      texts[column] = cell === undefined ? '' : cellText(cell, date1904);
    });
    const whole = Array.from(texts, (text: string | undefined) => text ?? '');
    if (whole.some((text) => text !== '')) rows.push({ line: index + 1, cells: whole });
  });
  return rows;
}

function cellText(cell: CellObject, date1904: boolean): string {
  if (cell.v === undefined) return cell.f === undefined ? '' : `=${cell.f}`;
  if (cell.t === 'e') return cell.w ?? '#';
  if (typeof cell.v === 'number') return numberText(cell.v, cell.z, date1904);
  return String(cell.v instanceof Date ? cell.v.toISOString() : cell.v);
}

function numberText(value: number, format: unknown, date1904: boolean): string {
  if (typeof format === 'string' && serials.is_date(format)) {
    const moment = serialMoment(value, date1904);
    if (moment !== undefined) return moment;
  }
  return String(Number(value.toPrecision(DIGITS_OF_A_NUMBER)));
}

/** A spreadsheet counts days; the fraction is the time of day. `undefined` where the number is no day. */
export function serialMoment(serial: number, date1904 = false): string | undefined {
  const parts = serials.parse_date_code(serial, { date1904 });
  if (parts === null) return undefined;
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  const time = `${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`;
  if (serial < 1) return time;
  const day = `${String(parts.y)}-${two(parts.m)}-${two(parts.d)}`;
  return time === '00:00:00' ? day : `${day} ${time}`;
}
