/** AT-24 of the domain: arrears by grid cells of at most thirty households, counts only, small ones hidden. */
import { content, line } from '../support/drafts.js';
import { areaFee, FeeEstate, tariff, unitsOf, type RollUnit } from '../fees/fee-estate.js';
import { Deployment } from './deployment.js';

interface Arrears {
  readonly households: number;
  readonly owing?: number;
  readonly amount?: string;
  readonly buildings: readonly { readonly building: string; readonly owing?: number }[];
  readonly cells: readonly { readonly buildings: string[]; readonly households: number; readonly owing?: number }[];
  readonly ages: readonly { readonly months: string; readonly owing?: number }[];
  readonly collection: Readonly<Record<string, string>>;
}

let deployment: Deployment;
/** 52 households in four buildings, as in the sample. */
const ROLL: readonly RollUnit[] = [
  ...unitsOf(
    Array.from({ length: 14 }, () => '100'),
    '1',
  ),
  ...unitsOf(
    Array.from({ length: 14 }, () => '100'),
    '2',
  ),
  ...unitsOf(
    Array.from({ length: 12 }, () => '100'),
    '3',
  ),
  ...unitsOf(
    Array.from({ length: 12 }, () => '100'),
    '4',
  ),
];

beforeAll(async () => {
  deployment = await Deployment.start();
});
afterAll(() => deployment.close());

/** Charges January to March 2024 at 50.00, and lets everybody pay but these. */
async function estateWith(owing: readonly string[]): Promise<FeeEstate> {
  const estate = await FeeEstate.found(deployment, ROLL);
  await estate.tariff(tariff('2024-01-01', [areaFee('0.50')]));
  for (const month of ['2024-01', '2024-02', '2024-03']) {
    await estate.charge(month);
    const payers = ROLL.filter(({ unit }) => !owing.includes(unit));
    const total = `${String(payers.length * 50)}.00`;
    const inside = payers.map(({ unit }) => ({
      name: 'household',
      subject: unit,
      kind: 'payment',
      source: '',
      lines: [{ account: '112201', fund: 'PS', fen: -5_000n, item: 'FEE', period: month }],
      facts: [],
    }));
    const lines = [line('100201/PS', `+${total}`), line('112201/PS', `-${total}`)];
    await estate.book({ ...content(`${month}-28`, lines), inside });
  }
  return estate;
}

describe('AT-24: 邻里格', () => {
  it('makes cells of at most thirty households, and tells counts alone to everybody', async () => {
    const owing = [
      '1-101',
      '1-102',
      '1-103',
      '2-101',
      '2-102',
      '2-103',
      '2-104',
      '3-101',
      '3-102',
      '3-103',
      '4-101',
      '4-102',
      '4-103',
      '4-104',
      '4-105',
    ];
    const estate = await estateWith(owing);
    const answer = await estate.ask<Arrears>('fees/arrears?on=2024-03-31&from=2024-01');
    expect(answer.status).toBe(200);
    expect(answer.body.cells.map(({ buildings, households, owing: count }) => [buildings, households, count])).toEqual([
      [['1', '2'], 28, 7],
      [['3', '4'], 24, 8],
    ]);
    expect(answer.body).toMatchObject({ households: 52, owing: 15, amount: '2250.00' });
    expect(answer.body.buildings.map(({ building, owing: count }) => [building, count])).toEqual([
      ['1', 3],
      ['2', 4],
      ['3', 3],
      ['4', 5],
    ]);
    for (const unit of owing) expect(answer.text).not.toContain(`"${unit}"`);
    // 37 of 52 households paid three months of 50.00.
    expect(answer.body.collection).toMatchObject({ charged: '7800.00', received: '5550.00', ratePercent: '71.15' });
  });

  it('hides buildings of one household each: only the total is told, as in the sample', async () => {
    const estate = await estateWith(['2-101', '3-101', '4-101']);
    const { body } = await estate.ask<Arrears>('fees/arrears?on=2024-03-31');
    expect(body).toMatchObject({ owing: 3, amount: '450.00' });
    expect(body.cells.map(({ owing }) => owing)).toEqual([undefined, undefined]);
    expect(body.buildings.map(({ owing }) => owing)).toEqual([undefined, undefined, undefined, undefined]);
    expect(body.ages.map(({ months, owing }) => [months, owing])).toEqual([
      ['current', 0],
      ['1-3', 3],
      ['4-6', 0],
      ['7-12', 0],
      ['over-12', 0],
    ]);
  });

  it('counts on the first page whoever has an open item, whatever the roll once said of them', async () => {
    const estate = await estateWith(['2-101', '3-101', '4-101', '4-102']);
    const page = await fetch(`${deployment.running.origin}/e/${estate.code}`);
    expect(await page.text()).toContain('有 4 户欠费，共 600.00 元');
  });

  it('hides a total that is small itself, and the amount with it', async () => {
    const estate = await estateWith(['2-101']);
    const { body } = await estate.ask<Arrears>('fees/arrears?on=2024-03-31');
    expect([body.owing, body.amount]).toEqual([undefined, undefined]);
  });

  it('shows households to those who collect, and to nobody else', async () => {
    const estate = await estateWith(['2-101', '3-101', '4-101']);
    const path = 'fees/arrears/households?on=2024-03-31';
    for (const role of ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'TRUSTEE', 'AUDITOR'] as const) {
      const { status, body } = await estate.ask<{ total: string; households: { unit: string }[] }>(path, role);
      expect([status, body.total, body.households.map(({ unit }) => unit)]).toEqual([
        200,
        '450.00',
        ['2-101', '3-101', '4-101'],
      ]);
    }
    for (const role of ['RESIDENT', 'SUPERVISOR', 'OPERATOR', 'POSTING_AGENT', undefined] as const) {
      expect((await estate.ask(path, role)).status).toBe(role === undefined ? 401 : 403);
    }
  });
});
