/** `campaign`, `contract`, `funding-plan`, `insurance` and `held-by-others` on the sample estate. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DecideRecord } from '../../src/funds/decide-record.js';
import { ProposeRecord, type RecordAsk } from '../../src/funds/propose-record.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { ApproveProposal, JournalWriter } from '../../src/ledger/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { LedgerAtWork } from './ledger-at-work.js';

const ESTATE = 'yuanye-manor';

let ledger: LedgerAtWork;
let preparer: string;
let approver: string;

interface Proposed {
  readonly proposals: readonly string[];
}

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  const add = async (role: string): Promise<string> =>
    (await ledger.done<{ person: string }>('person', 'add', ESTATE, '--name', '测试某', '--role', role)).person;
  [preparer, approver] = [await add('COMMITTEE_PREPARER'), await add('COMMITTEE_APPROVER')];
});
afterAll(() => ledger.database.drop());

/** What another person does, through the verbs of the doors. */
async function second(asks: readonly RecordAsk[], proposals: readonly string[] = []): Promise<void> {
  const source = createDataSource({ url: ledger.database.appUrl, poolSize: 2 });
  await source.initialize();
  const [reads, clock, randomness] = [new EstateReads(source), new SystemClock(), new SystemRandomness()];
  const [row] = await reads.deployment((query) =>
    query<{ estate_id: string }>('select estate_id from estates.directory where code = $1', [ESTATE]),
  );
  const estateId = row?.estate_id ?? '';
  for (const ask of asks) {
    const drafted = await new ProposeRecord(reads, clock, randomness).execute({ estateId, personId: preparer }, ask);
    const id = 'accepted' in drafted ? drafted.accepted.proposalId : '';
    const decide = new DecideRecord(reads, clock, randomness);
    expect(await decide.execute({ estateId, personId: approver }, id, 'approved')).toHaveProperty('accepted');
  }
  const approve = new ApproveProposal(reads, new JournalWriter(source, clock, randomness), clock);
  for (const proposalId of proposals) {
    expect(await approve.execute({ estateId, proposalId, approver })).toHaveProperty('accepted');
  }
  await source.destroy();
}

describe('campaign', () => {
  const campaign = { title: '智能门禁', fund: 'CW-2025-01', share: '20000', households: '52', resolution: '2025-01' };

  it('imports contributions once, with every flaw at its line', async () => {
    await second([{ kind: 'campaign', target: 'gate-2025', fields: { ...campaign, deadline: '2025-12-31' } }]);
    const file = join(ledger.folder, '缴款.csv');
    const text = (await ledger.run('campaign', 'template')).stdout;
    await writeFile(file, `${text}1-101,200,2025-07-05,s1\r\n9-999,200,2025-07-05,s2\r\n`);
    const refused = await ledger.refused('campaign', 'import', ESTATE, 'gate-2025', file, '--as', preparer);
    expect(refused).toEqual(['FUNDS_UNIT_UNKNOWN']);
    await writeFile(file, `${text}1-101,200,2025-07-05,s1\r\n1-102,100.50,2025-07-06,s2\r\n`);
    expect(await ledger.refused('campaign', 'import', ESTATE, 'gate-2025', file)).toEqual(['PERSON_MAY_NOT']);
    const words = ['campaign', 'import', ESTATE, 'gate-2025', file, '--as', preparer] as const;
    const done = await ledger.done<Proposed>(...words);
    expect(done).toMatchObject({ households: 2, amount: '300.50', booked: 0 });
    expect(await ledger.done(...words)).toMatchObject({ amount: '0.00', waiting: 2, proposals: [] });
    await second([], done.proposals);
    expect(await ledger.done(...words)).toMatchObject({ amount: '0.00', booked: 2, proposals: [] });
  });

  it('lists what came in beside what an import had brought, and reckons a refund', async () => {
    const { stdout } = await ledger.run('campaign', 'list', ESTATE);
    expect(stdout).toMatch(/gate-2025 +智能门禁 +WORKS +2\/52 +10,400\.00 +10,100\.50 +9,240\.00 +560\.00 +300\.50/);
    expect(await ledger.done('campaign', 'refund', ESTATE, 'gate-2025')).toMatchObject({
      total: '300.50',
      households: 2,
    });
    const words = ['campaign', 'refund', ESTATE, 'gate-2025', '--on', '2025-07-10', '--as', preparer] as const;
    expect(await ledger.refused(...words)).toEqual(['CAMPAIGN_STILL_RAISING']);
    expect(await ledger.refused('campaign', 'refund', ESTATE, 'nowhere')).toEqual(['FUND_RECORD_NOT_FOUND']);
  });
});

describe('contract', () => {
  it('receives money that another person approves, and lists it', async () => {
    const terms = { contract_kind: 'PARKING', fund: 'PR', counterparty: '某停车公司', resolution: '' };
    const dues = [['2025-07-01', '156000']];
    const fields = { ...terms, from: '2025-07-01', to: '2025-12-31', dues };
    await second([{ kind: 'revenue-contract', target: 'parking', fields }]);
    const words = ['contract', 'receive', ESTATE, 'parking', '1000.00', '--on', '2025-07-02', '--as', preparer];
    const { proposals } = await ledger.done<Proposed>(...words);
    await second([], proposals);
    const { stdout } = await ledger.run('contract', 'list', ESTATE, '--as-of', '2025-07-31');
    expect(stdout).toMatch(/parking +PARKING +1,560\.00 +1,000\.00 +560\.00 +0\.00 +1,000\.00/);
  });
});

describe('the other lists', () => {
  it('tell plans and insurance', async () => {
    const lines = [['PUBLIC_REVENUE', '100', '']];
    const plan = { title: '围墙', fund: 'PR', price: '100', resolution: '2025-01', concessions: 'told', lines };
    const batch = { insurer: '某保险公司', fund: 'PS', premium: '10000', resolution: '2025-01' };
    await second([
      { kind: 'funding-plan', target: 'wall', fields: plan },
      { kind: 'insurance', target: 'home', fields: { ...batch, from: '2025-07-01', to: '2026-06-30' } },
    ]);
    expect((await ledger.run('funding-plan', 'list', ESTATE)).stdout).toMatch(/围墙 +公共收益 +现金 +1\.00 +0\.00/);
    expect((await ledger.run('insurance', 'list', ESTATE)).stdout).toMatch(/home +某保险公司 +2025-07-01/);
  });

  it('say who holds money, with a warning while some lies on a personal account', async () => {
    const then = await ledger.done<{ held: readonly object[] }>('held-by-others', ESTATE, '--as-of', '2024-07-14');
    expect(then.held).toMatchObject([{ holder: 'PERSONAL', amount: '18640.35', warning: true }]);
    const { stdout } = await ledger.run('held-by-others', ESTATE, '--as-of', '2025-06-30');
    expect(stdout).toMatch(/^信义慈善基金有 6,600.00 元由新都区慈善会代管/);
  });
});
