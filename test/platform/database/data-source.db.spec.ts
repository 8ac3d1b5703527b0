import pg from 'pg';
import { DataSource, EntitySchema, EntitySchemaOptions } from 'typeorm';

import { createDataSource, type DataSourceSettings } from '../../../src/platform/database/data-source.js';
import { createEmptyDatabase, type TestDatabase } from '../../harness/database.js';

interface Thing {
  readonly id: bigint;
  readonly day: string;
}

const thing = new EntitySchema<Thing>(
  Object.assign(new EntitySchemaOptions<Thing>(), {
    name: 'thing',
    tableName: 'thing',
    columns: { id: { type: 'int8', primary: true }, day: { type: 'date' } },
  }),
);

describe('createDataSource', () => {
  let database: TestDatabase;
  const opened: DataSource[] = [];

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((dataSource) => dataSource.destroy()));
  });

  afterAll(() => database.drop());

  async function open(settings: Partial<DataSourceSettings> = {}): Promise<DataSource> {
    const dataSource = createDataSource({ url: database.ownerUrl, ...settings });
    opened.push(await dataSource.initialize());
    return dataSource;
  }

  it('reads int8 as bigint and dates as text, also in arrays and nulls', async () => {
    const dataSource = await open();
    const [row] = await dataSource.query<readonly Record<string, unknown>[]>(
      `select 9007199254740993::int8 as big, null::int8 as none, '{-1,null,9223372036854775807}'::int8[] as bigs,
              '{}'::int8[] as empty, '2025-01-31'::date as day, '{2025-01-31,null}'::date[] as days, 7::int4 as small,
              12.30::numeric as rate, '2025-01-31T16:00:00Z'::timestamptz as instant, '\\x00ff'::bytea as bytes,
              (select count(*) from pg_database where false) as counted`,
    );
    expect(row).toEqual({
      big: 9007199254740993n,
      none: null,
      bigs: [-1n, null, 9223372036854775807n],
      empty: [],
      day: '2025-01-31',
      days: ['2025-01-31', null],
      small: 7,
      rate: '12.30',
      instant: new Date('2025-01-31T16:00:00Z'),
      bytes: Buffer.from([0, 255]),
      counted: 0n,
    });
  });

  it('leaves the parsers of other users of pg alone', async () => {
    await open();
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ big: unknown; day: unknown }>(
      `select 1::int8 as big, '2025-01-31'::date as day`,
    );
    await client.end();
    expect(rows[0]?.big).toBe('1');
    expect(rows[0]?.day).toBeInstanceOf(Date);
  });

  it('takes bigint parameters and gives entities the same types', async () => {
    const dataSource = await open({ entities: [thing] });
    await dataSource.query('create table thing (id int8 primary key, day date not null)');
    await dataSource.query('insert into thing values ($1, $2)', [9007199254740993n, '2024-02-29']);
    expect(await dataSource.getRepository(thing).find()).toEqual([{ id: 9007199254740993n, day: '2024-02-29' }]);
  });

  it('sets limits for people and others for bulk work', async () => {
    const names = [
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
      'jit',
      'TimeZone',
      'application_name',
    ];
    const settings = async (dataSource: DataSource): Promise<readonly string[]> => {
      const sql = `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join(', ')}`;
      const [row] = await dataSource.query<readonly Record<string, string>[]>(sql);
      return Object.values(row ?? {});
    };
    expect(await settings(await open())).toEqual(['30s', '10s', '1min', 'off', 'UTC', 'xinyi-ledger']);
    const bulk = await open({ workload: 'bulk', applicationName: 'xinyi-ledger import' });
    expect(await settings(bulk)).toEqual(['0', '1min', '10min', 'off', 'UTC', 'xinyi-ledger import']);
  });

  it('makes nothing of its own in the database, and survives a connection that is cut', async () => {
    const lost: unknown[] = [];
    const dataSource = await open({ entities: [thing], poolSize: 1, onPoolError: (error) => lost.push(error) });
    const extensions = await dataSource.query<readonly unknown[]>(`select extname::text from pg_extension`);
    expect(extensions).toEqual([{ extname: 'plpgsql' }]);
    const [row] = await dataSource.query<readonly { pid: number }[]>('select pg_backend_pid() as pid');
    const other = new pg.Client({ connectionString: database.superuserUrl });
    await other.connect();
    await other.query('select pg_terminate_backend($1, 5000)', [row?.pid]);
    await other.end();
    while (lost.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await dataSource.query('select 1 as alive')).toEqual([{ alive: 1 }]);
  });
});
