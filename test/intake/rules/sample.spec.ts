/** The sample estate's own folder, and other estates in the same layout. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { calendarDate } from '../../../src/kernel/calendar.js';
import { yuanFromFen } from '../../../src/kernel/fen.js';
import { screenPublicText } from '../../../src/kernel/public-text.js';
import {
  describeFolder,
  foldJournal,
  householdColumns,
  JournalFold,
  journalColumns,
  readHouseholds,
} from '../../../src/intake/rules/index.js';
import type { JournalContext, VoucherDraft } from '../../../src/intake/rules/index.js';
import { readEstate } from '../../../src/intake/formats/read-estate.js';
import { CHART } from '../../../src/ledger/rules/chart.js';
import { decodeText, fileBytes, namedRowBatches, wholeNamedRows } from '../../../src/platform/tables/index.js';
import { generateEstate } from '../../support/estate-generator.js';
import { foldBytes } from './journal-rows.js';

const FOLDER = join('samples', 'yuanye-manor');
const journalBytes = readFileSync(join(FOLDER, 'journal.csv'));
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
  readonly vouchers: number;
  readonly journal_lines: number;
  readonly total_turnover: string;
  readonly funds: Readonly<Record<string, { readonly closing: string }>>;
  readonly bank_by_fund: Readonly<Record<string, string>>;
};

function contextOf(estateText: string): JournalContext {
  const { profile, report } = readEstate(estateText);
  expect(report.problems).toEqual([]);
  return {
    today: calendarDate('2026-12-31')!,
    openedOn: profile!.booksOpenedOn,
    funds: profile!.funds,
    chart: CHART,
    screen: screenPublicText,
  };
}

const context = contextOf(readFileSync(join(FOLDER, 'estate.json'), 'utf8'));

/** Debits less credits by fund, of the lines that count. */
function byFund(drafts: readonly VoucherDraft[], counts: (account: string) => boolean): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { account, fund, side, amountFen } of drafts.flatMap(({ lines }) => lines)) {
    const amount: bigint = amountFen;
    if (counts(account)) sums.set(fund, (sums.get(fund) ?? 0n) + (side === 'D' ? amount : -amount));
  }
  return Object.fromEntries([...sums].map(([fund, sum]) => [fund, yuanFromFen(sum)]));
}

