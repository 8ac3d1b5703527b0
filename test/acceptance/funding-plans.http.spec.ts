/** AT-13, AT-11, AT-19 and the first half of AT-16. */
import { FundWorld, refusedBy, unitNames } from '../funds/fund-world.js';

interface Plan {
  readonly cashIn: string;
  readonly cashOut: string;
  readonly cashPromised: string;
  readonly inKindPercent: string;
  readonly lines: readonly { readonly received: string; readonly spent: string; readonly form: string }[];
}

describe('AT-13: five sources for one drain', () => {
  let world: FundWorld;
  const FUND = 'CW-2025-01';
  const plan = {
    id: 'drain-2025',
    title: '排水管改造',
    fund: FUND,
    price: '48000.00',
    resolution: '2025-03',
    lines: [
      { source: 'STREET', amount: '20000.00' },
      { source: 'CONCESSION', amount: '6000.00' },
      { source: 'RESIDENTS', amount: '12000.00' },
      { source: 'SPONSOR', amount: '5000.00', note: '某商户' },
      { source: 'PUBLIC_REVENUE', amount: '5000.00' },
    ],
  };
  const planAt = async (): Promise<Plan> => {
    const { plans } = await world.see<{ plans: readonly Plan[] }>('funding-plans');
    const [found] = plans;
    if (found === undefined) throw new Error('there is a plan');
    return found;
  };
  const receipt = (line: number, amount: string): object => ({ line, amount, eventOn: '2025-04-01' });

  beforeAll(async () => {
    world = await FundWorld.open();
    const units = unitNames(60);
    await world.addRoll(units.map((unit) => [unit, '60.00']));
    await world.must('2025-01-01', '公共收益', '100201/PR +9000.00 400208/PR -9000.00');
    await world.record('funding-plans', plan);
    await world.record('campaigns', {
      id: 'drain-share',
      title: '排水管自筹',
      fund: FUND,
      share: '200.00',
      households: 60,
      deadline: '2025-04-30',
      resolution: '2025-03',
    });
    const rows = units.map((unit, index) => ({ unit, amount: '200.00', paidOn: '2025-04-02', serial: `d${index}` }));
    await world.book('campaigns/drain-share/contributions', { rows });
  });
  afterAll(() => world.close());

  it('a plan whose sources do not make the price is refused', async () => {
    const answer = await world.draft('funding-plans', { ...plan, id: 'wrong', price: '47000.00' });
    expect(refusedBy(answer)).toEqual([['PLAN_UNEQUAL', 'lines']]);
  });

  it('receives each source as promised; the concession is no cash', async () => {
    await world.book('funding-plans/drain-2025/receipts', receipt(1, '20000.00'));
    expect(refusedBy(await world.draft('funding-plans/drain-2025/receipts', receipt(2, '6000.00')))).toEqual([
      ['PLAN_CONCESSION_IS_NO_CASH', 'line'],
    ]);
    await world.book('funding-plans/drain-2025/receipts', receipt(4, '5000.00'));
    await world.book('funding-plans/drain-2025/receipts', receipt(5, '5000.00'));
    expect((await world.fund('PR')).net).toBe('4000.00');
    expect(await planAt()).toMatchObject({ cashPromised: '42000.00', cashIn: '42000.00', cashOut: '0.00' });
  });

  it('pays no more than came in', async () => {
    const answer = await world.draft('funding-plans/drain-2025/payments', {
      eventOn: '2025-05-20',
      amount: '42000.01',
    });
    expect(refusedBy(answer)).toEqual([['PLAN_SHORT', 'amount']]);
  });

  it('cash in 42,000.00 is cash paid 42,000.00, and 12.50 % are in kind', async () => {
    const payment = { eventOn: '2025-05-20', amount: '42000.00', documents: ['发票号 20250520'] };
    const { proposals } = await world.drafted('funding-plans/drain-2025/payments', payment);
    // What waits for approval is spoken for.
    const second = { eventOn: '2025-05-20', amount: '0.01' };
    expect(refusedBy(await world.draft('funding-plans/drain-2025/payments', second))).toEqual([
      ['PLAN_SHORT', 'amount'],
    ]);
    expect((await world.approve(proposals[0] ?? '')).status).toBe(200);
    const found = await planAt();
    expect(found).toMatchObject({ cashIn: '42000.00', cashOut: '42000.00', inKindPercent: '12.50' });
    expect(found.lines.map(({ received, spent, form }) => [received, spent, form])).toEqual([
      ['20000.00', '20000.00', 'cash'],
      ['0.00', '0.00', 'in-kind'],
      ['12000.00', '12000.00', 'cash'],
      ['5000.00', '5000.00', 'cash'],
      ['5000.00', '5000.00', 'cash'],
    ]);
    expect(await world.fund(FUND)).toMatchObject({ net: '0.00', cash: '0.00' });
  });

  it('a concession that is only told is not booked; one that is booked moves no money', async () => {
    const grant = { line: 2, amount: '6000.00', eventOn: '2025-05-21' };
    expect(refusedBy(await world.draft('funding-plans/drain-2025/concessions', grant))).toEqual([
      ['PLAN_CONCESSION_NOT_BOOKED', 'line'],
    ]);
    await world.record('funding-plans', { ...plan, bookConcessions: true });
    await world.book('funding-plans/drain-2025/concessions', grant);
    expect(await planAt()).toMatchObject({ cashIn: '42000.00', cashOut: '42000.00', inKindPercent: '12.50' });
    expect([await world.balance('4007', FUND), (await world.fund(FUND)).cash]).toEqual(['-6000.00', '0.00']);
    expect(refusedBy(await world.draft('funding-plans/drain-2025/concessions', grant))).toEqual([
      ['PLAN_CONCESSION_ABOVE', 'amount'],
    ]);
  });

  it('counts how many projects public revenue helped', async () => {
    expect(await world.see('funding-plans')).toMatchObject({
      projects: 1,
      withPublicRevenue: 1,
      publicRevenuePercent: '100.00',
    });
    expect(await world.findings()).toEqual({});
  });
});

