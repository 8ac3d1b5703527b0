/** Contribution files, requests that are sent again, and records that are given back. */
import { csvText } from '../../src/platform/tables/index.js';
import type { Answer } from '../acceptance/deployment.js';
import { FundWorld, refusedBy, unitNames, type Refused } from './fund-world.js';

interface Told {
  readonly amount: string;
  readonly households: number;
  readonly booked: number;
  readonly waiting: number;
  readonly proposals: string[];
  readonly replayed: boolean;
}

let world: FundWorld;
const units = unitNames(5, 5);
const HEAD = ['户号', '金额', '缴款日期', '流水号'];
const rows = units.map((unit, index) => [unit, '200.00', index < 7 ? '2025-03-05' : '2025-03-06', `w${index}`]);

function upload(lines: readonly (readonly string[])[], key?: string): Promise<Answer<Told & Refused>> {
  return world.ask('campaigns/gate-2025/contribution-files', 'COMMITTEE_PREPARER', {
    method: 'POST',
    body: csvText(lines),
    headers: { 'content-type': 'application/octet-stream' },
    ...(key === undefined ? {} : { key }),
  });
}

beforeAll(async () => {
  world = await FundWorld.open();
  await world.addRoll(units.map((unit) => [unit, '80.00']));
  await world.record('campaigns', {
    id: 'gate-2025',
    title: '智能门禁改造',
    fund: 'CW-2025-01',
    share: '200.00',
    households: 10,
    deadline: '2025-03-31',
    resolution: '2025-01',
  });
});
afterAll(() => world.close());

describe('a contribution file', () => {
  it('has a template with its columns', async () => {
    const { text } = await world.ask('campaigns/contribution-template.csv', 'COMMITTEE_PREPARER');
    expect(text).toBe('户号,金额,缴款日期,流水号\r\n');
  });

  it('is refused with every flaw at its line, and books nothing', async () => {
    const answer = await upload([
      HEAD,
      ['9-99', '200.00', '2025-03-05', 'x1'],
      ['1-01', '20.005', '2025-13-05', 'x2'],
      ['1-02', '200.00', '2025-04-01', 'x2'],
    ]);
    expect(answer.status).toBe(422);
    expect(refusedBy(answer)).toEqual([
      ['FUNDS_UNIT_UNKNOWN', 'line[2].unit'],
      ['CONTRIBUTION_AMOUNT', 'line[3].amount'],
      ['CONTRIBUTION_DAY', 'line[3].paidOn'],
      ['CAMPAIGN_OVER', 'line[4].paidOn'],
      ['CONTRIBUTION_SERIAL_TWICE', 'line[4].serial'],
    ]);
    const headless = await upload([
      ['户号', '金额', '缴款日期'],
      ['1-01', '1.00', '2025-03-05'],
    ]);
    expect(refusedBy(headless)).toContainEqual(['COLUMN_MISSING', 'line[1].流水号']);
    expect((await world.fund('CW-2025-01')).net).toBe('0.00');
  });

  it('makes one voucher a day; sent again while it waits or after it is booked, it makes none', async () => {
    const first = await upload([HEAD, ...rows], 'file-1');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ amount: '2000.00', households: 10, booked: 0, waiting: 0, replayed: false });
    expect(first.body.proposals).toHaveLength(2);
    const replayed = await upload([HEAD, ...rows], 'file-1');
    expect(replayed.body).toEqual({ ...first.body, replayed: true });
    expect((await upload([HEAD, ...rows])).body).toMatchObject({ amount: '0.00', waiting: 10, proposals: [] });
    for (const id of first.body.proposals) expect((await world.approve(id)).status).toBe(200);
    expect((await upload([HEAD, ...rows])).body).toMatchObject({ amount: '0.00', booked: 10, proposals: [] });
    expect((await world.fund('CW-2025-01')).net).toBe('2000.00');
  });

  it('of which a part is new books that part', async () => {
    const told = await upload([HEAD, ...rows, ['1-01', '5.00', '2025-03-07', 'w99']]);
    expect(told.body).toMatchObject({ amount: '5.00', households: 1, booked: 10 });
    for (const id of told.body.proposals) await world.approve(id);
    expect((await world.fund('CW-2025-01')).net).toBe('2005.00');
  });

  it('names no household to the public', async () => {
    for (const path of ['campaigns', 'vouchers?limit=50', 'log/leaves?from=0']) {
      const { text } = await world.ask(path);
      expect(text).toMatch(/gate-2025|门禁/);
      expect(text).not.toMatch(/(?<![\d-])[12]-0\d(?!\d)/);
    }
    expect((await world.ask('campaigns/gate-2025/households', 'RESIDENT')).status).toBe(403);
    expect((await world.ask('campaigns/gate-2025/households')).status).toBe(401);
  });
});

