/** Commands that keep the books safe, and what happens when one is stopped, as processes of their own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, query, runs, stopAll } from '../harness/embedded.js';
import { LedgerAtWork } from './ledger-at-work.js';
import { answerOf, SAMPLE, startXinyi, xinyi } from './xinyi.js';

let ledger: LedgerAtWork;
let other: LedgerAtWork;

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  other = await LedgerAtWork.migrated(false);
  await ledger.done('estate', 'create', 'shuanghe', '--name', '双河小区');
});

afterAll(async () => {
  await Promise.all([ledger.database.drop(), other.database.drop()]);
  await stopAll();
});

describe('verify, export and restore', () => {
  it('finds both estates sound, carries one into another database, and gets the same root', async () => {
    const { estates } = await ledger.done<{ estates: { estate: string; sound: boolean; root: string }[] }>(
      'verify',
      '--all',
    );
    expect(estates.map(({ estate, sound }) => [estate, sound])).toEqual([
      ['shuanghe', true],
      ['yuanye-manor', true],
    ]);
    const file = join(ledger.folder, 'yuanye.xinyi');
    const exported = await ledger.process('export', 'yuanye-manor', file, '--json');
    const { root } = answerOf<{ root: string }>(exported).result;
    expect(root).toBe(estates[1]?.root);
    expect(await ledger.refused('export', 'yuanye-manor', file)).toEqual(['EXPORT_FILE_EXISTS']);
    expect(await ledger.refused('restore', file)).toEqual(['RESTORE_ESTATE_EXISTS']);
    const restored = await other.process('restore', file, '--json');
    expect(answerOf<{ root: string }>(restored)).toMatchObject({ ok: true, result: { estate: 'yuanye-manor', root } });
    expect((await other.process('verify', 'yuanye-manor')).stdout).toContain(root);
  });

  it('refuses a damaged archive and a file that is not there', async () => {
    const bytes = readFileSync(join(ledger.folder, 'yuanye.xinyi'));
    writeFileSync(join(ledger.folder, 'cut.xinyi'), bytes.subarray(0, bytes.length / 2));
    expect(await ledger.refused('restore', join(ledger.folder, 'cut.xinyi'))).toEqual([
      expect.stringMatching(/^ARCHIVE_/),
    ]);
    expect((await ledger.run('restore', join(ledger.folder, 'none.xinyi'))).exitCode).toBe(2);
    expect(existsSync(join(ledger.folder, 'none.xinyi'))).toBe(false);
  });

  it('names the first bad record of a log that somebody changed', async () => {
    const before = await ledger.done<{ estates: { logSize: number }[] }>('verify', 'shuanghe');
    await query(ledger.database.superuserUrl, `alter table log.leaf disable trigger frozen`);
    await query(
      ledger.database.superuserUrl,
      `update log.leaf set leaf_hash = sha256('\\x00'::bytea || overlay(body placing 'Z'::bytea from 30)),
              body = overlay(body placing 'Z'::bytea from 30)
        where seq = 2 and estate_id = (select estate_id from estates.directory where code = 'shuanghe')`,
    );
    const ended = await ledger.run('verify', 'shuanghe', '--json');
    const { ok, result, problems } = answerOf<{ estates: { firstBadSeq: number; logSize: number }[] }>(ended);
    expect([ended.exitCode, ok]).toEqual([1, false]);
    expect(result.estates[0]).toMatchObject({ firstBadSeq: 2, logSize: before.estates[0]?.logSize });
    expect(problems?.[0]).toMatchObject({ seq: 2 });
    const spoken = await ledger.process('verify', 'shuanghe');
    expect(spoken.stderr).toContain('最早的在第 2 号记录');
  });
});

describe('Ctrl-C', () => {
  it('ends a command that waits, answers 130, and leaves nothing behind', async () => {
    const pause = `begin; select 1 from log.head for update; select pg_sleep(30)`;
    const held = query(ledger.database.superuserUrl, pause).catch(() => undefined);
    const waits = (what: string): Promise<void> => until(async () => (await activity(what)) > 0);
    await waits(`query like '%pg_sleep(30)' and state = 'active'`);
    const running = startXinyi(ledger.env, 'person', 'add', 'yuanye-manor', '--name', '没登上');
    await waits(`application_name = 'xinyi-ledger command' and wait_event_type = 'Lock'`);
    running.child.kill('SIGINT');
    const { exitCode, stderr, stdout } = await running.ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
    expect(stderr).toContain('[STOPPED_BY_USER]');
    await activity(`query like '%pg_sleep(30)'`, 'pg_terminate_backend(pid)');
    await held;
    const { people } = await ledger.done<{ people: unknown[] }>('person', 'list', 'yuanye-manor');
    expect(people).toHaveLength(1);
  });

  it('leaves an embedded database whole and stopped, whenever it comes', async () => {
    const folder = await dataFolder();
    const running = startXinyi({ XINYI_DATA: folder }, 'import', SAMPLE);
    await running.said('检查 checking');
    running.child.kill('SIGINT');
    const { exitCode } = await running.ended;
    expect([0, 130]).toContain(exitCode);
    expect(await runs(folder)).toBe(false);
    const again = await xinyi({ XINYI_DATA: folder }, 'import', SAMPLE, '--json');
    // All or nothing: what was stopped left no record, and what was done in time is whole.
    const added = exitCode === 130 ? 115 : 0;
    expect(answerOf(again)).toMatchObject({ ok: true, result: { logSize: 126, vouchers: { added } } });
    expect(await runs(folder)).toBe(false);
  });
});

/** How many other sessions of the database are so; and what is done to each. */
async function activity(condition: string, act = 'pid'): Promise<number> {
  const sessions = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  return (await query(ledger.database.superuserUrl, `select ${act} ${sessions} and ${condition}`)).length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came about');
}
