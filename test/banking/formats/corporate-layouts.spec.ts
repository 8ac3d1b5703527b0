/** The sample estate's statement, written again in each bank's own layout and form, gives the same lines. */
import { joinLines, keyLines } from '../../../src/banking/rules/index.js';
import { ACCOUNT, sampleStatement } from '../sample-books.js';
import { codes, csvOf, gb18030, htmlOf, readFile, spreadsheetXmlOf, workbookOf } from './bank-files.js';
import { CORPORATE, exportOf } from './corporate-layouts.js';
import type { StatementReading } from '../../../src/banking/formats/index.js';

type Rows = ReturnType<typeof exportOf>;

const FORMS: readonly (readonly [name: string, make: (rows: Rows) => Uint8Array])[] = [
  ['CSV in GB18030', (rows) => gb18030(csvOf(rows))],
  ['CSV in UTF-8', (rows) => Buffer.from(`\ufeff${csvOf(rows)}`)],
  [
    'text in UTF-16 with tabs',
    (rows) => Buffer.from(`\ufeff${rows.map((row) => row.join('\t')).join('\r\n')}`, 'utf16le'),
  ],
  ['XLS', (rows) => workbookOf(rows, 'biff8')],
  ['XLSX', (rows) => workbookOf(rows)],
  ['HTML called xls', (rows) => Buffer.from(htmlOf(rows))],
  ['HTML in GB18030 called xls', (rows) => gb18030(htmlOf(rows))],
  ['XML Spreadsheet 2003', (rows) => Buffer.from(spreadsheetXmlOf(rows))],
];

const CASES = CORPORATE.flatMap((layout) => FORMS.map(([form, make]) => [layout.name, form, layout, make] as const));

function essence(reading: StatementReading): (readonly [string, bigint, bigint, bigint, string, string])[] {
  const lines = reading.statements[0]?.lines ?? [];
  return lines.map((line) => [
    line.bookedOn,
    line.outFen,
    line.inFen,
    line.balanceFen,
    line.counterpartyName,
    line.counterpartyNumber,
  ]);
}

describe('the sample estate at every bank', () => {
  const lines = sampleStatement();
  const expected = essence({ statements: [{ lines }], violations: [] } as unknown as StatementReading);

  it.each(CASES)('%s, %s', async (_name, _form, layout, make) => {
    const source = { name: 'export.xls', accounts: [{ number: ACCOUNT }], accountNumber: ACCOUNT };
    const reading = await readFile(make(exportOf(layout, lines)), source);
    expect(codes(reading)).toEqual([]);
    expect(essence(reading)).toEqual(expected);
    // Another bank's serials cannot be the same; without them, every line is met again.
    const bare = (reading.statements[0]?.lines ?? []).map(({ serial: _, ...line }) => line);
    expect(joinLines(keyLines(lines), bare)).toMatchObject({ fresh: [], repeated: 78, violations: [], gaps: [] });
  });
});

it('a return that the bank marks is told in the remark, once', async () => {
  const text = csvOf([
    ['交易日期', '借方发生额', '贷方发生额', '账户余额', '摘要', '退汇标识', '退汇日期'],
    ['20240701', '', '9.00', '9.00', '存', '否', ''],
    ['20240702', '', '5.00', '14.00', '转账', '是', '20240702'],
    ['20240703', '', '1.00', '15.00', '退汇', '1', '20240703'],
  ]);
  const reading = await readFile(text);
  expect(reading.statements[0]?.lines.map(({ remark }) => remark)).toEqual(['', '退汇', '']);
  const cmb = csvOf([
    ['交易日', '借方金额', '贷方金额', '余额', '摘要', '冲账标志'],
    ['20240701', '', '9.00', '9.00', '存', 'Y'],
  ]);
  expect((await readFile(cmb)).statements[0]?.lines[0]?.remark).toBe('冲账');
});
