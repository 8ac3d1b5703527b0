import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDocument } from '../../../src/publishing/rules/check-document.js';
import { documentProblems } from '../../../src/publishing/rules/document-problems.js';
import {
  amountCell,
  countCell,
  dateCell,
  percentCell,
  row,
  textCell,
} from '../../../src/publishing/rules/report-cells.js';
import type {
  ReportBody,
  ReportCell,
  ReportDocument,
  ReportForm,
  ReportRow,
  ReportTable,
} from '../../../src/publishing/rules/report-document.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';
import { hardCases, longReport } from '../fixtures/hard-cases.js';
import { fundStatement, reconciliation } from '../fixtures/sample-reports.js';

function withBody(body: ReportBody): ReportDocument {
  return { ...fundStatement, facts: [], links: [], sections: [{ title: '一', body }] };
}

function table(rows: readonly ReportRow[], equation?: ReportTable['equation']): ReportTable {
  return {
    kind: 'table',
    columns: [
      { key: 'name', label: '名称', kind: 'text' },
      { key: 'amount', label: '金额', kind: 'amount', summed: true },
      { key: 'n', label: '笔数', kind: 'count', summed: true },
    ],
    rows,
    whenEmpty: '没有。',
    ...(equation === undefined ? {} : { equation }),
  };
}

function line(kind: 'normal' | 'red' | 'subtotal' | 'total', amount: bigint, n = 0): ReportRow {
  return row(kind, textCell(kind), amountCell(amount), countCell(n));
}

function found(document: ReportDocument): readonly (readonly [string, string | undefined])[] {
  return checkDocument(document).map((violation) => [violation.code, violation.at] as const);
}

describe('a document that is fit to be shown', () => {
  it.each([fundStatement, reconciliation, longReport(300)])('$id has nothing to complain of', (report) => {
    expect(checkDocument(report)).toEqual([]);
  });

  it('names every unusable link, in order', () => {
    expect(found(hardCases)).toEqual([
      ['DOCUMENT_LINK_INVALID', 'sections[0].rows[7].cells[0]'],
      ['DOCUMENT_LINK_INVALID', 'links[0].href'],
    ]);
  });

  it('accepts any table whose totals are the sums of the rows they close', () => {
    const amounts = fc.array(fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.boolean()), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 5 }), (groups) => {
        const rows = groups.flatMap((group): ReportRow[] => [
          ...group.map(([amount, red]) => line(red ? 'red' : 'normal', amount, 1)),
          { kind: 'note', text: '说明' },
          line(
            'subtotal',
            group.reduce((sum, [amount]) => sum + amount, 0n),
            group.length,
          ),
        ]);
        const all = groups.flat();
        const total = all.reduce((sum, [amount]) => sum + amount, 0n);
        expect(checkDocument(withBody(table([...rows, line('total', total, all.length)])))).toEqual([]);
        const wrong = checkDocument(withBody(table([...rows, line('total', total + 1n, all.length)])));
        expect(wrong.map((violation) => violation.code)).toEqual(['DOCUMENT_TOTAL_WRONG']);
      }),
    );
  });
});

