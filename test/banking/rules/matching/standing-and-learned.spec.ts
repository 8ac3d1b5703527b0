/** Lines that cancel each other, wrong days, what stands, and what was learned. */
import { learnRules, reconcile } from '../../../../src/banking/rules/index.js';
import { day, movement, yuan } from '../../sample-books.js';
import { made, match, statement, SUPPLIER } from './statements.js';

describe('lines that cancel each other', () => {
  const paid = { party: SUPPLIER, remark: '货款' };
  const back = { party: SUPPLIER, summary: '退汇' };

  it('are a return and the payment before it; the payment made again meets the voucher', () => {
    const lines = statement(
      ['2024-07-01', '-88.80', paid],
      ['2024-07-02', '88.80', back],
      ['2024-07-05', '-88.80', paid],
    );
    const matching = match(lines, [movement('记-1', '2024-07-05', '-88.80', { payeeWords: [SUPPLIER] })]);
    expect(made(matching)).toEqual(['counterparty: L3 = 记-1', 'returned: L1+L2 = ']);
  });

  it('are not taken out where the books have each of them', () => {
    const lines = statement(['2024-07-01', '-88.80', paid], ['2024-07-02', '88.80', back]);
    const vouchers = [
      movement('记-1', '2024-07-01', '-88.80', { payeeWords: [SUPPLIER] }),
      movement('记-2', '2024-07-02', '88.80', { payeeWords: [SUPPLIER], summary: '收到退汇' }),
    ];
    expect(made(match(lines, vouchers))).toEqual(['counterparty: L1 = 记-1', 'counterparty: L2 = 记-2']);
  });

  it('wait where the books have only the payment, and the return says what it is', () => {
    const lines = statement(['2024-07-01', '-88.80', paid], ['2024-07-02', '88.80', back]);
    const matching = match(lines, [movement('记-1', '2024-07-01', '-88.80', { payeeWords: [SUPPLIER] })]);
    expect(made(matching)).toEqual(['counterparty: L1 = 记-1']);
    expect(matching.suggestions).toMatchObject([{ lineKey: 'L2', rule: 'returned' }]);
  });

  it('are an entry and the same with a negative figure', () => {
    const lines = statement(
      ['2024-07-01', '50.00', { party: '甲安宁' }],
      ['2024-07-01', '-50.00', { party: '甲安宁', summary: '冲账', isNegative: true }],
    );
    expect(made(match(lines, []))).toEqual(['bank-reversal: L1+L2 = ']);
  });

  it('are open until both are there, and then say that the bank took it back', () => {
    const lines = statement(['2024-07-01', '-88.80', paid], ['2024-07-02', '88.80', back]);
    const opening = movement('记-0', '2024-06-01', '10000.00', { kind: 'opening' });
    const first = reconcile({ on: day('2024-07-01'), lines, movements: [opening] });
    expect(first.items).toMatchObject([{ kind: 'D', clearedOn: '2024-07-02', clearedNote: '07-02 银行已冲回' }]);
    expect(reconcile({ on: day('2024-07-02'), lines, movements: [opening] }).light.colour).toBe('green');
  });
});

describe('a wrong day', () => {
  const words = { payeeWords: [SUPPLIER] };

  it('weeks away is seen through where the other side agrees', () => {
    const lines = statement(['2024-07-01', '-432.10', { party: SUPPLIER }]);
    expect(made(match(lines, [movement('记-1', '2024-07-20', '-432.10', words)]))).toEqual(['far-day: L1 = 记-1']);
    expect(made(match(lines, [movement('记-1', '2024-07-20', '-432.10')]))).toEqual([]);
  });

  it('a month away is another month’s payment as long as there could be others', () => {
    const lines = statement(
      ['2024-07-01', '-432.10', { party: SUPPLIER }],
      ['2024-09-01', '-432.10', { party: SUPPLIER }],
    );
    const vouchers = [
      movement('记-1', '2024-08-01', '-432.10', words),
      movement('记-2', '2024-09-01', '-432.10', words),
    ];
    expect(made(match(lines, vouchers))).toEqual(['counterparty: L2 = 记-2']);
  });
});

