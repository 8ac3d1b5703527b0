/** A month's charges over HTTP: once, by two persons, corrected beside and never over. */
import { ProposeCharges } from '../../src/fees/propose-charges.js';
import type { Period } from '../../src/kernel/calendar.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { Deployment } from '../acceptance/deployment.js';
import { content, line } from '../support/drafts.js';
import { areaFee, FeeEstate, tariff, unitsOf } from './fee-estate.js';

interface Proposed {
  readonly replayed: boolean;
  readonly proposalIds: readonly string[];
}
interface Posted {
  readonly replayed: boolean;
  readonly vouchers: readonly { readonly number: string; readonly seq: string }[];
}
interface Owing {
  readonly total: string;
  readonly households: readonly { readonly unit: string; readonly amount: string }[];
}

let deployment: Deployment;
let estate: FeeEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, [...unitsOf(['100', '80', '60'], '1'), ...unitsOf(['50', '40'], '2')]);
  await estate.tariff(tariff('2024-01-01', [areaFee('0.50')]));
});
afterAll(() => deployment.close());

const owing = async (on: string): Promise<Record<string, string>> => {
  const { households } = await estate.get<Owing>(`fees/arrears/households?on=${on}`, 'AUDITOR');
  return Object.fromEntries(households.map(({ unit, amount }) => [unit, amount]));
};

const propose = (month: string, key?: string, body: object = {}) =>
  estate.ask<Proposed>(`fees/charges/${month}`, 'COMMITTEE_PREPARER', { body, ...(key === undefined ? {} : { key }) });

const adjustment = (unit: string, kind: string, amount: string, more: object = {}): object => {
  return { unit, item: 'FEE', month: '2024-03', kind, amount, reason: '面积登记有误', ...more };
};
const adjust = (...adjustments: object[]) =>
  estate.ask<Proposed>('fees/adjustments', 'COMMITTEE_PREPARER', { body: { eventOn: '2024-04-02', adjustments } });