describe('AT-11: works from the common fund, none from charity', () => {
  let world: FundWorld;
  const works = [
    ['gates', '大门', '28600.00'],
    ['access', '门禁', '19800.00'],
    ['pruning', '树木修剪', '8450.50'],
    ['wall', '围墙', '15320.00'],
  ] as const;

  beforeAll(async () => {
    world = await FundWorld.open();
    await world.must('2025-01-01', '积存的共有资金', '100201/PR +74000.00 300102/PR -74000.00', { kind: 'opening' });
    await world.must('2025-01-02', '捐款', '122103/CF +30000.00 400302/CF -30000.00');
    for (const [id, title, price] of works) {
      await world.record('funding-plans', {
        id,
        title,
        fund: 'PR',
        price,
        resolution: '2025-01',
        lines: [{ source: 'PUBLIC_REVENUE', amount: price }],
      });
      await world.book(`funding-plans/${id}/payments`, { eventOn: '2025-02-01', amount: price });
    }
  });
  afterAll(() => world.close());

  it('spends 72,170.50 of the common fund and 0.00 of charity', async () => {
    expect([await world.balance('5004', 'PR'), await world.balance('5006', 'CF')]).toEqual(['72170.50', '0.00']);
    expect([(await world.fund('PR')).net, (await world.fund('CF')).net]).toEqual(['1829.50', '30000.00']);
  });

  it('shows both funds side by side, and their sum as no balance anywhere', async () => {
    const { text } = await world.ask('funds');
    expect(text).toContain('1829.50');
    expect(text).toContain('30000.00');
    expect(text).not.toContain('31829.50');
  });

  it('does not receive what is there already, nor pay a work twice', async () => {
    const receipt = { line: 1, amount: '1.00', eventOn: '2025-02-02' };
    expect(refusedBy(await world.draft('funding-plans/wall/receipts', receipt))).toEqual([['PLAN_OWN_MONEY', 'line']]);
    const payment = { amount: '1.00', eventOn: '2025-02-02' };
    expect(refusedBy(await world.draft('funding-plans/wall/payments', payment))).toEqual([['PLAN_SHORT', 'amount']]);
  });
});

