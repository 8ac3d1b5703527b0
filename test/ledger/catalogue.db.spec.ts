/**
 * What the catalogue itself says: the schema can be distributed by estate, every table is guarded, and nothing is
 * open to everybody.
 */
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { servers } from '../harness/servers.js';
import { connected } from './raw-append.js';

const OURS = `n.nspname not in ('information_schema', 'public') and n.nspname !~ '^pg_'`;

/** Tables of the deployment, not of an estate; nothing else may be read or kept without an estate. */
const DEPLOYMENT = [
  'estates.directory', // which codes exist: the table of contents
  'log.leaf_writer', // who may write which leaf of structure
  'log.projection', // which function derives which type of leaf
  'log.record_type', // who may write which record
  'people.token', // hashes of bearer tokens, which may speak for persons of several estates
];
/**
 * Has an estate in it, but is looked up by a token before the estate is known; its key still starts with the
 * estate.
 */
const BEFORE_SCOPE = 'people.token_person';

describe.each(await servers())('on $name, the catalogue', (server) => {
  let database: TestDatabase;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    owner = await connected(database.superuserUrl);
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const names = async (sql: string): Promise<string[]> =>
    (await owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);

  it('knows our schemas, so that the walks below see everything', async () => {
    const schemas = await names(`select n.nspname as name from pg_namespace n where ${OURS} order by 1`);
    expect(schemas).toEqual(['banking', 'estates', 'ledger', 'log', 'people', 'platform', 'publishing']);
  });

  it('has an estate in every table but those of the deployment', async () => {
    const without = await names(
      `select format('%s.%s', n.nspname, c.relname) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where ${OURS} and c.relkind in ('r', 'p') and n.nspname <> 'platform'
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'estate_id'
            and a.attnotnull)
        order by 1`,
    );
    expect(without).toEqual(DEPLOYMENT.filter((name) => name !== 'estates.directory'));
  });

  it('puts the estate first in every primary key', async () => {
    const wrong = await names(
      `select format('%s.%s', n.nspname, c.relname) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'estate_id'
        where ${OURS} and c.relkind in ('r', 'p')
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'
            and k.conkey[1] = a.attnum)
        order by 1`,
    );
    expect(wrong).toEqual(['estates.directory']);
  });

  it('puts the estate first in every unique constraint, foreign key and index', async () => {
    const constraints = await names(
      `select format('%s.%s', n.nspname, k.conname) as name from pg_constraint k join pg_class c on c.oid = k.conrelid
         join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
           and a.attname = 'estate_id'
        where ${OURS} and k.contype in ('u', 'f', 'x') and k.conkey[1] <> a.attnum order by 1`,
    );
    expect(constraints).toEqual([]);
    const indexes = await names(
      `select format('%s.%s', n.nspname, x.relname) as name from pg_index i join pg_class x on x.oid = i.indexrelid
         join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'estate_id'
        where ${OURS} and i.indkey[0] <> a.attnum order by 1`,
    );
    expect(indexes).toEqual(['estates.directory_pk', 'people.token_person_by_token']);
  });

  it('guards every table of an estate by rows, for readers and for the append role', async () => {
    const { rows } = await owner.query<{ name: string; enabled: boolean; policies: string[] }>(
      `select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity as enabled,
              array(select format('%s %s %s', p.polname, p.polcmd, p.polpermissive) from pg_policy p
                where p.polrelid = c.oid order by 1) as policies
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'estate_id'
        where ${OURS} and c.relkind in ('r', 'p') order by 1`,
    );
    const guarded = rows.filter(({ name }) => name !== 'estates.directory' && name !== BEFORE_SCOPE);
    const both = ['append_acts * t', 'service_reads r t'];
    const hiding = ['append_acts * t', 'hidden_stays_hidden r f', 'service_reads r t'];
    const hidden = new Set(['ledger.posting_dimension', 'ledger.dimension_turnover']);
    expect(guarded).toEqual(
      guarded.map(({ name }) => ({ name, enabled: true, policies: hidden.has(name) ? hiding : both })),
    );
    expect(guarded.length).toBeGreaterThan(25);
  });

  it('asks for the scope in every policy of readers, and for the private scope where values are private', async () => {
    const { rows } = await owner.query<{ name: string; text: string; roles: string }>(
      `select format('%s.%s', n.nspname, c.relname) as name, pg_get_expr(p.polqual, p.polrelid) as text,
              (select string_agg(r.rolname, ' ') from pg_roles r where r.oid = any (p.polroles)) as roles
         from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
        where p.polname = 'service_reads' order by 1`,
    );
    expect(rows.filter(({ text }) => !/estate_id = \( SELECT log\.scope\(\)/.test(text))).toEqual([]);
    expect(new Set(rows.map(({ roles }) => roles))).toEqual(new Set(['xinyi_test_app']));
    const privates = rows.filter(({ text }) => text.includes('log.private_scope()')).map(({ name }) => name);
    expect(privates).toEqual([
      ...['estates.bank_account_private', 'estates.unit', 'ledger.outcome', 'ledger.proposal'],
      ...['ledger.unit_entry', 'ledger.unit_item'],
      ...['log.disclosure', 'people.person_name'],
    ]);
  });

  it('lets everybody execute nothing of ours and read or write no table', async () => {
    const open = await names(
      `select format('%s.%s', n.nspname, p.proname) as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as g
        where ${OURS} and g.grantee = 0 order by 1`,
    );
    expect(open).toEqual([]);
    const tables = await names(
      `select format('%s.%s %s', n.nspname, c.relname, g.privilege_type) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
         cross join lateral aclexplode(coalesce(c.relacl,
           acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) as g
        where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and g.grantee = 0 order by 1`,
    );
    expect(tables).toEqual([]);
    const schemas = await names(
      `select format('%s %s', n.nspname, g.privilege_type) as name from pg_namespace n
         cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) as g where ${OURS}
           and g.grantee = 0`,
    );
    expect(schemas).toEqual([]);
  });

  it('gives the service the right to write to its tokens only', async () => {
    const rights = await names(
      `select format('%s.%s %s', n.nspname, c.relname, g.privilege_type) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
         cross join lateral aclexplode(c.relacl) as g join pg_roles r on r.oid = g.grantee
        where ${OURS} and r.rolname = 'xinyi_test_app' and g.privilege_type <> 'SELECT' order by 1`,
    );
    expect(rights).toEqual(['people.token INSERT', 'people.token_person INSERT']);
    const columns = await names(
      `select format('%s.%s.%s %s', n.nspname, c.relname, a.attname, g.privilege_type) as name from pg_attribute a
         join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace cross
           join lateral aclexplode(a.attacl) as g
        where ${OURS} order by 1`,
    );
    expect(columns).toEqual(['people.token.revoked_at UPDATE']);
  });

  it('gives the service these functions and no others', async () => {
    const functions = await names(
      `select format('%s.%s%s', n.nspname, p.proname, case when p.prosecdef then ' (definer)' else '' end) as name
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where ${OURS} and has_function_privilege('xinyi_test_app', p.oid, 'execute') order by 1`,
    );
    const writers = functions.filter((name) => name.endsWith('(definer)'));
    expect(writers).toEqual([
      ...['ledger.append_vouchers (definer)', 'ledger.batch_facts (definer)', 'ledger.keep_outcome (definer)'],
      ...['ledger.propose (definer)', 'ledger.return_proposal (definer)', 'ledger.settle_proposal (definer)'],
      ...['log.append_record (definer)', 'log.lock_heads (definer)'],
    ]);
    expect(functions.filter((name) => /derive_|keep_private|check_floor|note_|holds|refuse/.test(name))).toEqual([]);
  });

  it('fixes the search path of every definer function, and lets the append role own it', async () => {
    const { rows } = await owner.query<{ name: string; owner: string; config: string[] | null; loose: boolean }>(
      `select format('%s.%s', n.nspname, p.proname) as name, r.rolname as owner, p.proconfig as config,
        p.prosecdef as loose
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
        where ${OURS} and p.prosecdef order by 1`,
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(
      rows.filter(
        (row) => row.owner !== 'xinyi_test_append' || row.config?.includes('search_path=pg_catalog, pg_temp') !== true,
      ),
    ).toEqual([]);
    const elevated = await names(
      `select rolname as name from pg_roles where rolname in ('xinyi_test_app', 'xinyi_test_append')
          and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb or rolreplication)`,
    );
    expect(elevated).toEqual([]);
  });

  it('guards what is frozen by triggers that always fire', async () => {
    const { rows } = await owner.query<{ name: string; enabled: string }>(
      `select format('%s.%s', n.nspname, c.relname) as name, t.tgenabled::text as enabled from pg_trigger t
         join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
           where t.tgname = 'frozen' order by 1`,
    );
    expect(rows).toEqual(
      [
        ...[
          'banking.statement_file',
          'banking.statement_line',
          'ledger.correction',
          'ledger.outcome',
          'ledger.period_event',
        ],
        ...['ledger.posting', 'ledger.posting_dimension', 'ledger.unit_entry', 'ledger.voucher', 'log.leaf'],
        ...['log.private_leaf', 'log.record', 'publishing.publication'],
      ].map((name) => ({ name, enabled: 'A' })),
    );
  });

  it('lets nobody but the owner into the append role', async () => {
    const members = await names(
      `select l.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.roleid
        join pg_roles l on l.oid = m.member
        where r.rolname = 'xinyi_test_append' and not l.rolsuper group by 1 order by 1`,
    );
    expect(members).toEqual(['xinyi_test_owner']);
  });
});
