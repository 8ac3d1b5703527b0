/** The bank's file finds its vouchers with no hand; what is open is drafted and approved, and the light turns green. */
import { expectProblem, type ProblemBody } from '../ledger/doors/doors.js';
import { tokenOf, type Answer, type Asking } from '../acceptance/deployment.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { ACCOUNT, FileDoors } from './file-doors.js';

interface Work {
  readonly certain: readonly unknown[];
  readonly likely: readonly unknown[];
  readonly openLines: readonly {
    readonly line: string;
    readonly amount: string;
    readonly suggestion?: { readonly rule: string; readonly draft?: string };
  }[];
  readonly openVouchers: readonly unknown[];
}

interface Matches {
  readonly matches: readonly {
    readonly id: string;
    readonly state: string;
    readonly how: string;
    readonly rule: string;
    readonly explanation: string;
    readonly lines: readonly string[];
    readonly vouchers: readonly string[];
    readonly undone?: { readonly reason: string };
  }[];
  readonly next?: string;
}

interface Document {
  readonly light: { readonly colour: string; readonly text: string };
}

let doors: FileDoors;

beforeAll(async () => {
  doors = await FileDoors.open();
  expect((await doors.hand(await doors.sampleFile())).status).toBe(200);
});
afterAll(() => doors.close());

function ask<Body = ProblemBody>(path: string, role?: GrantedRole, asking: Asking = {}): Promise<Answer<Body>> {
  const token = role === undefined ? {} : { token: tokenOf(doors.sample, role) };
  return doors.deployment.ask<Body>(`estates/${doors.sample.estate.code}/${path}`, { ...token, ...asking });
}

const own = `bank-accounts/${ACCOUNT}`;
const work = async (): Promise<Work> => (await ask<Work>(`${own}/matching`, 'COMMITTEE_PREPARER')).body;
const list = async (query = ''): Promise<Matches> =>
  (await ask<Matches>(`${own}/matches?limit=200${query}`, 'AUDITOR')).body;

async function light(on: string): Promise<string> {
  const { body } = await ask<Document>(`${own}/reconciliations/${on}.json`);
  return body.light.colour;
}

async function lineOf(amount: string): Promise<string> {
  const line = (await work()).openLines.find((open) => open.amount === amount);
  if (line === undefined) throw new Error(`no open line of ${amount}`);
  return line.line;
}

describe('the sample’s bank file', () => {
  it('matches itself when it is handed in: only 577.08 and 15.00 stand open', async () => {
    const { matches } = await list('&state=standing');
    expect(matches.flatMap(({ lines }) => lines)).toHaveLength(76);
    expect(matches.every(({ how }) => how === 'engine')).toBe(true);
    const open = await work();
    expect(open.openLines.map(({ amount }) => amount)).toEqual(['577.08', '-15.00']);
    expect(open.openLines.map(({ suggestion }) => suggestion?.draft)).toEqual(['household', 'fee']);
    expect([open.certain, open.openVouchers]).toEqual([[], []]);
    expect(await light('2025-06-30')).toBe('amber');
  });

  it('is matched once: another run writes nothing', async () => {
    const run = await ask<{ accounts: unknown[] }>(`${own}/matching`, 'COMMITTEE_APPROVER', { method: 'POST' });
    expect(run.status).toBe(200);
    expect(run.body.accounts).toMatchObject([{ account: ACCOUNT, made: 0, openLines: 2, openVouchers: 0 }]);
  });

  it('shows the bank’s words to the committee and the auditor alone', async () => {
    for (const role of [undefined, 'RESIDENT', 'TRUSTEE', 'SUPERVISOR', 'POSTING_AGENT'] as const) {
      expect([401, 403]).toContain((await ask(`${own}/matching`, role)).status);
      expect([401, 403]).toContain((await ask(`${own}/matches`, role)).status);
    }
  });

  it('names neither household nor payer in the leaves of matches', async () => {
    const leaves = await doors.deployment.rows<{ body: string }>(
      `select convert_from(l.body, 'UTF8') as body from log.leaf l join log.record r using (estate_id, seq)
        where r.leaf_type = 'xinyi/bank-match/v1'`,
    );
    expect(leaves.length).toBeGreaterThan(0);
    for (const { body } of leaves) expect(body).not.toMatch(/4-101|国网|物业费/);
  });
});

