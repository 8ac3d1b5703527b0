/** AT-13: five sources for one project, one of them no cash. */
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
