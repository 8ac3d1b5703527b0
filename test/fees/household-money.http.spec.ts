/** Refunds, deposits, opening balances, unidentified money: what a household has is never exceeded. */
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { Deployment } from '../acceptance/deployment.js';
import { areaFee, FeeEstate, tariff, unitsOf } from './fee-estate.js';

const P = 'COMMITTEE_PREPARER';

let deployment: Deployment;
let estate: FeeEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, unitsOf(['100', '60']));
  await estate.tariff(tariff('2024-07-01', [areaFee('0.5')]));
  await estate.charge('2024-07');
});
afterAll(() => deployment.close());

type Proposals = { readonly proposalIds: string[]; readonly name: string };

async function done(path: string, body: object): Promise<Proposals> {
  const made = await estate.must<Proposals>(`fees/${path}`, P, body);
  await estate.approveAll(made.proposalIds);
  return made;
}

async function refused(path: string, body: object): Promise<readonly (string | undefined)[]> {
  const { body: answer } = await estate.ask(`fees/${path}`, P, { body });
  return answer.violations.map(({ code, at }) => `${at ?? ''} ${code}`);
}

async function closing(unit: string): Promise<object> {
  return (await estate.get<{ closing: object }>(`fees/households/${unit}/account`, P)).closing;
}

const pay = (unit: string, amount: string, receivedOn = '2024-08-01', more: object = {}): Promise<Proposals> =>
  done('payments', { payments: [{ unit, amount, receivedOn, method: 'TRANSFER', ...more }] });

const move = (action: string, unit: string, amount: string, more: object = {}): object => ({
  ...{ action, unit, amount },
  eventOn: '2024-08-05',
  ...more,
});

describe('refunds', () => {
  it('give back what is held in advance, and no more, waiting refunds counted', async () => {
    await pay('1-101', '80.00');
    expect(await closing('1-101')).toEqual({ owed: '0.00', advance: '30.00', deposit: '0.00' });
    expect(await refused('household-money', move('refund', '1-101', '30.01'))).toEqual(['amount REFUND_TOO_MUCH']);
    const waiting = await estate.must<Proposals>('fees/household-money', P, move('refund', '1-101', '20.00'));
    expect(await refused('household-money', move('refund', '1-101', '10.01'))).toEqual(['amount REFUND_TOO_MUCH']);
    await estate.approveAll(waiting.proposalIds);
    expect(await closing('1-101')).toEqual({ owed: '0.00', advance: '10.00', deposit: '0.00' });
    expect(await refused('household-money', move('refund', '9-9', '1.00'))).toEqual(['unit UNIT_UNKNOWN']);
  });

  it('pay no cash from the special account of trust money', async () => {
    const cash = { account: '100202', method: 'CASH' };
    expect(await refused('household-money', move('refund', '1-101', '1.00', cash))).toEqual([
      'account CASH_FROM_TRUST_ACCOUNT',
    ]);
    const lines = [
      { account: '1001', fund: 'PS', debit: '5.00' },
      { account: '100202', fund: 'PS', credit: '5.00' },
    ];
    const drawn = await estate.ask('proposals', P, { body: { eventOn: '2024-08-05', summary: '提取现金', lines } });
    expect([drawn.status, drawn.body.code]).toEqual([422, 'CASH_FROM_TRUST_ACCOUNT']);
  });

  it('are for a household whose fee was too high once it was credited', async () => {
    const credit = { unit: '1-101', item: 'FEE', month: '2024-07', kind: 'credit', amount: '5.00', reason: '面积有误' };
    await done('adjustments', { eventOn: '2024-08-06', adjustments: [credit] });
    await done('household-money', move('refund', '1-101', '15.00', { eventOn: '2024-08-07' }));
    expect(await closing('1-101')).toEqual({ owed: '0.00', advance: '0.00', deposit: '0.00' });
  });
});

describe('deposits', () => {
  it('are held, given back and kept, never more than was paid', async () => {
    await done('household-money', move('deposit', '1-102', '500.00', { item: 'RENOVATION', person: '某装修' }));
    expect(await closing('1-102')).toEqual({ owed: '30.00', advance: '0.00', deposit: '500.00' });
    await done('household-money', move('deposit-keep', '1-102', '120.00', { note: '损坏楼道灯' }));
    expect(await refused('household-money', move('deposit-return', '1-102', '380.01'))).toEqual([
      'amount DEPOSIT_TOO_MUCH',
    ]);
    await done('household-money', move('deposit-return', '1-102', '380.00'));
    expect(await closing('1-102')).toEqual({ owed: '30.00', advance: '0.00', deposit: '0.00' });
    expect(await estate.balance('224101', '2024-12-31')).toBe('0.00');
    expect(await estate.balance('4009', '2024-12-31')).toBe('-120.00');
  });
});

