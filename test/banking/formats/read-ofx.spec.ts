import { codes, essence, NUMBER, readFile } from './bank-files.js';
import { day } from '../sample-books.js';

const HEADER = 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:UTF-8\r\nCHARSET:NONE\r\n\r\n';

const SGML = `${HEADER}<OFX><SIGNONMSGSRSV1><SONRS><DTSERVER>20240731</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY
<BANKACCTFROM><BANKID>1<ACCTID>${NUMBER}<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20240701<DTEND>20240731
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240701090000[+8:CST]<TRNAMT>1100.00<FITID>F1<NAME>甲 &amp; 乙
<BANKACCTTO><ACCTID>622</BANKACCTTO><MEMO>物业费
</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240702<TRNAMT>-30,05<FITID>F2<MEMO>
</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1069.95<DTASOF>20240731</LEDGERBAL>
<AVAILBAL><BALAMT>7.00<DTASOF>20240731</AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

const LEAVES = [
  ...['DTSERVER', 'CURDEF', 'BANKID', 'ACCTID', 'ACCTTYPE', 'DTSTART', 'DTEND', 'TRNTYPE', 'DTPOSTED', 'TRNAMT'],
  ...['FITID', 'NAME', 'MEMO', 'BALAMT', 'DTASOF'],
];
const LEAF = new RegExp(`<(${LEAVES.join('|')})>([^<\r\n]*)`, 'g');

/** The same with closing tags, as OFX 2 writes it. */
const XML = [
  '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>',
  SGML.slice(HEADER.length).replace(LEAF, '<$1>$2</$1>'),
].join('\n');

const EXPECTED = [
  ['2024-07-01', '0.00', '1,100.00', '1,100.00', '甲 & 乙'],
  ['2024-07-02', '30.05', '0.00', '1,069.95', ''],
];

describe('OFX', () => {
  it.each([
    ['SGML', SGML],
    ['XML', XML],
    [
      'SGML in one line',
      SGML.replace(HEADER, '#')
        .replaceAll(/[\r\n]+/g, '')
        .replace('#', HEADER),
    ],
    ['XML in one line', XML.replaceAll(/[\r\n]+/g, '')],
  ])('%s gives lines with balances from the ledger balance', async (_, text) => {
    const reading = await readFile(text);
    expect(codes(reading)).toEqual([]);
    expect(essence(reading)).toEqual(EXPECTED);
    expect(reading.statements[0]).toMatchObject({ accountNumber: NUMBER, balances: 'computed' });
    expect(reading.statements[0]!.lines[0]).toMatchObject({
      ...{ serial: 'F1', time: '09:00:00', counterpartyNumber: '622', remark: '物业费', summary: 'CREDIT' },
    });
  });

  it('of a line without an end is read as long as its tags come', async () => {
    const entry = '<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240701<TRNAMT>0.00<FITID>Z</STMTTRN>';
    const text = SGML.replace(HEADER, '')
      .replaceAll(/[\r\n]+/g, '')
      .replace('<STMTTRN>', `${entry.repeat(2_000)}<STMTTRN>`);
    expect(essence(await readFile(`OFXHEADER:100\n${text}`))).toEqual(EXPECTED);
  });

  it.each([
    ['STATEMENT_BALANCE_ABSENT', SGML.replace('<LEDGERBAL>', '<OTHERBAL>').replace('</LEDGERBAL>', '</OTHERBAL>')],
    ['STATEMENT_BALANCE_ABSENT', SGML.replace('<BALAMT>1069.95<DTASOF>20240731', '<BALAMT>1069.95<DTASOF>20240805')],
    ['STATEMENT_ACCOUNT_UNKNOWN', SGML.replace(NUMBER, '999')],
    ['STATEMENT_CURRENCY_FOREIGN', SGML.replace('<CURDEF>CNY', '<CURDEF>USD')],
    ['STATEMENT_AMOUNT_UNREADABLE', SGML.replace('-30,05', '')],
    ['STATEMENT_AMOUNT_TOO_FINE', SGML.replace('-30,05', '-30.051')],
    ['STATEMENT_DATE_UNREADABLE', SGML.replace('20240702', '20240732')],
    ['STATEMENT_DATE_IN_FUTURE', SGML.replace('20240702', '20440702')],
  ])('is refused with %s alone', async (code, text) => {
    expect(codes(await readFile(text, { notAfter: day('2025-01-01') }))).toEqual([code]);
  });
});
