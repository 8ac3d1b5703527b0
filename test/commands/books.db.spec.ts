/** `migrate`, and the commands that fill the books and read them, . The happy ways also as processes of their own. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerAtWork } from './ledger-at-work.js';
import { answerOf, SAMPLE, xinyi } from './xinyi.js';

let ledger: LedgerAtWork;

beforeAll(async () => {
  ledger = await LedgerAtWork.create();
});

afterAll(() => ledger.database.drop());

describe('migrate', () => {
  it('is asked for by every other command while the schema is behind, and needs the owner', async () => {
    const before = await ledger.run('estate', 'list', '--json');
    expect([before.exitCode, answerOf(before).problems?.[0]?.code]).not.toEqual([0, undefined]);
    expect(before.exitCode).toBe(3);
    const alone = await ledger.run('migrate', '--json');
    expect([alone.exitCode, answerOf(alone).problems?.[0]?.code]).toEqual([3, 'MIGRATE_URL_MISSING']);
  });

  it('migrates as the owner, and has nothing to do the second time', async () => {
    const first = answerOf<{ applied: string[] }>(await xinyi(ledger.asOwner, 'migrate', '--json'));
    expect(first.result.applied).toEqual(expect.arrayContaining(['0001-log']));
    const second = await xinyi(ledger.asOwner, 'migrate');
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second.stdout).toContain('没有改动');
  });
});

describe('import', () => {
  it('imports the sample, with progress in plain lines where there is no terminal', async () => {
    const { exitCode, stdout, stderr } = await ledger.process('import', SAMPLE);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('检查 checking: 261 行 lines\n入账 posting: 261 / 261 行 lines\n');
    expect(stdout).toContain('原野庄园（yuanye-manor）已建账并导入，经办人 p-operator');
    expect(stdout).toMatch(/新入账 115 张/);
    expect(stdout).toMatch(/新增 78 笔/);
  });

  it('says of the same folder that nothing changed', async () => {
    const { exitCode, stdout } = await ledger.run('import', SAMPLE);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('没有新内容')]);
    const again = answerOf(await ledger.run('import', SAMPLE, '--json'));
    expect(again).toMatchObject({
      result: { changed: false, founded: false, by: 'p-operator', vouchers: { added: 0 } },
    });
  });

  it('lists every problem of a folder with its place, and imports nothing', async () => {
    const bad = join(ledger.folder, 'bad');
    cpSync(SAMPLE, bad, { recursive: true });
    const journal = readFileSync(join(bad, 'journal.csv'), 'utf8').split('\n');
    journal[39] = journal[39]!.replace(',PS,', ',XX,');
    journal[5] = journal[5]!.replace(/,\d{4}-\d\d-\d\d,/, ',2024-02-30,');
    writeFileSync(join(bad, 'journal.csv'), journal.join('\n'));
    const ended = await ledger.run('import', bad, '--json');
    const { problems = [], result } = answerOf<{ problemCount: number }>(ended);
    expect(ended.exitCode).toBe(1);
    expect(result.problemCount).toBe(problems.length);
    const fund = problems.find(({ code }) => code === 'JOURNAL_FUND_UNKNOWN');
    expect(fund).toMatchObject({ file: 'journal.csv', line: 40, column: 'fund', value: 'XX' });
    expect(problems.filter(({ line }) => line === 6).length).toBeGreaterThan(0);
    const spoken = await ledger.process('import', bad);
    expect(spoken).toMatchObject({ exitCode: 1, stdout: '' });
    expect(spoken.stderr).toContain('journal.csv 第 40 行 fund 列 “XX” [JOURNAL_FUND_UNKNOWN]');
    expect((await ledger.done<{ estates: { logSize: number }[] }>('estate', 'list')).estates[0]?.logSize).toBe(126);
  });

  it('refuses a folder that is not there, and a person who is no operator', async () => {
    const missing = await ledger.run('import', join(ledger.folder, 'nothing'));
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('[USAGE_FOLDER]')]);
    expect(await ledger.refused('import', SAMPLE, '--as', 'p-nobody')).toEqual(['PERSON_MAY_NOT']);
  });
});

describe('balances', () => {
  it('shows funds and accounts at the end of a day', async () => {
    const { funds, accounts } = await ledger.done<{
      funds: { code: string; net: string; cash: string }[];
      accounts: { account: string; fund: string; balance: string }[];
    }>('balances', 'yuanye-manor', '--as-of', '2025-06-30');
    expect(funds.find(({ code }) => code === 'PR')).toMatchObject({ net: '29327.85', cash: '29957.85' });
    const arrears = accounts.find(({ account, fund }) => account === '112201' && fund === 'PS');
    expect(arrears?.balance).toBe('1316.28');
  });

  it('is a table for people, with turnover where asked', async () => {
    const words = ['--from', '2025-04-01', '--as-of', '2025-06-30', '--fund', 'PR'];
    const { exitCode, stdout } = await ledger.process('balances', 'yuanye-manor', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/PR {4}公共收益 {2}29,327\.85 +29,957\.85 +0\.00 +4,963\.27 +0\.00/);
  });

  it('refuses what the estate does not have, and names what it has', async () => {
    const nowhere = await ledger.run('balances', 'yuanye');
    expect([nowhere.exitCode, nowhere.stderr]).toEqual([1, expect.stringContaining('现有：yuanye-manor')]);
    expect(await ledger.refused('balances', 'yuanye-manor', '--fund', 'ZZ')).toEqual(['FUND_NOT_THERE']);
    expect(await ledger.refused('balances', 'yuanye-manor', '--account', '9999')).toEqual(['ACCOUNT_NOT_THERE']);
    const reversed = await ledger.run('balances', 'yuanye-manor', '--from', '2025-02-01', '--as-of', '2025-01-01');
    expect(reversed.exitCode).toBe(2);
  });
});

describe('statement and reconcile', () => {
  let approver: string;

  beforeAll(async () => {
    const words = ['person', 'add', 'yuanye-manor', '--name', '王审核', '--role', 'COMMITTEE_APPROVER'];
    approver = (await ledger.done<{ person: string }>(...words)).person;
  });

  it('previews, publishes by an approver, and shows what was published', async () => {
    expect(await ledger.refused('statement', 'yuanye-manor', '2025Q2', '--publish')).toEqual(['ROLE_REQUIRED']);
    const preview = await ledger.process('statement', 'yuanye-manor', '2025Q2');
    expect(preview).toMatchObject({ exitCode: 0, stderr: '' });
    expect(preview.stdout).toContain('未公示');
    const published = ['statement', 'yuanye-manor', '2025Q2', '--publish', '--as', approver];
    expect(await ledger.done(...published)).toMatchObject({
      published: { id: 'fund-statement-2025Q2-v1', unchanged: false },
    });
    expect(await ledger.done(...published)).toMatchObject({
      published: { id: 'fund-statement-2025Q2-v1', unchanged: true },
    });
    const file = join(ledger.folder, 'statement.pdf');
    const shown = ['statement', 'yuanye-manor', 'fund-statement-2025Q2-v1', '--format', 'pdf', '-o', file];
    expect(await ledger.done(...shown)).toMatchObject({ state: 'published', file, format: 'pdf' });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses a period before the books and a place that cannot be written', async () => {
    expect(await ledger.refused('statement', 'yuanye-manor', '2023Q1')).toEqual(['STATEMENT_PERIOD_BEFORE_BOOKS']);
    expect(await ledger.refused('statement', 'yuanye-manor', '2025Q2', '--report', 'nothing')).toEqual([
      'REPORT_UNKNOWN',
    ]);
    const lost = await ledger.run(
      'statement',
      'yuanye-manor',
      '2025Q2',
      '-o',
      join(ledger.folder, 'no/such/place.txt'),
    );
    expect([lost.exitCode, lost.stderr]).toEqual([3, expect.stringContaining('[FILE_UNWRITABLE]')]);
  });

  it('writes the bank journal as a workbook, and shows it for one fund', async () => {
    const file = join(ledger.folder, 'journal.xlsx');
    const days = ['--from', '2025-06-01', '--to', '2025-06-30'];
    const words = ['bank', 'journal', 'yuanye-manor', '51050100000000000001', ...days];
    expect(await ledger.done(...words, '--format', 'xlsx', '-o', file)).toMatchObject({
      opening: '31342.23',
      in: '2035.32',
      out: '2110.34',
      closing: '31267.21',
      format: 'xlsx',
    });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect(await ledger.done(...words, '--fund', 'PR')).toMatchObject({ closing: '29957.85' });
  });

  it('says which accounts, funds and days there are where a bank journal cannot be', async () => {
    const unnamed = await ledger.run('bank', 'journal', 'yuanye-manor');
    expect([unnamed.exitCode, unnamed.stderr]).toEqual([2, expect.stringContaining('old-card')]);
    expect(await ledger.refused('bank', 'journal', 'yuanye-manor', '99')).toEqual(['BANK_ACCOUNT_NOT_THERE']);
    const asked = ['bank', 'journal', 'yuanye-manor', 'old-card'];
    expect(await ledger.refused(...asked, '--fund', 'ZZ')).toEqual(['BANK_JOURNAL_FUND_UNKNOWN']);
    expect(await ledger.refused(...asked, '--from', '2024-01-01', '--to', '2025-06-30')).toEqual([
      'BANK_JOURNAL_TOO_LONG',
    ]);
  });

  it('reconciles the basic account to the fen', async () => {
    const all = await ledger.done<{ accounts: { account: string; light: string }[] }>('reconcile', 'yuanye-manor');
    const [basic] = all.accounts.filter(({ account }) => /^\d+$/.test(account));
    const result = await ledger.done('reconcile', 'yuanye-manor', basic?.account ?? '', '--on', '2025-06-30');
    expect(result).toMatchObject({
      light: 'amber',
      adjustedBook: '31829.29',
      adjustedBank: '31829.29',
      totals: { A: '192.05', B: '1555.20', C: '577.08', D: '15.00' },
    });
    const csv = await ledger.process(
      'reconcile',
      'yuanye-manor',
      basic?.account ?? '',
      '--on',
      '2025-06-30',
      '--format',
      'csv',
    );
    expect([csv.exitCode, csv.stdout]).toEqual([0, expect.stringContaining('31829.29')]);
  });

  it('names the accounts where the one asked for is not there, or none is named for a file', async () => {
    expect(await ledger.refused('reconcile', 'yuanye-manor', '123456')).toEqual(['BANK_ACCOUNT_NOT_THERE']);
    const unnamed = await ledger.run('reconcile', 'yuanye-manor', '--format', 'pdf');
    expect([unnamed.exitCode, unnamed.stderr]).toEqual([2, expect.stringContaining('[USAGE_ACCOUNT_NEEDED]')]);
  });
});