describe('opening balances', () => {
  it('bring arrears and advances along, and payments settle the oldest of them first', async () => {
    const fee = { account: '112201', fund: 'PS', item: 'FEE' };
    const items = [
      { unit: '1-102', ...fee, month: '2023-11', amount: '25.00' },
      { unit: '1-102', ...fee, month: '2023-12', amount: '25.00' },
      { unit: '1-101', account: '220302', fund: 'PR', amount: '60.00' },
    ];
    const opening = { eventOn: '2024-07-01', items };
    const { proposalIds } = await estate.must<Proposals>('fees/opening-balances', P, opening);
    const known = ['items[0] SOURCE_REPEATED', 'items[1] SOURCE_REPEATED', 'items[2] SOURCE_REPEATED'];
    expect(await refused('opening-balances', opening)).toEqual(known);
    await estate.approveAll(proposalIds);
    expect(await refused('opening-balances', opening)).toEqual(known);
    const twin = { ...items[0], month: '2023-10' };
    expect(await refused('opening-balances', { ...opening, items: [twin, twin] })).toEqual([
      'items[1] SOURCE_REPEATED',
    ]);
    expect(await closing('1-102')).toEqual({ owed: '80.00', advance: '0.00', deposit: '0.00' });
    expect(await closing('1-101')).toEqual({ owed: '0.00', advance: '60.00', deposit: '0.00' });
    await pay('1-102', '55.00', '2024-08-20');
    const { lines } = await estate.get<{ lines: { kind: string; month: string; credit?: string }[] }>(
      'fees/households/1-102/account?from=2024-08-20',
      P,
    );
    expect(lines.map(({ month, credit }) => `${month} ${credit ?? ''}`)).toEqual([
      '2023-11 25.00',
      '2023-12 25.00',
      '2024-07 5.00',
    ]);
    expect(await refused('opening-balances', { eventOn: '2024-07-01', items: [{ ...items[0], unit: '9-9' }] })).toEqual(
      ['unit UNIT_UNKNOWN'],
    );
  });
});

describe('money of which nobody knows whose it is', () => {
  const park = { receivedOn: '2024-09-01', amount: '100.00' };

  it('is parked, resolved to a household in parts, and what is left is sent back', async () => {
    const { name } = await done('suspense', park);
    expect(await estate.balance('224104', '2024-12-31')).toBe('-100.00');
    const list = async (): Promise<object[]> =>
      (await estate.get<{ receipts: object[] }>('fees/suspense', 'AUDITOR')).receipts;
    expect(await list()).toEqual([{ name, account: '100201', open: '100.00' }]);
    const resolve = { unit: '1-102', amount: '40.00', eventOn: '2024-09-10', serial: 'bank-77', payer: '某某' };
    expect(await refused(`suspense/${name}/resolve`, { ...resolve, amount: '100.01' })).toEqual([
      'amount SUSPENSE_TOO_MUCH',
    ]);
    expect(await refused(`suspense/${name}/resolve`, { ...resolve, unit: '9-9' })).toEqual(['unit UNIT_UNKNOWN']);
    await done(`suspense/${name}/resolve`, resolve);
    expect(await closing('1-102')).toEqual({ owed: '0.00', advance: '15.00', deposit: '0.00' });
    expect(await refused(`suspense/${name}/send-back`, { amount: '60.01', eventOn: '2024-09-11' })).toEqual([
      'amount SUSPENSE_TOO_MUCH',
    ]);
    await done(`suspense/${name}/send-back`, { amount: '60.00', eventOn: '2024-09-11' });
    expect(await list()).toEqual([]);
    expect(await refused(`suspense/${name}/send-back`, { amount: '1.00', eventOn: '2024-09-11' })).toEqual([
      'name SUSPENSE_NOT_FOUND',
    ]);
    expect(await estate.balance('224104', '2024-12-31')).toBe('0.00');
    // The same payment comes in a file later: it is booked.
    const again = { unit: '1-102', receivedOn: '2024-09-10', amount: '40.00', method: 'TRANSFER', serial: 'bank-77' };
    expect(await estate.must('fees/payments', P, { payments: [again] })).toMatchObject({ alreadyBooked: 1 });
  });

  it('keeps its name when the request is sent again', async () => {
    const [first, again] = [
      await estate.ask<Proposals>('fees/suspense', P, { body: park, key: 'park-1' }),
      await estate.ask<Proposals>('fees/suspense', P, { body: park, key: 'park-1' }),
    ];
    expect(again.body).toEqual({ ...first.body, replayed: true });
  });
});

it('leaves books that verify', async () => {
  const reads = deployment.running.app.get(EstateReads, { strict: false });
  const report = await new VerifyEstate(reads).execute(estate.estateId);
  expect([report.isSound, report.counts]).toEqual([true, {}]);
});
