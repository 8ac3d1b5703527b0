/**
 * Every route of the ledger with every role, and with every token of another estate. The table is written here from
 * the issue and not from the code.
 */
import type { GrantedRole } from '../../../src/people/rules/index.js';
import { tokenOf, type Settled } from '../../acceptance/deployment.js';
import { BANK_ACCOUNT } from '../../support/estate-oracle.js';
import { Doors, receipt } from './doors.js';

const READERS: readonly GrantedRole[] = [
  'COMMITTEE_PREPARER',
  'COMMITTEE_APPROVER',
  'TRUSTEE',
  'SUPERVISOR',
  'AUDITOR',
];
const ALL: readonly GrantedRole[] = [...READERS, 'RESIDENT', 'POSTING_AGENT', 'OPERATOR'];

type May = 'everybody' | readonly GrantedRole[];

interface RouteCase {
  readonly route: string;
  readonly may: May;
  /** What a person who may is answered. */
  readonly status: number;
  readonly body?: unknown;
  readonly isPost?: boolean;
  /** `{open}` is a proposal that waits, made anew for each try. */
  readonly path: string;
}

const get = (path: string, may: May): RouteCase => ({ route: `GET ${path}`, path, may, status: 200 });
const post = (path: string, may: May, status: number, body?: unknown): RouteCase => ({
  route: `POST ${path}`,
  path,
  may,
  status,
  isPost: true,
  ...(body === undefined ? {} : { body }),
});

const REVERSAL = { eventOn: '2025-08-20', how: 'reverse' };

const ROUTES: readonly RouteCase[] = [
  get('funds?asOf=2025-06-30', 'everybody'),
  get('balances?asOf=2025-06-30', 'everybody'),
  get('vouchers', 'everybody'),
  get('vouchers/202411-0003', 'everybody'),
  get('journal.json', READERS),
  get('journal.csv', READERS),
  get('trial-balance.json', READERS),
  get('trial-balance.csv', READERS),
  get('accounts/100201/ledger.json', READERS),
  get('accounts/100201/ledger.csv', READERS),
  get('proposals', READERS),
  get('proposals/{open}', READERS),
  post('proposals', ['COMMITTEE_PREPARER', 'TRUSTEE'], 201, receipt()),
  post('proposals/{open}/approve', ['COMMITTEE_APPROVER'], 200),
  post('proposals/{open}/return', ['COMMITTEE_APPROVER'], 200, { reason: '请补发票' }),
  post('vouchers', ['POSTING_AGENT'], 201, receipt()),
  post('vouchers/batch', ['POSTING_AGENT'], 200, { vouchers: [receipt()] }),
  post('vouchers/202506-0008/reversal', ['COMMITTEE_PREPARER'], 201, REVERSAL),
  post('periods/2024-07/close', ['COMMITTEE_PREPARER'], 201),
  // Nobody may reopen while the estate's policy is off; only a preparer is told so.
  post('periods/2024-07/reopen', ['COMMITTEE_PREPARER'], 422),
];

let doors: Doors;
let neighbour: Settled;

beforeAll(async () => {
  doors = await Doors.open();
  neighbour = await doors.neighbour();
});
afterAll(() => doors.close());

async function attempt(
  one: RouteCase,
  token: string | undefined,
): Promise<{ status: number; code: string | undefined }> {
  const open = one.path.includes('{open}') ? await doors.propose(receipt()) : '';
  const path = `estates/${doors.sample.estate.code}/${one.path.replace('{open}', open)}`;
  const method = one.isPost === true ? 'POST' : 'GET';
  const answer = await doors.deployment.ask<{ code?: string }>(path, {
    method,
    token,
    ...(one.body === undefined ? {} : { body: one.body }),
  });
  return { status: answer.status, code: answer.status < 400 ? undefined : answer.body.code };
}

