import { describe, expect, it } from '@jest/globals';
import { portalProblems } from '../../../src/portal/problems.js';
import { describeRefusal } from '../../../src/portal/rules/describe-refusal.js';
import {
  readBankJournalQuery,
  readDay,
  readVoucherNumber,
  readVouchersQuery,
} from '../../../src/portal/rules/read-address.js';

const codes = (read: ReturnType<typeof readVouchersQuery>): readonly string[] =>
  read.ok ? [] : read.violations.map((violation) => `${violation.code} at ${violation.at ?? ''}`);

describe('the filter of the list', () => {
  it('takes fund, month and cursor', () => {
    expect(readVouchersQuery({ fund: 'CW-2025-01', month: '2025-06', cursor: 'YWJj', size: 'large' })).toEqual({
      ok: true,
      value: { fund: 'CW-2025-01', month: '2025-06', cursor: 'YWJj' },
    });
  });

  it('reads an empty field of a form as all', () => {
    expect(readVouchersQuery({ fund: '', month: '' })).toEqual({
      ok: true,
      value: { fund: null, month: null, cursor: null },
    });
  });

  it('names every mistake', () => {
    expect(codes(readVouchersQuery({ fund: "P' or 1", month: '2025-13', cursor: 'a b' }))).toEqual([
      'PORTAL_FUND_INVALID at fund',
      'PORTAL_MONTH_INVALID at month',
      'PORTAL_CURSOR_INVALID at cursor',
    ]);
  });

  it('does not guess where a field is given twice', () => {
    expect(codes(readVouchersQuery({ fund: ['PR', 'PS'] }))).toEqual(['PORTAL_FUND_INVALID at fund']);
  });
});

it('takes fund and month of a bank journal, and names every mistake', () => {
  expect(readBankJournalQuery({ fund: 'PR', month: '' })).toEqual({ ok: true, value: { fund: 'PR', month: null } });
  const wrong = readBankJournalQuery({ fund: '<', month: '2025' });
  expect(wrong.ok ? [] : wrong.violations.map(({ code }) => code)).toEqual([
    'PORTAL_FUND_INVALID',
    'PORTAL_MONTH_INVALID',
  ]);
});

describe('a voucher number', () => {
  it('is read with and without 记-', () => {
    expect(readVoucherNumber('记-202411-0003')).toEqual({ ok: true, value: '202411-0003' });
    expect(readVoucherNumber('202411-0003')).toEqual({ ok: true, value: '202411-0003' });
  });

  it.each(['202413-0001', '202411-003', '../202411-0003', '收-202411-0003'])('is not %s', (text) => {
    expect(readVoucherNumber(text).ok).toBe(false);
  });
});

it('takes only days that exist', () => {
  expect(readDay('2025-06-30').ok).toBe(true);
  expect(readDay('2025-06-31').ok).toBe(false);
});

describe('every problem of the portal', () => {
  const provoked = [
    readVouchersQuery({ fund: '?', month: '?', cursor: '?!' }),
    readVoucherNumber('12'),
    readDay('yesterday'),
  ].flatMap((read) => (read.ok ? [] : read.violations));

  it('can be provoked and is told with what was given', () => {
    const told = [...provoked.map(({ code }) => code), 'PORTAL_PAGE_NOT_FOUND'].sort();
    expect(told).toEqual(Object.keys(portalProblems).sort());
    const { status, problems } = describeRefusal(provoked, portalProblems);
    expect(status).toBe(400);
    expect(problems).toHaveLength(5);
    expect(JSON.stringify(problems)).not.toMatch(/[{][a-z]/i);
    expect(JSON.stringify(problems)).toContain('yesterday');
  });
});
