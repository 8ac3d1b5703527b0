import fc from 'fast-check';
import { BankFileReader } from '../../../src/banking/formats/index.js';
import { ACCOUNTS, codes, csvOf, essence, gb18030, NUMBER, readFile, workbookOf } from './bank-files.js';
import { EXPECTED, LAYOUTS } from './bank-layouts.js';

const CASES = LAYOUTS.flatMap(([name, types, rows]) => types.map((type) => [`${name}: ${type}`, type, rows] as const));

describe('the layouts of banks', () => {
  it.each(CASES)('%s', async (_, type, rows) => {
    const bytes = type === 'csv' ? gb18030(csvOf(rows)) : workbookOf(rows, type === 'xls' ? 'biff8' : 'xlsx');
    const reading = await readFile(bytes, { name: 'bank/wrong-ending.txt' });
    expect(codes(reading)).toEqual([]);
    expect(essence(reading)).toEqual(EXPECTED);
    expect(reading.statements[0]!.balances).toBe('read');
  });

  it('read the same in UTF-8, with and without a mark, in GB18030, and with other separators', async () => {
    const text = csvOf(LAYOUTS[1]![2])
      .replaceAll('"', '')
      .replaceAll('1,100.00', '1100.00')
      .replaceAll('1,069', '1069');
    const forms = [text, `\ufeff${text}`, ...['\t', ';', '|'].map((other) => text.replaceAll(',', other))];
    for (const form of [...forms.map((each) => Buffer.from(each)), gb18030(text)]) {
      expect(essence(await readFile(form))).toEqual(EXPECTED);
    }
  });

  it('read the same however the bytes are cut', async () => {
    const files = [gb18030(csvOf(LAYOUTS[1]![2])), workbookOf(LAYOUTS[1]![2])];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.integer({ min: 1, max: 5_000 }), async (bytes, size) => {
        const reader = new BankFileReader({ file: 'bank/a.csv', accounts: ACCOUNTS, accountNumber: NUMBER });
        for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
        expect(reader.finish()).toEqual(await readFile(bytes));
      }),
      { numRuns: 25 },
    );
  });
});
