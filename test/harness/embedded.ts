import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import { readConfig } from '../../src/platform/config/config.js';
import { StartupError } from '../../src/platform/config/startup-error.js';
import { openDatabase, type OpenDatabase, type OpenOptions } from '../../src/platform/database/open-database.js';
import { isServer, readPostmaster, stopServer } from '../../src/platform/database/postmaster.js';
import { migrationsOf, SMALL_SCHEMA, tempFolder } from './temp-folder.js';

/** Data folders of one test, with servers of their own: fully durable, as a user's would be. */
const folders: string[] = [];

/** A reachable, empty data folder; `stopAll` stops what still runs in it. */
export async function dataFolder(): Promise<string> {
  const folder = await tempFolder();
  await chmod(folder, 0o711);
  folders.push(folder);
  return folder;
}

/** For `afterEach`: no server outlives its test, not even a failed one. */
export async function stopAll(): Promise<void> {
  for (const folder of folders.splice(0)) await stopServer(join(folder, 'pg'), 'immediate');
}

let small: Promise<string> | undefined;

/** A folder with the small schema's migration. */
export function smallMigrations(): Promise<string> {
  small ??= migrationsOf({ '0001-small.sql': SMALL_SCHEMA });
  return small;
}

export async function open(folder: string, options: Partial<OpenOptions> = {}): Promise<OpenDatabase> {
  const migrations = await smallMigrations();
  return openDatabase(readConfig({ XINYI_DATA: folder }), { role: 'command', migrations, ...options });
}

/** The start-up error that some work ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<StartupError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof StartupError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Runs one statement on a connection of its own. */
export async function query<T extends pg.QueryResultRow>(url: string | undefined, sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url ?? '' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function serverPid(folder: string): Promise<number> {
  return (await readPostmaster(join(folder, 'pg')))?.pid ?? 0;
}

export async function runs(folder: string): Promise<boolean> {
  const pid = await serverPid(folder);
  return pid > 0 && (await isServer(pid, join(folder, 'pg')));
}
