/** AT-10 and AT-11 of the domain: a charity fund of 126 donations, and the common fund beside it. */
import { CharityEstate, donationFile, HOSTED } from '../charity/charity-estate.js';
import { content, line } from '../support/drafts.js';
import { Deployment } from './deployment.js';

interface Donation {
  readonly number: string;
  readonly donor: string;
  readonly amount: string;
}
interface Listed {
  readonly donations: readonly Donation[];
  readonly count: number;
  readonly total: string;
}
interface Shown {
  readonly received: string;
  readonly spent: string;
  readonly balance: string;
  readonly heldByCustodian: string;
  readonly unrestricted: string;
  readonly legalBasis: string;
  readonly custodian: string;
  readonly purposes: readonly { readonly code: string; readonly balance: string }[];
  readonly spending: readonly { readonly summary: string; readonly amount: string; readonly households?: number }[];
  readonly grants: { readonly households: number; readonly amount: string; readonly categories: readonly object[] };
  readonly beside: { readonly note: string; readonly commonFunds: readonly { code: string; balance: string }[] };
}

let deployment: Deployment;
let charity: CharityEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  charity = await CharityEstate.found(deployment);
  await charity.declare('PAVILION', '凉亭微更新', 'MICRO_RENEWAL');
  await charity.declare('VISITS', '慰问帮扶', 'AID');
});
afterAll(() => deployment.close());

/** 126 donations on seven days: 76 of 300.00 for the pavilion, 50 of 144.00 for visits; every third is named. */
const ROWS = Array.from({ length: 126 }, (_, index) => {
  const isPavilion = index < 76;
  return [
    `2024-09-0${String((index % 7) + 1)}`,
    `居民${String(index + 1)}某`,
    isPavilion ? '300.00' : '144.00',
    isPavilion ? 'PAVILION' : 'VISITS',
    index % 3 === 0 ? '是' : '否',
    `川慈${String(index + 1)}`,
    `S${String(index + 1)}`,
  ];
});

const place = `funds/${HOSTED}`;
const shown = (): Promise<Shown> => charity.estate.get<Shown>(`charity/${place}`);

