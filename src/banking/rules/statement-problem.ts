import type { Violation } from '../../kernel/violation.js';

/** What is wrong with a bank's file, and where. The same place stands in the facts, for the texts. */
export interface StatementProblem extends Violation {
  readonly file?: string;
  /** The line of the file as an editor counts it. */
  readonly line?: number;
  /** The column's heading as the file writes it. */
  readonly column?: string;
  /** What stands there, as it was written. */
  readonly value?: string;
}