describe('AT-19: 97 households insured at 100.00', () => {
  let world: FundWorld;
  const units = unitNames(42, 30, 25);
  const rows = units.map((unit, index) => ({ unit, policy: `POL-${String(index + 1)}` }));

  beforeAll(async () => {
    world = await FundWorld.open();
    await world.addRoll(units.map((unit) => [unit, '75.00']));
    await world.must('2025-01-01', '物业费', '100201/PS +20000.00 400102/PS -20000.00');
    await world.record('insurance-batches', {
      id: 'home-2025',
      insurer: '某财产保险公司',
      premium: '100.00',
      from: '2025-02-01',
      to: '2026-01-31',
      resolution: '2025-01',
    });
  });
  afterAll(() => world.close());

  it('a household that stands in the list twice is refused, with one that is not on the roll', async () => {
    const answer = await world.draft('insurance-batches/home-2025/purchases', {
      eventOn: '2025-01-20',
      rows: [...rows, { unit: '1-01', policy: 'POL-X' }, { unit: '7-77', policy: 'POL-Y' }],
    });
    expect(refusedBy(answer)).toEqual([
      ['FUNDS_UNIT_TWICE', 'rows[97].unit'],
      ['FUNDS_UNIT_UNKNOWN', 'rows[98].unit'],
    ]);
  });

  it('costs 9,700.00, once for each household', async () => {
    const body = { eventOn: '2025-01-20', rows };
    expect(await world.book('insurance-batches/home-2025/purchases', body)).toMatchObject({
      households: 97,
      amount: '9700.00',
    });
    expect(await world.balance('5008', 'PS')).toBe('9700.00');
    const again = await world.draft('insurance-batches/home-2025/purchases', { ...body, rows: rows.slice(0, 1) });
    expect(refusedBy(again)).toEqual([['INSURANCE_UNIT_INSURED', 'rows[0].unit']]);
  });

  it('stays with the household when it is sold, and a cancelled policy is refunded once', async () => {
    // Nothing in a policy names a person, so a sale changes nothing; the roll may change and the policy stays.
    await world.addRoll([['1-05', '76.00']]);
    const refund = { eventOn: '2025-06-01', rows: [{ unit: '1-02', refund: '60.00' }] };
    await world.book('insurance-batches/home-2025/cancellations', refund);
    const { households } = await world.see<{ households: readonly { unit: string }[] }>(
      'insurance-batches/home-2025/households',
      'AUDITOR',
    );
    expect(households).toHaveLength(97);
    expect(households.find(({ unit }) => unit === '1-05')).toMatchObject({
      policy: 'POL-5',
      paid: '100.00',
      cancelled: false,
    });
    expect(households.find(({ unit }) => unit === '1-02')).toMatchObject({ paid: '40.00', cancelled: true });
    const more = { eventOn: '2025-06-02', rows: [{ unit: '1-03', refund: '100.01' }] };
    expect(refusedBy(await world.draft('insurance-batches/home-2025/cancellations', more))).toEqual([
      ['INSURANCE_REFUND', 'rows[0].refund'],
    ]);
    expect(await world.see('insurance-batches')).toMatchObject({ batches: [{ premium: '100.00', paid: '9640.00' }] });
    expect((await world.ask('insurance-batches/home-2025/households', 'RESIDENT')).status).toBe(403);
  });
});

describe("AT-16, first half: a household's own pipe", () => {
  let world: FundWorld;
  const own = { order: 'order-7', unit: '1-01', eventOn: '2025-03-01', amount: '120.00' };

  beforeAll(async () => {
    world = await FundWorld.open();
    await world.addRoll([['1-01', '80.00']]);
  });
  afterAll(() => world.close());

  it('passes 120.00 through, and no fund earns any of it', async () => {
    const early = { ...own, direction: 'out', serial: 'o1' };
    expect(refusedBy(await world.draft('pass-through', early))).toEqual([['PASS_THROUGH_SHORT', 'amount']]);
    await world.book('pass-through', { ...own, direction: 'in', serial: 'i1' });
    expect([await world.balance('224102', 'PS'), (await world.fund('PS')).net]).toEqual(['-120.00', '0.00']);
    const { proposals } = await world.drafted('pass-through', early);
    expect(refusedBy(await world.draft('pass-through', { ...early, serial: 'o2' }))).toEqual([
      ['PASS_THROUGH_SHORT', 'amount'],
    ]);
    expect((await world.approve(proposals[0] ?? '')).status).toBe(200);
    const fund = await world.see<{ funds: readonly { code: string; turnover: object }[] }>('funds?from=2025-01-01');
    expect(fund.funds.find(({ code }) => code === 'PS')?.turnover).toEqual({ income: '0.00', expense: '0.00' });
    expect([await world.balance('224102', 'PS'), (await world.fund('PS')).cash]).toEqual(['0.00', '0.00']);
    expect(refusedBy(await world.draft('pass-through', { ...own, direction: 'in', serial: 'i1' }))).toEqual([
      ['PASS_THROUGH_BOOKED', 'serial'],
    ]);
  });

  it('tells the public of no household', async () => {
    const { text } = await world.ask('vouchers?limit=50');
    expect(text).toContain('代收一户自费服务款');
    expect(text).not.toContain('1-01');
    expect(await world.findings()).toEqual({});
  });
});
