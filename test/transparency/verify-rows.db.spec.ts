/**
 * Every cell of every derived row: changed, taken away, added. The list of tables and columns is the catalogue's own.
 */
import { DERIVED_TABLES, LOG_TABLES, TABLES_WITHOUT_LEAVES } from '../../src/transparency/rules/derived-rows.js';
import { TamperedEstate } from './tampering.js';

const estate = await TamperedEstate.open('rows');

afterAll(async () => {
  await estate.close();
});

interface Column {
  readonly name: string;
  readonly column: string;
  readonly type: string;
}

const { rows: columns } = await estate.admin.query<Column>(
  `select n.nspname || '.' || c.relname as name, a.attname as column, format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute e where e.attrelid = c.oid and e.attname = 'estate_id' and not
        e.attisdropped)
    order by 1, a.attnum`,
);
const codes = new Map(Object.values(DERIVED_TABLES).map(({ name, code }): [string, string] => [name, code]));
const derived = columns.filter(({ name }) => codes.has(name) && name !== 'ledger.floor_promise');

/** Another value of the same type, as little different as can be. */
const OTHER: Readonly<Record<string, string>> = {
  text: `coalesce($c, '') || ' '`,
  bigint: `coalesce($c, 0) + 1`,
  integer: `coalesce($c, 0) + 1`,
  smallint: `coalesce($c, 0)::smallint + 1::smallint`,
  numeric: `$c + 0.0001`,
  date: `coalesce($c, '2020-01-01') + 1`,
  boolean: `not $c`,
  uuid: `gen_random_uuid()`,
  'timestamp with time zone': `$c + interval '1 microsecond'`,
  bytea: `set_byte($c, 0, get_byte($c, 0) # 1)`,
  'text[]': `coalesce($c, '{}') || '{COMMON}'`,
};

it('knows every table of an estate: verified, the log itself, or not made by leaves', () => {
  const tables = [...new Set(columns.map(({ name }) => name))];
  const known = new Set([...codes.keys(), ...LOG_TABLES, ...TABLES_WITHOUT_LEAVES]);
  expect(tables.filter((name) => !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !tables.includes(name))).toEqual([]);
});

it('has a row of every derived table in its sample', async () => {
  const tables = [...new Set(derived.map(({ name }) => name))];
  for (const name of tables) {
    const { rows } = await estate.admin.query<{ rows: string }>(`select count(*)::text as rows from ${name}`);
    expect([name, Number(rows[0]?.rows) > 0]).toEqual([name, true]);
  }
});

it.each(derived.map((one): [string, Column] => [`${one.name}.${one.column}`, one]))(
  'finds %s changed',
  async (_name, { name, column, type }) => {
    const other = OTHER[type]?.replaceAll('$c', column);
    expect([type, other === undefined]).toEqual([type, false]);
    const report = await estate.during(
      `update ${name} set ${column} = ${String(other)} where ctid = (select max(ctid) from ${name})`,
    );
    expect(report.isSound).toBe(false);
    expect(report.counts).toHaveProperty(codes.get(name) ?? '');
  },
  20_000,
);

it.each([...new Set(derived.map(({ name }) => name))])('finds a row of %s gone', async (name) => {
  const report = await estate.during(`delete from ${name} where ctid = (select min(ctid) from ${name})`);
  expect(report.counts).toHaveProperty(codes.get(name) ?? '');
});

it.each([...new Set(derived.map(({ name }) => name))])('finds a row of %s twice', async (name) => {
  const report = await estate.during(`insert into ${name} select * from ${name} limit 1`);
  expect(report.counts).toHaveProperty(codes.get(name) ?? '');
});

it('finds a promise of a floor that was never kept', async () => {
  const report = await estate.during(`insert into ledger.floor_promise values ($1, '100201', 'PR', '2024-01-01')`, [
    estate.estateId,
  ]);
  expect(report.counts).toEqual({ VERIFY_ROWS_FLOOR_PROMISE: 1 });
});

it('finds a voucher merged into the words of another, though the texts of both runs are equal', async () => {
  const seq = estate.seqOf('voucher', 1);
  const report = await estate.during(
    `with gone as (delete from ledger.voucher where estate_id = $1 and seq = $2 + 1 returning *)
     update ledger.voucher v set summary = v.summary || U&'\\001E' ||
       (select concat_ws(U&'\\001F', seq, period, no, event_on, kind, id, recorded_at, preparer, approver, summary)
          from ledger.voucher where estate_id = $1 and seq = $2 + 1)
      where v.estate_id = $1 and v.seq = $2`,
    [estate.estateId, seq],
  );
  expect(report.counts).toHaveProperty('VERIFY_ROWS_VOUCHER');
});

it('finds two vouchers of one id', async () => {
  const report = await estate.during(
    `update ledger.voucher set id = (select min(id::text)::uuid from ledger.voucher where estate_id = $1) where
      estate_id = $1`,
    [estate.estateId],
  );
  expect(report.counts).toMatchObject({ VERIFY_VOUCHER_ID_REPEATED: 1 });
});
