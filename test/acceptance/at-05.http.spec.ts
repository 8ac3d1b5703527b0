/** AT-05a to c of the domain: a fee by area, its change, and its rounding. */
import { content, line } from '../support/drafts.js';
import { areaFee, FeeEstate, tariff, unitsOf } from '../fees/fee-estate.js';
import { Deployment } from './deployment.js';

interface Totals {
  readonly households: number;
  readonly total: string;
  readonly components: readonly { readonly item: string; readonly amount: string; readonly households: number }[];
}

interface Funds {
  readonly funds: readonly { readonly code: string; readonly net: string; readonly turnover?: { income: string } }[];
}

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.start();
});
afterAll(() => deployment.close());

/** 12,480.50 m² in 125 households, whose rounded bills add up to the estate's. */
const AREAS = [...Array.from({ length: 124 }, () => '100'), '80.50'];
const months = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${String(year)}-${String(index + 1).padStart(2, '0')}`);

async function fund(estate: FeeEstate, query: string): Promise<Funds['funds'][number] | undefined> {
  const { funds } = await estate.get<Funds>(`funds?${query}`);
  return funds.find(({ code }) => code === 'PS');
}

describe('AT-05a: 教师园区', () => {
  it('charges 3,744.15 a month at 0.3, 6,240.25 at 0.5, and closes the year with 42,026.40', async () => {
    const cheap = await FeeEstate.found(deployment, unitsOf(AREAS));
    await cheap.tariff(tariff('2023-01-01', [areaFee('0.3')]));
    expect(await cheap.get<Totals>('fees/charges/2024-01', 'AUDITOR')).toMatchObject({
      households: 125,
      total: '3744.15',
    });
    const estate = await FeeEstate.found(deployment, unitsOf(AREAS));
    await estate.book(
      content('2023-12-31', [line('100201/PS', '+6311.40'), line('300101/PS', '-6311.40')], { kind: 'opening' }),
    );
    await estate.tariff(tariff('2024-01-01', [areaFee('0.50')]));
    for (const month of months(2024)) expect(await estate.charge(month)).toBe(1);
    expect((await fund(estate, 'from=2024-01-01&to=2024-12-31'))?.turnover?.income).toBe('74883.00');
    expect(await estate.balance('112201', '2024-01-31')).toBe('6240.25');
    // Hours as verified: 1,144 + 560 + 360 + 1,200 a month.
    const hours = content('2024-12-31', [line('500110/PS', '+39168.00'), line('220202/PS', '-39168.00')]);
    await estate.book(hours);
    expect((await fund(estate, 'asOf=2024-12-31'))?.net).toBe('42026.40');
  });
});

describe('AT-05b: the rate changes on 1 July', () => {
  it('gives 59,906.40 for the year, and the bills of June stay as they were', async () => {
    const estate = await FeeEstate.found(deployment, unitsOf(AREAS));
    await estate.tariff(tariff('2024-01-01', [areaFee('0.3')]));
    for (const month of months(2024).slice(0, 6)) await estate.charge(month);
    const june = await estate.balance('112201', '2024-06-30');
    await estate.tariff(tariff('2024-07-01', [areaFee('0.5')]));
    for (const month of months(2024).slice(5)) await estate.charge(month);
    expect(await estate.balance('112201', '2024-06-30')).toBe(june);
    expect((await fund(estate, 'from=2024-01-01&to=2024-12-31'))?.turnover?.income).toBe('59906.40');
    const { tariffs } = await estate.get<{ tariffs: { from: string; components: { rate: string }[] }[] }>(
      'fees/tariffs',
    );
    expect(tariffs.map(({ from, components }) => [from, components[0]?.rate])).toEqual([
      ['2024-01-01', '0.3'],
      ['2024-07-01', '0.5'],
    ]);
  });

  it('counts calendar days where it changes inside a month', async () => {
    const estate = await FeeEstate.found(deployment, unitsOf(['100']));
    await estate.tariff(tariff('2024-01-01', [areaFee('0.30')]));
    await estate.tariff(tariff('2024-04-11', [areaFee('0.60')]));
    // Ten days of thirty at 0.30 and twenty at 0.60.
    expect((await estate.get<Totals>('fees/charges/2024-04', 'TRUSTEE')).total).toBe('50.00');
  });
});

describe('AT-05c: rounding', () => {
  it('rounds half up for each household: 43.19, 36.08, 45.53, and books 124.80', async () => {
    const estate = await FeeEstate.found(deployment, unitsOf(['86.37', '72.15', '91.05']));
    await estate.tariff(tariff('2024-01-01', [areaFee('0.5')]));
    const { households } = await estate.get<{ households: { unit: string; total: string }[] }>(
      'fees/charges/2024-03/households',
      'COMMITTEE_PREPARER',
    );
    expect(households.map(({ total }) => total)).toEqual(['43.19', '36.08', '45.53']);
    await estate.charge('2024-03');
    expect(await estate.balance('112201', '2024-03-31')).toBe('124.80');
    expect(await estate.charge('2024-03')).toBe(0);
  });
});
