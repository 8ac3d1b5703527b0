/** AT-14a and AT-14b: public revenue, what tops the repair fund up, and what reaches the owners. */
import { FundWorld, refusedBy, type RollRow } from '../funds/fund-world.js';

const areas: readonly [buildings: readonly string[], doors: number, areaM2: readonly string[]][] = [
  [['1', '2'], 7, ['82.35', '68.42']],
  [['3', '4'], 6, ['96.18', '54.77']],
];

/** The roll of the sample estate: 52 households, 3,922.18 m². */
function roll(): RollRow[] {
  return areas.flatMap(([buildings, floors, sizes]) =>
    buildings.flatMap((building) =>
      Array.from({ length: floors }, (_, floor) =>
        sizes.map((size, door): RollRow => [`${building}-${String(floor + 1)}0${String(door + 1)}`, size]),
      ).flat(),
    ),
  );
}

let world: FundWorld;

beforeAll(async () => {
  world = await FundWorld.open();
  await world.addRoll(roll());
});
afterAll(() => world.close());

describe('AT-14a: contracts, cost, and the repair fund', () => {
  const contract = (id: string, kind: string, amount: string): object => ({
    id,
    kind,
    counterparty: { name: '某设备公司' },
    from: '2025-04-01',
    to: '2025-06-30',
    schedule: { every: 'QUARTERLY', amount },
  });

  it('parking 1,560.00 and machines 270.00 less cost 130.00 are 1,700.00 net', async () => {
    await world.record('revenue-contracts', contract('parking', 'PARKING', '1560.00'));
    await world.record('revenue-contracts', {
      ...contract('machines', 'MACHINES', '270.00'),
      counterparty: { kind: 'PERSON', name: '张某某' },
    });
    await world.book('revenue-contracts/parking/receipts', { eventOn: '2025-04-10', amount: '1560.00' });
    await world.book('revenue-contracts/machines/receipts', { eventOn: '2025-05-10', amount: '200.00' });
    await world.book('revenue-contracts/parking/costs', {
      eventOn: '2025-05-20',
      amount: '130.00',
      documents: ['发票号 0051234'],
    });
    const { contracts } = await world.see<{ contracts: readonly object[] }>('revenue-contracts?asOf=2025-05-31');
    expect(contracts).toMatchObject([
      { id: 'parking', expected: '1560.00', received: '1560.00', overdue: '0.00', cost: '130.00', net: '1430.00' },
      { id: 'machines', expected: '270.00', received: '200.00', overdue: '70.00', net: '200.00' },
    ]);
    await world.book('revenue-contracts/machines/receipts', { eventOn: '2025-06-10', amount: '70.00' });
    expect(await world.see('public-revenue?from=2025-04-01&to=2025-06-30')).toMatchObject({
      funds: [{ fund: 'PR', income: '1830.00', cost: '130.00', net: '1700.00' }],
    });
  });

  it('a private counterparty is not named, in no answer and in no leaf', async () => {
    const { text } = await world.ask('revenue-contracts');
    expect(text).toContain('个人（姓名不公开）');
    expect(text).not.toContain('张某某');
    expect(await world.see('revenue-contracts/machines/counterparty', 'AUDITOR')).toMatchObject({
      counterparty: '张某某',
    });
    expect((await world.ask('revenue-contracts/machines/counterparty', 'RESIDENT')).status).toBe(403);
    const leaves = await world.deployment.rows<{ body: string }>(
      "select convert_from(body, 'UTF8') as body from log.leaf",
    );
    expect(leaves.filter(({ body }) => body.includes('张某某'))).toEqual([]);
  });

  it('a cost without a paper is not taken', async () => {
    const body = { eventOn: '2025-05-20', amount: '1.00', documents: [] };
    expect((await world.draft('revenue-contracts/parking/costs', body)).status).toBe(400);
  });

  it('tells rules that were not checked as settings, never as law', async () => {
    const { packs } = await world.see<{
      packs: readonly { id: string; rules: readonly { standing: string; zh: string; article?: string }[] }[];
    }>('rule-packs');
    expect(packs.map(({ id }) => id)).toEqual(['sichuan', 'shanghai', 'beijing']);
    const settings = packs.flatMap(({ rules }) => rules).filter(({ standing }) => standing === 'setting');
    expect(settings.length).toBeGreaterThan(0);
    for (const { zh, article } of settings) expect([article, zh.includes('不是法律规定')]).toEqual([undefined, true]);
  });

  it('by the Shanghai pack with 60 % moves 1,020.00 to the repair fund, once, and leaves 680.00', async () => {
    const low = await world.draft('rule-packs', { pack: 'shanghai', share: '50', resolution: '2025-01' });
    expect(refusedBy(low)).toEqual([['TOP_UP_SHARE', 'share']]);
    await world.record('rule-packs', { pack: 'shanghai', share: '60', resolution: '2025-01' });
    const months = 'from=2025-04&to=2025-06';
    expect(await world.see(`repair-top-ups?${months}`)).toMatchObject({
      net: '1700.00',
      due: true,
      amount: '1020.00',
      remains: '680.00',
      booked: '0.00',
    });
    const body = { from: '2025-04', to: '2025-06', eventOn: '2025-06-30', resolution: '2025-01' };
    const waiting = await world.drafted('repair-top-ups', body);
    expect(refusedBy(await world.draft('repair-top-ups', body))).toEqual([['FUND_DRAFT_WAITING', '']]);
    expect((await world.approve(waiting.proposals[0] ?? '')).status).toBe(200);
    expect(refusedBy(await world.draft('repair-top-ups', body))).toEqual([['TOP_UP_DONE', '']]);
    expect([(await world.fund('PR')).net, (await world.fund('RF')).cash]).toEqual(['680.00', '1020.00']);
  });

  it('money between funds needs its resolution, and nets to zero in one voucher', async () => {
    const body = { eventOn: '2025-06-30', fromFund: 'PR', toFund: 'WF', amount: '80.00' };
    expect((await world.draft('fund-transfers', body)).status).toBe(400);
    await world.book('fund-transfers', { ...body, resolution: '2025-02' });
    expect([await world.balance('4901', 'WF'), await world.balance('5901', 'PR')]).toEqual(['-80.00', '1100.00']);
    expect([(await world.fund('PR')).net, (await world.fund('WF')).net]).toEqual(['600.00', '80.00']);
  });
});

