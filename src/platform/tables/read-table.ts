/**
 * Files to rows, whole or as a stream.
 *
 * Rows of a stream come in batches, one for each chunk of bytes: the next chunk is read only when the consumer asks,
 * so a file of any size needs the memory of one chunk.
 */
import { createReadStream } from 'node:fs';
import { ColumnPick } from './columns.js';
import { CsvTokenizer } from './csv-tokenizer.js';
import type { ReportTableProblem, TableRow } from './table-problem.js';
import { TextDecoding } from './text-decoding.js';

export type ByteSource = AsyncIterable<Uint8Array>;

/** The bytes of a file on disk, 64 KiB at a time. */
export function fileBytes(path: string): ByteSource {
  return createReadStream(path, { highWaterMark: 65_536 });
}

/** All rows of a table in batches, header and preamble included. */
export async function* tableRowBatches(source: ByteSource, report: ReportTableProblem): AsyncGenerator<TableRow[]> {
  const decoding = new TextDecoding();
  const tokenizer = new CsvTokenizer(report);
  for await (const chunk of source) {
    const rows = tokenizer.push(decoding.push(chunk));
    if (rows.length > 0) yield rows;
    if (decoding.problem !== undefined) break;
  }
  const rest = [...tokenizer.push(decoding.end()), ...(decoding.problem === undefined ? tokenizer.end() : [])];
  if (decoding.problem !== undefined) report(decoding.problem);
  if (rest.length > 0) yield rest;
}

/** The wanted columns of a table whose first row is its header, in batches. */
export async function* namedRowBatches(
  source: ByteSource,
  columns: readonly string[],
  report: ReportTableProblem,
): AsyncGenerator<TableRow[]> {
  const pick = new ColumnPick(columns, report);
  const noting: ReportTableProblem = (problem) => {
    pick.note(problem);
  };
  for await (const rows of tableRowBatches(source, noting)) {
    const picked = pick.take(rows);
    if (picked.length > 0) yield picked;
  }
  pick.end();
}

/** All rows of a table, one by one, for readers that do not count microseconds. */
export async function* tableRows(source: ByteSource, report: ReportTableProblem): AsyncGenerator<TableRow> {
  for await (const rows of tableRowBatches(source, report)) yield* rows;
}

/** The wanted columns of a table, one row at a time. */
export async function* namedRows(
  source: ByteSource,
  columns: readonly string[],
  report: ReportTableProblem,
): AsyncGenerator<TableRow> {
  for await (const rows of namedRowBatches(source, columns, report)) yield* rows;
}

/** All rows of a table that is already in memory. */
export function wholeTableRows(bytes: Uint8Array, report: ReportTableProblem): TableRow[] {
  const decoding = new TextDecoding();
  const tokenizer = new CsvTokenizer(report);
  const rows = tokenizer.push(decoding.push(bytes) + decoding.end());
  if (decoding.problem === undefined) return rows.concat(tokenizer.end());
  report(decoding.problem);
  return rows;
}

/** The wanted columns of a table that is already in memory. */
export function wholeNamedRows(bytes: Uint8Array, columns: readonly string[], report: ReportTableProblem): TableRow[] {
  const pick = new ColumnPick(columns, report);
  const noting: ReportTableProblem = (problem) => {
    pick.note(problem);
  };
  const picked = pick.take(wholeTableRows(bytes, noting));
  pick.end();
  return picked;
}
