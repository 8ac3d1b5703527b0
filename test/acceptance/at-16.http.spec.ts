/** AT-16, first half: a household's own money for its own service is never the estate's income. */
import { FundWorld, refusedBy } from '../funds/fund-world.js';

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
