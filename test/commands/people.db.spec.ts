/** Commands about estates, people and tokens, ; the happy ways also as processes of their own. */
import { LedgerAtWork } from './ledger-at-work.js';

let ledger: LedgerAtWork;
let approver: string;

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
});

afterAll(() => ledger.database.drop());

describe('person, role and estate policy', () => {
  it('adds a person with a role, whose name is shown only where asked', async () => {
    const added = await ledger.done<{ person: string }>(
      ...['person', 'add', 'yuanye-manor', '--name', '王审核', '--role', 'COMMITTEE_APPROVER'],
    );
    approver = added.person;
    const listed = await ledger.process('person', 'list', 'yuanye-manor');
    expect(listed.stdout).toContain(approver);
    expect(listed.stdout).not.toContain('王审核');
    const { people } = await ledger.done<{ people: { person: string; name?: string }[] }>(
      ...['person', 'list', 'yuanye-manor', '--names'],
    );
    expect(people.find(({ person }) => person === approver)).toMatchObject({ name: '王审核' });
  });

  it('writes nothing where one of the roles is refused', async () => {
    const roles = ['--role', 'TRUSTEE', '--role', 'COMMITTEE_APPROVER'];
    expect(await ledger.refused('person', 'add', 'yuanye-manor', '--name', '两职', ...roles)).toEqual([
      'TRUSTEE_NEVER_APPROVES',
    ]);
    const { people } = await ledger.done<{ people: unknown[] }>('person', 'list', 'yuanye-manor');
    expect(people).toHaveLength(2);
  });

  it('grants and revokes', async () => {
    await ledger.done('role', 'grant', 'yuanye-manor', approver, 'auditor');
    expect(await ledger.refused('role', 'grant', 'yuanye-manor', approver, 'AUDITOR')).toEqual(['ROLE_ALREADY_HELD']);
    await ledger.done('role', 'revoke', 'yuanye-manor', approver, 'AUDITOR');
    expect(await ledger.refused('role', 'revoke', 'yuanye-manor', 'p-operator', 'OPERATOR')).toEqual(['LAST_OPERATOR']);
    expect(await ledger.refused('role', 'grant', 'yuanye-manor', 'p-nobody', 'AUDITOR')).toEqual(['PERSON_NOT_FOUND']);
  });

  it('changes what the books allow, by two people', async () => {
    const policy = (...words: string[]): string[] => ['estate', 'policy', 'yuanye-manor', '--reopen', ...words];
    expect(await ledger.done(...policy('allowed', '--approver', approver))).toMatchObject({ changed: true });
    expect(await ledger.done(...policy('allowed', '--approver', approver))).toMatchObject({ changed: false });
    expect(await ledger.refused(...policy('refused', '--approver', 'p-operator'))).toEqual(['SECOND_PERSON_REQUIRED']);
    expect(await ledger.refused(...policy('refused', '--approver', approver, '--as', approver))).toEqual(
      expect.arrayContaining(['ROLE_REQUIRED', 'SECOND_PERSON_REQUIRED']),
    );
  });
});

describe('token', () => {
  it('issues once, lists without the text, and revokes by id', async () => {
    const words = ['token', 'issue', 'yuanye-manor', approver, '--label', '审核用', '--expires', '2999-12-31'];
    const { token, tokenId } = await ledger.done<{ token: string; tokenId: string }>(...words);
    expect(token).toMatch(/^xinyi_[\w-]{43}$/);
    const listed = await ledger.process('token', 'list');
    expect(listed.stdout).toContain(tokenId);
    expect(listed.stdout).not.toContain(token);
    expect(await ledger.done('token', 'revoke', tokenId)).toMatchObject({ changed: true, person: approver });
    expect(await ledger.done('token', 'revoke', tokenId, '--estate', 'yuanye-manor')).toMatchObject({ changed: false });
    const { tokens } = await ledger.done<{ tokens: { state: string }[] }>('token', 'list', 'yuanye-manor');
    expect(tokens.map(({ state }) => state)).toEqual(['revoked']);
  });

  it('refuses strangers and days that are over, and never repeats a token pasted as an id', async () => {
    expect(await ledger.refused('token', 'issue', 'yuanye-manor', 'p-nobody')).toEqual(['PERSON_NOT_FOUND']);
    const past = ['token', 'issue', 'yuanye-manor', approver, '--expires', '2020-01-01'];
    expect(await ledger.refused(...past)).toEqual(['TOKEN_EXPIRY_PAST']);
    const pasted = `xinyi_${'s'.repeat(43)}`;
    const { exitCode, stderr } = await ledger.run('token', 'revoke', pasted);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('[TOKEN_UNKNOWN]')]);
    expect(stderr).not.toContain(pasted);
  });
});

describe('estate create and list', () => {
  it('founds the books of an estate with its funds, once', async () => {
    const words = ['estate', 'create', 'shuanghe', '--name', '双河小区', '--opened-on', '2025-01-01'];
    const funds = ['--fund', 'PS:PROPERTY_FEE:物业服务资金', '--fund', 'PR:COMMON:公共收益'];
    expect(await ledger.done(...words, ...funds, '--as', 'p-founder')).toMatchObject({
      estate: 'shuanghe',
      by: 'p-founder',
    });
    expect(await ledger.refused(...words)).toEqual(['ESTATE_CODE_TAKEN']);
    const { exitCode, stdout } = await ledger.process('estate', 'list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/shuanghe +双河小区 +2025-01-01 +PS PR|shuanghe +双河小区 +2025-01-01 +PR PS/);
  });
});
