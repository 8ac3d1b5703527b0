/** Bank statements kept in the log and read back: pieces in any order, gaps, what the public may know of a line. */
import { addStatement } from '../../src/banking/index.js';
import { ShowReconciliation } from '../../src/banking/show-reconciliation.js';
import { privateLines, publicLines } from '../../src/banking/store/statement-store.js';
import type { StatementLine } from '../../src/banking/rules/index.js';
import { readBankAccounts, readPrivateNumbers } from '../../src/estates/index.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { FolderCopy, ImportWorld, OPERATOR } from '../intake/import-world.js';
import { day } from '../support/ledger-world.js';
import { sampleStatement } from './sample-books.js';

const ACCOUNT = '51050100000000000001';

let world: ImportWorld;
let estateId: string;
let lines: readonly StatementLine[];

beforeEach(async () => {
  world = await ImportWorld.start();
  const sample = await FolderCopy.sample();
  ({ estateId } = await world.import(sample.without(`bank/${ACCOUNT}.csv`)));
  lines = sampleStatement();
});
afterEach(async () => {
  const report = await world.verify(estateId);
  await world.close();
  expect(report.errors).toEqual([]);
});

function add(part: readonly StatementLine[], file = 'piece.csv'): Promise<Awaited<ReturnType<typeof addStatement>>> {
  return world.reads.write(estateId, (query, client) => {
    const place = { estateId, bankAccountId: 'ba-1', accountName: ACCOUNT, by: OPERATOR, recordedAt: new Date() };
    return addStatement(
      client,
      query,
      { ...place, lines: part, file, fileHash: '0'.repeat(64) },
      new SystemRandomness(),
    );
  });
}

const reconcile = (on = '2025-06-30'): ReturnType<ShowReconciliation['execute']> =>
  new ShowReconciliation(world.reads, world.clock).execute(estateId, ACCOUNT, day(on));

describe('the pieces of a statement', () => {
  it('in any order, overlapping or again, become the same lines', async () => {
    expect(await add(lines.slice(40), 'late.csv')).toMatchObject({ added: 38, repeated: 0 });
    const early = await add(lines.slice(0, 30), 'early.csv');
    expect(early).toMatchObject({ added: 30, repeated: 0 });
    expect(early.gaps).toHaveLength(1);
    expect(await add(lines.slice(20, 50), 'middle.csv')).toMatchObject({ added: 10, repeated: 20, gaps: [] });
    expect(await add(lines)).toMatchObject({ added: 0, repeated: 78, gaps: [] });
    const kept = await world.reads.read(estateId, (query) => privateLines(query, estateId, 'ba-1'), { private: true });
    expect(new Set(kept.map(({ serial }) => serial))).toEqual(new Set(lines.map(({ serial }) => serial)));
    expect((await reconcile())?.reconciliation.light.colour).toBe('amber');
  });

  it('with a gap keep the light from green and amber until it is filled', async () => {
    await add(lines.slice(0, 30));
    await add(lines.slice(40));
    expect((await reconcile())?.reconciliation.light.colour).toBe('red');
    await add(lines.slice(30, 40));
    expect((await reconcile())?.reconciliation.light.colour).toBe('amber');
  });

  it('that contradict what is kept add nothing', async () => {
    await add(lines);
    const before = await world.counts();
    const [first] = lines;
    if (first === undefined) throw new Error('the sample has lines');
    const changed = await add([{ ...first, bookedOn: day('2024-07-09') }]);
    expect(changed).toMatchObject({ added: 0, violations: [{ code: 'STATEMENT_SERIAL_DIFFERS' }] });
    expect(await world.counts()).toEqual(before);
  });

  it('added twice at once are kept once', async () => {
    const outcomes = await Promise.all([add(lines), add(lines)]);
    expect(outcomes.map(({ added }) => added).sort()).toEqual([0, 78]);
    expect((await world.counts())['banking.statement_line']).toBe(78);
  });
});

describe('what the public may know', () => {
  it('of a line: its day and amounts; payer and words only as a disclosure, under private scope', async () => {
    await add(lines);
    const open = await world.reads.read(estateId, (query) => publicLines(query, estateId, 'ba-1'));
    expect(open).toHaveLength(78);
    for (const line of open) expect([line.counterpartyName, line.summary, line.remark]).toEqual(['', '', '']);
    const hidden = await world.reads.read(estateId, (query) => privateLines(query, estateId, 'ba-1'));
    expect(hidden).toEqual([]);
    const seen = await world.reads.read(estateId, (query) => privateLines(query, estateId, 'ba-1'), { private: true });
    expect(seen.some(({ remark }) => remark.includes('4-101'))).toBe(true);
  });

  it("of a person's account: its alias; the number only under private scope", async () => {
    const read = <T>(work: Parameters<typeof world.reads.read<T>>[1], isPrivate: boolean): Promise<T> =>
      world.reads.read(estateId, work, { private: isPrivate });
    const accounts = await read((query) => readBankAccounts(query, estateId), false);
    expect(accounts.map(({ publicName, holderType }) => [publicName, holderType])).toEqual([
      [ACCOUNT, 'ORG'],
      ['old-card', 'PERSON'],
    ]);
    expect((await read((query) => readPrivateNumbers(query, estateId), false)).size).toBe(0);
    expect([...(await read((query) => readPrivateNumbers(query, estateId), true)).values()]).toEqual([
      '6217000000000000011',
    ]);
  });

  it('of an account that is not there, and of a day that the bank has not reached', async () => {
    await add(lines);
    const show = new ShowReconciliation(world.reads, world.clock);
    expect(await show.execute(estateId, '999')).toBeUndefined();
    expect(await show.execute(estateId, '6217000000000000011')).toBeUndefined();
    // Without a day, the last one that the bank's lines reach.
    expect((await show.execute(estateId, ACCOUNT))?.reconciliation.on).toBe('2025-07-01');
    expect((await show.all(estateId)).map(({ account }) => account.publicName)).toEqual([ACCOUNT, 'old-card']);
  });
});
