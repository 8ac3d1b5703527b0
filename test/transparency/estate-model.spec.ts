/** Every rule of the ledger, broken in a leaf that hashes well: the model names it, and the leaf. */
import type { LeafObject } from '../../src/kernel/canonical.js';
import { checkRed } from '../../src/transparency/rules/check-voucher.js';
import { Findings } from '../../src/transparency/rules/finding.js';
import { LeafFields } from '../../src/transparency/rules/leaf-fields.js';
import { readVoucher, type ReadVoucher } from '../../src/transparency/rules/voucher-reading.js';
import { ForgedLog, lines, voucherLeaf } from './record.js';

type Forgery = (log: ForgedLog) => number | undefined;

const voucher =
  (given: LeafObject): Forgery =>
  (log) =>
    log.voucher(given);

const record =
  (name: string, leaf: LeafObject): Forgery =>
  (log) =>
    log.record(name, leaf);

const two = { preparer: 'p-maker', approver: 'p-checker' };
const transfer = ['4901|PS|C|500', '5901|PR|D|500', '100201|PS|D|500', '100201|PR|C|500'];

const FORGERIES: readonly (readonly [code: string, what: string, forge: Forgery])[] = [
  ['VERIFY_LINES_TOO_FEW', 'a voucher of no line', voucher({ lines: [] })],
  ['VERIFY_LINE_AMOUNT', 'a line of nothing', voucher({ lines: lines('100201|PR|D|0', '400201|PR|C|0') })],
  ['VERIFY_LINE_AMOUNT', 'a negative line', voucher({ lines: lines('100201|PR|D|-5', '400201|PR|C|-5') })],
  [
    'VERIFY_LINE_AMOUNT',
    'a line above the limit',
    voucher({ lines: lines('100201|PR|D|10000000000001', '400201|PR|C|10000000000001') }),
  ],
  [
    'VERIFY_FIELD_INVALID',
    'an amount with a leading zero',
    voucher({ lines: lines('100201|PR|D|05', '400201|PR|C|05') }),
  ],
  ['VERIFY_FIELD_INVALID', 'a side that is none', voucher({ lines: lines('100201|PR|X|5', '400201|PR|C|5') })],
  ['VERIFY_FIELD_INVALID', 'a day that is none', voucher({ event_on: '2024-02-30' })],
  ['VERIFY_FIELD_INVALID', 'an instant with an offset', voucher({ recorded_at: '2024-06-30T10:00:00.000+08:00' })],
  ['VERIFY_FIELD_INVALID', 'a kind that is none', voucher({ kind: 'gift' })],
  ['VERIFY_FIELD_INVALID', 'a key that the format does not have', voucher({ note: 'x' })],
  ['VERIFY_ACCOUNT_UNKNOWN', 'an unknown account', voucher({ lines: lines('100299|PR|D|5', '400201|PR|C|5') })],
  ['VERIFY_FUND_UNKNOWN', 'an unknown fund', voucher({ lines: lines('100201|XX|D|5', '400201|XX|C|5') })],
  [
    'VERIFY_ACCOUNT_REFUSES_FUND',
    'parking money in the fee fund',
    voucher({ lines: lines('100201|PS|D|5', '400201|PS|C|5') }),
  ],
  [
    'VERIFY_SUSPENSE_MISUSED',
    'suspense money spent',
    voucher({ lines: lines('5003|SUSPENSE|D|5', '100201|SUSPENSE|C|5') }),
  ],
  ['VERIFY_FUND_UNBALANCED', 'no balance', voucher({ lines: lines('100201|PR|D|6', '400201|PR|C|5') })],
  ['VERIFY_FUND_UNBALANCED', 'balance in total only', voucher({ lines: lines('100201|PS|D|5', '400201|PR|C|5') })],
  [
    'VERIFY_TRANSFER_NOT_NETTED',
    'a transfer in without one out',
    voucher({ refs: [['resolution', '1']], lines: lines('100201|PR|D|5', '4901|PR|C|5') }),
  ],
  [
    'VERIFY_BETWEEN_FUNDS',
    'money moved under other accounts',
    voucher({
      refs: [['resolution', '1']],
      lines: lines('100201|PS|D|5', '220301|PS|C|5', '5003|PR|D|5', '100201|PR|C|5'),
    }),
  ],
  ['VERIFY_RESOLUTION_MISSING', 'a transfer without a resolution', voucher({ lines: lines(...transfer) })],
  ['VERIFY_HOUSEHOLD_PUBLIC', 'a household in a public line', voucher({ lines: householdLines() })],
  ['VERIFY_EVENT_DATE', 'an event before the books', voucher({ event_on: '2023-12-31', period: '2024-01' })],
  ['VERIFY_EVENT_DATE', 'an event after its record', voucher({ event_on: '2024-07-01', period: '2024-07' })],
  ['VERIFY_PERIOD_WRONG', 'a number in another month', voucher({ event_on: '2024-04-10', period: '2024-05' })],
  ['VERIFY_NUMBER_BROKEN', 'a gap in the numbers', voucher({ no: '记-202405-0007' })],
  ['VERIFY_SECOND_PERSON', 'one person twice', voucher({ preparer: 'p-checker', approver: 'p-checker' })],
  ['VERIFY_ROLE_MISSING', 'a preparer without the role', voucher({ preparer: 'p-robot' })],
  ['VERIFY_ROLE_MISSING', 'an approver without the role', voucher({ approver: 'p-maker', preparer: 'p-checker' })],
  ['VERIFY_ROLE_MISSING', 'an import by somebody who is no operator', voucher({ approver: 'none-recorded' })],
  ['VERIFY_ROLE_MISSING', 'a posting agent that is none', voucher({ approver: 'posting-agent' })],
  ['VERIFY_CORRECTION_ORIGINAL', 'a red voucher of nothing', voucher({ kind: 'red', lines: red() })],
  [
    'VERIFY_CORRECTION_ORIGINAL',
    'a correction of a later voucher',
    voucher({ kind: 'corrected', refs: [['corrects', '记-202405-0009']] }),
  ],
  ['VERIFY_GENESIS', 'a second founding', record('genesis', { code: 'x' })],
  ['VERIFY_KEY_REPEATED', 'a second book', record('book', { opened_on: '2024-01-01' })],
  ['VERIFY_KEY_REPEATED', 'an account again', record('accounts', { accounts: [['1001', '', '', 'A', '']] })],
  ['VERIFY_KEY_REPEATED', 'a fund again', record('funds', { funds: [['PR', '', 'COMMON', '', '']] })],
  ['VERIFY_KEY_REPEATED', 'a person again', record('person', { person: 'p-maker', kind: 'human' })],
  ['VERIFY_FIELD_INVALID', 'an account of no kind', record('accounts', { accounts: [['1002', '', '', 'Z', '']] })],
  [
    'VERIFY_PERSON_UNKNOWN',
    'a role for nobody',
    record('role', { person: 'p-ghost', role: 'AUDITOR', action: 'grant' }),
  ],
  [
    'VERIFY_PERSON_UNKNOWN',
    'a record by nobody',
    record('funds', { by: 'p-ghost', funds: [['CF', '', 'CHARITY', '', '']] }),
  ],
  [
    'VERIFY_ROLE_MISSING',
    'a person added by no operator',
    record('person', { person: 'p-x1', kind: 'human', by: 'p-maker' }),
  ],
  [
    'VERIFY_SECOND_PERSON',
    'a posting agent given by one person',
    record('role', { person: 'p-robot', role: 'POSTING_AGENT', action: 'grant', approver: 'p-op' }),
  ],
  ['VERIFY_SECOND_PERSON', 'a policy of one person', record('policy', { reopen: 'allowed', approver: 'p-op' })],
  [
    'VERIFY_PERIOD_ORDER',
    'a later month closed first',
    record('period', { period: '2024-02', action: 'close', ...two }),
  ],
  [
    'VERIFY_PERIOD_ORDER',
    'a month reopened that never closed',
    record('period', { period: '2024-01', action: 'reopen', ...two }),
  ],
  ['VERIFY_ROLE_MISSING', 'a month closed by one who may not', record('period', closing({ preparer: 'p-robot' }))],
  ['VERIFY_STATEMENT_AHEAD', 'a statement of records to come', record('statement', statement({ as_of: '900' }))],
  ['VERIFY_ROLE_MISSING', 'a statement published by a preparer', record('statement', statement({ by: 'p-maker' }))],
];

