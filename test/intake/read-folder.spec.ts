/** The sample estate's folder with its bank file in other formats: the same lines, whatever the ending. */
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { readFolder } from '../../src/intake/read-folder.js';
import { bankLineValue } from '../../src/banking/rules/index.js';
import { formatFen } from '../../src/kernel/fen.js';
import { CHART } from '../../src/ledger/rules/index.js';
import { ACCOUNT, day, rowsOf, SAMPLE } from '../banking/sample-books.js';

const estate = existsSync(SAMPLE) ? describe : describe.skip;

estate('a bank file of an estate’s folder', () => {
  let folder: string;
  const bankFile = (ending: string): string => join(folder, 'bank', `${ACCOUNT}.${ending}`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'estate-'));
    cpSync(SAMPLE, folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function read() {
    const reading = await readFolder(folder, { today: day('2025-08-01'), chartOf: () => Promise.resolve(CHART) });
    expect(reading.report.problems).toEqual([]);
    if (!('bankFiles' in reading)) throw new Error('the folder was refused');
    return reading.bankFiles.flatMap((file) => file.statements.flatMap((statement) => statement.lines));
  }

  it.each(['xls', 'xlsx', 'txt', 'xml'])('is read as a workbook or a table under the ending %s', async (ending) => {
    const before = (await read()).map((line) => bankLineValue(line));
    expect(before).toHaveLength(78);
    if (ending.startsWith('xls')) {
      const rows = rowsOf(iconv.decode(readFileSync(bankFile('csv')), 'gb18030')).map((row) => [...row.cells]);
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'a');
      writeFileSync(
        bankFile('csv'),
        write(book, { type: 'buffer', bookType: ending === 'xls' ? 'biff8' : 'xlsx' }) as Buffer,
      );
    }
    renameSync(bankFile('csv'), bankFile(ending));
    expect((await read()).map((line) => bankLineValue(line))).toEqual(before);
  });

  it('is read as MT940 with the same days, amounts and balances', async () => {
    const before = await read();
    const first = before[0]!;
    const comma = (fen: bigint): string => formatFen(fen).replaceAll(',', '').replace('.', ',');
    const entries = before.map((line) => {
      const on = line.bookedOn.replaceAll('-', '').slice(2);
      return `:61:${on}${line.inFen === 0n ? `D${comma(line.outFen)}` : `C${comma(line.inFen)}`}NTRF`;
    });
    const opening = first.balanceFen - first.inFen + first.outFen;
    const closing = before.at(-1)!.balanceFen;
    const fields = [`:60F:C240701CNY${comma(opening)}`, ...entries, `:62F:C250731CNY${comma(closing)}`];
    rmSync(bankFile('csv'));
    writeFileSync(bankFile('sta'), [':20:A', `:25:${ACCOUNT}`, ':28C:1', ...fields, '-'].join('\r\n'));
    const moneyOf = (lines: typeof before): bigint[][] =>
      lines.map((line) => [line.outFen, line.inFen, line.balanceFen]);
    expect(moneyOf(await read())).toEqual(moneyOf(before));
  });

  it('that is no statement is named in the report', async () => {
    rmSync(bankFile('csv'));
    writeFileSync(bankFile('xls'), '<html><table><tr><td>余额</td></tr></table></html>');
    const { report } = await readFolder(folder, { today: day('2025-08-01'), chartOf: () => Promise.resolve(CHART) });
    expect(report.problems).toMatchObject([{ code: 'BANK_FILE_KIND_UNKNOWN', file: `bank/${ACCOUNT}.xls` }]);
  });
});
