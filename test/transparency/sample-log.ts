/** An estate with one of everything that a log can hold, made through the product's own doors. */
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import type { LeafObject } from '../../src/kernel/canonical.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { uuidV7, type Randomness } from '../../src/kernel/ids.js';
import { foundEstate, openFunds } from '../../src/ledger/found-estate.js';
import { JournalWriter } from '../../src/ledger/journal-writer.js';
import type { DraftLine, InsideLeaf, VoucherDraft } from '../../src/ledger/rules/index.js';
import { appendRecord } from '../../src/log/index.js';
import {
  batchPart,
  makeDisclosure,
  privateLeafHash,
  sealFields,
  type PrivateField,
} from '../../src/log/rules/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';

const OPERATOR = 'p-op';
const [PREPARER, APPROVER, AGENT] = ['p-aa1', 'p-bb1', 'p-cc1'];

export interface SampleLog {
  readonly estateId: string;
  readonly code: string;
  readonly writer: JournalWriter;
  readonly reads: EstateReads;
  post(...drafts: readonly Partial<VoucherDraft>[]): Promise<bigint[]>;
  record(leaf: LeafObject, disclosures?: readonly string[]): Promise<void>;
}

/** `summary account side fund yuan` cells, one line each: "100201 D PR 100.00". */
export function lines(...texts: readonly string[]): DraftLine[] {
  return texts.map((text) => {
    const [account = '', side = '', fund = '', yuan = '', dimension] = text.split(' ');
    const fen = BigInt(yuan.replace('.', ''));
    const [name, value] = dimension?.split('=') ?? [];
    const dimensions: [string, string][] = name === undefined || value === undefined ? [] : [[name, value]];
    return { account, fund, side: side === 'D' ? 'D' : 'C', fen, summary: '', dimensions };
  });
}

export async function openSample(dataSource: DataSource, seed: string): Promise<SampleLog> {
  const randomness = new SeededRandomness(seed);
  const clock = new SystemClock();
  const reads = new EstateReads(dataSource);
  const writer = new JournalWriter(dataSource, clock, randomness);
  const estateId = uuidV7(new Date(), randomness);
  const code = `e${estateId.slice(-12)}`;
  const record = async (leaf: LeafObject, disclosures?: readonly string[]): Promise<void> => {
    const times = { by: OPERATOR, recorded_at: new Date().toISOString() };
    await reads.write(estateId, async (_query, client) => {
      const given = disclosures === undefined ? {} : { disclosures };
      await appendRecord(client, { estateId, leaf: { ...times, ...leaf }, ...given });
    });
  };
  const post = async (...drafts: readonly Partial<VoucherDraft>[]): Promise<bigint[]> => {
    const vouchers = drafts.map((draft) => ({ draft: { ...usual(estateId), ...draft } }));
    const outcome = await writer.post({ estateId, vouchers });
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
    return outcome.posted.map(({ seq }) => seq);
  };
  await reads.write(estateId, async (_query, client) => {
    await found(client, estateId, code);
  });
  await addPeople(record, randomness);
  return { estateId, code, writer, reads, post, record };
}

function usual(estateId: string): VoucherDraft {
  return {
    estateId,
    eventOn: '2024-01-05' as CalendarDate,
    kind: 'normal',
    summary: '测试凭证',
    lines: lines('100201 D PR 100.00', '400201 C PR 100.00'),
    refs: [],
    docs: [],
    preparer: PREPARER,
    approver: APPROVER,
  };
}

async function found(client: pg.ClientBase, estateId: string, code: string): Promise<void> {
  const profile = { name: '测试小区', address: '', serviceMode: 'HOURLY', lifecycleStage: 'DAILY_LIFE' };
  const body = { bodyKind: 'COMMITTEE', bodyName: '物管委', booksOpenedOn: '2024-01-01' };
  await foundEstate(client, { estateId, code, ...profile, ...body, by: OPERATOR, recordedAt: new Date() });
  await openFunds(client, estateId, OPERATOR, new Date(), [
    { code: 'PR', name: '公共收益', kind: 'COMMON' },
    { code: 'PS', name: '物业服务资金', kind: 'PROPERTY_FEE', legalBasis: '合同', custodian: '物管委' },
  ]);
}

