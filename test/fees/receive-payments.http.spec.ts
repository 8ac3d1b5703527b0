/** Money of households: one by one and from files, settled oldest first, booked once, by two people. */
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { readUnitItems } from '../../src/ledger/index.js';
import { Deployment, type Answer } from '../acceptance/deployment.js';
import { areaFee, FeeEstate, tariff, unitsOf, type Problem } from './fee-estate.js';

interface Received {
  readonly replayed: boolean;
  readonly batch: string;
  readonly proposalIds: readonly string[];
  readonly payments: number;
  readonly alreadyBooked: number;
  readonly alreadyWaiting: number;
  readonly gross: string;
  readonly fee: string;
  readonly net: string;
  readonly vouchers: number;
}

let deployment: Deployment;
let estate: FeeEstate;

const PARKING = {
  code: 'PARK',
  name: '车位费',
  basis: 'COUNT',
  thing: 'PARKING',
  rate: '50',
  income: '400202',
  receivable: '112202',
  fund: 'PR',
};

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, unitsOf(['82.35', '68.42', '96.18', '54.77']));
  await estate.tariff(tariff('2024-07-01', [areaFee('0.5'), PARKING]));
  await estate.must('fees/unit-facts', 'COMMITTEE_PREPARER', {
    thing: 'PARKING',
    from: '2024-07-01',
    units: [{ unit: '1-101', quantity: '1' }],
  });
  for (const month of ['2024-07', '2024-08']) await estate.charge(month);
});
afterAll(() => deployment.close());

const P = 'COMMITTEE_PREPARER';
const one = (unit: string, amount: string, more: object = {}): object => ({
  unit,
  receivedOn: '2024-09-02',
  amount,
  method: 'QR',
  ...more,
});

function receive(payments: readonly object[], more: object = {}, key?: string): Promise<Answer<Received & Problem>> {
  const asking = { body: { payments, ...more }, ...(key === undefined ? {} : { key }) };
  return estate.ask<Received>('fees/payments', P, asking);
}

