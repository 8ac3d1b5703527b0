import { randomBytes } from 'node:crypto';

import pg from 'pg';

import { localAddress } from '../../src/platform/database/address.js';
import { readMigrations } from '../../src/platform/database/migration-files.js';
import { runMigrations } from '../../src/platform/database/migration-runner.js';
import { embedded, runningServer, type RunningServer, type TestServer } from './servers.js';

/** A database of one test's own. Every address holds a password that is of no use after the run. */
export interface TestDatabase {
  readonly name: string;
  /** The restricted login, as the service uses it. */
  readonly appUrl: string;
  /** The owner of the tables, no superuser. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'xinyi_test';
const OWNER = { user: 'xinyi_test_owner', password: 'owner-of-tests' };
const SERVICE = { user: 'xinyi_test_service', password: 'service-of-tests' };
const TEMPLATE_LOCK = 4_157_260;

async function asSuperuser<T>(server: RunningServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.superuserUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isThere(client: pg.Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [database]);
  return (rowCount ?? 0) > 0;
}

/** Migrates the database that all others are copied from; the mark "is a template" says that it is complete. */
async function makeTemplate(server: RunningServer, client: pg.Client): Promise<void> {
  await client.query(`drop database if exists ${TEMPLATE}`);
  await client.query(`do $$ begin
      create role ${OWNER.user} login createrole password '${OWNER.password}';
    exception when duplicate_object then null; end $$`);
  await client.query(`create database ${TEMPLATE} owner ${OWNER.user} template template0 encoding 'UTF8'`);
  const ownerUrl = localAddress({ port: server.port, database: TEMPLATE, ...OWNER });
  await runMigrations({ ownerUrl, files: await readMigrations(), service: SERVICE });
  await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
}

async function ensureTemplate(server: RunningServer): Promise<void> {
  await asSuperuser(server, async (client) => {
    if (await isThere(client, TEMPLATE)) return;
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (!(await isThere(client, TEMPLATE))) await makeTemplate(server, client);
  });
}

const templates = new Map<number, Promise<void>>();

function template(server: TestServer, on: RunningServer): Promise<void> {
  const known = templates.get(server.major) ?? ensureTemplate(on);
  templates.set(server.major, known);
  return known;
}

function freshName(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

/**
 * A migrated, empty database: a copy of a template that the first test of a run migrates.
 *
 * The copies share the template's roles. Roles belong to the whole server and grants inside a database name them by
 * number, so a copy keeps granting to xinyi_test_app and its functions stay owned by xinyi_test_append; giving each
 * copy roles of its own would mean running every migration again. That role names follow the database's name is
 * tested on databases that are migrated for the purpose.
 */
export async function createTestDatabase(server: TestServer = embedded): Promise<TestDatabase> {
  const on = await runningServer(server);
  await template(server, on);
  const name = freshName();
  await asSuperuser(on, (client) => client.query(`create database ${name} template ${TEMPLATE} owner ${OWNER.user}`));
  return {
    name,
    appUrl: localAddress({ port: on.port, database: name, ...SERVICE }),
    ownerUrl: localAddress({ port: on.port, database: name, ...OWNER }),
    superuserUrl: on.superuserUrl(name),
    drop: () => dropDatabase(on, name),
  };
}

/**
 * A database with nothing in it, not even roles, owned by a login of its own that may create roles; `appUrl` names a
 * login that does not exist yet. For tests of migrating itself.
 */
export async function createEmptyDatabase(server: TestServer = embedded, encoding = 'UTF8'): Promise<TestDatabase> {
  const on = await runningServer(server);
  const name = freshName();
  const owner = { user: `${name}_owner`, password: 'owner' };
  await asSuperuser(on, async (client) => {
    await client.query(`create role ${owner.user} login createrole password '${owner.password}'`);
    const locale = `encoding '${encoding}' locale_provider libc locale 'C'`;
    await client.query(`create database ${name} owner ${owner.user} template template0 ${locale}`);
  });
  return {
    name,
    appUrl: localAddress({ port: on.port, database: name, user: `${name}_service`, password: 'service: @/#' }),
    ownerUrl: localAddress({ port: on.port, database: name, ...owner }),
    superuserUrl: on.superuserUrl(name),
    drop: () => dropDatabase(on, name),
  };
}

/** Drops a database and the roles that carry its name. */
async function dropDatabase(server: RunningServer, name: string): Promise<void> {
  await asSuperuser(server, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    const { rows } = await client.query<{ role: string }>(
      // The owner last: it granted the others to each other, and nobody may go before what he granted.
      'select quote_ident(rolname) as role from pg_roles where starts_with(rolname, $1) order by rolname = $2, rolname',
      [`${name}_`, `${name}_owner`],
    );
    for (const { role } of rows) await client.query(`drop role ${role}`);
  });
}
