/** AT-11: works from the common fund, none from charity, and never one balance of both. */
import { FundWorld, refusedBy } from '../funds/fund-world.js';

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
