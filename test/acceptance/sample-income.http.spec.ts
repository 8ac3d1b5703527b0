/**
 * The sample estate's income made again by the product's own verbs: charged, received, given and raised household by
 * household from the files of `samples/income`. What was spent, and what no household paid, are the ordinary vouchers
 * of the sample's journal. The oracle is the sample's own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { csvTokens } from '../ledger/doors/read-csv.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';
import type { Figures } from '../support/estate-oracle.js';
import { Deployment, tokenOf, type Settled } from './deployment.js';
import { EstateReader, sumOf } from './figures.js';

const FOLDER = join(projectRoot(), 'samples', 'income');
const text = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

interface Oracle {
  readonly funds: Readonly<Record<string, Figures>>;
  readonly quarterly: readonly Figures[];
  readonly bank_by_fund: Readonly<Record<string, string>>;
  readonly book_bank: string;
  readonly arrears: string;
  readonly prepaid: string;
}

interface Terms {
  readonly tariff: object;
  readonly campaign: { readonly id: string };
  readonly refundOn: string;
  readonly machines: {
    readonly id: string;
    readonly schedule: { readonly dues: readonly { on: string; amount: string }[] };
  };
}

const oracle = JSON.parse(text(SAMPLE_FOLDER, 'expected.json')) as Oracle;
const terms = JSON.parse(text(FOLDER, 'terms.json')) as Terms;
const MONTHS = Array.from({ length: 12 }, (_, index) => {
  const month = ((index + 6) % 12) + 1;
  return `${index < 6 ? '2024' : '2025'}-${String(month).padStart(2, '0')}`;
});

let deployment: Deployment;
let settled: Settled;
let reader: EstateReader;
let refunded: readonly object[] | undefined;

beforeAll(async () => {
  deployment = await Deployment.start();
  settled = await deployment.settle(FOLDER);
  reader = new EstateReader(deployment, settled);
  await relive();
}, 240_000);
afterAll(() => deployment.close());

interface Asked {
  readonly body?: unknown;
  readonly file?: string;
}

/** Asks and insists. */
async function must<Body>(path: string, role: GrantedRole, { body, file }: Asked = {}): Promise<Body> {
  const headers = { 'content-type': 'application/octet-stream' };
  const asking = file === undefined ? { body } : { body: file, headers };
  const answer = await deployment.ask<Body>(`estates/${settled.estate.code}/${path}`, {
    token: tokenOf(settled, role),
    method: 'POST',
    ...asking,
  });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.body;
}

interface Proposed {
  readonly proposalIds?: readonly string[];
  readonly proposals?: readonly string[];
  readonly proposalId?: string;
  /** Of a refund: which households get how much. */
  readonly shares?: readonly object[];
}

const prepared = (path: string, asked: Asked): Promise<Proposed> => must<Proposed>(path, 'COMMITTEE_PREPARER', asked);

async function decide(path: string): Promise<void> {
  await must(path, 'COMMITTEE_APPROVER');
}

/** One person prepares by a verb, another approves every voucher that came of it. */
async function both(path: string, asked: Asked): Promise<Proposed> {
  const made = await prepared(path, asked);
  for (const id of made.proposalIds ?? made.proposals ?? [made.proposalId]) {
    await decide(`proposals/${String(id)}/approve`);
  }
  return made;
}

/** A record that one proposes and another puts in force. */
async function record(path: string, body: object): Promise<void> {
  const { proposalId } = await prepared(path, { body });
  await decide(`fund-records/${String(proposalId)}/approve`);
}

async function relive(): Promise<void> {
  await openTariff();
  await record('revenue-contracts', terms.machines);
  await record('campaigns', terms.campaign);
  for (const month of MONTHS) {
    await chargeAndReceive(month);
    for (const { on: eventOn, amount } of terms.machines.schedule.dues) {
      if (eventOn.startsWith(month)) {
        await both(`revenue-contracts/${terms.machines.id}/receipts`, { body: { eventOn, amount } });
      }
    }
    if (month === '2024-12') await both('charity/funds/CF/donation-files', { file: text(FOLDER, 'donations.csv') });
    if (month === '2025-03') {
      const file = text(FOLDER, 'contributions.csv');
      await both(`campaigns/${terms.campaign.id}/contribution-files`, { file });
    }
    for (const voucher of journal.filter(({ on }) => on.startsWith(month))) await post(voucher);
    if (terms.refundOn.startsWith(month)) {
      const { shares } = await both(`campaigns/${terms.campaign.id}/refunds`, { body: { eventOn: terms.refundOn } });
      refunded = shares;
    }
  }
}

async function openTariff(): Promise<void> {
  const { position } = await must<{ position: string }>('fees/tariffs', 'COMMITTEE_PREPARER', { body: terms.tariff });
  await decide(`fees/tariffs/${position}/approve`);
  const [, ...rows] = csvTokens(text(FOLDER, 'parking.csv'));
  const units = rows.map(([unit = '', quantity = '']) => ({ unit, quantity }));
  await prepared('fees/unit-facts', { body: { thing: 'PARKING', from: '2024-07-01', units } });
}

async function chargeAndReceive(month: string): Promise<void> {
  await prepared(`fees/charges/${month}`, { body: { eventOn: `${month}-02` } });
  await decide(`fees/charges/${month}/approve`);
  const file = text(FOLDER, `payments/${month}.csv`);
  const { batch } = await must<{ batch: string }>('fees/payment-files', 'COMMITTEE_PREPARER', { file });
  await decide(`fees/payment-batches/${batch}/approve`);
}

