/**
 * Text tables -> statements, row by row. The separator is the one under which a header is found: comma, tab, semicolon
 * or bar.
 */
import { CsvTokenizer, TextDecoding, type TableProblem } from '../../platform/tables/index.js';
import { missingColumns, namedColumns } from './column-aliases.js';
import { StatementReader, type TableRow } from './read-statement.js';
import {
  byLine,
  publicFileName,
  type BankFileFold,
  type StatementContext,
  type StatementReading,
} from './statement-reading.js';

const OTHER_SEPARATORS = ['\t', ';', '|'] as const;

export class CsvReader implements BankFileFold {
  private readonly decoding = new TextDecoding();
  private readonly problems: TableProblem[] = [];
  private readonly tokenizer: CsvTokenizer;
  private readonly reader: StatementReader;
  private separator: string | undefined;

  constructor(private readonly source: StatementContext) {
    this.reader = new StatementReader(source);
    this.tokenizer = new CsvTokenizer((problem) => {
      this.problems.push(problem);
      if (problem.line !== undefined) this.reader.noteUnread(problem.line);
    });
  }

  push(chunk: Uint8Array): void {
    this.takeRows(this.tokenizer.push(this.decoding.push(chunk)));
  }

  finish(): StatementReading {
    this.takeRows(this.tokenizer.push(this.decoding.end()));
    const { problem } = this.decoding;
    if (problem === undefined) this.takeRows(this.tokenizer.end());
    else this.problems.push(problem);
    const reading = this.reader.finish();
    if (this.problems.length === 0) return reading;
    const file = publicFileName(this.source.file, this.source.accounts);
    const placed = this.problems.map((each) => placedProblem(file, each));
    const others = reading.violations.filter(({ code }) => code !== 'STATEMENT_HEADER_NOT_FOUND');
    return { ...reading, violations: [...placed, ...others].sort(byLine) };
  }

  private takeRows(rows: readonly TableRow[]): void {
    for (const row of rows) {
      this.separator ??= separatorOf(row);
      const other = this.separator ?? ',';
      this.reader.take(other === ',' ? row : { line: row.line, cells: row.cells.join(',').split(other) });
    }
  }
}

/** Known once a row turns out to be a header. */
function separatorOf({ cells }: TableRow): string | undefined {
  const isHeader = (texts: readonly string[]): boolean => missingColumns(namedColumns(texts)).length <= 1;
  if (cells.length > 2 && isHeader(cells)) return ',';
  const text = cells.join(',');
  return OTHER_SEPARATORS.find((separator) => text.includes(separator) && isHeader(text.split(separator)));
}

export function placedProblem(file: string, problem: TableProblem): TableProblem & { readonly file: string } {
  const line = problem.line === undefined ? {} : { line: String(problem.line) };
  const at = [file, line.line].filter((part) => part !== undefined).join(':');
  return { ...problem, at, file, facts: { file, ...line, ...problem.facts } };
}
