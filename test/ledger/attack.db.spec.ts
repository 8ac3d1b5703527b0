/**
 * Attacks by somebody who holds the service's own login, and by the tables' owner. Each must fail, and for the
 * reason that is named.
 */
import type pg from 'pg';
import { servers } from '../harness/servers.js';
import { content, ledgerWorld, line, type EstateWorld } from '../support/ledger-world.js';
import { append, attempt, connected, groundOf, rawLeaf } from './raw-append.js';

const SCHEMAS = `('log', 'people', 'estates', 'ledger', 'banking', 'publishing', 'platform')`;

interface TableRow {
  readonly name: string;
  readonly column: string;
}

describe.each(await servers())('on $name, the service login', (server) => {
  let estate: EstateWorld;
  let other: EstateWorld;
  let attacker: pg.Client;
  let tables: TableRow[];

  beforeAll(async () => {
    estate = await ledgerWorld({ server });
    other = await estate.world.estate();
    await estate.receive('2025-01-05', '1000.00');
    await estate.must(estate.spending('2025-01-20', '900.00'));
    await estate.receive('2025-03-01', '500.00');
    await estate.must(
      content('2025-04-05', [
        line('100201/PS', '+20.00', [['unit', '4-101']]),
        line('400101/PS', '-20.00', [['supplier', 'sup-1']]),
      ]),
    );
    await estate.propose({ kind: 'voucher', draft: estate.spending('2025-04-06', '1.00') });
    await other.receive('2025-01-05', '77.00');
    attacker = await connected(estate.world.database.appUrl);
    const { rows } = await attacker.query<TableRow>(
      `select format('%I.%I', n.nspname, c.relname) as name, a.attname as column
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
        where n.nspname in ${SCHEMAS} and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
    );
    tables = rows;
  });

  afterAll(async () => {
    await attacker.end();
    await estate.world.close();
  });

  const sql = (text: string, parameters: unknown[] = []): Promise<string> =>
    attempt(attacker, () => attacker.query(text, parameters));

  it('is no owner, no superuser, and no member of the append role', async () => {
    const { rows } = await attacker.query(
      `select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
              pg_has_role(r.oid, 'xinyi_test_append', 'member') as appends,
              pg_has_role(r.oid, 'xinyi_test_owner', 'member') as owns
         from pg_roles r where r.rolname = current_user`,
    );
    const never = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(rows).toEqual([{ ...never, appends: false, owns: false }]);
  });

  it('writes no table but its tokens', async () => {
    expect(tables.length).toBeGreaterThan(30);
    const secrets = new Set(['people.token', 'people.token_person']);
    const wrong: string[] = [];
    for (const { name, column } of tables) {
      const attacks = [
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name}`,
        `lock table ${name}`,
      ];
      if (!secrets.has(name)) attacks.push(`insert into ${name} default values`, `copy ${name} from stdin`);
      for (const attack of attacks) {
        const found = await sql(attack);
        if (!found.startsWith('42501 permission denied')) wrong.push(`${attack}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['change a leaf', `update log.leaf set body = 'x'`],
    ['change the head', `update log.head set next_seq = 0`],
    ['change a disclosure', `update log.disclosure set value = ''`],
    ['post a line', `insert into ledger.posting values (gen_random_uuid(), 1, 1, now(), now(), 1, 0, '1001', 'PR')`],
    ['change a sum', `update ledger.day_turnover set debit_fen = 0`],
    ['change a month', `update ledger.month_turnover set debit_fen = 0`],
    ['print money', `update ledger.cash_balance set balance_fen = balance_fen + 1`],
    ['forget a refusal', `delete from ledger.outcome`],
    ['approve by hand', `update ledger.proposal set state = 'approved'`],
    ['reopen by hand', `update ledger.book set closed_through = null`],
    ['take a role', `insert into people.role_grant values (gen_random_uuid(), 'p-x', 'OPERATOR', 1)`],
    ['erase a publication', `truncate publishing.publication`],
    ['change a bank line', `update banking.statement_line set in_fen = 1`],
    ['drop a promised floor', `delete from ledger.floor_promise`],
    ['remember another projection', `update log.projection set derive = 'pg_sleep(double precision)'::regprocedure`],
  ])('cannot %s', async (_name, attack) => {
    expect(await sql(attack)).toMatch(/^42501 permission denied for table/);
  });

  it.each([
    ['switch a trigger off', 'alter table log.leaf disable trigger frozen', /^42501 must be owner/],
    ['switch row security off', 'alter table ledger.posting disable row level security', /^42501 must be owner/],
    ['add a policy', 'create policy mine on log.disclosure using (true)', /^42501 must be owner/],
    ['drop the journal', 'drop table ledger.posting', /^42501 must be owner/],
    ['drop a schema', 'drop schema ledger cascade', /^42501 must be owner/],
    ['act as a replica', `set session_replication_role = 'replica'`, /^42501 permission denied to set parameter/],
    ['become the owner', 'set role xinyi_test_owner', /^42501 permission denied to set role/],
    ['become the append role', 'set role xinyi_test_append', /^42501 permission denied to set role/],
    ['grant itself the append role', 'grant xinyi_test_append to current_user', /^42501|^0LP01/],
    [
      'rewrite the append function',
      `create or replace function ledger.earliest_open(ledger.book) returns date language sql as 'select null::date'`,
      /^42501 permission denied for schema ledger/,
    ],
    [
      'own the append function',
      'alter function ledger.batch_facts(jsonb) owner to current_user',
      /^42501 must be owner/,
    ],
    [
      'move the search path of a function',
      `alter function ledger.batch_facts(jsonb) set search_path = pg_temp`,
      /^42501 must be owner/,
    ],
    [
      'add an operator to the catalogue',
      `create operator pg_catalog.=== (leftarg = int, rightarg = int, function = int4eq)`,
      /^42501 permission denied for schema pg_catalog/,
    ],
    [
      'make a table where functions look',
      'create table public.posting (estate_id uuid)',
      /^42501 permission denied for schema public/,
    ],
    ['make a schema', 'create schema mine', /^42501 permission denied for database/],
    [
      'make an event trigger',
      `create event trigger mine on ddl_command_end execute function pg_catalog.suppress_redundant_updates_trigger()`,
      /^42501/,
    ],
    ['read a file of the server', `select pg_read_file('postgresql.conf')`, /^42501 permission denied for function/],
    ['import a file as a large object', `select lo_import('/etc/hostname')`, /^42501 permission denied for function/],
    ['export a large object', `select lo_export(1, '/tmp/x')`, /^42501 permission denied for function/],
    [
      'copy from a program',
      `copy people.token from program 'id'`,
      /^42501 (permission denied|must be superuser .*) to COPY/,
    ],
    ['copy to a file', `copy (select 1) to '/tmp/x'`, /^42501 (permission denied|must be superuser .*) to COPY/],
    ['copy private values', 'copy log.projection to stdout', /^42501 permission denied for table/],
    ['look into the passwords', 'select rolpassword from pg_authid', /^42501 permission denied for table/],
  ])('cannot %s', async (_name, attack, reason) => {
    expect(await sql(attack)).toMatch(reason);
  });

  it.each(['log', 'people', 'estates', 'ledger', 'banking', 'publishing', 'public', 'pg_catalog'])(
    'creates nothing in the schema %s',
    async (schema) => {
      expect(await sql(`create table ${schema}.mine (estate_id uuid)`)).toMatch(/^42501 permission denied/);
      expect(await sql(`create function ${schema}.mine() returns int language sql as 'select 1'`)).toMatch(
        /^42501 permission denied/,
      );
    },
  );

  it.each([
    ['projection', `select people.derive_role($1, 1, '{}', '{}')`],
    ['projection of an estate', `select estates.derive_genesis($1, 1, '{}', '{}')`],
    ['projection of periods', `select ledger.derive_period($1, 1, '{}', '{}')`],
    ['keeping of private values', `select log.keep_private($1, 1, '{}', '{}')`],
    ['floor check', `select ledger.check_floor($1, '100201', 'PR', '2025-01-01')`],
    ['noting of corrections', `select ledger.note_corrections(jsonb_build_array(jsonb_build_array($1::uuid)))`],
    ['noting of dimensions', `select ledger.note_dimensions(array[$1::uuid], '{1}', '{}')`],
    ['role check', `select people.holds($1, 'p-x', 'OPERATOR')`],
    ['reading of disclosures', `select log.disclosed($1::uuid::text)`],
  ])('cannot call the %s by itself', async (_name, attack) => {
    expect(await sql(attack, [estate.estateId])).toMatch(/^42501 permission denied for function/);
  });

  describe('hijacking the search path', () => {
    it('shadows no table that a definer function reads', async () => {
      const seen = await attempt(attacker, async () => {
        await attacker.query(`set local search_path = pg_temp, public`);
        await attacker.query('create temp table cash_balance (like ledger.cash_balance)');
        await attacker.query('create temp table role_grant (like people.role_grant)');
        await attacker.query('create temp table head (like log.head)');
        await attacker.query(`insert into role_grant values ($1, 'p-x', 'COMMITTEE_PREPARER', 1, null)`, [
          estate.estateId,
        ]);
        await attacker.query(`select ledger.propose($1, gen_random_uuid(), 'voucher', 'p-x', '{}')`, [estate.estateId]);
      });
      expect(seen).toMatch(/^XY010 ROLE_REQUIRED/);
    });

    it('shadows no function, operator or type that a definer function uses', async () => {
      const seen = await attempt(attacker, async () => {
        await attacker.query(
          `create function pg_temp.sha256(bytea) returns bytea language sql as $$ select '\\x00'::bytea $$`,
        );
        await attacker.query(`create function pg_temp.lie(uuid, uuid) returns boolean language sql as 'select true'`);
        await attacker.query(`create operator pg_temp.= (leftarg = uuid, rightarg = uuid, function = pg_temp.lie)`);
        await attacker.query(`create domain pg_temp.bytea as text`);
        await attacker.query(`set local search_path = pg_temp, pg_catalog`);
        const ground = await groundOf(attacker, estate.estateId);
        await append(attacker, ground, [{ leaf: rawLeaf(ground) }]);
        const { rows } = await attacker.query<{ sound: boolean }>(
          `select pg_catalog.bool_and(leaf_hash OPERATOR(pg_catalog.=)
                    pg_catalog.sha256('\\x00'::pg_catalog.bytea OPERATOR(pg_catalog.||) body)) as sound from log.leaf`,
        );
        expect(rows).toEqual([{ sound: true }]);
        const { rows: foreign } = await attacker.query(
          'select from log.leaf where estate_id OPERATOR(pg_catalog.=) $1',
          [other.estateId],
        );
        expect(foreign).toEqual([]);
      });
      expect(seen).toBe('accepted');
    });
  });
});