function closing(more: LeafObject): LeafObject {
  return { period: '2024-01', action: 'close', ...two, ...more };
}

function statement(more: LeafObject): LeafObject {
  const facts = { id: 's-v1', report: 's', period: '2024Q1', version: '1', as_of: '3', digest: 'ab'.repeat(32) };
  return { ...facts, by: 'p-checker', ...more };
}

function red(): LeafObject['lines'] & object {
  return lines('100201|PR|D|-1000', '400201|PR|C|-1000');
}

function householdLines(): LeafObject['lines'] & object {
  return [
    ['100201', 'PR', 'D', '5', '', [['unit', '1-101']]],
    ['400201', 'PR', 'C', '5', '', []],
  ];
}

it('finds nothing in a sound log', () => {
  const log = ForgedLog.founded();
  log.voucher();
  log.voucher({ refs: [['resolution', '2024-02']], kind: 'interfund', lines: lines(...transfer) });
  log.voucher({ preparer: 'p-op', approver: 'none-recorded' });
  log.voucher({ preparer: 'p-robot', approver: 'posting-agent' });
  log.voucher({ lines: lines('100201|SUSPENSE|D|5', '224104|SUSPENSE|C|5') });
  // A year-end transfer empties transfer accounts without a resolution.
  log.voucher({ kind: 'closing', lines: lines('4901|PS|D|500', '3103|PS|C|500') });
  log.record('period', closing({}));
  log.record('statement', statement({}));
  log.model.turnover.checkFloors(log.findings);
  expect(log.findings.errors).toEqual([]);
  expect(log.findings.warnings).toEqual([]);
});

