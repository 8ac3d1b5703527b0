/** The sample's folder behind the real service, and every figure of its oracle to the fen through the API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expected } from '../support/estate-oracle.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';
import { Deployment, type Settled } from './deployment.js';
import { EstateReader, fenOf, sumOf, tableOf, type FundRow } from './figures.js';

interface SampleOracle extends Expected {
  readonly applicant_area: string;
  readonly applicant_pct_count: string;
  readonly applicant_pct_area: string;
  readonly area_times_rate: string;
  readonly prepaid: string;
}

interface ListedVoucher {
  readonly number: string;
  readonly seq: number;
  readonly period: string;
  readonly approval: string;
  readonly kind: string;
  readonly amount: string;
  readonly correctedBy?: string;
}

interface JournalVoucher extends ListedVoucher {
  readonly lines: readonly { readonly debit?: string; readonly credit?: string }[];
  readonly approver?: string;
}

const ACCOUNT = '51050100000000000001';
const AS_OF = '2025-06-30';
const OPENED = '2024-07-01';
const oracle = JSON.parse(readFileSync(join(SAMPLE_FOLDER, 'expected.json'), 'utf8')) as SampleOracle;

/** `domain.md` 7: vouchers, cash in, cash out, book balance at the end of the month. */
const MONTHS: readonly (readonly [string, number, string, string, string])[] = [
  ['2024-07', 11, '25683.12', '1758.38', '23924.74'],
  ['2024-08', 8, '1752.05', '1813.30', '23863.49'],
  ['2024-09', 9, '2033.47', '1753.64', '24143.32'],
  ['2024-10', 11, '12730.49', '13778.60', '23095.21'],
  ['2024-11', 10, '1752.05', '3454.55', '21392.71'],
  ['2024-12', 12, '2036.95', '2132.97', '21296.69'],
  ['2025-01', 8, '6730.49', '1795.31', '26231.87'],
  ['2025-02', 8, '1752.05', '1829.76', '26154.16'],
  ['2025-03', 11, '11837.68', '11009.93', '26981.91'],
  ['2025-04', 9, '6730.49', '2367.22', '31345.18'],
  ['2025-05', 7, '1752.05', '1755.00', '31342.23'],
  ['2025-06', 11, '2035.32', '2110.34', '31267.21'],
];

let deployment: Deployment;
let settled: Settled;
let reader: EstateReader;
let funds: readonly FundRow[];

beforeAll(async () => {
  deployment = await Deployment.start();
  settled = await deployment.settle(SAMPLE_FOLDER);
  reader = new EstateReader(deployment, settled);
  funds = await reader.funds(`asOf=${AS_OF}`);
});
afterAll(() => deployment.close());

