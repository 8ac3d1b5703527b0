import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayInList,
  fundTone,
  isolated,
  momentInWords,
  money,
  monthInWords,
  quarterInWords,
  shortBodyName,
  yuan,
} from '../../../src/portal/rules/wording.js';
import { day, month } from '../sample-views.js';

describe('money', () => {
  it('has separators, two decimals and a true minus', () => {
    expect(money(3_126_721n)).toBe('31,267.21');
    expect(money(-186_000n)).toBe('−1,860.00');
    expect(yuan(5n)).toBe('0.05 元');
  });

  it('reads back to the same fen', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (fen) => {
        const digits = money(fen).replace('\u2212', '-').replace(/[,.]/g, '');
        expect(BigInt(digits)).toBe(fen);
      }),
    );
  });
});

describe('dates', () => {
  it('are written for readers in Shanghai', () => {
    expect(momentInWords('2024-07-15T16:30:00.000Z')).toBe('2024-07-16 00:30');
    expect(momentInWords('not a moment')).toBe('not a moment');
    expect(monthInWords(month('2025-06'))).toBe('2025年6月');
    expect(dayInList(day('2025-06-30'))).toBe('06-30');
  });

  it('name each quarter with its months', () => {
    expect(([1, 2, 3, 4] as const).map((quarter) => quarterInWords(2025, quarter))).toEqual([
      '2025年第一季度（1月至3月）',
      '2025年第二季度（4月至6月）',
      '2025年第三季度（7月至9月）',
      '2025年第四季度（10月至12月）',
    ]);
  });
});

it('fences typed words so that exactly one isolate opens and closes', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('\u202e', '\u2069', '\u2067', '\u202a'), (words, mark) => {
      const marks = isolated(`${words}${mark}${words}`).match(/[\u202a-\u202e\u2066-\u2069]/g);
      expect(marks).toEqual(['\u2068', '\u2069']);
    }),
  );
});

it('gives eight funds eight colours, and the ninth the first again', () => {
  expect(new Set([0, 1, 2, 3, 4, 5, 6, 7].map(fundTone)).size).toBe(8);
  expect(fundTone(8)).toBe(fundTone(0));
});

it('does not repeat the name of the estate in the name of its body', () => {
  expect(shortBodyName({ name: '原野庄园', bodyName: '原野庄园物业管理委员会' })).toBe('物业管理委员会');
  expect(shortBodyName({ name: '原野庄园', bodyName: '业主委员会' })).toBe('业主委员会');
  expect(shortBodyName({ name: '原野庄园', bodyName: '原野庄园' })).toBe('原野庄园');
});
