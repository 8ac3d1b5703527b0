import type { Config } from '../config/config.js';
import { StartupError } from '../config/startup-error.js';
import { readAddress } from './address.js';
import type { ClusterOptions } from './cluster.js';
import { checkServer, connect, type ServerFacts } from './connection.js';
import { ensureEmbeddedDatabase } from './embedded-logins.js';
import {
  enterServer,
  type Arrival,
  type EmbeddedServer,
  type MemberRole,
  type ServerEvent,
} from './embedded-server.js';
import { readMigrations, type MigrationFile } from './migration-files.js';
import { pendingMigrations } from './migration-history.js';
import { runMigrations, type MigrationOutcome } from './migration-runner.js';
import { checkRestricted } from './restricted-login.js';

export interface OpenOptions extends Omit<ClusterOptions, 'dataFolder'> {
  /** `service`: `npm start`, alone on its data folder. `command`: the command line, beside it. */
  readonly role: MemberRole;
  /** Folder of the .sql files; the project's own by default. */
  readonly migrations?: string;
  readonly onEvent?: (event: ServerEvent) => void;
  /** How long an embedded server that runs but does not answer is waited for; a minute by default. */
  readonly patienceMs?: number;
}

/** A database that passed every start-up check, with its schema up to date. */
export interface OpenDatabase {
  /**
   * Address of the restricted login, the only one that the service and the commands use. Holds a password: never log
   * it.
   */
  readonly url: string;
  readonly embedded: boolean;
  readonly dataFolder: string;
  readonly database: string;
  /** Like "18.4". */
  readonly serverVersion: string;
  /** How we came to the embedded server. */
  readonly arrival?: Arrival;
  /** Names of the migrations that this call ran. */
  readonly applied: readonly string[];
  /** Whether the schema was made by this call. */
  readonly fresh: boolean;
  /** Leaves the embedded server, which the last one out stops. Close every pool before. */
  close(): Promise<void>;
}

type Schema = Pick<MigrationOutcome, 'applied' | 'fresh'>;

/** The checks that every start makes with the login that the service will really use. */
async function checkService(url: string, files: readonly MigrationFile[]): Promise<ServerFacts> {
  const client = await connect(url, { variable: 'DATABASE_URL' });
  try {
    const server = await checkServer(client);
    await checkRestricted(client, server);
    const [first, ...others] = await pendingMigrations(client, server, files);
    if (first !== undefined) {
      throw new StartupError('SCHEMA_BEHIND', { count: String(others.length + 1), first: `${first.name}.sql` });
    }
    return server;
  } finally {
    await client.end();
  }
}

function opened(
  url: string,
  dataFolder: string,
  server: ServerFacts,
  schema: Schema,
): Omit<OpenDatabase, 'close' | 'embedded'> {
  const { database, version } = server;
  return { url, dataFolder, database, serverVersion: version, applied: schema.applied, fresh: schema.fresh };
}

async function inEmbedded<T>(server: EmbeddedServer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openEmbedded(dataFolder: string, options: OpenOptions): Promise<OpenDatabase> {
  const files = await readMigrations(options.migrations);
  const server = await enterServer({ ...options, dataFolder });
  return inEmbedded(server, async () => {
    const logins = await ensureEmbeddedDatabase(server);
    const schema = await runMigrations({ ownerUrl: logins.ownerUrl, files, service: logins.service });
    const facts = await checkService(logins.serviceUrl, files);
    return {
      ...opened(logins.serviceUrl, dataFolder, facts, schema),
      embedded: true,
      arrival: server.arrival,
      close: async () => {
        await server.close();
      },
    };
  });
}

/** Migrates a server of somebody else's as its owner, and makes the service's login where it does not exist. */
async function migrateOther(
  migrateUrl: string,
  databaseUrl: string | undefined,
  files: readonly MigrationFile[],
): Promise<MigrationOutcome> {
  if (databaseUrl === undefined) return runMigrations({ ownerUrl: migrateUrl, files });
  const [owner, service] = [readAddress(migrateUrl), readAddress(databaseUrl)];
  if (owner.database !== service.database) {
    throw new StartupError('DATABASES_DIFFER', { owner: owner.database, service: service.database });
  }
  return runMigrations({ ownerUrl: migrateUrl, files, service: { user: service.user, password: service.password } });
}

async function openOther(config: Config, url: string, options: OpenOptions): Promise<OpenDatabase> {
  const files = await readMigrations(options.migrations);
  let schema: Schema = { applied: [], fresh: false };
  // A command never migrates a server that others may be using; it says SCHEMA_BEHIND instead.
  if (options.role === 'service' && config.migrateUrl !== undefined) {
    schema = await migrateOther(config.migrateUrl, url, files);
  }
  const facts = await checkService(url, files);
  return { ...opened(url, config.dataFolder, facts, schema), embedded: false, close: () => Promise.resolve() };
}

/**
 * Opens the database that the configuration names: the server at DATABASE_URL, or the embedded one in the data
 * folder. Migrations run here where that is allowed: always in the embedded database, and by the service where
 * XINYI_MIGRATE_URL is given.
 *
 * @throws StartupError with a code and a text for people; see `startup-problems.ts`.
 */
export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return openOther(config, config.databaseUrl, options);
  if (config.migrateUrl !== undefined) throw new StartupError('MIGRATE_URL_ALONE');
  return openEmbedded(config.dataFolder, options);
}

/** What the command `migrate` did. */
export interface Migrated {
  readonly database: string;
  readonly serverVersion: string;
  readonly applied: readonly string[];
}

/**
 * The command `migrate`: with XINYI_MIGRATE_URL that server (and the login of DATABASE_URL where it is given), with
 * neither address the embedded database.
 *
 * @throws StartupError MIGRATE_URL_MISSING where only DATABASE_URL is given, and those of `runMigrations`.
 */
export async function migrateDatabase(config: Config, options: Omit<OpenOptions, 'role'> = {}): Promise<Migrated> {
  if (config.migrateUrl !== undefined) {
    const outcome = await migrateOther(config.migrateUrl, config.databaseUrl, await readMigrations(options.migrations));
    return { database: outcome.server.database, serverVersion: outcome.server.version, applied: outcome.applied };
  }
  if (config.databaseUrl !== undefined) throw new StartupError('MIGRATE_URL_MISSING');
  const database = await openEmbedded(config.dataFolder, { ...options, role: 'command' });
  await database.close();
  return { database: database.database, serverVersion: database.serverVersion, applied: database.applied };
}
