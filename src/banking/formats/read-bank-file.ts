/**
 * The one door for banks' files.
 *
 * 1. The format is told by the content, never by the name.
 * 2. All but workbooks are folded chunk by chunk: the raw file is never held. Workbooks are, up to a limit.
 * 3. However the bytes are cut into chunks, the reading is the same.
 * 4. A file that cannot be read is refused with what it is; nothing that a file holds can make the reader throw.
 */
import { fileBytes } from '../../platform/tables/index.js';
import { detectFormat, HEAD_BYTES, type BankFileFormat } from './detect-format.js';
import { CamtReader } from './read-camt.js';
import { CsvReader } from './read-csv.js';
import { HtmlTableReader, SpreadsheetXmlReader } from './read-markup-table.js';
import { Mt940Reader } from './read-mt940.js';
import { OfxReader } from './read-ofx.js';
import { WorkbookFileReader } from './read-workbook-file.js';
import {
  publicFileName,
  refusedFile,
  type BankFileFold,
  type StatementContext,
  type StatementReading,
} from './statement-reading.js';

export interface BankFileSource extends Omit<StatementContext, 'file'> {
  /** The file's name as people know it; shown in problems, and decides nothing. */
  readonly name: string;
  /** The whole content, or where it stands. */
  readonly bytes?: Uint8Array;
  readonly path?: string;
}

const READERS: Readonly<Record<BankFileFormat, new (source: StatementContext) => BankFileFold>> = {
  csv: CsvReader,
  workbook: WorkbookFileReader,
  html: HtmlTableReader,
  'spreadsheet-xml': SpreadsheetXmlReader,
  camt: CamtReader,
  mt940: Mt940Reader,
  ofx: OfxReader,
};

/** Reads one bank file of any format, a chunk at a time. */
export class BankFileReader implements BankFileFold {
  private head: Buffer = Buffer.alloc(0);
  private fold: BankFileFold | undefined;
  private refused: StatementReading | undefined;

  constructor(private readonly source: StatementContext) {}

  push(chunk: Uint8Array): void {
    if (this.refused !== undefined) return;
    if (this.fold !== undefined) return this.fold.push(chunk);
    this.head = Buffer.concat([this.head, chunk]);
    if (this.head.length >= HEAD_BYTES) this.begin();
  }

  finish(): StatementReading {
    if (this.fold === undefined && this.refused === undefined) this.begin();
    return this.refused ?? this.fold?.finish() ?? { statements: [], violations: [] };
  }

  private begin(): void {
    const format = detectFormat(this.head.subarray(0, HEAD_BYTES));
    if (typeof format !== 'string') {
      const file = publicFileName(this.source.file, this.source.accounts);
      this.refused = refusedFile(file, 'BANK_FILE_KIND_UNKNOWN', { whatZh: format.zh, whatEn: format.en });
      return;
    }
    const head = this.head;
    this.head = Buffer.alloc(0);
    if (head.length === 0) {
      this.refused = refusedFile(publicFileName(this.source.file, this.source.accounts), 'FILE_EMPTY');
      return;
    }
    this.fold = new READERS[format](this.source);
    this.fold.push(head);
  }
}

export async function readBankFile(source: BankFileSource): Promise<StatementReading> {
  const { name, bytes, path, ...context } = source;
  const reader = new BankFileReader({ ...context, file: name });
  if (bytes !== undefined) reader.push(bytes);
  else if (path !== undefined) for await (const chunk of fileBytes(path)) reader.push(chunk);
  return reader.finish();
}