describe('what stands', () => {
  const lines = statement(['2024-07-01', '-100.00'], ['2024-07-03', '-100.00']);
  const vouchers = [movement('记-1', '2024-07-01', '-100.00'), movement('记-2', '2024-07-03', '-100.00')];
  const crossed = {
    ...{ id: 'm1', rule: 'person', score: 100, explanation: '经办人核对', netFen: yuan('-100'), cancelled: [] },
    ...{ lineKeys: ['L1'], voucherNos: ['记-2'] },
  };

  it('is taken as it is', () => {
    const matching = match(lines, vouchers, { standing: [crossed] });
    expect(matching.standing).toEqual([crossed]);
    expect(made(matching)).toEqual(['near-day: L2 = 记-1']);
  });

  it('counts in a reconciliation, and what is undone does not', () => {
    const opening = movement('记-0', '2024-06-01', '10000.00', { kind: 'opening' });
    const input = { on: day('2024-07-01'), lines, movements: [opening, ...vouchers] };
    expect(reconcile(input).items).toEqual([]);
    expect(reconcile({ ...input, standing: [crossed] }).items.map((item) => item.kind)).toEqual(['B', 'D']);
    const refused = [{ lineKeys: ['L1'], voucherNos: ['记-1'] }];
    expect(reconcile({ ...input, refused }).items.map((item) => item.kind)).toEqual(['B', 'D']);
  });

  it('stays whole where its voucher is cancelled and written again with the same amount', () => {
    const standing = [{ ...crossed, voucherNos: ['记-1'] }];
    const again = [
      movement('记-3', '2024-07-08', '100.00', { kind: 'red', corrects: '记-1' }),
      movement('记-4', '2024-07-08', '-100.00', { corrects: '记-1' }),
    ];
    const matching = match(lines.slice(0, 1), [vouchers[0]!, ...again], { standing });
    expect([matching.openLines, matching.openMovements]).toEqual([[], []]);
    expect(matching.standing[0]!.cancelled).toEqual(['记-3', '记-4']);
  });

  it('shows the difference where its voucher is written again with another amount', () => {
    const standing = [{ ...crossed, voucherNos: ['记-1'] }];
    const again = [
      movement('记-3', '2024-07-08', '100.00', { kind: 'red', corrects: '记-1' }),
      movement('记-4', '2024-07-08', '-90.00', { corrects: '记-1' }),
    ];
    const matching = match(lines.slice(0, 1), [vouchers[0]!, ...again], { standing });
    expect(matching.openMovements.map((each) => each.voucherNo)).toEqual(['记-3', '记-4']);
  });

  it('is not proposed once a person has undone it', () => {
    const one = lines.slice(0, 1);
    const refused = [{ lineKeys: ['L1'], voucherNos: ['记-1'] }];
    const matching = match(one, vouchers, { refused });
    expect(made(matching)).toEqual([]);
    expect(matching.likely.map((each) => each.voucherNos)).toEqual([['记-2']]);
  });
});

describe('what earlier matches teach', () => {
  const months = ['01', '02', '03', '04'];
  const lines = statement(
    ...months.map((month) => [`2024-${month}-18`, `-20${month}.00`, { party: '某市供电公司' }] as const),
    ['2024-05-18', '-300.00', { party: '某市供电公司' }],
    ['2024-05-18', '-300.00', { party: '某市印务公司' }],
  );
  const vouchers = months.map((month) =>
    movement(`记-${month}`, `2024-${month}-18`, `-20${month}.00`, { summary: `支付${month}月公共照明用电` }),
  );
  const learned = learnRules(match(lines, vouchers).certain, lines, vouchers);

  it('is a habit that names nobody', () => {
    expect(learned).toMatchObject([
      { direction: 'out', firstDay: 18, lastDay: 18, summary: '支付月公共照明用电', times: 4 },
    ]);
    expect(JSON.stringify(learned)).not.toContain('供电公司');
  });

  it('tells equal amounts apart', () => {
    const booked = [
      ...vouchers,
      movement('记-05', '2024-05-18', '-300.00', { summary: '支付05月公共照明用电' }),
      movement('记-06', '2024-05-18', '-300.00', { summary: '印制公示栏' }),
    ];
    expect(made(match(lines, booked, { learned }))).toContain('learned: L5 = 记-05');
  });

  it('suggests the words for an open line', () => {
    const found = match(lines, vouchers, { learned }).suggestions;
    expect(found).toMatchObject([
      { lineKey: 'L5', rule: 'learned', summary: '支付月公共照明用电' },
      { lineKey: 'L6', rule: 'unidentified-payment' },
    ]);
    expect(found[0]!.explanation).toContain('每月 18 日前后');
  });

  it('does not depend on the order of what was seen', () => {
    const matches = match(lines, vouchers).certain;
    expect(learnRules([...matches].reverse(), [...lines].reverse(), [...vouchers].reverse())).toEqual(learned);
    expect(learnRules(matches.slice(0, 2), lines, vouchers)).toEqual([]);
  });
});

it('an open line looks like interest, a fee, a household’s fee, or nothing known', () => {
  const lines = statement(
    ['2024-07-21', '11.42', { remark: '存款利息' }],
    ['2024-07-21', '-15.00', { remark: '账户管理费' }],
    ['2024-07-22', '123.50', { party: '甲安宁', remark: '3-602 物业费' }],
    ['2024-07-23', '77.00', { party: '乙和川' }],
    ['2024-07-24', '-77.70', { party: '乙和川' }],
  );
  const found = match(lines, []).suggestions;
  expect(found.map((each) => each.rule)).toEqual([
    ...['interest', 'bank-fee', 'household-fee', 'unidentified-receipt', 'unidentified-payment'],
  ]);
  expect(found.map((each) => each.explanation).join()).not.toMatch(/甲安宁|乙和川|3-602/);
});
