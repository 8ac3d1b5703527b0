/** AT-12 and the barrier of AT-08: households raise money, works are paid, what is left goes back to the fen. */
import { FundWorld, refusedBy, unitNames } from '../funds/fund-world.js';

interface Campaign {
  readonly state: string;
  readonly target: string;
  readonly contributed: string;
  readonly paidHouseholds: number;
  readonly pledged: string;
  readonly spent: string;
  readonly refunded: string;
  readonly left: string;
  readonly buildings?: readonly object[];
}

interface Told {
  readonly total: string;
  readonly households: number;
  readonly shares: readonly { readonly amount: string; readonly households: number }[];
}

const FUND = 'CW-2025-01';

async function campaignAt(world: FundWorld, asOf: string): Promise<Campaign> {
  const { campaigns } = await world.see<{ campaigns: readonly Campaign[] }>(`campaigns?asOf=${asOf}`);
  const [campaign] = campaigns;
  if (campaign === undefined) throw new Error('there is one campaign');
  return campaign;
}

const row = (unit: string, amount: string, paidOn: string, index: number): object => ({
  unit,
  amount,
  paidOn,
  serial: `s${String(index)}`,
});

describe('AT-12: 84 households, 1,500.00 each', () => {
  let world: FundWorld;
  const units = unitNames(42, 42);

  beforeAll(async () => {
    world = await FundWorld.open();
    await world.addRoll(units.map((unit) => [unit, '80.00']));
    await world.record('campaigns', {
      id: 'gas-2025',
      title: '天然气管道改造',
      fund: FUND,
      share: '1500.00',
      households: 84,
      deadline: '2025-03-31',
      resolution: '2025-01',
    });
  });
  afterAll(() => world.close());

  it('asks for 126,000.00; pledges are a memo and book nothing', async () => {
    const rows = units.slice(0, 83).map((unit) => ({ unit, amount: '1500.00' }));
    const pledged = await world.draft<{ total: string }>('campaigns/gas-2025/pledges', { rows });
    expect([pledged.status, pledged.body.total]).toEqual([201, '124500.00']);
    expect(await campaignAt(world, '2025-03-01')).toMatchObject({
      state: 'RAISING',
      target: '126000.00',
      pledged: '0.00',
      contributed: '0.00',
    });
    const { campaigns } = await world.see<{ campaigns: readonly Campaign[] }>('campaigns');
    expect(campaigns[0]?.pledged).toBe('124500.00');
    expect((await world.fund(FUND)).net).toBe('0.00');
  });

  it('receives 123,000.00 from 83 households, of whom the public sees counts', async () => {
    const full = units.slice(0, 81).map((unit, index) => row(unit, '1500.00', '2025-03-05', index));
    const half = units.slice(81, 83).map((unit, index) => row(unit, '750.00', '2025-03-06', 81 + index));
    const told = await world.book<{ amount: string; households: number }>('campaigns/gas-2025/contributions', {
      rows: [...full, ...half],
    });
    expect([told.amount, told.households, told.proposals.length]).toEqual(['123000.00', 83, 2]);
    const campaign = await campaignAt(world, '2025-04-01');
    expect(campaign).toMatchObject({ state: 'RAISED', contributed: '123000.00', paidHouseholds: 83 });
    // One household of the second building gave nothing: a list by building would point at it.
    expect(campaign).not.toHaveProperty('buildings');
    expect(JSON.stringify(campaign)).not.toMatch(/"\d-\d\d"/);
  });

  it('the same list again books nothing', async () => {
    const again = units.slice(0, 81).map((unit, index) => row(unit, '1500.00', '2025-03-05', index));
    const told = await world.drafted<{ amount: string; booked: number }>('campaigns/gas-2025/contributions', {
      rows: again,
    });
    expect(told).toMatchObject({ amount: '0.00', booked: 81, proposals: [] });
  });

  it('pays 118,640.00 for the works, and refunds 4,360.00 in proportion, exactly', async () => {
    const works = { eventOn: '2025-04-20', amount: '118640.00', documents: ['发票号 20250420'] };
    await world.book('campaigns/gas-2025/works-payments', works);
    expect(await campaignAt(world, '2025-04-30')).toMatchObject({
      state: 'WORKS',
      spent: '118640.00',
      left: '4360.00',
    });
    const preview = await world.see<Told>('campaigns/gas-2025/refund-preview', 'AUDITOR');
    const told = await world.drafted<Told>('campaigns/gas-2025/refunds', { eventOn: '2025-05-10' });
    expect(refusedBy(await world.draft('campaigns/gas-2025/refunds', { eventOn: '2025-05-11' }))).toEqual([
      ['FUND_DRAFT_WAITING', ''],
    ]);
    expect((await world.approve(told.proposals[0] ?? '')).status).toBe(200);
    expect(told).toMatchObject(preview);
    expect(told).toMatchObject({
      total: '4360.00',
      households: 83,
      shares: [
        { amount: '26.59', households: 2 },
        { amount: '53.17', households: 76 },
        { amount: '53.18', households: 5 },
      ],
    });
    expect(await campaignAt(world, '2025-05-31')).toMatchObject({
      state: 'SETTLED',
      refunded: '4360.00',
      left: '0.00',
    });
    // Who paid has paid, also when something went back; an earlier day is told as it was.
    expect(await campaignAt(world, '2025-05-31')).toMatchObject({ paidHouseholds: 83 });
    expect(await campaignAt(world, '2025-03-05')).toMatchObject({ state: 'RAISING', paidHouseholds: 81 });
    expect(await world.fund(FUND)).toMatchObject({ net: '0.00', cash: '0.00' });
  });

  it('gives the odd fen to the first units among equals, and each household sees its own sum', async () => {
    const { households } = await world.see<{ households: readonly { unit: string; given: string }[] }>(
      'campaigns/gas-2025/households',
      'AUDITOR',
    );
    const given = new Map(households.map((one) => [one.unit, one.given]));
    expect(units.slice(0, 6).map((unit) => given.get(unit))).toEqual([...Array<string>(5).fill('1446.82'), '1446.83']);
    expect([given.get('2-41'), given.get('2-42')]).toEqual(['723.41', undefined]);
  });

  it('refunds nothing twice', async () => {
    const answer = await world.draft('campaigns/gas-2025/refunds', { eventOn: '2025-05-11' });
    expect([answer.status, refusedBy(answer)]).toEqual([422, [['CAMPAIGN_NOTHING_LEFT', '']]]);
  });

  it('verifies whole', async () => {
    expect(await world.findings()).toEqual({});
  });
});

