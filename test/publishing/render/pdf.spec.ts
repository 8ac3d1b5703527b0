import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { renderPdf } from '../../../src/publishing/render/pdf.js';
import { row, textCell } from '../../../src/publishing/rules/report-cells.js';
import type { ReportColumn, ReportDocument } from '../../../src/publishing/rules/report-document.js';
import { expectGolden } from '../fixtures/golden.js';
import { readPdf, type ReadPage } from '../fixtures/read-pdf.js';
import { hardCases, longReport } from '../fixtures/hard-cases.js';
import { fundStatement, reconciliation } from '../fixtures/sample-reports.js';

const samples = [fundStatement, reconciliation, hardCases];

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function read(report: ReportDocument) {
  return readPdf(await renderPdf(report));
}

function joined(pages: readonly ReadPage[]): string {
  return pages.map((page) => page.text).join('');
}

describe('the bytes', () => {
  it('are the same twice, and in another process, time zone and language', async () => {
    const here = [];
    for (const report of samples) here.push(`${report.id} ${digest(await renderPdf(report))}`);
    const again = [];
    for (const report of samples) again.push(`${report.id} ${digest(await renderPdf(report))}`);
    expect(again).toEqual(here);
    const script = fileURLToPath(new URL('../fixtures/print-pdf-digests.mjs', import.meta.url));
    const env = { PATH: process.env['PATH'], TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' };
    const there = execFileSync(process.execPath, [script], { env, encoding: 'utf8' });
    expect(there.trim().split('\n')).toEqual(here);
    expectGolden('pdf-digests.txt', there);
  });

  it('differ where the document differs', async () => {
    const later = { ...fundStatement, source: { ...fundStatement.source, preparedAt: '2025-07-03T02:11:00.000Z' } };
    expect(digest(await renderPdf(later))).not.toBe(digest(await renderPdf(fundStatement)));
  });
});

describe('the file', () => {
  it('says that it is PDF/A-2a, tagged, Chinese, and when and of what it was made', async () => {
    const { raw } = await read(fundStatement);
    expect(raw.startsWith('%PDF-1.7\n')).toBe(true);
    for (const mark of [
      '<pdfaid:part>2</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '/Lang (zh-CN)',
      '/Marked true',
      '/DisplayDocTitle true',
      '/S /GTS_PDFA1',
      '<xmp:CreateDate>2025-07-03T02:10:00Z</xmp:CreateDate>',
      '(D:20250703021000Z)',
    ]) {
      expect(raw).toContain(mark);
    }
    expect(raw).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(raw).toMatch(/\/OutputIntents \[\d+ 0 R\]/);
    expect(raw).not.toMatch(/\/JavaScript|\/Encrypt|\/EmbeddedFiles|\/SMask/);
  });

  it('embeds every font that it uses', async () => {
    const { raw } = await read(fundStatement);
    expect(raw.match(/\/Type \/FontDescriptor/g)).toHaveLength(2);
    expect(raw.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(2);
    expect(raw).not.toMatch(/\/Subtype \/Type1\b/);
  });

  it('keeps its metadata well-formed whatever the title', async () => {
    const { raw } = await read(hardCases);
    const xmp = Buffer.from(/<\?xpacket begin[\s\S]*<\?xpacket end/.exec(raw)?.[0] ?? '', 'latin1').toString('utf8');
    expect(xmp).toContain('更正与红字 ＜2024年11月＞ ＆ “全部”');
    expect(xmp).not.toMatch(/&(?!\w+;)/);
  });

  it('gives every table its rows, heads and cells', async () => {
    const { structure } = await read(fundStatement);
    expect(Object.fromEntries(structure)).toMatchObject({
      Document: 1,
      H1: 1,
      H2: 3,
      Sect: 3,
      Table: 2,
      THead: 2,
      TBody: 2,
      TR: 12,
      TH: 19,
      TD: 36,
    });
  });

  it.each(samples)('leaves no text of $id outside the structure', async (report) => {
    for (const { content } of (await read(report)).pages) {
      let depth = 0;
      for (const [token] of content.matchAll(/\bBDC\b|\bBMC\b|\bEMC\b|\bTJ\b/g)) {
        if (token === 'TJ') expect(depth).toBe(1);
        else depth += token === 'EMC' ? -1 : 1;
      }
      expect(depth).toBe(0);
    }
  });
});

describe('what is on the pages', () => {
  it('is the statement, with its source on every page', async () => {
    const { pages } = await read(fundStatement);
    expect(pages).toHaveLength(1);
    const text = joined(pages);
    for (const words of [
      '原野庄园',
      '公共资金收支表',
      '29,327.85',
      '−560.00',
      '38,207.89',
      '本期没有更正。',
      '第 1 页，共 1 页',
    ]) {
      expect(text).toContain(`${words}\n`);
    }
    expect(text).toContain('数据截至记录第 115 号');
    expect(text).toContain(fundStatement.source.rootHash);
  });

  it('is the two-sided form on one page', async () => {
    const { pages } = await read(reconciliation);
    expect(pages).toHaveLength(1);
    const text = joined(pages);
    expect(text.match(/31,829\.29/g)).toHaveLength(2);
    for (const words of ['单位日记账', '银行对账单', '577.08', '15.00', '192.05', '1,555.20', '✓ 两边调节后余额相等']) {
      expect(text).toContain(`${words}\n`);
    }
  });

  it('prints 〓 for a character that the font lacks, never an empty box', async () => {
    const text = joined((await read(hardCases)).pages);
    expect(text).toContain('〓野家的㼆字');
    expect(text).not.toContain('\u0000');
    expect(text).toContain('红字\n');
    expect(text).toContain('已由记-202411-0005注销\n');
  });

  it('holds a table of 40 pages and more, with its head on each, in under two seconds', async () => {
    const report = longReport(1400);
    await renderPdf(fundStatement);
    const start = performance.now();
    const bytes = await renderPdf(report);
    expect(performance.now() - start).toBeLessThan(2000 * (process.env['CI'] === undefined ? 1 : 3));
    const { pages, structure, raw } = readPdf(bytes);
    expect(pages.length).toBeGreaterThanOrEqual(40);
    expect(structure.get('TR')).toBe(1402);
    for (const [index, { text }] of pages.entries()) {
      expect(text).toContain('凭证号\n日期\n摘要\n金额\n');
      expect(text).toContain(`第 ${index + 1} 页，共 ${pages.length} 页`);
    }
    expect(raw).toContain('/PageMode /UseOutlines');
    // The total stands with the row before it.
    expect(pages.at(-1)?.text).toMatch(/记-202504-1400\n[\s\S]*合计\n1,722\.00\n/);
    expect(joined(pages).match(/记-202504-\d{4}\n/g)).toHaveLength(1400);
  });

  it('cuts a row that is longer than a page and loses none of it', async () => {
    const [first] = longReport(1).sections;
    if (first?.body.kind !== 'table') throw new Error('the section is a table');
    const long = Array.from({ length: 9000 }, (_, index) => '一二三四五六七八九十'[index % 10]).join('');
    const columns: readonly ReportColumn[] = [
      { key: 'no', label: '号', kind: 'text' },
      { key: 'text', label: '全文', kind: 'text' },
    ];
    const body = { ...first.body, columns, rows: [row('normal', textCell('甲'), textCell(long))] };
    const { pages, structure } = await read({
      ...fundStatement,
      facts: [],
      notes: [],
      sections: [{ title: '长文', body }],
    });
    expect(pages.length).toBeGreaterThan(2);
    expect(
      joined(pages)
        .match(/[一二三四五六七八九十]{5,}/g)
        ?.join(''),
    ).toBe(long);
    expect(structure.get('TR')).toBe(2);
  });

  it('turns to landscape for a table that would need tiny type', async () => {
    const columns = Array.from({ length: 11 }, (_, n): ReportColumn => ({
      key: `c${n}`,
      label: `第${n}栏`,
      kind: n === 0 ? 'text' : 'amount',
    }));
    const cells = columns.map((column) =>
      column.kind === 'text' ? textCell('银行存款') : { kind: 'amount' as const, fen: 123456789n },
    );
    const body = { kind: 'table' as const, columns, rows: [row('normal', ...cells)], whenEmpty: '' };
    const { pages } = await read({ ...fundStatement, sections: [{ title: '宽表', body }] });
    expect(pages[0]?.mediaBox).toBe('0 0 841.89 595.28');
    expect(pages[0]?.text.match(/1,234,567\.89/g)).toHaveLength(10);
  });
});
