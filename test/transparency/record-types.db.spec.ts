/** The database's list of records and the verifier's are one list. */
import pg from 'pg';
import { RECORD_TYPES } from '../../src/transparency/rules/record-types.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('knows every record that the database takes, with the same writers', async () => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ leaf_type: string; by_roles: string[]; approver_roles: string[] | null }>(
    'select leaf_type, by_roles, approver_roles from log.record_type order by 1',
  );
  await client.end();
  const kept = rows.map((row) => [row.leaf_type, [...row.by_roles].sort(), [...(row.approver_roles ?? [])].sort()]);
  const told = [...RECORD_TYPES.values()].map((one) => [
    one.type,
    [...one.by].sort(),
    [...(one.approver ?? [])].sort(),
  ]);
  expect(told.sort()).toEqual(kept.sort());
  expect(kept.length).toBeGreaterThan(0);
});
