import fc from 'fast-check';
import { BankFileReader } from '../../../src/banking/formats/index.js';
import { ACCOUNTS, codes, essence, gb18030, NUMBER, readFile } from './bank-files.js';
import { day } from '../sample-books.js';

const mt940 = (...fields: string[]): string =>
  [':20:STARTUMS', `:25:${NUMBER}`, ':28C:1/1', ...fields].join('\r\n') + '\r\n-';
const opened = (...fields: string[]): string => mt940(':60F:C240630CNY100,00', ...fields);

async function lineOf(...fields: string[]) {
  const reading = await readFile(opened(...fields));
  expect(codes(reading)).toEqual([]);
  return reading.statements[0]!.lines[0]!;
}

const GOOD = [
  ':61:2407010701C1100,00NTRFNONREF//B1\r\nmore',
  ':86:166?00转账?20物业费?21 一季度?31622?32甲?33公司',
  ':61:2407020702D30,05NCHK123',
  ':86:第一行',
  '第二行',
  ':62F:C240702CNY1169,95',
  ':86:of the statement',
];

describe('MT940', () => {
  it('gives lines with balances from the opening one', async () => {
    for (const text of [opened(...GOOD), `{1:F01BANK}{2:I940}{4:\r\n${opened(...GOOD)}}`, `\ufeff${opened(...GOOD)}`]) {
      const reading = await readFile(text);
      expect(codes(reading)).toEqual([]);
      expect(essence(reading)).toEqual([
        ['2024-07-01', '0.00', '1,100.00', '1,200.00', '甲公司'],
        ['2024-07-02', '30.05', '0.00', '1,169.95', ''],
      ]);
      const [first, second] = reading.statements[0]!.lines;
      expect(first).toMatchObject({ summary: '转账', remark: '物业费 一季度', counterpartyNumber: '622' });
      expect(second).toMatchObject({ summary: 'NCHK', remark: '第一行 第二行' });
      expect(first!.serial).toBeUndefined();
    }
    expect(essence(await readFile(gb18030(opened(...GOOD))))[0]![4]).toBe('甲公司');
  });

  it.each<[string, string, string, string]>([
    ['C', '2407010701C5,00NTRF', '0.00', '5.00'],
    ['D', '240701D5,NTRF', '5.00', '0.00'],
    ['RC, a credit taken back', '240701RC5,00NTRF', '5.00', '0.00'],
    ['RD, a debit taken back', '240701RD5,00NTRF', '0.00', '5.00'],
    ['a funds code', '240701CY5,00NTRF', '0.00', '5.00'],
    ['no decimals at all', '240701C5NTRF', '0.00', '5.00'],
    ['a point for the comma', '240701C5.00NTRF', '0.00', '5.00'],
    ['one decimal', '240701C5,0NTRF', '0.00', '5.00'],
    ['no kind', '240701C5,00', '0.00', '5.00'],
  ])('reads %s', async (_, text, out, into) => {
    const reading = await readFile(opened(`:61:${text}`));
    expect([codes(reading), essence(reading).map((line) => line.slice(1, 3))]).toEqual([[], [[out, into]]]);
  });

  it('takes the booking day, over the turn of the year too, and mends February 30', async () => {
    const days = ['2401021229C1,N', '2312310102C1,N', '240230C1,N', '2302300230C1,N', '990105C1,N'];
    const read = await Promise.all(days.map(async (text) => (await lineOf(`:61:${text}`)).bookedOn));
    expect(read).toEqual(['2023-12-29', '2024-01-02', '2024-02-29', '2023-02-28', '1999-01-05']);
  });

  it('finds the counterparty in words', async () => {
    const line = await lineOf(':61:240701C1,00NTRF', ':86:/TRTP/SEPA/IBAN/NL01/NAME/J. Jansen', '/REMI/Fee 7');
    expect(line).toMatchObject({
      counterpartyName: 'J. Jansen',
      counterpartyNumber: 'NL01',
      summary: 'SEPA',
      remark: 'Fee 7',
    });
  });

  it('reads accounts with a bank’s code and a currency, empty :86: and binary bytes', async () => {
    const text = opened(':61:240701C1,00NTRF', ':86:', ':61:240701C2,00NTRF', ':86:caf#').replace(
      NUMBER,
      `12345/${NUMBER} CNY`,
    );
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf('#')] = 0xe9;
    const reading = await readFile(bytes);
    expect([codes(reading), reading.statements[0]!.lines.map((line) => line.remark)]).toEqual([[], ['', 'café']]);
  });

  it('passes over what is expected and zero, and joins pages', async () => {
    const page1 = opened(':61:240701EC9,00NTRF', ':61:240701C0,00NTRF', ':61:240701C1,00NTRF', ':62M:C240701CNY101,00');
    const page2 = mt940(':60M:C240701CNY101,00', ':61:240701C1,00NTRF', ':62F:C240701CNY102,00');
    for (const joint of ['\r\n', '\r\n\r\n']) {
      const reading = await readFile(page1 + joint + page2);
      expect([codes(reading), essence(reading).map((line) => line[3])]).toEqual([[], ['101.00', '102.00']]);
    }
    const unclosed = (page1 + page2).replaceAll('\r\n-', '\r\n').replaceAll(/:20:STARTUMS\r\n/g, '');
    expect(essence(await readFile(unclosed)).map((line) => line[3])).toEqual(['101.00', '102.00']);
  });

  it('reads the same however it is cut', () => {
    const bytes = Buffer.from(opened(...GOOD));
    const readBy = (size: number) => {
      const reader = new BankFileReader({ file: 'a', accounts: ACCOUNTS });
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      return reader.finish();
    };
    const whole = readBy(bytes.length);
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), (size) => expect(readBy(size)).toEqual(whole)));
  });

  it.each([
    ['STATEMENT_CLOSING_DIFFERS', opened(...GOOD).replace('1169,95', '1169,94')],
    ['STATEMENT_BALANCE_ABSENT', mt940(':61:240701C1,00NTRF')],
    ['STATEMENT_ACCOUNT_UNKNOWN', opened(...GOOD).replace(NUMBER, '999')],
    ['STATEMENT_CURRENCY_FOREIGN', mt940(':60F:C240630EUR1,00', ':62F:C240630CNY1,00', ':61:240701C0,00N')],
    ['STATEMENT_ENTRY_UNREADABLE', opened(':61:hello', ':62F:C240630CNY1,00')],
    ['STATEMENT_ENTRY_UNREADABLE', opened(...GOOD).replace(':62F:C240702CNY1169,95', ':62F:?')],
    ['STATEMENT_DATE_UNREADABLE', opened(':61:241301C1,00N')],
    ['STATEMENT_DATE_UNREADABLE', opened(':61:240231C1,00N')],
    ['STATEMENT_AMOUNT_UNREADABLE', opened(':61:240701C1,005N')],
    ['STATEMENT_DATE_IN_FUTURE', opened(':61:440701C1,00N')],
  ])('is refused with %s alone', async (code, text) => {
    expect(codes(await readFile(text, { notAfter: day('2025-01-01') }))).toEqual([code]);
  });
});
