/**
 * The server that is measured: an embedded PostgreSQL of the bench's own, with the product's settings (fsync and
 * synchronous_commit on), in a folder that is removed at the end.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { SystemClock } from '../../src/kernel/clock.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { JournalWriter } from '../../src/ledger/index.js';
import { connectOnce } from '../../src/platform/database/connection.js';
import { createDataSource, type Workload } from '../../src/platform/database/data-source.js';
import { EMBEDDED_DATABASE, ensureEmbeddedDatabase } from '../../src/platform/database/embedded-logins.js';
import { enterServer, superuserAddress } from '../../src/platform/database/embedded-server.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { readMigrations } from '../../src/platform/database/migration-files.js';
import { runMigrations } from '../../src/platform/database/migration-runner.js';

/** What every section works with. */
export interface Ground {
  readonly folder: string;
  /** The restricted login, as the service uses it. */
  readonly serviceUrl: string;
  readonly dataSource: DataSource;
  readonly reads: EstateReads;
  readonly writer: JournalWriter;
  readonly clock: SystemClock;
  readonly randomness: SystemRandomness;
  /** The owner of the tables: makes the plain tables that are compared with, and reads settings. */
  readonly owner: pg.Pool;
  readonly settings: ServerSettings;
  /** Statistics and visibility of all tables brought up to date. */
  analyze(): Promise<void>;
  /** Runs a statement that only the server's own superuser may. */
  asSuperuser(sql: string): Promise<void>;
  close(): Promise<void>;
}

export interface ServerSettings {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
}

/** `XINYI_BENCH_FOLDER` names another disk than that of the system's temporary files. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(process.env['XINYI_BENCH_FOLDER'] ?? tmpdir(), 'xinyi-bench-'));
  await chmod(folder, 0o711);
  return folder;
}

export async function openSource(url: string, workload: Workload, poolSize = 4): Promise<DataSource> {
  const dataSource = createDataSource({ url, workload, poolSize, applicationName: 'xinyi-bench' });
  return dataSource.initialize();
}

async function readSettings(owner: pg.Pool): Promise<ServerSettings> {
  const setting = async (name: string): Promise<string> => {
    const { rows } = await owner.query<{ value: string }>('select current_setting($1) as value', [name]);
    return rows[0]?.value ?? '';
  };
  const settings = {
    version: await setting('server_version'),
    fsync: await setting('fsync'),
    synchronousCommit: await setting('synchronous_commit'),
  };
  if (settings.fsync !== 'on' || settings.synchronousCommit !== 'on') throw new Error('the server is not durable');
  return settings;
}

export async function openGround(): Promise<Ground> {
  const folder = await makeFolder();
  const server = await enterServer({ dataFolder: folder, role: 'command' });
  const logins = await ensureEmbeddedDatabase(server);
  await runMigrations({ ownerUrl: logins.ownerUrl, files: await readMigrations(), service: logins.service });
  const dataSource = await openSource(logins.serviceUrl, 'bulk');
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const owner = new pg.Pool({ connectionString: logins.ownerUrl, max: 2 });
  const asSuperuser = async (sql: string): Promise<void> => {
    const client = await connectOnce(superuserAddress(server.cluster, server.port, EMBEDDED_DATABASE));
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    folder,
    asSuperuser,
    analyze: () => asSuperuser('vacuum analyze'),
    serviceUrl: logins.serviceUrl,
    dataSource,
    reads: new EstateReads(dataSource),
    writer: new JournalWriter(dataSource, clock, randomness),
    clock,
    randomness,
    owner,
    settings: await readSettings(owner),
    close: async () => {
      await dataSource.destroy();
      await owner.end();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
