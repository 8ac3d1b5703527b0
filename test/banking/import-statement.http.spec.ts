/** A bank's file handed in at the door: everything new in it or nothing, once, whoever sends it how often. */
import { readdir } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { tempFolder } from '../harness/temp-folder.js';
import { expectProblem } from '../ledger/doors/doors.js';
import { ACCOUNT, FileDoors } from './file-doors.js';

let doors: FileDoors;
let file: Buffer;

beforeEach(async () => {
  doors = await FileDoors.open();
  file = await doors.sampleFile();
});
afterEach(() => doors.close());

/** The file with only some of its lines. */
function part(from: number, to?: number): Buffer {
  const [header = '', ...rows] = iconv.decode(file, 'gb18030').trimEnd().split(/\r?\n/);
  return iconv.encode([header, ...rows.slice(from, to)].join('\r\n'), 'gb18030');
}

describe('the door for banks’ files', () => {
  it('adds what is new and says how far the bank reaches', async () => {
    const { status, body } = await doors.hand(file);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      replayed: false,
      file: `${ACCOUNT}.csv`,
      accounts: [{ account: ACCOUNT, added: 78, repeated: 0, gaps: [], through: '2025-07-01' }],
    });
    expect(body.sha256).toMatch(/^[0-9a-f]{64}$/);
    const again = await doors.hand(file, 'the same under another name.xls', { role: 'OPERATOR' });
    expect(again.body.accounts).toMatchObject([{ added: 0, repeated: 78 }]);
    expect(await doors.lines()).toBe(78);
  });

  it('names the gap that a missing piece leaves, until the piece comes', async () => {
    expect((await doors.hand(part(0, 30))).body.accounts[0]).toMatchObject({ added: 30, gaps: [] });
    const late = await doors.hand(part(40), 'late.csv', { role: 'COMMITTEE_APPROVER' });
    expect(late.body.accounts[0]).toMatchObject({ added: 38, repeated: 0 });
    expect(late.body.accounts[0]?.gaps).toHaveLength(1);
    expect(late.body.accounts[0]?.gaps[0]?.['afterBalance']).toMatch(/^\d+\.\d\d$/);
    expect((await doors.hand(part(25, 45))).body.accounts[0]).toMatchObject({ added: 10, repeated: 10, gaps: [] });
  });

  it('takes the same file from several at once and keeps its lines once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => doors.hand(file)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const added = answers.map(({ body }) => body.accounts[0]?.added ?? -1);
    expect(added.sort((a, b) => a - b)).toEqual([0, 0, 0, 78]);
    expect(await doors.lines()).toBe(78);
  });

  it('answers the same key with the same outcome, and another file under it with a refusal', async () => {
    const first = await doors.hand(part(0, 30), undefined, { key: 'once' });
    const again = await doors.hand(part(0, 30), undefined, { key: 'once' });
    expect(again.body).toEqual({ ...first.body, replayed: true });
    expectProblem(await doors.hand(file, undefined, { key: 'once' }), 409, 'IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses with every problem at once and keeps nothing', async () => {
    const rows = iconv.decode(file, 'gb18030').trimEnd().split(/\r?\n/);
    const broken = rows.map((row, index) => {
      const cells = row.split(',');
      if (index === 3) cells[5] = '1x';
      if (index === 9) cells[10] = '20240231';
      return cells.join(',');
    });
    const answer = await doors.hand(broken.join('\n'));
    expectProblem(answer, 400, answer.body.code);
    const codes = answer.body.violations.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['STATEMENT_AMOUNT_UNREADABLE', 'STATEMENT_DATE_UNREADABLE']));
    expect(await doors.lines()).toBe(0);
  });

  it('keeps nothing of a file that contradicts what is known, though some of its lines are new', async () => {
    await doors.hand(part(0, 40));
    const rows = iconv.decode(file, 'gb18030').trimEnd().split(/\r?\n/);
    const changed = rows.map((row, index) => (index === 5 ? row.replace(/^((?:[^,]*,){7})[^,]*/, '$1别人') : row));
    const answer = await doors.hand(changed.join('\n'));
    expect(answer.status).toBe(409);
    expect(answer.body.violations.map(({ code }) => code)).toEqual(['STATEMENT_SERIAL_DIFFERS']);
    expect(await doors.lines()).toBe(40);
  });

  it('refuses what is no file, who may not, and addresses that say too little', async () => {
    expectProblem(await doors.hand('[]', undefined, { mediaType: 'application/json' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await doors.hand('', undefined), 400, 'FILE_EMPTY');
    expectProblem(await doors.hand(file, undefined, { role: 'TRUSTEE' }), 403, 'ACCESS_DENIED');
    expectProblem(await doors.hand(file, undefined, { role: 'RESIDENT' }), 403, 'ACCESS_DENIED');
    expectProblem(await doors.send('bank-statements', file), 400, 'ADDRESS_INVALID');
    const unknown = await doors.send('bank-statements?name=a.csv&account=999', file);
    expectProblem(unknown, 404, 'BANK_ACCOUNT_NOT_REGISTERED');
    expectProblem(await doors.send('proposals', file), 415, 'UNSUPPORTED_MEDIA_TYPE');
    const large = await doors.send('bank-statements?name=a.csv&opening=1', file);
    expectProblem(large, 400, 'ADDRESS_INVALID');
    expect(await doors.lines()).toBe(0);
  });

  it('leaves no temporary file behind', async () => {
    const before = process.env['TMPDIR'];
    const folder = await tempFolder();
    process.env['TMPDIR'] = folder;
    try {
      expect((await doors.hand(file)).status).toBe(200);
      expect((await doors.hand('nonsense')).status).toBe(400);
      expect(await readdir(folder)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });

  it('lists what was handed in, names for insiders only', async () => {
    await doors.hand(part(0, 30), 'early.csv');
    await doors.hand(part(30), 'late.csv');
    const { body } = await doors.read<{ files: { name: string; lines: number }[] }>('bank-statements', 'AUDITOR');
    expect(body.files.map(({ name, lines }) => [name, lines])).toEqual([
      ['late.csv', 48],
      ['early.csv', 30],
    ]);
    expect((await doors.read('bank-statements', 'TRUSTEE')).status).toBe(403);
  });

  it('takes a bill without balances by an opening that is told once, and goes on from there', async () => {
    const header = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,备注';
    const first = [header, '2024-07-02 10:00:00,商户消费,乙,水,支出,¥30.05,零钱,支付成功,102,/'];
    first.push('2024-07-01 09:00:00,二维码收款,甲,/,收入,¥1100.00,/,已存入零钱,101,/');
    const second = [header, '2024-07-05 09:00:00,二维码收款,丙,/,收入,¥5.00,/,已存入零钱,103,/', first[1]!];
    const place = 'bank-statements?name=bill.csv&account=old-card';
    expectProblem(await doors.send(place, first.join('\n')), 422, 'STATEMENT_BALANCE_ABSENT');
    const told = await doors.send(`${place}&opening=500.00`, first.join('\n'));
    expect(told.body.accounts).toMatchObject([{ account: 'old-card', added: 2, gaps: [] }]);
    const next = await doors.send(place, second.join('\n'));
    expect(next.body.accounts).toMatchObject([{ added: 1, repeated: 1, gaps: [] }]);
    const rows = await doors.deployment.rows<{ balance: string }>(
      'select balance_fen::text as balance from banking.statement_line order by seq, ordinal',
    );
    expect(rows.map(({ balance }) => balance)).toEqual(['160000', '156995', '157495']);
  });
});
