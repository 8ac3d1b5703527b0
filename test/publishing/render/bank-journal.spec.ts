/** The bank journal on paper and in files: page turns that hand over, from the sample's own vouchers. */
import { bankJournal } from '../../../src/banking/rules/index.js';
import { formatFen } from '../../../src/kernel/fen.js';
import { renderCsv } from '../../../src/publishing/render/csv.js';
import { renderPdf } from '../../../src/publishing/render/pdf.js';
import { buildBankJournal, journalFigures } from '../../../src/publishing/rules/build-bank-journal.js';
import { cellText } from '../../../src/publishing/rules/cell-text.js';
import { checkDocument } from '../../../src/publishing/rules/check-document.js';
import type { ReportDocument, ReportTable } from '../../../src/publishing/rules/report-document.js';
import { sampleMovements } from '../../banking/sample-books.js';
import { day, sampleSource } from '../fixtures/sample-parts.js';
import { readPdf } from '../fixtures/read-pdf.js';

const days = { from: day('2024-07-01'), to: day('2025-06-30') };

function journal(ledgerDifference = 0n): ReportDocument {
  const rows = bankJournal({ movements: sampleMovements(), ...days });
  return buildBankJournal({
    estate: { code: 'yuanye-manor', name: '原野庄园', bodyName: '原野庄园物业管理委员会' },
    account: { publicName: '51050100000000000001', holderType: 'ORG', kind: 'BASIC', bank: 'CCB' },
    days,
    rows,
    ledgerFen: journalFigures(rows).closingFen - ledgerDifference,
    size: 131n,
    rootHash: sampleSource.rootHash,
    lastRecordedAt: '2025-07-03T02:10:00.000Z',
  });
}

function tableOf({ sections }: ReportDocument): ReportTable {
  const body = sections[0]?.body;
  if (body?.kind !== 'table') throw new Error('no table');
  return body;
}

// The sample stands in the project; where it was taken out there is nothing to draw.
describe('the journal of a year', () => {
  it('hands over at every page turn, with the same figures on both sides', async () => {
    const { pages } = readPdf(await renderPdf(journal()));
    expect(pages.length).toBeGreaterThan(5);
    const figures = (text: string, word: string): string | undefined =>
      new RegExp(`\\d{4}-\\d{2}-\\d{2}${word}([\\d,.]+)借([\\d,.]+\\.\\d{2})`)
        .exec(text.replace(/\s/g, ''))
        ?.slice(1)
        .join(' ');
    const texts = pages.map((page) => page.text);
    const turns = texts.slice(1).map((text, index) => [figures(texts[index] ?? '', '过次页'), figures(text, '承前页')]);
    const inTable = turns.filter(([out, into]) => out !== undefined || into !== undefined);
    // The last page may hold the notes alone.
    expect(inTable.length).toBeGreaterThanOrEqual(pages.length - 2);
    for (const [out, into] of inTable) expect(into).toBe(out);
  });

  it('carries the month so far, which begins again with each month', () => {
    const { rows } = tableOf(journal());
    const months = new Map<string, bigint>();
    for (const { cells, carried } of rows.flatMap((row) => (row.kind === 'note' ? [] : [row]))) {
      const [on, voucher, , , , into] = cells;
      if (voucher?.kind !== 'text') continue;
      const month = cellText(on!).slice(0, 7);
      months.set(month, (months.get(month) ?? 0n) + (into?.kind === 'amount' ? into.fen : 0n));
      expect(carried?.[5]).toEqual({ kind: 'amount', fen: months.get(month) });
    }
    expect([months.size, formatFen(months.get('2025-06')!)]).toEqual([12, '2,035.32']);
  });

  it('leaves page turns to paper', () => {
    const csv = renderCsv(journal());
    expect(csv.split('\r\n').filter((line) => /^\d{4}.*(过次页|承前页)/.test(line))).toEqual([]);
  });

  it('says where it does not meet the ledger', () => {
    const words = journal(1n).facts.find((fact) => fact.key === 'check');
    expect(words?.value).toEqual({ kind: 'text', text: '✗ 与总账相差 0.01 元' });
  });

  it('is a sound document, and not one with a hand-over of another width or in no column', () => {
    const document = journal();
    expect(checkDocument(document)).toEqual([]);
    const table = tableOf(document);
    const [first, ...rest] = table.rows;
    if (first === undefined || first.kind === 'note') throw new Error('no row');
    const broken = (body: ReportTable): string[] =>
      checkDocument({ ...document, sections: [{ title: '一', body }] }).map(({ code }) => code);
    expect(broken({ ...table, rows: [{ ...first, carried: [] }, ...rest] })).toEqual(['DOCUMENT_ROW_WIDTH']);
    expect(broken({ ...table, carry: { column: 'none', out: '', into: '' } })).toEqual(['DOCUMENT_KEY_INVALID']);
  });
});
