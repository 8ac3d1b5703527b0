import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvTokenizer, LONGEST_ROW } from '../../../src/platform/tables/csv-tokenizer.js';
import type { TableProblem, TableRow } from '../../../src/platform/tables/index.js';

function tokenize(chunks: readonly string[]): { rows: TableRow[]; problems: TableProblem[] } {
  const problems: TableProblem[] = [];
  const tokenizer = new CsvTokenizer((problem) => problems.push(problem));
  const rows = chunks.flatMap((chunk) => tokenizer.push(chunk));
  return { rows: [...rows, ...tokenizer.end()], problems };
}

const shown = (rows: readonly TableRow[]): string[] =>
  rows.map(({ line, cells }) => `${line} ${JSON.stringify(cells)}`);

describe('rows of comma-separated cells', () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['no last line break', 'a,b\n1,2'],
    ['CRLF but for the last', 'a,b\r\n1,2\r'],
    ['blank lines at the end', 'a,b\n1,2\n\n\r\n\n'],
    ['quotes around plain cells', '"a",b\n1,"2"\r\n'],
  ])('end with %s', (_how, text) => {
    expect(shown(tokenize([text]).rows)).toEqual(['1 ["a","b"]', '2 ["1","2"]']);
  });

  it('know their first line, whatever their cells hold', () => {
    const text = 'a,b\r\n"x\r\ny","say ""hi"", you"\r\n\r\n3,\n"","4\n5\n6"\n7,8\n';
    expect(shown(tokenize([text]).rows)).toEqual([
      '1 ["a","b"]',
      '2 ["x\\r\\ny","say \\"hi\\", you"]',
      '5 ["3",""]',
      '6 ["","4\\n5\\n6"]',
      '9 ["7","8"]',
    ]);
  });

  it('name every broken quote by its own line and go on behind it', () => {
    const text = 'a,b\n1,"x"y\n2,3\n4,5"6\n7,8\n9,"never closed\n10,11\n';
    const { rows, problems } = tokenize([text]);
    expect(problems.map(({ code, line, value }) => [code, line, value])).toEqual([
      ['CSV_QUOTE', 2, '1,"x"y'],
      ['CSV_QUOTE', 4, '4,5"6'],
      ['CSV_QUOTE', 6, '9,"never closed'],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5, 7]);
  });

  it('refuse a row without end and go on at the next line', () => {
    const long = 'x'.repeat(LONGEST_ROW + 1);
    for (const chunks of [
      [`a\n${long}\nb\n`],
      ['a\n', long.slice(0, 70), long.slice(70), '\nb\n'],
      [`a\n${long}${long}`, '\nb\n'],
    ]) {
      const { rows, problems } = tokenize(chunks);
      expect(problems.map(({ code, line }) => [code, line])).toEqual([['CSV_ROW_TOO_LONG', 2]]);
      expect(shown(rows)).toEqual(['1 ["a"]', '3 ["b"]']);
    }
  });

  it('are the same however the text is cut, broken quotes included', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '原', ',', '"', '\n', '\r\n', '""', ',"'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (whole, size) => {
        const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
          whole.slice(at * size, (at + 1) * size),
        );
        expect(tokenize(pieces)).toEqual(tokenize([whole]));
      }),
      { numRuns: 500 },
    );
  });

  it('are those of an independent parser for every well-formed text', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '原', ',', '"', '\n', ' ', ';'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, end, always) => {
        const quoted = (text: string): string =>
          always || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
        const theirs: string[][] = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
        expect(tokenize([text]).rows.map(({ cells }) => cells)).toEqual(theirs);
      }),
      { numRuns: 300 },
    );
  });
});
