/** `bank match`, `bank status`, `bank sign`. */
import { LedgerAtWork } from './ledger-at-work.js';
import { answerOf } from './xinyi.js';

const ACCOUNT = '51050100000000000001';
const ESTATE = 'yuanye-manor';

let ledger: LedgerAtWork;
let preparer: string;
let approver: string;

async function person(name: string, role: string): Promise<string> {
  const { person: id } = await ledger.done<{ person: string }>('person', 'add', ESTATE, '--name', name);
  await ledger.done('role', 'grant', ESTATE, id, role);
  return id;
}

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  preparer = await person('甲', 'COMMITTEE_PREPARER');
  approver = await person('乙', 'COMMITTEE_APPROVER');
});
afterAll(() => ledger.database.drop());

describe('bank match', () => {
  it('leaves two lines of the sample to people, and adds nothing the second time', async () => {
    const { stdout, exitCode } = await ledger.run('bank', 'match', ESTATE);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(new RegExp(`${ACCOUNT}\\s+\\d+\\s+0\\s+2\\s+0`))]);
    const again = await ledger.done<{ accounts: { account: string; made: number }[] }>(
      'bank',
      'match',
      ESTATE,
      ACCOUNT,
    );
    expect(again.accounts).toMatchObject([{ account: ACCOUNT, made: 0, openLines: 2 }]);
  });

  it('is for the committee and the operator, and for accounts that are there', async () => {
    const auditor = await person('丙', 'AUDITOR');
    const refused = await ledger.run('bank', 'match', ESTATE, '--as', auditor, '--json');
    expect([refused.exitCode, answerOf(refused).problems?.[0]?.code]).toEqual([1, 'PERSON_MAY_NOT']);
    const unknown = await ledger.run('bank', 'match', ESTATE, '999', '--json');
    expect([unknown.exitCode, answerOf(unknown).problems?.[0]?.code]).toEqual([1, 'BANK_ACCOUNT_UNKNOWN']);
  });
});

describe('bank sign', () => {
  it('takes two people, and says of a day that is signed that nothing changed', async () => {
    const sign = (...words: string[]): ReturnType<LedgerAtWork['run']> =>
      ledger.run('bank', 'sign', ESTATE, ACCOUNT, '2025-06-30', ...words, '--json');
    const codeOf = (ended: Awaited<ReturnType<typeof sign>>): unknown => answerOf(ended).problems?.[0]?.code;
    expect(codeOf(await sign('--as', approver))).toBe('RECONCILIATION_NOT_PREPARED');
    expect(codeOf(await sign('--prepare', '--as', approver))).toBe('PERSON_MAY_NOT');
    expect((await sign('--prepare', '--as', preparer)).exitCode).toBe(0);
    expect(codeOf(await sign('--as', preparer))).toBe('PERSON_MAY_NOT');
    const signed = await ledger.run('bank', 'sign', ESTATE, ACCOUNT, '2025-06-30', '--as', approver);
    expect([signed.exitCode, signed.stdout]).toEqual([0, expect.stringContaining('复核签字')]);
    expect(codeOf(await sign('--prepare', '--as', preparer))).toBe('RECONCILIATION_SIGNED_SAME');
  });
});

describe('bank status', () => {
  it('shows how far each account agrees, and what to look at', async () => {
    const { stdout, exitCode } = await ledger.run('bank', 'status', ESTATE);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`${ACCOUNT}\\s+待处理\\s+2025-07-01\\s+2025-06-29\\s+2025-06-30\\s+0.00\\s+2\\s`),
    );
    expect(stdout).toContain('银行付出了 1 笔钱，账上还没有凭证，共 15.00 元');
    const all = await ledger.done<{ estates: { code: string; light: string }[] }>('bank', 'status');
    expect(all.estates).toMatchObject([{ code: ESTATE, light: 'amber' }]);
  });
});