describe('the sample estate, through the API', () => {
  it('is listed with its households and its area', async () => {
    const { estates } = await deployment.get<{ estates: readonly Record<string, unknown>[] }>('estates');
    expect(estates).toHaveLength(1);
    expect(estates[0]).toMatchObject({
      code: 'yuanye-manor',
      name: oracle.estate,
      households: oracle.households,
      areaM2: oracle.total_area,
      booksOpenedOn: OPENED,
    });
  });

  it('keeps the roll that quorum is counted by', async () => {
    // No route shows applicants yet, so the roll's public sums are read where they are kept.
    const [roll] = await deployment.rows('select households, area_m2, applicants, applicant_area_m2 from estates.roll');
    expect(roll).toEqual({
      households: oracle.households,
      area_m2: `${oracle.total_area}00`,
      applicants: oracle.applicants,
      applicant_area_m2: `${oracle.applicant_area}00`,
    });
    expect(((100 * oracle.applicants) / oracle.households).toFixed(2)).toBe(oracle.applicant_pct_count);
    const share = (100 * Number(oracle.applicant_area)) / Number(oracle.total_area);
    expect(share.toFixed(2)).toBe(oracle.applicant_pct_area);
  });

  it('gives every fund net and in cash at 2025-06-30', () => {
    const byFund = Object.fromEntries(funds.map((fund) => [fund.code, fund]));
    expect(Object.keys(byFund).sort()).toEqual(Object.keys(oracle.funds).sort());
    for (const [code, expected] of Object.entries(oracle.funds))
      expect([code, byFund[code]?.net]).toEqual([code, expected['closing']]);
    for (const [code, cash] of Object.entries(oracle.bank_by_fund))
      expect([code, byFund[code]?.cash]).toEqual([code, cash]);
    expect(byFund['CF']).toMatchObject({ cash: '0.00', heldByOthers: '6600.00' });
    expect(byFund['PR']).toMatchObject({ net: '29327.85', cash: '29957.85' });
  });

  it('gives every fund result of the year', async () => {
    expect(await reader.fundResults(OPENED, AS_OF)).toEqual(oracle.funds);
  });

  it.each(['2024Q3', '2024Q4', '2025Q1', '2025Q2'])('publishes %s with the figures of both bases', async (quarter) => {
    const expected = oracle.quarterly.filter((row) => row['quarter'] === quarter);
    const given = await reader.quarter(quarter, funds);
    const byFund = (rows: readonly Readonly<Record<string, string>>[]): unknown =>
      Object.fromEntries(rows.map((row) => [row['fund'], row]));
    expect(expected).toHaveLength(5);
    expect(byFund(given)).toEqual(byFund(expected));
  });

  it('gives the trial balance row by row, and 222,444.04 on each side', async () => {
    const rows = readFileSync(join(SAMPLE_FOLDER, 'trial_balance.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
    const expected = rows.map((row) => row.split(',')).map(([account, , ...figures]) => [account, ...figures]);
    expect(await reader.turnover()).toEqual(expected);
    const { turnoverWithOpening, totals } = await reader.trialBalance();
    expect(turnoverWithOpening).toEqual({ debit: oracle.total_turnover, credit: oracle.total_turnover });
    // The opening voucher is no turnover of the period.
    expect(totals).toEqual({ debit: '203803.69', credit: '203803.69' });
  });

  it('gives arrears, withheld remuneration, retention and prepayments', async () => {
    expect(await reader.balance('112201', AS_OF)).toBe(oracle.arrears);
    expect(await reader.balance('224106', AS_OF)).toBe(`-${oracle.withheld_remuneration}`);
    expect(await reader.balance('220203', AS_OF)).toBe('-630.00');
    expect(await reader.balance('220301', AS_OF)).toBe(oracle.prepaid);
    // The debit balance stands with three households, whose codes are nobody's business.
    expect((await reader.get<{ balances: unknown[] }>('balances?dimension=unit')).balances).toEqual([]);
  });

  it('reconciles the basic account: 31,829.29 on both sides, and amber', async () => {
    const sides = await reader.bankSides(ACCOUNT, AS_OF);
    const { difference, light, ...figures } = sides;
    expect(oracle).toMatchObject(figures);
    expect(figures).toMatchObject({
      adjusted_book: '31829.29',
      adjusted_bank: '31829.29',
      A_book_received_bank_not: '192.05',
    });
    expect([difference, light]).toEqual(['0.00', 'amber']);
    const document = await reader.reconciliation(ACCOUNT, AS_OF);
    const split = tableOf(document, '余额按基金').rows.filter((row) => row.kind === 'normal');
    const names = new Map(funds.map(({ name, code }) => [name, code]));
    const inBank = Object.entries(oracle.bank_by_fund).filter(([, amount]) => amount !== '0.00');
    expect(Object.fromEntries(split.map(({ cells }) => [names.get(String(cells['fund'])), cells['book']]))).toEqual(
      Object.fromEntries(inBank),
    );
    expect(sumOf(inBank.map(([, amount]) => amount))).toBe(oracle.book_bank);
    const kinds = tableOf(document, '未达账项').rows.map(({ cells }) => [cells['kind'], cells['amount']]);
    expect(kinds).toEqual([
      ['企业已收银行未收', '192.05'],
      ['企业已付银行未付', '1555.20'],
      ['银行已收企业未收', '577.08'],
      ['银行已付企业未付', '15.00'],
    ]);
    expect(settled.result.bankLines).toEqual({ added: 78, repeated: 0 });
  });

  it('lists 115 vouchers and 261 lines, whatever the size of a page', async () => {
    for (const limit of [1, 7, 50, 115, 200]) {
      const vouchers = await reader.pages<ListedVoucher>('vouchers', 'vouchers', limit);
      expect(new Set(vouchers.map(({ number }) => number)).size).toBe(oracle.vouchers);
      expect(vouchers).toHaveLength(oracle.vouchers);
      expect(vouchers.map(({ seq }) => seq)).toEqual([...vouchers.map(({ seq }) => seq)].sort((a, b) => b - a));
    }
    for (const limit of [3, 23, 200]) {
      const journal = await reader.pages<JournalVoucher>('journal.json', 'vouchers', limit);
      expect(journal.map(({ number }) => number)).toEqual([...journal.map(({ number }) => number)].sort());
      const lines = journal.flatMap((voucher) => voucher.lines);
      expect([journal.length, lines.length]).toEqual([oracle.vouchers, oracle.journal_lines]);
      const side = (key: 'debit' | 'credit'): string => sumOf(lines.flatMap((line) => line[key] ?? []));
      expect([side('debit'), side('credit')]).toEqual([oracle.total_turnover, oracle.total_turnover]);
    }
  });

  it('says of every imported voucher that nobody approved it here', async () => {
    const vouchers = await reader.pages<ListedVoucher>('vouchers', 'vouchers', 200);
    expect(new Set(vouchers.map(({ approval }) => approval))).toEqual(new Set(['imported']));
    const journal = await reader.pages<JournalVoucher>('journal.json', 'vouchers', 200);
    for (const voucher of journal) expect([voucher.approval, voucher.approver]).toEqual(['imported', undefined]);
    const accruals = vouchers.filter(({ kind, amount }) => kind === 'accrual' && amount === oracle.monthly_bill);
    expect(accruals).toHaveLength(12);
    // Per-unit rounding: 1,961.22 a month, not area times rate.
    expect(oracle.monthly_bill).not.toBe(Number(oracle.area_times_rate).toFixed(2));
  });

  it.each(MONTHS)('%s: %i vouchers, %s in, %s out, %s at its end', async (month, count, cashIn, cashOut, closing) => {
    const vouchers = await reader.pages<ListedVoucher>(`vouchers?period=${month}`, 'vouchers', 200);
    expect(vouchers).toHaveLength(count);
    expect(await reader.monthCash(month)).toEqual({ in: cashIn, out: cashOut });
    const next = `${month}-${new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()}`;
    expect(await reader.balance('100201', next)).toBe(closing);
  });

  it('counts the red entry of 2024-11 on its own side: never 3,612.05 in and 5,314.55 out', async () => {
    const bank = (await reader.trialBalance('?from=2024-11&to=2024-11')).rows.filter(
      ({ account }) => account === '100201',
    );
    expect([sumOf(bank.map(({ debit }) => debit)), sumOf(bank.map(({ credit }) => credit))]).toEqual([
      '1752.05',
      '3454.55',
    ]);
    const ledger = await reader.book<{ entries: readonly { number: string; debit: string; credit: string }[] }>(
      'accounts/100201/ledger.json?from=2024-11&to=2024-11',
    );
    const red = ledger.entries.filter(({ number }) => number === '记-202411-0005');
    expect(red).toMatchObject([{ debit: '0.00', credit: '-1860.00' }]);
    expect(ledger.entries.filter(({ debit, credit }) => fenOf(debit) < 0n || fenOf(credit) < 0n)).toHaveLength(1);
  });

  it('chains the correction of 记-202411-0003 through red and blue', async () => {
    const links = [
      { kind: 'red', original: '记-202411-0003', correcting: '记-202411-0005' },
      { kind: 'corrected', original: '记-202411-0003', correcting: '记-202411-0006' },
    ];
    const original = await reader.get<Record<string, unknown>>('vouchers/记-202411-0003');
    expect(original).toMatchObject({ eventOn: '2024-11-06', kind: 'normal', corrections: links });
    expect(await reader.get('vouchers/202411-0005')).toMatchObject({
      kind: 'red',
      summary: '注销2024年11月6日记-202411-0003号凭证',
      corrections: expect.arrayContaining([links[0]]) as unknown,
      lines: [{ debit: '-1860.00' }, { credit: '-1860.00' }],
    });
    expect(await reader.get('vouchers/202411-0006')).toMatchObject({
      kind: 'corrected',
      summary: expect.stringMatching(/^订正2024年11月6日记-202411-0003号凭证/) as unknown,
      corrections: expect.arrayContaining([links[1]]) as unknown,
      lines: [{ debit: '1680.00' }, { credit: '1680.00' }],
    });
    const listed = await reader.pages<ListedVoucher>('vouchers?period=2024-11', 'vouchers', 200);
    // The list says how it was corrected; the voucher itself says by which.
    expect(listed.find(({ number }) => number === '记-202411-0003')?.correctedBy).toBe('red');
  });
});
