/** An empty ledger to import folders into, folders to change cell by cell, and a count of every row of the database. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { EstateDirectory } from '../../src/estates/index.js';
import { ImportFolder, ImportRefused, ImportSources, type ImportResult } from '../../src/intake/index.js';
import type { ProblemReport } from '../../src/intake/rules/index.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { JournalWriter } from '../../src/ledger/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { VerifyEstate, type VerifyReport } from '../../src/transparency/index.js';
import { writeFolder } from '../acceptance/deployment.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { SettableClock } from '../support/ledger-world.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';

export const OPERATOR = 'p-operator';

export type RowCounts = Readonly<Record<string, number>>;

export class ImportWorld {
  readonly clock = new SettableClock();
  readonly reads: EstateReads;
  readonly writer: JournalWriter;

  private constructor(
    readonly database: TestDatabase,
    private readonly dataSource: DataSource,
  ) {
    this.reads = new EstateReads(dataSource);
    this.writer = new JournalWriter(dataSource, this.clock, new SystemRandomness());
  }

  static async start(): Promise<ImportWorld> {
    const database = await createTestDatabase();
    const dataSource = createDataSource({ url: database.appUrl, poolSize: 8 });
    await dataSource.initialize();
    return new ImportWorld(database, dataSource);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }

  /** A verb of its own each time, as every process has. */
  async import(copy: FolderCopy): Promise<ImportResult> {
    const sources = new ImportSources(this.clock, new SystemRandomness());
    const verb = new ImportFolder(this.reads, this.writer, new EstateDirectory(this.reads), sources);
    return verb.execute({ folder: await copy.write(), as: OPERATOR });
  }

  /** The report of an import that must be refused and must leave every table as it was. */
  async refused(copy: FolderCopy): Promise<ProblemReport> {
    const before = await this.counts();
    const report = await this.import(copy).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof ImportRefused) return error.report;
        throw error;
      },
    );
    if (report === undefined) throw new Error('it was imported');
    expect(await this.counts()).toEqual(before);
    return report;
  }

  verify(estateId: string): Promise<VerifyReport> {
    return new VerifyEstate(this.reads).execute(estateId);
  }

  /** Rows of every table of the product. */
  async counts(): Promise<RowCounts> {
    this.#counting ??= this.#countAll();
    const [row] = await this.rows<{ counts: RowCounts }>(await this.#counting);
    return row?.counts ?? {};
  }

  #counting: Promise<string> | undefined;

  /** One statement that counts all, since it runs before and after every case. */
  async #countAll(): Promise<string> {
    const tables = await this.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const pairs = tables.map(({ name }) => `'${name}', (select count(*) from ${name})`);
    const half = Math.ceil(pairs.length / 2);
    const object = (some: readonly string[]): string => `jsonb_build_object(${some.join(', ')})`;
    return `select ${object(pairs.slice(0, half))} || ${object(pairs.slice(half))} as counts`;
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...parameters])).rows;
    } finally {
      await client.end();
    }
  }
}

const BANK = 'bank/51050100000000000001.csv';

/** A folder in memory. Every change gives another copy, so that a case never leaks into the next one. */
export class FolderCopy {
  constructor(readonly files: ReadonlyMap<string, Buffer>) {}

  static async sample(): Promise<FolderCopy> {
    const files = new Map<string, Buffer>();
    for (const entry of await readdir(SAMPLE_FOLDER, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(SAMPLE_FOLDER.length + 1).replaceAll('\\', '/'), await readFile(path));
    }
    return new FolderCopy(files);
  }

  with(path: string, content: string | Buffer): FolderCopy {
    return new FolderCopy(new Map([...this.files, [path, Buffer.from(content as string)]]));
  }

  without(path: string): FolderCopy {
    return new FolderCopy(new Map([...this.files].filter(([name]) => name !== path)));
  }

  text(path: string): string {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`no file ${path}`);
    return path.startsWith('bank/') ? iconv.decode(bytes, 'gb18030') : bytes.toString('utf8');
  }

  /** Changes the lines of a table; the first one is the header. */
  lines(path: string, change: (lines: readonly string[]) => readonly string[]): FolderCopy {
    const text = `${change(this.text(path).trimEnd().split(/\r?\n/)).join('\n')}\n`;
    return this.with(path, path.startsWith('bank/') ? iconv.encode(text, 'gb18030') : text);
  }

  journal(change: (lines: readonly string[]) => readonly string[]): FolderCopy {
    return this.lines('journal.csv', change);
  }

  households(change: (lines: readonly string[]) => readonly string[]): FolderCopy {
    return this.lines('households.csv', change);
  }

  bank(change: (lines: readonly string[]) => readonly string[]): FolderCopy {
    return this.lines(BANK, change);
  }

  /** Changes one line of a table, counted as a spreadsheet counts. */
  line(path: string, number: number, change: (line: string) => string): FolderCopy {
    return this.lines(path, (lines) => {
      const changed = lines.map((line, index) => (index === number - 1 ? change(line) : line));
      if (changed.every((line, index) => line === lines[index])) throw new Error(`line ${number} did not change`);
      return changed;
    });
  }

  bankLine(number: number, change: (line: string) => string): FolderCopy {
    return this.line(BANK, number, change);
  }

  estate(change: (estate: Record<string, unknown>) => object): FolderCopy {
    return this.with(
      'estate.json',
      JSON.stringify(change(JSON.parse(this.text('estate.json')) as Record<string, unknown>)),
    );
  }

  write(): Promise<string> {
    return writeFolder(this.files);
  }
}

/** Two rows of a voucher that moves money of PR at the bank: in by interest, out by a fee. */
export function bankVoucher(
  no: string,
  day: string,
  yuan: string,
  way: 'in' | 'out' = 'in',
  summary = '银行存款结息',
): string[] {
  const [debit, credit] = way === 'in' ? ['100201', '4008'] : ['5009', '100201'];
  return [
    `记-${no},${day},1,${summary},${debit},,PR,${yuan},,normal,`,
    `记-${no},${day},2,${summary},${credit},,PR,,${yuan},normal,`,
  ];
}

export function codesOf(report: ProblemReport): readonly string[] {
  return report.problems.map(({ code }) => code);
}