async function addPeople(record: SampleLog['record'], randomness: Randomness): Promise<void> {
  for (const person of [PREPARER, APPROVER, AGENT]) {
    const { part, disclosures } = sealFields([{ name: 'name', value: `姓名${person}` }], randomness);
    const kind = person === AGENT ? 'agent' : 'human';
    await record(
      { t: 'xinyi/person/v1', person, kind, ...part },
      disclosures.map((one) => one.text),
    );
  }
  const grant = { t: 'xinyi/role/v1', action: 'grant' };
  await record({ ...grant, person: PREPARER, role: 'COMMITTEE_PREPARER' });
  await record({ ...grant, person: APPROVER, role: 'COMMITTEE_APPROVER' });
  await record({ ...grant, person: AGENT, role: 'POSTING_AGENT', approver: APPROVER });
}

/** One of everything: some forty leaves. */
export async function fillSample(log: SampleLog, seed: string): Promise<void> {
  const randomness = new SeededRandomness(`${seed} values`);
  await addBankAccounts(log, randomness);
  await addHouseholds(log, randomness);
  await postYear(log);
  await addBankStatement(log, randomness);
  await chargeHouseholds(log);
  await addOccupant(log, randomness);
  await log.record({
    t: 'xinyi/statement/v1',
    id: 'fund-statement-2024Q1-v1',
    report: 'fund-statement',
    period: '2024Q1',
    version: '1',
    as_of: '12',
    digest: 'ab'.repeat(32),
    reason: '',
    by: APPROVER,
  });
}

async function addBankAccounts(log: SampleLog, randomness: Randomness): Promise<void> {
  const account = { t: 'xinyi/bank-account/v1', kind: 'BASIC', bank: '某银行', opened_on: '2024-01-02', closed_on: '' };
  const organisation = { alias: '', number: '1234', holder_type: 'ORG', account: '100201', bank_account: 'ba-1' };
  await log.record({ ...account, ...organisation });
  const fields = [
    { name: 'number', value: '6222000000000000' },
    { name: 'holder', value: '张三' },
  ];
  const { part, disclosures } = sealFields(fields, randomness);
  const person = { alias: '代存账户甲', number: '', holder_type: 'PERSON', account: '122101', bank_account: 'ba-2' };
  await log.record(
    { ...account, ...person, ...part },
    disclosures.map((one) => one.text),
  );
}

async function addHouseholds(log: SampleLog, randomness: Randomness): Promise<void> {
  const fields = ['1-101', '1-102', '1-201'].map((unit, index) => ({
    name: 'unit',
    value: [unit, '1', `8${String(index)}.5`, '12000', index === 1 ? '1' : '0', 'MONTHLY'],
  }));
  const { texts, batch } = privateInside(fields, randomness);
  const sums = { households: '3', area_m2: '244.5', applicants: '1', applicant_area_m2: '81.5' };
  await log.record({ t: 'xinyi/roll/v1', ...batch, ...sums }, texts);
}

async function addBankStatement(log: SampleLog, randomness: Randomness): Promise<void> {
  const fields = [
    { name: 'file', value: ['a.csv', 'cd'.repeat(32)] },
    ...['0.00 100.00', '30.00 0.00'].map((amounts, index) => {
      const [out = '', into = ''] = amounts.split(' ').map((yuan) => String(BigInt(yuan.replace('.', ''))));
      const line = [
        '1234',
        `s${String(index)}`,
        `2024-01-0${String(5 + index)}`,
        out,
        into,
        '7000',
        '某人',
        '62',
        '转',
        '',
      ];
      return { name: 'line', value: [...line, ['原', '样'], `key-${String(index)}`] };
    }),
  ];
  const { texts, batch } = privateInside(fields, randomness);
  const span = { from: '2024-01-05', through: '2024-01-06', closing: '7000', lines: '2' };
  await log.record({ t: 'xinyi/bank-statement/v1', bank_account: 'ba-1', ...batch, ...span }, texts);
}

