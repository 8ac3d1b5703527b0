/** Reading the ledger: pages that lose nothing, CSV, figures as of a day, at a log position, between two days. */
import { csvTokens } from './read-csv.js';
import { Doors, receipt, type PostedBody } from './doors.js';

interface Listed {
  readonly vouchers: readonly {
    readonly number: string;
    readonly seq: number;
    readonly funds: readonly string[];
    readonly period: string;
  }[];
  readonly next?: string;
}

interface Funds {
  readonly asOf: string;
  readonly at: number;
  readonly funds: readonly {
    readonly code: string;
    readonly net: string;
    readonly cash: string;
    readonly turnover?: object;
  }[];
}

interface Balances {
  readonly at: number;
  readonly balances: readonly {
    readonly account: string;
    readonly fund: string;
    readonly balance: string;
    readonly turnover?: object;
  }[];
}

let doors: Doors;

beforeAll(async () => {
  doors = await Doors.open();
});
afterAll(() => doors.close());

const funds = async (query: string): Promise<Funds> => (await doors.ask<Funds>(`funds${query}`)).body;
const balances = async (query: string): Promise<Balances> => (await doors.ask<Balances>(`balances${query}`)).body;

describe('pages', () => {
  it('go on where the one before ended, though vouchers are posted in between', async () => {
    const first = (await doors.ask<Listed>('vouchers?limit=40')).body;
    await doors.post(receipt('1.00'));
    const second = (await doors.ask<Listed>(`vouchers?limit=40&cursor=${first.next ?? ''}`)).body;
    const seqs = [...first.vouchers, ...second.vouchers].map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(80);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    expect(Math.min(...first.vouchers.map(({ seq }) => seq))).toBe(second.vouchers[0]!.seq + 1);
  });

  it('end: the last one names no next, and one past the end is empty', async () => {
    const all = (await doors.ask<Listed>('vouchers?limit=200')).body;
    expect(all.next).toBeUndefined();
    expect((await doors.ask<Listed>('vouchers?cursor=0')).body).toEqual({ vouchers: [] });
  });

  it('keep their filters: fund, account, period', async () => {
    const byFund = (await doors.ask<Listed>('vouchers?fund=WF&limit=200')).body.vouchers;
    expect(byFund).toHaveLength(9);
    for (const voucher of byFund) expect(voucher.funds).toContain('WF');
    const byAccount = (await doors.ask<Listed>('vouchers?account=224106&limit=200')).body.vouchers;
    expect(byAccount).toHaveLength(12);
    const all = (await doors.ask<Listed>('vouchers?fund=PS&period=2024-11&limit=200')).body.vouchers;
    expect(all.length).toBeGreaterThan(2);
    const paged = await doors.deployment.pages<Listed['vouchers'][number]>(
      'estates/yuanye-manor/vouchers?fund=PS&period=2024-11',
      'vouchers',
      2,
    );
    expect(paged).toEqual(all);
    expect((await doors.ask<Listed>('vouchers?fund=ZZ')).body.vouchers).toEqual([]);
  });
});

describe('figures', () => {
  it('as of a day count what happened until its end', async () => {
    const before = (await funds('?asOf=2024-11-10')).funds.find(({ code }) => code === 'PR');
    const after = (await funds('?asOf=2024-11-11')).funds.find(({ code }) => code === 'PR');
    // 22,714.05 at the end of September, + 1,560.00 + 6,000.00 - 11,970.00 in October, then 1,560.00 and the lamps.
    expect([before?.cash, after?.cash]).toEqual(['18004.05', '18184.05']);
    expect(await funds('?asOf=2024-06-30')).toMatchObject({ asOf: '2024-06-30', funds: expect.any(Array) as unknown });
    for (const fund of (await funds('?asOf=2024-06-30')).funds) expect([fund.net, fund.cash]).toEqual(['0.00', '0.00']);
  });

  it('at a position of the log stay what they were, whatever is posted later', async () => {
    const then = await funds('?asOf=2025-06-30');
    const posted = await doors.post(receipt('100.00', { eventOn: '2025-06-30' }));
    const seq = posted.body.vouchers[0]?.seq ?? 0;
    expect(await funds(`?asOf=2025-06-30&at=${then.at}`)).toEqual(then);
    const now = await funds('?asOf=2025-06-30');
    expect(now.at).toBe(seq + 1);
    expect(now.funds.find(({ code }) => code === 'PR')?.cash).toBe('30057.85');
    expect((await funds(`?asOf=2025-06-30&at=${seq}`)).funds).toEqual(then.funds);
    expect((await funds('?at=0')).funds.every(({ net }) => net === '0.00')).toBe(true);
    // Nobody can ask for what is not there yet.
    expect((await funds('?asOf=2025-06-30&at=999999')).at).toBe(now.at);
    expect(await balances(`?asOf=2025-06-30&at=${then.at}&account=100201&fund=PR`)).toMatchObject({
      balances: [{ account: '100201', fund: 'PR', balance: '29957.85' }],
    });
  });

  it('between two days give the turnover of those days, `to` being another name of `asOf`', async () => {
    const quarter = await funds('?from=2024-10-01&to=2024-12-31');
    expect(quarter.asOf).toBe('2024-12-31');
    expect(quarter.funds.find(({ code }) => code === 'PR')?.turnover).toEqual({
      income: '10964.90',
      expense: '14280.00',
    });
    expect(await funds('?from=2024-10-01&asOf=2024-12-31')).toEqual(quarter);
    const bank = await balances('?from=2024-11-01&to=2024-11-30&account=100201&fund=PR');
    // The red entry reduces its own side: 1,860.00 out and back is nothing.
    expect(bank.balances).toEqual([
      expect.objectContaining({ balance: '18184.05', turnover: { debit: '1560.00', credit: '1680.00' } }),
    ]);
    const one = await funds('?from=2024-11-06&to=2024-11-06');
    expect(one.funds.find(({ code }) => code === 'PR')?.turnover).toEqual({ income: '0.00', expense: '1860.00' });
  });

  it('sum to nothing over all accounts, on every day that is asked for', async () => {
    for (const day of ['2024-07-01', '2024-11-08', '2025-01-31', '2025-06-30']) {
      const sums = new Map<string, bigint>();
      for (const { fund, balance } of (await balances(`?asOf=${day}`)).balances) {
        sums.set(fund, (sums.get(fund) ?? 0n) + BigInt(balance.replace('.', '')));
      }
      expect(sums.size).toBeGreaterThan(0);
      for (const [fund, sum] of sums) expect([day, fund, sum]).toEqual([day, fund, 0n]);
    }
  });
});

