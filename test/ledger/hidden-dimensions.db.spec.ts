/** Dimensions that would identify a household: summed for those who may see them, and in no public byte. */
import { parseNumber } from '../../src/ledger/rules/voucher.js';
import { codesOf, content, day, ledgerWorld, line, type EstateWorld } from '../support/ledger-world.js';

describe('hidden dimensions', () => {
  let home: EstateWorld;
  let estate: EstateWorld;

  beforeAll(async () => {
    home = await ledgerWorld();
  });
  beforeEach(async () => {
    estate = await home.world.estate();
  });
  afterAll(() => home.world.close());

  const household = content('2025-01-05', [
    line('100201/PS', '+60.00', [
      ['unit', '4-101'],
      ['supplier', 'sup-1'],
    ]),
    line('400101/PS', '-60.00', [['unit', '4-101']]),
  ]);

  it('stand in no public byte, and are summed for those who may see them', async () => {
    await estate.must(household);
    await estate.must(
      content('2025-02-05', [line('100201/PS', '+40.00', [['unit', '4-101']]), line('400101/PS', '-40.00')]),
    );
    const leaves = await estate.rows<{ body: Buffer }>('select body from log.leaf where estate_id = $1');
    expect(leaves.some(({ body }) => body.includes('4-101'))).toBe(false);
    const seen = await home.world.balances.byDimension(estate.estateId, 'unit', {});
    expect(seen.rows).toEqual([]);
    const open = await home.world.balances.byDimension(estate.estateId, 'supplier', {});
    expect(open.rows.map((row) => [row.value, row.account, row.balanceFen])).toEqual([['sup-1', '100201', 6_000n]]);
    const earlier = await home.world.balances.byDimension(estate.estateId, 'supplier', { asOf: day('2025-01-04') });
    expect(earlier.rows).toEqual([]);
    const whole = await estate.rows<{ value: string; account: string; net: string }>(
      `select value, account, sum(debit_fen - credit_fen) as net from ledger.dimension_turnover
          where estate_id = $1 and dimension = 'unit' group by 1, 2 order by 2`,
    );
    expect(whole).toEqual([
      { value: '4-101', account: '100201', net: '10000' },
      { value: '4-101', account: '400101', net: '-6000' },
    ]);
  });

  it('are taken back with the voucher that they belong to', async () => {
    const number = await estate.must(household);
    const plan = { eventOn: day('2025-01-06'), how: 'reverse' } as const;
    expect(codesOf(await estate.both({ kind: 'reversal', number: parseNumber(number)!, plan }))).toBe('');
    const left = await estate.rows<{ dimension: string; net: string }>(
      `select dimension, account, sum(debit_fen - credit_fen)::text as net from ledger.dimension_turnover
          where estate_id = $1 group by 1, 2 order by 1, 2`,
    );
    expect(left.map(({ dimension, net }) => [dimension, net])).toEqual([
      ['supplier', '0'],
      ['unit', '0'],
      ['unit', '0'],
    ]);
  });
});