async function addOccupant(log: SampleLog, randomness: Randomness): Promise<void> {
  const fields = [{ name: 'occupancy', value: ['1-101', 'owner', '2024-01-01', ''] }];
  const { part, disclosures } = sealFields(fields, randomness);
  await log.record(
    { t: 'xinyi/occupancy/v1', subject: PREPARER, ...part },
    disclosures.map((one) => one.text),
  );
}

/** Two households charged in one voucher, one of them pays. */
async function chargeHouseholds(log: SampleLog): Promise<void> {
  const leaf = (subject: string, kind: string, fen: bigint, source = ''): InsideLeaf => {
    const entry = { account: '112201', fund: 'PS', fen, item: 'BASE', period: '2024-02' };
    return { name: 'household', subject, kind, source, lines: [entry], facts: ['测试'] };
  };
  await log.post({
    ...day('2024-02-11'),
    kind: 'accrual',
    lines: lines('112201 D PS 70.00', '400101 C PS 70.00'),
    inside: [leaf('1-101', 'charge', 4_000n), leaf('1-102', 'charge', 3_000n)],
  });
  await log.post({
    ...day('2024-02-12'),
    lines: lines('100201 D PS 40.00', '112201 C PS 40.00'),
    inside: [leaf('1-101', 'payment', -4_000n, 'serial-1')],
  });
}

function privateInside(
  fields: readonly PrivateField[],
  randomness: Randomness,
): { texts: string[]; batch: LeafObject } {
  const texts = fields.map((field) => makeDisclosure(field, randomness).text);
  return { texts, batch: { ...batchPart(texts.map(privateLeafHash)) } };
}

const day = (text: string): { eventOn: CalendarDate } => ({ eventOn: text as CalendarDate });

async function postYear(log: SampleLog): Promise<void> {
  const opening = lines('100201 D PR 500.00', '300102 C PR 500.00');
  await log.post({ ...day('2024-01-01'), kind: 'opening', lines: opening });
  await log.post(day('2024-01-05'));
  await log.post({ ...day('2024-01-06'), lines: lines('5003 D PR 30.00 supplier=sup-1', '100201 C PR 30.00') });
  await log.post({ ...day('2024-02-03'), lines: lines('100201 D PS 80.00', '400101 C PS 80.00 unit=1-101') });
  const transfer = ['4901 C PS 20.00', '5901 D PR 20.00', '100201 D PS 20.00', '100201 C PR 20.00'];
  const refs: [string, string][] = [['resolution', '2024-02']];
  await log.post({ ...day('2024-02-04'), kind: 'interfund', lines: lines(...transfer), refs });
  await log.post({ ...day('2024-02-05'), preparer: AGENT, approver: 'posting-agent' });
  const two = { preparer: PREPARER, approver: APPROVER };
  await log.record({ t: 'xinyi/period/v1', period: '2024-01', action: 'close', ...two });
  // An event of a closed month: an adjustment of the next one.
  await log.post({ ...day('2024-01-20'), summary: '补记' });
  await log.post(
    { ...day('2024-02-10'), kind: 'red', refs: [['reverses', '记-202401-0002']], lines: redLines() },
    { ...day('2024-02-10'), kind: 'corrected', refs: [['corrects', '记-202401-0002']] },
  );
  await log.record({ t: 'xinyi/policy/v1', reopen: 'allowed', approver: APPROVER });
  await log.record({ t: 'xinyi/period/v1', period: '2024-01', action: 'reopen', ...two });
  await log.post({ ...day('2024-01-21'), summary: '重开后补记' });
  await log.record({ t: 'xinyi/role/v1', action: 'revoke', person: AGENT, role: 'POSTING_AGENT' });
}

function redLines(): DraftLine[] {
  return lines('100201 D PR -100.00', '400201 C PR -100.00');
}
