/** AT-08 of the domain, its monthly charges: a base fee for every household and a fee for every parking space. */
import { FeeEstate, unitsOf, tariff } from '../fees/fee-estate.js';
import { Deployment } from './deployment.js';

let deployment: Deployment;
let estate: FeeEstate;

const COMPONENTS = [
  {
    code: 'BASE',
    name: '基础费',
    basis: 'HOUSEHOLD',
    rate: '20.00',
    income: '400101',
    receivable: '112201',
    fund: 'PS',
  },
  {
    code: 'PARKING',
    name: '车位费',
    basis: 'COUNT',
    thing: 'SPACE',
    rate: '50.00',
    income: '400202',
    receivable: '112202',
    fund: 'PR',
  },
];

beforeAll(async () => {
  deployment = await Deployment.start();
  const roll = unitsOf(Array.from({ length: 60 }, () => '80'));
  estate = await FeeEstate.found(deployment, roll);
  await estate.tariff(tariff('2024-01-01', COMPONENTS));
  const spaces = roll.slice(0, 35).map(({ unit }) => ({ unit, quantity: '1' }));
  await estate.must('fees/unit-facts', 'COMMITTEE_PREPARER', { thing: 'SPACE', from: '2024-01-01', units: spaces });
});
afterAll(() => deployment.close());

describe('AT-08: 金山花园', () => {
  it('charges 60 × 20.00 and 35 × 50.00, 2,950.00 a month, each to its own fund', async () => {
    const preview = await estate.get('fees/charges/2024-05', 'SUPERVISOR');
    expect(preview).toMatchObject({
      households: 60,
      total: '2950.00',
      components: [
        { item: 'BASE', households: 60, amount: '1200.00', fund: 'PS' },
        { item: 'PARKING', households: 35, amount: '1750.00', fund: 'PR' },
      ],
    });
    expect(await estate.charge('2024-05')).toBe(1);
    expect([await estate.balance('112201', '2024-05-31'), await estate.balance('112202', '2024-05-31')]).toEqual([
      '1200.00',
      '1750.00',
    ]);
  });

  it('asks 70.00 of a household with a space and 20.00 of one without', async () => {
    const { households } = await estate.get<{ households: { unit: string; amount: string }[] }>(
      'fees/arrears/households?on=2024-05-31',
      'COMMITTEE_PREPARER',
    );
    const owed = new Map(households.map(({ unit, amount }) => [unit, amount]));
    expect([owed.get('1-135'), owed.get('1-136'), owed.size]).toEqual(['70.00', '20.00', 60]);
  });

  it('stands in one public voucher that carries the count and names no household', async () => {
    const { vouchers } = await estate.get<{ vouchers: { number: string; summary: string }[] }>('vouchers');
    expect(vouchers[0]?.summary).toBe('计收2024年05月业主费用（60户）');
    const shown = await estate.ask(`vouchers/${vouchers[0]?.number ?? ''}`);
    expect(shown.body).toMatchObject({
      lines: [
        { account: '112201', fund: 'PS', debit: '1200.00', summary: '基础费' },
        { account: '400101', fund: 'PS', credit: '1200.00' },
        { account: '112202', fund: 'PR', debit: '1750.00', summary: '车位费' },
        { account: '400202', fund: 'PR', credit: '1750.00' },
      ],
    });
    expect(shown.text).not.toContain('1-135');
  });
});
