/** The bank journal of the sample's basic account on a real ledger: its figures, its two views, its sums. */
import { bankJournal } from '../../reports/bank-journal/definition.js';
import { ShowBankJournal } from '../../src/banking/index.js';
import { bankJournal as journalRows } from '../../src/banking/rules/index.js';
import { formatFen } from '../../src/kernel/fen.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { DrawBankJournal, type DrawnBankJournal, type JournalAsked } from '../../src/publishing/draw-bank-journal.js';
import { renderJson } from '../../src/publishing/render/json.js';
import { renderText } from '../../src/publishing/render/text.js';
import { cellText } from '../../src/publishing/rules/cell-text.js';
import { checkDocument } from '../../src/publishing/rules/index.js';
import type { ReportDocument, ReportTable } from '../../src/publishing/rules/report-document.js';
import { LogTree } from '../../src/log/index.js';
import { Refusal } from '../../src/kernel/violation.js';
import { sampleMovements } from '../banking/sample-books.js';
import { day } from '../support/ledger-world.js';
import { seedSample, type SampleLedger } from '../support/sample-ledger.js';
import { expectExample } from './fixtures/golden.js';

const ACCOUNT = '51050100000000000001';
/** A root and an instant that no run changes. */
const FIXED = {
  rootHash: '3f9a1c5be07d42c8a96f1e33b58d7042c1e9f6a7d0834b5f9c2e61d7a8b3f045',
  preparedAt: '2025-07-03T02:10:00.000Z',
};

let sample: SampleLedger;
let journals: ShowBankJournal;
let draw: DrawBankJournal;

beforeAll(async () => {
  sample = await seedSample();
  const { reads, clock } = sample.estate.world;
  journals = new ShowBankJournal(reads);
  draw = new DrawBankJournal(reads, journals, new LogTree(), clock);
});
afterAll(() => sample.estate.world.close());

function drawn(asked: Partial<JournalAsked> = {}): Promise<DrawnBankJournal> {
  return draw.execute(sample.estateId, { account: ACCOUNT, ...asked });
}

function tableOf(document: ReportDocument): ReportTable {
  const body = document.sections[0]?.body;
  if (body?.kind !== 'table') throw new Error('no table');
  return body;
}

function lines(document: ReportDocument): string[] {
  return tableOf(document).rows.map((row) => (row.kind === 'note' ? row.text : row.cells.map(cellText).join('|')));
}

async function codes(asked: Partial<JournalAsked>): Promise<string[]> {
  const error: unknown = await drawn(asked).catch((caught: unknown) => caught);
  return error instanceof Refusal ? error.violations.map((violation) => violation.code) : [String(error)];
}

function fact(document: ReportDocument, key: string): string {
  return cellText(document.facts.find((one) => one.key === key)!.value);
}