it.each(FORGERIES)('finds %s: %s', (code, _what, forge) => {
  const log = ForgedLog.founded();
  const seq = forge(log);
  expect(log.codes).toContain(code);
  expect(log.findings.firstBadSeq).toBe(seq);
  expect(log.findings.errors.every((one) => one.seq === undefined || one.seq === BigInt(seq ?? -1))).toBe(true);
});

it('judges roles as they were: a revoked preparer is refused from then on, not before', () => {
  const log = ForgedLog.founded();
  log.voucher();
  log.record('role', { person: 'p-maker', role: 'COMMITTEE_PREPARER', action: 'revoke' });
  expect(log.codes).toEqual([]);
  const seq = log.voucher();
  expect(log.findings.errors).toMatchObject([{ code: 'VERIFY_ROLE_MISSING', seq: BigInt(seq) }]);
});

it('moves what happened in a closed month to the earliest open one', () => {
  const log = ForgedLog.founded();
  log.record('period', closing({}));
  log.voucher({ event_on: '2024-01-20', period: '2024-02' });
  expect(log.codes).toEqual([]);
  const seq = log.voucher({ event_on: '2024-01-20', period: '2024-01' });
  expect(log.findings.errors).toMatchObject([{ code: 'VERIFY_PERIOD_WRONG', seq: BigInt(seq) }]);
});

it('takes a red voucher once', () => {
  const log = ForgedLog.founded();
  log.voucher();
  const reverses = [['reverses', '记-202405-0001']];
  log.voucher({ kind: 'red', refs: reverses, lines: red() });
  expect(log.codes).toEqual([]);
  const seq = log.voucher({ kind: 'red', refs: reverses, lines: red() });
  expect(log.findings.errors).toMatchObject([{ code: 'VERIFY_RED_TWICE', seq: BigInt(seq) }]);
});

it.each([
  ['VERIFY_RED_OF_RED', 'red', '2024-05'],
  ['VERIFY_RED_OTHER_YEAR', 'normal', '2023-12'],
])('finds %s: an original that is %s of %s', (code, kind, period) => {
  const findings = new Findings();
  const [original, negative] = ['1000', '-1000'].map((fen) => readBack(fen, findings));
  if (original === undefined || negative === undefined) throw new Error('the vouchers can be read');
  checkRed({ ...negative, kind: 'red' }, { ...original, kind, period }, 3, findings);
  expect(Object.keys(findings.counts)).toEqual([code]);
});

function readBack(fen: string, findings: Findings): ReadVoucher | undefined {
  const leaf = voucherLeaf(9, { lines: lines(`100201|PR|D|${fen}`, `400201|PR|C|${fen}`) });
  return readVoucher(new LeafFields(9, leaf, findings));
}

describe('money below zero', () => {
  const spend = { lines: lines('5003|PR|D|700', '100201|PR|C|700') };

  it('is an error where nothing explains it', () => {
    const log = ForgedLog.founded();
    log.voucher(spend);
    log.model.turnover.checkFloors(log.findings);
    expect(log.findings.errors).toMatchObject([{ code: 'VERIFY_FUND_BELOW_ZERO', facts: { fen: '700', fund: 'PR' } }]);
  });

  it('is an error on a day between, though the end is above zero', () => {
    const log = ForgedLog.founded();
    log.voucher({ ...spend, event_on: '2024-05-01' });
    log.voucher({ event_on: '2024-05-20' });
    log.model.turnover.checkFloors(log.findings);
    expect(log.findings.errors).toMatchObject([{ facts: { date: '2024-05-01' } }]);
  });

  it('is a warning where a red voucher alone took it there, and an error beyond that', () => {
    const log = ForgedLog.founded();
    log.voucher();
    log.voucher(spend);
    log.voucher({ kind: 'red', refs: [['reverses', '记-202405-0001']], lines: red() });
    log.model.turnover.checkFloors(log.findings);
    expect(log.findings.errors).toEqual([]);
    expect(log.findings.warnings).toMatchObject([{ code: 'VERIFY_BELOW_ZERO_BY_RED', facts: { fen: '700' } }]);
    log.voucher({ lines: lines('5003|PR|D|301', '100201|PR|C|301') });
    log.model.turnover.checkFloors(log.findings);
    expect(log.findings.errors).toMatchObject([{ code: 'VERIFY_FUND_BELOW_ZERO', facts: { fen: '1001' } }]);
  });
});
