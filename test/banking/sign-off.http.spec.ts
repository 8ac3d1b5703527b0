/** Two names under a reconciliation, and every later change to the signed day listed as a change. */
import { RevokeRole } from '../../src/people/index.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { addTestPerson } from '../people/test-estate.js';
import { OPERATOR, tokenOf, type Answer, type Asking } from '../acceptance/deployment.js';
import { expectProblem, type ProblemBody } from '../ledger/doors/doors.js';
import { ACCOUNT, FileDoors } from './file-doors.js';

interface Figures {
  readonly book: string;
  readonly bank: string;
  readonly adjustedBook: string;
  readonly adjustedBank: string;
  readonly totals: Readonly<Record<string, string>>;
  readonly items: readonly { readonly kind: string; readonly amount: string }[];
  readonly light: string;
}

interface SignOffBody {
  readonly light: string;
  readonly changes: readonly string[];
  readonly signed?: {
    readonly preparer: string;
    readonly reviewer: string;
    readonly digest: string;
    readonly asOf: number;
    readonly figures: Figures;
  };
  readonly waiting?: { readonly preparer: string; readonly digest: string };
}

type Step = ProblemBody & { readonly digest: string; readonly seq: number; readonly replayed: boolean };

let doors: FileDoors;

beforeAll(async () => {
  doors = await FileDoors.open();
});
afterAll(() => doors.close());

function ask<Body = ProblemBody>(path: string, role?: GrantedRole, asking: Asking = {}): Promise<Answer<Body>> {
  const token = role === undefined ? {} : { token: tokenOf(doors.sample, role) };
  return doors.deployment.ask<Body>(`estates/${doors.sample.estate.code}/${path}`, { ...token, ...asking });
}

const DAY = '2025-06-30';
const place = `bank-accounts/${ACCOUNT}/reconciliations`;

function step(what: 'prepare' | 'sign', role: GrantedRole, on = DAY, more: Asking = {}): Promise<Answer<Step>> {
  return ask<Step>(`${place}/${on}/${what}`, role, { method: 'POST', ...more });
}

const shown = async (on = DAY): Promise<SignOffBody> => (await ask<SignOffBody>(`${place}/${on}/sign-off`)).body;

async function postFee(): Promise<void> {
  const body = {
    eventOn: '2025-06-30',
    summary: '支付银行手续费',
    lines: [
      { account: '5009', fund: 'PS', debit: '15.00' },
      { account: '100201', fund: 'PS', credit: '15.00' },
    ],
  };
  expect((await ask('vouchers', 'POSTING_AGENT', { body })).status).toBe(201);
}

