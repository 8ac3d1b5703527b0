/** `bank import` and `bank map` on the sample estate. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { LedgerAtWork } from './ledger-at-work.js';
import { SAMPLE } from './xinyi.js';

const ACCOUNT = '51050100000000000001';
const BANK_FILE = join(SAMPLE, 'bank', `${ACCOUNT}.csv`);

interface Imported {
  readonly by: string;
  readonly accounts: readonly { readonly account: string; readonly added: number; readonly repeated: number }[];
}

let ledger: LedgerAtWork;

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
});
afterAll(() => ledger.database.drop());

function file(name: string, content: string | Buffer): string {
  const path = join(ledger.folder, name);
  writeFileSync(path, content);
  return path;
}

describe('bank import', () => {
  it('passes over what is known and adds what is new', async () => {
    const again = await ledger.done<Imported>('bank', 'import', 'yuanye-manor', BANK_FILE);
    expect(again).toMatchObject({ by: 'p-operator', accounts: [{ account: ACCOUNT, added: 0, repeated: 78 }] });
    const text = iconv.decode(readFileSync(BANK_FILE), 'gb18030').trimEnd();
    const last = text.split(/\r?\n/).at(-1)?.split(',') ?? [];
    const balance = (Number(last[5]) + 10).toFixed(2);
    const more = [
      ...last.slice(0, 3),
      '0.00',
      '10.00',
      balance,
      ...last.slice(6, 13),
      'YYZY-999999',
      ...last.slice(14),
    ];
    const path = file('more.csv', `${text}\n${more.join(',')}\n`);
    const spoken = await ledger.run('bank', 'import', 'yuanye-manor', path);
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    expect(spoken.stdout).toContain('新增 1 笔，早已在账 78 笔');
  });

  it('takes a bill without balances with an opening, and columns that are told', async () => {
    const bill = file('bill.csv', '日子,数目\n20240701,5.00\n20240702,-2.00\n');
    const words = ['bank', 'import', 'yuanye-manor', bill, '--account', 'old-card'];
    expect(await ledger.refused(...words)).toEqual(['STATEMENT_HEADER_NOT_FOUND']);
    const told = [...words, '--map', 'bookedOn=日子', '--map', 'amount=数目'];
    expect(await ledger.refused(...told)).toEqual(['STATEMENT_BALANCE_ABSENT']);
    const done = await ledger.done<Imported>(...told, '--opening', '100.00');
    expect(done.accounts).toMatchObject([{ account: 'old-card', added: 2 }]);
  });

  it('refuses with every problem, a file that is not there, and persons who may not', async () => {
    const bad = file('bad.csv', '账号,记账日期,支出,收入,余额\n1,20240231,1.001,,x\n');
    const codes = await ledger.refused('bank', 'import', 'yuanye-manor', bad);
    expect(codes).toEqual(expect.arrayContaining(['STATEMENT_DATE_UNREADABLE', 'STATEMENT_AMOUNT_TOO_FINE']));
    const missing = await ledger.run('bank', 'import', 'yuanye-manor', 'nowhere.csv');
    expect([missing.exitCode, missing.stderr]).toEqual([3, expect.stringContaining('ENOENT')]);
    const stranger = await ledger.refused('bank', 'import', 'yuanye-manor', BANK_FILE, '--as', 'p-1a2b3c4d');
    expect(stranger).toEqual(['PERSON_MAY_NOT']);
    expect(await ledger.refused('bank', 'import', 'yuanye-manor', BANK_FILE, '--account', '999')).toEqual([
      'BANK_ACCOUNT_NOT_REGISTERED',
    ]);
  });
});

describe('bank map', () => {
  it('tries, saves, shows and takes back', async () => {
    const path = file('odd.csv', `日子,划出,划入,结余\n20250801,,1.00,1.00\n`);
    const map = ['bank', 'map', 'yuanye-manor', ACCOUNT];
    const columns = ['bookedOn=日子', 'out=划出', 'in=划入', 'balance=结余'].flatMap((told) => ['--column', told]);
    const trial = await ledger.done<{ count: number }>(...map, ...columns, '--try', path);
    expect(trial).toMatchObject({ count: 1, lines: [{ bookedOn: '2025-08-01', in: '1.00', balance: '1.00' }] });
    expect((await ledger.run(...map)).stdout).toContain('没有列说明');
    expect(await ledger.done(...map, ...columns)).toMatchObject({ changed: true });
    expect((await ledger.run(...map)).stdout).toContain('balance = 结余');
    expect(await ledger.done(...map, '--forget')).toMatchObject({ changed: true, columns: [] });
    expect((await ledger.run(...map, '--forget', ...columns)).exitCode).toBe(2);
    const bad = await ledger.run(...map, '--column', 'bookedOn=日子', '--try', path, '--json');
    expect(bad.exitCode).toBe(1);
  });
});