function file<Body = Received>(text: string, query = '', path = 'payment-files'): Promise<Answer<Body & Problem>> {
  return estate.ask<Body>(`fees/${path}?${query}`, P, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

const approve = (batch: string): Promise<{ vouchers: string[] }> =>
  estate.must(`fees/payment-batches/${batch}/approve`, 'COMMITTEE_APPROVER');

/** Open items of a household: "account item month yuan" in fen. */
async function open(unit: string): Promise<string[]> {
  const reads = deployment.running.app.get(EstateReads, { strict: false });
  const items = await reads.read(
    estate.estateId,
    (query) => readUnitItems(query, estate.estateId, { units: [unit], open: true }),
    { private: true },
  );
  return items.map((item) => `${item.account} ${item.item} ${item.period} ${item.balanceFen}`);
}

const codes = (answer: Answer<Problem>): string[] =>
  answer.body.violations.map(({ code, at }) => `${at ?? ''} ${code}`);

describe('one payment', () => {
  it('settles the oldest month first, over two funds, and holds the rest in advance', async () => {
    expect(await open('1-101')).toEqual([
      '112201 FEE 2024-07 4118',
      '112202 PARK 2024-07 5000',
      '112201 FEE 2024-08 4118',
      '112202 PARK 2024-08 5000',
    ]);
    const preview = await estate.must<{ allocation: unknown[] }>('fees/payments/preview', P, {
      payments: [one('1-101', '200.00')],
    });
    expect(preview).toMatchObject({ payments: 1, gross: '200.00', net: '200.00', vouchers: 1 });
    const { body, status } = await receive([one('1-101', '200.00', { serial: 's-1', payer: '某业主' })]);
    expect([status, body.payments, body.proposalIds.length]).toEqual([201, 1, 1]);
    // Nothing is booked before another person approves it.
    expect((await open('1-101')).length).toBe(4);
    const { vouchers } = await approve(body.batch);
    expect(await open('1-101')).toEqual(['220301   -1764']);
    const voucher = await estate.get<{ summary: string; lines: object[] }>(`vouchers/${vouchers[0] ?? ''}`);
    expect(voucher.summary).toBe('收业主费用（1户）');
    expect(voucher.lines).toMatchObject([
      { account: '100201', fund: 'PR', debit: '100.00' },
      { account: '100201', fund: 'PS', debit: '100.00' },
      { account: '112201', fund: 'PS', credit: '82.36' },
      { account: '112202', fund: 'PR', credit: '100.00' },
      { account: '220301', fund: 'PS', credit: '17.64' },
    ]);
    expect(JSON.stringify(voucher)).not.toMatch(/1-101"|某业主|s-1/);
  });

  it('is booked once under its serial, waiting or booked, and with one key', async () => {
    const again = await receive([one('1-101', '200.00', { serial: 's-1' })]);
    expect(again.body).toMatchObject({ payments: 0, alreadyBooked: 1, vouchers: 0, proposalIds: [] });
    const first = await receive([one('1-102', '34.21', { serial: 's-2' })], {}, 'key-s-2');
    const waits = await receive([one('1-102', '34.21', { serial: 's-2' })]);
    expect(waits.body).toMatchObject({ payments: 0, alreadyWaiting: 1 });
    const replay = await receive([one('1-102', '34.21', { serial: 's-2' })], {}, 'key-s-2');
    expect(replay.body).toMatchObject({ replayed: true, proposalIds: first.body.proposalIds });
    const changed = await receive([one('1-102', '34.22', { serial: 's-2' })]);
    expect([changed.status, codes(changed)]).toEqual([409, ['1:流水号 PAYMENT_CHANGED']]);
    // A debt that a waiting payment settles is not settled a second time.
    const second = await receive([one('1-102', '34.21', { serial: 's-3' })]);
    await approve(second.body.batch);
    await approve(first.body.batch);
    expect(await open('1-102')).toEqual([]);
  });

  it('goes into the till when it is cash, and where the payer directs it', async () => {
    const directed = one('1-103', '60.00', { method: 'CASH', items: ['FEE'], months: ['2024-08'] });
    const { body } = await receive([directed]);
    const { vouchers } = await approve(body.batch);
    expect(await open('1-103')).toEqual(['220301   -1191', '112201 FEE 2024-07 4809']);
    const { lines } = await estate.get<{ lines: { account: string }[] }>(`vouchers/${vouchers[0] ?? ''}`);
    expect(lines[0]).toMatchObject({ account: '1001', debit: '60.00' });
  });

  it('is refused with every fault at once', async () => {
    const bad = await receive([
      one('9-9', '1.00', { items: ['LIFT'] }),
      one('1-104', '0.00', { serial: '流水', fee: '1.00' }),
      one('1-104', '1.00', { receivedOn: '2999-01-01', serial: 'x-1' }),
      one('1-104', '1.00', { receivedOn: '2020-01-01', serial: 'x-1' }),
      one('', '1.00'),
      one('1-104', '1.00', { fee: '1.01' }),
    ]);
    expect(codes(bad)).toEqual([
      '2:金额 PAYMENT_AMOUNT_WRONG',
      '2:流水号 PAYMENT_SERIAL_WRONG',
      '3:收款日期 PAYMENT_DAY_AHEAD',
      '4:流水号 PAYMENT_SERIAL_TWICE',
      '5:户号 PAYMENT_UNIT_MISSING',
      '6:手续费 PAYMENT_FEE_WRONG',
      '1:户号 PAYMENT_UNIT_UNKNOWN',
      '1:项目 PAYMENT_ITEM_UNKNOWN',
    ]);
    const account = await receive([one('1-104', '1.00')], { account: '122101' });
    expect(codes(account)).toEqual(['account PAYMENT_ACCOUNT_WRONG']);
    const none = await estate.ask(`fees/payment-batches/abcdefghij/approve`, 'COMMITTEE_APPROVER', { method: 'POST' });
    expect(codes(none)).toEqual(['batch PAYMENT_BATCH_NOT_FOUND']);
    const before = await receive([one('1-104', '1.00', { receivedOn: '2010-01-01' })]);
    expect(codes(before)).toEqual(['1:收款日期 PAYMENT_BEFORE_BOOKS']);
  });
});

describe('a payment file', () => {
  const head = '户号,收款日期,金额,流水号,收款方式\n';
  const text = [
    `${head}1-104,2024-09-05,27.39,q-1,聚合扫码`,
    '1-103,2024-09-05,48.09,q-2,微信',
    '1-102,2024-09-06,10.00,q-3,支付宝\n',
  ].join('\n');

  it('is one bank amount for many households: gross, fee and net', async () => {
    const wrong = await file(text, 'settledOn=2024-09-07&fee=0.33&net=85.16');
    expect(codes(wrong)).toEqual(['net SETTLEMENT_UNEQUAL']);
    const { body } = await file(text, 'settledOn=2024-09-07&gross=85.48&fee=0.33&net=85.15');
    expect(body).toMatchObject({ payments: 3, gross: '85.48', fee: '0.33', net: '85.15', vouchers: 1 });
    const { vouchers } = await approve(body.batch);
    const { lines, summary } = await estate.get<{ lines: object[]; summary: string }>(`vouchers/${vouchers[0] ?? ''}`);
    expect(summary).toBe('收业主物业费（3户）');
    expect(lines).toMatchObject([
      { account: '100201', fund: 'PS', debit: '85.15' },
      { account: '5009', fund: 'PS', debit: '0.33' },
      { account: '112201', credit: '75.48' },
      { account: '220301', credit: '10.00' },
    ]);
    expect([await open('1-104'), await open('1-103')]).toEqual([['112201 FEE 2024-08 2739'], ['220301   -1191']]);
  });

  it('adds nothing the second time, and of an overlapping file what is new', async () => {
    expect((await file(text, 'settledOn=2024-09-07')).body).toMatchObject({ payments: 0, alreadyBooked: 3 });
    const longer = `${text}1-104,2024-09-08,27.39,q-4,现金\n`;
    const { body } = await file(longer);
    expect(body).toMatchObject({ payments: 1, alreadyBooked: 3, vouchers: 1 });
    await approve(body.batch);
    expect(await open('1-104')).toEqual([]);
  });

  it('without serials adds nothing the second time either, and keeps its twins apart', async () => {
    const cash = '户号,收款日期,金额,收款方式\n1-102,2024-09-10,7.00,现金\n1-102,2024-09-10,7.00,现金\n';
    expect((await file(cash)).body).toMatchObject({ payments: 2, gross: '14.00' });
    const longer = `${cash}1-102,2024-09-10,7.00,现金\n1-102,2024-09-11,7.00,现金\n`;
    expect((await file(cash)).body).toMatchObject({ payments: 0, alreadyWaiting: 2 });
    const { body } = await file(longer);
    expect(body).toMatchObject({ payments: 2, alreadyWaiting: 2 });
    await approve(body.batch);
    expect((await file(longer)).body).toMatchObject({ payments: 0, alreadyBooked: 2, alreadyWaiting: 2 });
  });

  it('is approved once, and the same request is answered in the same words', async () => {
    const { body } = await file(`${head}1-104,2024-09-12,3.00,w-1,微信\n`);
    const again = () =>
      estate.ask<{ vouchers: string[]; replayed: boolean }>(
        `fees/payment-batches/${body.batch}/approve`,
        'COMMITTEE_APPROVER',
        { method: 'POST', key: `approve-${body.batch}` },
      );
    const first = await again();
    expect([first.status, first.body.vouchers.length, first.body.replayed]).toEqual([200, 1, false]);
    expect((await again()).body).toEqual({ ...first.body, replayed: true });
  });

  it('books once when two import it at the same moment', async () => {
    const twin = `${head}1-104,2024-09-09,5.00,t-1,微信\n1-102,2024-09-09,6.00,t-2,微信\n`;
    const answers = await Promise.all([file(twin), file(twin), file(twin)]);
    expect(answers.map(({ body }) => body.payments).sort()).toEqual([0, 0, 2]);
  });

  it('tells every fault of the file with its row, and reads what is left out', async () => {
    const bad = `${head}1-104,2024-9-5,27,39,现金\n7-7,2024-09-05,1.005,q 9,刷脸\n`;
    expect(codes(await file(bad))).toEqual([
      '2:收款日期 PAYMENT_DAY_WRONG',
      '3:金额 PAYMENT_AMOUNT_WRONG',
      '3:流水号 PAYMENT_SERIAL_WRONG',
      '3:收款方式 PAYMENT_METHOD_UNKNOWN',
    ]);
    expect(codes(await file('户号,金额,金额\n1-104,1,2\n'))).toEqual([
      '1:收款日期 COLUMN_MISSING',
      '1:金额 COLUMN_TWICE',
    ]);
    const long = `户号,收款日期,金额,月份,备注\n1-104,2024-09-05,1,2024-13,${'长'.repeat(101)}\n`;
    expect(codes(await file(long))).toEqual(['2:备注 PAYMENT_TEXT_LONG', '2:月份 PAYMENT_MONTH_WRONG']);
    const small = await file('金额,收款日期,户号\n1.00,2024-09-05,1-104\n', '', 'payment-files/preview');
    expect([small.status, small.body.payments]).toEqual([200, 1]);
    expect((await file('')).body.code).toBe('FILE_EMPTY');
  });

  it('has a template that can be read back', async () => {
    const template = await estate.ask('fees/payment-files/template.csv', P);
    expect(template.status).toBe(200);
    const read = await file(template.text, '', 'payment-files/preview');
    expect(read.body).toMatchObject({ payments: 2, gross: '183.54', fee: '0.47' });
  });

  it('is cut into vouchers of so many payments', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => one('1-104', '0.01', { serial: `m-${index}` }));
    const { body } = await receive(many);
    expect(body).toMatchObject({ payments: 1_000, gross: '10.00', vouchers: 1 });
  });
});

describe('who may', () => {
  it.each(['RESIDENT', 'AUDITOR', 'SUPERVISOR', 'COMMITTEE_APPROVER', undefined] as const)(
    '%s receives no money',
    async (role) => {
      const answer = await estate.ask('fees/payments', role, { body: { payments: [one('1-101', '1.00')] } });
      expect(answer.status).toBe(role === undefined ? 401 : 403);
    },
  );

  it('nobody approves what they prepared', async () => {
    const { body } = await receive([one('1-101', '1.00')]);
    const own = await estate.ask(`fees/payment-batches/${body.batch}/approve`, P, { method: 'POST' });
    expect(own.status).toBe(403);
  });
});
