/**
 * Leaves made by hand and given to the append function with the service's own login: what the function alone must
 * stop, each for its reason.
 * The pattern leaf is admitted, so that every refusal is due to the one thing that was changed.
 */
import type pg from 'pg';
import { servers } from '../harness/servers.js';
import { content, ledgerWorld, line, PEOPLE, RESOLUTION, type EstateWorld } from '../support/ledger-world.js';
import { appendAttempt, connected, rawLeaf, type RawLeaf } from './raw-append.js';
import { linesOf, minutesAgo, one, pair, periodOfToday, red, spend } from './raw-vouchers.js';

describe.each(await servers())('on $name, the append function', (server) => {
  let estate: EstateWorld;
  let attacker: pg.Client;

  beforeAll(async () => {
    estate = await ledgerWorld({ server, openedOn: '2024-01-01' });
    // 记-202501-0001 and -0002: 1000.00 in, 900.00 out on the 20th, then 500.00 in on 2025-03-01.
    await estate.receive('2025-01-05', '1000.00');
    await estate.must(estate.spending('2025-01-20', '900.00'));
    await estate.receive('2025-03-01', '500.00');
    await estate.receive('2024-05-05', '1.00', 'RF', '4010');
    attacker = await connected(estate.world.database.appUrl);
  });
  afterAll(async () => {
    await attacker.end();
    await estate.world.close();
  });

  it('admits the pattern', async () => {
    expect(await appendAttempt(attacker, estate, one({}))).toBe('accepted');
    expect(await appendAttempt(attacker, estate, one({}), 'bulk')).toBe('accepted');
  });

  it.each<[string, RawLeaf, RegExp]>([
    ['a leaf of another type', { t: 'xinyi/voucher/v2' }, /VOUCHER_TYPE/],
    ['a leaf without a type', { t: undefined }, /VOUCHER_TYPE/],
    ['a leaf of another estate', { estate: '0197a3c0-0000-7000-8000-000000000009' }, /VOUCHER_TYPE/],
    ['a number of another month', { no: '记-202504-0001' }, /VOUCHER_TYPE/],
    ['a number in another form', { no: '记-202505-1' }, /VOUCHER_TYPE/],
    ['a gap in the numbers', { no: '记-202505-0002' }, /NUMBER_GAP/],
    ['a number that is used', { event_on: '2025-01-10', period: '2025-01', no: '记-202501-0002' }, /voucher_number/],
    ['a number of zero', { no: '记-202505-0000' }, /NUMBER_GAP/],
    ['a month that is not the event’s', { period: '2025-04', no: '记-202504-0001' }, /PERIOD_WRONG/],
    ['a month after the event’s', { period: '2025-06', no: '记-202506-0001' }, /PERIOD_WRONG/],
    ['a day in the future', { event_on: '2999-01-01', period: '2999-01', no: '记-299901-0001' }, /EVENT_DATE/],
    ['a day before the books', { event_on: '2023-12-31', period: '2024-01', no: '记-202401-0001' }, /EVENT_DATE/],
    ['a day that moves', { event_on: 'today', ...periodOfToday() }, /VOUCHER_FORM/],
    ['a day in another form', { event_on: '20250510' }, /VOUCHER_FORM/],
    ['a day without its zeros', { event_on: '2025-5-10' }, /VOUCHER_FORM/],
    ['a month in another form', { period: '2025-5' }, /VOUCHER_FORM/],
    ['an instant that moves', { recorded_at: 'now' }, /VOUCHER_FORM/],
    ['an instant without a zone', { recorded_at: new Date().toISOString().replace('Z', '') }, /VOUCHER_FORM/],
    ['an id in another form', { id: '{0197A3C0-0000-7000-8000-000000000001}' }, /VOUCHER_FORM/],
    [
      'an account that is not charted',
      pair(['9999', 'PR', 'D', '1', '', []], ['400208', 'PR', 'C', '1', '', []]),
      /ACCOUNT_OR_FUND_UNKNOWN/,
    ],
    [
      'a fund that is not there',
      pair(['100201', 'XX', 'D', '1', '', []], ['400208', 'XX', 'C', '1', '', []]),
      /ACCOUNT_OR_FUND_UNKNOWN/,
    ],
    ['an account that refuses the fund', { lines: linesOf('100201 PR D 1', '400101 PR C 1') }, /ACCOUNT_REFUSES_FUND/],
    ['unequal sides', { lines: linesOf('100201 PR D 2', '400208 PR C 1') }, /VOUCHER_UNBALANCED/],
    [
      'equal sides of unequal funds',
      { lines: linesOf('100201 PR D 2', '400208 PR C 1', '100201 PS D 1', '400101 PS C 2') },
      /VOUCHER_UNBALANCED/,
    ],
    ['one line', { lines: [] }, /VOUCHER_LINES/],
    ['no lines', { lines: undefined }, /VOUCHER_LINES/],
    ['an amount of zero', { lines: linesOf('100201 PR D 0', '400208 PR C 0') }, /posting_one_side/],
    ['a negative amount', { lines: linesOf('100201 PR D -1', '400208 PR C -1') }, /LINE_INVALID/],
    [
      'an amount above the limit',
      { lines: linesOf('100201 PR D 10000000000001', '400208 PR C 10000000000001') },
      /LINE_INVALID/,
    ],
    [
      'an amount beyond bigint',
      { lines: linesOf('100201 PR D 99999999999999999999', '400208 PR C 99999999999999999999') },
      /^22003/,
    ],
    ['an amount with a plus', { lines: linesOf('100201 PR D +1', '400208 PR C +1') }, /LINE_INVALID/],
    ['an amount with a leading zero', { lines: linesOf('100201 PR D 01', '400208 PR C 01') }, /LINE_INVALID/],
    [
      'an amount with spaces',
      pair(['100201', 'PR', 'D', ' 1', '', []], ['400208', 'PR', 'C', '1 ', '', []]),
      /LINE_INVALID/,
    ],
    ['an amount in another notation', { lines: linesOf('100201 PR D 1_0', '400208 PR C 1_0') }, /LINE_INVALID|^22P02/],
    ['a third side', { lines: linesOf('100201 PR X 1', '400208 PR C 1') }, /posting_one_side/],
    ['a line without a side', pair(['100201', 'PR'], ['400208', 'PR', 'C', '1', '', []]), /posting_one_side|^23502/],
    [
      'a line with a tail',
      pair(['100201', 'PR', 'D', '1', '', [], 'x'], ['400208', 'PR', 'C', '1', '', []]),
      /LINE_INVALID/,
    ],
    [
      'a household in a public line',
      pair(['100201', 'PS', 'D', '1', '', [['unit', '4-101']]], ['400101', 'PS', 'C', '1', '', []]),
      /DIMENSION_HIDDEN/,
    ],
    [
      'suspense money that is spent',
      { lines: linesOf('5009 SUSPENSE D 1', '100201 SUSPENSE C 1') },
      /SUSPENSE_MISUSED/,
    ],
    [
      'cash between funds without its accounts',
      { refs: [RESOLUTION], lines: linesOf('100201 PS D 1', '400101 PS C 1', '5009 PR D 1', '100201 PR C 1') },
      /BETWEEN_FUNDS/,
    ],
    [
      'cash between funds without a resolution',
      { lines: linesOf('100201 PS D 1', '4901 PS C 1', '5901 PR D 1', '100201 PR C 1') },
      /BETWEEN_FUNDS/,
    ],
    [
      'a loan between funds without a resolution',
      { lines: linesOf('100201 PS D 1', '2245 PS C 1', '1225 PR D 1', '100201 PR C 1') },
      /BETWEEN_FUNDS/,
    ],
    ['4901 without its 5901', { refs: [RESOLUTION], lines: linesOf('100201 PR D 1', '4901 PR C 1') }, /BETWEEN_FUNDS/],
    ['a kind that is none', { kind: 'gift' }, /voucher_kind/],
    ['no kind', { kind: undefined }, /^23502|^XY010/],
    ['no summary', { summary: undefined }, /^23502/],
    ['one person twice', { approver: PEOPLE.preparer }, /TWO_PERSONS/],
    ['a preparer without the role', { preparer: PEOPLE.auditor }, /TWO_PERSONS/],
    ['an approver without the role', { approver: PEOPLE.otherPreparer }, /TWO_PERSONS/],
    ['a trustee as approver', { approver: PEOPLE.trustee }, /TWO_PERSONS/],
    ['somebody unknown', { preparer: 'p-nobody' }, /TWO_PERSONS/],
    ['no preparer', { preparer: undefined }, /^23502 .*"preparer"/],
    ['no approver', { approver: undefined }, /^23502 .*"approver"/],
    ['a person as posting agent', { approver: 'posting-agent' }, /TWO_PERSONS/],
    ['an import in live mode', { preparer: PEOPLE.operator, approver: 'none-recorded' }, /TWO_PERSONS/],
    ['an instant a minute ago', { recorded_at: minutesAgo(1) }, /CLOCK/],
    ['an instant a minute ahead', { recorded_at: minutesAgo(-1) }, /CLOCK/],
    ['no instant', { recorded_at: undefined }, /VOUCHER_FORM|^23502/],
    ['a number in the leaf', { extra: 1 }, /LEAF_PROFILE/],
    ['a truth in the leaf', { extra: true }, /LEAF_PROFILE/],
    ['a null in the leaf', { extra: null }, /LEAF_PROFILE/],
    ['an object in the leaf', { extra: { a: 'b' } }, /LEAF_PROFILE/],
    ['an object deep in the leaf', { docs: [['invoice', [{ a: 'b' }]]] }, /LEAF_PROFILE/],
    ['a number deep in the leaf', { docs: [[['invoice', 1]]] }, /LEAF_PROFILE/],
    ['an oversize leaf', { summary: '长'.repeat(5_500) }, /leaf_limit/],
    ['money that is not there', spend('2025-01-05', '100001'), /FUND_BELOW_ZERO/],
    ['money that is not there on a later day', spend('2025-01-06', '10001'), /FUND_BELOW_ZERO/],
    ['money that is not there a month later', { ...spend('2025-01-06', '10001') }, /FUND_BELOW_ZERO/],
    ['a red one of nothing', red(undefined), /CORRECTION_ORIGINAL/],
    ['a red one of an unknown voucher', red('记-202501-0099'), /CORRECTION_ORIGINAL/],
    ['a red one that is not the negative', red('记-202503-0001', '-49999'), /REVERSAL_NOT_EXACT/],
    ['a red one that is positive', { ...red('记-202503-0001', '50000') }, /REVERSAL_NOT_EXACT/],
    ['a red one of another year', red('记-202405-0001', '-100', 'RF', '4010'), /CORRECTION_YEAR/],
    ['a batch without its inside', { sub: 'A'.repeat(43), count: '2' }, /DISCLOSURE_COUNT/],
  ])('refuses %s', async (_name, changes, reason) => {
    expect(await appendAttempt(attacker, estate, one(changes))).toMatch(reason);
  });

  it.each<[string, (text: string) => string]>([
    ['a key that stands twice', (text) => text.replace('"kind"', '"period":"2025-04","kind"')],
    ['a key that stands twice under an escape', (text) => text.replace('"kind"', '"perio\\u0064":"2025-04","kind"')],
    ['bytes that are no object', () => '["xinyi/voucher/v1"]'],
    ['bytes that are no JSON', (text) => `${text}}`],
    ['bytes that are no UTF-8', (text) => text.replace('手', '\\u0000')],
  ])('refuses %s', async (_name, change) => {
    const seen = await appendAttempt(attacker, estate, (ground) => [{ leaf: change(JSON.stringify(rawLeaf(ground))) }]);
    expect(seen).toMatch(/LEAF_PROFILE|^22P02|^22P05|^22021/);
  });
});

describe('the pattern of these attacks', () => {
  it('is what the service itself would write', () => {
    const drafted = content('2025-05-10', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
    const leaf = rawLeaf({ estateId: 'e', nextSeq: 0n });
    const rows = drafted.lines.map((row) => [
      row.account,
      row.fund,
      row.side,
      row.fen.toString(),
      row.summary,
      row.dimensions,
    ]);
    expect(leaf['lines']).toEqual(rows);
    expect(Object.keys(leaf)).toEqual([...Object.keys(leaf)].sort());
  });
});
