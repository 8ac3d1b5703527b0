/** `charge` and `arrears` on the sample estate: its fee of 0.50 a square metre, charged by its own households. */
import { ApproveTariff } from '../../src/fees/approve-tariff.js';
import { ProposeTariff } from '../../src/fees/propose-tariff.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { LedgerAtWork } from './ledger-at-work.js';
import { answerOf } from './xinyi.js';

let ledger: LedgerAtWork;
let preparer: string;
let approver: string;

const ESTATE = 'yuanye-manor';

beforeAll(async () => {
  ledger = await LedgerAtWork.migrated(true);
  const add = async (role: string): Promise<string> =>
    (await ledger.done<{ person: string }>('person', 'add', ESTATE, '--name', '测试某', '--role', role)).person;
  [preparer, approver] = [await add('COMMITTEE_PREPARER'), await add('COMMITTEE_APPROVER')];
  await putTariff();
});
afterAll(() => ledger.database.drop());

async function putTariff(): Promise<void> {
  const source = createDataSource({ url: ledger.database.appUrl, poolSize: 2 });
  await source.initialize();
  const [reads, clock] = [new EstateReads(source), new SystemClock()];
  const [row] = await reads.deployment((query) =>
    query<{ estate_id: string }>('select estate_id from estates.directory where code = $1', [ESTATE]),
  );
  const estateId = row?.estate_id ?? '';
  const component = { code: 'FEE', name: '物业服务费', basis: 'AREA', thing: '', rate: '0.50', graceDays: 0 } as const;
  const places = { income: '400102', receivable: '112201', fund: 'PS', vacantPercent: 100 };
  const from = '2025-07-01' as CalendarDate;
  const terms = { code: 'WY', name: '物业服务收费标准', from, resolution: '2025-03', buildings: [] };
  const drafted = await new ProposeTariff(reads, clock).execute({
    estateId,
    preparer,
    terms: { ...terms, components: [{ ...component, ...places }] },
  });
  const proposal = BigInt('accepted' in drafted ? drafted.accepted.position : '-1');
  expect(await new ApproveTariff(reads, clock).execute({ estateId, approver, proposal })).toHaveProperty('accepted');
  await source.destroy();
}

describe('charge', () => {
  it('shows what the month would charge: 1,961.22 of 52 households', async () => {
    const { result } = answerOf(await ledger.run('charge', ESTATE, '2025-07', '--json'));
    expect(result).toMatchObject({ households: 52, total: '1961.22', applied: '0.00', waiting: [] });
    const { stdout, exitCode } = await ledger.run('charge', ESTATE, '2025-07');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/FEE +物业服务费 +PS +52 +1,961\.22/);
  });

  it('is proposed by one person and approved by another, with progress', async () => {
    expect(await ledger.refused('charge', ESTATE, '2025-07', '--propose')).toEqual(['PERSON_MAY_NOT']);
    const proposed = await ledger.done<{ proposals: string[] }>(
      'charge',
      ESTATE,
      '2025-07',
      '--propose',
      '--as',
      preparer,
    );
    expect(proposed.proposals).toHaveLength(1);
    expect(await ledger.refused('charge', ESTATE, '2025-07', '--propose', '--as', preparer)).toEqual([
      'CHARGE_RUN_WAITS',
    ]);
    expect(await ledger.refused('charge', ESTATE, '2025-07', '--approve', '--as', preparer)).toEqual([
      'PERSON_MAY_NOT',
    ]);
    const { stderr, stdout } = await ledger.run('charge', ESTATE, '2025-07', '--approve', '--as', approver);
    expect(stdout).toMatch(/^已入账：记-\d{6}-0001。/);
    expect(stderr).toContain('入账 posting: 1 / 1 张 vouchers');
    const again = await ledger.done<{ proposals: string[] }>(
      'charge',
      ESTATE,
      '2025-07',
      '--propose',
      '--as',
      preparer,
    );
    expect(again.proposals).toEqual([]);
    expect(await ledger.refused('charge', ESTATE, '2025-06')).toEqual(['CHARGE_NO_TARIFF']);
  });

  it('takes nothing that it does not understand', async () => {
    const usage = async (...words: string[]): Promise<[number | null, string | undefined]> => {
      const ended = await ledger.run('charge', ESTATE, ...words, '--json');
      return [ended.exitCode, answerOf(ended).problems?.[0]?.code];
    };
    expect(await usage('2025-13')).toEqual([2, 'USAGE_MONTH']);
    expect(await usage('2025-08', '--shared', 'LIGHT=9')).toEqual([2, 'USAGE_SHARED']);
    expect(await usage('2025-08', '--propose', '--approve')).toEqual([2, 'USAGE_TWO_PERSONS']);
  });
});

describe('arrears', () => {
  it('counts without names, and lists households for those who may see them', async () => {
    const { stdout } = await ledger.run('arrears', ESTATE);
    expect(stdout).toContain('52 户中 52 户欠费，共 1,961.22 元');
    expect(stdout).not.toContain('4-101');
    expect(await ledger.refused('arrears', ESTATE, '--households')).toEqual(['PERSON_MAY_NOT']);
    const listed = await ledger.done<{ households: { unit: string; amount: string }[]; total: string }>(
      'arrears',
      ESTATE,
      '--households',
      '--building',
      '4',
      '--as',
      preparer,
    );
    expect(listed.households).toHaveLength(12);
    expect(listed.households.find(({ unit }) => unit === '4-101')?.amount).toMatch(/^(48\.09|27\.39)$/);
    const early = await ledger.done<{ owing: number }>('arrears', ESTATE, '--on', '2025-06-30', '--from', '2025-01');
    expect(early.owing).toBe(0);
  });
});
