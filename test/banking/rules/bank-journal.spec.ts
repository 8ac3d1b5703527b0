import fc from 'fast-check';
import { bankJournal, movementOf, type BankJournalRow } from '../../../src/banking/rules/index.js';
import { addDays } from '../../../src/kernel/calendar.js';
import { fen, formatFen } from '../../../src/kernel/fen.js';
import { day, movement, sampleMovements, yuan } from '../sample-books.js';

const movements = sampleMovements();
const YEAR = { movements, from: day('2024-07-01'), to: day('2025-06-30') };

function shown(row: BankJournalRow): string[] {
  return [row.summary, formatFen(row.debitFen), formatFen(row.creditFen), row.side, formatFen(row.balanceFen)];
}

describe('the sample’s bank journal', () => {
  it('has each month’s turnover and balance, red entries taken off their own side', () => {
    const months = bankJournal(YEAR).filter((row) => row.kind === 'month-total');
    expect(months.map((row) => [row.month, ...[row.debitFen, row.creditFen, row.balanceFen].map(formatFen)])).toEqual([
      ['07', '25,683.12', '1,758.38', '23,924.74'],
      ['08', '1,752.05', '1,813.30', '23,863.49'],
      ['09', '2,033.47', '1,753.64', '24,143.32'],
      ['10', '12,730.49', '13,778.60', '23,095.21'],
      ['11', '1,752.05', '3,454.55', '21,392.71'],
      ['12', '2,036.95', '2,132.97', '21,296.69'],
      ['01', '6,730.49', '1,795.31', '26,231.87'],
      ['02', '1,752.05', '1,829.76', '26,154.16'],
      ['03', '11,837.68', '11,009.93', '26,981.91'],
      ['04', '6,730.49', '2,367.22', '31,345.18'],
      ['05', '1,752.05', '1,755.00', '31,342.23'],
      ['06', '2,035.32', '2,110.34', '31,267.21'],
    ]);
  });

  it('shows a red entry as a negative payment and a transfer between funds as nothing', () => {
    const rows = bankJournal(YEAR);
    const row = (no: string): string[] => shown(rows.find((each) => each.voucherNo === no)!).slice(1, 3);
    expect(row('记-202411-0005')).toEqual(['0.00', '-1,860.00']);
    expect(row('记-202407-0009')).toEqual(['0.00', '0.00']);
  });

  it.each([
    ['PR', '29957.85'],
    ['PS', '988.36'],
    ['WF', '321.00'],
    ['CW-2025-01', '0.00'],
  ])('of the fund %s ends at %s, transfers between funds included', (fund, balance) => {
    const rows = bankJournal({ ...YEAR, fund });
    expect(rows.at(-1)).toMatchObject({ kind: 'year-total', balanceFen: yuan(balance) });
    expect(rows.some((row) => row.voucherNo === '记-202407-0009')).toBe(fund === 'PR' || fund === 'WF');
  });

  it('begins the year’s total in January and carries the balance in', () => {
    const rows = bankJournal({ ...YEAR, from: day('2025-02-01'), to: day('2025-02-28') });
    expect(shown(rows[0]!)).toEqual(['上期结存', '0.00', '0.00', '借', '26,231.87']);
    expect(shown(rows.at(-1)!)).toEqual(['本年累计', '8,482.54', '3,625.07', '借', '26,154.16']);
  });
});

