/** A household's own account and receipts, and that nobody else's are within reach. */
import { checkReceiptProof, type ReceiptProof } from '../../src/fees/rules/receipt-proof.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { Deployment, type Answer } from '../acceptance/deployment.js';
import { addTestPerson, type TestPerson } from '../people/test-estate.js';
import { PEOPLE } from '../support/drafts.js';
import { areaFee, FeeEstate, tariff, unitsOf, type Problem } from './fee-estate.js';

interface Account {
  readonly unit: string;
  readonly opening: object;
  readonly closing: object;
  readonly lines: readonly {
    readonly on: string;
    readonly kind: string;
    readonly voucher: string;
    readonly payment?: { readonly payer: string };
    readonly receipts?: readonly { readonly number: string; readonly void: boolean }[];
  }[];
}

interface Receipt {
  readonly number: string;
  readonly issuedOn: string;
  readonly void?: object;
  readonly takenBack: boolean;
  readonly content: { readonly unit: string; readonly payer: string; readonly amount: string };
  readonly proof: ReceiptProof;
}

const P = 'COMMITTEE_PREPARER';
const A = 'COMMITTEE_APPROVER';
const YEAR = String(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear());
const no = (count: number): string => `SJ-${YEAR}-${String(count).padStart(5, '0')}`;

let deployment: Deployment;
let estate: FeeEstate;
let first: TestPerson;
let second: TestPerson;
let newcomer: TestPerson;
let vouchers: readonly string[] = [];

const owed = (yuan: string, advance = '0.00', deposit = '0.00'): object => ({ owed: yuan, advance, deposit });

async function resident(): Promise<TestPerson> {
  const where = { id: estate.estateId, code: estate.code, operator: PEOPLE.operator };
  return addTestPerson(deployment.running.app, where, ['RESIDENT']);
}

function as<Body>(who: TestPerson | undefined, path: string): Promise<Answer<Body & Problem>> {
  return deployment.ask(`estates/${estate.code}/${path}`, { token: who?.token });
}

async function live(who: TestPerson, unit: string, from: string, more: object = {}): Promise<boolean> {
  const body = { person: who.person, unit, from, ...more };
  return (await estate.must<{ recorded: boolean }>('occupancies', P, body)).recorded;
}

async function pay(payments: readonly object[]): Promise<string> {
  const { batch } = await estate.must<{ batch: string }>('fees/payments', P, { payments });
  const approved = await estate.must<{ vouchers: string[] }>(`fees/payment-batches/${batch}/approve`, A);
  return approved.vouchers[0] ?? '';
}

const one = (unit: string, receivedOn: string, amount: string, payer: string): object => ({
  ...{ unit, receivedOn, amount, payer },
  method: 'WECHAT',
});

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, unitsOf(['82.35', '68.42', '96.18']));
  await estate.tariff(tariff('2024-07-01', [areaFee('0.5')]));
  for (const month of ['2024-07', '2024-08']) await estate.charge(month);
  [first, second, newcomer] = [await resident(), await resident(), await resident()];
  await live(first, '1-101', '2024-01-01');
  await live(second, '1-102', '2024-01-01', { kind: 'tenant' });
  vouchers = [
    await pay([one('1-101', '2024-08-10', '50.00', '甲某'), one('1-102', '2024-08-10', '34.21', '乙某')]),
    await pay([one('1-101', '2024-09-10', '100.00', '甲某')]),
  ];
});
afterAll(() => deployment.close());