describe('a match', () => {
  it('is undone with a reason, stays undone, and is confirmed again by a person', async () => {
    const [match] = (await list('&state=standing')).matches.filter(
      ({ lines, vouchers }) => lines.length + vouchers.length === 2,
    );
    const undo = (reason: string, key?: string): Promise<Answer<ProblemBody & { match: string; replayed: boolean }>> =>
      ask(`${own}/matches/${match!.id}/undo`, 'COMMITTEE_PREPARER', {
        body: { reason },
        ...(key === undefined ? {} : { key }),
      });
    expect((await undo('对错了', 'undo-1')).body).toMatchObject({ match: match!.id, replayed: false });
    expect((await undo('对错了', 'undo-1')).body).toMatchObject({ match: match!.id, replayed: true });
    expectProblem(await undo('对错了'), 409, 'MATCH_UNDONE_BEFORE');
    expect((await undo('3栋2单元501 的')).body.code).toMatch(/^PUBLIC_TEXT/);
    const open = await work();
    expect(open.openLines).toHaveLength(3);
    expect(open.openVouchers).toHaveLength(1);
    const run = await ask<{ accounts: { made: number }[] }>(`${own}/matching`, 'OPERATOR', { method: 'POST' });
    expect(run.body.accounts[0]?.made).toBe(0);
    expect((await list('&state=undone')).matches).toMatchObject([{ id: match!.id, undone: { reason: '对错了' } }]);

    const sides = { lines: match!.lines, vouchers: match!.vouchers };
    const confirm = (body: object): Promise<Answer<ProblemBody & { match: string }>> =>
      ask(`${own}/matches`, 'COMMITTEE_APPROVER', { body });
    const confirmed = await confirm(sides);
    expect(confirmed.status).toBe(201);
    expectProblem(await confirm(sides), 409, 'MATCH_TAKEN');
    const [newest] = (await list()).matches;
    expect(newest).toMatchObject({ id: confirmed.body.match, how: 'person', state: 'standing' });
    expect((await work()).openLines).toHaveLength(2);
  });

  it('is refused with everything that is wrong with it', async () => {
    const line = await lineOf('577.08');
    const confirm = (body: object): Promise<Answer<ProblemBody>> =>
      ask(`${own}/matches`, 'COMMITTEE_PREPARER', { body });
    expectProblem(await confirm({ lines: [line] }), 422, 'MATCH_SUMS_DIFFER');
    expectProblem(await confirm({ lines: ['0.1'], vouchers: ['202407-0002'] }), 404, 'BANK_LINE_UNKNOWN');
    expectProblem(await confirm({ lines: [line], vouchers: ['209912-0001'] }), 422, 'MATCH_VOUCHER_UNKNOWN');
    expectProblem(
      await ask(`${own}/matches/0.1/undo`, 'COMMITTEE_PREPARER', { body: { reason: '错' } }),
      404,
      'MATCH_NOT_FOUND',
    );
    expectProblem(await ask('bank-accounts/999/matching', 'AUDITOR'), 404, 'BANK_ACCOUNT_UNKNOWN');
  });
});

describe('a draft from a line', () => {
  const draft = (
    line: string,
    body: object,
    key?: string,
  ): Promise<Answer<ProblemBody & { proposalId: string; replayed: boolean }>> =>
    ask(`${own}/lines/${line}/draft`, 'COMMITTEE_PREPARER', { body, ...(key === undefined ? {} : { key }) });

  it('is refused where it cannot be', async () => {
    const [fee, income] = [await lineOf('-15.00'), await lineOf('577.08')];
    expectProblem(await draft(fee, { kind: 'interest', fund: 'PS' }), 422, 'LINE_DRAFT_DIRECTION');
    expectProblem(await draft(fee, { kind: 'fee' }), 422, 'LINE_DRAFT_FUND');
    expectProblem(await draft(income, { kind: 'household', fund: 'PS' }), 422, 'LINE_DRAFT_UNIT');
    expectProblem(await draft(income, { kind: 'household', fund: 'PS', unit: '9-999' }), 422, 'UNIT_UNKNOWN');
    expectProblem(await draft('0.1', { kind: 'fee', fund: 'PS' }), 404, 'BANK_LINE_UNKNOWN');
    const [matched] = (await list('&state=standing')).matches;
    expectProblem(await draft(matched!.lines[0]!, { kind: 'unidentified' }), 409, 'LINE_HAS_VOUCHER');
  });

  it('is one draft, however many ask for it at once', async () => {
    const fee = await lineOf('-15.00');
    const asked = await Promise.all([1, 2, 3, 4].map(() => draft(fee, { kind: 'fee', fund: 'PS' })));
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const { proposalId } = asked.find(({ status }) => status === 201)!.body;
    for (const refused of asked.filter(({ status }) => status === 409)) {
      expectProblem(refused, 409, 'LINE_DRAFT_WAITING');
      expect(refused.text).toContain(proposalId);
    }
    const body = { reason: '重新起草' };
    const sentBack = await ask(`proposals/${proposalId}/return`, 'COMMITTEE_APPROVER', { body });
    expect([sentBack.status, sentBack.text]).toEqual([200, sentBack.text]);
  });

  it('becomes a voucher by approval, meets its line at once, and the light turns green', async () => {
    const [fee, income] = [await lineOf('-15.00'), await lineOf('577.08')];
    const first = await draft(fee, { kind: 'fee', fund: 'PS' }, 'draft-fee');
    expect([first.status, first.body.replayed]).toEqual([201, false]);
    const again = await draft(fee, { kind: 'fee', fund: 'PS' }, 'draft-fee');
    expect(again.body).toMatchObject({ proposalId: first.body.proposalId, replayed: true });
    expectProblem(await draft(fee, { kind: 'fee', fund: 'PS' }), 409, 'LINE_DRAFT_WAITING');
    const second = await draft(income, { kind: 'household', fund: 'PS', unit: '4-101' });
    expect(second.status).toBe(201);
    expect(await light('2025-06-30')).toBe('amber');
    for (const { body } of [second, first]) {
      const approved = await ask(`proposals/${body.proposalId}/approve`, 'COMMITTEE_APPROVER', { method: 'POST' });
      expect([approved.status, approved.text]).toEqual([200, approved.text]);
    }
    expect(await light('2025-06-30')).toBe('green');
    expect(await work()).toMatchObject({ openLines: [], openVouchers: [] });
    const voucher = await ask('vouchers/202506-0012');
    expect(voucher.text).toContain('收业主物业费 1 户');
    expect(voucher.text).not.toContain('4-101');
    const run = await ask<{ accounts: { byRule: object }[] }>(`${own}/matching`, 'OPERATOR', { method: 'POST' });
    expect(run.body.accounts).toMatchObject([{ made: 2, byRule: { drafted: 2 } }]);
    expect(await light('2025-06-30')).toBe('green');
  });
});