describe('a document that is not', () => {
  it('says by how much a total is wrong, in yuan', () => {
    expect(checkDocument(withBody(table([line('normal', 100n), line('red', -30n), line('total', 71n)])))).toEqual([
      {
        code: 'DOCUMENT_TOTAL_WRONG',
        at: 'sections[0].rows[2]',
        facts: { column: '金额', expected: '0.70', actual: '0.71' },
      },
    ]);
  });

  it('counts a total afresh after a total', () => {
    const rows = [line('normal', 5n), line('total', 5n), line('normal', 7n), line('subtotal', 7n), line('total', 7n)];
    expect(found(withBody(table(rows)))).toEqual([]);
  });

  it('reports rows of the wrong width or kind, and does not add them up', () => {
    const rows = [
      row('normal', textCell('短')),
      row('normal', textCell('错'), countCell(1), percentCell(1)),
      line('total', 9n),
    ];
    expect(found(withBody(table(rows)))).toEqual([
      ['DOCUMENT_ROW_WIDTH', 'sections[0].rows[0]'],
      ['DOCUMENT_CELL_KIND', 'sections[0].rows[1].cells[1]'],
      ['DOCUMENT_CELL_KIND', 'sections[0].rows[1].cells[2]'],
    ]);
  });

  it('holds every row to the table’s equation', () => {
    const equation = { add: ['opening', 'income'], subtract: ['expense'], equals: 'closing' };
    const columns = ['opening', 'income', 'expense', 'closing'].map((key) => ({
      key,
      label: key,
      kind: 'amount' as const,
    }));
    const rows = [
      row('normal', ...[10n, 5n, 3n, 12n].map(amountCell)),
      row('normal', ...[10n, 5n, 3n, 13n].map(amountCell)),
    ];
    const body: ReportTable = { kind: 'table', columns, rows, whenEmpty: '', equation };
    expect(found(withBody(body))).toEqual([['DOCUMENT_EQUATION_WRONG', 'sections[0].rows[1]']]);
    const lost = { ...body, equation: { ...equation, equals: 'nowhere' } };
    expect(found(withBody(lost))).toEqual([['DOCUMENT_KEY_INVALID', 'sections[0].equation']]);
  });

  it('adds each side of a form, items and closing alike, but lets the two sides differ', () => {
    const side = (opening: bigint, fen: bigint, item: bigint, closing: bigint): ReportForm['left'] => ({
      title: '边',
      opening: { label: '余额', fen: opening },
      adjustments: [
        { sign: 'subtract', label: '减', fen, items: [{ on: '2025-06-30' as CalendarDate, text: '项', fen: item }] },
      ],
      closing: { label: '调节后余额', fen: closing },
    });
    expect(found(withBody({ kind: 'form', left: side(10n, 3n, 3n, 7n), right: side(20n, 5n, 5n, 15n) }))).toEqual([]);
    expect(found(withBody({ kind: 'form', left: side(10n, 3n, 2n, 8n), right: side(20n, 5n, 5n, 15n) }))).toEqual([
      ['DOCUMENT_TOTAL_WRONG', 'sections[0].left.adjustments[0]'],
      ['DOCUMENT_TOTAL_WRONG', 'sections[0].left.closing'],
    ]);
  });

  it('wants a whole source, an id fit for an address, unique keys, real days and whole counts', () => {
    const fact = (key: string, value: ReportCell) => ({ key, label: key, value });
    const document: ReportDocument = {
      ...fundStatement,
      id: '../x',
      source: { logPosition: -1, rootHash: 'AB', preparedAt: '2025-07-03 10:10' },
      facts: [
        fact('a', countCell(0.5)),
        fact('a', dateCell('2025-02-30' as CalendarDate)),
        fact('人', percentCell(Number.NaN)),
      ],
      sections: [],
      links: [{ label: '', href: '//other.example' }],
    };
    expect(found(document)).toEqual([
      ['DOCUMENT_SOURCE_INVALID', 'id'],
      ['DOCUMENT_SOURCE_INVALID', 'source.logPosition'],
      ['DOCUMENT_SOURCE_INVALID', 'source.rootHash'],
      ['DOCUMENT_SOURCE_INVALID', 'source.preparedAt'],
      ['DOCUMENT_KEY_INVALID', 'facts[1]'],
      ['DOCUMENT_KEY_INVALID', 'facts[2]'],
      ['DOCUMENT_CELL_INVALID', 'facts[0]'],
      ['DOCUMENT_CELL_INVALID', 'facts[1]'],
      ['DOCUMENT_CELL_INVALID', 'facts[2]'],
      ['DOCUMENT_LINK_INVALID', 'links[0].href'],
    ]);
  });

  it('has words for all that it can find, and fills only facts that it gives', () => {
    const given: Record<string, readonly string[]> = {
      DOCUMENT_SOURCE_INVALID: ['value'],
      DOCUMENT_KEY_INVALID: ['key'],
      DOCUMENT_ROW_WIDTH: ['cells', 'columns'],
      DOCUMENT_CELL_KIND: ['column', 'expected', 'actual'],
      DOCUMENT_CELL_INVALID: ['value'],
      DOCUMENT_LINK_INVALID: ['href'],
      DOCUMENT_TOTAL_WRONG: ['column', 'expected', 'actual'],
      DOCUMENT_EQUATION_WRONG: ['expected', 'actual'],
    };
    expect(Object.keys(documentProblems).sort()).toEqual(Object.keys(given).sort());
    for (const [code, text] of Object.entries(documentProblems)) {
      for (const words of [text.zh, text.en]) {
        expect([...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()).toEqual(
          [...(given[code] ?? [])].sort(),
        );
      }
    }
  });
});
