/** An estate goes out as one archive and comes back to the same root, or not at all. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { Refusal } from '../../src/kernel/violation.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { ExportEstate } from '../../src/transparency/export-estate.js';
import { RestoreEstate } from '../../src/transparency/restore-estate.js';
import { VerifyEstate, type VerifyReport } from '../../src/transparency/verify-estate.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { tempFolder } from '../harness/temp-folder.js';
import { fillSample, lines, openSample, type SampleLog } from './sample-log.js';

interface Place {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  readonly reads: EstateReads;
}

const places: Place[] = [];

async function openPlace(): Promise<Place> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource({ url: database.appUrl, workload: 'bulk' }).initialize();
  const place = { database, dataSource, reads: new EstateReads(dataSource) };
  places.push(place);
  return place;
}

let home: Place;
let away: Place;
let log: SampleLog;
let before: VerifyReport;
let folder: string;
let archive: string;

beforeAll(async () => {
  folder = await tempFolder();
  archive = join(folder, 'one.xinyi');
  home = await openPlace();
  away = await openPlace();
  log = await openSample(home.dataSource, 'archive');
  await fillSample(log, 'archive');
  before = await new VerifyEstate(home.reads).execute(log.estateId);
  await new ExportEstate(home.reads).execute({ estateId: log.estateId, file: archive });
});

afterAll(async () => {
  for (const { dataSource, database } of places) {
    await dataSource.destroy();
    await database.drop();
  }
});

async function refusalOf(work: Promise<unknown>): Promise<Refusal['violations'][0]> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal but ${String(error)}`);
  return error.violations[0];
}

async function textOf(file: string): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n');
}

/** Rows of every table with an estate, which must be none after a refusal. */
async function rowsOf({ database }: Place): Promise<number> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and exists (select from pg_attribute where attrelid = c.oid and attname = 'estate_id')`,
    );
    const sum = rows.map(({ name }) => `(select count(*) from ${name})`).join(' + ');
    return Number((await client.query<{ rows: string }>(`select (${sum})::text as rows`)).rows[0]?.rows);
  } finally {
    await client.end();
  }
}

describe('export', () => {
  it('is the same bytes twice, readable by its owner alone, with nothing left beside it', async () => {
    const again = join(folder, 'two.xinyi');
    const written = await new ExportEstate(home.reads).execute({ estateId: log.estateId, file: again });
    expect((await readFile(again)).equals(await readFile(archive))).toBe(true);
    expect((await stat(again)).mode & 0o777).toBe(0o600);
    expect(written).toMatchObject({
      code: log.code,
      size: before.size,
      root: before.root,
      bytes: (await stat(again)).size,
    });
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('is lines that a stranger can read and hash', async () => {
    const text = await textOf(archive);
    expect(text.at(-1)).toBe('');
    const cells = text.slice(0, -1).map((line) => JSON.parse(line) as string[]);
    expect(cells[0]).toEqual(['xinyi-archive/1', log.estateId, log.code, String(before.size), before.root]);
    const end = cells.at(-1);
    const digest = createHash('sha256')
      .update(`${text.slice(0, -2).join('\n')}\n`)
      .digest('hex');
    expect(end).toEqual(['end', before.root, digest]);
    expect(cells.filter(([kind]) => kind === 'leaf')).toHaveLength(Number(before.size));
    expect(cells.filter(([kind]) => kind === 'value')).toHaveLength(before.checkedValues);
  });

  it('never overwrites', async () => {
    const taken = join(folder, 'taken.xinyi');
    await writeFile(taken, 'mine');
    const refusal = await refusalOf(new ExportEstate(home.reads).execute({ estateId: log.estateId, file: taken }));
    expect(refusal.code).toBe('EXPORT_FILE_EXISTS');
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });

  it('says where it cannot write', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder.xinyi');
    const refusal = await refusalOf(new ExportEstate(home.reads).execute({ estateId: log.estateId, file: nowhere }));
    expect(refusal).toMatchObject({ code: 'EXPORT_FILE_UNWRITABLE', facts: { reason: 'ENOENT' } });
  });

  it('knows no estate that is not here', async () => {
    const file = join(folder, 'nobody.xinyi');
    const refusal = await refusalOf(new ExportEstate(away.reads).execute({ estateId: log.estateId, file }));
    expect(refusal.code).toBe('LOG_NOT_FOUND');
    expect(await readdir(folder)).not.toContain('nobody.xinyi');
  });

  it('refuses a log that is not sound, and leaves no file', async () => {
    const broken = await openPlace();
    const other = await openSample(broken.dataSource, 'broken');
    const admin = new pg.Client({ connectionString: broken.database.superuserUrl });
    await admin.connect();
    await admin.query('alter table log.leaf disable trigger all');
    await admin.query('delete from log.leaf where seq = 4');
    await admin.end();
    const file = join(folder, 'broken.xinyi');
    const refusal = await refusalOf(new ExportEstate(broken.reads).execute({ estateId: other.estateId, file }));
    expect(refusal).toMatchObject({ code: 'EXPORT_LOG_BROKEN', facts: { seq: '4' } });
    expect((await readdir(folder)).filter((name) => name.includes('broken'))).toEqual([]);
  });
});

describe('restore of what is no archive', () => {
  /** Writes a changed archive and expects a refusal that leaves nothing behind. */
  async function refused(name: string, bytes: Buffer): Promise<Refusal['violations'][0]> {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const refusal = await refusalOf(new RestoreEstate(away.reads).execute(file));
    expect(await rowsOf(away)).toBe(0);
    return refusal;
  }

  const packed = (text: readonly string[]): Buffer => gzipSync(text.join('\n'));

  /** With a trailer that fits the changed text, as somebody who knows the format would write it. */
  function resealed(text: readonly string[]): Buffer {
    const body = `${text.slice(0, -2).join('\n')}\n`;
    const digest = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify(['end', before.root, digest])}\n`);
  }

  it('is cut off anywhere', async () => {
    const bytes = await readFile(archive);
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      expect((await refused('cut.xinyi', cut)).code).toBe('ARCHIVE_TRUNCATED');
    }
    expect((await refused('cut.xinyi', bytes.subarray(0, bytes.length - 1))).code).toBe('ARCHIVE_TRUNCATED');
    expect((await refused('empty.xinyi', Buffer.alloc(0))).code).toBe('ARCHIVE_TRUNCATED');
  });

  it('is cut off at the end of a line', async () => {
    const text = await textOf(archive);
    expect((await refused('short.xinyi', packed([...text.slice(0, -2), '']))).code).toBe('ARCHIVE_TRUNCATED');
  });

  it('has a byte of a leaf changed', async () => {
    const text = await textOf(archive);
    const changed = text.map((line) => line.replace('"10000\\"', '"99900\\"').replace('\\"10000', '\\"99900'));
    expect(changed).not.toEqual(text);
    expect((await refused('changed.xinyi', packed(changed))).code).toBe('ARCHIVE_CHANGED');
    expect((await refused('resealed.xinyi', resealed(changed))).code).toBe('ARCHIVE_ROOT');
  });

  it('has a leaf taken out, doubled, or moved', async () => {
    const text = await textOf(archive);
    const at = text.findIndex((line) => line.startsWith('["leaf","20"'));
    const without = text.filter((_, index) => index !== at);
    expect((await refused('without.xinyi', resealed(without))).code).toBe('ARCHIVE_LEAF');
    const line = text[at] ?? '';
    const doubled = text.toSpliced(at, 0, line);
    expect((await refused('doubled.xinyi', resealed(doubled))).code).toBe('ARCHIVE_LEAF');
  });

  it('has a private value changed or left out', async () => {
    const text = await textOf(archive);
    const at = text.findIndex((line) => line.startsWith('["value","1"'));
    const other = text.findLast((line) => line.startsWith('["value","1"')) ?? '';
    const swapped = await refused('value.xinyi', resealed(text.with(at, other)));
    expect(swapped).toMatchObject({ code: 'ARCHIVE_LEAF', facts: { problem: 'DISCLOSURE_NOT_COMMITTED' } });
    const second = text.findIndex((line) => line.startsWith('["value","2"'));
    const gap = await refused('gap.xinyi', resealed(text.filter((_, index) => index !== second - 1)));
    expect(gap).toMatchObject({ code: 'ARCHIVE_LEAF', facts: { problem: 'VERIFY_PRIVATE_GAP' } });
  });

  it('is spelled in another way, has something behind its end, or is of another version', async () => {
    const text = await textOf(archive);
    const spaced = text.with(3, (text[3] ?? '').replace('","', '", "'));
    expect(await refused('spaced.xinyi', packed(spaced))).toMatchObject({
      code: 'ARCHIVE_FORMAT',
      facts: { line: '4' },
    });
    expect((await refused('more.xinyi', packed([...text.slice(0, -1), '["leaf"]', '']))).code).toBe('ARCHIVE_FORMAT');
    const newer = text.with(0, (text[0] ?? '').replace('archive/1', 'archive/2'));
    expect((await refused('newer.xinyi', packed(newer))).code).toBe('ARCHIVE_VERSION');
    expect((await refused('other.xinyi', Buffer.from('PK no gzip'))).code).toBe('ARCHIVE_FORMAT');
    expect((await refused('text.xinyi', gzipSync('hello\n'))).code).toBe('ARCHIVE_FORMAT');
  });

  it('is not there', async () => {
    const refusal = await refusalOf(new RestoreEstate(away.reads).execute(join(folder, 'absent.xinyi')));
    expect(refusal).toMatchObject({ code: 'ARCHIVE_UNREADABLE', facts: { reason: 'ENOENT' } });
  });

  it('is sound but breaks a rule of the ledger: everything is taken back', async () => {
    const text = await textOf(archive);
    const forged = withRevokedPreparer(text);
    const refusal = await refused('forged.xinyi', forged);
    expect(refusal.code).toBe('RESTORE_REFUSED');
    expect(refusal.facts?.['reason']).toContain('TWO_PERSONS');
  });

  /** Rewrites one leaf and seals everything anew, root included: a forger with every tool but the other people's roles. */
  function withRevokedPreparer(text: readonly string[]): Buffer {
    const forged = text.map((line) => line.replace('\\"role\\":\\"COMMITTEE_PREPARER\\"', '\\"role\\":\\"AUDITOR\\"'));
    const bodies = forged.flatMap((line) => {
      const cells = line === '' ? [] : (JSON.parse(line) as string[]);
      return cells[0] === 'leaf' ? [Buffer.from(cells[2] ?? '', 'utf8')] : [];
    });
    const root = rootOf(bodies);
    const body = `${forged.slice(0, -2).join('\n')}\n`.replace(before.root, root);
    const digest = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify(['end', root, digest])}\n`);
  }
});

/** RFC 6962 by its own words, apart from the product's code. */
function rootOf(bodies: readonly Buffer[]): string {
  const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const tree = (leaves: readonly Buffer[]): Buffer => {
    const [only] = leaves;
    if (leaves.length === 1 && only !== undefined) return hash(Buffer.of(0), only);
    let half = 1;
    while (half * 2 < leaves.length) half *= 2;
    return hash(Buffer.of(1), tree(leaves.slice(0, half)), tree(leaves.slice(half)));
  };
  return tree(bodies).toString('hex');
}

describe('restore', () => {
  it('gives the same log, the same rows, and the same archive again', async () => {
    const restored = await new RestoreEstate(away.reads).execute(archive);
    expect(restored).toEqual({ estateId: log.estateId, code: log.code, size: before.size, root: before.root });
    const after = await new VerifyEstate(away.reads).execute(log.estateId);
    expect(after).toEqual(before);
    expect(after.isSound).toBe(true);
    const again = join(folder, 'again.xinyi');
    await new ExportEstate(away.reads).execute({ estateId: log.estateId, file: again });
    expect((await readFile(again)).equals(await readFile(archive))).toBe(true);
  });

  it('is refused where the estate is, or its code', async () => {
    expect((await refusalOf(new RestoreEstate(away.reads).execute(archive))).code).toBe('RESTORE_ESTATE_EXISTS');
    const taken = await openPlace();
    const admin = new pg.Client({ connectionString: taken.database.superuserUrl });
    await admin.connect();
    await admin.query('insert into estates.directory (code, estate_id) values ($1, gen_random_uuid())', [log.code]);
    await admin.end();
    expect((await refusalOf(new RestoreEstate(taken.reads).execute(archive))).code).toBe('RESTORE_CODE_TAKEN');
  });

  it('goes on where it left off: the restored estate takes new vouchers', async () => {
    const grown = await openSample(home.dataSource, 'grown');
    await grown.post({ eventOn: '2024-03-01' as CalendarDate });
    const file = join(folder, 'grown.xinyi');
    await new ExportEstate(home.reads).execute({ estateId: grown.estateId, file });
    const place = await openPlace();
    await new RestoreEstate(place.reads).execute(file);
    const { JournalWriter } = await import('../../src/ledger/journal-writer.js');
    const { SystemClock } = await import('../../src/kernel/clock.js');
    const { SystemRandomness } = await import('../../src/kernel/ids.js');
    const writer = new JournalWriter(place.dataSource, new SystemClock(), new SystemRandomness());
    const draft = { estateId: grown.estateId, eventOn: '2024-03-02' as CalendarDate, kind: 'normal' as const };
    const outcome = await writer.post({
      estateId: grown.estateId,
      vouchers: [
        {
          draft: {
            ...draft,
            summary: '恢复后',
            lines: lines('100201 D PR 1.00', '400201 C PR 1.00'),
            refs: [],
            docs: [],
            preparer: 'p-aa1',
            approver: 'p-bb1',
          },
        },
      ],
    });
    expect(outcome).toMatchObject({ posted: [{ number: '记-202403-0002' }] });
    expect((await new VerifyEstate(place.reads).execute(grown.estateId)).isSound).toBe(true);
  });

  it('takes a fund that a red voucher alone took below zero, and warns of it', async () => {
    const short = await openSample(home.dataSource, 'short');
    await short.post({ eventOn: '2024-01-05' as CalendarDate });
    await short.post({
      eventOn: '2024-01-06' as CalendarDate,
      lines: lines('5003 D PR 70.00', '100201 C PR 70.00'),
    });
    await short.post({
      eventOn: '2024-01-07' as CalendarDate,
      kind: 'red',
      refs: [['reverses', '记-202401-0001']],
      lines: lines('100201 D PR -100.00', '400201 C PR -100.00'),
    });
    const report = await new VerifyEstate(home.reads).execute(short.estateId);
    expect(report).toMatchObject({ isSound: true, warningCount: 1, counts: { VERIFY_BELOW_ZERO_BY_RED: 1 } });
    expect(report.warnings[0]?.facts).toMatchObject({ fund: 'PR', account: '100201', date: '2024-01-07', fen: '7000' });
    const file = join(folder, 'short-of-money.xinyi');
    await new ExportEstate(home.reads).execute({ estateId: short.estateId, file });
    await new RestoreEstate(away.reads).execute(file);
    expect(await new VerifyEstate(away.reads).execute(short.estateId)).toEqual(report);
  });

  it('names an erased value that it cannot bring back, and writes nothing', async () => {
    const place = await openPlace();
    const erased = await openSample(place.dataSource, 'erased');
    const admin = new pg.Client({ connectionString: place.database.superuserUrl });
    await admin.connect();
    const { rows } = await admin.query<{ seq: string }>(
      `delete from log.disclosure where seq = (select min(seq) from log.disclosure) returning seq::text`,
    );
    await admin.end();
    const file = join(folder, 'erased.xinyi');
    await new ExportEstate(place.reads).execute({ estateId: erased.estateId, file });
    expect((await textOf(file)).filter((line) => line.startsWith('["erased","1",'))).toHaveLength(1);
    const target = await openPlace();
    const refusal = await refusalOf(new RestoreEstate(target.reads).execute(file));
    expect(refusal).toMatchObject({ code: 'RESTORE_ERASED_VALUE', facts: { seq: rows[0]?.seq } });
    expect(await rowsOf(target)).toBe(0);
  });
});
