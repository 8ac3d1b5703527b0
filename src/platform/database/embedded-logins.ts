import pg from 'pg';

import { localAddress } from './address.js';
import type { Secrets } from './cluster.js';
import { connectOnce } from './connection.js';
import { superuserAddress, type EmbeddedServer } from './embedded-server.js';
import { passwordVerifier, type ServiceLogin } from './roles.js';

export const EMBEDDED_DATABASE = 'xinyi';
const OWNER = 'xinyi_owner_login';
const SERVICE = 'xinyi_service';
const BOOTSTRAP_LOCK = '20252026, 3';

/** The two addresses of the embedded database: who owns the tables, and who may only use them. */
export interface EmbeddedLogins {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  readonly service: ServiceLogin;
}

async function exists(client: pg.Client, sql: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(sql, [name]);
  return (rowCount ?? 0) > 0;
}

async function makeDatabase(client: pg.Client, secrets: Secrets): Promise<void> {
  // Only superusers have business in the database that keeps our membership locks.
  await client.query('revoke connect on database postgres from public');
  if (!(await exists(client, 'select from pg_roles where rolname = $1', OWNER))) {
    const password = pg.escapeLiteral(passwordVerifier(secrets.owner));
    await client.query(`create role ${OWNER} login createrole password ${password}`);
  }
  await client.query(`create database ${EMBEDDED_DATABASE} owner ${OWNER} template template0 encoding 'UTF8'`);
}

/**
 * Makes the owner's login and the database where they are missing. The service's login is made by the migrations'
 * runner, as on any other server. Two processes that find an empty server take turns.
 */
export async function ensureEmbeddedDatabase(server: EmbeddedServer): Promise<EmbeddedLogins> {
  const { secrets } = server.cluster;
  const client = await connectOnce(superuserAddress(server.cluster, server.port));
  try {
    const isThere = 'select from pg_database where datname = $1';
    if (!(await exists(client, isThere, EMBEDDED_DATABASE))) {
      await client.query(`select pg_advisory_lock(${BOOTSTRAP_LOCK})`);
      if (!(await exists(client, isThere, EMBEDDED_DATABASE))) await makeDatabase(client, secrets);
    }
  } finally {
    await client.end();
  }
  const at = (user: string, password: string): string =>
    localAddress({ port: server.port, user, password, database: EMBEDDED_DATABASE });
  return {
    ownerUrl: at(OWNER, secrets.owner),
    serviceUrl: at(SERVICE, secrets.service),
    service: { user: SERVICE, password: secrets.service },
  };
}