describe('AT-10: 南河湾 raises 30,000.00 in one week', () => {
  it('books 126 donations in seven days, held by the charity', async () => {
    const numbers = await charity.approve((await charity.send(donationFile(ROWS))).body.proposalIds);
    expect(numbers).toHaveLength(7);
    expect(await charity.estate.balance('122103', '2024-09-07')).toBe('30000.00');
    expect(await shown()).toMatchObject({
      received: '30000.00',
      balance: '30000.00',
      heldByCustodian: '30000.00',
      unrestricted: '0.00',
      legalBasis: 'HOSTED_SPECIAL_FUND',
      custodian: '新都区慈善会',
    });
  });

  it('lists every one, and names only who agreed', async () => {
    const list = await charity.estate.get<Listed>(`charity/${place}/donations`);
    expect([list.count, list.total]).toEqual([126, '30000.00']);
    expect(list.donations.filter(({ donor }) => donor !== '爱心居民')).toHaveLength(42);
    expect(new Set(list.donations.map(({ number }) => number)).size).toBe(126);
    const text = JSON.stringify(list);
    expect([text.includes('居民1某'), text.includes('居民2某')]).toEqual([true, false]);
  });

  it('books the same file once', async () => {
    const { body: again } = await charity.send(donationFile(ROWS));
    expect(again).toEqual({ replayed: false, proposalIds: [], alreadyKnown: 126 });
  });

  it('pays the pavilion 22,800.00 and six visits of 500.00, and 4,200.00 is left', async () => {
    const pavilion = { on: '2024-10-20', use: 'MICRO_RENEWAL', purpose: 'PAVILION', amount: '22800.00' };
    await charity.both(`${place}/spending`, { ...pavilion, summary: '建凉亭' });
    const recipients = Array.from({ length: 6 }, (_, index) => ({
      category: index < 3 ? 'ELDERLY_AND_CHILDREN' : 'DISABLED',
      name: `受助人${String(index + 1)}`,
      amount: '500.00',
    }));
    await charity.both(`${place}/spending`, { on: '2024-10-21', use: 'AID', purpose: 'VISITS', recipients });
    const view = await shown();
    expect([view.spent, view.balance, view.heldByCustodian]).toEqual(['25800.00', '4200.00', '4200.00']);
    expect(view.purposes.map(({ balance }) => balance)).toEqual(['0.00', '4200.00']);
    expect(view.spending).toMatchObject([
      { summary: '建凉亭', amount: '22800.00' },
      { summary: '慰问 6 户', amount: '3000.00', households: 6 },
    ]);
    expect(view.grants).toMatchObject({ households: 6, amount: '3000.00' });
    expect(view.grants.categories).toMatchObject([
      { text: '一老一小', households: 3, amount: '1500.00' },
      { text: '残疾人', households: 3, amount: '1500.00' },
    ]);
    expect(JSON.stringify(view)).not.toContain('受助人');
  });

  it('refuses 1.00 of it for parking works, by whatever way', async () => {
    const works = (account: string): object => ({
      eventOn: '2024-11-01',
      summary: '车位划线',
      lines: [
        { account, fund: HOSTED, debit: '1.00' },
        { account: '122103', fund: HOSTED, credit: '1.00' },
      ],
    });
    for (const account of ['5004', '5999', '5003', '1225']) {
      const answer = await charity.estate.ask('proposals', 'COMMITTEE_PREPARER', { body: works(account) });
      expect([answer.status, answer.body.violations.map(({ code }) => code)]).toEqual([
        422,
        expect.arrayContaining(['FUND_PURPOSE']),
      ]);
    }
    const passed = {
      eventOn: '2024-11-01',
      summary: '划给公共收益修车位',
      kind: 'interfund',
      refs: [{ kind: 'resolution', value: '2024-09' }],
      lines: [
        { account: '5901', fund: HOSTED, debit: '1.00' },
        { account: '122103', fund: HOSTED, credit: '1.00' },
        { account: '100201', fund: 'PR', debit: '1.00' },
        { account: '4901', fund: 'PR', credit: '1.00' },
      ],
    };
    const answer = await charity.estate.ask('proposals', 'COMMITTEE_PREPARER', { body: passed });
    expect(answer.body.violations.map(({ code }) => code)).toEqual(['FUND_PURPOSE']);
  });

  it('tells a donor by the number on the slip what became of the money', async () => {
    const { donations } = await charity.estate.get<Listed>(`charity/${place}/donations`);
    const [first] = donations;
    const use = await charity.estate.get<Record<string, unknown>>(`charity/donations/${first?.number ?? ''}/use`);
    expect(use).toMatchObject({
      fund: HOSTED,
      amount: '300.00',
      purpose: { code: 'PAVILION', name: '凉亭微更新' },
      balance: '0.00',
      spending: [{ summary: '建凉亭', amount: '22800.00' }],
    });
  });
});

describe('AT-11: the common fund is another money', () => {
  it('pays 72,170.50 from the common fund and 0.00 from charity, side by side and never added', async () => {
    const { estate } = charity;
    await estate.book(
      content('2024-01-01', [line('100201/PR', '+80000.00'), line('300102/PR', '-80000.00')], { kind: 'opening' }),
    );
    const before = await shown();
    for (const [summary, yuan] of [
      ['大门', '28600.00'],
      ['门禁', '19800.00'],
      ['修枝', '8450.50'],
      ['围墙', '15320.00'],
    ] as const) {
      const lines = [line('5004/PR', `+${yuan}`), line('100201/PR', `-${yuan}`)];
      await estate.book(content('2024-11-10', lines, { summary }));
    }
    const after = await shown();
    expect([after.spent, after.balance]).toEqual([before.spent, before.balance]);
    expect(after.beside.commonFunds).toMatchObject([{ code: 'PR', balance: '7829.50' }]);
    expect(after.beside.note).toContain('不能相加');
    // 4,200.00 and 7,829.50 stand there, and nothing says 12,029.50.
    expect(JSON.stringify(after)).not.toContain('12029.50');
  });
});
