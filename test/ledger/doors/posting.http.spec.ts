/** The posting agent's doors: one voucher, many together, each on its own; refusals, and the same request again. */
import { Doors, expectProblem, line, payment, receipt, type PostedBody, type ProblemBody } from './doors.js';

interface Bulk {
  readonly outcomes: readonly Partial<PostedBody & { violations: readonly { code: string; at?: string }[] }>[];
}

let doors: Doors;

beforeAll(async () => {
  doors = await Doors.open();
});
afterAll(() => doors.close());

const bulk = (
  vouchers: readonly unknown[],
  atomic?: boolean,
  key?: string,
): ReturnType<typeof doors.ask<Bulk & ProblemBody>> =>
  doors.ask<Bulk & ProblemBody>('vouchers/batch', 'POSTING_AGENT', {
    body: { vouchers, ...(atomic === undefined ? {} : { atomic }) },
    ...(key === undefined ? {} : { key }),
  });

describe('one voucher', () => {
  it('is posted, numbered, and says that a program did it', async () => {
    const { status, body } = await doors.post(receipt('12.34'));
    expect(status).toBe(201);
    const [voucher] = body.vouchers;
    expect(voucher).toMatchObject({ number: '记-202508-0001', period: '2025-08', eventOn: '2025-08-01' });
    const shown = await doors.ask<Record<string, unknown>>(`vouchers/${voucher?.number.replace('记-', '') ?? ''}`);
    expect(shown.body).toMatchObject({
      approval: 'posting-agent',
      preparer: doors.sample.people.get('POSTING_AGENT')?.person,
      lines: [
        { account: '100201', fund: 'PR', debit: '12.34' },
        { account: '4008', credit: '12.34' },
      ],
      isAdjustment: false,
    });
    expect(shown.body).not.toHaveProperty('approver');
  });

  it.each<[string, object, number, string, string | undefined]>([
    ['without a summary', receipt('1.00', { summary: ' ' }), 422, 'SUMMARY_EMPTY', 'summary'],
    ['in the future', receipt('1.00', { eventOn: '2099-01-01' }), 422, 'EVENT_IN_FUTURE', 'eventOn'],
    ['before the books', receipt('1.00', { eventOn: '2024-06-30' }), 422, 'EVENT_BEFORE_BOOKS', 'eventOn'],
    ['of nothing', receipt('0.00'), 422, 'LINE_AMOUNT_ZERO', 'lines[0].amount'],
    [
      'unbalanced',
      receipt('1.00', { lines: [line('100201/PR', '+1.00'), line('4008/PR', '-2.00')] }),
      422,
      'VOUCHER_UNBALANCED',
      undefined,
    ],
    [
      'unbalanced by fund',
      receipt('1.00', { lines: [line('100201/PR', '+1.00'), line('4008/PS', '-1.00')] }),
      422,
      'FUND_UNBALANCED',
      undefined,
    ],
    [
      'of an unknown account',
      receipt('1.00', { lines: [line('100299/PR', '+1.00'), line('4008/PR', '-1.00')] }),
      422,
      'ACCOUNT_UNKNOWN',
      'lines[0].account',
    ],
    [
      'of an unknown fund',
      receipt('1.00', { lines: [line('100201/XX', '+1.00'), line('4008/XX', '-1.00')] }),
      422,
      'FUND_UNKNOWN',
      'lines[0].fund',
    ],
    [
      'of a fund that the account refuses',
      receipt('1.00', { lines: [line('122103/PR', '+1.00'), line('4008/PR', '-1.00')] }),
      422,
      'ACCOUNT_REFUSES_FUND',
      'lines[0].fund',
    ],
    ['that overdraws', payment('999999.00'), 422, 'FUND_BELOW_ZERO', undefined],
    [
      'that overdraws a fund while the account has plenty',
      payment('400.00', {}, 'WF'),
      422,
      'FUND_BELOW_ZERO',
      undefined,
    ],
    [
      'with a room in its summary',
      receipt('1.00', { summary: '收3栋2单元501物业费' }),
      400,
      'PUBLIC_TEXT_PRIVATE',
      'summary',
    ],
    [
      'with a telephone in a reference',
      receipt('1.00', { refs: [{ kind: 'document', value: '13800138000' }] }),
      400,
      'PUBLIC_TEXT_PRIVATE',
      undefined,
    ],
    ['with a control character', receipt('1.00', { summary: '结\u0007息' }), 400, 'LEAF_TEXT_CONTROL', undefined],
  ])('%s is refused in words', async (_name, body, status, code, at) => {
    const before = await doors.count('log.leaf');
    expectProblem(await doors.post(body), status, code, at);
    expect(await doors.count('log.leaf')).toBe(before);
  });

  it('between funds needs the transfer accounts and a resolution', async () => {
    const bare = {
      lines: [
        line('100201/PR', '-1.00'),
        line('5009/PR', '+1.00'),
        line('100201/WF', '+1.00'),
        line('4008/WF', '-1.00'),
      ],
    };
    expectProblem(await doors.post(receipt('1.00', bare)), 422, 'BETWEEN_FUNDS_ACCOUNTS');
    const lines = [
      line('5901/PR', '+1.00'),
      line('100201/PR', '-1.00'),
      line('100201/WF', '+1.00'),
      line('4901/WF', '-1.00'),
    ];
    expectProblem(await doors.post(receipt('1.00', { lines, kind: 'interfund' })), 422, 'BETWEEN_FUNDS_RESOLUTION');
    const refs = [{ kind: 'resolution', value: '2025-01' }];
    expect((await doors.post(receipt('1.00', { lines, kind: 'interfund', refs }))).status).toBe(201);
  });

  it('tells of everything that is wrong at once', async () => {
    const lines = [line('100299/PR', '+1.00'), line('4008/XX', '-2.00')];
    const answer = await doors.post(receipt('1.00', { summary: '', eventOn: '2099-01-01', lines }));
    expectProblem(answer, 422, answer.body.code);
    const codes = answer.body.violations.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['SUMMARY_EMPTY', 'EVENT_IN_FUTURE', 'ACCOUNT_UNKNOWN', 'FUND_UNKNOWN']),
    );
    expect(answer.body.detail).toContain(`共有 ${codes.length} 处问题`);
  });

  it('a household named as a dimension stays out of every public answer', async () => {
    const dimensions = { unit: '4-101', supplier: 'sup-12' };
    const lines = [line('100201/PS', '+36.50', { dimensions }), line('112201/PS', '-36.50', { dimensions })];
    const { body } = await doors.post(receipt('36.50', { lines, summary: '收物业费' }));
    const number = body.vouchers[0]?.number.replace('记-', '') ?? '';
    const shown = await doors.ask<{ lines: readonly { dimensions: object }[] }>(`vouchers/${number}`);
    expect(shown.body.lines.map((shownLine) => shownLine.dimensions)).toEqual([
      { supplier: 'sup-12' },
      { supplier: 'sup-12' },
    ]);
    const journal = await doors.ask(`journal.json?from=2025-08`, 'AUDITOR');
    expect(`${shown.text}${journal.text}`).not.toMatch(/(?<![\w-])4-101(?![\w-])/);
    expect((await doors.ask<{ balances: unknown[] }>('balances?dimension=unit')).body.balances).toEqual([]);
    const bySupplier = await doors.ask<{ balances: readonly { value: string; fund: string }[] }>(
      'balances?dimension=supplier&fund=PS',
    );
    expect(bySupplier.body.balances).toHaveLength(2);
    expect((await doors.ask<{ balances: unknown[] }>('balances?dimension=supplier&fund=PR')).body.balances).toEqual([]);
  });
});

