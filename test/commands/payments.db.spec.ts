/** `receive` and `receipts`, as a committee's bookkeeper uses them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerAtWork } from './ledger-at-work.js';

let ledger: LedgerAtWork;
let preparer = '';
let approver = '';

const ESTATE = 'yuanye-manor';

async function person(name: string, role: string): Promise<string> {
  const added = await ledger.done<{ person: string }>('person', 'add', ESTATE, '--name', name, '--role', role);
  return added.person;
}

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  [preparer, approver] = [await person('制单某', 'COMMITTEE_PREPARER'), await person('审核某', 'COMMITTEE_APPROVER')];
});
afterAll(() => ledger.database.drop());

describe('receive', () => {
  it('shows the template, tries a file, proposes it, and approves it by its name', async () => {
    const { template } = await ledger.done<{ template: string }>('receive', ESTATE, '--template');
    const file = join(ledger.folder, 'payments.csv');
    // The sample's tariff is not in the books, so nothing is called PARK there.
    writeFileSync(file, template.replace(',PARK,', ',,'));
    const options = [file, '--settled-on', '2025-07-09', '--gross', '183.54', '--net', '183.07', '--as', preparer];
    expect(await ledger.done('receive', ESTATE, ...options)).toMatchObject({ payments: 2, fee: '0.47', vouchers: 1 });
    const made = await ledger.done<{ batch: string; proposals: string[] }>('receive', ESTATE, ...options, '--propose');
    expect(made.proposals.length).toBe(1);
    const booked = await ledger.done<{ vouchers: string[] }>(
      'receive',
      ESTATE,
      '--approve',
      made.batch,
      '--as',
      approver,
    );
    expect(booked.vouchers.length).toBe(1);
    expect(await ledger.done('receive', ESTATE, file, '--propose', '--as', preparer)).toMatchObject({
      payments: 0,
      alreadyBooked: 2,
      proposals: [],
    });
    const { stderr, stdout } = await ledger.run('receive', ESTATE, file, '--as', preparer);
    expect([stderr, stdout]).toEqual([expect.stringContaining('核对 checking: 2 笔'), expect.stringContaining('2 笔')]);
  });

  it('takes one payment, and refuses what is not written well', async () => {
    const one = ['--unit', '1-101', '--amount', '12.30', '--on', '2025-07-10', '--method', '现金', '--as', preparer];
    expect(await ledger.done('receive', ESTATE, ...one)).toMatchObject({ payments: 1, gross: '12.30' });
    expect(await ledger.refused('receive', ESTATE, ...one.slice(0, -2), '--as', approver)).toEqual(['PERSON_MAY_NOT']);
    expect(
      await ledger.refused('receive', ESTATE, ...one.map((word) => (word === '1-101' ? '9-999' : word))),
    ).toContain('PAYMENT_UNIT_UNKNOWN');
    expect(await ledger.refused('receive', ESTATE, '--approve', 'abcdefghij', '--as', approver)).toEqual([
      'PAYMENT_BATCH_NOT_FOUND',
    ]);
  });
});

describe('receipts', () => {
  it('gives those of a voucher, prints one, and makes one void', async () => {
    const given = await ledger.done<{ receipts: { number: string; isNew: boolean }[] }>(
      ...['receipts', ESTATE, '--voucher', '202507-0001', '--as', preparer],
    );
    expect(given.receipts.map(({ isNew }) => isNew)).toEqual([true, true]);
    const number = given.receipts[0]?.number ?? '';
    const paper = join(ledger.folder, 'receipt.pdf');
    await ledger.done('receipts', ESTATE, number, '--format', 'pdf', '-o', paper, '--as', preparer);
    expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-');
    const { stdout } = await ledger.run('receipts', ESTATE, number, '--as', preparer);
    expect(stdout).toContain('人民币壹佰贰拾叁元伍角肆分');
    const taken = ['receipts', ESTATE, number, '--void', '--reason', '付款人写错', '--as', approver];
    expect(await ledger.done(...taken)).toMatchObject({ number, void: true });
    expect(await ledger.refused(...taken)).toEqual(['RECEIPT_VOID']);
  });
});

describe('wrong usage', () => {
  it.each([
    [['receive', ESTATE, '--amount', 'viel'], 'USAGE_AMOUNT'],
    [['receive', ESTATE], 'USAGE_PAYMENT'],
    [['receive', ESTATE, 'x.csv', '--unit', '1-101'], 'USAGE_CONFLICT'],
    [['receive', ESTATE, 'x.csv', '--propose', '--approve', 'abcdefghij'], 'USAGE_TWO_PERSONS'],
    [['receipts', ESTATE], 'USAGE_RECEIPTS'],
    [['receipts', ESTATE, 'SJ-1'], 'USAGE_RECEIPT'],
    [['receipts', ESTATE, '--voucher', 'x'], 'USAGE_VOUCHER'],
    [['receipts', ESTATE, 'SJ-2025-00001', '--void'], 'USAGE_OPTION_MISSING'],
  ])('%j is %s', async (words, code) => {
    const ended = await ledger.run(...words, '--json');
    expect(ended.exitCode).toBe(2);
    expect(ended.stdout).toContain(code);
  });
});