describe('a bank journal', () => {
  const few = [
    movement('记-2', '2024-12-31', '-10.00', { counterAccounts: ['物业服务支出'], settlement: '网银' }),
    movement('记-1', '2024-12-31', '+10.00'),
    movement('记-3', '2025-01-02', '-5.00'),
  ];

  it('goes by day and number and closes day, month and year', () => {
    const rows = bankJournal({ movements: few, from: day('2024-12-01'), to: day('2025-01-31') });
    expect(rows.map((row) => [row.on, ...shown(row)].join(' '))).toEqual([
      '2024-12-01 上期结存 0.00 0.00 平 0.00',
      '2024-12-31 摘要 10.00 0.00 借 10.00',
      '2024-12-31 摘要 0.00 10.00 平 0.00',
      '2024-12-31 本日合计 10.00 10.00 平 0.00',
      '2024-12-31 本月合计 10.00 10.00 平 0.00',
      '2024-12-31 本年累计 10.00 10.00 平 0.00',
      '2025-01-02 摘要 0.00 5.00 贷 -5.00',
      '2025-01-02 本日合计 0.00 5.00 贷 -5.00',
      '2025-01-02 本月合计 0.00 5.00 贷 -5.00',
      '2025-01-02 本年累计 0.00 5.00 贷 -5.00',
    ]);
    expect(rows[2]).toMatchObject({ voucherNo: '记-2', counterAccounts: ['物业服务支出'], settlement: '网银' });
    expect([rows[2]!.year, rows[2]!.month, rows[2]!.day]).toEqual(['2024', '12', '31']);
  });

  it('is the same where what came before is given as sums', () => {
    const more = [...few, movement('记-4', '2025-01-03', '+7.00'), movement('记-5', '2025-01-20', '-1.00')];
    const asked = { from: day('2025-01-03'), to: day('2025-01-31') };
    const none = { debitFen: 0n, creditFen: 0n };
    const summed = bankJournal({
      ...asked,
      movements: more.slice(3),
      openingFen: fen(-500n),
      before: { month: { debitFen: 0n, creditFen: 500n }, year: { debitFen: 0n, creditFen: 500n } },
    });
    expect(summed).toEqual(bankJournal({ ...asked, movements: more }));
    expect(summed[0]).toMatchObject({ kind: 'opening', balanceFen: -500n, carried: { creditFen: 500n } });
    expect(summed.at(-1)).toMatchObject({ kind: 'year-total', debitFen: 700n, creditFen: 600n });
    const later = bankJournal({ ...asked, from: day('2025-02-01'), movements: more });
    expect(later[0]).toMatchObject({ carried: none });
  });

  it('of a time without entries is its opening alone', () => {
    const rows = bankJournal({ movements: few, from: day('2026-01-01'), to: day('2026-01-31') });
    expect(rows.map(shown)).toEqual([['上期结存', '0.00', '0.00', '贷', '-5.00']]);
  });

  it('adds the lines of one voucher by fund', () => {
    const head = { voucherNo: '记-1', eventOn: day('2024-07-01'), kind: 'normal', summary: '' };
    const share = (fund: string, debit: bigint, credit: bigint) => ({
      fund,
      debitFen: fen(debit),
      creditFen: fen(credit),
    });
    expect(movementOf(head, [share('PS', 5n, 0n), share('PR', 0n, 2n), share('PS', 1n, 0n)])).toEqual({
      ...head,
      netFen: 4n,
      byFund: [share('PR', 0n, 2n), share('PS', 6n, 0n)],
    });
  });
});

describe('for any vouchers and any first day', () => {
  const vouchers = fc.array(
    fc.record({
      offset: fc.integer({ min: 0, max: 500 }),
      shares: fc.array(fc.record({ fund: fc.constantFrom('PR', 'PS'), net: fc.integer({ min: -900, max: 900 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 40 },
  );

  it('sums and vouchers before the first day give the same rows, and the balance runs through', () => {
    fc.assert(
      fc.property(vouchers, fc.integer({ min: 0, max: 500 }), fc.constantFrom(undefined, 'PR'), (drawn, cut, fund) => {
        const movements = drawn.map(({ offset, shares }, index) =>
          movementOf(
            { voucherNo: `记-${index}`, eventOn: addDays(day('2024-03-01'), offset), kind: 'normal', summary: '' },
            shares.map(({ fund: name, net }) => ({
              fund: name,
              debitFen: fen(BigInt(Math.max(net, 0))),
              creditFen: fen(BigInt(Math.max(-net, 0))),
            })),
          ),
        );
        const from = addDays(day('2024-03-01'), cut);
        const asked = { from, to: day('2026-01-01'), ...(fund === undefined ? {} : { fund }) };
        const whole = bankJournal({ ...asked, movements });
        const earlier = bankJournal({ ...asked, from: day('2024-01-01'), to: addDays(from, -1), movements });
        const sumSince = (start: string): { debitFen: bigint; creditFen: bigint } => {
          const entries = earlier.filter((row) => row.kind === 'entry' && row.on >= start);
          return {
            debitFen: entries.reduce((sum, row) => sum + row.debitFen, 0n),
            creditFen: entries.reduce((sum, row) => sum + row.creditFen, 0n),
          };
        };
        const summed = bankJournal({
          ...asked,
          movements: movements.filter((movement) => movement.eventOn >= from),
          openingFen: earlier.at(-1)!.balanceFen,
          before: { month: sumSince(`${from.slice(0, 7)}-01`), year: sumSince(`${from.slice(0, 4)}-01-01`) },
        });
        expect(summed).toEqual(whole);
        const entries = whole.filter((row) => row.kind === 'entry');
        const moved = entries.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0n);
        expect(whole.at(-1)!.balanceFen).toBe(whole[0]!.balanceFen + moved);
      }),
    );
  });
});