interface JournalVoucher {
  readonly on: string;
  readonly kind: string;
  readonly summary: string;
  readonly ref: string;
  readonly lines: readonly { account: string; fund: string; debit?: string; credit?: string }[];
}

/** What the income verbs make themselves: fees, parking, machines, donations, the campaign's money; and the opening. */
const OWN_INCOME = /^(1122|2203|400202|400205|4003|4005|300102)/;

const journal: readonly JournalVoucher[] = readJournal();

function readJournal(): JournalVoucher[] {
  const [, ...rows] = csvTokens(text(SAMPLE_FOLDER, 'journal.csv'));
  const byNumber = new Map<string, string[][]>();
  for (const row of rows) byNumber.set(row[0] ?? '', [...(byNumber.get(row[0] ?? '') ?? []), row]);
  const vouchers = [...byNumber.values()].map((lines): JournalVoucher => {
    const [, on = '', , summary = '', , , , , , kind = '', ref = ''] = lines[0] ?? [];
    return { on, kind, summary, ref, lines: lines.map(lineOf) };
  });
  return vouchers.filter(({ lines }) => !lines.some(({ account }) => OWN_INCOME.test(account)));
}

function lineOf([
  ,
  ,
  ,
  ,
  account = '',
  ,
  fund = '',
  debit = '',
  credit = '',
]: readonly string[]): JournalVoucher['lines'][number] {
  return { account, fund, ...(debit === '' ? { credit } : { debit }) };
}

/** The number of the voucher that was booked wrongly and is corrected some days later. */
let wrong = '';

async function post(voucher: JournalVoucher): Promise<void> {
  const { on: eventOn, kind, summary, lines, ref } = voucher;
  // The red one is half of the correction that the blue one asks for.
  if (kind === 'red') return;
  if (kind === 'corrected') {
    const replacement = { summary: '支付楼道应急灯12盏×140元', lines };
    await both(`vouchers/${wrong}/reversal`, { body: { eventOn, how: 'replace', replacement } });
    return;
  }
  const refs = ref.startsWith('决议') ? [{ kind: 'resolution', value: ref.slice(2) }] : [];
  const body = { eventOn, kind, summary, lines, refs };
  const { vouchers } = await must<{ vouchers: { number: string }[] }>('vouchers', 'POSTING_AGENT', { body });
  if (lines.some(({ debit }) => debit === '1860.00')) wrong = vouchers[0]?.number ?? '';
}

describe("the sample's year, its income made by the product's verbs", () => {
  it('leaves every fund with the result of the oracle, to the fen', async () => {
    expect(await reader.fundResults('2024-07-01', '2025-06-30')).toEqual(oracle.funds);
  });

  it('leaves every quarter as the oracle has it, by accrual and in cash', async () => {
    const funds = await reader.funds('asOf=2025-06-30');
    const found: Figures[] = [];
    for (const quarter of ['2024Q3', '2024Q4', '2025Q1', '2025Q2'])
      found.push(...(await reader.quarter(quarter, funds)));
    const key = ({ quarter, fund }: Figures): string => `${String(quarter)} ${String(fund)}`;
    const sorted = (rows: readonly Figures[]): Figures[] => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(found)).toEqual(sorted(oracle.quarterly));
  });

  it('leaves 1,316.28 in arrears with three households, and nothing paid in advance', async () => {
    expect(await reader.balance('112201', '2025-06-30')).toBe(oracle.arrears);
    expect(await reader.balance('112202', '2025-06-30')).toBe('0.00');
    expect(await reader.balance('220301', '2025-06-30')).toBe(oracle.prepaid);
    const { households } = await deployment.get<{ households: readonly { unit: string; amount: string }[] }>(
      `estates/${settled.estate.code}/fees/arrears/households`,
      tokenOf(settled, 'AUDITOR'),
    );
    expect(households.map(({ unit }) => unit).sort()).toEqual(['2-702', '3-602', '4-101']);
    expect(sumOf(households.map(({ amount }) => amount))).toBe(oracle.arrears);
  });

  it("leaves the bank's book and each fund's share of it", async () => {
    expect(await reader.balance('100201', '2025-06-30')).toBe(oracle.book_bank);
    const shares = (await reader.funds('asOf=2025-06-30')).map(({ code, cash }) => [code, cash]);
    expect(Object.fromEntries(shares)).toEqual({ ...oracle.bank_by_fund, CF: '0.00' });
  });

  it('settles the campaign: 49 households, 9,800.00, works of 9,240.00, 560.00 back', async () => {
    const { campaigns } = await reader.get<{ campaigns: readonly object[] }>('campaigns?asOf=2025-06-30');
    expect(campaigns).toMatchObject([
      {
        state: 'SETTLED',
        paidHouseholds: 49,
        contributed: '9800.00',
        spent: '9240.00',
        refunded: '560.00',
        left: '0.00',
      },
    ]);
    expect(refunded).toEqual([
      { amount: '11.42', households: 7 },
      { amount: '11.43', households: 42 },
    ]);
  });

  it('keeps 63 donations of 8,600.00 with the charity, of which 6,600.00 is left', async () => {
    const fund = await reader.get<object>('charity/funds/CF');
    expect(fund).toMatchObject({ received: '8600.00', balance: '6600.00', heldByCustodian: '6600.00', donations: 63 });
  });

  it('passes verification, every household and donation included', async () => {
    const verify = new VerifyEstate(deployment.running.app.get(EstateReads, { strict: false }));
    const report = await verify.execute(settled.estate.id);
    expect([report.counts, report.isSound]).toEqual([{}, true]);
  });
});
