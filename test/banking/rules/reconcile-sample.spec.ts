/** The sample estate's bank account at many days, against the oracle and against what each month's books say. */
import { readFileSync } from 'node:fs';
import { lastBankDay, reconcile, type ReconcileInput } from '../../../src/banking/rules/index.js';
import { fen, yuanFromFen } from '../../../src/kernel/fen.js';
import { day, movement, SAMPLE, sampleLines, sampleMovements, yuan } from '../sample-books.js';

const sample = { lines: sampleLines(), movements: sampleMovements() };

function onDay(on: string, more: Partial<ReconcileInput> = {}) {
  return reconcile({ on: day(on), ...sample, ...more });
}

describe('the sample at 2025-06-30', () => {
  const found = onDay('2025-06-30');
  const expected = JSON.parse(readFileSync(`${SAMPLE}/expected.json`, 'utf8')) as Record<string, string> & {
    bank_by_fund: Record<string, string>;
  };

  it('agrees with the oracle to the fen', () => {
    expect({
      book_bank: yuanFromFen(found.bookFen),
      bank_statement: yuanFromFen(found.bankFen!),
      A_book_received_bank_not: yuanFromFen(found.totals.A),
      B_book_paid_bank_not: yuanFromFen(found.totals.B),
      C_bank_received_book_not: yuanFromFen(found.totals.C),
      D_bank_paid_book_not: yuanFromFen(found.totals.D),
      adjusted_book: yuanFromFen(found.adjustedBookFen),
      adjusted_bank: yuanFromFen(found.adjustedBankFen!),
      bank_by_fund: Object.fromEntries(found.byFund.map((fund) => [fund.fund, yuanFromFen(fund.balanceFen)])),
    }).toEqual({
      book_bank: expected['book_bank'],
      bank_statement: expected['bank_statement'],
      A_book_received_bank_not: expected['A_book_received_bank_not'],
      B_book_paid_bank_not: expected['B_book_paid_bank_not'],
      C_bank_received_book_not: expected['C_bank_received_book_not'],
      D_bank_paid_book_not: expected['D_bank_paid_book_not'],
      adjusted_book: expected['adjusted_book'],
      adjusted_bank: expected['adjusted_bank'],
      bank_by_fund: expected.bank_by_fund,
    });
    expect(found).toMatchObject({ bankAgrees: true, fundsAgree: true, unexplainedFen: 0n, gaps: [] });
  });

  it('lists the four items with what has become of them', () => {
    const listed = found.items.map(({ kind, on, reference, amountFen, clearedNote }) => [
      ...[kind, on, reference, yuanFromFen(amountFen)],
      clearedNote ?? '',
    ]);
    expect(listed).toEqual([
      ['A', '2025-06-30', '记-202506-0010', '192.05', '07-01 已到账'],
      ['B', '2025-06-30', '记-202506-0011', '1555.20', '07-01 已扣款'],
      ['C', '2025-06-30', 'YYZY-000075', '577.08', ''],
      ['D', '2025-06-30', 'YYZY-000076', '15.00', ''],
    ]);
    expect(found.items.every((item) => item.daysOpen === 0 && !item.overdue)).toBe(true);
  });

  it('is amber, and says why', () => {
    expect(found.light).toEqual({
      colour: 'amber',
      reasons: ['unrecorded', 'in-transit'],
      sentence:
        '截至 2025-06-30，金额都能说清，但有事情要办。银行有 2 笔流水还没有记账（收 577.08 元，付 15.00 元）。' +
        '账上有 2 笔银行正在办（收 192.05 元，付 1,555.20 元）。',
    });
  });

  it('shows nothing of the bank’s remarks and counterparties', () => {
    const shown = JSON.stringify(found, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const each of sample.lines) {
      for (const secret of [each.counterpartyName, each.counterpartyNumber, each.remark]) {
        if (secret !== '') expect(shown).not.toContain(secret);
      }
    }
  });
});

