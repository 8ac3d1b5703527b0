import { readWorkbook, WORKBOOK_LIMIT_BYTES } from '../../platform/tables/index.js';
import { placedProblem } from './read-csv.js';
import { StatementReader } from './read-statement.js';
import {
  publicFileName,
  type BankFileFold,
  type StatementContext,
  type StatementReading,
} from './statement-reading.js';

/** A workbook -> statements. It is held whole, up to the limit; what comes beyond it is not kept. */
export class WorkbookFileReader implements BankFileFold {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly source: StatementContext) {}

  push(chunk: Uint8Array): void {
    if (this.length <= WORKBOOK_LIMIT_BYTES) this.chunks.push(chunk);
    this.length += chunk.length;
  }

  finish(): StatementReading {
    const { rows, problem } = readWorkbook(Buffer.concat(this.chunks));
    if (problem !== undefined) {
      const file = publicFileName(this.source.file, this.source.accounts);
      return { statements: [], violations: [placedProblem(file, problem)] };
    }
    const reader = new StatementReader({ ...this.source, serialDays: true });
    for (const row of rows) reader.take(row);
    return reader.finish();
  }
}
