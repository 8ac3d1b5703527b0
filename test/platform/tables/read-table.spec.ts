import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import {
  fileBytes,
  namedRows,
  tableProblems,
  tableRowBatches,
  tableRows,
  wholeNamedRows,
  wholeTableRows,
} from '../../../src/platform/tables/index.js';
import type { TableProblem, TableRow } from '../../../src/platform/tables/index.js';

interface Read {
  readonly rows: TableRow[];
  readonly problems: TableProblem[];
}

function readWhole(text: string | Buffer, columns: readonly string[] = ['code', 'area']): Read {
  const problems: TableProblem[] = [];
  return { rows: wholeNamedRows(Buffer.from(text as string), columns, (problem) => problems.push(problem)), problems };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const cases: readonly (readonly [code: string, bytes: string | Buffer, place: Partial<TableProblem>])[] = [
  ['FILE_ENCODING', Buffer.from([0x61, 0x2c, 0xff]), { facts: { encoding: 'UTF-8 / GB18030', byte: '3' } }],
  ['FILE_BINARY', '%PDF-1.4', { facts: { what: 'PDF', byte: '1' } }],
  ['FILE_EMPTY', '\n\n', {}],
  ['CSV_QUOTE', 'code,area\n"1,2\n', { line: 2, value: '"1,2' }],
  ['CSV_QUOTE', '"code,area\n1,2\n', { line: 1 }],
  ['CSV_ROW_TOO_LONG', `code,area\n${'x'.repeat(70_000)}\n`, { line: 2 }],
  ['COLUMN_MISSING', 'code,Area\n1,2\n', { line: 1, column: 'area' }],
  ['COLUMN_TWICE', '\ncode,area,code\n1,2,3\n', { line: 2, column: 'code' }],
  ['ROW_WIDTH', 'code,area\n1,2\n1,2,3\n', { line: 3, value: '1,2,3', facts: { found: '3', expected: '2' } }],
  ['ROW_WIDTH', 'code,area\n1\n', { line: 2, value: '1', facts: { found: '1', expected: '2' } }],
];

describe('a table with named columns', () => {
  it.each(cases)('%s is the only problem, with its place', (code, bytes, place) => {
    expect(readWhole(bytes).problems).toEqual([expect.objectContaining({ code, ...place })]);
  });

  it('has a text for every problem, and every problem is provoked', () => {
    // Workbooks are read elsewhere, and their texts are provoked where bank files are.
    const told = Object.keys(tableProblems).filter((code) => !code.startsWith('WORKBOOK_'));
    expect(told.sort()).toEqual([...new Set(cases.map(([code]) => code))].sort());
    for (const [, bytes] of cases) {
      for (const { code, facts = {} } of readWhole(bytes).problems) {
        const { zh, en } = tableProblems[code]!;
        for (const [, name = ''] of `${zh}${en}`.matchAll(/\{(\w+)\}/g)) {
          if (name !== 'column') expect(Object.keys(facts)).toContain(name);
        }
      }
    }
  });

  it('takes its columns in any order, passes others over, trims, and skips rows of nothing', () => {
    const { rows, problems } = readWhole('\uFEFF备注,area , code\r\nx, 82.35 ,1-101\r\n,,\r\n"y\n",68.42,1-102,,\r\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { line: 2, cells: ['1-101', '82.35'] },
      { line: 4, cells: ['1-102', '68.42'] },
    ]);
  });

  it('reports every broken row, not only the first', () => {
    const { rows, problems } = readWhole('code,area\n1\n2,2\n3,"3\n4,4\n5,5,5\n');
    expect(problems.map(({ code, line }) => `${code} ${String(line)}`).sort()).toEqual([
      'CSV_QUOTE 4',
      'ROW_WIDTH 2',
      'ROW_WIDTH 6',
    ]);
    expect(rows.map(({ line }) => line)).toEqual([3, 5]);
  });

  it('gives as a stream what it gives whole, in every encoding and chunk', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index},"面积,${index}\n㎡",${index}.00`);
    const text = ['code,words,area', ...lines, ''].join('\r\n');
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), iconv.encode(text, 'gb18030')]) {
      const whole = wholeNamedRows(bytes, ['area', 'words'], unexpected);
      expect(whole).toHaveLength(3_000);
      expect(whole[2_999]).toEqual({ line: 6_000, cells: ['2999.00', '面积,2999\n㎡'] });
      for (const size of [777, 65_536]) {
        const streamed: TableRow[] = [];
        for await (const row of namedRows(pieces(bytes, size), ['area', 'words'], unexpected)) streamed.push(row);
        expect(streamed).toEqual(whole);
      }
    }
  });

  it('reads a file from the disk only as far as its reader goes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tables-'));
    try {
      const path = join(folder, 'large.csv');
      writeFileSync(path, `code\n${'0123456789\n'.repeat(400_000)}`);
      let taken = 0;
      const source = fileBytes(path);
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of source) {
          taken += chunk.length;
          yield chunk;
        }
      }
      for await (const rows of tableRowBatches(counted(), unexpected)) {
        expect(rows.length).toBeGreaterThan(0);
        break;
      }
      expect(taken).toBeLessThan(200_000);
      let count = 0;
      for await (const row of tableRows(fileBytes(path), unexpected)) count += row.cells.length;
      expect(count).toBe(400_001);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('keeps the rows before a byte that is no text', () => {
    const bytes = Buffer.concat([Buffer.from('原,b\n1,2\n3,'), Buffer.from([0xff]), Buffer.from('\n5,6\n')]);
    const problems: TableProblem[] = [];
    const streamed = wholeTableRows(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), (one) =>
      problems.push(one),
    );
    expect(streamed.map(({ line }) => line)).toEqual([1, 2]);
    expect(problems.map(({ code }) => code)).toEqual(['FILE_ENCODING']);
  });
});

function unexpected(problem: TableProblem): never {
  throw new Error(`unexpected: ${JSON.stringify(problem)}`);
}
