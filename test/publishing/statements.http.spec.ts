/** The doors of publishing over real HTTP, on the composed application and the sample estate. */
import { LedgerModule } from '../../src/ledger/index.js';
import { IssueToken } from '../../src/people/index.js';
import { sha256 } from '../../src/kernel/hash.js';
import { PEOPLE } from '../support/ledger-world.js';
import { seedSample } from '../support/sample-ledger.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';

const API = '/api/v1/estates/yuanye-manor';

let app: TestApp;
let approver: string;
let preparer: string;
let keys = 0;

beforeAll(async () => {
  app = await startTestApp();
  const { estateId, estate } = await seedSample(app.database);
  const tokens = app.app.get(IssueToken, { strict: false });
  const tokenOf = async (person: string): Promise<string> =>
    (await tokens.execute({ label: person, bearers: [{ estateId, person, by: PEOPLE.operator }] })).text;
  [approver, preparer] = [await tokenOf(PEOPLE.approver), await tokenOf(PEOPLE.preparer)];
  await estate.world.dataSource.destroy();
  expect(app.app.get(LedgerModule, { strict: false })).toBeDefined();
});
afterAll(() => app.close());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.origin}${path}`, { headers });
}

function publish(body: unknown, token?: string): Promise<Response> {
  keys += 1;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${app.origin}${API}/statements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${keys}`, ...authorization },
    body: JSON.stringify(body),
  });
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

describe('publishing', () => {
  it('is for an approver alone, and answers with the id', async () => {
    expect(await codeOf(await publish({ period: '2025Q2' }))).toEqual([401, 'TOKEN_REQUIRED']);
    expect(await codeOf(await publish({ period: '2025Q2' }, preparer))).toEqual([403, 'ACCESS_DENIED']);
    const created = await publish({ period: '2025Q2' }, approver);
    expect(created.status).toBe(201);
    expect(await created.json()).toMatchObject({ id: 'fund-statement-2025Q2-v1', replayed: false, unchanged: false });
    const again = await publish({ report: 'fund-statement', period: '2025Q2' }, approver);
    expect(await again.json()).toMatchObject({ id: 'fund-statement-2025Q2-v1', unchanged: true });
  });

  it('says what is wrong with the request', async () => {
    expect(await codeOf(await publish({ period: '2025Q7' }, approver))).toEqual([400, 'BODY_INVALID']);
    expect(await codeOf(await publish({ period: '2024Q2' }, approver))).toEqual([422, 'STATEMENT_PERIOD_BEFORE_BOOKS']);
  });
});

describe('a published statement', () => {
  const id = 'fund-statement-2025Q2-v1';

  it('is listed for everybody', async () => {
    const list = (await (await get(`${API}/statements?period=2025Q2`)).json()) as { statements: { id: string }[] };
    expect(list.statements.map((one) => one.id)).toEqual([id]);
    const none = (await (await get(`${API}/statements?period=2024Q3`)).json()) as { statements: unknown[] };
    expect(none.statements).toEqual([]);
  });

  it.each([
    ['json', 'application/json; charset=utf-8', '{'],
    ['pdf', 'application/pdf', '%PDF-'],
    ['csv', 'text/csv; charset=utf-8', '\ufeff'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
  ])('comes as %s, with the same bytes each time', async (format, media, start) => {
    const first = await get(`${API}/statements/${id}.${format}`);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, media]);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.subarray(0, Buffer.byteLength(start)).toString('utf8')).toBe(start);
    const second = Buffer.from(await (await get(`${API}/statements/${id}.${format}`)).arrayBuffer());
    expect(second.equals(bytes)).toBe(true);
    const name = encodeURIComponent(`原野庄园-公共资金收支表-2025年第二季度-第1版.${format}`);
    expect(first.headers.get('content-disposition')).toContain(`filename="${id}.${format}"; filename*=UTF-8''${name}`);
    const known = await get(`${API}/statements/${id}.${format}`, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);
  });

  it('has the digest that was published', async () => {
    const json = Buffer.from(await (await get(`${API}/statements/${id}.json`)).arrayBuffer());
    const list = (await (await get(`${API}/statements`)).json()) as { statements: { id: string; digest: string }[] };
    expect(list.statements[0]?.digest).toBe(sha256(json).toString('hex'));
  });

  it('allows its own style and no script', async () => {
    const page = await get(`${API}/statements/${id}.html`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(await page.text())?.[1] ?? '';
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`'sha256-${sha256(style).toString('base64')}'`);
    expect(policy).not.toContain('script-src');
  });

  it('is not found under another name', async () => {
    expect(await codeOf(await get(`${API}/statements/fund-statement-2025Q1-v7.json`))).toEqual([
      404,
      'STATEMENT_NOT_FOUND',
    ]);
    expect(await codeOf(await get(`${API}/statements/nonsense.json`))).toEqual([400, 'ADDRESS_INVALID']);
    expect((await get(`${API}/statements/${id}.docx`)).status).toBe(400);
  });
});

