import type pg from 'pg';

import { StartupError } from '../config/startup-error.js';
import { errorCode, type ServerFacts } from './connection.js';
import type { MigrationFile } from './migration-files.js';
import { roleNames } from './roles.js';

/** Schema of what the platform itself keeps in the database: which migrations ran, and with which content. */
export const PLATFORM_SCHEMA = 'platform';

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = 'migration_file'`,
    [PLATFORM_SCHEMA],
  );
  return (rowCount ?? 0) > 0;
}

async function readHistory(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  if (!(await hasHistory(client))) return new Map();
  const { rows } = await client.query<{ name: string; sha256: string }>(
    `select name, sha256 from ${PLATFORM_SCHEMA}.migration_file order by name`,
  );
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

/**
 * The files that have not run here yet.
 *
 * @throws StartupError MIGRATION_CHANGED where an applied file reads differently now, SCHEMA_AHEAD where the database
 * has migrations that this program does not know, LOGIN_WITHOUT_ROLE where this login may not read the history.
 */
export async function pendingMigrations(
  client: pg.Client,
  server: ServerFacts,
  files: readonly MigrationFile[],
): Promise<readonly MigrationFile[]> {
  const history = await readHistory(client).catch((error: unknown) => {
    if (errorCode(error) !== '42501') throw error;
    throw new StartupError('LOGIN_WITHOUT_ROLE', { user: server.user, role: roleNames(server.database).app }, error);
  });
  const known = new Set(files.map((file) => file.name));
  for (const name of history.keys()) {
    if (!known.has(name)) throw new StartupError('SCHEMA_AHEAD', { file: `${name}.sql` });
  }
  for (const file of files) {
    const applied = history.get(file.name);
    if (applied !== undefined && applied !== file.sha256) {
      throw new StartupError('MIGRATION_CHANGED', { file: `${file.name}.sql` });
    }
  }
  return files.filter((file) => !history.has(file.name));
}
