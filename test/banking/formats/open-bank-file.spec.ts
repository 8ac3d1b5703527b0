/** Files of any size: what is surveyed and handed over as a stream is what is read as a whole. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { BATCH_LINES, openBankFile, type BankFileOnDisk } from '../../../src/banking/formats/index.js';
import type { FileSizes } from '../../../src/banking/formats/open-bank-file.js';
import { yuanFromFen, fen } from '../../../src/kernel/fen.js';
import type { StatementLine } from '../../../src/banking/rules/index.js';
import { ACCOUNTS, csvOf, NUMBER, workbookOf } from './bank-files.js';
import { LAYOUTS } from './bank-layouts.js';

const CARD = ACCOUNTS[1]!.number;
const STREAMED: FileSizes = { heldBytes: 0, sortedBytes: 0 };
const HELD: FileSizes = { heldBytes: 1e9, sortedBytes: 1e9 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-files-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly codes: readonly string[];
  readonly places: readonly (number | undefined)[];
  readonly lines: readonly StatementLine[];
  readonly ends: readonly unknown[];
  readonly hash: string;
}

function sourceOf(bytes: Uint8Array | string, more: Partial<BankFileOnDisk> = {}): BankFileOnDisk {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return { name: 'bank/a.csv', path, accounts: ACCOUNTS, accountNumber: NUMBER, ...more };
}

async function open(source: BankFileOnDisk, sizes: FileSizes): Promise<Opened> {
  const opened = await openBankFile(source, sizes);
  const lines: StatementLine[] = [];
  if (opened.violations.length === 0) for await (const batch of opened.batches()) lines.push(...batch.lines);
  return {
    codes: opened.violations.map(({ code }) => code),
    places: opened.violations.map(({ line }) => line),
    lines: lines.sort((left, right) => left.lineNo - right.lineNo),
    ends: opened.statements.map(({ accountNumber, order, balances, ends }) => [accountNumber, order, balances, ends]),
    hash: opened.hash,
  };
}

async function same(bytes: Uint8Array | string, more: Partial<BankFileOnDisk> = {}): Promise<Opened> {
  const source = sourceOf(bytes, more);
  const held = await open(source, HELD);
  expect(await open(source, STREAMED)).toEqual(held);
  return held;
}

function rows(count: number, account = NUMBER): string[] {
  let balance = 0n;
  return Array.from({ length: count }, (_, index) => {
    const amount = BigInt(1 + ((index * 37) % 900));
    const isIn = balance < 1_000n || index % 3 > 0;
    balance += isIn ? amount : -amount;
    const sides = [isIn ? '' : yuanFromFen(amount), isIn ? yuanFromFen(amount) : '', yuanFromFen(balance)];
    const on = `2024${String(1 + Math.floor((index / count) * 12)).padStart(2, '0')}15`;
    return [account, on, ...sides, `甲${index % 7}`, `S${index}`].join(',');
  });
}

const HEADER = '账号,记账日期,支出,收入,余额,对方户名,交易流水号';
const table = (lines: readonly string[]): string => [HEADER, ...lines].join('\n');

describe('a file that is streamed', () => {
  it.each(LAYOUTS.map(([name, types, layout]) => [name, types, layout] as const))(
    'in the layout of %s is what it is as a whole',
    async (_, types, layout) => {
      const { lines, codes } = await same(types.includes('csv') ? csvOf(layout) : workbookOf(layout));
      expect([codes, lines.length]).toEqual([[], 2]);
    },
  );

  it('in either direction, and of several accounts', async () => {
    const up = rows(2 * BATCH_LINES + 7);
    expect((await same(table(up))).lines).toHaveLength(2 * BATCH_LINES + 7);
    const down = await same(table([...up].reverse()));
    expect(down.ends).toMatchObject([[NUMBER, 'descending', 'read', { count: 2 * BATCH_LINES + 7 }]]);
    const mixed = rows(300).flatMap((row, index) => [row, rows(300, CARD)[index] ?? '']);
    expect((await same(table(mixed))).ends).toHaveLength(2);
  });

  it('gives batches of one account, each oldest first', async () => {
    const opened = await openBankFile(sourceOf(table(rows(BATCH_LINES + 300).reverse())), STREAMED);
    const sizes: number[] = [];
    for await (const { lines } of opened.batches()) {
      sizes.push(lines.length);
      const days = lines.map(({ bookedOn }) => bookedOn);
      expect(days).toEqual([...days].sort());
    }
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(BATCH_LINES + 300);
  });

  it('names a line that is missing, or that cannot be read, as the whole reading does', async () => {
    const all = rows(500);
    const missing = await same(table(all.filter((_, index) => index !== 250)));
    expect([missing.codes, missing.places]).toEqual([['STATEMENT_BALANCE_BROKEN'], [252]]);
    const reversed = await same(table(all.filter((_, index) => index !== 250).reverse()));
    expect(reversed.codes).toEqual(['STATEMENT_BALANCE_BROKEN']);
    const unread = await same(table(all.map((row, index) => (index === 250 ? row.replace(/,甲.*/, ',x,x') : row))));
    expect(unread.codes).toEqual([]);
    const broken = all.map((row, index) => (index === 250 ? row.replace('2024', '2024x') : row));
    expect((await same(table(broken))).codes).toEqual(['STATEMENT_DATE_UNREADABLE']);
  });

  it('without balances goes on from the one that is told, in either direction', async () => {
    const bare = (lines: readonly string[]): string => ['日期,收入,支出,对方户名', ...lines].join('\n');
    const up = ['20240701,5.00,,甲', '20240702,,2.00,乙', '20240703,1.00,,丙'];
    const told = { openingFen: fen(10_000n) };
    const { lines } = await same(bare(up), told);
    expect(lines.map(({ balanceFen }) => balanceFen)).toEqual([10_500n, 10_300n, 10_400n]);
    const down = await same(bare([...up].reverse()), told);
    expect(down.lines.map(({ balanceFen }) => balanceFen)).toEqual([10_400n, 10_300n, 10_500n]);
    expect((await same(bare(up))).codes).toEqual(['STATEMENT_BALANCE_ABSENT']);
  });

  it('begins at the whole header, whatever stood under another one before', async () => {
    const text = ['日期,收入,支出', '20240701,9.00,', HEADER, ...rows(20)].join('\n');
    expect((await same(text)).lines).toHaveLength(20);
  });

  it('in camt.053, MT940 and OFX too, with reversals, repeated references and several statements', async () => {
    const entry = (mark: string, fenAmount: number, reference: string, more = ''): string =>
      `<Ntry><Amt Ccy="CNY">${(fenAmount / 100).toFixed(2)}</Amt><CdtDbtInd>${mark}</CdtDbtInd>${more}<Sts>BOOK</Sts>` +
      `<BookgDt><Dt>2024-07-0${String(reference.length)}</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef></Ntry>`;
    const balance = (kind: string, yuan: string): string =>
      `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${yuan}</Amt>` +
      '<CdtDbtInd>CRDT</CdtDbtInd></Bal>';
    const statement = (bodies: readonly string[]): string =>
      `<Stmt><Acct><Id><Othr><Id>${NUMBER}</Id></Othr></Id></Acct>${bodies.join('')}</Stmt>`;
    const first = [
      balance('OPBD', '100.00'),
      balance('CLBD', '98.00'),
      entry('DBIT', 300, 'a'),
      entry('CRDT', 100, 'bb'),
    ];
    // This bank sends a reversal with the sign of what it takes back.
    const reversal = entry('DBIT', 200, 'c', '<RvslInd>true</RvslInd>');
    const second = [balance('OPBD', '98.00'), balance('CLBD', '101.00'), reversal, entry('CRDT', 100, 'ddd')];
    const repeated = [
      balance('OPBD', '101.00'),
      balance('CLBD', '103.00'),
      entry('CRDT', 100, 'eeee'),
      entry('CRDT', 100, 'eeee'),
    ];
    const camt = `<?xml version="1.0"?><Document><BkToCstmrStmt>${[first, second, repeated].map(statement).join('')}`;
    const read = await same(`${camt}</BkToCstmrStmt></Document>`);
    expect(read.codes).toEqual([]);
    expect(read.lines.map(({ serial, balanceFen }) => [serial, balanceFen])).toEqual([
      ['a', 9_700n],
      ['bb', 9_800n],
      ['c', 10_000n],
      ['ddd', 10_100n],
      [undefined, 10_200n],
      [undefined, 10_300n],
    ]);
    const mt940 = [
      `:20:X\n:25:${NUMBER}\n:60F:C240701CNY10,00\n:61:2407020702D3,00NTRFa`,
      ':61:2407010701C1,00NTRFb\n:62F:C240702CNY8,00\n-',
    ].join('\n');
    expect((await same(mt940)).lines.map(({ balanceFen }) => balanceFen)).toEqual([800n, 1_100n]);
    const ofx = [
      'OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>CNY<BANKACCTFROM><ACCTID>',
      `${NUMBER}</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240701<TRNAMT>-2.00<FITID>1</STMTTRN>`,
      '</BANKTRANLIST><LEDGERBAL><BALAMT>5.00<DTASOF>20240701</LEDGERBAL></STMTRS></OFX>',
    ].join('');
    expect((await same(ofx)).lines).toMatchObject([{ balanceFen: 500n, outFen: 200n }]);
  });

  it('of any lines is the same, whatever order they run in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: 0, max: 3 })), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.boolean(),
        fc.boolean(),
        async (steps, backwards, hasBalance) => {
          let [balance, on] = [100_000n, 20240701];
          const lines = steps.flatMap(([amount, days]) => {
            if (amount === 0) return [];
            balance += BigInt(amount);
            on = Math.min(20240731, on + days);
            const cells = [String(on), yuanFromFen(BigInt(amount)), ...(hasBalance ? [yuanFromFen(balance)] : []), 'x'];
            return [cells.join(',')];
          });
          const heading = `日期,金额${hasBalance ? ',余额' : ''},摘要`;
          const read = await same([heading, ...(backwards ? lines.reverse() : lines)].join('\n'), {
            openingFen: fen(100_000n),
          });
          expect(read.lines).toHaveLength(lines.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a large file', () => {
  const all = rows(400);
  const shuffled = table([...all.slice(200), ...all.slice(0, 200)]);

  it('out of order is held and sorted up to a limit, and refused beyond it', async () => {
    const sorted = await open(sourceOf(shuffled), { heldBytes: 0, sortedBytes: 1e9 });
    expect([sorted.codes, sorted.lines.length]).toEqual([[], 400]);
    const every = table(all.map((_, index) => all[(index * 7) % 400] ?? ''));
    expect((await open(sourceOf(every), STREAMED)).codes).toEqual(['STATEMENT_TOO_LONG_TO_SORT']);
  });

  it('that changes between its two readings is refused', async () => {
    const source = sourceOf(table(all));
    const opened = await openBankFile(source, STREAMED);
    appendFileSync(source.path, '\n');
    const read = async (): Promise<void> => {
      for await (const batch of opened.batches()) expect(batch.lines.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toThrow('BANK_FILE_CHANGED');
  });

  it('with more problems than anybody reads says how many more there are', async () => {
    const text = table(rows(700).map((row) => row.replace('2024', '2024x')));
    const { codes } = await same(text);
    expect(codes).toHaveLength(200);
    expect(codes.at(-1)).toBe('STATEMENT_PROBLEMS_MORE');
  });
});
