/** The smaller rules: corrections, months, the chart, and numbers. */
import { parseLeaf } from '../../../src/kernel/canonical.js';
import { addMonths, type Period } from '../../../src/kernel/calendar.js';
import { CHART, accountRow, parentOf } from '../../../src/ledger/rules/chart.js';
import { checkCorrection, correctionDrafts, type CorrectionPlan } from '../../../src/ledger/rules/corrections.js';
import { checkClose, checkReopen, placedPeriod } from '../../../src/ledger/rules/periods.js';
import { voucherBytes, voucherContent, type VoucherContent } from '../../../src/ledger/rules/voucher-leaf.js';
import { formatNumber, parseNumber, type VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import { SeededRandomness } from '../../kernel/seeded-randomness.js';
import { content, day, line, PEOPLE } from '../../support/drafts.js';
import { draftOf, ESTATE } from './sample-structure.js';

const SEAL = {
  id: '0190b3f2-7a3b-7c1d-8e2f-0123456789ab',
  period: '2024-07' as Period,
  no: 6,
  recordedAt: new Date('2024-07-15T02:10:00.123Z'),
};

function contentOf(draft: VoucherDraft, period = '2024-07'): VoucherContent {
  const made = voucherBytes(draft, { ...SEAL, period: period as Period }, new SeededRandomness('any'));
  const parsed = 'bytes' in made ? parseLeaf(made.bytes) : undefined;
  if (parsed?.ok !== true) throw new Error('the draft has bytes');
  return voucherContent(parsed.leaf)!;
}

describe('a correction', () => {
  const original = contentOf(
    draftOf(content('2024-07-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], { summary: '收入' })),
  );
  const plan = (
    how: CorrectionPlan['how'],
    on: string,
    lines = [line('100201/PR', '+2.00'), line('400208/PR', '-2.00')],
  ): CorrectionPlan => {
    const replacement = { summary: '收入', lines, refs: [['resolution', 'r']] as const, docs: [] };
    return how === 'reverse' ? { how, eventOn: day(on) } : { how, eventOn: day(on), replacement };
  };
  const codes = (made: CorrectionPlan, of = original): string =>
    checkCorrection(of, made)
      .map(({ code }) => code)
      .join(' ');

  it.each<[string, CorrectionPlan, string]>([
    ['reversal', plan('reverse', '2024-07-05'), ''],
    ['reversal at the end of the year', plan('reverse', '2024-12-31'), ''],
    ['reversal in the next year', plan('reverse', '2025-01-01'), 'CORRECTION_OTHER_YEAR'],
    ['reversal before its original', plan('reverse', '2024-07-04'), 'CORRECTION_BEFORE_ORIGINAL'],
    ['replacement', plan('replace', '2024-08-01'), ''],
    ['replacement by nothing', { how: 'replace', eventOn: day('2024-08-01') }, 'CORRECTION_REPLACEMENT_MISSING'],
    ['difference', plan('difference', '2024-08-01'), ''],
    [
      'difference elsewhere',
      plan('difference', '2024-08-01', [line('1001/PR', '+2.00'), line('400208/PR', '-2.00')]),
      'CORRECTION_OTHER_PLACE',
    ],
    [
      'difference on the other side',
      plan('difference', '2024-08-01', [line('100201/PR', '-2.00')]),
      'CORRECTION_OTHER_PLACE',
    ],
    ['prior-year', plan('prior-year', '2025-01-01', [line('3199/PR', '+2.00'), line('100201/PR', '-2.00')]), ''],
    [
      'prior-year in its year',
      plan('prior-year', '2024-08-01', [line('3199/PR', '+2.00'), line('100201/PR', '-2.00')]),
      'CORRECTION_SAME_YEAR',
    ],
    [
      'prior-year without 3199',
      plan('prior-year', '2025-01-01', [line('2202/PR', '+2.00'), line('100201/PR', '-2.00')]),
      'CORRECTION_WITHOUT_3199',
    ],
    [
      'prior-year over income',
      plan('prior-year', '2025-01-01', [line('3199/PR', '+2.00'), line('400208/PR', '-2.00')]),
      'CORRECTION_INCOME_ACCOUNT',
    ],
    [
      'prior-year by nothing',
      { how: 'prior-year', eventOn: day('2025-01-01') },
      'CORRECTION_REPLACEMENT_MISSING CORRECTION_WITHOUT_3199',
    ],
  ])('%s', (_name, made, expected) => {
    expect(codes(made)).toBe(expected);
  });

  it('of a red voucher is none', () => {
    expect(codes(plan('reverse', '2024-07-06'), { ...original, kind: 'red' })).toBe('CORRECTION_OF_RED');
  });

  it('has the fixed wording, the exact negative, and red before blue', () => {
    const who = { estateId: ESTATE, preparer: PEOPLE.preparer, approver: PEOPLE.approver };
    const [red, blue] = correctionDrafts(original, plan('replace', '2024-11-06'), who);
    expect(red).toMatchObject({
      kind: 'red',
      summary: '注销2024年7月5日记-202407-0006号凭证',
      refs: [['reverses', '记-202407-0006']],
    });
    expect(red?.lines.map(({ account, side, fen }) => [account, side, fen])).toEqual([
      ['100201', 'D', -100n],
      ['400208', 'C', -100n],
    ]);
    expect(blue).toMatchObject({
      kind: 'corrected',
      summary: '订正2024年7月5日记-202407-0006号凭证:收入',
      refs: [
        ['corrects', '记-202407-0006'],
        ['resolution', 'r'],
      ],
    });
    expect(correctionDrafts(original, plan('reverse', '2024-11-06'), who).map(({ kind }) => kind)).toEqual(['red']);
    expect(correctionDrafts(original, plan('difference', '2024-11-06'), who).map(({ kind }) => kind)).toEqual([
      'difference',
    ]);
  });
});

describe('a month', () => {
  const book = { earliestOpen: '2025-03' as Period, closedThrough: '2025-02' as Period, reopenAllowed: false };
  const close = (month: string, today: string): string =>
    checkClose(month as Period, book, day(today))
      .map(({ code }) => code)
      .join();
  const reopen = (month: string, allowed: boolean): string =>
    checkReopen(month as Period, { ...book, reopenAllowed: allowed })
      .map(({ code }) => code)
      .join();

  it('closes in order and when it is over', () => {
    expect(['2025-02', '2025-01', '2025-04', '2025-03'].map((month) => close(month, '2025-06-01'))).toEqual([
      ...['PERIOD_ALREADY_CLOSED', 'PERIOD_ALREADY_CLOSED', 'PERIOD_NOT_NEXT', ''],
    ]);
    expect([close('2025-03', '2025-03-31'), close('2025-03', '2025-04-01')]).toEqual(['PERIOD_NOT_OVER', '']);
  });

  it('reopens from the last one, where that is allowed', () => {
    expect([reopen('2025-02', false), reopen('2025-02', true), reopen('2025-01', true)]).toEqual([
      'REOPEN_OFF',
      '',
      'REOPEN_NOT_LAST',
    ]);
    expect(checkReopen('2025-01' as Period, { earliestOpen: '2025-01' as Period, reopenAllowed: true })).toMatchObject([
      { code: 'REOPEN_NOT_LAST' },
    ]);
  });

  it('takes what falls into it, or into a closed one before it', () => {
    expect(['2025-01-31', '2025-03-01', '2025-04-01'].map((on) => placedPeriod(day(on), book.earliestOpen))).toEqual([
      '2025-03',
      '2025-03',
      '2025-04',
    ]);
    expect(addMonths(book.closedThrough, 1)).toBe(book.earliestOpen);
  });
});

describe('the chart', () => {
  const charted = new Map(CHART.map((account) => [account.code, account]));

  it('is a tree: every account of six digits stands under one of its own kind', () => {
    expect(charted.size).toBe(CHART.length);
    const orphans = CHART.filter(({ code, kind }) => code.length > 4 && parentOf(code, charted)?.kind !== kind);
    expect(orphans).toEqual([]);
  });

  it.each([
    ['10020101', '100201'],
    ['100299', '1002'],
    ['1002999901', '1002'],
    ['100201', '1002'],
    ['1002', undefined],
    ['9999', undefined],
    ['10020', undefined],
    ['1002a1', undefined],
    ['600101', undefined],
    ['', undefined],
    ['10020101010101', undefined],
  ])('%s stands under %s', (code, parent) => {
    expect(parentOf(code, charted)?.code).toBe(parent);
  });

  it('goes into leaves as rows of text', () => {
    expect(accountRow(charted.get('5004')!)).toEqual([
      '5004',
      '公共设施更新改造',
      'Facility renewal',
      'E',
      'COMMON CAMPAIGN REPAIR',
    ]);
    expect(accountRow(charted.get('1001')!)).toEqual(['1001', '库存现金', 'Cash on hand', 'A', '']);
  });
});

describe('a number', () => {
  it.each([
    ['记-202411-0003', '2024-11', 3],
    ['202411-0003', '2024-11', 3],
    ['202411-12345', '2024-11', 12_345],
  ])('%s is read', (text, period, no) => {
    expect(parseNumber(text)).toEqual({ period, no });
  });
  it.each([
    '202411-3',
    '202413-0001',
    '202411-0000',
    '202411-00003',
    '记202411-0003',
    '202411-0003x',
    ' 202411-0003',
    '202400-0001',
  ])('%s is none', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
  it('is written with four digits or more', () => {
    expect([1, 9_999, 10_000].map((no) => formatNumber({ period: '2024-11' as Period, no }))).toEqual([
      ...['记-202411-0001', '记-202411-9999', '记-202411-10000'],
    ]);
  });
});
