/**
 * One row of the journal, read cell by cell.
 *
 * 1. An amount stands on one side only, as yuan with at most two decimals; a zero on the other side counts as empty.
 * 2. Every cell that cannot be read is a finding of its own, with its column and what stands there.
 * 3. What could be read is kept, so that one bad cell does not hide the next.
 */
import { fenFromYuan, MAX_FEN } from '../../kernel/fen.js';
import type { Fen } from '../../kernel/fen.js';
import type { Finding } from './import-problem.js';
import type { TextRow } from './text-row.js';

/** The columns of `journal.csv`, in the order in which the fold takes their cells. */
export const journalColumns = [
  'voucher_no',
  'date',
  'line',
  'summary',
  'account',
  'account_name',
  'fund',
  'debit',
  'credit',
  'kind',
  'ref',
] as const;

export type JournalColumn = (typeof journalColumns)[number];

export type Side = 'D' | 'C';

/** The cells of a row by name. */
export type JournalCells = Readonly<Record<JournalColumn, string>>;

export interface JournalLine {
  /** Line of the file. */
  readonly line: number;
  readonly cells: JournalCells;
  readonly side: Side;
  /** Fen on that side, negative only in red and difference vouchers; absent where the amount could not be read. */
  readonly amountFen?: Fen;
}

const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set(['red', 'difference']);

export type AddFinding = (finding: Finding) => void;

export function cellsOf(row: TextRow): JournalCells {
  const cell = (place: number): string => row.cells[place] ?? '';
  return {
    voucher_no: cell(0),
    date: cell(1),
    line: cell(2),
    summary: cell(3),
    account: cell(4),
    account_name: cell(5),
    fund: cell(6),
    debit: cell(7),
    credit: cell(8),
    kind: cell(9),
    ref: cell(10),
  };
}

export function readJournalLine(row: TextRow, add: AddFinding): JournalLine {
  const cells = cellsOf(row);
  const { line } = row;
  const debit = readAmount(cells.debit);
  const credit = readAmount(cells.credit);
  const findings = [...amountFindings(line, 'debit', cells, debit), ...amountFindings(line, 'credit', cells, credit)];
  const side: Side = isPresent(debit) || !isPresent(credit) ? 'D' : 'C';
  const amountFen = side === 'D' ? debit.fen : credit.fen;
  if (findings.length === 0) findings.push(...sideFindings(line, cells, debit, credit));
  findings.forEach(add);
  return findings.length === 0 && amountFen !== undefined ? { line, cells, side, amountFen } : { line, cells, side };
}

interface AmountCell {
  readonly fen?: Fen;
  readonly code?: string;
}

function readAmount(text: string): AmountCell {
  if (text === '') return {};
  const value = fenFromYuan(text);
  if (value === undefined) return { code: badAmount(text) };
  return value > MAX_FEN || value < -MAX_FEN ? { code: 'JOURNAL_AMOUNT_TOO_LARGE' } : { fen: value };
}

function badAmount(text: string): string {
  return /^-?\d+\.\d{3,}$/.test(text) ? 'JOURNAL_AMOUNT_DECIMALS' : 'JOURNAL_AMOUNT_FORM';
}

function isPresent(cell: AmountCell): boolean {
  return cell.code !== undefined || (cell.fen !== undefined && cell.fen !== 0n);
}

function amountFindings(line: number, column: 'debit' | 'credit', cells: JournalCells, cell: AmountCell): Finding[] {
  if (cell.code !== undefined) return [{ code: cell.code, line, column, value: cells[column] }];
  if (cell.fen !== undefined && cell.fen < 0n && !MAY_BE_NEGATIVE.has(cells.kind)) {
    return [{ code: 'JOURNAL_AMOUNT_NEGATIVE', line, column, value: cells[column] }];
  }
  return [];
}

function sideFindings(line: number, cells: JournalCells, debit: AmountCell, credit: AmountCell): Finding[] {
  if (isPresent(debit) && isPresent(credit)) {
    return [{ code: 'JOURNAL_AMOUNT_BOTH', line, column: 'credit', value: `${cells.debit} / ${cells.credit}` }];
  }
  if (isPresent(debit) || isPresent(credit)) return [];
  if (cells.debit === '' && cells.credit === '') return [{ code: 'JOURNAL_AMOUNT_MISSING', line, column: 'debit' }];
  const column = cells.debit === '' ? 'credit' : 'debit';
  return [{ code: 'JOURNAL_AMOUNT_ZERO', line, column, value: cells[column] }];
}

/** Debit positive, credit negative. */
export function signedFen(line: JournalLine): bigint {
  const amount: bigint = line.amountFen ?? 0n;
  return line.side === 'D' ? amount : -amount;
}
