import { utils, write } from '@e965/xlsx';
import { codes, essence, readFile } from './bank-files.js';

describe('workbooks', () => {
  const HEADER = ['记账日期', '收入', '支出', '余额', '对方户名'];

  it('keep the value of a formula, and one without a value is refused', async () => {
    const sheet = utils.aoa_to_sheet([HEADER, ['20240701', 5, '', 5, '甲'], ['20240702', 6, '', 11, '乙']]);
    Object.assign(sheet['D3'], { f: 'D2+B3' });
    Object.assign(sheet, { B4: { t: 'n', f: 'SUM(B2:B3)' }, A4: { t: 's', v: '20240703' }, D4: { t: 'n', v: 22 } });
    sheet['!ref'] = 'A1:E4';
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'a');
    const reading = await readFile(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(essence(reading).map((line) => line[3])).toEqual(['5.00', '11.00']);
    expect(reading.violations).toMatchObject([
      { code: 'STATEMENT_CELL_FORMULA', line: 4, column: '收入', value: '=SUM(B2:B3)' },
    ]);
  });

  it('read days of the calendar, hidden rows, and no hidden sheet', async () => {
    const sheet = utils.aoa_to_sheet([HEADER, [45474, 0.1, '', 0.1, '甲'], [45475.5, 0.2, '', 0.1 + 0.2, '乙']]);
    Object.assign(sheet['A2'], { z: 'yyyy-mm-dd' });
    Object.assign(sheet['A3'], { z: 'yyyy/m/d hh:mm' });
    sheet['!rows'] = [{}, { hidden: true }];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'a');
    utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER, ['20240709', 9, '', 99, '丙']]), 'b');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    const reading = await readFile(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(codes(reading)).toEqual([]);
    expect(reading.statements[0]!.lines.map(({ bookedOn, time, balanceFen }) => [bookedOn, time, balanceFen])).toEqual([
      ['2024-07-01', undefined, 10n],
      ['2024-07-02', '12:00:00', 30n],
    ]);
  });

  it('that claim a million rows and hold two are read at once', async () => {
    const sheet = utils.aoa_to_sheet([HEADER, ['20240701', 5, '', 5, '甲']]);
    sheet['!ref'] = 'A1:XFD1048576';
    const book = { SheetNames: ['a'], Sheets: { a: { ...sheet, '!ref': 'A1:E2' } } };
    const packed = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    expect(essence(await readFile(packed))).toHaveLength(1);
  });
});
