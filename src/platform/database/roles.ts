import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

import pg from 'pg';

import { StartupError } from '../config/startup-error.js';
import { errorCode, type ServerFacts } from './connection.js';

/**
 * Roles belong to a whole server, so ours carry the database's name and two ledgers on one server stay apart.
 *
 * - "<database>_app" gets every grant the service needs and cannot log in.
 * - "<database>_append" owns the append functions and cannot log in; nobody but the owner is its member.
 */
export interface RoleNames {
  readonly app: string;
  readonly append: string;
}

const LONGEST_SUFFIX = '_append';
const LONGEST_NAME_BYTES = 63;

/**
 * @throws StartupError DATABASE_NAME_UNFIT: PostgreSQL would cut long names silently, and quotes would break out of
 * SQL texts.
 */
export function roleNames(database: string): RoleNames {
  const most = LONGEST_NAME_BYTES - LONGEST_SUFFIX.length;
  if (Buffer.byteLength(database) > most || !/^[\p{L}\p{N}_-]+$/u.test(database)) {
    throw new StartupError('DATABASE_NAME_UNFIT', { database, most: String(most) });
  }
  return { app: `${database}_app`, append: `${database}${LONGEST_SUFFIX}` };
}

/**
 * Puts real roles in the place of the placeholders xinyi_app, xinyi_append and xinyi_owner of a migration. Only whole
 * words are replaced (xinyi_append_leaf stays), and everywhere: also inside function bodies and string literals,
 * where a placeholder therefore only works as an identifier or a `regrole`.
 */
export function replaceRoles(sql: string, database: string, owner: string): string {
  const names = roleNames(database);
  const roles: Readonly<Record<string, string>> = { app: names.app, append: names.append, owner };
  return sql.replace(/\bxinyi_(app|append|owner)\b/g, (whole, role: string) => {
    const name = roles[role];
    return name === undefined ? whole : pg.escapeIdentifier(name);
  });
}

/**
 * The SCRAM-SHA-256 verifier of a password (RFC 5803 as PostgreSQL stores it), so that the password itself never
 * stands in a statement that a server may log. Text outside ASCII would need SASLprep first, so such a password is
 * sent as it is.
 */
export function passwordVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!/^[\x20-\x7e]*$/.test(password)) return password;
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const sign = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(sign('Client Key')).digest('base64');
  const serverKey = sign('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

interface RoleRow {
  readonly rolname: string;
  readonly rolsuper: boolean;
}

async function findRoles(client: pg.Client, names: readonly string[]): Promise<ReadonlyMap<string, RoleRow>> {
  const { rows } = await client.query<RoleRow>(
    'select rolname::text, rolsuper from pg_roles where rolname = any($1::text[])',
    [names],
  );
  return new Map(rows.map((row) => [row.rolname, row]));
}

/** Two databases of one server may be migrated at the same time and want the same login; the second finds it there. */
async function createRole(client: pg.Client, server: ServerFacts, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const code = errorCode(error);
    if (code === '42501') {
      throw new StartupError(
        'OWNER_TOO_WEAK',
        { user: server.user, database: server.database, lacks: 'CREATEROLE' },
        error,
      );
    }
    if (code !== '42710' && code !== '23505') throw error;
  }
}

async function grantRole(client: pg.Client, role: string, to: string, how: string, owner: string): Promise<void> {
  try {
    await client.query(`grant ${pg.escapeIdentifier(role)} to ${pg.escapeIdentifier(to)} ${how}`);
  } catch (error) {
    if (errorCode(error) === '42501') throw new StartupError('ROLE_NOT_OURS', { role, user: owner }, error);
    throw error;
  }
}

/** Direct membership, read from the catalogue: a superuser would count as a member of everything. */
async function isMember(client: pg.Client, login: string, role: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member
      where r.rolname = $1 and l.rolname = $2`,
    [role, login],
  );
  return (rowCount ?? 0) > 0;
}

export interface ServiceLogin {
  readonly user: string;
  readonly password: string;
}

async function ensureGroups(client: pg.Client, server: ServerFacts, names: RoleNames): Promise<void> {
  const found = await findRoles(client, [server.user, names.app, names.append]);
  for (const role of [names.app, names.append]) {
    if (!found.has(role)) await createRole(client, server, `create role ${pg.escapeIdentifier(role)} nologin`);
  }
  if (found.get(server.user)?.rolsuper === true) return;
  // `alter function ... owner to` needs the right to become the new owner, and the revokes and grants on that function
  // which follow need to inherit from it (else they do nothing but warn). From 16 on, making a role gives its maker the
  // right to administer it and neither of these; before, membership means both.
  const how = server.major >= 16 ? 'with inherit true, set true' : '';
  if (!(await mayBecome(client, server, names.append))) {
    await grantRole(client, names.append, server.user, how, server.user);
  }
}

async function mayBecome(client: pg.Client, server: ServerFacts, role: string): Promise<boolean> {
  const privileges = server.major >= 16 ? ['SET', 'USAGE'] : ['MEMBER', 'USAGE'];
  const { rows } = await client.query<{ may: boolean }>(
    'select pg_has_role(current_user, $1::name, $2) and pg_has_role(current_user, $1::name, $3) as may',
    [role, ...privileges],
  );
  return rows[0]?.may === true;
}

async function ensureLogin(client: pg.Client, server: ServerFacts, app: string, login: ServiceLogin): Promise<void> {
  const facts = { user: login.user, database: server.database };
  if (login.user === server.user) {
    throw new StartupError('RUNS_AS_OWNER', { ...facts, object: server.database });
  }
  const existing = (await findRoles(client, [login.user])).get(login.user);
  if (existing?.rolsuper === true) throw new StartupError('RUNS_AS_SUPERUSER', facts);
  if (existing === undefined) {
    const password = login.password === '' ? '' : `password ${pg.escapeLiteral(passwordVerifier(login.password))}`;
    await createRole(client, server, `create role ${pg.escapeIdentifier(login.user)} login ${password}`);
  }
  if (!(await isMember(client, login.user, app))) await grantRole(client, app, login.user, '', server.user);
}

/**
 * Makes sure that the roles of a database exist and that the service's login belongs to the application's group. Safe
 * to repeat: what is there is left alone, an existing login keeps its password. Runs as the owner, which needs
 * CREATEROLE only while something is missing.
 *
 * @throws StartupError OWNER_TOO_WEAK, ROLE_NOT_OURS, RUNS_AS_OWNER, RUNS_AS_SUPERUSER, DATABASE_NAME_UNFIT.
 */
export async function ensureRoles(client: pg.Client, server: ServerFacts, login?: ServiceLogin): Promise<void> {
  const names = roleNames(server.database);
  await ensureGroups(client, server, names);
  if (login !== undefined) await ensureLogin(client, server, names.app, login);
}
