/** Two persons over HTTP: proposals, approvals, returns, corrections, and the close of a month. */
import { Doors, expectProblem, line, payment, receipt, type ProblemBody } from './doors.js';

interface Proposal {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly preparer: string;
  readonly decider?: string;
  readonly note?: string;
  readonly seq?: number;
  readonly content: Readonly<Record<string, unknown>>;
}

let doors: Doors;

beforeAll(async () => {
  doors = await Doors.open();
});
afterAll(() => doors.close());

const proposal = async (id: string): Promise<Proposal> =>
  (await doors.ask<Proposal>(`proposals/${id}`, 'AUDITOR')).body;
const list = async (state: string): Promise<readonly string[]> => {
  const { body } = await doors.ask<{ proposals: readonly Proposal[] }>(`proposals?state=${state}`, 'SUPERVISOR');
  return body.proposals.map(({ id }) => id);
};
const person = (role: 'COMMITTEE_PREPARER' | 'COMMITTEE_APPROVER' | 'TRUSTEE'): string | undefined =>
  doors.sample.people.get(role)?.person;

describe('a proposal', () => {
  it('is no voucher until another person approves it', async () => {
    const before = await doors.count('ledger.voucher');
    const id = await doors.propose(receipt('11.00'));
    expect(await doors.count('ledger.voucher')).toBe(before);
    expect(await proposal(id)).toMatchObject({
      kind: 'voucher',
      state: 'open',
      preparer: person('COMMITTEE_PREPARER'),
    });
    expect(await list('open')).toContain(id);
    const approved = await doors.approve(id);
    expect(approved.status).toBe(200);
    const number = approved.body.vouchers[0]?.number.replace('记-', '') ?? '';
    const shown = await doors.ask<Record<string, unknown>>(`vouchers/${number}`);
    expect(shown.body).toMatchObject({
      approval: 'two-persons',
      preparer: person('COMMITTEE_PREPARER'),
      approver: person('COMMITTEE_APPROVER'),
    });
    expect(await proposal(id)).toMatchObject({
      state: 'approved',
      decider: person('COMMITTEE_APPROVER'),
      seq: approved.body.vouchers[0]?.seq,
    });
    expect(await list('approved')).toContain(id);
    expect(await list('open')).not.toContain(id);
  });

  it('shows its content in yuan', async () => {
    const id = await doors.propose(receipt('1234.50'));
    const text = JSON.stringify((await proposal(id)).content);
    expect(text).toContain('"1234.50"');
    expect(text).not.toContain('123450');
  });

  it('is checked when it is made, so that the preparer hears at once; money is judged at its approval', async () => {
    const early = await doors.ask('proposals', 'COMMITTEE_PREPARER', {
      body: receipt('1.00', { summary: '' }),
    });
    expectProblem(early, 422, 'SUMMARY_EMPTY', 'summary');
    const id = await doors.propose(payment('999999.00'));
    const late = await doors.approve(id, 'too-much');
    expectProblem(late, 422, 'FUND_BELOW_ZERO');
    expect((await proposal(id)).state).toBe('open');
    const again = await doors.approve(id, 'too-much');
    expect([again.status, again.body.replayed]).toEqual([422, true]);
  });

  it('cannot be decided twice, whoever comes second', async () => {
    const id = await doors.propose(receipt());
    const before = await doors.count('ledger.voucher');
    const answers = await Promise.all([doors.approve(id), doors.approve(id), doors.approve(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await doors.count('ledger.voucher')).toBe(before + 1);
    expectProblem(await doors.approve(id), 409, 'PROPOSAL_DECIDED');
    const giveBack = await doors.ask(`proposals/${id}/return`, 'COMMITTEE_APPROVER', {
      body: { reason: '晚了' },
    });
    expectProblem(giveBack, 409, 'PROPOSAL_DECIDED');
  });

  it('approved again with the same key gives the same voucher', async () => {
    const id = await doors.propose(receipt());
    const [first, second] = [await doors.approve(id, 'same-key'), await doors.approve(id, 'same-key')];
    expect(second.body).toEqual({ ...first.body, replayed: true });
    const other = await doors.propose(receipt());
    expectProblem(await doors.approve(other, 'same-key'), 409, 'IDEMPOTENCY_KEY_REUSED');
  });

  it('is returned with a reason, and can then not be approved', async () => {
    const id = await doors.propose(receipt());
    const back = await doors.ask<{ replayed: boolean }>(`proposals/${id}/return`, 'COMMITTEE_APPROVER', {
      body: { reason: '请补发票' },
    });
    expect(back.status).toBe(200);
    expect(await proposal(id)).toMatchObject({
      state: 'returned',
      note: '请补发票',
      decider: person('COMMITTEE_APPROVER'),
    });
    expectProblem(await doors.approve(id), 409, 'PROPOSAL_DECIDED');
    const empty = await doors.ask(`proposals/${id}/return`, 'COMMITTEE_APPROVER', {
      body: { reason: '  ' },
    });
    expectProblem(empty, 400, 'BODY_INVALID', 'reason');
  });

  it('made again with the same key is the same proposal', async () => {
    const ask = (
      body: unknown,
    ): ReturnType<typeof doors.ask<{ replayed: boolean; proposalId: string } & ProblemBody>> =>
      doors.ask('proposals', 'COMMITTEE_PREPARER', { body, key: 'propose-once' });
    const [first, second] = [await ask(receipt('5.00')), await ask(receipt('5.00'))];
    expect([first.body.replayed, second.body.replayed]).toEqual([false, true]);
    expect(second.body.proposalId).toBe(first.body.proposalId);
    expectProblem(await ask(receipt('6.00')), 409, 'IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key');
    // Another person's key is another key.
    const trustee = await doors.ask<{ replayed: boolean }>('proposals', 'TRUSTEE', {
      body: receipt('5.00'),
      key: 'propose-once',
    });
    expect(trustee.body.replayed).toBe(false);
  });

  it('that is not there is told so', async () => {
    const id = '0197f6a0-1c2d-7b3e-8f4a-5b6c7d8e9f01';
    expectProblem(await doors.ask(`proposals/${id}`, 'AUDITOR'), 404, 'PROPOSAL_NOT_FOUND');
    expectProblem(await doors.approve(id), 404, 'PROPOSAL_NOT_FOUND');
    const back = await doors.ask(`proposals/${id}/return`, 'COMMITTEE_APPROVER', {
      body: { reason: '没有' },
    });
    expectProblem(back, 404, 'PROPOSAL_NOT_FOUND');
  });
});

describe('a correction', () => {
  async function stands(yuan = '20.00', more: object = {}): Promise<string> {
    const { body } = await doors.post(receipt(yuan, more));
    return body.vouchers[0]?.number.replace('记-', '') ?? '';
  }
  const reverse = (number: string, body: unknown): ReturnType<typeof doors.ask<{ proposalId: string } & ProblemBody>> =>
    doors.ask(`vouchers/${number}/reversal`, 'COMMITTEE_PREPARER', { body });
  const lines = (yuan: string, sign = ''): unknown[] => [
    { account: '100201', fund: 'PR', debit: `${sign}${yuan}` },
    { account: '4008', fund: 'PR', credit: `${sign}${yuan}` },
  ];

  it('takes a voucher back in red, with the fixed words', async () => {
    const number = await stands();
    const { status, body } = await reverse(number, { eventOn: '2025-08-20' });
    expect(status).toBe(201);
    const { vouchers } = (await doors.approve(body.proposalId)).body;
    expect(vouchers).toHaveLength(1);
    const red = await doors.ask<Record<string, unknown>>(`vouchers/${vouchers[0]?.number ?? ''}`);
    expect(red.body).toMatchObject({
      kind: 'red',
      summary: `注销2025年8月1日记-${number}号凭证`,
      lines: [{ debit: '-20.00' }, { credit: '-20.00' }],
    });
    expectProblem(await reverse(number, { eventOn: '2025-08-21' }), 409, 'ALREADY_REVERSED');
    expectProblem(await reverse(vouchers[0]?.number ?? '', { eventOn: '2025-08-21' }), 422, 'CORRECTION_OF_RED');
  });

  it('replaces a voucher: red and blue in one step', async () => {
    const number = await stands();
    const plan = { eventOn: '2025-08-20', how: 'replace', replacement: { summary: '利息', lines: lines('2.00') } };
    const { body } = await reverse(number, plan);
    const { vouchers } = (await doors.approve(body.proposalId)).body;
    expect(vouchers).toHaveLength(2);
    const original = await doors.ask<{ corrections: readonly { kind: string; correcting: string }[] }>(
      `vouchers/${number}`,
    );
    expect(original.body.corrections.map(({ kind, correcting }) => [kind, correcting])).toEqual([
      ['red', vouchers[0]?.number],
      ['corrected', vouchers[1]?.number],
    ]);
  });

  it('of the amount alone posts the difference', async () => {
    const number = await stands();
    const plan = {
      eventOn: '2025-08-20',
      how: 'difference',
      replacement: { summary: '多记', lines: lines('5.00', '-') },
    };
    const { body } = await reverse(number, plan);
    const { vouchers } = (await doors.approve(body.proposalId)).body;
    expect((await doors.ask<object>(`vouchers/${vouchers[0]?.number ?? ''}`)).body).toMatchObject({
      kind: 'difference',
    });
  });

  it('is refused where its form is not the right one', async () => {
    const number = await stands();
    expectProblem(
      await reverse(number, { eventOn: '2025-08-20', how: 'replace' }),
      422,
      'CORRECTION_REPLACEMENT_MISSING',
    );
    expectProblem(await reverse(number, { eventOn: '2025-07-01' }), 422, 'CORRECTION_BEFORE_ORIGINAL');
    expectProblem(await reverse(number, { eventOn: '2025-08-20', how: 'undo' }), 400, 'BODY_INVALID', 'how');
    expectProblem(await reverse(number, { eventOn: '2026-01-05' }), 422, 'CORRECTION_OTHER_YEAR');
    expectProblem(await reverse('202411-0999', { eventOn: '2025-08-20' }), 404, 'VOUCHER_NOT_FOUND');
    const places = [line('100201/PR', '+1.00'), line('4009/PR', '-1.00')];
    const plan = { eventOn: '2025-08-20', how: 'difference', replacement: { summary: '差额', lines: places } };
    expectProblem(await reverse(number, plan), 422, 'CORRECTION_OTHER_PLACE');
  });

  it('of an earlier year goes over 3199', async () => {
    const plan = (account: string): object => ({
      eventOn: '2025-08-20',
      how: 'prior-year',
      replacement: { summary: '上年多记利息', lines: [line(`${account}/PR`, '+1.00'), line('100201/PR', '-1.00')] },
    });
    expectProblem(await reverse('202409-0006', plan('5009')), 422, 'CORRECTION_WITHOUT_3199');
    const { body } = await reverse('202409-0006', plan('3199'));
    expect((await doors.approve(body.proposalId)).status).toBe(200);
  });

  it('that two people proposed at once is approved once', async () => {
    const number = await stands();
    const ids = [await reverse(number, { eventOn: '2025-08-20' }), await reverse(number, { eventOn: '2025-08-21' })];
    const answers = await Promise.all(ids.map(({ body }) => doors.approve(body.proposalId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expectProblem(answers.find(({ status }) => status === 409) ?? answers[0]!, 409, 'ALREADY_REVERSED');
  });
});

describe('a month', () => {
  it('is closed by two people, in order, and later entries become adjustments', async () => {
    const close = (month: string): ReturnType<typeof doors.ask<{ proposalId: string } & ProblemBody>> =>
      doors.ask(`periods/${month}/close`, 'COMMITTEE_PREPARER', { method: 'POST' });
    expectProblem(await close('2024-08'), 422, 'PERIOD_NOT_NEXT');
    expectProblem(await close('2099-01'), 422, 'PERIOD_NOT_NEXT');
    const { body } = await close('2024-07');
    const approved = await doors.approve(body.proposalId);
    expect(approved.body).toMatchObject({ period: '2024-07', vouchers: [] });
    expectProblem(await close('2024-07'), 409, 'PERIOD_ALREADY_CLOSED');
    const late = await doors.post(receipt('1.00', { eventOn: '2024-07-20' }));
    expect(late.body.vouchers[0]).toMatchObject({ number: '记-202408-0009', period: '2024-08', eventOn: '2024-07-20' });
    const shown = await doors.ask<object>('vouchers/202408-0009');
    expect(shown.body).toMatchObject({ isAdjustment: true, eventOn: '2024-07-20', period: '2024-08' });
    const listed = await doors.ask<{ vouchers: readonly { number: string; isAdjustment: boolean }[] }>(
      'vouchers?period=2024-08',
    );
    expect(listed.body.vouchers.filter(({ isAdjustment }) => isAdjustment).map(({ number }) => number)).toEqual([
      '记-202408-0009',
    ]);
    // By its day it is in July, by its period in August.
    const asOf = await doors.ask<{ balances: readonly { balance: string }[] }>('balances?account=4008&asOf=2024-07-31');
    expect(asOf.body.balances[0]?.balance).toBe('-313.28');
    const reopen = await doors.ask('periods/2024-07/reopen', 'COMMITTEE_PREPARER', { method: 'POST' });
    expectProblem(reopen, 422, 'REOPEN_OFF');
  });

  it('is not closed by the one who proposed it', async () => {
    const close = await doors.ask<{ proposalId: string }>('periods/2024-08/close', 'COMMITTEE_PREPARER', {
      method: 'POST',
    });
    const id = close.body.proposalId;
    const own = await doors.approve(id, 'own', 'COMMITTEE_PREPARER');
    expectProblem(own, 403, 'ACCESS_DENIED');
    expect((await doors.approve(id)).body).toMatchObject({ period: '2024-08' });
  });
});
