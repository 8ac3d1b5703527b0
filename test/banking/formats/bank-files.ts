/** Files as banks write them, made here; and what every reading of them is compared by. */
import iconv from 'iconv-lite';
import { utils, write, type BookType } from '@e965/xlsx';
import { readBankFile, type BankFileSource, type StatementReading } from '../../../src/banking/formats/index.js';
import { formatFen } from '../../../src/kernel/fen.js';

export const NUMBER = '5105000001';
export const ACCOUNTS = [{ number: NUMBER }, { number: '6217000000000000011', alias: 'old-card' }];

export async function readFile(
  bytes: Uint8Array | string,
  more: Partial<BankFileSource> = {},
): Promise<StatementReading> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return readBankFile({ name: 'bank/a.csv', bytes: content, accounts: ACCOUNTS, accountNumber: NUMBER, ...more });
}

export function essence(reading: StatementReading, index = 0): string[][] {
  const lines = reading.statements[index]?.lines ?? [];
  return lines.map((line) => [
    line.bookedOn,
    formatFen(line.outFen),
    formatFen(line.inFen),
    formatFen(line.balanceFen),
    line.counterpartyName,
  ]);
}

export function codes(reading: StatementReading): string[] {
  return reading.violations.map(({ code }) => code);
}

export type Cell = string | number | null;

export function csvOf(rows: readonly (readonly Cell[])[]): string {
  const cellOf = (cell: Cell): string => {
    const text = String(cell ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cellOf).join(',')).join('\r\n');
}

export function gb18030(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

export function workbookOf(rows: readonly (readonly Cell[])[], bookType: BookType = 'xlsx'): Buffer {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Sheet1');
  return write(book, { type: 'buffer', bookType, compression: true, codepage: 936 }) as Buffer;
}

const markup = (cell: Cell): string =>
  String(cell ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** What many online banks call xls: a table of HTML. */
export function htmlOf(rows: readonly (readonly Cell[])[]): string {
  const tag = (row: readonly Cell[]): string => row.map((cell) => `<td style='x'> ${markup(cell)}</td>`).join('\n');
  const body = rows.map((row) => `<TR class=a>${tag(row)}</TR>`).join('\n');
  const head = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!-- <td> --></head>';
  return `${head}<table>${body}</table></html>`;
}

/** The spreadsheet of 2003 in XML; empty cells are left out. */
export function spreadsheetXmlOf(rows: readonly (readonly Cell[])[]): string {
  const cells = (row: readonly Cell[]): string =>
    row
      .map((cell, index) =>
        cell === null || cell === ''
          ? ''
          : `<Cell ss:Index="${index + 1}"><Data ss:Type="String">${markup(cell)}</Data></Cell>`,
      )
      .join('');
  const body = rows.map((row, index) => `<Row ss:Index="${index + 1}">${cells(row)}</Row>`).join('');
  const head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns:ss="urn:x">';
  return `${head}<Worksheet><Table>${body}</Table></Worksheet></Workbook>`;
}
