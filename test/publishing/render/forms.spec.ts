import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { renderCsv } from '../../../src/publishing/render/csv.js';
import { renderHtml, renderHtmlPage, reportPageStyle } from '../../../src/publishing/render/html.js';
import { renderJson } from '../../../src/publishing/render/json.js';
import { textWidth } from '../../../src/publishing/rules/text-width.js';
import { renderText } from '../../../src/publishing/render/text.js';
import { wrapText } from '../../../src/publishing/render/wrap-text.js';
import { hardCases } from '../fixtures/hard-cases.js';
import { fundStatement, reconciliation } from '../fixtures/sample-reports.js';

function csvRows(text: string): readonly (readonly string[])[] {
  return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
}

describe('CSV', () => {
  it('starts with a byte-order mark and ends every line with CRLF', () => {
    const text = renderCsv(fundStatement);
    expect(text.startsWith('\ufeff标题,公共资金收支表\r\n')).toBe(true);
    expect(text.split('\n').every((line, index, lines) => index === lines.length - 1 || line.endsWith('\r'))).toBe(
      true,
    );
  });

  it('keeps amounts as numbers and disarms only texts that a spreadsheet would run or round', () => {
    const cells = csvRows(renderCsv(hardCases)).flat();
    expect(cells).toEqual(expect.arrayContaining(['-1860.00', '-53.84', '-0.05', '99999999999.99', '1200']));
    expect(cells).toEqual(
      expect.arrayContaining([
        "'=1+1",
        "'+86",
        "'-1",
        "'51050100000000000001",
        `'=HYPERLINK("http://x.example","点我")`,
      ]),
    );
    const loose = cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/u.test(cell) && !/^-\d+\.\d{2}$/.test(cell));
    expect(loose).toEqual([]);
  });

  it('carries the remark of red and struck rows in a column of its own', () => {
    const rows = csvRows(renderCsv(hardCases));
    const head = rows.find((cells) => cells[0] === '凭证号');
    expect(head?.at(-1)).toBe('备注');
    expect(rows.find((cells) => cells[0] === '记-202411-0003')?.at(-1)).toBe('已由记-202411-0005注销');
    expect(rows.find((cells) => cells[0] === '记-202411-0005')?.at(-1)).toBe('红字');
  });
});

describe('JSON', () => {
  it('carries amounts as yuan strings by the keys of the columns', () => {
    const value: unknown = JSON.parse(renderJson(fundStatement));
    expect(value).toMatchObject({
      id: 'fund-statement-2025Q2-v1',
      source: { logPosition: 115, version: 1 },
      sections: [
        {
          table: {
            rows: [
              { cells: { fund: '公共收益', income: '4963.27', closing: '29327.85' } },
              {},
              {},
              {},
              { cells: { income: '-560.00' } },
              { kind: 'total' },
            ],
          },
        },
        {},
        {},
      ],
    });
  });

  it('carries both sides of a form and their difference', () => {
    const value: unknown = JSON.parse(renderJson(reconciliation));
    expect(value).toMatchObject({
      sections: [
        {
          form: {
            left: { closing: { amount: '31829.29' } },
            right: { closing: { amount: '31829.29' } },
            difference: '0.00',
          },
        },
        {},
        {},
      ],
    });
  });
});

describe('HTML', () => {
  it('escapes every text and drops addresses that are not addresses', () => {
    const html = renderHtml(hardCases);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(html).not.toContain('javascript:');
    expect(html).not.toContain('\u202e');
    expect(html).toContain('href="https://example.org/a?b=1&amp;c=2"');
  });

  it('gives tables a caption, scopes and labels for the narrow layout', () => {
    const html = renderHtml(fundStatement);
    expect(html.match(/<caption /g)).toHaveLength(2);
    expect(html.match(/<th role="columnheader" scope="col"/g)).toHaveLength(9);
    expect(html.match(/<th role="rowheader" scope="row"/g)).toHaveLength(10);
    expect(html.match(/data-label="期末结余"/g)).toHaveLength(6);
    expect(html).toContain('本期没有更正。');
  });

  it('shows a negative amount with a sign, exact for machines, red only besides', () => {
    expect(renderHtml(fundStatement)).toContain(
      '<data class="report-amount report-amount--negative" value="-560.00">−560.00</data>',
    );
    expect(renderHtml(hardCases)).toMatch(/report-row--red[\s\S]*?report-remark">红字</);
    expect(renderHtml(hardCases)).toMatch(/<del>[\s\S]*?<\/del><span class="report-remark"><a href="[^"]*0005">已由/);
  });

  it('is a whole page with its own style and no script', () => {
    const page = renderHtmlPage(fundStatement);
    expect(page.startsWith('<!doctype html>\n<html lang="zh-CN">')).toBe(true);
    expect(page).toContain(`<style>${reportPageStyle}</style>`);
    expect(page).toContain('<title>公共资金收支表 · 原野庄园</title>');
    expect(page).not.toContain('<script');
    for (const name of ['--ink', '--paper', '--accent', '--red', '--hair'])
      expect(reportPageStyle).toContain(`${name}:`);
  });
});

describe('text for terminals', () => {
  it('aligns Chinese columns: every line of a table is as wide as its rule', () => {
    const lines = renderText(fundStatement).split('\n');
    const first = lines.findIndex((line) => line.startsWith('基金'));
    const table = lines.slice(
      first,
      lines.indexOf('注1　智能门禁众筹的收入为负数，是因为把用不完的 560.00 元退还给了 49 户。'),
    );
    expect(table).toHaveLength(10);
    expect(new Set(table.map(textWidth)).size).toBe(1);
  });

  it('writes no escape, no override and no ambiguous minus', () => {
    const text = renderText(hardCases);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}−]/u);
    expect(text).toContain('-1,860.00');
    expect(text).toContain('（红字）');
  });
});

describe('breaking lines', () => {
  const wrap = (text: string, width: number) => wrapText(text, width, textWidth);

  it('never begins a line with a closing mark nor ends one with an opening mark', () => {
    for (let width = 8; width < 40; width += 1) {
      for (const line of wrap(hardCases.notes[0] ?? '', width)) {
        expect(line).not.toMatch(/^[，。、；：？！）》」』】”’…—]/);
        expect(line).not.toMatch(/[（《「『【“‘]$/);
        expect(textWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('loses nothing, keeps numbers whole, and cuts what fits on no line', () => {
    expect(wrap('支付 1,440.00 元，记-202411-0003', 16)).toEqual(['支付 1,440.00', '元，', '记-202411-0003']);
    expect(wrap('A'.repeat(25), 10)).toEqual(['A'.repeat(10), 'A'.repeat(10), 'A'.repeat(5)]);
    expect(wrap('', 10)).toEqual(['']);
    expect(wrap('𠮷𠮷𠮷', 4)).toEqual(['𠮷𠮷', '𠮷']);
    expect(wrap('𠮷', 1)).toEqual(['𠮷']);
  });
});
