import pg from 'pg';
import { DataSource, QueryFailedError, type Logger, type MigrationInterface, type QueryRunner } from 'typeorm';

import { StartupError } from '../config/startup-error.js';
import { checkServer, connect, errorCode, type ServerFacts, type UrlVariable } from './connection.js';
import type { MigrationFile } from './migration-files.js';
import { pendingMigrations, PLATFORM_SCHEMA } from './migration-history.js';
import { ensureRoles, replaceRoles, roleNames, type ServiceLogin } from './roles.js';

/** An arbitrary constant; advisory locks belong to one database, so only runners on the same database wait. */
const MIGRATION_LOCK = 7_846_109;

/**
 * A migration that cannot get a table from a busy service within a minute gives up rather than queue everybody behind
 * it.
 */
const SESSION = '-c search_path=public -c lock_timeout=60000 -c statement_timeout=0';

export interface MigrationRun {
  readonly ownerUrl: string;
  readonly files: readonly MigrationFile[];
  /** The login that gets the application's group; made with this password where it does not exist. */
  readonly service?: ServiceLogin;
  /** Where `ownerUrl` came from, for error texts. */
  readonly variable?: UrlVariable;
}

export interface MigrationOutcome {
  readonly server: ServerFacts;
  /** Names of the migrations that ran just now, in order. */
  readonly applied: readonly string[];
  /** Whether the database had no migration before. */
  readonly fresh: boolean;
}

function lineOf(sql: string, position: unknown): string {
  const offset = Number(position);
  return Number.isInteger(offset) && offset > 0 ? String(sql.slice(0, offset).split('\n').length) : '?';
}

/** SQLSTATEs of "privilege not revoked" and "privilege not granted". */
const IDLE_GRANTS = new Set<unknown>(['01006', '01007']);

/**
 * Runs SQL in which no grant or revoke may be in vain. PostgreSQL only warns there, and a revoke that did nothing would
 * leave a hole in the append-only protection that no later line would notice.
 */
async function queryStrictly(queryRunner: QueryRunner, sql: string): Promise<void> {
  const connection = (await queryRunner.connect()) as pg.PoolClient;
  const warnings: string[] = [];
  const listen = (notice: { code?: string | undefined; message?: string | undefined }): void => {
    if (IDLE_GRANTS.has(notice.code)) warnings.push(notice.message ?? '');
  };
  connection.on('notice', listen);
  try {
    // Without parameters pg uses the simple protocol: the whole file, function bodies included, is one message.
    await queryRunner.query(sql);
  } finally {
    connection.off('notice', listen);
  }
  if (warnings.length > 0) throw new Error(warnings.join('; '));
}

async function runFile(queryRunner: QueryRunner, file: MigrationFile, sql: string): Promise<void> {
  try {
    await queryStrictly(queryRunner, sql);
  } catch (error) {
    const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
    const position = typeof cause === 'object' && cause !== null && 'position' in cause ? cause.position : undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(
      'MIGRATION_FAILED',
      { file: `${file.name}.sql`, line: lineOf(sql, position), reason },
      error,
    );
  }
  await queryRunner.query(`insert into ${PLATFORM_SCHEMA}.migration_file (name, sha256) values ($1, $2)`, [
    file.name,
    file.sha256,
  ]);
}

/** TypeORM wants a class whose name ends in a 13-digit timestamp; ours is the file's number, padded. */
function migrationClass(file: MigrationFile, server: ServerFacts): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${file.name}-${String(file.number).padStart(13, '0')}`;

    async up(queryRunner: QueryRunner): Promise<void> {
      await runFile(queryRunner, file, replaceRoles(file.sql, server.database, server.user));
    }

    down(): Promise<void> {
      return Promise.reject(new Error('migrations run forward only'));
    }
  };
}

async function ensureHistory(client: pg.Client, server: ServerFacts): Promise<void> {
  const app = pg.escapeIdentifier(roleNames(server.database).app);
  try {
    await client.query(`
      create schema if not exists ${PLATFORM_SCHEMA};
      create table if not exists ${PLATFORM_SCHEMA}.migration_file (
        name text constraint migration_file_pk primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      );
      grant usage on schema ${PLATFORM_SCHEMA} to ${app};
      grant select on ${PLATFORM_SCHEMA}.migration_file to ${app};
    `);
  } catch (error) {
    if (errorCode(error) !== '42501') throw error;
    const facts = { user: server.user, database: server.database, lacks: `CREATE on database ${server.database}` };
    throw new StartupError('OWNER_TOO_WEAK', facts, error);
  }
}

/** TypeORM prints failed migrations even with logging off; ours are reported once, as a StartupError. */
const SILENT: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

async function runPending(run: MigrationRun, server: ServerFacts): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: run.ownerUrl,
    schema: PLATFORM_SCHEMA,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    migrations: run.files.map((file) => migrationClass(file, server)),
    installExtensions: false,
    logger: SILENT,
    poolSize: 1,
    applicationName: 'xinyi-ledger migrate',
    poolErrorHandler: () => undefined,
    extra: { options: SESSION },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

async function runLocked(client: pg.Client, run: MigrationRun, server: ServerFacts): Promise<MigrationOutcome> {
  await ensureRoles(client, server, run.service);
  const pending = await pendingMigrations(client, server, run.files);
  if (pending.length > 0) await ensureHistory(client, server);
  if (pending.length > 0) await runPending(run, server);
  return {
    server,
    applied: pending.map((file) => file.name),
    fresh: run.files.length > 0 && pending.length === run.files.length,
  };
}

/**
 * Brings the roles and the schema of one database up to the files, forward only, as their owner.
 *
 * Every file is one transaction together with its row of history, so a crash leaves whole files only and a new run
 * goes on with the next. The advisory lock lets a second runner wait and then find nothing to do; it dies with its
 * connection.
 *
 * @throws StartupError MIGRATION_CHANGED, MIGRATION_FAILED, SCHEMA_AHEAD, those of `ensureRoles` and of `connect`.
 */
export async function runMigrations(run: MigrationRun): Promise<MigrationOutcome> {
  const client = await connect(run.ownerUrl, {
    applicationName: 'xinyi-ledger migrate',
    variable: run.variable ?? 'XINYI_MIGRATE_URL',
    options: SESSION.replace('lock_timeout=60000', 'lock_timeout=0'),
  });
  try {
    const server = await checkServer(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await runLocked(client, run, server);
  } finally {
    await client.end();
  }
}
