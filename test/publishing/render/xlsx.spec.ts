/** The workbook is read back by the project's own reader of bank files, and by the library's view of cells. */
import { inflateRawSync } from 'node:zlib';
import { read, type CellObject, type WorkBook } from '@e965/xlsx';
import { readWorkbook } from '../../../src/platform/tables/index.js';
import { documentDigest } from '../../../src/publishing/document-digest.js';
import { renderXlsx, sheetsOf } from '../../../src/publishing/render/xlsx.js';
import { percentFigure, plainText, rowRemark } from '../../../src/publishing/rules/cell-text.js';
import { amountCell, row, textCell } from '../../../src/publishing/rules/report-cells.js';
import { yuanFromFen } from '../../../src/kernel/fen.js';
import type { ReportCell, ReportDocument, ReportTable } from '../../../src/publishing/rules/report-document.js';
import { hardCases, longReport } from '../fixtures/hard-cases.js';
import { fundStatement, reconciliation } from '../fixtures/sample-reports.js';

const DIGEST = 'ab'.repeat(32);
const reports = [fundStatement, reconciliation, hardCases];

function bookOf(document: ReportDocument): WorkBook {
  return read(renderXlsx(document, DIGEST), { type: 'buffer', dense: true, cellNF: true, sheetStubs: false });
}

/** All rows of all sheets, as the reader of bank files gives them. */
function rowsOf(document: ReportDocument): string[][] {
  const { rows, problem } = readWorkbook(renderXlsx(document, DIGEST));
  expect(problem).toBeUndefined();
  return rows.map(({ cells }) => withoutTail(cells));
}

function withoutTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}

/** What a cell of a document should read back as. */
function expected(cell: ReportCell): string {
  switch (cell.kind) {
    case 'amount':
      return String(Number(yuanFromFen(cell.fen)));
    case 'text':
      return plainText(cell.text);
    case 'date':
      return cell.date;
    case 'count':
      return String(cell.n);
    case 'percent':
      return String(Number(percentFigure(cell.basisPoints)) / 100);
    case 'empty':
      return '';
  }
}

function tableRows(table: ReportTable): string[][] {
  return table.rows.map((line) =>
    withoutTail(line.kind === 'note' ? [line.text] : [...line.cells.map(expected), rowRemark(line) ?? '']),
  );
}

function cellsOf(book: WorkBook): CellObject[] {
  return book.SheetNames.flatMap((name) => (book.Sheets[name]?.['!data'] ?? []).flat().filter(Boolean));
}

describe.each(reports)('$id as a workbook', (document) => {
  it('holds every cell of every table, each table on a sheet of its own', () => {
    const rows = rowsOf(document).map((cells) => cells.join('|'));
    const tables = document.sections.flatMap(({ body }) => (body.kind === 'table' ? [body] : []));
    for (const table of tables) {
      const head = table.columns.map((column) => column.label);
      const start = rows.findIndex((line) => line === head.join('|') || line === [...head, '备注'].join('|'));
      expect(start).toBeGreaterThan(0);
      const body = table.rows.length === 0 ? [table.whenEmpty] : tableRows(table).map((line) => line.join('|'));
      expect(rows.splice(start, body.length + 1).slice(1)).toEqual(body);
    }
    expect(bookOf(document).SheetNames).toHaveLength(tables.length + 1);
  });

  it('holds title, facts, light, notes, signatures, id and digest on its first sheet', () => {
    const book = bookOf(document);
    const first = new Set(
      (book.Sheets[book.SheetNames[0]!]?.['!data'] ?? [])
        .flat()
        .filter(Boolean)
        .map((cell) => String(cell.v ?? '')),
    );
    const words = [
      document.title,
      document.estateName,
      document.id,
      DIGEST,
      document.source.rootHash,
      String(document.source.logPosition),
      ...document.facts.map((fact) => fact.label),
      ...document.notes.map((note, n) => `注${n + 1}　${note}`),
      ...document.signatures.flatMap(({ label, text = '' }) => [label, text]),
    ]
      .map(plainText)
      .filter((word) => word !== '');
    for (const word of words) expect(first).toContain(word);
    expect([...first].join('\n')).toContain(plainText(document.light!.text));
  });

  it('has no formula, and no cell that a spreadsheet would take for one', () => {
    for (const cell of cellsOf(bookOf(document)))
      expect([cell.f, ['s', 'n'].includes(cell.t)]).toEqual([undefined, true]);
  });
});

describe('the form of a reconciliation', () => {
  it('stands with both sides beside each other and amounts as numbers', () => {
    const rows = rowsOf(reconciliation);
    const start = rows.findIndex((cells) => cells[0] === '单位日记账');
    expect(rows.slice(start, start + 8)).toEqual([
      ['单位日记账', '日期', '金额', '银行对账单', '日期', '金额'],
      ['日记账余额', '', '31267.21', '对账单余额', '', '33192.44'],
      ['加：银行已收、企业未收', '', '577.08', '加：企业已收、银行未收', '', '192.05'],
      ['　转账收入', '2025-06-30', '577.08', '　记-202506-0010', '2025-06-30', '192.05'],
      ['减：银行已付、企业未付', '', '15', '减：企业已付、银行未付', '', '1555.2'],
      ['　账户服务费', '2025-06-30', '15', '　记-202506-0011', '2025-06-30', '1555.2'],
      ['调节后余额', '', '31829.29', '调节后余额', '', '31829.29'],
      ['✓ 两边调节后余额相等'],
    ]);
  });
});