describe('a charge run', () => {
  it('is proposed by one, approved by another, and answers a repeated request in the same words', async () => {
    const first = await propose('2024-01', 'run-1');
    expect([first.status, first.body.proposalIds.length, first.body.replayed]).toEqual([201, 1, false]);
    const again = await propose('2024-01', 'run-1');
    expect(again.body).toEqual({ ...first.body, replayed: true });
    const own = await estate.ask('fees/charges/2024-01/approve', 'COMMITTEE_PREPARER', { method: 'POST' });
    expect(own.status).toBe(403);
    const approve = () =>
      estate.ask<Posted>('fees/charges/2024-01/approve', 'COMMITTEE_APPROVER', { method: 'POST', key: 'approve-1' });
    const posted = await approve();
    expect([posted.status, posted.body.vouchers.length]).toEqual([200, 1]);
    expect((await approve()).body).toEqual({ ...posted.body, replayed: true });
    expect(await owing('2024-01-31')).toEqual({
      '1-101': '50.00',
      '1-102': '40.00',
      '1-103': '30.00',
      '2-101': '25.00',
      '2-102': '20.00',
    });
  });

  it('finds nothing to do a second time, and charges whoever was missed', async () => {
    expect((await propose('2024-01')).body.proposalIds).toEqual([]);
    const refused = await estate.ask('fees/charges/2024-01/approve', 'COMMITTEE_APPROVER', { method: 'POST' });
    expect([refused.status, refused.body.code]).toEqual([404, 'CHARGE_RUN_NOT_FOUND']);
    await estate.addToRoll([{ unit: '2-103', building: '2', area: '30' }]);
    expect(await estate.charge('2024-01')).toBe(1);
    expect((await owing('2024-01-31'))['2-103']).toBe('15.00');
  });

  it('is proposed once where two ask at the same time', async () => {
    const both = await Promise.all([propose('2024-02'), propose('2024-02')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('CHARGE_RUN_WAITS');
    await estate.must('fees/charges/2024-02/approve', 'COMMITTEE_APPROVER');
    expect((await propose('2024-02')).body.proposalIds).toEqual([]);
  });

  it('charges one building and then the others', async () => {
    expect(await estate.charge('2024-03', { buildings: ['2'] })).toBe(1);
    const rest = await estate.get<{ households: number; total: string }>('fees/charges/2024-03', 'AUDITOR');
    expect(rest).toMatchObject({ households: 3, total: '120.00' });
    const one = await propose('2024-03', undefined, { buildings: ['1'] });
    expect(one.status).toBe(201);
    const other = await propose('2024-03', undefined, { buildings: ['2'] });
    expect([other.status, other.body.proposalIds]).toEqual([201, []]);
    await estate.must('fees/charges/2024-03/approve', 'COMMITTEE_APPROVER');
    expect((await propose('2024-03')).body.proposalIds).toEqual([]);
  });

  it('is cut into parts, each a voucher of its own', async () => {
    const verb = deployment.running.app.get(ProposeCharges, { strict: false });
    const preparer = estate.person('COMMITTEE_PREPARER');
    const scope = { month: '2024-04' as Period, buildings: [], pools: new Map<string, bigint>() };
    const outcome = await verb.execute({ estateId: estate.estateId, preparer, partUnits: 4, ...scope });
    expect('accepted' in outcome && outcome.accepted.proposalIds.length).toBe(2);
    const posted = await estate.must<Posted>('fees/charges/2024-04/approve', 'COMMITTEE_APPROVER');
    expect(posted.vouchers).toHaveLength(2);
    const { vouchers } = await estate.get<{ vouchers: { summary: string }[] }>('vouchers?period=2024-04');
    expect(vouchers.map(({ summary }) => summary).sort()).toEqual([
      '计收2024年04月业主费用（2户，第2部分共2部分）',
      '计收2024年04月业主费用（4户，第1部分共2部分）',
    ]);
  });

  it('applies what was paid in advance, oldest month first', async () => {
    const lines = [line('100201/PS', '+130.00'), line('220301/PS', '-130.00')];
    const advance = { account: '220301', fund: 'PS', fen: -13_000n, item: '', period: '' };
    const leaf = { name: 'household', subject: '1-103', kind: 'payment', source: '', lines: [advance], facts: [] };
    await estate.book({ ...content('2024-05-01', lines), inside: [leaf] });
    const preview = await estate.get<{ applied: string }>('fees/charges/2024-05', 'TRUSTEE');
    // Four months of 30.00 are open and a fifth is charged: 130.00 settle the first four and a third of the last.
    expect(preview.applied).toBe('130.00');
    await estate.charge('2024-05', { eventOn: '2024-05-02' });
    expect((await owing('2024-05-31'))['1-103']).toBe('20.00');
    expect(await estate.balance('220301', '2024-05-31')).toBe('0.00');
  });

  it('applies later on what came in advance while something was open, and then finds nothing to do', async () => {
    const lines = [line('100201/PS', '+10.00'), line('220301/PS', '-10.00')];
    const advance = { account: '220301', fund: 'PS', fen: -1_000n, item: '', period: '' };
    const leaf = { name: 'household', subject: '1-102', kind: 'payment', source: '', lines: [advance], facts: [] };
    await estate.book({ ...content('2024-05-03', lines), inside: [leaf] });
    expect(await estate.charge('2024-05', { eventOn: '2024-05-04' })).toBe(1);
    expect((await owing('2024-05-31'))['1-102']).toBe('190.00');
    const { vouchers } = await estate.get<{ vouchers: { summary: string }[] }>('vouchers?period=2024-05');
    expect(vouchers.map(({ summary }) => summary)).toContain('预收款转应收款（1户）');
    expect((await propose('2024-05')).body.proposalIds).toEqual([]);
  });

  it('charges no component a second time because its account changed', async () => {
    await estate.tariff(tariff('2024-05-01', [areaFee('0.50', { receivable: '112203' })]));
    expect((await propose('2024-05')).body.proposalIds).toEqual([]);
    await estate.tariff(tariff('2024-05-01', [areaFee('0.50')]));
  });

  it('is refused in words: no tariff, an unknown building, an amount that nothing shares', async () => {
    expect((await propose('2023-12')).body.code).toBe('CHARGE_NO_TARIFF');
    expect((await propose('2024-06', undefined, { buildings: ['9'] })).body.code).toBe('FEES_BUILDING_UNKNOWN');
    expect((await propose('2024-06', undefined, { shared: { LIGHT: '9.00' } })).body.code).toBe('CHARGE_POOL_UNKNOWN');
    expect((await propose('2024-06', undefined, { shared: { LIGHT: '0.00' } })).status).toBe(400);
    const preview = await estate.ask('fees/charges/2024-06?shared=LIGHT:9.00', 'AUDITOR');
    expect([preview.status, preview.body.code]).toEqual([400, 'CHARGE_POOL_UNKNOWN']);
  });
});

describe('who may see what', () => {
  it('shows totals to readers of the books, households to those who collect, and neither to residents', async () => {
    const statuses = async (path: string): Promise<number[]> => {
      const roles = ['COMMITTEE_APPROVER', 'TRUSTEE', 'AUDITOR', 'SUPERVISOR', 'RESIDENT', undefined] as const;
      return Promise.all(roles.map(async (role) => (await estate.ask(path, role)).status));
    };
    expect(await statuses('fees/charges/2024-06')).toEqual([200, 200, 200, 200, 403, 401]);
    expect(await statuses('fees/charges/2024-06?building=2')).toEqual([200, 200, 200, 403, 403, 401]);
    expect(await statuses('fees/charges/2024-06/households')).toEqual([200, 200, 200, 403, 403, 401]);
    expect(await statuses('fees/tariffs')).toEqual([200, 200, 200, 200, 200, 200]);
    for (const role of ['COMMITTEE_APPROVER', 'AUDITOR', 'RESIDENT'] as const) {
      expect((await estate.ask('fees/charges/2024-06', role, { body: {} })).status).toBe(403);
    }
  });

  it('gives households page by page', async () => {
    const units: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page: { households: { unit: string }[]; next?: string } = await estate.get(
        `fees/charges/2024-06/households?limit=4${cursor}`,
        'AUDITOR',
      );
      units.push(...page.households.map(({ unit }) => unit));
      next = page.next;
    }
    expect(units).toEqual(['1-101', '1-102', '1-103', '2-101', '2-102', '2-103']);
  });
});

describe('corrections', () => {
  it('supplement, credit and waive beside what was charged, with reasons that the public does not see', async () => {
    const before = await owing('2024-04-30');
    const proposed = await adjust(
      adjustment('1-101', 'supplement', '5.00'),
      adjustment('1-102', 'credit', '8.00'),
      adjustment('2-101', 'waiver', '25.00', { reason: '低保家庭' }),
    );
    expect(proposed.status).toBe(201);
    await estate.approveAll(proposed.body.proposalIds);
    const after = await owing('2024-04-30');
    expect([before['1-101'], after['1-101']]).toEqual(['200.00', '205.00']);
    expect([before['1-102'], after['1-102']]).toEqual(['160.00', '152.00']);
    expect([before['2-101'], after['2-101']]).toEqual(['100.00', '75.00']);
    const { vouchers } = await estate.get<{ vouchers: { number: string; summary: string }[] }>(
      'vouchers?period=2024-04',
    );
    const found = vouchers.find(({ summary }) => summary === '收费调整：补收1户，冲减1户，减免1户');
    const shown = await estate.ask(`vouchers/${found?.number ?? ''}`);
    expect(shown.status).toBe(200);
    for (const secret of ['低保', '1-101', '有误']) expect(shown.text).not.toContain(secret);
  });

  it('do not make a household that was let off be charged again', async () => {
    expect((await propose('2024-03')).body.proposalIds).toEqual([]);
  });

  it('give back as an advance what was paid already', async () => {
    // Unit 1-103 has paid January to April.
    const proposed = await adjust(adjustment('1-103', 'credit', '12.00', { month: '2024-01' }));
    await estate.approveAll(proposed.body.proposalIds);
    expect(await estate.balance('220301', '2024-05-31')).toBe('-12.00');
    expect((await owing('2024-05-31'))['1-103']).toBe('20.00');
  });

  it('are taken once of a charge while one waits, so that nothing that was paid is given back twice', async () => {
    const waiver = adjustment('1-103', 'waiver', '18.00', { month: '2024-02' });
    const before = await estate.balance('220301', '2024-05-31');
    const first = await adjust(waiver);
    const second = await adjust(waiver);
    expect([first.status, second.status]).toEqual([201, 409]);
    expect(second.body.violations.map(({ code, at }) => [code, at])).toEqual([
      ['CHARGE_ADJUSTMENT_WAITS', 'adjustments[0]'],
    ]);
    expect((await adjust(adjustment('1-103', 'credit', '30.00', { month: '2024-03' }))).status).toBe(201);
    await estate.approveAll(first.body.proposalIds);
    const after = await estate.balance('220301', '2024-05-31');
    expect([before, after]).toEqual(['-12.00', '-30.00']);
    expect((await adjust(waiver)).body.code).toBe('CHARGE_CREDIT_TOO_MUCH');
  });

  it('take off no more than was charged, and know the item and the unit', async () => {
    const much = await adjust(adjustment('1-101', 'credit', '30.00'), adjustment('1-101', 'waiver', '25.01'));
    expect(much.body.violations.map(({ code, at }) => [code, at])).toEqual([
      ['CHARGE_CREDIT_TOO_MUCH', 'adjustments[1]'],
    ]);
    expect((await adjust(adjustment('1-101', 'credit', '1.00', { item: 'CAR' }))).body.code).toBe(
      'CHARGE_ITEM_UNKNOWN',
    );
    expect((await adjust(adjustment('9-101', 'credit', '1.00'))).body.code).toBe('UNIT_UNKNOWN');
    expect((await adjust(adjustment('1-101', 'credit', '0.00'))).status).toBe(400);
    expect((await adjust(adjustment('1-101', 'credit', '1.00', { reason: ' ' }))).status).toBe(400);
  });
});

describe('reminders', () => {
  it('tell each household what it owes in figures and words, and are on record once given', async () => {
    const { notices } = await estate.get<{ notices: Record<string, unknown>[] }>('fees/notices?building=2', 'TRUSTEE');
    expect(notices.map(({ unit }) => unit)).toEqual(['2-101', '2-102', '2-103']);
    expect(notices[0]).toMatchObject({
      amount: '100.00',
      inWords: '人民币壹佰元整',
      lines: [
        { item: 'FEE', name: '物业服务费', month: '2024-01', amount: '25.00' },
        { month: '2024-02' },
        { month: '2024-04' },
        { month: '2024-05' },
      ],
      given: [],
    });
    const body = { on: '2024-06-03', way: 'DOOR', units: ['2-101', '2-102'] };
    expect(await estate.must('fees/reminders', 'TRUSTEE', body)).toMatchObject({ households: 2 });
    const later = await estate.get<{ notices: { given: object[] }[] }>('fees/notices?unit=2-101', 'TRUSTEE');
    expect(later.notices[0]?.given).toEqual([{ unit: '2-101', on: '2024-06-03', way: 'DOOR', amount: '100.00' }]);
    const list = await estate.get<{ reminders: unknown[] }>('fees/reminders', 'AUDITOR');
    expect(list.reminders).toHaveLength(2);
    for (const path of ['fees/notices', 'fees/reminders'])
      expect((await estate.ask(path, 'RESIDENT')).status).toBe(403);
  });

  it('are refused for whoever owes nothing, is unknown or named twice, and for days to come', async () => {
    const remind = async (units: readonly string[], on = '2024-06-03'): Promise<string> => {
      const answer = await estate.ask('fees/reminders', 'COMMITTEE_PREPARER', { body: { on, way: 'PHONE', units } });
      return answer.body.code;
    };
    expect(await remind(['2-101'], '2999-01-01')).toBe('REMINDER_IN_FUTURE');
    expect(await remind(['2-101', '2-101'])).toBe('FEES_UNIT_REPEATED');
    expect(await remind(['9-101'])).toBe('UNIT_UNKNOWN');
    expect(await remind(['2-101'], '2023-12-31')).toBe('REMINDER_NOTHING_OWED');
  });
});

it('leaves an estate that verifies', async () => {
  const report = await deployment.running.app.get(VerifyEstate, { strict: false }).execute(estate.estateId);
  expect(report.counts).toEqual({});
  expect(report.isSound).toBe(true);
});
