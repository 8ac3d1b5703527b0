/**
 * (c) The import of a folder against COPY of the same rows into a plain table, and (e) the import's peak of memory.
 *
 * The import reads the file twice (checks first, all or nothing), and keeps leaves, hashes, postings and sums; COPY
 * keeps the text's columns and no index. Both commit durably. The import runs in a process of its own.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { runChild } from '../ground/children.js';
import type { SectionResult } from '../ground/figure.js';
import { writeImportFolder } from '../ground/import-folder.js';
import { median } from '../ground/median.js';
import type { Ground } from '../ground/server.js';

const answer = z.object({
  wallMs: z.number(),
  lines: z.number(),
  vouchers: z.number(),
  peakMiB: z.number(),
  nodeMs: z.number(),
});

const COLUMNS = 'voucher_no, date, line, summary, account, account_name, fund, debit, credit, kind, ref';
const PLAIN_TABLE = `create table public.plain_journal (voucher_no text, date date, line smallint, summary text,
  account text, account_name text, fund text, debit numeric(14, 2), credit numeric(14, 2), kind text, ref text)`;

const IMPORT = new URL('../children/import-folder.js', import.meta.url);

interface Imported {
  readonly file: string;
  readonly done: z.infer<typeof answer>;
}

async function importOnce(ground: Ground, code: string, lines: number): Promise<Imported> {
  const folder = join(ground.folder, code);
  await writeImportFolder(folder, code, lines);
  const done = await runChild(IMPORT, [ground.serviceUrl, folder], answer);
  if (done.lines !== lines) throw new Error(`${done.lines} of ${lines} lines were imported`);
  return { file: join(folder, 'journal.csv'), done };
}

export async function benchImporting(ground: Ground, lines: number, rounds: number): Promise<SectionResult> {
  await ground.owner.query(PLAIN_TABLE);
  const ratios: number[] = [];
  const nodeMs: number[] = [];
  const rates: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { file, done } = await importOnce(ground, `import-${round}`, lines);
    const started = performance.now();
    await ground.asSuperuser(`copy public.plain_journal (${COLUMNS}) from '${file}' with (format csv, header)`);
    const copyMs = performance.now() - started;
    ratios.push(copyMs / done.wallMs);
    nodeMs.push(done.nodeMs / done.vouchers);
    rates.push(
      `${((done.lines / done.wallMs) * 1000).toFixed(0)} against ${((lines / copyMs) * 1000).toFixed(0)} lines/s`,
    );
  }
  return {
    key: 'c',
    title: `import of a folder of ${lines} journal lines against COPY`,
    figures: [
      {
        name: 'lines a second, import / COPY into a table without index',
        value: median(ratios),
        unit: '',
        nodeMs: median(nodeMs),
        raw: rates.join('; '),
      },
    ],
    notes: [
      'Processor time is per voucher of two lines. COPY takes rows as they are; the import proves and hashes them.',
    ],
  };
}

export async function benchMemory(ground: Ground, lines: number): Promise<SectionResult> {
  const { done } = await importOnce(ground, 'import-memory', lines);
  return {
    key: 'e',
    title: `peak memory of importing ${lines} lines`,
    figures: [
      {
        name: 'resident memory of the process at its peak',
        value: done.peakMiB,
        unit: 'MiB',
        aim: { is: 'at most', value: 400 },
        nodeMs: done.nodeMs / done.vouchers,
        raw: `${(done.wallMs / 1000).toFixed(0)} s`,
      },
    ],
    notes: [],
  };
}
