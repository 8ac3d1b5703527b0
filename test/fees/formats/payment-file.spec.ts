/** Payment files as people save them: text of either encoding, or a workbook. */
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { paymentTemplate, readPaymentFile } from '../../../src/fees/formats/payment-file.js';

const TABLE = [
  ['备注', '金额', '户号', '收款日期', '无关'],
  ['七月', '12.30', '1-101', '2025-07-08', 'x'],
  ['', '', '', '', ''],
  ['', '4', '1-102', '2025-07-09', ''],
];
const CELLS = [
  ['1-101', '2025-07-08', '12.30', '', '', '', '', '', '', '七月'],
  ['1-102', '2025-07-09', '4', '', '', '', '', '', '', ''],
];

function workbook(): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(TABLE), '收款');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

const csv = TABLE.map((row) => row.join(',')).join('\r\n');

describe('a payment file', () => {
  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv}`)],
    ['GB18030', iconv.encode(csv, 'gb18030')],
    ['a workbook', workbook()],
  ])('is read from %s, whatever the order of its columns', (_name, bytes) => {
    const { rows, violations } = readPaymentFile(bytes);
    expect(violations).toEqual([]);
    expect(rows.map(({ cells }) => cells)).toEqual(CELLS);
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('is refused where its columns are not there, twice there, or nothing is', () => {
    const codes = (text: string | Buffer): string[] =>
      readPaymentFile(Buffer.from(text)).violations.map(({ code }) => code);
    expect(codes('')).toEqual(['FILE_EMPTY']);
    expect(codes('户号\n')).toEqual(['COLUMN_MISSING', 'COLUMN_MISSING']);
    expect(codes('户号,收款日期,金额,金额\n')).toEqual(['COLUMN_TWICE']);
    expect(codes(workbook().subarray(0, 300))).toEqual(['WORKBOOK_BROKEN']);
  });

  it('has a template that reads without a fault', () => {
    const { rows, violations } = readPaymentFile(Buffer.from(paymentTemplate()));
    expect([violations, rows.length]).toEqual([[], 2]);
  });
});
