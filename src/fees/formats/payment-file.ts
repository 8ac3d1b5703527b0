/**
 * Payment files: CSV (UTF-8 or GB18030) or a workbook, with the columns of the template.
 *
 * 1. The first row names the columns, in any order; 户号, 收款日期 and 金额 must be there, the others may be left out, and
 *    columns that nobody asked for are passed over.
 * 2. Every row is handed on with its line; what is wrong inside a row is the rules' question.
 * 3. The format is known by the bytes, not by the name.
 */
import { isUtf8 } from 'node:buffer';
import type { Violation } from '../../kernel/violation.js';
import {
  csvText,
  readWorkbook,
  wholeTableRows,
  type ReportTableProblem,
  type TableProblem,
  type TableRow,
} from '../../platform/tables/index.js';
import { PAYMENT_COLUMNS, type PaymentColumn, type PaymentRow } from '../rules/payment-row.js';

const NEEDED: ReadonlySet<PaymentColumn> = new Set(['户号', '收款日期', '金额']);

export interface PaymentFileReading {
  readonly rows: readonly PaymentRow[];
  readonly violations: readonly Violation[];
}

export function readPaymentFile(bytes: Buffer): PaymentFileReading {
  const problems: TableProblem[] = [];
  const report: ReportTableProblem = (problem) => void problems.push(problem);
  const table = tableOf(bytes, report);
  const rows = problems.length === 0 ? payments(table, report) : [];
  return { rows, violations: problems.map(placed) };
}

function tableOf(bytes: Buffer, report: ReportTableProblem): readonly TableRow[] {
  if (!isWorkbook(bytes)) return wholeTableRows(bytes, report);
  const { rows, problem } = readWorkbook(bytes);
  if (problem !== undefined) report(problem);
  return rows;
}

/** A ZIP (XLSX) or a compound file (XLS); a text begins with neither. */
function isWorkbook(bytes: Buffer): boolean {
  if (bytes.length < 8) return false;
  const head = bytes.readUInt32BE(0);
  return head === 0x504b0304 || (head === 0xd0cf11e0 && !isUtf8(bytes.subarray(0, 8)));
}

function payments(table: readonly TableRow[], report: ReportTableProblem): PaymentRow[] {
  const [head, ...body] = table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (head === undefined) {
    report({ code: 'FILE_EMPTY' });
    return [];
  }
  const names = head.cells.map((cell) => cell.trim());
  const places = PAYMENT_COLUMNS.map((column) => names.indexOf(column));
  for (const [index, column] of PAYMENT_COLUMNS.entries()) {
    const isTwice = names.filter((name) => name === column).length > 1;
    if (isTwice) report({ code: 'COLUMN_TWICE', line: head.line, column, facts: { column } });
    if (places[index] === -1 && NEEDED.has(column)) {
      report({ code: 'COLUMN_MISSING', line: head.line, column, facts: { column } });
    }
  }
  return body.map(({ line, cells }) => ({ line, cells: places.map((place) => cells[place] ?? ''), isOfFile: true }));
}

function placed({ code, line, column, facts }: TableProblem): Violation {
  const at = [line === undefined ? '' : String(line), column ?? ''].filter((part) => part !== '').join(':');
  return { code, ...(at === '' ? {} : { at }), ...(facts === undefined ? {} : { facts }) };
}

/** The template: its columns and two rows that show how they are filled in. The units are made up. */
export function paymentTemplate(): string {
  const row = (unit: string, day: string, amount: string, fee: string, serial: string, ...more: string[]): string[] => [
    ...[unit, day, amount, fee, serial],
    ...more,
  ];
  return csvText([
    [...PAYMENT_COLUMNS],
    row('1-101', '2025-07-08', '123.54', '0.47', 'QR20250708001', '聚合扫码', '', '', '', ''),
    row('1-102', '2025-07-08', '60.00', '', 'QR20250708002', '微信', '', 'PARK', '2025-07', '车位费'),
  ]);
}
