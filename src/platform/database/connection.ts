import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { StartupError, type StartupCode } from '../config/startup-error.js';
import { readAddress } from './address.js';

/** The variable a text should point at when a login does not work. */
export type UrlVariable = 'DATABASE_URL' | 'XINYI_MIGRATE_URL';

export interface ConnectOptions {
  readonly applicationName?: string;
  readonly variable?: UrlVariable;
  /** PostgreSQL `-c name=value` settings of the session. */
  readonly options?: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** How long a server that answers "starting up" is waited for. */
const STARTING_UP_MS = 30_000;
const OLDEST_MAJOR = 15;

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

/** What a failure means, by its SQLSTATE or system code, or by its words. The first that fits counts. */
const CAUSES: readonly (readonly [code: RegExp, words: RegExp | undefined, meaning: StartupCode])[] = [
  [/^28P01$/, /password must be a (non-empty )?string|no password/i, 'WRONG_PASSWORD'],
  [/^(28000|42501)$/, undefined, 'LOGIN_REFUSED'],
  [/^3D000$/, undefined, 'DATABASE_MISSING'],
  [
    /^(E(CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|NOTFOUND|TIMEDOUT|AI_AGAIN|PIPE|NOENT)|57P0\d|53300)$/,
    /timeout expired|connection terminated|ended unexpectedly/i,
    'SERVER_UNREACHABLE',
  ],
];

/** What a failed connection means for whoever starts the program; undefined where it is none of the known causes. */
export function connectionError(error: unknown, url: string, variable: UrlVariable): StartupError | undefined {
  const code = errorCode(error) ?? '';
  const words = reasonOf(error);
  const cause = CAUSES.find(([codes, texts]) => codes.test(code) || texts?.test(words));
  if (cause === undefined) return undefined;
  const { user, server, database } = readAddress(url);
  const reason = code.startsWith('E') ? code : words;
  return new StartupError(cause[2], { user, address: server, database, variable, reason }, error);
}

async function attempt(url: string, options: ConnectOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: options.applicationName ?? 'xinyi-ledger',
    ...(options.options === undefined ? {} : { options: options.options }),
  });
  // A server that goes away later raises an event on an idle client; the next query reports it, the process must not
  // die of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** One connection, with no guess about what an error means. */
export async function connectOnce(url: string, options: ConnectOptions = {}): Promise<pg.Client> {
  return attempt(url, options);
}

/**
 * One connection for start-up work. A server that is just starting is waited for; everything else fails at once.
 *
 * @throws StartupError SERVER_UNREACHABLE, WRONG_PASSWORD, LOGIN_REFUSED or DATABASE_MISSING.
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<pg.Client> {
  const deadline = Date.now() + STARTING_UP_MS;
  for (;;) {
    try {
      return await attempt(url, options);
    } catch (error) {
      if (errorCode(error) === '57P03' && Date.now() < deadline) {
        await delay(200);
        continue;
      }
      throw connectionError(error, url, options.variable ?? 'DATABASE_URL') ?? error;
    }
  }
}

export interface ServerFacts {
  readonly user: string;
  readonly database: string;
  /** Like 18 or 15. */
  readonly major: number;
  /** Like "18.4". */
  readonly version: string;
}

/**
 * Who we are and where.
 *
 * @throws StartupError SERVER_TOO_OLD below PostgreSQL 15, DATABASE_ENCODING where the database is not UTF8.
 */
export async function checkServer(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<{ user: string; database: string; number: number; encoding: string }>(
    `select current_user::text as "user", current_database()::text as database,
            current_setting('server_version_num')::int4 as number, getdatabaseencoding()::text as encoding`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the server described itself with no row');
  const major = Math.floor(row.number / 10_000);
  const version = `${major}.${row.number % 10_000}`;
  if (major < OLDEST_MAJOR) throw new StartupError('SERVER_TOO_OLD', { version });
  if (row.encoding !== 'UTF8') {
    throw new StartupError('DATABASE_ENCODING', { database: row.database, encoding: row.encoding });
  }
  return { user: row.user, database: row.database, major, version };
}
