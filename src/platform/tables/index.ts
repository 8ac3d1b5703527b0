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
export { CsvTokenizer, LONGEST_ROW } from './csv-tokenizer.js';
export { decodeText, TextDecoding } from './text-decoding.js';
export type { DecodedText } from './text-decoding.js';
export type { Encoding } from './encoding.js';
export { csvText } from './write-csv.js';
export { readWorkbook, serialMoment, WORKBOOK_LIMIT_BYTES } from './xls-workbook.js';
export type { WorkbookReading } from './xls-workbook.js';