function partOf(bytes: Buffer, name: string): string {
  const head = bytes.indexOf(Buffer.from(name)) - 30;
  const start = head + 30 + bytes.readUInt16LE(head + 26);
  return inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(head + 18))).toString();
}

describe('the cells', () => {
  const bytes = renderXlsx(hardCases, DIGEST);
  const sheet = partOf(bytes, 'xl/worksheets/sheet2.xml');
  const styles = partOf(bytes, 'xl/styles.xml');

  it('show two decimals and thousands, days as days, in a Chinese font', () => {
    const book = bookOf(hardCases);
    const formats = new Set(cellsOf(book).map((cell) => `${cell.t} ${String(cell.z)}`));
    expect([...formats].sort()).toEqual(['n #,##0', 'n #,##0.00;[Red]-#,##0.00', 'n 0.00%', 'n yyyy-mm-dd', 's @']);
    expect(styles).toContain('<name val="宋体"/>');
  });

  it('write money as exact decimals', () => {
    expect(sheet).toContain('<v>99999999999.99</v>');
    expect(sheet).toContain('<v>-0.05</v>');
    const most = { ...fundStatement, sections: [section(90_071_992_547_409_91n), section(90_071_992_547_409_92n)] };
    const [exact, words] = [2, 3].map((n) => partOf(renderXlsx(most, DIGEST), `xl/worksheets/sheet${n}.xml`));
    expect(exact).toContain('<v>90071992547409.91</v>');
    expect(words).toContain('>90,071,992,547,409.92</t>');
  });

  it('mark a text that begins like a formula, so that editing it runs nothing', () => {
    const quoted = [...styles.matchAll(/<xf [^>]*?>/g)].flatMap(([xf], index) =>
      xf.includes('quotePrefix="1"') ? [index - 1] : [],
    );
    for (const start of ['=1+1', '=HYPERLINK', '+86', '@SUM', '-1']) {
      const style = new RegExp(`s="(\\d+)" t="inlineStr"><is><t xml:space="preserve">${start.replace(/[+]/g, '\\+')}`);
      expect(quoted).toContain(Number(style.exec(sheet)?.[1]));
    }
  });

  it('keep red ink red and struck lines struck, with the word beside', () => {
    expect(styles).toContain('<strike/>');
    expect(sheet).toContain('>红字</t>');
    expect(sheet).toContain('>已由记-202411-0005注销</t>');
  });

  it('freeze and repeat the head, on A4', () => {
    expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('paperSize="9"');
    const book = partOf(bytes, 'xl/workbook.xml');
    expect(book).toMatch(/_xlnm\.Print_Titles" localSheetId="1">'一、更正'!\$3:\$3</);
  });

  it('are as wide as their text, within reason', () => {
    const widths = [...sheet.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));
    expect(Math.max(...widths)).toBe(46);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(9);
  });

  function section(fen: bigint): ReportDocument['sections'][number] {
    const columns = [
      { key: 'a', label: '甲', kind: 'text' },
      { key: 'b', label: '乙', kind: 'amount' },
    ] as const;
    const rows = [row('normal', textCell('最多'), amountCell(fen))];
    return { title: '大数', body: { kind: 'table', columns, rows, whenEmpty: '' } };
  }
});

it('reads a text that looks like the code of a character as it is', () => {
  const named = { ...fundStatement, notes: ['_x0041_ 与 <a> & "b" \ufffe'] };
  expect(rowsOf(named).flat()).toContain('注1　_x0041_ 与 <a> & "b" \ufffd');
});

it('names sheets as spreadsheets allow, no two alike', () => {
  const [first] = fundStatement.sections;
  const title = "'一/二[三]：*?很长很长很长很长很长很长很长很长很长很长的名字";
  const doubled = { ...fundStatement, sections: [1, 2, 3].map(() => ({ ...first!, title })) };
  const names = sheetsOf(doubled, DIGEST).map((sheet) => sheet.name);
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}$/);
});

it('gives the same bytes for the same document, whatever the clock says', async () => {
  const bytes = renderXlsx(fundStatement, documentDigest(fundStatement));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(renderXlsx(fundStatement, documentDigest(fundStatement)).equals(bytes)).toBe(true);
});

it('carries ten thousand rows', () => {
  const { rows } = readWorkbook(renderXlsx(longReport(10_000), DIGEST));
  expect(rows.filter(({ cells }) => cells[0]?.startsWith('记-202504-'))).toHaveLength(10_000);
});
