/** Reminders on paper: one household's notice and a building's list, for those who hand them out. */
import { Deployment } from '../acceptance/deployment.js';
import { areaFee, FeeEstate, tariff, unitsOf } from '../fees/fee-estate.js';

interface Shown {
  readonly title: string;
  readonly facts: readonly { readonly key: string; readonly value: unknown }[];
  readonly sections: readonly { readonly rows?: readonly unknown[] }[];
}

let deployment: Deployment;
let estate: FeeEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, [...unitsOf(['100', '80']), ...unitsOf(['60'], '2')]);
  await estate.tariff(tariff('2024-01-01', [areaFee('0.50')]));
  for (const month of ['2024-01', '2024-02']) await estate.charge(month);
  await estate.must('fees/reminders', 'TRUSTEE', { on: '2024-03-05', way: 'DOOR', units: ['1-101'] });
});
afterAll(() => deployment.close());

describe('a notice', () => {
  it('tells one household what it owes, in figures and words', async () => {
    const { body, text } = await estate.ask<Shown>('fees/notices/1-101/document.json', 'TRUSTEE');
    expect(body.title).toBe('缴费通知单');
    for (const part of ['1-101', '¥100.00', '人民币壹佰元整', '物业服务费', '2024-01', '2024-02', '50.00']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('1-102');
  });

  it('is printed as a PDF and as a page', async () => {
    const pdf = await estate.ask('fees/notices/1-101/document.pdf', 'COMMITTEE_PREPARER');
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    const page = await estate.ask('fees/notices/1-101/document.html', 'COMMITTEE_PREPARER');
    expect(page.text).toContain('人民币壹佰元整');
  });

  it('is not made for whoever owes nothing, nor given to whoever may not see households', async () => {
    const none = await estate.ask('fees/notices/9-999/document.json', 'TRUSTEE');
    expect([none.status, none.body.code]).toEqual([422, 'REMINDER_NOTHING_OWED']);
    for (const path of ['fees/notices/1-101/document.json', 'fees/notices/document.json']) {
      expect((await estate.ask(path, 'RESIDENT')).status).toBe(403);
      expect((await estate.ask(path)).status).toBe(401);
    }
  });
});

describe('the list of a building', () => {
  it('has its households, when each was reminded last, and their sum', async () => {
    const { body, text } = await estate.ask<Shown>('fees/notices/document.json?building=1', 'AUDITOR');
    expect(body.title).toBe('催缴清单');
    for (const part of ['1-101', '1-102', '2024-03-05', '180.00']) expect(text).toContain(part);
    expect(text).not.toContain('2-101');
    const whole = await estate.ask('fees/notices/document.json', 'AUDITOR');
    expect(whole.text).toContain('240.00');
  });
});
