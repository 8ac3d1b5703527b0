import { DataSource, type EntitySchema } from 'typeorm';

import { ledgerTypes } from './type-parsers.js';

/** `online` answers people, `bulk` is a command that imports, verifies or restores a whole estate. */
export type Workload = 'online' | 'bulk';

interface SessionLimits {
  readonly statement_timeout: number;
  readonly lock_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/**
 * Milliseconds; 0 is no limit. Why these:
 * - statement: no page or post needs 30 s; whatever does is stuck, and its reader has long left. A bulk command may
 * well.
 * - lock: a post waits for the head of its estate, which a batch holds for milliseconds. After 10 s an honest "busy" is
 *   better than a queue that grows; the caller retries with the same idempotency key. A command can wait a minute.
 * - idle in transaction: a process that was suspended inside a transaction would hold its estate's head for ever.
 */
const LIMITS: Readonly<Record<Workload, SessionLimits>> = {
  online: { statement_timeout: 30_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 },
  bulk: { statement_timeout: 0, lock_timeout: 60_000, idle_in_transaction_session_timeout: 600_000 },
};

/** JIT costs more than it saves on short statements; instants are UTC whatever the server's own zone. */
const SESSION_OPTIONS = '-c jit=off -c timezone=UTC -c datestyle=ISO';

export interface DataSourceSettings {
  /** The restricted login. */
  readonly url: string;
  readonly entities?: readonly EntitySchema[];
  readonly workload?: Workload;
  /** Connections at most; the server's default limit is 100 for everybody. */
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** Hears of a connection that broke while idle; the pool replaces it by itself. */
  readonly onPoolError?: (error: unknown) => void;
}

/**
 * The one way to a pool. It is not yet initialised: Nest or the command line calls `initialize()`. Nothing is created
 * or altered by TypeORM (`synchronize` off, no extensions): the schema belongs to the migrations.
 */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    entities: [...(settings.entities ?? [])],
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: settings.poolSize ?? 10,
    applicationName: settings.applicationName ?? 'xinyi-ledger',
    connectTimeoutMS: 10_000,
    poolErrorHandler: settings.onPoolError ?? (() => undefined),
    extra: {
      types: ledgerTypes,
      keepAlive: true,
      options: SESSION_OPTIONS,
      ...LIMITS[settings.workload ?? 'online'],
    },
  });
}