describe('AT-08: the barrier of 60 households', () => {
  let world: FundWorld;
  const units = unitNames(30, 30);

  beforeAll(async () => {
    world = await FundWorld.open();
    await world.addRoll(units.map((unit) => [unit, '70.00']));
    await world.record('campaigns', {
      id: 'barrier',
      title: '道闸',
      fund: FUND,
      share: '300.00',
      households: 60,
      deadline: '2025-02-28',
      resolution: '2025-01',
    });
    const rows = units.map((unit, index) => row(unit, '300.00', '2025-02-10', index));
    await world.book('campaigns/barrier/contributions', { rows });
    await world.book('campaigns/barrier/works-payments', { eventOn: '2025-03-15', amount: '17200.00' });
  });
  afterAll(() => world.close());

  it('raises 18,000.00, spends 17,200.00, and keeps 800.00 in the project fund', async () => {
    const campaign = await campaignAt(world, '2025-03-31');
    expect(campaign).toMatchObject({ contributed: '18000.00', spent: '17200.00', left: '800.00', state: 'WORKS' });
    expect(campaign.buildings).toEqual([
      { building: '1', households: 30, paid: 30 },
      { building: '2', households: 30, paid: 30 },
    ]);
    expect(await world.fund(FUND)).toMatchObject({ net: '800.00', cash: '800.00' });
  });

  it('refunds 13.33 each and 20 odd fen, by ascending unit', async () => {
    const told = await world.book<Told>('campaigns/barrier/refunds', { eventOn: '2025-04-01', resolution: '2025-03' });
    expect(told).toMatchObject({
      total: '800.00',
      shares: [
        { amount: '13.33', households: 40 },
        { amount: '13.34', households: 20 },
      ],
    });
    const { households } = await world.see<{ households: readonly { unit: string; given: string }[] }>(
      'campaigns/barrier/households',
      'AUDITOR',
    );
    expect(households.slice(0, 21).map(({ given }) => given)).toEqual([...Array<string>(20).fill('286.66'), '286.67']);
    expect((await world.fund(FUND)).net).toBe('0.00');
  });
});
