/** What is wrong with a folder is found, all of it, with its place; and then nothing at all was imported. */
import iconv from 'iconv-lite';
import { journalColumns } from '../../src/intake/rules/index.js';
import { changeProblems } from '../../src/intake/rules/texts/changes.js';
import type { ProblemReport } from '../../src/intake/rules/index.js';
import { bankVoucher, codesOf, FolderCopy, ImportWorld } from './import-world.js';
import { estateCases, householdCases, soundEstate } from './rules/folder-cases.js';
import { journalCases } from './rules/journal-cases.js';
import type { Row } from './rules/journal-rows.js';

const BANK = 'bank/51050100000000000001.csv';
const CCB = '账号,交易时间,借方发生额,贷方发生额,余额,币种,记账日期,摘要,交易流水号';

/** These stop nothing: the folder is imported and the reader is told. */
const NOTICES = new Set([
  'JOURNAL_ADJUSTMENT',
  'JOURNAL_ACCOUNT_NAME_DIFFERS',
  'JOURNAL_SUMMARY_DIFFERS',
  'JOURNAL_OVERDRAWN_BY_RED',
]);

let world: ImportWorld;
let sample: FolderCopy;

beforeAll(async () => {
  world = await ImportWorld.start();
  sample = await FolderCopy.sample();
});
afterAll(() => world.close());
afterEach(() => {
  world.clock.set(undefined);
});

const FUNDS = [
  { code: 'PR', name: '公共收益', kind: 'COMMON' },
  { code: 'PS', name: '物业服务资金', kind: 'PROPERTY_FEE' },
];

/** A small estate around the rows of one case. */
function small(code: string, rows: readonly Row[]): FolderCopy {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [journalColumns.join(','), ...rows.map((row) => row.map(cell).join(','))];
  return new FolderCopy(new Map())
    .with('estate.json', JSON.stringify({ ...soundEstate, code, funds: FUNDS }))
    .with('journal.csv', `${lines.join('\n')}\n`);
}

function expectPlace(report: ProblemReport, code: string, place: object): void {
  expect(report.problems.filter((problem) => problem.code === code)).toContainEqual(expect.objectContaining(place));
}

describe('each problem of a journal', () => {
  it.each(journalCases.filter(({ code }) => !NOTICES.has(code)).map((one, index) => [one.code, index, one] as const))(
    '%s (%i) imports nothing and names its place',
    async (code, _index, one) => {
      world.clock.set('2024-12-31T04:00:00Z');
      const report = await world.refused(small('case', one.rows));
      const { line, column, value, facts } = one;
      const place = Object.entries({ line, column, value }).filter(([, told]) => told !== undefined);
      const told = facts === undefined ? {} : { facts: expect.objectContaining(facts) as unknown };
      expectPlace(report, code, { file: 'journal.csv', ...Object.fromEntries(place), ...told });
    },
  );

  async function expectNotice(code: string): Promise<void> {
    const one = journalCases.find((known) => known.code === code);
    const result = await world.import(small(code.toLowerCase().replaceAll('_', '-'), one?.rows ?? []));
    expect(result.notices.notices.map((notice) => notice.code)).toContain(code);
    expect(result.vouchers.added).toBeGreaterThan(0);
  }

  it.each(['JOURNAL_ACCOUNT_NAME_DIFFERS', 'JOURNAL_SUMMARY_DIFFERS', 'JOURNAL_ADJUSTMENT'])(
    '%s is a notice of a folder that is imported',
    expectNotice,
  );

  // Sound by the folder's own rules, but at the commit of an import every day counts: a red voucher that leaves a fund
  // below zero cannot be told from a payment that does.
  it.each(['JOURNAL_OVERDRAWN_BY_RED'])('%s never imports by halves', async (code) => {
    const one = journalCases.find((known) => known.code === code);
    const report = await world.refused(small('halves', one?.rows ?? []));
    expect(['LEDGER_FUND_OVERDRAWN']).toEqual(expect.arrayContaining([...codesOf(report)]));
  });
});

