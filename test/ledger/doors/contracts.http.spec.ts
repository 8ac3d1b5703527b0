/** What the ledger's doors do not even take in: each flaw named by its place, in words. */
import { Doors, expectProblem, line, receipt, type ProblemBody } from './doors.js';

let doors: Doors;

beforeAll(async () => {
  doors = await Doors.open();
});
afterAll(() => doors.close());

const two = (first: object): object => receipt('10.00', { lines: [first, line('4008/PR', '-10.00')] });
const cash = { account: '100201', fund: 'PR' };

describe('a voucher that is not written as it should be', () => {
  const flaws: readonly (readonly [string, unknown, string])[] = [
    ['three decimals', two({ ...cash, debit: '10.000' }), 'lines[0].debit'],
    ['one decimal', two({ ...cash, debit: '10.0' }), 'lines[0].debit'],
    ['a bare number', two({ ...cash, debit: 10 }), 'lines[0].debit'],
    ['a sign', two({ ...cash, debit: '-10.00' }), 'lines[0].debit'],
    ['an exponent', two({ ...cash, debit: '1e1' }), 'lines[0].debit'],
    ['a thousands mark', two({ ...cash, debit: '1,000.00' }), 'lines[0].debit'],
    ['full-width digits', two({ ...cash, debit: '１０.００' }), 'lines[0].debit'],
    ['leading zeros', two({ ...cash, debit: '010.00' }), 'lines[0].debit'],
    ['both sides', two({ ...cash, debit: '10.00', credit: '10.00' }), 'lines[0]'],
    ['no side', two(cash), 'lines[0]'],
    ['an unknown name in a line', two({ ...cash, debit: '10.00', amount: '10.00' }), 'lines[0].amount'],
    ['an unknown name', receipt('10.00', { evenOn: '2025-08-01' }), 'evenOn'],
    ['a day that is not there', receipt('10.00', { eventOn: '2025-02-30' }), 'eventOn'],
    ['a day in another form', receipt('10.00', { eventOn: '2025/08/01' }), 'eventOn'],
    ['a day with a time', receipt('10.00', { eventOn: '2025-08-01T00:00:00Z' }), 'eventOn'],
    ['no day', receipt('10.00', { eventOn: undefined }), 'eventOn'],
    ['a kind that only corrections have', receipt('10.00', { kind: 'red' }), 'kind'],
    ['an account that is no code', two({ account: '10O201', fund: 'PR', debit: '10.00' }), 'lines[0].account'],
    ['a fund in small letters', two({ account: '100201', fund: 'pr', debit: '10.00' }), 'lines[0].fund'],
    ['one line', receipt('10.00', { lines: [line('100201/PR', '+10.00')] }), 'lines'],
    ['201 lines', receipt('10.00', { lines: Array.from({ length: 201 }, () => line('100201/PR', '+10.00')) }), 'lines'],
    [
      'a reference of no known kind',
      receipt('10.00', { refs: [{ kind: 'reverses', value: '记-202411-0003' }] }),
      'refs[0].kind',
    ],
    ['a summary that is too long', receipt('10.00', { summary: '息'.repeat(501) }), 'summary'],
    ['a list', [receipt()], 'body'],
    ['nothing', undefined, 'body'],
  ];

  it.each(flaws)('%s is refused with its place', async (_name, body, at) => {
    const before = await doors.count('log.leaf');
    for (const [path, role] of [
      ['vouchers', 'POSTING_AGENT'],
      ['proposals', 'COMMITTEE_PREPARER'],
    ] as const) {
      const answer = await doors.ask(path, role, { method: 'POST', body });
      expectProblem(answer, 400, 'BODY_INVALID');
      expect(answer.body.violations.map((violation) => violation.at)).toContain(at);
    }
    expect(await doors.count('log.leaf')).toBe(before);
  });

  it('every flaw is told at once', async () => {
    const body = receipt('10.00', {
      eventOn: 'today',
      lines: [
        { ...cash, debit: '1' },
        { fund: 'PR', credit: '1.00' },
      ],
    });
    const answer = await doors.post(body);
    expectProblem(answer, 400, 'BODY_INVALID');
    expect(answer.body.violations.map((violation) => violation.at).sort()).toEqual(
      ['eventOn', 'lines[0].debit', 'lines[1].account'].sort(),
    );
  });

  it('a body that is no JSON, or that names a thing twice, is told so', async () => {
    const headers = { 'content-type': 'application/json' };
    expectProblem(
      await doors.ask('vouchers', 'POSTING_AGENT', { method: 'POST', body: '{"a":', headers }),
      400,
      'BODY_NOT_JSON',
    );
    const twice = JSON.stringify(receipt()).replace('{"eventOn"', '{"eventOn":"2025-08-02","eventOn"');
    expectProblem(
      await doors.ask('vouchers', 'POSTING_AGENT', { method: 'POST', body: twice, headers }),
      400,
      'BODY_NOT_JSON',
    );
    const text = { 'content-type': 'text/plain' };
    const plain = await doors.ask('vouchers', 'POSTING_AGENT', {
      body: JSON.stringify(receipt()),
      headers: text,
    });
    expectProblem(plain, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('a batch names the voucher, and a hundred thousand lines are too large', async () => {
    const flawed = { vouchers: [receipt(), two({ ...cash, debit: '1' })] };
    const answer = await doors.ask('vouchers/batch', 'POSTING_AGENT', { body: flawed });
    expectProblem(answer, 400, 'BODY_INVALID', 'vouchers[1].lines[0].debit');
    const many = { vouchers: Array.from({ length: 201 }, () => receipt()) };
    expectProblem(await doors.ask('vouchers/batch', 'POSTING_AGENT', { body: many }), 400, 'BODY_INVALID', 'vouchers');
    expectProblem(
      await doors.ask('vouchers/batch', 'POSTING_AGENT', { body: { vouchers: [] } }),
      400,
      'BODY_INVALID',
      'vouchers',
    );
    const huge = { vouchers: [receipt('1.00', { summary: 'x'.repeat(1_100_000) })] };
    expectProblem(await doors.ask('vouchers/batch', 'POSTING_AGENT', { body: huge }), 413, 'BODY_TOO_LARGE');
  });
});

describe('an address that is not written as it should be', () => {
  it.each([
    ['vouchers/202411-0', 'number'],
    ['vouchers/202413-0001', 'number'],
    ['vouchers/202411-00003', 'number'],
    ['vouchers/记-202411-0000', 'number'],
    ['funds?asOf=2025-02-29', 'asOf'],
    ['funds?asof=2025-06-30', 'asof'],
    ['funds?at=-1', 'at'],
    ['funds?at=1e3', 'at'],
    ['funds?asOf=2025-06-30&from=2025-07-01', 'from'],
    ['funds?asOf=2025-06-30&to=2025-06-30', 'to'],
    ['balances?account=1002011', 'account'],
    ['balances?fund=pr', 'fund'],
    ['balances?dimension=supplier&at=3', 'dimension'],
    ['balances?dimension=sup%20plier', 'dimension'],
    ['vouchers?limit=0', 'limit'],
    ['vouchers?limit=201', 'limit'],
    ['vouchers?period=2025-13', 'period'],
    ['vouchers?page=2', 'page'],
  ])('%s is refused at %s', async (path, at) => {
    const answer = await doors.ask(path);
    expectProblem(answer, 400, 'ADDRESS_INVALID');
    expect(answer.body.violations.map((violation) => violation.at).join()).toContain(at);
  });

  it.each([
    ['journal.xml', 'format'],
    ['journal.json?from=2025-07&to=2025-06', 'from'],
    ['trial-balance.json?from=2025', 'from'],
    ['trial-balance.json?limit=3', 'limit'],
    ['accounts/1002/ledger.pdf', 'format'],
    ['accounts/10/ledger.json', 'account'],
    ['accounts/100201/ledger.json?at=3', 'at'],
    ['proposals?state=closed', 'state'],
    ['proposals/not-an-id', 'id'],
  ])('%s is refused at %s', async (path, at) => {
    const answer = await doors.ask(path, 'AUDITOR');
    expectProblem(answer, 400, 'ADDRESS_INVALID');
    expect(answer.body.violations.map((violation) => violation.at).join()).toContain(at);
  });

  it('a cursor of nobody, a voucher, an account and an estate that are not there are told so', async () => {
    expectProblem(await doors.ask('vouchers?cursor=abc'), 400, 'CURSOR_INVALID', 'cursor');
    expectProblem(await doors.ask('journal.json?cursor=abc', 'AUDITOR'), 400, 'CURSOR_INVALID', 'cursor');
    expectProblem(await doors.ask('vouchers/202411-0999'), 404, 'VOUCHER_NOT_FOUND');
    expectProblem(await doors.ask('accounts/1999/ledger.json', 'AUDITOR'), 422, 'ACCOUNT_UNKNOWN', 'account');
    expectProblem(await doors.deployment.ask<ProblemBody>('estates/nowhere/funds'), 404, 'ESTATE_NOT_FOUND', 'code');
    expectProblem(
      await doors.ask('periods/2025-13/close', 'COMMITTEE_PREPARER', { method: 'POST' }),
      400,
      'ADDRESS_INVALID',
    );
  });

  it.each([
    ['', 'IDEMPOTENCY_KEY_MISSING'],
    ['%E9%94%AE\t', 'IDEMPOTENCY_KEY_INVALID'],
    ['x'.repeat(201), 'IDEMPOTENCY_KEY_INVALID'],
  ])('a write with the key "%s" is %s', async (key, code) => {
    const headers = { 'idempotency-key': key.includes('\t') ? `a${key}b` : key };
    const answer = await doors.ask('vouchers', 'POSTING_AGENT', { body: receipt(), headers });
    expectProblem(answer, 400, code, 'Idempotency-Key');
  });
});
