/** The list of estates: in the order of their codes, page by page, each with its own facts. */
import { EstateDirectory } from '../../src/estates/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { Deployment } from '../acceptance/deployment.js';
import { foundTestEstate } from '../people/test-estate.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';

interface Page {
  readonly estates: readonly { readonly code: string; readonly households?: number }[];
  readonly next?: string;
}

// A dictionary would pass over the hyphen and put "a-b" behind "aa"; bytes do not.
const CODES = ['a-b', 'a0', 'aa', 'a', 'ab-1', 'ab', 'ab0', 'zz-top', '9-jing'];

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.start();
  const reads = deployment.running.app.get(EstateReads, { strict: false });
  for (const code of CODES) await foundTestEstate(reads, code);
  await deployment.import(SAMPLE_FOLDER);
});
afterAll(() => deployment.close());

describe('GET /estates', () => {
  const sorted = [...CODES, 'yuanye-manor'].sort();

  it.each([1, 2, 3, 7, 200])('gives every estate once, %i a page', async (limit) => {
    const estates = await deployment.pages<{ code: string }>('estates', 'estates', limit);
    expect(estates.map(({ code }) => code)).toEqual(sorted);
  });

  it('leaves out what an estate has not told: households only where a roll was handed in', async () => {
    const { estates, next } = await deployment.get<Page>('estates');
    expect(next).toBeUndefined();
    for (const estate of estates) {
      expect([estate.code, estate.households]).toEqual([estate.code, estate.code === 'yuanye-manor' ? 52 : undefined]);
    }
  });

  it('refuses what it does not know, and a size that is none', async () => {
    for (const query of ['limit=0', 'limit=201', 'size=3', 'cursor=%20']) {
      expect([query, (await deployment.ask(`estates?${query}`)).status]).toEqual([query, 400]);
    }
  });
});

describe('the directory of codes', () => {
  it('knows a code by its exact letters, and nothing that cannot be one', async () => {
    const directory = deployment.running.app.get(EstateDirectory, { strict: false });
    expect(await directory.estateIdOf('a-b')).toMatch(/^[0-9a-f-]{36}$/);
    for (const code of ['A-B', 'a--b', '-a', 'a-', '', 'a b', "a'b", 'x'.repeat(61)]) {
      expect([code, await directory.estateIdOf(code)]).toEqual([code, undefined]);
    }
    expect((await directory.list()).map(({ code }) => code)).toEqual(sorted());
  });

  it('hears of an estate that was founded a moment ago', async () => {
    expect((await deployment.ask('estates/new-one/funds')).status).toBe(404);
    await foundTestEstate(deployment.running.app.get(EstateReads, { strict: false }), 'new-one');
    expect((await deployment.ask('estates/new-one/vouchers')).status).toBe(200);
  });

  function sorted(): readonly string[] {
    return [...CODES, 'yuanye-manor'].sort();
  }
});
