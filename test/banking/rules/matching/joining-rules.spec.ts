/** The rules that join lines and vouchers, by what a person would say of the case. */
import { movement, yuan } from '../../sample-books.js';
import { made, match, statement, SUPPLIER } from './statements.js';

describe('a reference', () => {
  it('joins across weeks, and one that is missing does not', () => {
    const vouchers = [movement('记-202407-0003', '2024-07-01', '-100.00', { refs: ['SJ2024001'] })];
    expect(made(match(statement(['2024-08-20', '-100.00', { remark: '货款 SJ2024001' }]), vouchers))).toEqual([
      'reference: L1 = 记-202407-0003',
    ]);
    expect(made(match(statement(['2024-08-20', '-100.00', { remark: '付202407-0003号' }]), vouchers))).toHaveLength(1);
    expect(made(match(statement(['2024-08-20', '-100.00', { remark: '货款' }]), vouchers))).toEqual([]);
  });

  it('joins many receipts of one transfer', () => {
    const lines = statement(['2024-07-02', '300.00', { remark: 'SJ2024001 SJ2024002' }]);
    const vouchers = [
      movement('记-1', '2024-07-01', '100.00', { refs: ['SJ2024001'] }),
      movement('记-2', '2024-07-01', '200.00', { refs: ['SJ2024002'] }),
    ];
    expect(made(match(lines, vouchers))).toEqual(['reference: L1 = 记-1+记-2']);
  });

  it('with another amount keeps both open and says so', () => {
    const lines = statement(['2024-07-01', '198.00', { remark: 'SJ2024001' }]);
    const vouchers = [
      movement('记-1', '2024-07-01', '189.00', { refs: ['SJ2024001'] }),
      movement('记-2', '2024-07-01', '198.00'),
    ];
    const matching = match(lines, vouchers);
    expect(made(matching)).toEqual([]);
    expect(matching.suggestions).toMatchObject([{ lineKey: 'L1', rule: 'other-amount', voucherNo: '记-1' }]);
    expect(matching.suggestions[0]!.explanation).toContain('相差 9.00 元');
  });
});

describe('the other side', () => {
  it('tells equal amounts of one day apart', () => {
    const lines = statement(
      ['2024-07-01', '41.18', { party: '甲安宁', remark: '3-602物业费' }],
      ['2024-07-01', '41.18', { party: '乙和川', remark: '12栋304 物业费' }],
    );
    const vouchers = [
      movement('记-1', '2024-07-01', '41.18', { payeeWords: ['12-304'] }),
      movement('记-2', '2024-07-01', '41.18', { payeeWords: ['3-602'] }),
    ];
    expect(made(match(lines, vouchers))).toEqual(['counterparty: L1 = 记-2', 'counterparty: L2 = 记-1']);
  });

  it('is known by the room that it named in another line', () => {
    const lines = statement(
      ['2024-06-01', '9.00', { party: '甲安宁', remark: '3-602' }],
      ['2024-07-01', '41.18', { party: '甲安宁', remark: '转账' }],
      ['2024-07-01', '41.18', { party: '乙和川', remark: '转账' }],
    );
    const vouchers = [movement('记-1', '2024-07-01', '41.18', { payeeWords: ['3-602'] })];
    expect(made(match(lines, vouchers))).toEqual(['counterparty: L2 = 记-1']);
  });

  it('of another name is never overruled by an equal amount', () => {
    const lines = statement(['2024-07-01', '-7777.77', { party: SUPPLIER }]);
    const matching = match(lines, [movement('记-1', '2024-07-01', '-7777.77', { payeeWords: ['某市远明有限公司'] })]);
    expect(made(matching)).toEqual([]);
    expect(matching.openMovements).toHaveLength(1);
  });
});

describe('twins', () => {
  it('whose pairing makes no difference are paired in order', () => {
    const lines = statement(['2024-07-01', '60.00'], ['2024-07-01', '60.00']);
    const vouchers = [movement('记-1', '2024-07-01', '60.00'), movement('记-2', '2024-07-01', '60.00')];
    expect(made(match(lines, vouchers))).toEqual(['same-day: L1 = 记-1', 'same-day: L2 = 记-2']);
  });

  it('of which one would be left over are left to a person', () => {
    const lines = statement(['2024-07-01', '60.00', { party: '甲' }], ['2024-07-01', '60.00', { party: '乙' }]);
    const matching = match(lines, [movement('记-1', '2024-07-01', '60.00')]);
    expect(made(matching)).toEqual([]);
    expect(matching.likely.map((each) => [each.lineKeys, each.rivals])).toEqual([
      [['L1'], 1],
      [['L2'], 1],
    ]);
  });

  it('that late entries could exchange are left to a person', () => {
    const lines = statement(['2024-07-05', '60.00'], ['2024-07-06', '60.00']);
    const vouchers = [movement('记-1', '2024-07-01', '60.00'), movement('记-2', '2024-07-03', '60.00')];
    expect(made(match(lines, vouchers))).toEqual([]);
  });
});

