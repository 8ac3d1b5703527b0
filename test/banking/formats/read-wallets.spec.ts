import { existsSync, readFileSync } from 'node:fs';
import { fen } from '../../../src/kernel/fen.js';
import { codes, csvOf, essence, gb18030, readFile, workbookOf } from './bank-files.js';
import { EXPECTED, LAYOUTS } from './bank-layouts.js';

const ALIPAY = [
  ['导出信息：'],
  ['支付宝账户：someone@example.org'],
  [
    '交易时间',
    '交易分类',
    '交易对方',
    '对方账号',
    '商品说明',
    '收/支',
    '金额',
    '收/付款方式',
    '交易状态',
    '交易订单号\t',
    '备注',
    '',
  ],
  ['2024-07-04 10:00:00 ', '退款', '丙', '/', '退款', '不计收支', '4.00', '余额', '退款成功', '104\t', '', ''],
  ['2024-07-03 10:00:00 ', '日用', '丙', '/', '饮料', '支出', '9.00', '余额', '交易关闭', '103\t', '', ''],
  ['2024-07-03 09:00:00 ', '理财', '丙', '/', '自动转入', '不计收支', '7.00', '余额', '交易成功', '105\t', '', ''],
  ['2024-07-02 10:00:00 ', '日用', '乙', '/', '饮料', '支出', '30.05', '余额', '交易成功', '102\t', '', ''],
  ['2024-07-01 09:00:00 ', '转账', '甲', '/', '转账', '收入', '1100.00', '余额', '交易成功', '101\t', '', ''],
];

const WECHAT = [
  ['微信支付账单明细'],
  [
    '交易时间',
    '交易类型',
    '交易对方',
    '商品',
    '收/支',
    '金额(元)',
    '支付方式',
    '当前状态',
    '交易单号',
    '商户单号',
    '备注',
  ],
  ['2024-07-03 09:00:00', '零钱提现', '某银行', '/', '/', '¥100.00', '某银行', '提现已到账', '103', '/', '/'],
  ['2024-07-02 10:00:00', '商户消费', '乙', '水', '支出', '¥30.05', '零钱', '支付成功', '102', '/', '/'],
  ['2024-07-01 09:00:00', '二维码收款', '甲', '/', '收入', '¥1100.00', '/', '已存入零钱', '101', '/', '/'],
];

describe('the bills of wallets', () => {
  it('of Alipay are read and refused where no balance is known', async () => {
    const reading = await readFile(gb18030(csvOf(ALIPAY)));
    expect(reading.violations).toMatchObject([{ code: 'STATEMENT_BALANCE_ABSENT', facts: { count: '3' } }]);
    expect(reading.statements).toEqual([]);
    expect(reading.unbalanced![0]!.lines.map((line) => [line.serial, line.outFen, line.inFen, line.remark])).toEqual([
      ['101', 0n, 110000n, '转账'],
      ['102', 3005n, 0n, '饮料'],
      ['104', 0n, 400n, '退款'],
    ]);
    expect(reading.passedOver).toEqual([
      { line: 5, why: 'closed' },
      { line: 6, why: 'neutral' },
    ]);
  });

  it('of WeChat join by the balance that a person has told', async () => {
    for (const bytes of [Buffer.from(csvOf(WECHAT)), workbookOf(WECHAT)]) {
      const reading = await readFile(bytes, { openingFen: fen(500n) });
      expect(reading.violations).toEqual([]);
      expect(reading.statements[0]).toMatchObject({ balances: 'computed', order: 'descending' });
      expect(essence(reading).map((line) => line.slice(1, 4))).toEqual([
        ['0.00', '1,100.00', '1,105.00'],
        ['30.05', '0.00', '1,074.95'],
        ['100.00', '0.00', '974.95'],
      ]);
    }
  });

  it('do not stand in the way of a whole header below them', async () => {
    const rows = [['日期', '收入', '支出'], ['20240701', '9x', ''], ...LAYOUTS[1]![2]];
    expect(essence(await readFile(csvOf(rows)))).toEqual(EXPECTED);
  });
});

/** Exports of third parties; they stand beside the project, not in it. */
const EXPORTS = '../shared/samples/bank-exports';
const sample = (name: string): Buffer => readFileSync(`${EXPORTS}/${name}`);

(existsSync(EXPORTS) ? describe : describe.skip)('exports of third parties', () => {
  it('of a CCB card are read, and the line that its editor took out is missed', async () => {
    const reading = await readFile(sample('ccb-personal.xls'));
    expect(reading.violations).toMatchObject([
      { code: 'STATEMENT_BALANCE_BROKEN', line: 10, facts: { expected: '1,625.11', read: '1,579.11' } },
    ]);
    expect(reading.statements[0]!.lines).toHaveLength(6);
    expect(essence(reading)[0]!.slice(0, 4)).toEqual(['2025-01-01', '67.00', '0.00', '2,176.91']);
  });

  it('of a BOC card import', async () => {
    const reading = await readFile(sample('boc-debit.csv'));
    expect(codes(reading)).toEqual([]);
    expect(reading.statements[0]).toMatchObject({ order: 'descending', balances: 'read' });
    expect(essence(reading)).toHaveLength(17);
    expect(essence(reading).at(-1)!.slice(0, 4)).toEqual(['2025-08-22', '71.89', '0.00', '3,240.28']);
  });

  it('of an ICBC card, whose balances are masked, and of Alipay import with a balance told', async () => {
    for (const [name, count] of [
      ['icbc-debit.csv', 11],
      ['alipay.csv', 7],
    ] as const) {
      const bare = await readFile(sample(name));
      expect([name, ...codes(bare)]).toEqual([name, 'STATEMENT_BALANCE_ABSENT']);
      const reading = await readFile(sample(name), { openingFen: fen(100_000_00n) });
      expect([name, ...codes(reading)]).toEqual([name]);
      expect(reading.statements[0]!.lines).toHaveLength(count);
    }
  });
});