describe('the account of a household', () => {
  it('tells charges and payments with what is owed after each, and any day as its end', async () => {
    const account = await estate.get<Account>('fees/households/1-101/account', 'AUDITOR');
    expect(account).toMatchObject({
      unit: '1-101',
      opening: owed('0.00'),
      lines: [
        { kind: 'charge', kindName: '计费', debit: '41.18', month: '2024-07', after: owed('41.18') },
        { kind: 'payment', credit: '41.18', month: '2024-07', payment: { payer: '甲某', method: 'WECHAT' } },
        { kind: 'payment', credit: '8.82', month: '2024-08' },
        { kind: 'charge', debit: '41.18', month: '2024-08' },
        { kind: 'payment', credit: '32.36', month: '2024-08', after: owed('0.00') },
        { kind: 'payment', account: '220301', credit: '67.64', month: '', after: owed('0.00', '67.64') },
      ],
      closing: owed('0.00', '67.64'),
    });
    const july = await estate.get<Account>('fees/households/1-101/account?to=2024-07-31', 'AUDITOR');
    expect([july.lines.length, july.closing]).toEqual([1, owed('41.18')]);
    const later = await estate.get<Account>('fees/households/1-101/account?from=2024-09-01', 'AUDITOR');
    expect([later.opening, later.lines.length]).toEqual([owed('32.36'), 2]);
    const none = await estate.ask('fees/households/9-9/account', 'AUDITOR');
    expect([none.status, none.body.code]).toEqual([422, 'UNIT_UNKNOWN']);
    expect((await estate.ask('fees/households/1-101/account?from=2024-09-01&to=2024-08-01', 'AUDITOR')).status).toBe(
      400,
    );
  });

  it('is for who keeps the books, and for who lives there', async () => {
    for (const role of ['RESIDENT', 'SUPERVISOR', 'POSTING_AGENT', 'OPERATOR'] as const) {
      expect((await estate.ask('fees/households/1-101/account', role)).status).toBe(403);
    }
    expect((await as(undefined, 'fees/households/1-101/account')).status).toBe(401);
    expect((await as<Account>(first, 'fees/my/account')).body.unit).toBe('1-101');
    expect((await as<Account>(second, 'fees/my/account')).body).toMatchObject({
      unit: '1-102',
      closing: owed('34.21'),
    });
    // A committee member does not live anywhere by being one.
    expect((await estate.ask('fees/my/account', 'AUDITOR')).status).toBe(403);
    const nowhere = await as<Problem>(newcomer, 'fees/my/account');
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'HOUSEHOLD_NOT_KNOWN']);
  });
});