describe('a settlement', () => {
  const channel = { settlement: '聚合支付' };
  const words = { party: '某市支付通道服务有限公司', remark: '聚合商户结算款' };
  const vouchers = [
    movement('记-1', '2024-07-05', '100.00', channel),
    movement('记-2', '2024-07-06', '60.00', channel),
    movement('记-3', '2024-07-06', '-0.61', channel),
  ];

  it('is the whole of its days, less the fee', () => {
    const matching = match(statement(['2024-07-08', '159.39', words]), vouchers);
    expect(made(matching)).toEqual(['settlement: L1 = 记-1+记-2+记-3']);
    expect(matching.certain[0]!.explanation).toContain('160.00 减 0.61');
  });

  it('is told by the channel itself', () => {
    const settlements = [
      {
        id: 'JS-1',
        settledOn: '2024-07-08',
        grossFen: yuan('160'),
        feeFen: yuan('0.61'),
        netFen: yuan('159.39'),
        voucherNos: ['记-1', '记-2', '记-3'],
      },
    ];
    const silent = statement(['2024-07-08', '159.39']);
    expect(made(match(silent, vouchers, { settlements }))).toEqual(['settlement-total: L1 = 记-1+记-2+记-3']);
    expect(made(match(silent, vouchers))).toEqual([]);
    expect(match(silent, vouchers).likely).toMatchObject([{ rule: 'settlement', score: 60 }]);
  });

  it('whose fee was not booked says how much is missing', () => {
    const matching = match(statement(['2024-07-06', '59.39', words]), [
      movement('记-1', '2024-07-05', '40.00', channel),
      movement('记-2', '2024-07-05', '20.00', channel),
    ]);
    expect(made(matching)).toEqual([]);
    expect(matching.suggestions).toMatchObject([{ rule: 'settlement-fee', feeFen: yuan('0.61') }]);
  });
});

describe('several lines or vouchers', () => {
  const words = { payeeWords: [SUPPLIER] };

  it('of one payment in parts', () => {
    const lines = statement(
      ['2024-07-01', '-3000.00', { party: SUPPLIER }],
      ['2024-07-03', '-2000.00', { party: SUPPLIER }],
    );
    expect(made(match(lines, [movement('记-1', '2024-07-01', '-5000.00', words)]))).toEqual(['split: L1+L2 = 记-1']);
  });

  it('of a net payment', () => {
    const vouchers = [
      movement('记-1', '2024-07-01', '1000.00', words),
      movement('记-2', '2024-07-02', '-300.00', words),
    ];
    expect(made(match(statement(['2024-07-02', '700.00', { party: SUPPLIER }]), vouchers))).toEqual([
      'netted: L1 = 记-1+记-2',
    ]);
  });

  it('of two payments for two invoices, cut differently', () => {
    const lines = statement(
      ['2024-07-01', '-350.00', { party: SUPPLIER }],
      ['2024-07-02', '-250.00', { party: SUPPLIER }],
    );
    const vouchers = [
      movement('记-1', '2024-07-01', '-400.00', words),
      movement('记-2', '2024-07-02', '-200.00', words),
    ];
    expect(made(match(lines, vouchers))).toEqual(['many-to-many: L1+L2 = 记-1+记-2']);
  });

  it('are never taken for one where two answers exist', () => {
    const lines = statement(['2024-07-01', '-500.00', { party: SUPPLIER }]);
    const amounts = ['-200.00', '-300.00', '-100.00', '-400.00'];
    const vouchers = amounts.map((net, index) =>
      movement(`记-${String(index)}`, `2024-07-0${String(index + 1)}`, net, words),
    );
    const matching = match(lines, vouchers);
    expect(made(matching)).toEqual([]);
    expect(matching.likely).toHaveLength(2);
  });

  it('of a month’s bank fees', () => {
    const fee = { remark: '转账手续费' };
    const lines = statement(['2024-07-03', '-5.00', fee], ['2024-07-09', '-2.00', fee], ['2024-07-20', '-5.00', fee]);
    const vouchers = [movement('记-1', '2024-07-31', '-12.00', { summary: '银行手续费（本月合计）' })];
    expect(made(match(lines, vouchers))).toEqual(['bank-fee: L1+L2+L3 = 记-1']);
  });

  it('of wages paid to each', () => {
    const lines = statement(
      ['2024-07-10', '-1200.00', { party: '甲安宁', summary: '代发工资' }],
      ['2024-07-10', '-1300.00', { party: '乙和川', summary: '代发工资' }],
    );
    const vouchers = [movement('记-1', '2024-07-10', '-2500.00', { summary: '支付保洁人员工资' })];
    expect(made(match(lines, vouchers))).toEqual(['split: L1+L2 = 记-1']);
  });
});
