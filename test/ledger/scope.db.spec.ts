/** Row-level security: what a reader sees without a scope, with a foreign one, and without the private one. */
import type pg from 'pg';
import { servers } from '../harness/servers.js';
import { content, ledgerWorld, line, type EstateWorld } from '../support/ledger-world.js';
import { attempt, connected, groundOf } from './raw-append.js';

const SCHEMAS = `('log', 'people', 'estates', 'ledger', 'banking', 'publishing', 'platform')`;

describe.each(await servers())('on $name, what the service login reads', (server) => {
  let estate: EstateWorld;
  let other: EstateWorld;
  let attacker: pg.Client;

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
  });

  afterAll(async () => {
    await attacker.end();
    await estate.world.close();
  });

  const sql = (text: string, parameters: unknown[] = []): Promise<string> =>
    attempt(attacker, () => attacker.query(text, parameters));

  describe('reading', () => {
    const count = async (scope: string | undefined, isPrivate: boolean): Promise<Map<string, number>> => {
      const counts = new Map<string, number>();
      await attacker.query('begin');
      if (scope !== undefined) await attacker.query(`select set_config('xinyi.estate', $1, true)`, [scope]);
      await attacker.query(`select set_config('xinyi.private', $1, true)`, [isPrivate ? 'on' : 'off']);
      const { rows: scoped } = await attacker.query<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'estate_id'
          where n.nspname in ${SCHEMAS} and c.relkind = 'r' and has_table_privilege(c.oid, 'select')`,
      );
      for (const { name } of scoped) {
        const { rows } = await attacker.query<{ n: number }>(`select count(*)::integer as n from ${name}`);
        counts.set(name, rows[0]?.n ?? -1);
      }
      await attacker.query('rollback');
      return counts;
    };
    // Tables of the deployment: read without an estate's scope, and documented as such.
    const deployment = new Set(['estates.directory', 'people.token_person']);

    it.each([
      ['no scope', undefined],
      ['an empty scope', ''],
      ['an unknown estate', '00000000-0000-7000-8000-000000000000'],
    ])('with %s shows no row of any table', async (_name, scope) => {
      const counts = await count(scope, true);
      expect(counts.size).toBeGreaterThan(25);
      expect([...counts].filter(([name, rows]) => rows !== 0 && !deployment.has(name))).toEqual([]);
    });

    it('with a garbled scope shows nothing but an error', async () => {
      const seen = await sql(
        `with s as materialized (select set_config('xinyi.estate', $1, true)) select * from s, ledger.posting`,
        [`' or true --`],
      );
      expect(seen).toMatch(/^22P02 invalid input syntax for type uuid/);
    });

    it('with the scope of one estate shows it alone, and private rows only with private scope', async () => {
      const open = await count(other.estateId, false);
      const all = await count(estate.estateId, true);
      expect(open.get('ledger.voucher')).toBe(1);
      expect(all.get('ledger.voucher')).toBe(4);
      const hidden = [
        'log.disclosure',
        'ledger.outcome',
        'ledger.proposal',
        'people.person_name',
        'estates.unit',
        'estates.bank_account_private',
      ];
      const publicView = await count(estate.estateId, false);
      expect(hidden.map((name) => publicView.get(name))).toEqual(hidden.map(() => 0));
      expect([all.get('log.disclosure'), all.get('ledger.proposal')]).toEqual([1, 1]);
      expect([all.get('ledger.posting_dimension'), publicView.get('ledger.posting_dimension')]).toEqual([2, 1]);
      expect([all.get('ledger.dimension_turnover'), publicView.get('ledger.dimension_turnover')]).toEqual([2, 1]);
    });

    it('swapped in the middle of a transaction shows the new estate only', async () => {
      await attacker.query('begin');
      await groundOf(attacker, estate.estateId);
      await attacker.query(`select set_config('xinyi.estate', $1, true)`, [other.estateId]);
      const { rows } = await attacker.query('select distinct estate_id from ledger.posting');
      await attacker.query('rollback');
      expect(rows).toEqual([{ estate_id: other.estateId }]);
    });

    it('leaves no scope behind on the connection', async () => {
      await estate.read((query) => query('select 1'), { private: true });
      const runner = estate.world.dataSource.createQueryRunner();
      const client = (await runner.connect()) as pg.ClientBase;
      const { rows } = await client.query('select * from ledger.posting');
      await runner.release();
      expect(rows).toEqual([]);
    });
  });
});