describe('the books as tables', () => {
  it('the journal as CSV has every line of the JSON, and says how to go on', async () => {
    const answer = await doors.ask('journal.csv?from=2024-11&to=2024-11', 'AUDITOR');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('journal.csv');
    expect(answer.headers.get('x-next-cursor')).toBeNull();
    const [head, ...rows] = csvTokens(answer.text);
    expect(head).toEqual(expect.arrayContaining(['凭证号', '日期', '借方', '贷方']));
    const json = await doors.ask<{ vouchers: readonly { lines: unknown[] }[] }>(
      'journal.json?from=2024-11&to=2024-11',
      'AUDITOR',
    );
    expect(rows).toHaveLength(json.body.vouchers.flatMap(({ lines }) => lines).length);
    expect(rows.filter((row) => row[0] === '记-202411-0005').map((row) => row[7] || row[8])).toEqual([
      '-1860.00',
      '-1860.00',
    ]);
  });

  it('the trial balance as CSV has the rows of the JSON, balances on the side where they are positive', async () => {
    const range = 'from=2025-04&to=2025-06';
    const [head = [], ...rows] = csvTokens((await doors.ask(`trial-balance.csv?${range}`, 'AUDITOR')).text);
    const json = await doors.ask<{ rows: readonly { account: string; closing: string }[] }>(
      `trial-balance.json?${range}`,
      'AUDITOR',
    );
    expect(rows).toHaveLength(json.body.rows.length);
    const column = (name: string): number => head.indexOf(name);
    const retention = rows.find((row) => row[0] === '220203') ?? [];
    expect([retention[column('期末借方')], retention[column('期末贷方')]]).toEqual(['', '630.00']);
    const sum = (name: string): bigint =>
      rows.reduce((total, row) => total + BigInt((row[column(name)] || '0.00').replace('.', '')), 0n);
    for (const part of ['期初', '本期', '本年累计', '期末'])
      expect([part, sum(`${part}借方`)]).toEqual([part, sum(`${part}贷方`)]);
  });

  it("an account's ledger runs from its opening to its closing, as JSON and as CSV", async () => {
    const path = 'accounts/112201/ledger';
    interface Ledger {
      readonly opening: string;
      readonly closing: string;
      readonly entries: readonly { readonly debit: string; readonly credit: string; readonly balance: string }[];
    }
    const { body } = await doors.ask<Ledger>(`${path}.json?from=2025-05&to=2025-06`, 'AUDITOR');
    expect([body.opening, body.closing]).toEqual(['1096.90', '1316.28']);
    const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''));
    let running = fen(body.opening);
    for (const entry of body.entries) {
      running += fen(entry.debit) - fen(entry.credit);
      expect(fen(entry.balance)).toBe(running);
    }
    expect(running).toBe(fen(body.closing));
    const [, opening, ...rows] = csvTokens((await doors.ask(`${path}.csv?from=2025-05&to=2025-06`, 'AUDITOR')).text);
    expect(opening).toEqual(['', '', '期初余额', '', '', '', '借', '1096.90']);
    expect(rows.at(-1)?.slice(-2)).toEqual(['借', '1316.28']);
    expect(rows).toHaveLength(body.entries.length);
  });

  it('tables that a spreadsheet opens start no formula', async () => {
    const evil = '=HYPERLINK("http://example.org","看")';
    const posted = await doors.post(receipt('1.00', { summary: evil, eventOn: '2025-09-09' }));
    expect((posted.body as PostedBody).vouchers).toHaveLength(1);
    for (const path of ['journal.csv?from=2025-09', 'accounts/4008/ledger.csv?from=2025-09']) {
      const { text } = await doors.ask(path, 'AUDITOR');
      const cells = csvTokens(text).flat();
      expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
      expect(cells.join()).toContain('HYPERLINK');
    }
  });
});
