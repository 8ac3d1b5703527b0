import type { Violation } from '../../kernel/violation.js';

/** What is wrong with a file that should be a table, and where; whoever reads the file adds its name. */
export interface TableProblem extends Violation {
  /** Line of the file, counted from 1; the first line of a row that spans several. */
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

/** Takes a problem as it is found; reading goes on where it can. */
export type ReportTableProblem = (problem: TableProblem) => void;

/** One row of a table. `line` is the line of the file on which it begins, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}
