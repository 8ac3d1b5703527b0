import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { byteaArray, int4Array, int8Array, uuidArray } from '../../../src/ledger/store/binary-arrays.js';
import { ledgerTypes } from '../../../src/platform/database/type-parsers.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl, types: ledgerTypes });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The elements as PostgreSQL reads them, as text, in their order. */
async function readBack(type: string, array: Buffer): Promise<(string | null)[]> {
  const { rows } = await client.query<{ item: string | null }>(
    `select item::text as item from unnest($1::${type}[]) with ordinality as u(item, nth) order by nth`,
    [array],
  );
  return rows.map(({ item }) => item);
}

describe('arrays in binary form, as PostgreSQL reads them', () => {
  it('keep uuids, with nulls where there are none', async () => {
    const items = [randomUUID(), undefined, randomUUID(), undefined];
    expect(await readBack('uuid', uuidArray(items))).toEqual(items.map((item) => item ?? null));
  });

  it('keep int4 and int8, extremes included', async () => {
    const small = [0, -1, 2_147_483_647, -2_147_483_648];
    const large = [0n, -1n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n];
    expect(await readBack('integer', int4Array(small))).toEqual(small.map(String));
    expect(await readBack('bigint', int8Array(large))).toEqual(large.map(String));
  });

  it('keep every byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), async (items) => {
        const buffers = items.map((item) => Buffer.from(item));
        const texts = buffers.map((item) => `\\x${item.toString('hex')}`);
        expect(await readBack('bytea', byteaArray(buffers))).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  it('may be empty, and may be long', async () => {
    expect(await readBack('bytea', byteaArray([]))).toEqual([]);
    expect(await readBack('uuid', uuidArray([]))).toEqual([]);
    const long = Array.from({ length: 512 }, () => randomBytes(16_384));
    const { rows } = await client.query<{ bytes: bigint }>(
      'select sum(length(item)) as bytes from unnest($1::bytea[]) as item',
      [byteaArray(long)],
    );
    expect(rows[0]?.bytes).toBe(BigInt(512 * 16_384));
  });
});
