/** How far books and bank agree, over HTTP: for everybody in figures, for the committee with the payments meant. */
import { tokenOf, type Answer } from '../acceptance/deployment.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { ACCOUNT, FileDoors } from './file-doors.js';

interface Account {
  readonly account: string;
  readonly light: string;
  readonly agreedAsOf?: string;
  readonly signedThrough?: string;
}
interface Status {
  readonly code: string;
  readonly light: string;
  readonly accounts: readonly Account[];
}
interface Alerts {
  readonly alerts: readonly {
    readonly kind: string;
    readonly sentence: string;
    readonly amount: string;
    readonly lines?: readonly { readonly line: string; readonly summary: string }[];
  }[];
}

let doors: FileDoors;

beforeAll(async () => {
  doors = await FileDoors.open();
});
afterAll(() => doors.close());

function get<Body>(path: string, role?: GrantedRole): Promise<Answer<Body>> {
  return doors.deployment.ask<Body>(path, role === undefined ? {} : { token: tokenOf(doors.sample, role) });
}

const code = (): string => doors.sample.estate.code;
const own = async (): Promise<Account | undefined> =>
  (await get<Status>(`estates/${code()}/bank-status`)).body.accounts.find(({ account }) => account === ACCOUNT);

describe('the bank’s status', () => {
  it('is unknown before any file, and amber with the day of agreement after it', async () => {
    expect(await own()).toMatchObject({ light: 'unknown' });
    await doors.hand(await doors.sampleFile());
    expect(await own()).toMatchObject({
      light: 'amber',
      on: '2025-07-01',
      agreedAsOf: '2025-06-29',
      book: '31267.21',
      bank: '31829.29',
      unexplained: '0.00',
      withoutVoucher: { count: 2, in: '577.08', out: '15.00' },
      gaps: 0,
      oldest: { on: '2025-06-30' },
    });
  });

  it('says through which day two people signed', async () => {
    expect((await own())?.signedThrough).toBeUndefined();
    for (const [what, role] of [
      ['prepare', 'COMMITTEE_PREPARER'],
      ['sign', 'COMMITTEE_APPROVER'],
    ] as const) {
      const place = `estates/${code()}/bank-accounts/${ACCOUNT}/reconciliations/2025-05-31/${what}`;
      const { status } = await doors.deployment.ask(place, { method: 'POST', token: tokenOf(doors.sample, role) });
      expect(status).toBe(201);
    }
    expect((await own())?.signedThrough).toBe('2025-05-31');
  });

  it('is given for every estate of the deployment', async () => {
    const { body } = await get<{ estates: readonly Status[]; next?: string }>('bank-status?limit=1', 'SUPERVISOR');
    expect(body.estates).toMatchObject([{ code: code(), light: 'amber' }]);
    expect(body.next).toBeUndefined();
    expect((await get<{ estates: unknown[] }>('bank-status?cursor=zzz')).body.estates).toEqual([]);
  });
});

describe('alerts', () => {
  it('are sentences for everybody, and name the payments to the committee and the auditor alone', async () => {
    const path = `estates/${code()}/bank-alerts`;
    const open = await get<Alerts>(path);
    expect(open.body.alerts.map(({ kind, amount }) => [kind, amount])).toEqual([['unexplained-withdrawal', '15.00']]);
    expect(open.body.alerts[0]?.sentence).toContain('账上还没有凭证，共 15.00 元');
    expect(open.body.alerts[0]?.lines).toBeUndefined();
    for (const role of ['RESIDENT', 'TRUSTEE', 'SUPERVISOR'] as const) {
      expect((await get<Alerts>(path, role)).text).not.toContain('对公账户服务费');
    }
    for (const role of ['AUDITOR', 'COMMITTEE_PREPARER'] as const) {
      expect((await get<Alerts>(path, role)).text).toContain('收费');
    }
  });

  it('stand on the home page', async () => {
    const page = await get(`/e/${code()}`);
    expect(page.text).toContain('银行付出了 1 笔钱，账上还没有凭证，共 15.00 元');
  });
});