describe('the same request again', () => {
  it('gives the same voucher, and says so', async () => {
    const first = await doors.post(receipt('7.00'), 'again-1');
    const before = await doors.count('ledger.voucher');
    // The order of names is not part of the input.
    const turned = Object.fromEntries(Object.entries(receipt('7.00')).reverse());
    const second = await doors.post(turned, 'again-1');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first.body.replayed, second.body.replayed]).toEqual([false, true]);
    expect(second.body.vouchers).toEqual(first.body.vouchers);
    expect(await doors.count('ledger.voucher')).toBe(before);
  });

  it('twenty times at once gives one voucher', async () => {
    const before = await doors.count('ledger.voucher');
    const answers = await Promise.all(Array.from({ length: 20 }, () => doors.post(receipt('8.00'), 'at-once')));
    expect(new Set(answers.map(({ body }) => body.vouchers[0]?.number)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
    expect(await doors.count('ledger.voucher')).toBe(before + 1);
  });

  it('repeats a refusal, says so, and asks for a new key; even after the cause is gone', async () => {
    const body = payment('2000.00', { summary: '支付工作经费' }, 'WF');
    expectProblem(await doors.post(body, 'refused-1'), 422, 'FUND_BELOW_ZERO');
    const lines = [line('100201/WF', '+5000.00'), line('4008/WF', '-5000.00')];
    expect((await doors.post(receipt('5000.00', { lines }))).status).toBe(201);
    const again = await doors.post(body, 'refused-1');
    expectProblem(again, 422, 'FUND_BELOW_ZERO');
    expect(again.body.replayed).toBe(true);
    expect(again.body.detail).toContain('请换一个新的 Idempotency-Key');
    expect((await doors.post(body, 'refused-2')).status).toBe(201);
  });

  it('with other content is refused, and what was done first stays', async () => {
    const first = await doors.post(receipt('9.00'), 'reused');
    const before = await doors.count('ledger.voucher');
    const other = await doors.post(receipt('9.01'), 'reused');
    expectProblem(other, 409, 'IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key');
    expect(other.body.replayed).toBeUndefined();
    expect((await doors.post(receipt('9.00'), 'reused')).body.vouchers).toEqual(first.body.vouchers);
    expect(await doors.count('ledger.voucher')).toBe(before);
  });

  it('a request that was malformed does not use its key up', async () => {
    expectProblem(await doors.post(receipt('9'), 'malformed'), 400, 'BODY_INVALID');
    expect((await doors.post(receipt('9.00'), 'malformed')).status).toBe(201);
  });

  it('an authorisation that ended is told before any outcome is', async () => {
    await doors.post(receipt('3.00'), 'seen');
    const answer = await doors.ask('vouchers', 'AUDITOR', { body: receipt('3.00'), key: 'seen' });
    expectProblem(answer, 403, 'ACCESS_DENIED');
  });
});

