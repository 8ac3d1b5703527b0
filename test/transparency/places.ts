/** Places that archives leave and come to, and what is said of them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Refusal } from '../../src/kernel/violation.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { ExportEstate } from '../../src/transparency/export-estate.js';
import { VerifyEstate, type VerifyReport } from '../../src/transparency/verify-estate.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { embedded, type TestServer } from '../harness/servers.js';
import { tempFolder } from '../harness/temp-folder.js';
import { fillSample, openSample, type SampleLog } from './sample-log.js';

export interface Place {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  readonly reads: EstateReads;
}

const places: Place[] = [];

export async function openPlace(server: TestServer = embedded): Promise<Place> {
  const database = await createTestDatabase(server);
  const dataSource = await createDataSource({ url: database.appUrl, workload: 'bulk' }).initialize();
  const place = { database, dataSource, reads: new EstateReads(dataSource) };
  places.push(place);
  return place;
}

export async function closePlaces(): Promise<void> {
  for (const { dataSource, database } of places) {
    await dataSource.destroy();
    await database.drop();
  }
}

export interface SampleArchive {
  readonly home: Place;
  /** Empty. */
  readonly away: Place;
  readonly log: SampleLog;
  /** What a verification at home says. */
  readonly before: VerifyReport;
  readonly folder: string;
  readonly archive: string;
}

/** An estate with one of everything, exported, and an empty place to bring it to. */
export async function exportSample(seed: string): Promise<SampleArchive> {
  const folder = await tempFolder();
  const archive = join(folder, 'one.xinyi');
  const [home, away] = [await openPlace(), await openPlace()];
  const log = await openSample(home.dataSource, seed);
  await fillSample(log, seed);
  const before = await new VerifyEstate(home.reads).execute(log.estateId);
  await new ExportEstate(home.reads).execute({ estateId: log.estateId, file: archive });
  return { home, away, log, before, folder, archive };
}

export async function asAdmin<T>({ database }: Place, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function refusalOf(work: Promise<unknown>): Promise<Refusal['violations'][0]> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal but ${String(error)}`);
  return error.violations[0];
}

/** The lines of an archive; the last one is empty, since every line ends in a line feed. */
export async function textOf(file: string): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n');
}

/** Rows of every table with an estate, of which none may be left after a refusal. */
export async function rowsOf(place: Place): Promise<number> {
  return await asAdmin(place, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and exists (select from pg_attribute where attrelid = c.oid and attname = 'estate_id')`,
    );
    const sum = rows.map(({ name }) => `(select count(*) from ${name})`).join(' + ');
    return Number((await client.query<{ rows: string }>(`select (${sum})::text as rows`)).rows[0]?.rows);
  });
}
