/** `donations import | list | template` on the sample estate. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerAtWork } from '../commands/ledger-at-work.js';
import { donationFile } from './charity-estate.js';

let ledger: LedgerAtWork;
let preparer = '';

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  const words = ['person', 'add', 'yuanye-manor', '--name', '测试某', '--role', 'COMMITTEE_PREPARER'];
  preparer = (await ledger.done<{ person: string }>(...words)).person;
});
afterAll(() => ledger.database.drop());

function file(text: string): string {
  const path = join(ledger.folder, 'donations.csv');
  writeFileSync(path, text);
  return path;
}

const place = ['yuanye-manor', 'CF'];

describe('donations', () => {
  it('are proposed from a file once, by a preparer of the committee', async () => {
    const path = file(donationFile([['2025-06-01', '甲', '10.00', '', '是', '', '']]));
    const words = ['donations', 'import', ...place, path];
    expect(await ledger.refused(...words)).toEqual(['PERSON_MAY_NOT']);
    const done = await ledger.done<{ donations: number; proposals: string[] }>(...words, '--as', preparer);
    expect([done.donations, done.proposals.length]).toEqual([1, 1]);
    const again = await ledger.run(...words, '--as', preparer);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toContain('新的捐款 0 笔，已登记过 1 笔');
  });

  it('are refused with every problem of the file', async () => {
    const path = file(donationFile([['昨天', '甲', '十元', '', '', '', '']]));
    expect(await ledger.refused('donations', 'import', ...place, path, '--as', preparer)).toEqual([
      'DONATION_CELL',
      'DONATION_CELL',
    ]);
  });

  it('are listed; what was imported without a list stands there as one line', async () => {
    const list = await ledger.done<{ total: string; donations: { donor: string }[] }>('donations', 'list', ...place);
    expect(list).toMatchObject({ total: '8600.00', donations: [{ donor: '（未列名单）' }] });
  });

  it('have a layout that needs no database', async () => {
    const shown = await ledger.run('donations', 'template');
    expect(shown.stdout).toContain('日期,捐赠人,金额,用途,同意公开,票据号,流水号');
  });
});
