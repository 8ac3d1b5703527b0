/** Refusals of every kind at the doors of charity, consent, changed purposes, and races at the commit. */
import { charityProblems } from '../../src/charity/index.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { content, line } from '../support/drafts.js';
import { Deployment } from '../acceptance/deployment.js';
import { CharityEstate, donationFile, HOSTED, MUTUAL, type Proposed } from './charity-estate.js';

const place = `funds/${HOSTED}`;
const provoked = new Set<string>();

let deployment: Deployment;
let charity: CharityEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  charity = await CharityEstate.found(deployment);
  await charity.declare('PAVILION', '凉亭', 'MICRO_RENEWAL');
  await charity.declare('ROAD', '小路', 'MICRO_RENEWAL');
  await charity.declare('VISITS', '慰问', 'AID');
  await charity.declare('OLD', '旧用途', 'AID');
  await charity.estate.must(`charity/${place}/purposes/OLD/end`, 'COMMITTEE_PREPARER');
});
afterAll(() => deployment.close());

async function refused(path: string, body: object): Promise<string[]> {
  const codes = await charity.refusals(path, body);
  for (const code of codes) provoked.add(code);
  return codes;
}

const gift = (more: object = {}): object => ({
  donations: [{ on: '2024-12-01', donor: '王某', amount: '100.00', consentToName: true, ...more }],
});
const numberOf = (voucher: string, nth = 1): string => `${voucher.replace('记-', '')}-00${String(nth)}`;
const balances = async (): Promise<Record<string, string>> => {
  const { purposes } = await charity.estate.get<{ purposes: { code: string; balance: string }[] }>(`charity/${place}`);
  return Object.fromEntries(purposes.map(({ code, balance }) => [code, balance]));
};

