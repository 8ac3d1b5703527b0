import { describe, expect, it } from '@jest/globals';
import {
  bankMarkWord,
  bankSentences,
  correctionSentence,
  happenedSentence,
  inkWord,
  lateWord,
  movementWord,
  signatureLine,
  signatureSteps,
} from '../../../src/portal/rules/voucher-sentences.js';
import { day, lampsCorrection, month, PR, redVoucher, sampleVoucher, WF } from '../sample-views.js';

describe('what happened', () => {
  it.each([
    ['received', '收进'],
    ['paid', '从'],
    ['recorded', '没有动钱'],
  ] as const)('tells %s in everyday words', (movement, words) => {
    expect(happenedSentence({ ...sampleVoucher, movement })).toContain(words);
  });

  it('says of a move between funds that the total stays', () => {
    const funds = [PR, WF].map((fund) => ({ fund, leftFen: 0n }));
    const told = happenedSentence({ ...sampleVoucher, movement: 'moved', funds });
    expect(told).toContain('\u2068公共收益\u2069、\u2068工作经费\u2069');
    expect(told).toContain('总钱数不变');
  });

  it('does not tell a red voucher as a payment', () => {
    expect(happenedSentence(redVoucher)).toContain('红字注销');
    expect(happenedSentence(redVoucher)).not.toContain('支付');
  });
});

describe('who stood for it', () => {
  it('names preparer and approver with their moments in Shanghai time', () => {
    expect(signatureSteps(sampleVoucher.signatures)).toEqual([
      { role: '制单', who: 'p-19c2', when: '2025-06-30 15:41' },
      { role: '审核', who: 'p-7f3a', when: '2025-06-30 20:05' },
    ]);
    expect(signatureLine(sampleVoucher.signatures)).toBe('制单 p-19c2，审核 p-7f3a');
  });

  it('never lets an imported voucher look approved', () => {
    expect(signatureLine(redVoucher.signatures)).toBe('导入账册，未留审批记录');
    expect(JSON.stringify(signatureSteps(redVoucher.signatures))).not.toContain('审核');
  });

  it('says 系统过账 of a posting agent', () => {
    expect(signatureLine({ how: 'posting-agent', agent: 'a-1', at: '2025-01-01T00:00:00Z' })).toBe('系统过账 a-1');
  });

  it('says where a moment was not kept', () => {
    const [first] = signatureSteps({
      ...redVoucher.signatures,
      how: 'two-persons',
      preparer: 'a',
      approver: 'b',
      preparedAt: null,
      approvedAt: null,
    });
    expect(first?.when).toBe('时间未记');
  });
});

describe('the bank', () => {
  it('gives date, direction and amount of every matched line, and nothing else', () => {
    const lines = [
      { on: day('2024-11-11'), direction: 'out', amountFen: 168_000n },
      { on: day('2024-11-12'), direction: 'in', amountFen: 100n },
    ] as const;
    expect(bankSentences({ status: 'at-bank', lines })).toEqual([
      '2024年11月11日，银行付出 1,680.00 元。',
      '2024年11月12日，银行收到 1.00 元。',
    ]);
  });

  it.each(['washed', 'not-compared', 'none'] as const)('has words for %s', (status) => {
    expect(bankSentences({ status })).toHaveLength(1);
  });

  it('marks lists, and leaves vouchers without a bank account unmarked', () => {
    expect(bankMarkWord('on-the-way')).toBe('银行在途');
    expect(bankMarkWord('none')).toBe('');
  });
});

describe('a correction', () => {
  it('is told from the side of each of its three vouchers', () => {
    expect(correctionSentence(lampsCorrection, '202411-0003')).toMatch(/^这一笔记错了：记-202411-0005 用红字注销/);
    expect(correctionSentence(lampsCorrection, '202411-0005')).toContain('注销记错的 记-202411-0003');
    expect(correctionSentence(lampsCorrection, '202411-0006')).toContain('在这里重新记对');
  });

  it('says so where nothing replaced the wrong one', () => {
    expect(correctionSentence({ ...lampsCorrection, blue: null }, '202411-0003')).toContain('没有重做');
    expect(inkWord({ ink: 'wrong', replacedBy: null })).toBe('记错了，已注销');
  });

  it('has a word beside every ink, so that colour never speaks alone', () => {
    expect(inkWord({ ink: 'red', replacedBy: null })).toBe('红字注销');
    expect(inkWord({ ink: 'blue', replacedBy: null })).toBe('更正');
    expect(inkWord({ ink: 'wrong', replacedBy: '202411-0006' })).toBe('记错了，已更正为 记-202411-0006');
    expect(inkWord({ ink: 'normal', replacedBy: null })).toBe('');
  });
});

it('uses everyday words in lists', () => {
  expect((['received', 'paid', 'moved', 'recorded'] as const).map(movementWord)).toEqual([
    '收到',
    '支付',
    '划转',
    '记账',
  ]);
  expect(lateWord(month('2024-11'))).toBe('补记，记在2024年11月');
});