describe('a reconciliation', () => {
  it('is not prepared before the bank’s lines reach the day, nor while it is red', async () => {
    expectProblem(await step('prepare', 'COMMITTEE_PREPARER'), 422, 'RECONCILIATION_NO_STATEMENT');
    await doors.hand(await doors.sampleFile());
    expectProblem(await step('prepare', 'COMMITTEE_PREPARER', '2025-08-31'), 422, 'RECONCILIATION_NO_STATEMENT');
    expectProblem(await step('sign', 'COMMITTEE_APPROVER'), 422, 'RECONCILIATION_NOT_PREPARED');
  });

  it('is prepared by one and signed by another, with the figures that both saw', async () => {
    for (const role of ['COMMITTEE_APPROVER', 'TRUSTEE', 'AUDITOR', 'RESIDENT'] as const) {
      expect((await step('prepare', role)).status).toBe(403);
    }
    const prepared = await step('prepare', 'COMMITTEE_PREPARER', DAY, { key: 'p-1' });
    expect(prepared.status).toBe(201);
    expect((await step('prepare', 'COMMITTEE_PREPARER', DAY, { key: 'p-1' })).body).toMatchObject({ replayed: true });
    expect(await shown()).toMatchObject({ changes: [], waiting: { digest: prepared.body.digest } });
    expect((await step('sign', 'COMMITTEE_PREPARER')).status).toBe(403);
    const signed = await step('sign', 'COMMITTEE_APPROVER');
    expect([signed.status, signed.body.digest]).toEqual([201, prepared.body.digest]);
    const found = await shown();
    expect(found.waiting).toBeUndefined();
    expect(found).toMatchObject({
      light: 'amber',
      changes: [],
      signed: {
        preparer: doors.sample.people.get('COMMITTEE_PREPARER')?.person,
        reviewer: doors.sample.people.get('COMMITTEE_APPROVER')?.person,
        figures: {
          book: '31267.21',
          bank: '33192.44',
          adjustedBook: '31829.29',
          adjustedBank: '31829.29',
          totals: { A: '192.05', B: '1555.20', C: '577.08', D: '15.00' },
          light: 'amber',
        },
      },
    });
    expect(found.signed?.figures.items).toHaveLength(4);
    expectProblem(await step('prepare', 'COMMITTEE_PREPARER'), 409, 'RECONCILIATION_SIGNED_SAME');
  });

  it('is not signed by the one who prepared it, whatever roles that person holds', async () => {
    const both = await addTestPerson(doors.deployment.running.app, doors.sample.estate, [
      'COMMITTEE_PREPARER',
      'COMMITTEE_APPROVER',
    ]);
    const at = (what: string): Promise<Answer<ProblemBody>> =>
      doors.deployment.ask<ProblemBody>(`estates/${doors.sample.estate.code}/${place}/2025-05-31/${what}`, {
        token: both.token,
        method: 'POST',
      });
    expect((await at('prepare')).status).toBe(201);
    expectProblem(await at('sign'), 403, 'SECOND_PERSON_REQUIRED');
    const gone = { estateId: doors.sample.estate.id, person: both.person, role: 'COMMITTEE_PREPARER' } as const;
    await doors.deployment.running.app.get(RevokeRole, { strict: false }).execute({ ...gone, by: OPERATOR });
    expectProblem(await step('sign', 'COMMITTEE_APPROVER', '2025-05-31'), 403, 'ROLE_REQUIRED');
  });

  it('lists a later change to the signed day, and says what came', async () => {
    await postFee();
    const found = await shown();
    expect(found.changes).toEqual([
      '账上余额：签字时 31,267.21 元，现在 31,252.21 元',
      expect.stringMatching(/^资金 PS 的余额：/),
      '少了一笔未达账项：银行已付企业未付，2025-06-30，YYZY-000076，15.00 元',
      '签字以后记入凭证 记-202506-0012（2025-06-30，付 15.00 元）',
    ]);
    const paper = await ask(`${place}/${DAY}.html`);
    expect(paper.text).toContain('签字以后的变动');
    expect(paper.text).toContain('签字以后记入凭证 记-202506-0012');
    const list = await ask<{ signOffs: { on: string }[] }>(`bank-accounts/${ACCOUNT}/sign-offs`);
    expect(list.body.signOffs.map(({ on }) => on)).toEqual([DAY]);
    expectProblem(await ask('bank-accounts/999/sign-offs'), 404, 'BANK_ACCOUNT_UNKNOWN');
  });

  it('is not signed where the figures moved after it was prepared; prepared and signed again it is whole', async () => {
    expect((await step('prepare', 'COMMITTEE_PREPARER')).status).toBe(201);
    const body = {
      eventOn: '2025-06-30',
      summary: '收业主物业费 1 户',
      lines: [
        { account: '100201', fund: 'PS', debit: '577.08' },
        { account: '220301', fund: 'PS', credit: '577.08' },
      ],
    };
    expect((await ask('vouchers', 'POSTING_AGENT', { body })).status).toBe(201);
    expectProblem(await step('sign', 'COMMITTEE_APPROVER'), 409, 'RECONCILIATION_CHANGED');
    expect((await step('prepare', 'COMMITTEE_PREPARER')).status).toBe(201);
    expect((await step('sign', 'COMMITTEE_APPROVER')).status).toBe(201);
    const found = await shown();
    expect(found).toMatchObject({ light: 'green', changes: [] });
    expect(found.signed?.figures).toMatchObject({ book: '31829.29', light: 'green' });
  });

  it('stands in its document with both names', async () => {
    const { body } = await ask<{ signatures: { label: string; text?: string }[] }>(`${place}/${DAY}.json`);
    expect(body.signatures.map(({ text }) => text ?? '').join(' ')).toContain(
      doors.sample.people.get('COMMITTEE_APPROVER')?.person,
    );
    expect((await ask(`${place}/${DAY}.html`)).text).not.toContain('签字以后的变动');
  });
});
