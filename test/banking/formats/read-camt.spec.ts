import { codes, essence, NUMBER, readFile } from './bank-files.js';
import { day } from '../sample-books.js';

interface Entry {
  readonly amount: string;
  readonly side: 'CRDT' | 'DBIT';
  readonly on?: string;
  readonly more?: string;
  readonly status?: string;
}

const balance = (kind: string, amount: string, side = 'CRDT', currency = 'CNY'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt>` +
  `<CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2024-07-01</Dt></Dt></Bal>`;

const entry = ({ amount, side, on = '2024-07-01', more = '', status = '<Sts>BOOK</Sts>' }: Entry): string =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}` +
  `<BookgDt><Dt>${on}</Dt></BookgDt>${more}</Ntry>\n`;

const statement = (balances: string, entries: string, account = NUMBER): string =>
  `<Stmt><Id>1</Id><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>\n${balances}\n${entries}</Stmt>`;

const message = (statements: string, version = '02'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">` +
  `<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>${statements}</BkToCstmrStmt></Document>`;

const details = (nameIn: string, tag: string): string =>
  `<AcctSvcrRef>${tag}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${nameIn}</Nm></Dbtr>` +
  '<DbtrAcct><Id><Othr><Id>622</Id></Othr></Id></DbtrAcct></RltdPties>' +
  '<RmtInf><Ustrd>物业费 &amp; 车位</Ustrd></RmtInf></TxDtls></NtryDtls>';

const GOOD = statement(
  balance('OPBD', '100.00') + balance('CLBD', '1169.95'),
  entry({ amount: '1100.00', side: 'CRDT', more: details('甲', 'R1') }) +
    entry({ amount: '30.05', side: 'DBIT', on: '2024-07-02' }),
);

describe('camt.053', () => {
  it('gives lines with balances from the opening one', async () => {
    const reading = await readFile(message(GOOD), { name: 'bank/a.csv' });
    expect(codes(reading)).toEqual([]);
    expect(essence(reading)).toEqual([
      ['2024-07-01', '0.00', '1,100.00', '1,200.00', '甲'],
      ['2024-07-02', '30.05', '0.00', '1,169.95', ''],
    ]);
    expect(reading.statements[0]).toMatchObject({ accountNumber: NUMBER, balances: 'computed' });
    expect(reading.statements[0]!.lines[0]).toMatchObject({
      ...{ serial: 'R1', counterpartyNumber: '622', remark: '物业费 & 车位', lineNo: 1 },
    });
    expect(reading.statements[0]!.lines[0]!.rawCells).toContain('Ntry/AcctSvcrRef=R1');
  });

  it('is the same in version 08, with prefixes, in GB18030 and without a declaration', async () => {
    const expected = essence(await readFile(message(GOOD)));
    const eight = message(GOOD, '08')
      .replaceAll('<Sts>BOOK</Sts>', '<Sts><Cd>BOOK</Cd></Sts>')
      .replace('<Dbtr><Nm>甲</Nm></Dbtr>', '<Dbtr><Pty><Nm>甲</Nm></Pty></Dbtr>');
    const prefixed = message(GOOD)
      .replace(/<(\/?)([A-Z])/g, '<$1n:$2')
      .replace('xmlns=', 'xmlns:n=');
    const bare = message(GOOD).replace(/^<\?xml[^>]*\?>\n/, '');
    for (const text of [eight, prefixed, bare]) expect(essence(await readFile(text))).toEqual(expected);
    const { gb18030 } = await import('./bank-files.js');
    expect(essence(await readFile(gb18030(message(GOOD).replace('UTF-8', 'GB18030'))))).toEqual(expected);
  });

  it('makes a line of each detail of a batch that adds up, and one line of a batch that does not', async () => {
    const detail = (amount: string, name: string): string =>
      `<TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">${amount}</Amt></TxAmt></AmtDtls>` +
      `<RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties></TxDtls>`;
    const batch = (amount: string): string =>
      entry({
        ...{ amount, side: 'CRDT' },
        more: [
          '<AcctSvcrRef>B</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>',
          `${detail('1.00', '甲')}${detail('2.00', '乙')}</NtryDtls>`,
        ].join(''),
      });
    const fits = await readFile(message(statement(balance('OPBD', '0'), batch('3.00'))));
    expect(
      fits.statements[0]!.lines.map((line) => [line.serial, line.inFen, line.balanceFen, line.counterpartyName]),
    ).toEqual([
      ['B#1', 100n, 100n, '甲'],
      ['B#2', 200n, 300n, '乙'],
    ]);
    const not = await readFile(message(statement(balance('OPBD', '0'), batch('4.00'))));
    expect(essence(not)).toEqual([['2024-07-01', '0.00', '4.00', '4.00', '甲']]);
  });

  it('takes reversals by the sign, or turned round where only that fits the balances', async () => {
    const reversal = entry({ amount: '5.00', side: 'DBIT', more: '<RvslInd>true</RvslInd>' });
    const ends = (closing: string): string => balance('OPBD', '10.00') + balance('CLBD', closing);
    const asSent = await readFile(message(statement(ends('5.00'), reversal)));
    const turned = await readFile(message(statement(ends('15.00'), reversal)));
    expect([essence(asSent)[0]!.slice(1, 4), essence(turned)[0]!.slice(1, 4)]).toEqual([
      ['5.00', '0.00', '5.00'],
      ['0.00', '5.00', '15.00'],
    ]);
    expect([...codes(asSent), ...codes(turned)]).toEqual([]);
  });

  it('passes over what is not booked, and zero', async () => {
    const entries =
      entry({ amount: '1.00', side: 'CRDT', status: '<Sts>PDNG</Sts>' }) + entry({ amount: '0.00', side: 'CRDT' });
    expect(await readFile(message(statement(balance('OPBD', '1.00'), entries)))).toEqual({
      statements: [],
      violations: [],
    });
  });

  it('joins days that join, keeps those that do not apart, and counts back from a closing balance', async () => {
    const day1 = statement(balance('PRCD', '0.00') + balance('CLBD', '1.00'), entry({ amount: '1.00', side: 'CRDT' }));
    const day2 = statement(balance('CLBD', '3.00'), entry({ amount: '2.00', side: 'CRDT', on: '2024-07-02' }));
    const day9 = statement(balance('CLBD', '9.00', 'DBIT'), entry({ amount: '2.00', side: 'DBIT', on: '2024-07-09' }));
    const reading = await readFile(message(day1 + day2 + day9));
    expect(codes(reading)).toEqual([]);
    expect([essence(reading, 0), essence(reading, 1)].map((lines) => lines.map((line) => line[3]))).toEqual([
      ['1.00', '3.00'],
      ['-9.00'],
    ]);
  });

  it('takes interim balances of pages in the place of opening and closing ones', async () => {
    const page1 = statement(balance('OPBD', '0.00') + balance('ITBD', '1.00'), entry({ amount: '1.00', side: 'CRDT' }));
    const page2 = statement(balance('ITBD', '1.00') + balance('CLBD', '3.00'), entry({ amount: '2.00', side: 'CRDT' }));
    const reading = await readFile(message(page1 + page2));
    expect([codes(reading), essence(reading).map((line) => line[3])]).toEqual([[], ['1.00', '3.00']]);
  });

  it('drops a reference that stands for two lines', async () => {
    const twice = entry({ amount: '1.00', side: 'CRDT', more: '<AcctSvcrRef>R</AcctSvcrRef>' }).repeat(2);
    const reading = await readFile(message(statement(balance('OPBD', '0.00'), twice)));
    expect(reading.statements[0]!.lines.map((line) => line.serial)).toEqual([undefined, undefined]);
  });

  it.each([
    ['STATEMENT_CLOSING_DIFFERS', GOOD.replace('1169.95', '1169.96')],
    ['STATEMENT_BALANCE_ABSENT', GOOD.replaceAll(/<Bal>.*<\/Bal>/g, '')],
    ['STATEMENT_ACCOUNT_UNKNOWN', GOOD.replace(NUMBER, 'DE0012345')],
    ['STATEMENT_CURRENCY_FOREIGN', GOOD.replace('<Ntry><Amt Ccy="CNY">30.05', '<Ntry><Amt Ccy="EUR">30.05')],
    [
      'STATEMENT_CURRENCY_FOREIGN',
      GOOD.replace('Ccy="CNY">100.00', 'Ccy="EUR">100.00').replace(
        /<Bal>(?:(?!<Bal>).)*CLBD.*?<\/Bal>/,
        balance('CLBD', '1169.95'),
      ),
    ],
    ['STATEMENT_AMOUNT_UNREADABLE', GOOD.replace('>30.05<', '>30x<')],
    ['STATEMENT_AMOUNT_TOO_FINE', GOOD.replace('>30.05<', '>30.0512<')],
    ['STATEMENT_DATE_UNREADABLE', GOOD.replace('<Dt>2024-07-02</Dt>', '<Dt>2024-07-32</Dt>')],
    ['STATEMENT_DATE_IN_FUTURE', GOOD.replace('<Dt>2024-07-02</Dt>', '<Dt>2044-07-02</Dt>')],
    ['STATEMENT_DIRECTION_UNREADABLE', GOOD.replace('30.05</Amt><CdtDbtInd>DBIT', '30.05</Amt><CdtDbtInd>?')],
  ])('is refused with %s alone', async (code, text) => {
    expect(codes(await readFile(message(text), { notAfter: day('2025-01-01') }))).toEqual([code]);
  });
});
