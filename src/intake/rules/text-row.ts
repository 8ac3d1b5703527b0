/** One row of a table with the wanted cells in the wanted order; `line` is its first line in the file, from 1. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}