describe('many vouchers', () => {
  it('all or nothing: one refused voucher leaves none, and is named', async () => {
    const before = await doors.count('log.leaf');
    const answer = await bulk([receipt('1.00'), payment('999999.00'), receipt('1.00', { summary: '' })]);
    expect(answer.status).toBe(422);
    expect(answer.body.violations.map(({ at }) => at)).toContain('vouchers[2].summary');
    expect(await doors.count('log.leaf')).toBe(before);
    const good = await bulk([receipt('1.00'), receipt('2.00')], true);
    expect(good.status).toBe(200);
    expect(good.body.outcomes).toHaveLength(1);
    expect(good.body.outcomes[0]?.vouchers).toHaveLength(2);
  });

  it('all or nothing again gives the same vouchers, a refusal included', async () => {
    const first = await bulk([receipt('1.00'), receipt('2.00')], true, 'bulk-again');
    const again = await bulk([receipt('1.00'), receipt('2.00')], true, 'bulk-again');
    expect(again.body.outcomes[0]).toEqual({ ...first.body.outcomes[0], replayed: true });
    expectProblem(await bulk([receipt('1.00')], true, 'bulk-again'), 409, 'IDEMPOTENCY_KEY_REUSED');
    const refused = [receipt('1.00'), payment('999999.00')];
    expect((await bulk(refused, true, 'bulk-refused')).body.replayed).toBeUndefined();
    expect((await bulk(refused, true, 'bulk-refused')).body.replayed).toBe(true);
  });

  it('money of the same batch counts: what comes in first may go out', async () => {
    const lines = [line('100201/CW-2025-01', '+50.00'), line('4005/CW-2025-01', '-50.00')];
    const out = payment('50.00', {}, 'CW-2025-01');
    expectProblem(
      await bulk([payment('50.01', {}, 'CW-2025-01'), receipt('50.00', { lines })]),
      422,
      'FUND_BELOW_ZERO',
    );
    expect((await bulk([receipt('50.00', { lines }), out])).status).toBe(200);
  });

  it('each on its own: the others are posted, and every one has its own answer', async () => {
    const before = await doors.count('ledger.voucher');
    const drafts = [receipt('1.00'), payment('999999.00'), receipt('2.00'), receipt('3.00', { summary: '' })];
    const answer = await bulk(drafts, false, 'each-1');
    expect(answer.status).toBe(200);
    const kinds = answer.body.outcomes.map((outcome) => outcome.violations?.[0]?.code ?? outcome.vouchers?.length);
    expect(kinds).toEqual([1, 'FUND_BELOW_ZERO', 1, 'SUMMARY_EMPTY']);
    expect(await doors.count('ledger.voucher')).toBe(before + 2);
    const again = await bulk(drafts, false, 'each-1');
    expect(again.body.outcomes).toEqual(answer.body.outcomes.map((outcome) => ({ ...outcome, replayed: true })));
    expect(await doors.count('ledger.voucher')).toBe(before + 2);
  });

  it('each on its own with a used key and other drafts posts none of them', async () => {
    await bulk([receipt('1.00')], false, 'each-2');
    const before = await doors.count('ledger.voucher');
    for (const drafts of [[receipt('1.00'), receipt('2.00'), receipt('3.00')], [receipt('1.01')]]) {
      expectProblem(await bulk(drafts, false, 'each-2'), 409, 'IDEMPOTENCY_KEY_REUSED');
    }
    expect(await doors.count('ledger.voucher')).toBe(before);
    expect((await bulk([receipt('4.00')], false, 'k'.repeat(200))).status).toBe(200);
  });

  it('two hundred at once are numbered without a gap', async () => {
    const answer = await bulk(
      Array.from({ length: 200 }, () => receipt('0.01', { eventOn: '2025-09-01' })),
      true,
    );
    const numbers = answer.body.outcomes[0]?.vouchers?.map(({ number }) => number);
    expect(numbers).toEqual(
      Array.from({ length: 200 }, (_, index) => `记-202509-${String(index + 1).padStart(4, '0')}`),
    );
  });
});
