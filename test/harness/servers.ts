import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { prepareCluster, type Cluster } from '../../src/platform/database/cluster.js';
import { ensureRunning, superuserAddress } from '../../src/platform/database/embedded-server.js';
import type { ServerBinaries } from '../../src/platform/database/server-binaries.js';

const run = promisify(execFile);

/**
 * The PostgreSQL servers that tests can use: the embedded one always, a PostgreSQL 15 (the oldest that is supported)
 * where one is installed. XINYI_TEST_PG15=1 makes its absence an error, XINYI_TEST_PG15=0 leaves it out.
 *
 * A server starts when the first test asks for it, lives until the whole run ends and is shared by all workers: the
 * product's own start-up code decides races between workers. It runs without fsync, since nothing in it outlives the
 * run; tests of crashes start a server of their own.
 */
export interface TestServer {
  /** Like "PostgreSQL 18 (embedded)", for the names of tests. */
  readonly name: string;
  readonly major: number;
  readonly binaries?: ServerBinaries;
}

export interface RunningServer {
  readonly port: number;
  readonly cluster: Cluster;
  superuserUrl(database?: string): string;
}

const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
};

export const embedded: TestServer = { name: 'PostgreSQL 18 (embedded)', major: 18 };

async function majorOf(postgres: string): Promise<number> {
  const { stdout } = await run(postgres, ['--version']);
  return Number(/(\d+)(?:\.\d+)?/.exec(stdout)?.[1] ?? '0');
}

/** Folders that may hold the programs of a PostgreSQL 15: Debian's, Red Hat's and Homebrew's places, then the PATH. */
function candidateFolders(): readonly string[] {
  const known = ['/usr/lib/postgresql/15/bin', '/usr/pgsql-15/bin', '/opt/homebrew/opt/postgresql@15/bin'];
  return [...known, ...(process.env['PATH'] ?? '').split(delimiter)];
}

async function findFifteen(): Promise<TestServer | undefined> {
  for (const folder of candidateFolders()) {
    const [postgres, initdb] = [join(folder, 'postgres'), join(folder, 'initdb')];
    if (!existsSync(postgres) || !existsSync(initdb)) continue;
    if ((await majorOf(postgres)) === 15) {
      return { name: 'PostgreSQL 15 (installed)', major: 15, binaries: { postgres, initdb, major: 15 } };
    }
  }
  return undefined;
}

/** For `describe.each(await servers())`. Looks only; nothing is started. */
export async function servers(): Promise<readonly TestServer[]> {
  const wanted = process.env['XINYI_TEST_PG15'];
  const fifteen = wanted === '0' ? undefined : await findFifteen();
  if (wanted === '1' && fifteen === undefined) throw new Error('XINYI_TEST_PG15=1, but no PostgreSQL 15 is installed');
  return fifteen === undefined ? [embedded] : [embedded, fifteen];
}

/**
 * The temporary folder of this test run, made by the global set-up and removed with all its servers by the tear-down.
 */
export function runFolder(): string {
  const folder = process.env['XINYI_TEST_FOLDER'];
  if (folder === undefined) throw new Error('the global set-up of the tests has not run');
  return folder;
}

const running = new Map<number, Promise<RunningServer>>();

async function start(server: TestServer): Promise<RunningServer> {
  const dataFolder = join(runFolder(), `server-${server.major}`);
  await mkdir(dataFolder, { recursive: true, mode: 0o711 });
  const binaries = server.binaries === undefined ? {} : { binaries: server.binaries };
  const cluster = await prepareCluster({ dataFolder, settings: FAST, ...binaries });
  const { port } = await ensureRunning(cluster);
  return { port, cluster, superuserUrl: (database) => superuserAddress(cluster, port, database) };
}

/** The shared server, started where no test of this run has asked for it yet. */
export function runningServer(server: TestServer = embedded): Promise<RunningServer> {
  const known = running.get(server.major) ?? start(server);
  running.set(server.major, known);
  return known;
}