describe('a reconciliation', () => {
  const address = `${API}/bank-accounts/51050100000000000001/reconciliations/2025-06-30`;

  it('is open to everybody in every form, both sides 31,829.29', async () => {
    const json = (await (await get(`${address}.json`)).json()) as { id: string };
    expect(json.id).toBe('bank-reconciliation-51050100000000000001-2025-06-30');
    expect(JSON.stringify(json).match(/31829\.29/g)).toHaveLength(2);
    for (const format of ['pdf', 'csv', 'xlsx', 'html']) expect((await get(`${address}.${format}`)).status).toBe(200);
  });

  it("names a person's account by its alias", async () => {
    const path = `${API}/bank-accounts/old-card/reconciliations/2024-07-10.pdf`;
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect([...answer.headers.values()].join(' ')).not.toContain('6217');
    const byNumber = await get(`${API}/bank-accounts/6217000000000000011/reconciliations/2024-07-10.json`);
    expect(await codeOf(byNumber)).toEqual([404, 'RECONCILIATION_ACCOUNT_UNKNOWN']);
  });
});

describe('a bank journal', () => {
  const address = `${API}/bank-journal?account=51050100000000000001`;

  it('is open to everybody in every form, JSON where none is named', async () => {
    const json = (await (await get(address)).json()) as { id: string };
    expect(json.id).toBe('bank-journal-51050100000000000001-2025-06-01-2025-06-30');
    for (const [format, media] of [
      ['json', 'application/json; charset=utf-8'],
      ['csv', 'text/csv; charset=utf-8'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['pdf', 'application/pdf'],
      ['html', 'text/html; charset=utf-8'],
    ]) {
      const answer = await get(`${address}&format=${format}&fund=PR&from=2024-11-01&to=2024-11-30`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, media]);
      expect(answer.headers.get('content-disposition')).toContain(
        encodeURIComponent(`原野庄园-银行存款日记账-2024年11月.${format}`),
      );
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    }
  });

  it('ends where the reconciliation begins: 31,267.21', async () => {
    const csv = await (await get(`${address}&format=csv`)).text();
    expect(csv).toContain('2025-06-30,,本月合计,,,2035.32,2110.34,借,31267.21');
  });

  it('has a page, whole, for one fund and one month, and for a person’s account by its alias', async () => {
    const page = async (path: string): Promise<string> => {
      const answer = await get(`/e/yuanye-manor/bank-journal/${path}`, { accept: 'text/html' });
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await page('51050100000000000001')).toMatch(/^200 [^]*31,342\.23[^]*31,267\.21[^]*记-202506-0011/);
    expect(await page('51050100000000000001?month=2024-07&fund=PR')).toMatch(/^200 [^]*只看[^]*公共收益/);
    expect(await page('old-card?month=2024-07')).toMatch(/^200 [^]*个人代存账户（old-card）/);
    expect(await page('6217000000000000011')).toMatch(/^404 /);
    expect(await page('51050100000000000001?fund=NONE')).toMatch(/^404 [^]*没有代码为/);
    const unknown = await get('/e/yuanye-manor/reconciliations/old-card/2024-07-31', { accept: 'text/html' });
    expect(await unknown.text()).toContain('还没有这个账户的银行流水');
  });

  it('says what is wrong with the question', async () => {
    expect(await codeOf(await get(`${API}/bank-journal`))).toEqual([400, 'ADDRESS_INVALID']);
    expect(await codeOf(await get(`${address}&fond=PR`))).toEqual([400, 'ADDRESS_INVALID']);
    expect(await codeOf(await get(`${address}&fund=NO`))).toEqual([404, 'BANK_JOURNAL_FUND_UNKNOWN']);
    expect(await codeOf(await get(`${address}&from=2025-06-30&to=2025-06-01`))).toEqual([
      400,
      'BANK_JOURNAL_DAYS_REVERSED',
    ]);
    expect(await codeOf(await get(`${API}/bank-journal?account=6217000000000000011`))).toEqual([
      404,
      'RECONCILIATION_ACCOUNT_UNKNOWN',
    ]);
  });
});

describe('a preview', () => {
  it('is for those who work on the books, and says that it is not published', async () => {
    const path = `${API}/statement-previews/fund-statement/2025-06.csv`;
    expect((await get(path)).status).toBe(401);
    const shown = await get(path, { authorization: `Bearer ${preparer}` });
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('未公示');
  });
});
