/** AT-01 and AT-02a of the domain: three roles around one payment, and public money that leaves a personal card. */
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';
import { Deployment, tokenOf, type Answer, type Settled } from './deployment.js';
import { EstateReader, fenOf, yuanOf } from './figures.js';

interface Proposed {
  readonly proposalId: string;
  readonly code?: string;
}

interface Voucher {
  readonly number: string;
  readonly eventOn: string;
  readonly summary: string;
  readonly lines: readonly {
    readonly account: string;
    readonly fund: string;
    readonly debit?: string;
    readonly credit?: string;
  }[];
}

let deployment: Deployment;
let settled: Settled;
let reader: EstateReader;

beforeAll(async () => {
  deployment = await Deployment.start();
  settled = await deployment.settle(SAMPLE_FOLDER);
  reader = new EstateReader(deployment, settled);
});
afterAll(() => deployment.close());

function ask<Body>(path: string, role: Parameters<typeof tokenOf>[1], body?: unknown): Promise<Answer<Body>> {
  const token = tokenOf(settled, role);
  return deployment.ask<Body>(`estates/yuanye-manor/${path}`, {
    token,
    method: 'POST',
    ...(body === undefined ? {} : { body }),
  });
}

const voucher = (eventOn: string, summary: string, debit: string, credit: string, yuan: string): object => ({
  eventOn,
  summary,
  lines: [
    { account: debit, fund: 'PS', debit: yuan },
    { account: credit, fund: 'PS', credit: yuan },
  ],
});

describe('AT-01: trustee, settlor, beneficiaries', () => {
  it('the trustee proposes 1,440.00 and cannot approve it; the committee approves; every owner reads it', async () => {
    // Fees come in first: the service fund holds 988.36 and pays nobody more than it has.
    const fees = voucher('2025-07-08', '收七月物业费', '100201', '220301', '4978.44');
    expect((await ask('vouchers', 'POSTING_AGENT', fees)).status).toBe(201);
    const payment = voucher('2025-07-28', '支付七月钟点服务费', '500110', '100201', '1440.00');
    const before = await reader.pages<Voucher>('vouchers', 'vouchers', 200);
    const proposed = await ask<Proposed>('proposals', 'TRUSTEE', payment);
    expect(proposed.status).toBe(201);
    const id = proposed.body.proposalId;
    const own = await ask<Proposed>(`proposals/${id}/approve`, 'TRUSTEE');
    expect([own.status, own.body.code]).toEqual([403, 'ACCESS_DENIED']);
    expect(await reader.pages('vouchers', 'vouchers', 200)).toHaveLength(before.length);
    const approved = await ask<{ vouchers: readonly { number: string }[] }>(
      `proposals/${id}/approve`,
      'COMMITTEE_APPROVER',
    );
    expect(approved.status).toBe(200);
    const number = approved.body.vouchers[0]?.number ?? '';
    expect(number).toBe('记-202507-0002');
    const token = tokenOf(settled, 'RESIDENT');
    for (const who of [token, undefined]) {
      const read = await deployment.ask<Voucher>(`estates/yuanye-manor/vouchers/${number}`, { token: who });
      expect(read.status).toBe(200);
      expect(read.body).toMatchObject({
        approval: 'two-persons',
        preparer: settled.people.get('TRUSTEE')?.person,
        approver: settled.people.get('COMMITTEE_APPROVER')?.person,
        lines: [
          { account: '500110', debit: '1440.00' },
          { account: '100201', credit: '1440.00' },
        ],
      });
    }
    const funds = await reader.funds('asOf=2025-07-31');
    expect(funds.find(({ code }) => code === 'PS')?.cash).toBe(
      yuanOf(fenOf('988.36') + fenOf('4978.44') - fenOf('1440.00')),
    );
  });

  it('nobody pays more than the fund holds, whoever approves', async () => {
    const proposed = await ask<Proposed>(
      'proposals',
      'TRUSTEE',
      voucher('2025-07-30', '支付', '500110', '100201', '4526.81'),
    );
    const refused = await ask<Proposed>(`proposals/${proposed.body.proposalId}/approve`, 'COMMITTEE_APPROVER');
    expect([refused.status, refused.body.code]).toEqual([422, 'FUND_BELOW_ZERO']);
  });
});

describe('AT-02a: public money leaves the personal card', () => {
  it('opens with 18,640.35 on the card, and moves it with 312.28 of interest on 2024-07-15', async () => {
    expect(await reader.get<Voucher>('vouchers/202407-0001')).toMatchObject({
      eventOn: '2024-07-01',
      kind: 'opening',
      lines: [
        { account: '122101', fund: 'PR', debit: '18640.35' },
        { account: '300102', fund: 'PR', credit: '18640.35' },
      ],
    });
    const july = await reader.pages<Voucher>('journal.json?from=2024-07&to=2024-07', 'vouchers', 200);
    const moved = july.filter(({ lines }) =>
      lines.some(({ account, credit }) => account === '122101' && credit === '18640.35'),
    );
    expect(moved).toMatchObject([
      { eventOn: '2024-07-15', lines: [{ account: '100201', debit: '18640.35' }, { account: '122101' }] },
    ]);
    const interest = july.filter(({ lines }) =>
      lines.some(({ account, credit }) => account === '4008' && credit === '312.28'),
    );
    expect(interest).toMatchObject([
      { eventOn: '2024-07-15', lines: [{ account: '100201', debit: '312.28' }, { account: '4008' }] },
    ]);
  });

  it('nothing is left on the card, and the estate says how much was held by others until then', async () => {
    expect(await reader.balance('122101', '2024-07-14')).toBe('18640.35');
    expect(await reader.balance('122101', '2024-07-15')).toBe('0.00');
    const held = async (day: string): Promise<string | undefined> =>
      (await reader.funds(`asOf=${day}`)).find(({ code }) => code === 'PR')?.heldByOthers;
    expect([await held('2024-07-14'), await held('2024-07-15')]).toEqual(['18640.35', '0.00']);
  });

  it('the card is known by its alias only, also where its number is asked for', async () => {
    const card = await reader.get<object>('bank-accounts/old-card/reconciliations/2024-07-31.json');
    expect(JSON.stringify(card)).not.toContain('6217000000000000011');
    const asked = await deployment.ask(
      'estates/yuanye-manor/bank-accounts/6217000000000000011/reconciliations/2024-07-31.json',
    );
    expect(asked.status).toBe(404);
  });
});
