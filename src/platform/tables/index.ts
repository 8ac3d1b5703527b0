export { tableProblems } from './problems.js';
export {
  fileBytes,
  namedRowBatches,
  namedRows,
  tableRowBatches,
  tableRows,
  wholeNamedRows,
  wholeTableRows,
} from './read-table.js';
export type { ByteSource } from './read-table.js';
export type { ReportTableProblem, TableProblem, TableRow } from './table-problem.js';
export { decodeText } from './text-decoding.js';
export type { DecodedText } from './text-decoding.js';
export type { Encoding } from './encoding.js';
export { csvText } from './write-csv.js';
