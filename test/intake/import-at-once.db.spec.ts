/** Imports at the same time as each other, and as other people's posts. */
import { ImportRefused } from '../../src/intake/index.js';
import { shanghaiDate } from '../../src/kernel/calendar.js';
import { fen } from '../../src/kernel/fen.js';
import type { VoucherDraft } from '../../src/ledger/rules/index.js';
import { appendRecord } from '../../src/log/index.js';
import { day } from '../support/ledger-world.js';
import { bankVoucher, codesOf, FolderCopy, ImportWorld, OPERATOR } from './import-world.js';

let world: ImportWorld;
let sample: FolderCopy;

beforeEach(async () => {
  world = await ImportWorld.start();
  sample = await FolderCopy.sample();
});
afterEach(() => world.close());

describe('two imports at once', () => {
  it('of a new estate leave one estate, and nothing twice', async () => {
    const results = await Promise.all([1, 2, 3].map(() => world.import(sample)));
    expect(new Set(results.map(({ estateId }) => estateId)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(results.map(({ vouchers }) => vouchers.added).sort()).toEqual([0, 0, 115]);
    expect(results.map(({ bankLines }) => bankLines.added).sort()).toEqual([0, 0, 78]);
    const counts = await world.counts();
    expect(counts).toMatchObject({
      'estates.directory': 1,
      'ledger.voucher': 115,
      'ledger.posting': 261,
      'banking.statement_line': 78,
      'estates.unit': 52,
    });
    expect((await world.verify(results[0]?.estateId ?? '')).errors).toEqual([]);
  });

  it('of a folder that grew bring what is new once', async () => {
    const { estateId } = await world.import(sample);
    const grown = sample
      .journal((lines) => [...lines, ...bankVoucher('202507-0001', '2025-07-02', '577.08')])
      .households((lines) => [...lines, '5-101,5,60.00,30.00,0,M']);
    const results = await Promise.all([world.import(grown), world.import(grown)]);
    expect(results.map(({ vouchers }) => vouchers.added).sort()).toEqual([0, 1]);
    expect(results.map(({ households }) => households.changed).sort()).toEqual([0, 1]);
    expect((await world.counts())['ledger.voucher']).toBe(116);
    expect((await world.verify(estateId)).errors).toEqual([]);
  });

  it('of two different folders for one code import one and refuse the other', async () => {
    const other = sample.journal((lines) => lines.map((line) => line.replaceAll('270.00', '271.00')));
    const outcomes = await Promise.allSettled([world.import(sample), world.import(other)]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(ImportRefused);
    expect(new Set(codesOf((refused[0] as ImportRefused).report))).toEqual(new Set(['VOUCHER_CHANGED']));
    expect((await world.counts())['ledger.voucher']).toBe(115);
  });
});

describe('an import while others post', () => {
  async function withAgent(): Promise<string> {
    const { estateId } = await world.import(sample);
    await world.reads.write(estateId, async (_query, client) => {
      const at = { by: OPERATOR, recorded_at: new Date().toISOString() };
      const person = (who: string, kind: string): Promise<unknown> =>
        appendRecord(client, { estateId, leaf: { t: 'xinyi/person/v1', person: who, kind, ...at } });
      const role = (who: string, name: string, more: object = {}): Promise<unknown> =>
        appendRecord(client, {
          estateId,
          leaf: { t: 'xinyi/role/v1', person: who, role: name, action: 'grant', ...at, ...more },
        });
      await person('p-approver', 'human');
      await role('p-approver', 'COMMITTEE_APPROVER');
      await person('p-agent', 'agent');
      await role('p-agent', 'POSTING_AGENT', { approver: 'p-approver' });
    });
    return estateId;
  }

  function draft(estateId: string, on: string, amount: bigint, way: 'in' | 'out'): VoucherDraft {
    const [debit, credit] = way === 'in' ? (['100201', '4008'] as const) : (['5009', '100201'] as const);
    const line = (account: string, side: 'D' | 'C') =>
      ({ account, fund: 'PR', side, fen: fen(amount), summary: '', dimensions: [] }) as const;
    const lines = [line(debit, 'D'), line(credit, 'C')];
    const who = { preparer: 'p-agent', approver: 'posting-agent' };
    return { estateId, eventOn: day(on), kind: 'normal', summary: '过账', lines, refs: [], docs: [], ...who };
  }

  it('keeps numbers without a gap, and every voucher once', async () => {
    const estateId = await withAgent();
    const today = shanghaiDate(new Date());
    const grown = sample.journal((lines) => [...lines, ...bankVoucher('202507-0001', '2025-07-02', '577.08')]);
    const posts: Promise<unknown>[] = [];
    const posting = setInterval(() => {
      posts.push(world.writer.post({ estateId, vouchers: [{ draft: draft(estateId, today, 100n, 'in') }] }));
    }, 2);
    const results = [await world.import(grown), await world.import(grown)];
    clearInterval(posting);
    const outcomes = await Promise.all(posts);
    expect(outcomes.length).toBeGreaterThan(10);
    for (const outcome of outcomes) expect(outcome).toHaveProperty('posted');
    expect(results.map(({ vouchers }) => vouchers.added)).toEqual([1, 0]);
    expect((await world.counts())['ledger.voucher']).toBe(116 + outcomes.length);
    const report = await world.verify(estateId);
    expect(report.errors).toEqual([]);
  });

  it('refuses a number that a post took meanwhile, with both versions', async () => {
    const estateId = await withAgent();
    await world.writer.post({ estateId, vouchers: [{ draft: draft(estateId, '2025-07-01', 500n, 'in') }] });
    const grown = sample.journal((lines) => [...lines, ...bankVoucher('202507-0001', '2025-07-02', '577.08')]);
    const report = await world.refused(grown);
    expect(report.problems).toMatchObject([{ code: 'VOUCHER_CHANGED', value: '记-202507-0001' }]);
  });

  it('refuses what the ledger has no money for, though the folder alone has', async () => {
    const estateId = await withAgent();
    await world.writer.post({ estateId, vouchers: [{ draft: draft(estateId, '2025-08-01', 2_900_000n, 'out') }] });
    const grown = sample.journal((lines) => [...lines, ...bankVoucher('202507-0001', '2025-07-02', '20000.00', 'out')]);
    const report = await world.refused(grown);
    expect(report.problems).toMatchObject([
      {
        code: 'LEDGER_FUND_OVERDRAWN',
        file: 'journal.csv',
        facts: { account: '100201', fund: 'PR', amount: '19042.15' },
      },
    ]);
  });

  it('refuses a new number in a month that was closed meanwhile, once and not as an echo', async () => {
    const estateId = await withAgent();
    await world.reads.write(estateId, async (_query, client) => {
      const at = { by: OPERATOR, recorded_at: new Date().toISOString() };
      const grant = { t: 'xinyi/role/v1', role: 'COMMITTEE_PREPARER', action: 'grant', person: 'p-preparer', ...at };
      await appendRecord(client, {
        estateId,
        leaf: { t: 'xinyi/person/v1', person: 'p-preparer', kind: 'human', ...at },
      });
      await appendRecord(client, { estateId, leaf: grant });
    });
    const months = [
      '2024-07',
      '2024-08',
      '2024-09',
      '2024-10',
      '2024-11',
      '2024-12',
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
    ];
    for (const period of months) {
      await world.reads.write(estateId, (_query, client) => {
        const who = { preparer: 'p-preparer', approver: 'p-approver', recorded_at: new Date().toISOString() };
        return appendRecord(client, { estateId, leaf: { t: 'xinyi/period/v1', action: 'close', period, ...who } });
      });
    }
    const grown = sample.journal((lines) => [
      ...lines,
      ...bankVoucher('202506-0012', '2025-06-30', '1.00'),
      ...bankVoucher('202507-0001', '2025-07-01', '1.00'),
      ...bankVoucher('202507-0002', '2025-07-01', '1.00'),
    ]);
    const report = await world.refused(grown);
    expect(report.problems).toMatchObject([{ code: 'PERIOD_NOT_OPEN', value: '记-202506-0012', line: 263 }]);
  });
});