describe('the sample’s light at 2025-06-30', () => {
  it('turns green once the two vouchers are posted', () => {
    const posted = [
      movement('记-202506-0012', '2025-06-30', '+577.08'),
      movement('记-202506-0013', '2025-06-30', '-15.00'),
    ];
    const green = onDay('2025-06-30', { movements: [...sample.movements, ...posted] });
    expect(green.light).toMatchObject({ colour: 'green', reasons: ['in-transit'] });
    expect(green.adjustedBankFen).toBe(yuan('31829.29'));
  });

  it('stays amber when the vouchers are dated later, and says when they came', () => {
    const posted = [
      movement('记-202507-0001', '2025-07-05', '+577.08'),
      movement('记-202507-0002', '2025-07-05', '-15.00'),
    ];
    const amber = onDay('2025-06-30', { movements: [...sample.movements, ...posted] });
    expect(amber.light.colour).toBe('amber');
    expect(amber.items.filter((item) => item.kind === 'C' || item.kind === 'D')).toMatchObject([
      { clearedOn: '2025-07-05', clearedNote: '07-05 已记账' },
      { clearedOn: '2025-07-05', clearedNote: '07-05 已记账' },
    ]);
  });

  it('has the last day of the bank’s lines as the day to ask for', () => {
    expect(lastBankDay(sample.lines)).toBe('2025-07-01');
    expect(onDay('2025-07-01')).toMatchObject({ totals: { A: 0n, B: 0n, C: yuan('577.08'), D: yuan('15.00') } });
  });
});

describe('the sample at other days', () => {
  it.each([
    ['2024-07-31', '23924.74'],
    ['2024-08-31', '23863.49'],
    ['2024-09-30', '24143.32'],
    ['2024-10-31', '23095.21'],
    ['2024-11-30', '21392.71'],
    ['2024-12-31', '21296.69'],
    ['2025-01-31', '26231.87'],
    ['2025-02-28', '26154.16'],
    ['2025-03-31', '26981.91'],
    ['2025-04-30', '31345.18'],
    ['2025-05-31', '31342.23'],
  ])('%s is green with %s on both sides', (on, balance) => {
    const found = onDay(on);
    expect(found.light).toEqual({
      colour: 'green',
      reasons: [],
      sentence: `截至 ${on}，账上、银行和各项资金的合计都对得上。`,
    });
    expect([found.bookFen, found.bankFen, found.items]).toEqual([yuan(balance), yuan(balance), []]);
  });

  it('between a wrong voucher and its correction, both stand open and are known to clear', () => {
    const found = onDay('2024-11-10');
    expect(
      found.items.map(({ kind, reference, amountFen, clearedNote }) => [kind, reference, amountFen, clearedNote]),
    ).toEqual([
      ['B', '记-202411-0003', yuan('1860'), '11-11 已更正'],
      ['D', 'YYZY-000027', yuan('1680'), '11-11 已记账'],
    ]);
    expect(found.bankAgrees).toBe(true);
    expect(found.light.colour).toBe('amber');
  });

  it('beyond the bank’s lines nobody can say that all is well', () => {
    const found = onDay('2025-07-20');
    expect(found).toMatchObject({
      reachesTo: '2025-07-01',
      light: { colour: 'amber', reasons: ['unrecorded', 'not-reached'] },
    });
    expect(onDay('2025-07-20', { exportedTo: day('2025-07-31') }).light.reasons).toEqual(['unrecorded']);
  });

  it('a line that is missing turns it red from its day on, and not before', () => {
    const lines = sample.lines.filter((each) => each.serial !== 'YYZY-000029');
    expect(onDay('2024-10-31', { lines }).light.colour).toBe('green');
    const red = onDay('2024-11-30', { lines });
    expect(red.gaps).toMatchObject([{ from: '2024-11-10', to: '2024-11-18' }]);
    expect(red).toMatchObject({ unexplainedFen: yuan('192.05'), bankAgrees: false, light: { colour: 'red' } });
    expect(red.light.sentence).toContain('缺了一段');
  });

  it('a balance that was tampered with turns it red, wherever it stands', () => {
    for (const target of [0, 1, 17, 40, 75]) {
      const lines = sample.lines.map((each, index) =>
        index === target ? { ...each, balanceFen: fen(each.balanceFen + 1n) } : each,
      );
      expect(onDay('2025-06-30', { lines }).light.colour).toBe('red');
    }
  });

  it('the card that a person held has books and no bank lines, and is not called agreed', () => {
    const card = reconcile({ on: day('2024-07-31'), lines: [], movements: sampleMovements('122101') });
    expect(card).toMatchObject({ bookFen: 0n, items: [], bankAgrees: false });
    expect(card.light).toMatchObject({ colour: 'amber', reasons: ['no-statement'] });
  });
});
