/** AT-19: household insurance in one batch. */
import { FundWorld, refusedBy, unitNames } from '../funds/fund-world.js';

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
