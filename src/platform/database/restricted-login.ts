import type pg from 'pg';

import { StartupError, type StartupCode } from '../config/startup-error.js';
import type { ServerFacts } from './connection.js';

/** What a login can do beyond what the service may. Everything is read from the catalogue, never from configuration. */
interface Powers {
  readonly superuser: boolean;
  readonly bypassrls: boolean;
  readonly createrole: boolean;
  readonly owned: string | null;
  readonly append_role: string | null;
  readonly strong_role: string | null;
}

/**
 * `pg_has_role(..., 'MEMBER')` counts every role that the login may become by `set role`, also indirectly. Owners of
 * SECURITY DEFINER functions are the append roles: whoever may become one can do what its functions guard.
 */
const POWERS = `
  with me as (select oid, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = session_user),
  ours as (select oid, nspname, nspowner from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
  select me.rolsuper as superuser, me.rolbypassrls as bypassrls, me.rolcreaterole as createrole,
    (select format('%I.%I', n.nspname, c.relname) from pg_class c join ours n on n.oid = c.relnamespace
      where pg_has_role(me.oid, c.relowner, 'MEMBER') order by 1 limit 1) as owned_table,
    (select format('%I', d.datname) from pg_database d
      where d.datname = current_database() and pg_has_role(me.oid, d.datdba, 'MEMBER')) as owned_database,
    (select format('%I', n.nspname) from ours n where pg_has_role(me.oid, n.nspowner, 'MEMBER') order by 1 limit 1)
      as owned_schema,
    (select r.rolname::text from pg_proc p join ours n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where p.prosecdef and pg_has_role(me.oid, p.proowner, 'MEMBER') order by 1 limit 1) as append_role,
    (select r.rolname::text from pg_roles r where r.rolname = any ('{pg_write_all_data,pg_execute_server_program,
      pg_write_server_files,pg_read_server_files}') and pg_has_role(me.oid, r.oid, 'MEMBER')
      order by 1 limit 1) as strong_role
  from me`;

type PowersRow = Omit<Powers, 'owned'> & {
  readonly owned_table: string | null;
  readonly owned_database: string | null;
  readonly owned_schema: string | null;
};

async function readPowers(client: pg.Client): Promise<Powers> {
  const { rows } = await client.query<PowersRow>(POWERS);
  const row = rows[0];
  if (row === undefined) throw new Error('the session has no role');
  return { ...row, owned: row.owned_table ?? row.owned_database ?? row.owned_schema };
}

/**
 * The reason to refuse, the most telling first: a superuser counts as the owner of everything, and the owner is a
 * member of the append role.
 */
function excess(powers: Powers): readonly [StartupCode, Readonly<Record<string, string>>] | undefined {
  if (powers.superuser) return ['RUNS_AS_SUPERUSER', {}];
  if (powers.bypassrls) return ['RUNS_WITH_BYPASSRLS', {}];
  if (powers.owned !== null) return ['RUNS_AS_OWNER', { object: powers.owned }];
  if (powers.append_role !== null) return ['RUNS_AS_APPEND_ROLE', { role: powers.append_role }];
  if (powers.createrole) return ['RUNS_WITH_POWER', { power: 'CREATEROLE' }];
  if (powers.strong_role !== null) return ['RUNS_WITH_POWER', { power: powers.strong_role }];
  return undefined;
}

/**
 * Refuses to run with a login that could get round the append function or row-level security. The promise "the database
 * enforces append-only" holds only while the service itself is weak.
 *
 * @throws StartupError RUNS_AS_SUPERUSER, RUNS_WITH_BYPASSRLS, RUNS_AS_APPEND_ROLE, RUNS_AS_OWNER or RUNS_WITH_POWER.
 */
export async function checkRestricted(client: pg.Client, server: ServerFacts): Promise<void> {
  const reason = excess(await readPowers(client));
  if (reason === undefined) return;
  const [code, facts] = reason;
  throw new StartupError(code, { user: server.user, ...facts });
}