describe('AT-14b: 6.00 a square metre to the owners', () => {
  it('shares 23,533.08 over 3,922.18 m² and leaves 5,794.77', async () => {
    await world.must('2025-07-01', '其他公共收益', '100201/PR +28727.85 400208/PR -28727.85');
    expect((await world.fund('PR')).net).toBe('29327.85');
    const told = await world.book('distributions', {
      id: 'share-2025',
      eventOn: '2025-07-02',
      perM2: '6.00',
      resolution: '2025-05',
    });
    expect(told).toMatchObject({ total: '23533.08', households: 52, area: '3922.18', left: '5794.77' });
    expect((await world.fund('PR')).net).toBe('5794.77');
    const again = await world.draft('distributions', {
      id: 'share-2025',
      eventOn: '2025-07-03',
      perM2: '1.00',
      resolution: '2025-05',
    });
    expect(refusedBy(again)).toEqual([['DISTRIBUTION_DONE', 'id']]);
    const much = { id: 'more', eventOn: '2025-07-03', perM2: '2.00', resolution: '2025-05' };
    expect(refusedBy(await world.draft('distributions', much))).toEqual([['DISTRIBUTION_ABOVE_FUND', 'perM2']]);
  });

  it('pays only where the room was verified, each household once', async () => {
    const unverified = await world.draft('distributions/share-2025/payments', {
      eventOn: '2025-07-05',
      rows: [{ unit: '1-101' }, { unit: '9-999', paper: 'TITLE_DEED' }],
    });
    expect(refusedBy(unverified)).toEqual([
      ['FUNDS_UNIT_UNKNOWN', 'rows[1].unit'],
      ['ROOM_NOT_VERIFIED', 'rows[0].paper'],
    ]);
    const card = { eventOn: '2025-07-05', rows: [{ unit: '1-101', paper: 'ID_CARD' }] };
    expect((await world.draft('distributions/share-2025/payments', card)).status).toBe(400);
    const body = { eventOn: '2025-07-05', rows: [{ unit: '1-101', paper: 'TITLE_DEED' }] };
    const foreign = await world.draft('distributions/share-2025/payments', { ...body, fund: 'PS' });
    expect(refusedBy(foreign)).toEqual([['DISTRIBUTION_NOT_OWED', 'rows[0].unit']]);
    await world.book('distributions/share-2025/payments', body);
    expect(await world.see('distributions')).toMatchObject({
      distributions: [{ id: 'share-2025', total: '23533.08', paid: '494.10', owed: '23038.98' }],
    });
    const twice = await world.draft('distributions/share-2025/payments', body);
    expect(refusedBy(twice)).toEqual([['DISTRIBUTION_NOT_OWED', 'rows[0].unit']]);
  });

  it('pays the others, until nothing is owed, and verifies whole', async () => {
    const rows = roll()
      .slice(1)
      .map(([unit]) => ({ unit, paper: 'HANDOVER_NOTE' }));
    await world.book('distributions/share-2025/payments', { eventOn: '2025-07-06', rows });
    expect(await world.balance('2241', 'PR')).toBe('0.00');
    expect((await world.fund('PR')).cash).toBe('5794.77');
    expect(await world.findings()).toEqual({});
  });
});
