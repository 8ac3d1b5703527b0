import { describe, expect, it } from '@jest/globals';
import {
  adjustmentSentence,
  asOfWords,
  homeSummary,
  lightSentence,
  lightWord,
  logCheckedAt,
  logSentence,
  meetingSentence,
  quarterSentences,
} from '../../../src/portal/rules/sentences.js';
import type { LightView, QuarterView } from '../../../src/portal/view-models.js';
import { amberLight, day, month, sampleHome } from '../sample-views.js';

const quarter = sampleHome.quarter as QuarterView;
const green: LightView = { ...amberLight, colour: 'green', bankLinesWithoutVoucher: 0, vouchersNotAtBank: 0 };

describe('the light', () => {
  it('says of the sample that two bank lines wait and that both sides still meet', () => {
    expect(lightSentence(amberLight)).toBe('银行有 2 笔还没有记账。算上在途和待记的这些笔，两边一致。');
  });

  it('claims agreement when amber only where the difference is zero', () => {
    expect(lightSentence({ ...amberLight, differenceFen: 1n })).not.toContain('一致');
  });

  it('names items older than 30 days beside the bank lines', () => {
    expect(lightSentence({ ...amberLight, overdueVouchers: 1 })).toContain('账上有 1 笔超过 30 天银行还没到');
  });

  it('says something true even where no count explains amber', () => {
    expect(lightSentence({ ...amberLight, bankLinesWithoutVoucher: 0 })).toMatch(/^还有几笔没有核对完。/);
  });

  it('is plain when green, and tells of what is on its way', () => {
    expect(lightSentence(green)).toBe('账上和银行一致。');
    expect(lightSentence({ ...green, vouchersNotAtBank: 2 })).toBe('账上和银行一致。另有 2 笔刚办，银行还没到。');
  });

  it('says how much is missing when red, whichever side has more', () => {
    const red: LightView = { ...green, colour: 'red', differenceFen: -1n };
    expect(lightSentence(red)).toContain('相差 0.01 元');
    expect(lightSentence({ ...red, differenceFen: 0n, gaps: 1 })).toContain('缺了 1 段');
    expect(lightSentence({ ...red, differenceFen: 0n })).toContain('三者对不上');
  });

  it('never calls anything agreed without bank lines', () => {
    expect(lightSentence({ ...green, colour: 'unknown' })).toBe('还没有收到银行流水，不能核对。');
    expect(lightWord('unknown')).toBe('还没核对');
  });

  it('has a different word for each colour', () => {
    expect(new Set((['green', 'amber', 'red', 'unknown'] as const).map(lightWord)).size).toBe(4);
  });
});

describe('the quarter', () => {
  it('is told in two sentences for the sample', () => {
    expect(quarterSentences(quarter)).toEqual([
      '收入 10,286.93 元，支出 5,758.96 元，收入比支出多 4,527.97 元。',
      '最大一笔支出是“\u206806月钟点式物业服务费及酬金\u2069”，1,584.00 元；有 3 户欠费，共 1,316.28 元。',
    ]);
  });

  it('says when more went than came, and when it was the same', () => {
    expect(quarterSentences({ ...quarter, expenseFen: 1_028_694n })[0]).toContain('收入比支出少 0.01 元');
    expect(quarterSentences({ ...quarter, expenseFen: quarter.incomeFen })[0]).toContain('收支正好相抵');
  });

  it('prints neither count nor amount below the small cell', () => {
    const told = quarterSentences({
      ...quarter,
      arrears: { households: 2, totalFen: 21_938n, smallCell: 3 },
    }).join('');
    expect(told).toContain('少于 3 户');
    expect(told).not.toContain('219.38');
    expect(told).not.toContain('2 户');
  });

  it('says that nobody owes, and nothing where arrears are not known', () => {
    const none = { ...quarter, largestExpense: null };
    expect(quarterSentences({ ...none, arrears: { households: 0, totalFen: 0n, smallCell: 3 } })[1]).toBe(
      '没有住户欠费。',
    );
    expect(quarterSentences({ ...none, arrears: null })).toHaveLength(1);
  });
});

describe('the log', () => {
  const at = '2025-07-03T16:10:00.000Z';

  it('says unchanged only as far as it was checked', () => {
    expect(logSentence(115, { state: 'intact', checkedTo: 115, at })).toBe('数据截至第 115 号，记录未被改动 ✓');
    expect(logSentence(120, { state: 'intact', checkedTo: 115, at })).toContain('到第 115 号已核验');
    expect(logSentence(115, { state: 'not-checked' })).not.toContain('未被改动');
  });

  it('names the first bad number', () => {
    const told = logSentence(115, { state: 'broken', firstBad: 42, at });
    expect(told).toContain('第 42 号记录核验不通过');
    expect(told).not.toContain('✓');
  });

  it('gives the moment of the check in Shanghai time', () => {
    expect(logCheckedAt({ state: 'intact', checkedTo: 1, at })).toContain('2025-07-04 00:10');
    expect(logCheckedAt({ state: 'not-checked' })).toBe('还没有做过整本核验。');
  });
});

describe('dates and sums', () => {
  it('explains a voucher that is numbered in a later month, and says nothing of the others', () => {
    expect(adjustmentSentence(day('2024-10-31'), month('2024-11'))).toBe(
      '这件事发生在 2024年10月31日，但2024年10月的账已经结了，所以记在2024年11月，作为补记单独列出。',
    );
    expect(adjustmentSentence(day('2024-11-01'), month('2024-11'))).toBeNull();
  });

  it('says whether two sides meet', () => {
    expect(meetingSentence(3_182_929n, 0n)).toBe('把这几笔算进去，两边都是 31,829.29 元。');
    expect(meetingSentence(3_182_929n, -5n)).toContain('还相差 0.05 元');
  });

  it('leaves the day out where there is none', () => {
    expect(asOfWords(null)).toBe('');
    expect(homeSummary({ ...sampleHome, asOf: null })).toBe('\u2068原野庄园\u2069还剩 31,267.21 元，还差几笔');
  });
});
