import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkPublicText, screenPublicText } from '../../src/kernel/public-text.js';

const found = (text: string) => screenPublicText(text).map(({ kind, found: part }) => `${kind}:${part}`);

describe('what is refused in public text', () => {
  it.each([
    ['退4-101物业费', 'room:4-101'],
    ['4-101户12个月物业费', 'room:4-101'],
    ['房号：4-101', 'room:4-101'],
    ['4-101室漏水维修', 'room:4-101室'],
    ['收3栋2单元501物业费', 'room:3栋2单元501'],
    ['收3栋2单元501室', 'room:3栋2单元501室'],
    ['12号楼1203室', 'room:12号楼1203室'],
    ['12号楼1203', 'room:12号楼1203'],
    ['3幢501押金', 'room:3幢501'],
    ['3栋 501 押金', 'room:3栋 501'],
    ['3#501', 'room:3#501'],
    ['3号楼2-501', 'room:3号楼2-501'],
    ['3-2-501', 'room:3-2-501'],
    ['A座1203', 'room:A座1203'],
    ['B-1203退款', 'room:B-1203'],
    ['2单元302灯', 'room:2单元302'],
    ['501室换锁', 'room:501室'],
    ['３栋２单元５０１', 'room:３栋２单元５０１'],
    ['４－１０１', 'room:４－１０１'],
    ['4—101', 'room:4—101'],
    ['4\u200b-\u200b101', 'room:4\u200b-\u200b101'],
    ['三栋二单元五零一室', 'room:三栋二单元五零一室'],
    ['三栋五〇一', 'room:三栋五〇一'],
    ['收07月物业费(4-101,577.08元)', 'room:4-101'],
    ['收物业费4-101，102', 'room:4-101'],
    ['4-101张三', 'room:4-101'],
    ['4-101分摊电费', 'room:4-101'],
    ['4-101天花板漏水', 'room:4-101'],
    ['3栋501个人缴费', 'room:3栋501'],
    ['3栋501元旦慰问', 'room:3栋501'],
    ['4-101月租车位', 'room:4-101'],
    ['联系13800138000', 'phone:13800138000'],
    ['138 0013 8000', 'phone:138 0013 8000'],
    ['138-0013-8000', 'phone:138-0013-8000'],
    ['+86 13800138000', 'phone:+86 13800138000'],
    ['8613800138000', 'phone:8613800138000'],
    ['１３８００１３８０００', 'phone:１３８００１３８０００'],
    ['物业028-83961234', 'phone:028-83961234'],
    ['(028)83961234', 'phone:(028)83961234'],
    ['02883961234', 'phone:02883961234'],
    ['0816-2345678', 'phone:0816-2345678'],
    ['电话:83961234', 'phone:83961234'],
    ['身份证510114198803071234', 'identity:510114198803071234'],
    ['51011419880307123X', 'identity:51011419880307123X'],
    ['510114 19880307 123x', 'identity:510114 19880307 123x'],
    ['转入6217000000000000011', 'card:6217000000000000011'],
    ['6217 0000 0000 0000 011', 'card:6217 0000 0000 0000 011'],
    ['6222-0212-3456-7890', 'card:6222-0212-3456-7890'],
    ['卡号４４０２００００００００００００１２', 'card:４４０２００００００００００００１２'],
    ['账户123456789012', 'card:123456789012'],
  ])('%j has %j', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('finds each of several, in the order of the text, with its place', () => {
    const text = '4-101张先生13800138000，卡6217000000000000011，3栋2单元501';
    const finds = screenPublicText(text);
    expect(finds.map(({ kind }) => kind)).toEqual(['room', 'phone', 'card', 'room']);
    for (const { found: part, start, end } of finds) expect(text.slice(start, end)).toBe(part);
    expect(finds.map(({ start }) => start)).toEqual([0, 8, 21, 41]);
  });

  it('says where and what, so that the writer can mend it', () => {
    expect(checkPublicText('退4-101物业费', 'summary')).toEqual([
      {
        code: 'PUBLIC_TEXT_PRIVATE',
        at: 'summary',
        facts: { kind: 'room', kindZh: '房号', kindEn: 'a room number', found: '4-101', position: '2' },
      },
    ]);
  });

  it('finds a room, a phone, an identity and a card wherever they stand between words', () => {
    const words = fc.stringMatching(/^[\u4e00\u6536\u652f\u4ed8\u9000\u8d39\u7528,。 ]{0,12}$/);
    const numbers = fc.constantFrom('4-101', '3栋2单元501', '13800138000', '510114198803071234', '6217000000000000011');
    fc.assert(
      fc.property(words, numbers, words, (before, number, after) => {
        fc.pre(!/[一]$/.test(before));
        expect(found(`${before}付${number}付${after}`)).toHaveLength(1);
      }),
    );
  });
});

describe('what public accounts may say', () => {
  it.each([
    '',
    '记-202411-0003',
    '202411-0003',
    '注销2024年11月6日记-202411-0003号凭证',
    '订正2024年11月6日记-202411-0003号凭证:支付楼道应急灯12盏×140元',
    '决议2024-02',
    '决议2024-102',
    '决议24-101',
    '项目XM-2024-03',
    '众筹CW-2025-01',
    '移交清单-01',
    '收2024年第3季度物业费(44户,聚合支付结算)',
    '计提2024年07月物业费(52户,0.50元/㎡)',
    '网格员兼职财务岗位补贴(半年,6×50元)',
    '众筹结余退还49户(其中42户11.43元,7户11.42元)',
    '消防设施更新工程结算12600元(质保金5%)',
    '收07月车位月租26位×60元',
    '2025-06-30',
    '2024-07',
    '截至2025-06-30 23:59',
    '2024-07-15 2024-07-16',
    '06-2024',
    '12-2025',
    '30-06-2025',
    '20240715',
    '2024/07/15',
    '2024年07月至2025年06月',
    '1,440.00',
    '31,267.21元',
    '222444.04',
    '100000000.00元',
    '10000000000.00',
    '18,640.35 + 312.28',
    '100-200元',
    '5-100元/户',
    '第1-115号凭证',
    '1-115号',
    '1-12月',
    '3-5层',
    '3栋电梯钢丝绳更换',
    '3栋2单元楼道灯',
    '3栋120户',
    '3栋2025年电费',
    '3栋2025-06电费',
    '1栋120,000元',
    '5号楼1203元',
    '1号楼300盏灯',
    '一二三栋',
    '3栋1998年建成',
    '3栋120平方米',
    '4-101元',
    '共120个',
    'fund-statement-2025Q2-v1',
    'bank-reconciliation-202506-v2',
    'YYZY-000001',
    'HT-2024-101',
    'XM24-101',
    '合同GS-24-1001',
    '0190b437-2a9b-75cb-b06c-e5345f142740',
    '发票代码051002200111',
    '发票号码25512000000012345678',
    '收据A-0012',
    '电话费2024-07',
    'DN20-110mm',
    '3600.00分摊到9个院落',
    '统一社会信用代码91510114MA6C8XW10X',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });

  // The sample folder of the project's surroundings is not part of the project; without it this check is skipped.
  const sample = new URL('../../../shared/samples/yuanye-manor/journal.csv', import.meta.url);
  (existsSync(sample) ? it : it.skip)(
    'every cell and line of the sample journal (skipped without ../shared/samples)',
    () => {
      const cells = readFileSync(sample, 'utf8').split(/[\r\n"]+|,(?! )/);
      expect(cells.length).toBeGreaterThan(2000);
      const journal = readFileSync(sample, 'utf8').split(/\r?\n/);
      expect([...cells, ...journal].flatMap(found)).toEqual([]);
    },
  );

  const household = new URL('../../../shared/samples/yuanye-manor/households.csv', import.meta.url);
  (existsSync(household) ? it : it.skip)(
    'but not one of its 52 household codes (skipped without ../shared/samples)',
    () => {
      const codes = readFileSync(household, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(',')[0]!);
      expect(codes).toHaveLength(52);
      expect(codes.filter((code) => found(`收${code}物业费`)[0] !== `room:${code}`)).toEqual([]);
    },
  );

  it('is not slowed down by hostile text', () => {
    const started = process.hrtime.bigint();
    for (const part of ['1', '1-', '0', '1 ', '一', '3栋', '电话', '6217 ', '发票'])
      screenPublicText(part.repeat(4000));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
  });
});