describe('the sample’s basic account', () => {
  it('is the month of the last record by default: 31,342.23 at first, 31,267.21 at last', async () => {
    const { document, days, figures } = await drawn();
    expect(days).toEqual({ from: '2025-06-01', to: '2025-06-30' });
    const { openingFen, inFen, outFen, closingFen, entries } = figures;
    expect([openingFen, inFen, outFen, closingFen].map(formatFen)).toEqual([
      '31,342.23',
      '2,035.32',
      '2,110.34',
      '31,267.21',
    ]);
    expect(entries).toBe(8);
    expect(fact(document, 'check')).toBe('✓ 期末余额与总账一致');
    expect(checkDocument(document)).toEqual([]);
    const rows = lines(document);
    expect(rows[0]).toBe('2025-06-01||上期结存|||||借|31,342.23');
    expect(rows.slice(-3)).toEqual([
      expect.stringMatching(/^2025-06-30\|\|本日合计\|/),
      '2025-06-30||本月合计|||2,035.32|2,110.34|借|31,267.21',
      '2025-06-30||本年累计|||30,838.08|20,867.56|借|31,267.21',
    ]);
  });

  it('names the voucher with its page, the other side and the paper behind it', async () => {
    const { document } = await drawn();
    const paid = tableOf(document).rows.find(
      (row) => row.kind !== 'note' && cellText(row.cells[1]!) === '记-202506-0011',
    );
    expect(paid).toMatchObject({
      kind: 'normal',
      cells: [
        { date: '2025-06-30' },
        { href: '/e/yuanye-manor/vouchers/202506-0011' },
        { text: '支付06月钟点服务费及酬金' },
        { kind: 'empty' },
        { text: '应付服务费' },
        { kind: 'empty' },
        { fen: 155_520n },
        { text: '借' },
        { fen: 3_126_721n },
      ],
    });
    const year = await drawn({ from: day('2024-07-01'), to: day('2025-06-30') });
    expect(lines(year.document).filter((line) => line.includes('银行回单')).length).toBeGreaterThan(0);
  });

  it('is the same whether the days before are read as sums or as vouchers', async () => {
    const movements = sampleMovements();
    const months: readonly (readonly [CalendarDate, CalendarDate])[] = [
      [day('2024-07-01'), day('2025-06-30')],
      [day('2024-11-10'), day('2024-11-20')],
      [day('2025-02-01'), day('2025-02-28')],
      [day('2025-06-15'), day('2025-07-31')],
    ];
    for (const fund of [undefined, 'PR', 'PS', 'WF']) {
      for (const [from, to] of months) {
        const asked = fund === undefined ? { from, to } : { from, to, fund };
        const found = await journals.execute(sample.estateId, { account: ACCOUNT, ...asked });
        const figures = (rows: ReturnType<typeof journalRows>): unknown[] =>
          rows.map(({ kind, on, voucherNo, debitFen, creditFen, balanceFen, side, carried }) =>
            [kind, on, voucherNo, debitFen, creditFen, balanceFen, side, carried.debitFen, carried.creditFen].join(' '),
          );
        expect(figures([...found!.rows])).toEqual(figures(journalRows({ movements, ...asked })));
      }
    }
  });

  it('of one fund shows what moved between funds, and agrees with the ledger', async () => {
    const whole = await drawn({ from: day('2024-07-01'), to: day('2025-06-30') });
    const washed = lines(whole.document).find((line) => line.includes('记-202407-0009'));
    expect(washed).toContain('|0.00|0.00|');
    const { document } = await drawn({ fund: 'PR', from: day('2024-07-01'), to: day('2025-06-30') });
    expect([fact(document, 'closing'), fact(document, 'check')]).toEqual(['29,957.85', '✓ 期末余额与总账一致']);
    expect(lines(document).find((line) => line.includes('记-202407-0009'))).not.toContain('|0.00|0.00|');
  });

  it('shows a red entry as red, taken off its own side', async () => {
    const { document } = await drawn({ from: day('2024-11-01'), to: day('2024-11-30') });
    const red = tableOf(document).rows.flatMap((row) => (row.kind === 'red' ? [cellText(row.cells[6]!)] : []));
    expect(red).toEqual(['−1,860.00']);
  });

  it('is drawn as the log stood at an earlier size', async () => {
    const asked = { account: ACCOUNT, from: day('2024-07-01'), to: day('2024-12-31') };
    const all = await journals.execute(sample.estateId, asked);
    const early = await journals.execute(sample.estateId, { ...asked, at: 40n });
    expect(early!.rows.length).toBeLessThan(all!.rows.length);
    expect(all!.rows.slice(0, 5)).toEqual(early!.rows.slice(0, 5));
  });

  it("calls a person's account by its alias", async () => {
    const { document } = await drawn({ account: 'old-card', from: day('2024-07-01'), to: day('2024-07-31') });
    expect(document.id).toBe('bank-journal-old-card-2024-07-01-2024-07-31');
    expect(renderJson(document)).not.toContain('6217');
  });

  it('is the golden example', async () => {
    const { document } = await drawn();
    const source = { ...document.source, logPosition: 121, ...FIXED };
    const fixed = { ...document, source };
    expectExample('bank-journal', 'yuanye-manor-2025-06.json', renderJson(fixed));
    expectExample('bank-journal', 'yuanye-manor-2025-06.txt', renderText(fixed));
  });
});

describe('what is asked', () => {
  it('is refused with all that is wrong', async () => {
    expect(await codes({ fund: 'NONE', from: day('2025-06-30'), to: day('2025-06-01') })).toEqual([
      'BANK_JOURNAL_DAYS_REVERSED',
      'BANK_JOURNAL_FUND_UNKNOWN',
    ]);
    expect(await codes({ from: day('2024-01-01'), to: day('2025-06-30') })).toEqual(['BANK_JOURNAL_TOO_LONG']);
    expect(await codes({ account: '6217000000000000011' })).toEqual(['RECONCILIATION_ACCOUNT_UNKNOWN']);
  });

  it('may be days without any entry', async () => {
    const { document, figures } = await drawn({ from: day('2026-03-01'), to: day('2026-03-31') });
    expect(figures).toMatchObject({ entries: 0, openingFen: 3_126_721n, closingFen: 3_126_721n });
    expect(lines(document)).toEqual(['2026-03-01||上期结存|||||借|31,267.21']);
    expect(bankJournal.key).toBe('bank-journal');
  });
});
