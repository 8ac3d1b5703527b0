/** The smaller rules: corrections, months, the chart, numbers, proposals, and the frozen bytes of a voucher. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseLeaf, type LeafObject } from '../../../src/kernel/canonical.js';
import { addMonths, type Period } from '../../../src/kernel/calendar.js';
import { CHART, accountRow, parentOf } from '../../../src/ledger/rules/chart.js';
import { checkCorrection, correctionDrafts, type CorrectionPlan } from '../../../src/ledger/rules/corrections.js';
import { checkClose, checkReopen, placedPeriod } from '../../../src/ledger/rules/periods.js';
import { proposalBody, proposalContent, type ProposalContent } from '../../../src/ledger/rules/proposal.js';
import { voucherBytes, voucherContent, withHiddenDimensions, type VoucherContent } from '../../../src/ledger/rules/voucher-leaf.js';
import { formatNumber, parseNumber, type VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import { SeededRandomness } from '../../kernel/seeded-randomness.js';
import { content, day, line, PEOPLE } from '../../support/drafts.js';
import { draftOf, ESTATE } from './sample-structure.js';

const SEAL = { id: '0190b3f2-7a3b-7c1d-8e2f-0123456789ab', period: '2024-07' as Period, no: 6, recordedAt: new Date('2024-07-15T02:10:00.123Z') };

function contentOf(draft: VoucherDraft, period = '2024-07'): VoucherContent {
  const made = voucherBytes(draft, { ...SEAL, period: period as Period }, new SeededRandomness('any'));
  const parsed = 'bytes' in made ? parseLeaf(made.bytes) : undefined;
  if (parsed?.ok !== true) throw new Error('the draft has bytes');
  return voucherContent(parsed.leaf)!;
}

describe('a correction', () => {
  const original = contentOf(draftOf(content('2024-07-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], { summary: '收入' })));
  const plan = (how: CorrectionPlan['how'], on: string, lines = [line('100201/PR', '+2.00'), line('400208/PR', '-2.00')]): CorrectionPlan => {
    const replacement = { summary: '收入', lines, refs: [['resolution', 'r']] as const, docs: [] };
    return how === 'reverse' ? { how, eventOn: day(on) } : { how, eventOn: day(on), replacement };
  };
  const codes = (made: CorrectionPlan, of = original): string => checkCorrection(of, made).map(({ code }) => code).join(' ');

  it.each<[string, CorrectionPlan, string]>([
    ['reversal', plan('reverse', '2024-07-05'), ''],
    ['reversal at the end of the year', plan('reverse', '2024-12-31'), ''],
    ['reversal in the next year', plan('reverse', '2025-01-01'), 'CORRECTION_OTHER_YEAR'],
    ['reversal before its original', plan('reverse', '2024-07-04'), 'CORRECTION_BEFORE_ORIGINAL'],
    ['replacement', plan('replace', '2024-08-01'), ''],
    ['replacement by nothing', { how: 'replace', eventOn: day('2024-08-01') }, 'CORRECTION_REPLACEMENT_MISSING'],
    ['difference', plan('difference', '2024-08-01'), ''],
    ['difference elsewhere', plan('difference', '2024-08-01', [line('1001/PR', '+2.00'), line('400208/PR', '-2.00')]), 'CORRECTION_OTHER_PLACE'],
    ['difference on the other side', plan('difference', '2024-08-01', [line('100201/PR', '-2.00')]), 'CORRECTION_OTHER_PLACE'],
    ['prior-year', plan('prior-year', '2025-01-01', [line('3199/PR', '+2.00'), line('100201/PR', '-2.00')]), ''],
    ['prior-year in its year', plan('prior-year', '2024-08-01', [line('3199/PR', '+2.00'), line('100201/PR', '-2.00')]), 'CORRECTION_SAME_YEAR'],
    ['prior-year without 3199', plan('prior-year', '2025-01-01', [line('2202/PR', '+2.00'), line('100201/PR', '-2.00')]), 'CORRECTION_WITHOUT_3199'],
    ['prior-year over income', plan('prior-year', '2025-01-01', [line('3199/PR', '+2.00'), line('400208/PR', '-2.00')]), 'CORRECTION_INCOME_ACCOUNT'],
    ['prior-year by nothing', { how: 'prior-year', eventOn: day('2025-01-01') }, 'CORRECTION_REPLACEMENT_MISSING CORRECTION_WITHOUT_3199'],
  ])('%s', (_name, made, expected) => {
    expect(codes(made)).toBe(expected);
  });

  it('of a red voucher is none', () => {
    expect(codes(plan('reverse', '2024-07-06'), { ...original, kind: 'red' })).toBe('CORRECTION_OF_RED');
  });

  it('has the fixed wording, the exact negative, and red before blue', () => {
    const who = { estateId: ESTATE, preparer: PEOPLE.preparer, approver: PEOPLE.approver };
    const [red, blue] = correctionDrafts(original, plan('replace', '2024-11-06'), who);
    expect(red).toMatchObject({ kind: 'red', summary: '注销2024年7月5日记-202407-0006号凭证', refs: [['reverses', '记-202407-0006']] });
    expect(red?.lines.map(({ account, side, fen }) => [account, side, fen])).toEqual([['100201', 'D', -100n], ['400208', 'C', -100n]]);
    expect(blue).toMatchObject({ kind: 'corrected', summary: '订正2024年7月5日记-202407-0006号凭证:收入', refs: [['corrects', '记-202407-0006'], ['resolution', 'r']] });
    expect(correctionDrafts(original, plan('reverse', '2024-11-06'), who).map(({ kind }) => kind)).toEqual(['red']);
    expect(correctionDrafts(original, plan('difference', '2024-11-06'), who).map(({ kind }) => kind)).toEqual(['difference']);
  });
});

describe('a month', () => {
  const book = { earliestOpen: '2025-03' as Period, closedThrough: '2025-02' as Period, reopenAllowed: false };
  const close = (month: string, today: string): string => checkClose(month as Period, book, day(today)).map(({ code }) => code).join();
  const reopen = (month: string, allowed: boolean): string => checkReopen(month as Period, { ...book, reopenAllowed: allowed }).map(({ code }) => code).join();

  it('closes in order and when it is over', () => {
    expect(['2025-02', '2025-01', '2025-04', '2025-03'].map((month) => close(month, '2025-06-01'))).toEqual([
      ...['PERIOD_ALREADY_CLOSED', 'PERIOD_ALREADY_CLOSED', 'PERIOD_NOT_NEXT', ''],
    ]);
    expect([close('2025-03', '2025-03-31'), close('2025-03', '2025-04-01')]).toEqual(['PERIOD_NOT_OVER', '']);
  });

  it('reopens from the last one, where that is allowed', () => {
    expect([reopen('2025-02', false), reopen('2025-02', true), reopen('2025-01', true)]).toEqual(['REOPEN_OFF', '', 'REOPEN_NOT_LAST']);
    expect(checkReopen('2025-01' as Period, { earliestOpen: '2025-01' as Period, reopenAllowed: true })).toMatchObject([{ code: 'REOPEN_NOT_LAST' }]);
  });

  it('takes what falls into it, or into a closed one before it', () => {
    expect(['2025-01-31', '2025-03-01', '2025-04-01'].map((on) => placedPeriod(day(on), book.earliestOpen))).toEqual(['2025-03', '2025-03', '2025-04']);
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
    expect(accountRow(charted.get('5004')!)).toEqual(['5004', '公共设施更新改造', 'Facility renewal', 'E', 'COMMON CAMPAIGN REPAIR']);
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
  it.each(['202411-3', '202413-0001', '202411-0000', '202411-00003', '记202411-0003', '202411-0003x', ' 202411-0003', '202400-0001'])('%s is none', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
  it('is written with four digits or more', () => {
    expect([1, 9_999, 10_000].map((no) => formatNumber({ period: '2024-11' as Period, no }))).toEqual([
      ...['记-202411-0001', '记-202411-9999', '记-202411-10000'],
    ]);
  });
});

describe('a proposal', () => {
  const lines = [line('100201/PR', '+90071992547409.93', [['project', 'x']]), line('400208/PR', '-90071992547409.93')];
  const replacement = { summary: '改', lines, refs: [['resolution', 'r']] as const, docs: [['invoice', 'a', 'b']] as const };
  const number = { period: '2025-01' as Period, no: 7 };

  it.each<ProposalContent>([
    { kind: 'voucher', draft: content('2025-01-05', lines) },
    { kind: 'reversal', number, plan: { how: 'reverse', eventOn: day('2025-02-01') } },
    { kind: 'reversal', number, plan: { how: 'replace', eventOn: day('2025-02-01'), replacement } },
    { kind: 'close', period: '2025-01' as Period },
    { kind: 'reopen', period: '2025-01' as Period },
  ])('comes back from its stored form whole: %#', (proposed) => {
    const stored = JSON.parse(JSON.stringify(proposalBody(proposed))) as ReturnType<typeof proposalBody>;
    expect(proposalContent(proposed.kind, stored)).toEqual(proposed);
  });

  it('keeps no replacement that nothing is made of', () => {
    const plan = { how: 'reverse', eventOn: day('2025-02-01'), replacement } as const;
    expect(proposalBody({ kind: 'reversal', number, plan }).plan?.replacement).toBeUndefined();
  });

  it('is none where the form is not ours', () => {
    expect([proposalContent('voucher', {}), proposalContent('gift', {}), proposalContent('close', {}), proposalContent('reversal', { number })]).toEqual(
      [undefined, undefined, undefined, undefined],
    );
  });
});

describe('the bytes of a voucher', () => {
  const golden = (name: string): { leaf: LeafObject; bytesHex: string } =>
    JSON.parse(readFileSync(new URL(`../../log/golden/voucher-${name}.json`, import.meta.url), 'utf8')) as { leaf: LeafObject; bytesHex: string };

  it.each(['plain', 'red'])('are the frozen ones: %s', (name) => {
    const { leaf, bytesHex } = golden(name);
    const told = voucherContent(leaf)!;
    const { estate } = leaf as { estate: string };
    const draft = { ...told, estateId: estate, eventOn: day(told.eventOn), docs: told.docs as VoucherDraft['docs'] };
    const seal = { id: told.id, ...parseNumber(told.number)!, recordedAt: new Date(told.recordedAt) };
    const { number: _number, ...unnumbered } = draft;
    const made = voucherBytes(unnumbered, seal, new SeededRandomness('unused'));
    expect('bytes' in made && made.bytes.toString('hex')).toBe(bytesHex);
  });

  const household = draftOf(content('2024-07-15', [line('100201/PS', '+60.00', [['unit', '4-101'], ['supplier', 's-1']]), line('400101/PS', '-60.00', [['unit', '4-101']])]));

  it('hold a household as salted digests only, and the digests are those of what is disclosed', () => {
    const made = voucherBytes(household, SEAL, new SeededRandomness('household'));
    if (!('bytes' in made)) throw new Error('the draft has bytes');
    const text = made.bytes.toString('utf8');
    expect(text).not.toContain('4-101');
    expect(text).not.toContain('unit');
    const digests = (JSON.parse(text) as { _sd: string[] })._sd;
    expect(digests).toHaveLength(4);
    for (const disclosure of made.disclosures) {
      expect(digests).toContain(createHash('sha256').update(disclosure, 'ascii').digest('base64url'));
    }
    const opened = made.disclosures.map((one) => JSON.parse(Buffer.from(one, 'base64url').toString('utf8')) as [string, string, string]);
    expect(opened.map(([, name, value]) => [name, value])).toEqual([['line.1.unit', '4-101'], ['line.2.unit', '4-101']]);
    expect(new Set(opened.map(([salt]) => salt)).size).toBe(2);
    expect(createHash('sha256').update(made.bytes).digest('hex')).toBe('92916a37288ca3689018941d2137f95f1470ada79717a15ed17b0e6e41b03f6b');
  });

  it('give their hidden dimensions back to who holds the disclosures, and to nobody else', () => {
    const made = voucherBytes(household, SEAL, new SeededRandomness('household'));
    if (!('bytes' in made)) throw new Error('the draft has bytes');
    const told = contentOf(household);
    expect(told.lines.map(({ dimensions }) => dimensions)).toEqual([[['supplier', 's-1']], []]);
    const whole = withHiddenDimensions(told, made.disclosures);
    expect(whole.lines.map(({ dimensions }) => dimensions)).toEqual([[['supplier', 's-1'], ['unit', '4-101']], [['unit', '4-101']]]);
    expect(withHiddenDimensions(told, ['garbage', Buffer.from('["AAAAAAAAAAAAAAAAAAAAAA","payer","x"]').toString('base64url')])).toEqual(told);
  });

  it('do not exist for texts outside the profile, hidden ones included', () => {
    const faults = (draft: VoucherDraft): string[] => {
      const made = voucherBytes(draft, SEAL, new SeededRandomness('x'));
      return 'violations' in made ? made.violations.map(({ code, at }) => `${code} ${at ?? ''}`) : [];
    };
    expect(faults({ ...household, summary: 'a\u0007' })).toEqual(['LEAF_TEXT_CONTROL summary']);
    expect(faults(draftOf(content('2024-07-15', [line('100201/PS', '+60.00', [['unit', '\u0000']]), line('400101/PS', '-60.00')])))).toEqual(['LEAF_TEXT_CONTROL line.1.unit']);
    const many = Array.from({ length: 600 }, () => line('100201/PS', '+60.00'));
    expect(faults({ ...household, lines: many })).toEqual(['LEAF_TOO_LARGE ']);
  });

  it('of another type are no voucher', () => {
    expect(voucherContent({ t: 'xinyi/period/v1' })).toBeUndefined();
  });
});
