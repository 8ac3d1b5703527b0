import { setTimeout as delay } from 'node:timers/promises';

import type pg from 'pg';

import { StartupError } from '../config/startup-error.js';
import { localAddress } from './address.js';
import { prepareCluster, SUPERUSER, type Cluster, type ClusterOptions } from './cluster.js';
import { connectOnce, errorCode } from './connection.js';
import { freePort, isAlive, isServer, readPostmaster, startServer, stopServer } from './postmaster.js';

/** The service holds its data folder alone; commands join it. */
export type MemberRole = 'service' | 'command';

/** `created` and `started`: by us. `adopted`: it ran with nobody in it, after a kill -9. `joined`: others are in it. */
export type Arrival = 'created' | 'started' | 'adopted' | 'joined';

export type ServerEvent =
  | { readonly kind: 'lost' }
  | { readonly kind: 'revived' }
  | { readonly kind: 'revival-failed'; readonly error: unknown };

export interface EnterOptions extends ClusterOptions {
  readonly role: MemberRole;
  /** How long a server that runs but does not answer is waited for. */
  readonly patienceMs?: number;
  /** Hears of a server that died under the service and of its return. */
  readonly onEvent?: (event: ServerEvent) => void;
}

export interface EmbeddedServer {
  readonly cluster: Cluster;
  readonly port: number;
  readonly arrival: Arrival;
  /** Leaves the server; the last one out stops it. Close every pool before. */
  close(): Promise<'stopped' | 'left'>;
}

/** Advisory locks in the database `postgres`; the first number is ours, the second says which. */
const LOCKS = { members: '20252026, 1', service: '20252026, 2' };

const PATIENCE_MS = 60_000;
const RETRY_MS = 50;

const PASSING = /^(57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|53300)$/;

/** Errors of a server that is going away or coming up: look again. */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  const message = error instanceof Error ? error.message : '';
  return PASSING.test(errorCode(error) ?? '') || /terminated|not queryable|timeout expired/i.test(message);
}

interface Running {
  readonly port: number;
  readonly startedByUs: boolean;
}

function stuck(cluster: Cluster, pid: number | undefined, patienceMs: number, cause?: unknown): StartupError {
  const facts = { pid: String(pid ?? '?'), seconds: String(Math.ceil(patienceMs / 1000)), log: cluster.logFile };
  return new StartupError('SERVER_STUCK', facts, cause);
}

/**
 * Finds the running server of a cluster or starts it. PostgreSQL's own pid file decides between two starters, so
 * nothing of ours has to be locked; whoever loses finds the winner's server.
 */
export async function ensureRunning(cluster: Cluster, fixedPort?: number, patienceMs = PATIENCE_MS): Promise<Running> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const postmaster = await readPostmaster(cluster.folder);
    if (postmaster !== undefined && (await isServer(postmaster.pid, cluster.folder))) {
      if (postmaster.ready) return { port: postmaster.port, startedByUs: false };
    } else {
      const port = fixedPort ?? (await freePort());
      if ((await startServer(cluster, port)) === 'ready') return { port, startedByUs: true };
    }
    if (Date.now() > deadline) throw stuck(cluster, postmaster?.pid, patienceMs);
    await delay(RETRY_MS);
  }
}

export function superuserAddress(cluster: Cluster, port: number, database = 'postgres'): string {
  return localAddress({ port, user: SUPERUSER, password: cluster.secrets.superuser, database });
}

async function ask(client: pg.Client, sql: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`select ${sql} as answer`);
  return rows[0]?.answer === true;
}

/**
 * The one connection by which a process counts as inside. When the process dies, however it dies, the lock goes with
 * it.
 */