describe('donations', () => {
  it('reports every problem of a file at once, with line and column, and proposes nothing', async () => {
    const text = donationFile([
      ['2024-13-01', '甲', '1.00', '', '是', '', ''],
      ['2024-12-01', '乙', '1.005', '', '也许', '', ''],
      ['2024-12-01', '', '5.00', 'NOWHERE', '是', '', 'S1'],
      ['2999-12-01', '丙', '0.00', 'OLD', '否', '', 'S1'],
    ]);
    const answer = await charity.send(text);
    expect(answer.status).toBe(400);
    expect(answer.body.violations.map(({ code, at }) => `${code} ${at ?? ''}`)).toEqual([
      'DONATION_CELL 第 2 行 日期',
      'DONATION_CELL 第 3 行 金额',
      'DONATION_CELL 第 3 行 同意公开',
      'PURPOSE_UNKNOWN 第 4 行 用途',
      'DONATION_NAME_MISSING 第 4 行 捐赠人',
      'DONATION_AMOUNT 第 5 行 金额',
      'DONATION_DAY 第 5 行 日期',
      'DONATION_TWICE 第 5 行 流水号',
      'PURPOSE_ENDED 第 5 行 用途',
    ]);
    for (const { code } of answer.body.violations) provoked.add(code);
    const { proposals } = await charity.estate.get<{ proposals: object[] }>('proposals', 'AUDITOR');
    expect(proposals).toEqual([]);
  });

  it('says what is wrong with the table itself, and gives its layout', async () => {
    const codes = async (text: string): Promise<string[]> => {
      const { status, body } = await charity.send(text);
      return status < 300 ? [] : body.violations.map(({ code }) => code);
    };
    expect(await codes('日期,金额\r\n2024-12-01,1.00\r\n')).toContain('COLUMN_MISSING');
    expect(await codes(donationFile([]))).toEqual(['FILE_EMPTY']);
    const { text, status } = await charity.estate.ask('charity/donation-template.csv');
    expect(status).toBe(200);
    expect(await codes(text)).toEqual([]);
    const { proposals } = await charity.estate.get<{ proposals: { id: string }[] }>('proposals', 'AUDITOR');
    for (const { id } of proposals) {
      await charity.estate.must(`proposals/${id}/return`, 'COMMITTEE_APPROVER', { reason: '只是样张' });
    }
  });

  it('refuses a fund that is no charity, one without a basis, and money in the wrong place', async () => {
    expect(await refused('funds/PR/donations', gift())).toEqual(['CHARITY_FUND_UNKNOWN']);
    expect(await refused('funds/CF/donations', gift())).toEqual(['CHARITY_BASIS_MISSING']);
    expect(await refused(`${place}/donations`, { ...gift(), account: '100201' })).toEqual(['CHARITY_ACCOUNT']);
    expect(await refused(`funds/${MUTUAL}/donations`, { ...gift(), account: '122103' })).toEqual(['CHARITY_ACCOUNT']);
  });

  it('takes mutual aid into an account of the estate', async () => {
    await charity.both(`funds/${MUTUAL}/donations`, gift());
    expect(await charity.estate.balance('100201', '2024-12-01')).toBe('100.00');
  });

  it('keeps twins of a file apart, and books neither twice though two people approve the same at once', async () => {
    const row = ['2024-12-02', '同名', '20.00', '', '否', '', ''];
    const text = donationFile([row, row]);
    const { body: first } = await charity.send(text);
    const grown = donationFile([row, row, row]);
    const { body: more } = await charity.send(grown);
    expect(more).toMatchObject({ alreadyKnown: 2 });
    await charity.approve([...first.proposalIds, ...more.proposalIds]);
    const { donations } = await charity.estate.get<{ donations: object[] }>(
      `charity/${place}/donations?from=2024-12-02&to=2024-12-02`,
    );
    expect(donations).toHaveLength(3);
  });

  it('are booked once by the database itself, whatever program posts them', async () => {
    const inside = (source: string) => [
      {
        name: 'donation',
        subject: '1',
        kind: 'donation',
        source,
        lines: [{ account: '400302', fund: HOSTED, fen: -500n, item: '', period: '' }],
        facts: ['甲', '', ''],
      },
    ];
    const lines = [line(`122103/${HOSTED}`, '+5.00'), line(`400302/${HOSTED}`, '-5.00')];
    const draft = (source: string) => ({ ...content('2024-12-03', lines), inside: inside(source) });
    await charity.estate.book(draft('donation:A'));
    await expect(charity.estate.book(draft('donation:A'))).rejects.toThrow('SOURCE_REPEATED');
    await charity.estate.book(draft('donation:B'));
  });

  it('answers a repeated request with the same proposals', async () => {
    const ask = () =>
      charity.estate.ask<Proposed & { replayed: boolean }>(`charity/${place}/donations`, 'COMMITTEE_PREPARER', {
        body: gift({ on: '2024-12-03' }),
        key: 'gift-1',
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual({ replayed: true, proposalIds: first.body.proposalIds });
    await charity.approve(first.body.proposalIds);
  });

  it('names who agreed until consent is withdrawn, and writes no name into the log', async () => {
    const [voucher = ''] = await charity.both(`${place}/donations`, gift({ on: '2024-12-04', donor: '赵大善' }));
    const number = numberOf(voucher);
    const donor = async (): Promise<string> => {
      const { text } = await charity.estate.ask(`charity/${place}/donations?from=2024-12-04&to=2024-12-04`);
      return text;
    };
    expect(await donor()).toContain('赵大善');
    await charity.estate.must(`charity/donations/${number}/naming`, 'COMMITTEE_PREPARER', { shown: false });
    expect(await donor()).not.toContain('赵大善');
    expect((await charity.estate.ask(`charity/donations/${number}/use`)).text).toContain('爱心居民');
    const leaves = await deployment.rows<{ body: string }>("select convert_from(body, 'UTF8') as body from log.leaf");
    expect(leaves.some(({ body }) => body.includes('赵大善'))).toBe(false);
    await charity.estate.must(`charity/donations/${number}/naming`, 'COMMITTEE_PREPARER', { shown: true });
    expect(await donor()).toContain('赵大善');
    expect(await refused('donations/202412-0009-009/naming', { shown: false })).toEqual(['DONATION_UNKNOWN']);
  });

  it('leaves out a donation that was taken back', async () => {
    const [voucher = ''] = await charity.both(`${place}/donations`, gift({ on: '2024-12-06', serial: 'X-6' }));
    const reversed = await charity.estate.must<{ proposalId: string }>(
      `vouchers/${voucher}/reversal`,
      'COMMITTEE_PREPARER',
      { eventOn: '2024-12-06' },
    );
    await charity.approve([reversed.proposalId]);
    const list = async (): Promise<number> =>
      (await charity.estate.get<{ count: number }>(`charity/${place}/donations?from=2024-12-06&to=2024-12-06`)).count;
    expect(await list()).toBe(0);
    await charity.both(`${place}/donations`, gift({ on: '2024-12-06', serial: 'X-6' }));
    expect(await list()).toBe(1);
  });
});

describe('purposes', () => {
  const works = (amount: string, more: object = {}): object => {
    return { on: '2025-01-10', use: 'MICRO_RENEWAL', purpose: 'PAVILION', amount, summary: '建凉亭', ...more };
  };

  it('are declared once and spent for what they are', async () => {
    expect(await refused(`${place}/purposes`, { purpose: 'VISITS', name: '再来', use: 'AID' })).toEqual([
      'PURPOSE_KNOWN',
    ]);
    await charity.both(`${place}/donations`, {
      donations: [
        { on: '2025-01-05', donor: '甲', amount: '300.00', purpose: 'PAVILION' },
        { on: '2025-01-05', donor: '乙', amount: '200.00', purpose: 'PAVILION' },
      ],
    });
    expect(await refused(`${place}/spending`, works('500.01'))).toEqual(['PURPOSE_OVERDRAWN']);
    expect(await refused(`${place}/spending`, works('1.00', { use: 'AID' }))).toEqual(['PURPOSE_OTHER_USE']);
    expect(await refused(`${place}/spending`, works('1.00', { purpose: 'NOWHERE' }))).toEqual(['PURPOSE_UNKNOWN']);
    expect(await refused(`${place}/spending`, works('1.00', { summary: '' }))).toEqual(['SPENDING_SUMMARY']);
    const { amount: _amount, ...without } = works('1.00') as { amount: string };
    expect(await refused(`${place}/spending`, without)).toEqual(['SPENDING_AMOUNT']);
    const one = { category: 'HARDSHIP', name: '某', amount: '1.00' };
    const grants = { on: '2025-01-10', use: 'RUNNING', recipients: [one, one] };
    expect(await refused(`${place}/spending`, grants)).toEqual(['GRANT_USE', 'GRANT_TWICE']);
  });

  it('are not overspent by two proposals that are each within the balance', async () => {
    const proposed = [];
    for (const summary of ['一期', '二期']) {
      const body = works('400.00', { summary });
      proposed.push(await charity.estate.must<Proposed>(`charity/${place}/spending`, 'COMMITTEE_PREPARER', body));
    }
    const [first, second] = proposed.flatMap(({ proposalIds }) => proposalIds);
    await charity.approve([first ?? '']);
    const late = await charity.estate.ask(`proposals/${second ?? ''}/approve`, 'COMMITTEE_APPROVER', {
      method: 'POST',
    });
    expect([late.status, late.body.code]).toEqual([422, 'PURPOSE_OVERDRAWN']);
    expect((await balances())['PAVILION']).toBe('100.00');
  });

  it('are not reached by an ordinary voucher that names no purpose', async () => {
    const view = await charity.estate.get<{ unrestricted: string; balance: string }>(`charity/${place}`);
    const yuan = (BigInt(view.unrestricted.replace('.', '')) + 1n).toString().replace(/(..)$/, '.$1');
    const lines = [
      { account: '500603', fund: HOSTED, debit: yuan },
      { account: '122103', fund: HOSTED, credit: yuan },
    ];
    const body = { eventOn: '2025-01-11', summary: '办活动', lines };
    const { proposalId } = await charity.estate.must<{ proposalId: string }>('proposals', 'COMMITTEE_PREPARER', body);
    const answer = await charity.estate.ask(`proposals/${proposalId}/approve`, 'COMMITTEE_APPROVER', {
      method: 'POST',
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'PURPOSE_OVERDRAWN']);
    expect(answer.body.violations[0]?.title).toContain('未限定用途');
  });

  it('change only with consents on record, for no more than those donors gave', async () => {
    const list = await charity.estate.get<{ donations: { number: string; purpose?: string }[] }>(
      `charity/${place}/donations?from=2025-01-05`,
    );
    const [mine = '', yours = ''] = list.donations
      .filter(({ purpose }) => purpose === 'PAVILION')
      .map(({ number }) => number);
    const consent = { number: yours, on: '2025-02-01', evidence: '微信同意截图' };
    const change = { on: '2025-02-02', from: 'PAVILION', to: 'ROAD', amount: '80.00', consents: [consent] };
    const path = `${place}/purpose-changes`;
    expect(await refused(path, { ...change, consents: [consent, consent] })).toEqual(['CONSENT_TWICE']);
    expect(await refused(path, { ...change, to: 'PAVILION' })).toEqual(['PURPOSE_SAME']);
    expect(await refused(path, { ...change, amount: '200.01' })).toEqual(['CONSENT_SHORT', 'PURPOSE_OVERDRAWN']);
    const foreign = { ...consent, number: '202412-0001-001' };
    expect(await refused(path, { ...change, consents: [consent, foreign] })).toEqual(['CONSENT_DONATION']);
    const { proposalIds } = await charity.estate.must<Proposed>(`charity/${path}`, 'COMMITTEE_PREPARER', change);
    // What waits has used the consent already: the money of others does not pass on it.
    expect(await refused(path, { ...change, amount: '120.01' })).toContain('CONSENT_SHORT');
    await charity.approve(proposalIds);
    expect(await balances()).toMatchObject({ PAVILION: '20.00', ROAD: '80.00' });
    await charity.both(path, { ...change, amount: '20.00', consents: [{ ...consent, number: mine }] });
    const { purposeMoves } = await charity.estate.get<{ purposeMoves: object[] }>(`charity/${place}`);
    expect(purposeMoves).toMatchObject([
      { amount: '80.00', consents: 1 },
      { amount: '20.00', consents: 1 },
    ]);
    expect(JSON.stringify(purposeMoves)).not.toContain(yours);
  });

  it('pass on what is left over only when they have ended, to the like, and in public', async () => {
    const leftover = { on: '2025-03-01', from: 'ROAD', to: 'PAVILION', resolution: '2025-03', reason: '小路已完工' };
    const path = `${place}/leftovers`;
    expect(await refused(path, leftover)).toEqual(['PURPOSE_NOT_ENDED']);
    await charity.estate.must(`charity/${place}/purposes/ROAD/end`, 'COMMITTEE_PREPARER');
    expect(await refused(path, { ...leftover, to: 'VISITS' })).toEqual(['PURPOSE_NOT_SIMILAR']);
    await charity.both(path, leftover);
    expect(await refused(path, leftover)).toEqual(['PURPOSE_EMPTY']);
    expect(await balances()).toMatchObject({ PAVILION: '100.00', ROAD: '0.00' });
  });
});

describe('all of it', () => {
  it('passes verification', async () => {
    const verify = new VerifyEstate(deployment.running.app.get(EstateReads, { strict: false }));
    const report = await verify.execute(charity.estate.estateId);
    expect([report.counts, report.isSound]).toEqual([{}, true]);
  });

  it('has been refused in every way that there is', () => {
    const ours = [...provoked].filter((code) => code in charityProblems);
    expect(ours.sort()).toEqual(Object.keys(charityProblems).sort());
  });
});
