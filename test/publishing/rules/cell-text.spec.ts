import { describe, expect, it } from '@jest/globals';
import {
  amountText,
  beijingMinute,
  cellText,
  countText,
  plainText,
  remarkColumn,
  rowRemark,
  safeHref,
} from '../../../src/publishing/rules/cell-text.js';
import { formPairs, formVerdict } from '../../../src/publishing/rules/form-lines.js';
import {
  amountCell,
  emptyCell,
  percentCell,
  row,
  struckRow,
  textCell,
} from '../../../src/publishing/rules/report-cells.js';
import { hardCases } from '../fixtures/hard-cases.js';

describe('how values read', () => {
  it('writes amounts with separators, two decimals and a real minus sign', () => {
    expect([0n, 5n, -5n, 144000n, -123456789n, 10_000_000_000_000n].map(amountText)).toEqual([
      '0.00',
      '0.05',
      '−0.05',
      '1,440.00',
      '−1,234,567.89',
      '100,000,000,000.00',
    ]);
  });

  it('writes counts and percents', () => {
    expect([0, 999, 1000, -1234567].map(countText)).toEqual(['0', '999', '1,000', '−1,234,567']);
    expect([0, 5, 7343, -5384, 10000].map((points) => cellText(percentCell(points)))).toEqual([
      '0.00%',
      '0.05%',
      '73.43%',
      '−53.84%',
      '100.00%',
    ]);
    expect(cellText(emptyCell)).toBe('');
  });

  it('keeps control and direction characters out of what people read', () => {
    expect(plainText('甲\u202e乙\u0007\u001b[31m丙\u200b\ufeff')).toBe('甲乙[31m丙');
    expect(plainText('一\r\n二\t三\u2028四')).toBe('一 二 三 四');
    expect(plainText('\ud842尾')).toBe('\ufffd尾');
    expect(plainText('𠮷野家')).toBe('𠮷野家');
  });

  it('lets only paths of this site and web addresses be links', () => {
    expect(['/e/a', '/', 'https://a.example/b?c=1', 'http://a.example'].map(safeHref)).not.toContain(undefined);
    for (const href of [
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      'data:text/html,x',
      'e/a',
      ' /e',
      '/e\n',
      '',
    ]) {
      expect(safeHref(href)).toBeUndefined();
    }
  });

  it('tells the time of Asia/Shanghai, over midnight and the year’s end too', () => {
    expect(beijingMinute('2024-12-31T23:30:00Z')).toBe('2025-01-01 07:30');
    expect(beijingMinute('2025-07-03T02:10:00.999Z')).toBe('2025-07-03 10:10');
  });

  it('says red ink and strikes in words, beside the first text', () => {
    expect(rowRemark(row('normal', amountCell(1n)))).toBeUndefined();
    expect(rowRemark(row('red', amountCell(-1n)))).toBe('红字');
    expect(rowRemark(struckRow({ text: '已由记-202411-0005注销' }, textCell('x')))).toBe('已由记-202411-0005注销');
    expect(rowRemark({ kind: 'red', cells: [], struck: { text: '已冲销' } })).toBe('红字，已冲销');
    expect(
      remarkColumn([
        { key: 'a', label: '', kind: 'date' },
        { key: 'b', label: '', kind: 'text' },
      ]),
    ).toBe(1);
    expect(remarkColumn([{ key: 'a', label: '', kind: 'date' }])).toBe(0);
  });
});

describe('a two-sided form', () => {
  it('keeps both sides level and says by how much they differ', () => {
    const body = hardCases.sections[2]?.body;
    if (body?.kind !== 'form') throw new Error('the third section is a form');
    expect(formPairs(body).map((pair) => [pair.kind, pair.left?.label, pair.right?.label])).toEqual([
      ['opening', '余额', '余额'],
      ['heading', undefined, '加：在途'],
      ['closing', '调节后余额', '调节后余额'],
    ]);
    expect(formVerdict(body)).toBe('▲ 两边调节后余额不相等，相差 180.00 元');
    expect(formVerdict({ ...body, right: body.left })).toBe('✓ 两边调节后余额相等');
  });
});
