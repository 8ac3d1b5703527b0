/** AT-20 of the domain: five grants to five categories, of which the public learns the number and the sum alone. */
import { CharityEstate, HOSTED } from '../charity/charity-estate.js';
import { Deployment } from './deployment.js';

const CATEGORIES = ['ELDERLY_AND_CHILDREN', 'PREGNANT', 'DISABLED', 'SERIOUSLY_ILL', 'HARDSHIP'];
const place = `funds/${HOSTED}`;

let deployment: Deployment;
let charity: CharityEstate;
let voucher = '';

beforeAll(async () => {
  deployment = await Deployment.start();
  charity = await CharityEstate.found(deployment);
  await charity.both(`${place}/donations`, { donations: [{ on: '2024-12-20', amount: '8600.00', donor: '王某' }] });
  const recipients = CATEGORIES.map((category, index) => {
    return { category, name: `受助人${String(index + 1)}`, amount: '400.00', note: '米油' };
  });
  [voucher = ''] = await charity.both(`${place}/spending`, { on: '2025-01-20', use: 'AID', recipients });
});
afterAll(() => deployment.close());

interface Shown {
  readonly grants: object;
  readonly spending: readonly { readonly summary: string; readonly amount: string }[];
}

describe('AT-20: 五本台账', () => {
  it('shows the public 慰问 5 户 2,000.00 and no split', async () => {
    const view = await charity.estate.get<Shown>(`charity/${place}`);
    expect(view.spending).toMatchObject([{ summary: '慰问 5 户', amount: '2000.00' }]);
    expect(view.grants).toEqual({ households: 5, amount: '2000.00', categories: [] });
    const shown = await deployment.ask(`estates/${charity.estate.code}/vouchers/${voucher}`);
    expect(shown.body).toMatchObject({ summary: '慰问 5 户' });
    for (const text of [JSON.stringify(view), shown.text]) {
      expect(text).not.toMatch(/受助人|米油|PREGNANT|孕妇|DISABLED|"b-[0-9a-f]{8}"/);
    }
  });

  it('shows an auditor pseudonyms with their category, and no name', async () => {
    const { grants } = await charity.estate.get<{ grants: { person: string; category: string }[] }>(
      `charity/${place}/grant-records`,
      'AUDITOR',
    );
    expect(grants.map(({ category }) => category)).toEqual(CATEGORIES);
    expect(new Set(grants.map(({ person }) => person)).size).toBe(5);
    expect(grants.every(({ person }) => /^b-[0-9a-f]{8}$/.test(person))).toBe(true);
    expect(JSON.stringify(grants)).not.toContain('受助人');
  });

  it('shows names to the approver alone', async () => {
    const path = `charity/${place}/grant-persons`;
    const { grants } = await charity.estate.get<{ grants: { name: string }[] }>(path, 'COMMITTEE_APPROVER');
    expect(grants.map(({ name }) => name)).toEqual(['受助人1', '受助人2', '受助人3', '受助人4', '受助人5']);
    for (const role of ['AUDITOR', 'SUPERVISOR', 'COMMITTEE_PREPARER', 'TRUSTEE', 'RESIDENT'] as const) {
      expect((await charity.estate.ask(path, role)).status).toBe(403);
    }
    expect((await charity.estate.ask(path)).status).toBe(401);
    expect((await charity.estate.ask(`charity/${place}/grant-records`, 'RESIDENT')).status).toBe(403);
  });

  it('keeps the pseudonym of a person who is helped again', async () => {
    const recipients = [{ category: 'HARDSHIP', name: '受助人5', amount: '100.00' }];
    await charity.both(`${place}/spending`, { on: '2025-02-20', use: 'AID', recipients });
    const { grants } = await charity.estate.get<{ grants: { person: string }[] }>(
      `charity/${place}/grant-records`,
      'AUDITOR',
    );
    expect(grants[5]?.person).toBe(grants[4]?.person);
    const view = await charity.estate.get<Shown>(`charity/${place}?from=2025-02-01`);
    // One person is too few to be counted in public.
    expect(view.grants).toEqual({ amount: '100.00', categories: [] });
    expect(view.spending).toMatchObject([{ summary: '慰问', amount: '100.00' }]);
  });
});
