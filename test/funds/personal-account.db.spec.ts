/** The last guard of public money: even without our rules, the database takes no receipt on a person's card. */
import pg from 'pg';
import { append, groundOf, rawLeaf, type RawLeaf } from '../ledger/raw-append.js';
import { ledgerWorld, type EstateWorld } from '../support/ledger-world.js';

let estate: EstateWorld;
let client: pg.Client;

const account = (more: RawLeaf): Record<string, string> => ({
  t: 'xinyi/bank-account/v1',
  account: '100201',
  alias: '',
  bank: 'CCB',
  bank_account: 'ba-1',
  closed_on: '',
  holder: '物管委',
  holder_type: 'ORG',
  kind: 'BASIC',
  number: '510501',
  opened_on: '2025-05-05',
  ...(more as Record<string, string>),
});

const ONTO_CARD = [
  ['122101', 'PR', 'D', '100', '', []],
  ['400208', 'PR', 'C', '100', '', []],
];

beforeAll(async () => {
  estate = await ledgerWorld();
  client = new pg.Client({ connectionString: estate.world.database.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await estate.world.close();
});

/** The message of the refusal; "taken" where there was none. Nothing stays. */
async function tried(changes: RawLeaf): Promise<string> {
  await client.query('begin');
  try {
    const ground = await groundOf(client, estate.estateId);
    await append(client, ground, [{ leaf: rawLeaf(ground, { lines: ONTO_CARD, ...changes }) }]);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.query('rollback');
  }
}

describe('a receipt on a personal card', () => {
  it('is taken while the estate has no account in its own name', async () => {
    expect(await tried({})).toBe('taken');
  });

  it('is refused by the database from the day on which such an account is open', async () => {
    await estate.record(account({}));
    expect(await tried({})).toBe('PERSONAL_ACCOUNT_RECEIPT: 2025-05-10');
    expect(await tried({ event_on: '2025-05-05' })).toBe('PERSONAL_ACCOUNT_RECEIPT: 2025-05-05');
    expect(await tried({ event_on: '2025-05-04' })).toBe('taken');
  });

  it('is none where the books open with it', async () => {
    expect(await tried({ kind: 'opening' })).toBe('taken');
  });

  it('counts again once that account was closed', async () => {
    await estate.record(account({ closed_on: '2025-05-09' }));
    expect(await tried({})).toBe('taken');
  });
});
