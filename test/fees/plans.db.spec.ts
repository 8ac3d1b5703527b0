/**
 * How the checks of a batch voucher's households are planned: see 0007-records-and-households.sql for what a kept plan
 * cost.
 */
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('plans them anew for each voucher and by indexes, whatever later migrations wrapped around them', async () => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ settings: string[] }>(
    "select proconfig as settings from pg_proc where prosrc like '%CHARGED_TWICE:%'",
  );
  const indexes = await client.query<{ name: string }>(
    "select indexname as name from pg_indexes where schemaname = 'ledger' and tablename = 'unit_entry' order by 1",
  );
  await client.end();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.settings).toEqual(
    expect.arrayContaining(['plan_cache_mode=force_custom_plan', 'enable_seqscan=off']),
  );
  expect(indexes.rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['unit_entry_by_day', 'unit_entry_by_period']),
  );
});
