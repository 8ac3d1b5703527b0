/**
 * Text to rows of comma-separated cells (RFC 4180), a chunk at a time.
 *
 * 1. Lines end with LF or CRLF; a quoted cell may hold both; blank lines are no rows.
 * 2. A row's `line` is the line on which it begins, counted from 1, whatever its cells hold.
 * 3. A quote that is opened and never closed, closed and followed by more, or standing inside an unquoted cell makes
 *    its *row* unreadable, not the file: reading goes on at the next line, so that one run names every such place.
 *
 * Written here and not taken from a library, because a library that stops at the first broken quote cannot report all
 * of them, and because most lines of a journal have no quote, which `split` takes ten times faster than a byte loop.
 */
import type { ReportTableProblem, TableRow } from './table-problem.js';

/** No row of a table is longer; beyond it an unclosed quote is the likelier story. */
export const LONGEST_ROW = 65_536;

const QUOTE = '"';

type Reading = { readonly cells: readonly string[]; readonly next: number } | 'more' | 'broken';

export class CsvTokenizer {
  private text = '';
  private at = 0;
  private line = 1;
  /** Inside a row that is too long: everything up to the next line break is passed over. */
  private skipping = false;

  constructor(private readonly report: ReportTableProblem) {}

  push(chunk: string): TableRow[] {
    this.text = this.text.slice(this.at) + chunk;
    this.at = 0;
    return this.readRows(false);
  }

  end(): TableRow[] {
    return this.readRows(true);
  }

  private readRows(last: boolean): TableRow[] {
    const rows: TableRow[] = [];
    while (this.at < this.text.length) {
      const newline = this.text.indexOf('\n', this.at);
      if (newline < 0 && !last) {
        if (!this.skipping && this.text.length - this.at > LONGEST_ROW) this.skipLongRow();
        if (this.skipping) this.at = this.text.length;
        break;
      }
      const end = newline < 0 ? this.text.length : newline;
      if (!this.readLine(end, last, rows)) break;
    }
    return rows;
  }

  /** Reads the row that begins here and whose first line ends at `end`; false where more text is needed. */
  private readLine(end: number, last: boolean, rows: TableRow[]): boolean {
    if (this.skipping || end - this.at > LONGEST_ROW) {
      if (!this.skipping) this.skipLongRow();
      this.skipping = false;
      this.pass(end + 1);
      return true;
    }
    const plain = this.text.slice(this.at, this.text[end - 1] === '\r' && end > this.at ? end - 1 : end);
    if (!plain.includes(QUOTE)) {
      if (plain !== '') rows.push({ line: this.line, cells: plain.split(',') });
      this.pass(end + 1);
      return true;
    }
    return this.readQuotedRow(end, last, rows);
  }

  private readQuotedRow(end: number, last: boolean, rows: TableRow[]): boolean {
    const reading = readQuoted(this.text, this.at, last);
    if (reading === 'more' && this.text.length - this.at <= LONGEST_ROW) return false;
    if (typeof reading === 'string' || reading.next - this.at > LONGEST_ROW) {
      this.report({ code: 'CSV_QUOTE', line: this.line, value: excerpt(this.text.slice(this.at, end)) });
      this.pass(end + 1);
      return true;
    }
    rows.push({ line: this.line, cells: reading.cells });
    this.line += reading.cells.reduce((lines, cell) => lines + lineBreaks(cell), 1);
    this.at = reading.next;
    return true;
  }

  private pass(next: number): void {
    this.at = next;
    this.line += 1;
  }

  private skipLongRow(): void {
    this.skipping = true;
    const value = excerpt(this.text.slice(this.at, this.at + LONGEST_ROW));
    this.report({ code: 'CSV_ROW_TOO_LONG', line: this.line, value, facts: { limit: String(LONGEST_ROW) } });
  }
}

function readQuoted(text: string, start: number, last: boolean): Reading {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === QUOTE ? quotedCell(text, at, last) : plainCell(text, at, last);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
    const ending = text[cell.next];
    if (ending !== ',') return { cells, next: cell.next + (ending === '\r' ? 2 : 1) };
    at = cell.next + 1;
  }
}

type Cell = { readonly value: string; readonly next: number } | 'more' | 'broken';

/** A cell between quotes; `next` is the comma, the line break or the end that follows it. */
function quotedCell(text: string, open: number, last: boolean): Cell {
  let value = '';
  let from = open + 1;
  for (;;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote < 0) return last ? 'broken' : 'more';
    value += text.slice(from, quote);
    const after = text[quote + 1];
    if (after === QUOTE) {
      value += QUOTE;
      from = quote + 2;
      continue;
    }
    return closing(text, quote + 1, last, value);
  }
}

function closing(text: string, next: number, last: boolean, value: string): Cell {
  const after = text[next];
  if (after === undefined) return last ? { value, next } : 'more';
  if (after === ',' || after === '\n') return { value, next };
  if (after !== '\r') return 'broken';
  const feed = text[next + 1];
  if (feed === undefined) return last ? { value, next } : 'more';
  return feed === '\n' ? { value, next } : 'broken';
}

const CELL_END = /[,\n]/g;

function plainCell(text: string, start: number, last: boolean): Cell {
  CELL_END.lastIndex = start;
  const match = CELL_END.exec(text);
  if (match === null && !last) return 'more';
  const end = match?.index ?? text.length;
  const next = match?.[0] !== ',' && text[end - 1] === '\r' && end > start ? end - 1 : end;
  const value = text.slice(start, next);
  return value.includes(QUOTE) ? 'broken' : { value, next };
}

function lineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text.replace(/\r$/, '');
}