async function takePlace(cluster: Cluster, port: number, role: MemberRole): Promise<pg.Client> {
  const client = await connectOnce(superuserAddress(cluster, port), {
    applicationName: `xinyi-ledger ${role} ${process.pid}`,
  });
  try {
    // A leaver that found itself alone holds this lock while it stops the server; then we wait here, are thrown out
    // with the server, and start it anew.
    await client.query(`select pg_advisory_lock_shared(${LOCKS.members})`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function countMembers(client: pg.Client): Promise<number> {
  const [classid, objid] = LOCKS.members.split(', ');
  const { rowCount } = await client.query(
    `select from pg_locks
      where locktype = 'advisory' and classid = ${classid ?? '0'} and objid = ${objid ?? '0'} and granted`,
  );
  return rowCount ?? 0;
}

async function holderOfService(client: pg.Client): Promise<string> {
  const [classid, objid] = LOCKS.service.split(', ');
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.classid = ${classid ?? '0'} and l.objid = ${objid ?? '0'} and l.granted`,
  );
  return rows[0]?.name.split(' ').at(-1) ?? '?';
}

/** A service that was just killed may still count for a moment; one that lives is an error at once. */
async function claimService(client: pg.Client, folder: string): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    if (await ask(client, `pg_try_advisory_lock(${LOCKS.service})`)) return;
    const pid = await holderOfService(client);
    if (pid !== '?' && (isAlive(Number(pid)) || Date.now() > deadline)) {
      throw new StartupError('DATA_FOLDER_HELD', { folder, pid });
    }
    await delay(RETRY_MS);
  }
}

interface Place extends Running {
  readonly client: pg.Client;
}

interface EnterRunning {
  readonly role: MemberRole;
  readonly fixedPort?: number;
  readonly patienceMs?: number | undefined;
}

async function enterRunning(cluster: Cluster, how: EnterRunning): Promise<Place> {
  const patienceMs = how.patienceMs ?? PATIENCE_MS;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const running = await ensureRunning(cluster, how.fixedPort, patienceMs);
    try {
      return { ...running, client: await takePlace(cluster, running.port, how.role) };
    } catch (error) {
      if (errorCode(error) === '28P01') {
        throw new StartupError('CLUSTER_SECRET_LOST', { file: 'server-secrets.json' }, error);
      }
      if (!isPassing(error)) throw error;
      if (Date.now() > deadline) {
        const postmaster = await readPostmaster(cluster.folder);
        throw stuck(cluster, postmaster?.pid, patienceMs, error);
      }
      await delay(RETRY_MS);
    }
  }
}

/**
 * Leaves. Both locks are in the server, so two leavers, or a leaver and a newcomer, can never misjudge each other: only
 * who gets the lock alone stops the server, and nobody can come in meanwhile.
 */
async function leave(cluster: Cluster, client: pg.Client): Promise<'stopped' | 'left'> {
  try {
    await client.query(`select pg_advisory_unlock_shared(${LOCKS.members})`);
    if (!(await ask(client, `pg_try_advisory_lock(${LOCKS.members})`))) return 'left';
    await stopServer(cluster.folder);
    return 'stopped';
  } catch (error) {
    // The server died or is being stopped by somebody else: there is nothing left to leave.
    if (isPassing(error)) return 'left';
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Keeps a service's server alive: where it dies under the service, it is started again on the same port. */
class Keeper {
  private closing = false;
  private revival: Promise<void> | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly options: EnterOptions,
    private readonly port: number,
    private client: pg.Client,
  ) {
    this.watch();
  }

  private watch(): void {
    this.client.once('end', () => {
      if (this.closing || this.options.role !== 'service') return;
      this.options.onEvent?.({ kind: 'lost' });
      this.revival = this.revive();
    });
  }

  private async revive(): Promise<void> {
    while (!this.closing) {
      try {
        const { client } = await enterRunning(this.cluster, { role: 'service', fixedPort: this.port });
        this.client = client;
        await claimService(client, this.options.dataFolder);
        this.watch();
        this.options.onEvent?.({ kind: 'revived' });
        return;
      } catch (error) {
        await this.client.end().catch(() => undefined);
        this.options.onEvent?.({ kind: 'revival-failed', error });
        await delay(1000);
      }
    }
  }

  async close(): Promise<'stopped' | 'left'> {
    this.closing = true;
    await this.revival;
    return leave(this.cluster, this.client);
  }
}

async function arrivalOf(cluster: Cluster, place: Place): Promise<Arrival> {
  if (cluster.created) return 'created';
  if (place.startedByUs) return 'started';
  return (await countMembers(place.client)) > 1 ? 'joined' : 'adopted';
}

/**
 * Enters the embedded server of a data folder: creates, starts, adopts or joins it, whichever is needed.
 *
 * @throws StartupError DATA_FOLDER_HELD where another service runs on the folder, and those of `prepareCluster`.
 */
export async function enterServer(options: EnterOptions): Promise<EmbeddedServer> {
  const cluster = await prepareCluster(options);
  const place = await enterRunning(cluster, options);
  try {
    if (options.role === 'service') await claimService(place.client, options.dataFolder);
    const arrival = await arrivalOf(cluster, place);
    const keeper = new Keeper(cluster, options, place.port, place.client);
    return { cluster, port: place.port, arrival, close: () => keeper.close() };
  } catch (error) {
    await leave(cluster, place.client);
    throw error;
  }
}