describe.each(ROUTES.map((one) => [one.route, one] as const))('%s', (_route, one) => {
  it('answers each role as the issue says', async () => {
    for (const role of ALL) {
      const may = one.may === 'everybody' || one.may.includes(role);
      const { status, code } = await attempt(one, tokenOf(doors.sample, role));
      expect([role, status]).toEqual([role, may ? one.status : 403]);
      if (!may) expect(code).toBe('ACCESS_DENIED');
    }
  });

  it('answers nobody, and a token that does not hold', async () => {
    const open = await attempt(one, undefined);
    expect(open).toEqual(
      one.may === 'everybody' ? { status: 200, code: undefined } : { status: 401, code: 'TOKEN_REQUIRED' },
    );
    const forged = await attempt(one, `${tokenOf(doors.sample, 'AUDITOR').slice(0, -4)}0000`);
    expect(forged.status).toBe(401);
  });

  it('takes a person of another estate for the public, and writes nothing for them', async () => {
    const before = [await doors.count('ledger.proposal where body is not null'), await doors.count('ledger.voucher')];
    for (const role of ALL) {
      if (one.path.includes('{open}')) break;
      const { status } = await attempt(one, tokenOf(neighbour, role));
      expect([role, status]).toEqual([role, one.may === 'everybody' ? 200 : 403]);
    }
    expect([await doors.count('ledger.proposal where body is not null'), await doors.count('ledger.voucher')]).toEqual(
      before,
    );
  });
});

describe("another estate's things at one's own address", () => {
  it('are not there: proposals cannot be read, approved or returned, vouchers cannot be taken back', async () => {
    const open = await doors.propose(receipt());
    const place = `estates/${neighbour.estate.code}`;
    const ask = (path: string, role: GrantedRole, body?: unknown): Promise<{ status: number }> =>
      doors.deployment.ask(`${place}/${path}`, {
        token: tokenOf(neighbour, role),
        method: path.endsWith(open) ? 'GET' : 'POST',
        ...(body === undefined ? {} : { body }),
      });
    expect((await ask(`proposals/${open}`, 'AUDITOR')).status).toBe(404);
    expect((await ask(`proposals/${open}/approve`, 'COMMITTEE_APPROVER')).status).toBe(404);
    expect((await ask(`proposals/${open}/return`, 'COMMITTEE_APPROVER', { reason: '不该有' })).status).toBe(404);
    // A number that only the sample has: the neighbour's books began later, or ended before.
    const theirs = await doors.deployment.pages<{ number: string }>(`${place}/vouchers`, 'vouchers', 200);
    const ours = await doors.deployment.pages<{ number: string }>('estates/yuanye-manor/vouchers', 'vouchers', 200);
    const only = ours.find(({ number }) => !theirs.some((voucher) => voucher.number === number));
    const number = only?.number.replace('记-', '') ?? '';
    expect((await ask(`vouchers/${number}/reversal`, 'COMMITTEE_PREPARER', REVERSAL)).status).toBe(404);
    const { body } = await doors.ask<{ state: string }>(`proposals/${open}`, 'AUDITOR');
    expect(body.state).toBe('open');
  });

  it('a token of the neighbour approves nothing here, even with the id in hand', async () => {
    const open = await doors.propose(receipt());
    for (const way of ['approve', 'return']) {
      const answer = await doors.deployment.ask(`estates/${doors.sample.estate.code}/proposals/${open}/${way}`, {
        token: tokenOf(neighbour, 'COMMITTEE_APPROVER'),
        body: { reason: '不该有' },
      });
      expect(answer.status).toBe(403);
    }
  });

  it('the same key in two estates is two requests', async () => {
    const one = await doors.post(receipt(), 'shared-key');
    const fund = (await doors.deployment.get<{ funds: { code: string }[] }>(`estates/${neighbour.estate.code}/funds`))
      .funds[0];
    const lines = [
      { account: BANK_ACCOUNT, fund: fund?.code ?? '', debit: '1.00' },
      { account: '4008', fund: fund?.code ?? '', credit: '1.00' },
    ];
    const other = await doors.deployment.ask<{ replayed: boolean; vouchers?: unknown[] }>(
      `estates/${neighbour.estate.code}/vouchers`,
      {
        token: tokenOf(neighbour, 'POSTING_AGENT'),
        key: 'shared-key',
        body: { ...receipt(), lines },
      },
    );
    expect([one.status, other.status]).toEqual([201, 201]);
    expect([one.body.replayed, other.body.replayed]).toEqual([false, false]);
  });
});