describe('the sample estate', () => {
  it('reads without a problem into its vouchers and lines, which give its oracle', () => {
    const { drafts, outcome } = foldBytes(journalBytes, context);
    expect(outcome.report.problems).toEqual([]);
    expect([drafts.length, outcome.totals.vouchers, outcome.totals.lines]).toEqual([115, 115, 261]);
    expect([expected.vouchers, expected.journal_lines]).toEqual([115, 261]);
    expect(yuanFromFen(outcome.totals.debitFen)).toBe(expected.total_turnover);
    expect(yuanFromFen(outcome.totals.creditFen)).toBe(expected.total_turnover);
    expect(byFund(drafts, (account) => account.startsWith('1002'))).toEqual(expected.bank_by_fund);
    const net = byFund(drafts, (account) => /^[12]/.test(account));
    for (const [fund, { closing }] of Object.entries(expected.funds))
      expect([fund, net[fund]]).toEqual([fund, closing]);
  });

  it('has references of every kind', () => {
    const { drafts } = foldBytes(journalBytes, context);
    const refs = drafts.flatMap((draft) => draft.refs.map((ref) => ref.join(' ')));
    expect([...new Set(refs)].sort()).toEqual([
      'campaign CW-2025-01',
      'document 慈善支出公示',
      'document 捐赠清册',
      'document 移交清单-01',
      'document 银行回单',
      'project XM-2024-03',
      'resolution 2024-02',
      'resolution 2024-03',
      'voucher 记-202411-0003',
    ]);
    const corrections = drafts.filter(({ original }) => original !== undefined);
    expect(corrections.map(({ kind, original }) => [kind, original])).toEqual([
      ['red', '记-202411-0003'],
      ['corrected', '记-202411-0003'],
    ]);
  });

  it('has a folder without strangers and 52 households', () => {
    const entries = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1));
    const { profile } = readEstate(readFileSync(join(FOLDER, 'estate.json'), 'utf8'));
    const folder = describeFolder(entries, profile!.bankAccounts);
    expect([folder.report.problemCount, folder.report.noticeCount]).toEqual([0, 0]);
    expect(folder.files.filter(({ role }) => role === 'bank')).toHaveLength(1);
    const rows = wholeNamedRows(readFileSync(join(FOLDER, 'households.csv')), householdColumns, fail);
    const { households, report } = readHouseholds(rows);
    expect([households.length, report.problemCount]).toEqual([52, 0]);
    expect(yuanFromFen(households.reduce((sum, { feePerMonthFen }) => sum + feePerMonthFen, 0n))).toBe('1961.22');
    expect(households.filter(({ appliedForCommittee }) => appliedForCommittee)).toHaveLength(38);
  });

  it('streams from the disk into the same vouchers', async () => {
    const fold = new JournalFold(context);
    const streamed: VoucherDraft[] = [];
    const batches = namedRowBatches(fileBytes(join(FOLDER, 'journal.csv')), journalColumns, fail);
    for await (const draft of foldJournal(batches, fold)) streamed.push(draft);
    expect(streamed).toEqual(foldBytes(journalBytes, context).drafts);
  });

  it('with one cell changed gives a problem or a sound journal, and never throws', () => {
    const lines = journalBytes.toString('utf8').trimEnd().split('\n');
    const cell = fc.oneof(
      fc.constantFrom('', '0', '-1', '1.005', '1,5', '999', '2025-02-29', 'PR', '100201', '记-202411-0003', '"', 'red'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const place = fc.record({ line: fc.nat({ max: lines.length - 1 }), at: fc.nat({ max: 10 }), cell });
    fc.assert(
      fc.property(place, ({ line, at, cell: text }) => {
        const cells = (lines[line] ?? '').split(',');
        cells[at] = text;
        const changed = lines.map((old, index) => (index === line ? cells.join(',') : old)).join('\n');
        const { drafts, outcome } = foldBytes(Buffer.from(changed), context);
        for (const { file, at: found } of outcome.report.problems) expect(found).toContain(file);
        if (outcome.report.problemCount > 0) return;
        expect(outcome.totals.debitFen).toBe(outcome.totals.creditFen);
        expect(drafts).toHaveLength(outcome.totals.vouchers);
        expect([...new Set(Object.values(byFund(drafts, () => true)))]).toEqual(['0.00']);
      }),
      { numRuns: 400 },
    );
  });
});

describe('other estates in the same layout', () => {
  it.each([1, 2, 3, 4, 5, 6])('seed %d reads without a problem and gives its own oracle', (seed) => {
    const { files, plan, expected: figures, trialBalance } = generateEstate(seed);
    const other = contextOf(decodeText(files.get('estate.json')!).text);
    const { drafts, outcome } = foldBytes(files.get('journal.csv')!, other);
    expect(outcome.report.problems).toEqual([]);
    expect([drafts.length, outcome.totals.lines]).toEqual([figures.vouchers, figures.journal_lines]);
    expect(yuanFromFen(outcome.totals.debitFen)).toBe(figures.total_turnover);
    expect(outcome.newAccounts.map(({ code, parent }) => [code, parent])).toEqual([['100206', '1002']]);
    const cash = byFund(drafts, (account) => account.startsWith('1002'));
    for (const [fund, yuan] of Object.entries(figures.bank_by_fund))
      expect([fund, cash[fund] ?? '0.00']).toEqual([fund, yuan]);
    const net = byFund(drafts, (account) => /^[12]/.test(account));
    for (const [fund, figure] of Object.entries(figures.funds))
      expect([fund, net[fund]]).toEqual([fund, figure['closing']]);
    const debits = trialBalance.reduce((sum, row) => sum + row.debit, 0n);
    expect(yuanFromFen(debits)).toBe(figures.total_turnover);
    expect(trialBalance.reduce((sum, row) => sum + row.credit, 0n)).toBe(debits);
    expect(figures.adjusted_book).toBe(figures.adjusted_bank);
    const rows = wholeNamedRows(files.get('households.csv')!, householdColumns, fail);
    expect(readHouseholds(rows).households).toHaveLength(plan.households.length);
    expect(describeFolder([...files.keys()]).report.problemCount).toBe(0);
  });

  it('differ by their seed and repeat by it', () => {
    expect(generateEstate(7).files).toEqual(generateEstate(7).files);
    expect(generateEstate(7).expected).not.toEqual(generateEstate(8).expected);
  });
});

function fail(problem: unknown): never {
  throw new Error(`unexpected: ${JSON.stringify(problem)}`);
}