describe('a receipt', () => {
  it('has the next number of the year, once a payment, in the order of the voucher', async () => {
    const given = await estate.must<{ receipts: object[] }>('fees/receipts', P, { voucher: vouchers[0] });
    expect(given.receipts).toEqual([
      { number: no(1), unit: '1-101', amount: '50.00', isNew: true },
      { number: no(2), unit: '1-102', amount: '34.21', isNew: true },
    ]);
    const again = await estate.must<{ receipts: object[] }>('fees/receipts', A, {
      voucher: vouchers[0],
      unit: '1-102',
    });
    expect(again.receipts).toEqual([{ number: no(2), unit: '1-102', amount: '34.21', isNew: false }]);
    const twins = await Promise.all(
      [1, 2, 3].map(() =>
        estate.must<{ receipts: { number: string }[] }>('fees/receipts', P, { voucher: vouchers[1] }),
      ),
    );
    expect(twins.map(({ receipts }) => receipts[0]?.number)).toEqual([no(3), no(3), no(3)]);
  });

  it('says what stands on paper', async () => {
    const receipt = await estate.get<Receipt>(`fees/receipts/${no(3)}`, 'AUDITOR');
    expect(receipt).toMatchObject({
      number: no(3),
      estate: '测试小区',
      takenBack: false,
      content: {
        ...{ unit: '1-101', payer: '甲某', methodName: '微信', amount: '100.00', uppercase: '人民币壹佰元整' },
        ...{ receivedOn: '2024-09-10', handler: '测试某', voucher: vouchers[1] },
        lines: [
          { what: '物业服务费 2024-08', amount: '32.36' },
          { what: '预收物业费', amount: '67.64' },
        ],
      },
    });
  });

  it('proves by rules alone that its payment is inside the published total', async () => {
    const { body } = await as<Receipt>(second, `fees/my/receipts/${no(2)}`);
    const verdict = checkReceiptProof(body.proof);
    expect(verdict).toMatchObject({
      holds: true,
      voucherNo: vouchers[0],
      payment: { subject: '1-102', kind: 'payment', lines: [{ account: '112201', fen: -3_421n, period: '2024-07' }] },
    });
    // The public shows the same root and the same voucher to everybody.
    const { proof } = body;
    const log = await estate.get<{ root: string }>(`log/root?size=${String(proof.log.size)}`);
    expect(Buffer.from(proof.log.root, 'base64url').toString('hex')).toBe(log.root);
    const other = (await estate.get<Receipt>(`fees/receipts/${no(1)}`, P)).proof;
    const spoilt: readonly [ReceiptProof, string][] = [
      [{ ...proof, disclosure: other.disclosure }, 'batch'],
      [{ ...proof, batch: { ...proof.batch, index: 0 } }, 'batch'],
      [{ ...proof, leaf: { ...proof.leaf, seq: proof.leaf.seq + 1 } }, 'log'],
      [{ ...proof, leaf: { ...proof.leaf, bytes: 'e30' } }, 'leaf'],
      [{ ...proof, log: { ...proof.log, root: proof.batch.path[0] ?? '' } }, 'log'],
      [{ ...proof, log: { ...proof.log, path: ['!'] } }, 'log'],
    ];
    for (const [bad, step] of spoilt) expect(checkReceiptProof(bad)).toEqual({ holds: false, step });
  });

  it('is printed with its number, the amount in formal numerals, and the proof in short', async () => {
    const page = await as(second, `fees/my/receipts/${no(2)}/document.html`);
    expect(page.status).toBe(200);
    const { proof } = (await as<Receipt>(second, `fees/my/receipts/${no(2)}`)).body;
    const root = Buffer.from(proof.log.root, 'base64url').toString('hex');
    for (const words of [
      no(2),
      '1-102',
      '乙某',
      '微信',
      '人民币叁拾肆元贰角壹分',
      '34.21',
      '物业服务费',
      '2024-07',
      root,
    ]) {
      expect(page.text.replaceAll('\u200b', '')).toContain(words);
    }
    const paper = await as(second, `fees/my/receipts/${no(2)}/document.pdf`);
    expect([paper.status, paper.headers.get('content-type'), paper.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect((await estate.ask(`fees/receipts/${no(2)}/document.pdf`, 'AUDITOR')).status).toBe(200);
    expect((await as(first, `fees/my/receipts/${no(2)}/document.pdf`)).status).toBe(404);
    expect((await as(first, `fees/receipts/${no(2)}/document.pdf`)).status).toBe(403);
  });

  it("is out of reach for every household but the payment's own", async () => {
    for (const number of [no(1), no(3)]) {
      const { status, body, text } = await as<Problem>(second, `fees/my/receipts/${number}`);
      expect([status, body.code]).toEqual([404, 'RECEIPT_NOT_FOUND']);
      expect(text).not.toMatch(/甲某|1-101"/);
    }
    expect((await as(second, `fees/receipts/${no(2)}`)).status).toBe(403);
    expect((await as(first, `fees/my/receipts/${no(1)}`)).status).toBe(200);
  });

  it('keeps its number when it is void, and its payment gets another one', async () => {
    const reason = '付款人写错';
    const made = await estate.must<object>(`fees/receipts/${no(2)}/void`, A, { reason });
    expect(made).toEqual({ replayed: false, number: no(2) });
    const twice = await estate.ask(`fees/receipts/${no(2)}/void`, A, { body: { reason } });
    expect([twice.status, twice.body.code]).toEqual([409, 'RECEIPT_VOID']);
    expect(await estate.get<Receipt>(`fees/receipts/${no(2)}`, 'AUDITOR')).toMatchObject({ void: { reason } });
    const given = await estate.must<{ receipts: object[] }>('fees/receipts', P, { voucher: vouchers[0] });
    expect(given.receipts).toMatchObject([
      { number: no(1), isNew: false },
      { number: no(4), unit: '1-102', isNew: true },
    ]);
    const account = await estate.get<Account>('fees/households/1-102/account', P);
    expect(account.lines.flatMap(({ receipts }) => receipts ?? [])).toEqual([
      { number: no(2), void: true },
      { number: no(4), void: false },
    ]);
  });

  it('is refused where there is no payment, or no longer', async () => {
    const codeOf = async (path: string, body: object): Promise<string> =>
      (await estate.ask(path, P, { body })).body.code;
    expect(await codeOf('fees/receipts', { voucher: '202001-0001' })).toBe('VOUCHER_NOT_FOUND');
    expect(await codeOf('fees/receipts', { voucher: vouchers[0], unit: '1-103' })).toBe('RECEIPT_NO_PAYMENT');
    expect(await codeOf(`fees/receipts/${no(99)}/void`, { reason: '错' })).toBe('RECEIPT_NOT_FOUND');
    expect((await estate.ask('fees/receipts/SJ-2025-1', P)).status).toBe(400);
    const number = await pay([one('1-103', '2024-09-11', '1.00', '丙某')]);
    const given = await estate.must<{ receipts: { number: string }[] }>('fees/receipts', P, { voucher: number });
    const { proposalId } = await estate.must<{ proposalId: string }>(`vouchers/${number}/reversal`, P, {
      eventOn: '2024-09-12',
    });
    await estate.approveAll([proposalId]);
    expect(await codeOf('fees/receipts', { voucher: number })).toBe('RECEIPT_TAKEN_BACK');
    const { vouchers: booked } = await estate.get<{ vouchers: { number: string; kind: string }[] }>(
      'vouchers?period=2024-09',
    );
    const red = booked.find(({ kind }) => kind === 'red')?.number ?? '';
    expect(await codeOf('fees/receipts', { voucher: red.replace('记-', '') })).toBe('RECEIPT_NO_PAYMENT');
    const receipt = await estate.get<Receipt>(`fees/receipts/${given.receipts[0]?.number ?? ''}`, P);
    expect(receipt.takenBack).toBe(true);
  });
});

describe('another owner', () => {
  it("has the unit's account and not who paid before", async () => {
    expect(await live(newcomer, '1-101', '2024-09-01')).toBe(true);
    expect(await live(newcomer, '1-101', '2024-09-01')).toBe(false);
    expect(await live(first, '1-101', '2024-01-01', { to: '2024-08-31' })).toBe(true);
    const { body, text } = await as<Account>(newcomer, 'fees/my/account');
    expect(body.unit).toBe('1-101');
    expect(body.closing).toEqual(owed('0.00', '67.64'));
    expect(body.lines.length).toBe(6);
    const early = body.lines.filter(({ on }) => on < '2024-09-01');
    expect(early.every((line) => line.payment === undefined && line.receipts === undefined)).toBe(true);
    expect(text).not.toContain(no(1));
    expect(body.lines.filter(({ payment }) => payment !== undefined).map(({ on }) => on)).toEqual([
      '2024-09-10',
      '2024-09-10',
    ]);
    expect((await as<Problem>(newcomer, `fees/my/receipts/${no(1)}`)).body.code).toBe('RECEIPT_NOT_FOUND');
    // Who moved out sees nothing any more.
    expect((await as<Problem>(first, 'fees/my/account')).body.code).toBe('HOUSEHOLD_NOT_KNOWN');
    expect((await as<Problem>(first, `fees/my/receipts/${no(1)}`)).body.code).toBe('HOUSEHOLD_NOT_KNOWN');
  });

  it('leaves a log that verifies', async () => {
    const reads = deployment.running.app.get(EstateReads, { strict: false });
    const report = await new VerifyEstate(reads).execute(estate.estateId);
    expect([report.isSound, report.counts]).toEqual([true, {}]);
  });
});