describe('a reversed contribution', () => {
  it('is no money of the household any more, and its serial may be booked again', async () => {
    const { vouchers } = await world.see<{ vouchers: readonly { number: string; summary: string }[] }>('vouchers');
    const number = vouchers[0]?.number.slice(2) ?? '';
    const reversal = await world.ask<{ proposalId: string }>(`vouchers/${number}/reversal`, 'COMMITTEE_PREPARER', {
      body: { eventOn: '2025-03-08' },
    });
    expect(reversal.status).toBe(201);
    await world.approve(reversal.body.proposalId);
    expect((await world.fund('CW-2025-01')).net).toBe('2000.00');
    const { households } = await world.see<{ households: readonly { unit: string; given: string }[] }>(
      'campaigns/gate-2025/households',
      'AUDITOR',
    );
    expect(households[0]).toMatchObject({ unit: '1-01', given: '200.00' });
    const again = await upload([HEAD, ['1-01', '5.00', '2025-03-09', 'w99']]);
    expect(again.body).toMatchObject({ amount: '5.00', booked: 0 });
  });
});

describe('a record that waits', () => {
  const body = { pack: 'sichuan', resolution: '2025-02' };

  it('is listed until it is decided, and given back with a reason', async () => {
    const { body: drafted } = await world.draft<{ proposalId: string }>('rule-packs', body);
    const list = (state: string): Promise<{ proposals: readonly object[] }> =>
      world.see(`fund-records?state=${state}`, 'AUDITOR');
    expect((await list('open')).proposals).toMatchObject([{ kind: 'rule-pack', id: 'estate', state: 'open' }]);
    const returned = await world.ask(`fund-records/${drafted.proposalId}/return`, 'COMMITTEE_APPROVER', {
      body: { reason: '请写明比例' },
    });
    expect(returned.status).toBe(200);
    expect((await list('open')).proposals).toEqual([]);
    expect((await list('returned')).proposals).toMatchObject([{ reason: '请写明比例' }]);
    expect(await world.see('rule-packs')).not.toHaveProperty('chosen');
  });

  it('is kept once for one key, and is no public business before', async () => {
    const first = await world.draft<{ proposalId: string }>('rule-packs', body, 'pack-1');
    const again = await world.draft<{ proposalId: string; replayed: boolean }>('rule-packs', body, 'pack-1');
    expect(again.body).toEqual({ proposalId: first.body.proposalId, replayed: true });
    expect((await world.ask('fund-records')).status).toBe(401);
    expect((await world.ask('fund-records', 'RESIDENT')).status).toBe(403);
  });

  it('may not be put in force by the preparer, whoever asks for a private text in it is refused', async () => {
    const { body: drafted } = await world.draft<{ proposalId: string }>('rule-packs', { ...body, share: '' });
    const path = `fund-records/${drafted.proposalId}/approve`;
    expect((await world.ask(path, 'COMMITTEE_PREPARER', { method: 'POST' })).status).toBe(403);
    const phone = await world.draft('rule-packs', { ...body, resolution: '请电13800138000' });
    expect(refusedBy(phone)).toEqual([['PUBLIC_TEXT_PRIVATE', 'resolution']]);
  });

  it('verifies whole', async () => {
    expect(await world.findings()).toEqual({});
  });
});