/** Notices of `estate.json` are tried with the folder that they do not stop. */
const ESTATE_NOTICES = new Set(['ESTATE_FIELD_UNKNOWN', 'ESTATE_CHARITY_BASIS']);
const estateProblems = estateCases.filter(({ code }) => !ESTATE_NOTICES.has(code));

describe('each problem of the other files', () => {
  it('a field that nobody knows, and a charity without its basis, are notices', async () => {
    const odd = sample.estate((estate) => ({
      ...estate,
      code: 'odd',
      motto: '和',
      funds: (estate['funds'] as object[]).map((fund) => ({ ...fund, legalBasis: undefined })),
    }));
    const { notices } = await world.import(odd);
    expect(notices.notices.map(({ code }) => code)).toEqual(expect.arrayContaining([...ESTATE_NOTICES]));
  });

  it.each(estateProblems.map((one, index) => [one.code, index, one] as const))(
    '%s (%i) imports nothing and names its place',
    async (code, _index, { text, at }) => {
      const report = await world.refused(sample.with('estate.json', text));
      expectPlace(report, code, { file: 'estate.json', at: `estate.json:${at}` });
    },
  );

  it.each(householdCases.map((one, index) => [one.code, index, one] as const))(
    '%s (%i) imports nothing and names its place',
    async (code, _index, { rows, line, column }) => {
      const [header = ''] = sample.text('households.csv').split(/\r?\n/);
      const report = await world.refused(sample.households(() => [header, ...rows.map((row) => row.join(','))]));
      expectPlace(report, code, { file: 'households.csv', line, column });
    },
  );

  it('FOLDER_FILE_MISSING and FOLDER_BANK_ACCOUNT_UNKNOWN import nothing', async () => {
    expect(codesOf(await world.refused(sample.without('journal.csv')))).toEqual(['FOLDER_FILE_MISSING']);
    expect(codesOf(await world.refused(sample.without('estate.json')))).toEqual(['FOLDER_FILE_MISSING']);
    const stray = sample.with('bank/123456.csv', sample.files.get(BANK) ?? '');
    expect(codesOf(await world.refused(stray))).toContain('FOLDER_BANK_ACCOUNT_UNKNOWN');
  });

  const header = sampleHeader();
  it.each<[string, string, string | Buffer]>([
    [
      'FILE_ENCODING',
      'journal.csv',
      Buffer.concat([Buffer.from(`\uFEFF${header}\n`), Buffer.from([0xff, 0xfe, 0xff])]),
    ],
    ['FILE_BINARY', 'journal.csv', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])],
    ['FILE_BINARY', 'households.csv', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['FILE_EMPTY', 'journal.csv', ''],
    ['FILE_EMPTY', 'households.csv', ''],
    ['CSV_QUOTE', 'journal.csv', `${header}\n记-202407-0001,2024-07-01,1,"结息,100201,,PR,1.00,,normal,\n`],
    ['CSV_ROW_TOO_LONG', 'journal.csv', `${header}\n${'甲'.repeat(2_000_000)}\n`],
    ['COLUMN_MISSING', 'journal.csv', `${header.replace('fund', 'fonds')}\n`],
    ['COLUMN_TWICE', 'journal.csv', `${header},fund\n`],
    ['ROW_WIDTH', 'journal.csv', `${header}\n记-202407-0001,2024-07-01\n`],
  ])('%s in %s (%#) imports nothing and names the file', async (code, path, content) => {
    expectPlace(await world.refused(sample.with(path, content)), code, { file: path });
  });

  it.each<[string, number, (line: string) => string]>([
    ['STATEMENT_DATE_UNREADABLE', 3, (line) => line.replaceAll('20240710', '20240732')],
    ['STATEMENT_DATE_IN_FUTURE', 79, (line) => line.replaceAll('20250701', '20991231')],
    ['STATEMENT_AMOUNT_UNREADABLE', 3, (line) => line.replace('1560.00', '1560元整x')],
    ['STATEMENT_AMOUNT_TOO_FINE', 3, (line) => line.replace('1560.00', '1560.005')],
    ['STATEMENT_AMOUNT_ON_BOTH_SIDES', 3, (line) => line.replace(',0.00,', ',9.00,')],
    ['STATEMENT_AMOUNT_MISSING', 3, (line) => line.replace('1560.00', '')],
    ['STATEMENT_CURRENCY_FOREIGN', 3, (line) => line.replace('人民币元', '美元')],
    ['STATEMENT_ACCOUNT_UNKNOWN', 3, (line) => line.replace('51050100000000000001', '51050100000000000009')],
    ['STATEMENT_BALANCE_BROKEN', 3, (line) => line.replace('6538.44', '6538.45')],
  ])('%s in line %i imports nothing and names file and line', async (code, line, change) => {
    const report = await world.refused(sample.bankLine(line, change));
    expectPlace(report, code, { file: BANK });
    expect(report.problems.find((problem) => problem.code === code)?.facts).toMatchObject({ line: String(line) });
  });

  it('a bank file without header, with an unknown direction, or with one serial twice imports nothing', async () => {
    const gb = (lines: readonly string[]): Buffer => iconv.encode(lines.join('\n'), 'gb18030');
    const noHeader = sample.with(BANK, gb(['日期,摘要', '20240708,存']));
    expect(codesOf(await world.refused(noHeader))).toEqual(['STATEMENT_HEADER_NOT_FOUND']);
    const direction = ['交易日期,借贷标志,交易金额,余额', '20240708,东,4978.44,4978.44'];
    expect(codesOf(await world.refused(sample.with(BANK, gb(direction))))).toEqual(['STATEMENT_DIRECTION_UNREADABLE']);
    const row = (day: string, yuan: string, balance: string): string =>
      `51050100000000000001,${day} 090000,0.00,${yuan},${balance},人民币元,${day},存,S-1`;
    const twice = sample.with(BANK, gb([CCB, row('20240708', '10.00', '10.00'), row('20240709', '20.00', '30.00')]));
    expect(codesOf(await world.refused(twice))).toEqual(['STATEMENT_SERIAL_DIFFERS']);
  });

  it('lists all problems of a folder with several, over all its files', async () => {
    const several = sample
      .line('journal.csv', 3, (line) => line.replace('18640.35', '18640.355'))
      .line('journal.csv', 10, (line) => line.replace(/,(PS|PR|WF),/, ',XX,'))
      .journal((lines) => lines.map((line) => line.replace('记-202506-0011,2025-06-30', '记-202506-0011,2025-06-31')))
      .line('households.csv', 7, (line) => line.replace(/,[01],(\w+)$/, ',?,$1'))
      .bankLine(20, (line) => line.replace(/^51050100000000000001/, '51050100000000000002'))
      .with('bank/999.csv', '甲,乙\n1,2\n');
    const report = await world.refused(several);
    const told = report.problems.map(({ code, file, line }) => `${code} ${file} ${line ?? '-'}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'JOURNAL_AMOUNT_DECIMALS journal.csv 3',
        'JOURNAL_FUND_UNKNOWN journal.csv 10',
        'JOURNAL_DATE journal.csv 261',
        'HOUSEHOLD_APPLIED households.csv 7',
        'FOLDER_BANK_ACCOUNT_UNKNOWN bank/999.csv -',
      ]),
    );
    expect(codesOf(report)).toContain('STATEMENT_ACCOUNT_UNKNOWN');
  });

  it('tells of the households and the estate at once where neither can be read', async () => {
    const both = sample
      .estate((estate) => ({ ...estate, serviceMode: 'NONE' }))
      .line('households.csv', 7, (line) => line.replace(/,[01],(\w+)$/, ',?,$1'));
    expect(codesOf(await world.refused(both))).toEqual(['ESTATE_FIELD_INVALID', 'HOUSEHOLD_APPLIED']);
  });
});

describe('what differs from the ledger', () => {
  let beside: ImportWorld;

  beforeAll(async () => {
    beside = await ImportWorld.start();
    await beside.import(sample);
  });
  afterAll(() => beside.close());

  it('a changed voucher row is refused with both versions, every one of them', async () => {
    const changed = sample
      .journal((lines) => lines.map((line) => line.replaceAll('270.00', '271.00')))
      .journal((lines) => lines.map((line) => line.replace('支付楼道应急灯12盏', '支付楼道应急灯13盏')));
    const report = await beside.refused(changed);
    expect(new Set(codesOf(report))).toEqual(new Set(['VOUCHER_CHANGED']));
    expect(report.problems.map(({ value }) => value)).toEqual(expect.arrayContaining(['记-202411-0003']));
    // Four quarters' dividends, the voucher of the lamps, and its corrected twin.
    expect(report.problemCount).toBe(6);
    const lamps = report.problems.find(({ value }) => value === '记-202411-0003');
    expect(lamps).toMatchObject({ file: 'journal.csv', line: expect.any(Number) as unknown });
    expect(lamps?.facts?.['stored']).toContain('应急灯12盏');
    expect(lamps?.facts?.['given']).toContain('应急灯13盏');
    expect(Object.keys(changeProblems)).toContain('VOUCHER_CHANGED');
  });

  it('a number used again for something else is refused with both versions', async () => {
    const reused = sample.journal((lines) => [
      ...lines.filter((line) => !line.startsWith('记-202506-0011')),
      ...bankVoucher('202506-0011', '2025-06-30', '5.00'),
    ]);
    const report = await beside.refused(reused);
    expect(report.problems).toMatchObject([{ code: 'VOUCHER_CHANGED', value: '记-202506-0011' }]);
    expect(report.problems[0]?.facts?.['stored']).toContain('1555.20');
    expect(report.problems[0]?.facts?.['given']).toContain('5.00');
  });

  it('a changed bank line is refused with both readings', async () => {
    const changed = sample.bankLine(3, (line) => line.replace('停车月卡结算', '停车月卡结算(改)'));
    expect(await beside.refused(sample.bankLine(2, (line) => line.replaceAll('20240708', '20240707')))).toMatchObject({
      problems: [{ code: 'STATEMENT_SERIAL_DIFFERS', file: BANK }],
    });
    const words = await beside.refused(changed);
    expect(codesOf(words)).toEqual(['STATEMENT_SERIAL_DIFFERS']);
  });

  it('two statements of the same days that say different things are refused', async () => {
    const other = sample.bank((lines) =>
      lines.map((line, index) => {
        const cells = line.split(',');
        // Without serials, and with one fen more from the second line on.
        return cells
          .map((cell, at) =>
            index > 1 && at === 5 ? (Number(cell) + 0.01).toFixed(2) : index > 0 && at === 13 ? '' : cell,
          )
          .join(',');
      }),
    );
    const moved = other.bankLine(3, (line) => line.replace(',1560.00,', ',1560.01,'));
    expect(codesOf(await beside.refused(moved))).toContain('STATEMENT_CONTRADICTS');
  });

  it('what the books rest on cannot change by an import', async () => {
    const renamed = sample.estate((estate) => ({ ...estate, name: '别的庄园', serviceMode: 'TRUST' }));
    const report = await beside.refused(renamed);
    expect(report.problems.map(({ code, column }) => [code, column])).toEqual([
      ['ESTATE_CHANGED', 'name'],
      ['ESTATE_CHANGED', 'serviceMode'],
    ]);
    expect(report.problems[0]?.facts).toMatchObject({ stored: '原野庄园', given: '别的庄园' });
    const withFund = (kind: string): FolderCopy =>
      sample.estate((estate) => ({
        ...estate,
        funds: [...(estate['funds'] as object[]), { code: 'NF', name: '新资金', kind }],
      }));
    await beside.import(withFund('COMMON'));
    expect((await beside.refused(withFund('WORKING'))).problems).toMatchObject([
      { code: 'ESTATE_CHANGED', column: 'funds.NF', facts: { stored: 'COMMON', given: 'WORKING' } },
    ]);
  });

  it('new vouchers that follow nothing, or that come before what is there, name their gap', async () => {
    const gap = sample.journal((lines) => [...lines, ...bankVoucher('202507-0002', '2025-07-02', '1.00')]);
    expect(codesOf(await beside.refused(gap))).toEqual(['JOURNAL_NUMBER_GAP']);
  });
});

function sampleHeader(): string {
  return journalColumns.join(',');
}
