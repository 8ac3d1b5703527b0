/**
 * Columns by their names.
 *
 * 1. The first row names the columns; names must be exact (spaces around them do not count), in any order.
 * 2. A wanted column that is absent or stands twice is a problem; columns that nobody asked for are passed over.
 * 3. Every row comes out with the wanted cells, trimmed, in the wanted order; a row of another width is a problem.
 */
import type { ReportTableProblem, TableProblem, TableRow } from './table-problem.js';

export class ColumnPick {
  private places: readonly number[] | undefined;
  private width = 0;
  private broken = false;
  /** The first line that the layers below could not read; a problem of the whole file hides no row that was read. */
  private firstProblemLine: number | undefined;

  constructor(
    private readonly wanted: readonly string[],
    private readonly report: ReportTableProblem,
  ) {}

  /** Passes a problem of the layers below on: where it hides the header, no other row is taken for one. */
  note(problem: TableProblem): void {
    this.firstProblemLine ??= problem.line ?? Infinity;
    this.report(problem);
  }

  /** Takes rows in file order, the header row first. */
  take(rows: readonly TableRow[]): TableRow[] {
    const picked: TableRow[] = [];
    for (const row of rows) {
      if (this.places === undefined) this.readHeader(row);
      else if (!this.broken) this.pick(row, this.places, picked);
    }
    return picked;
  }

  /** To be called once after the last row: a file without even a header is a problem. */
  end(): void {
    if (this.places === undefined && this.firstProblemLine === undefined) this.report({ code: 'FILE_EMPTY' });
  }

  private readHeader(row: TableRow): void {
    if (this.firstProblemLine !== undefined && this.firstProblemLine < row.line) {
      this.broken = true;
      this.places = [];
      return;
    }
    const names = row.cells.map((cell) => cell.trim());
    this.width = names.length;
    this.places = this.wanted.map((column) => names.indexOf(column));
    for (const column of this.wanted) {
      const count = names.filter((name) => name === column).length;
      if (count === 1) continue;
      this.broken = true;
      this.report({ code: count === 0 ? 'COLUMN_MISSING' : 'COLUMN_TWICE', line: row.line, column, facts: { column } });
    }
  }

  private pick(row: TableRow, places: readonly number[], picked: TableRow[]): void {
    const { cells, line } = row;
    if (cells.length !== this.width && !this.fits(row)) return;
    if (cells.every((cell) => cell === '' || cell.trim() === '')) return;
    picked.push({ line, cells: places.map((place) => (cells[place] ?? '').trim()) });
  }

  /** Spreadsheets leave empty cells behind the last column; those harm nobody. */
  private fits(row: TableRow): boolean {
    const { cells, line } = row;
    if (cells.length > this.width && cells.slice(this.width).every((cell) => cell.trim() === '')) return true;
    if (cells.every((cell) => cell.trim() === '')) return true;
    const facts = { found: String(cells.length), expected: String(this.width) };
    this.report({ code: 'ROW_WIDTH', line, value: cells.join(',').slice(0, 60), facts });
    return false;
  }
}
