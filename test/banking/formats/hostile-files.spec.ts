import fc from 'fast-check';
import { codes, csvOf, readFile, workbookOf } from './bank-files.js';
import { day } from '../sample-books.js';

/** One part of an archive, deflated; `stated` is what its directory claims. */
async function archiveOf(content: Buffer, stated = content.length): Promise<Buffer> {
  const { deflateRawSync } = await import('node:zlib');
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/workbook.xml');
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(stated, 8);
  const local = Buffer.concat([Buffer.from('504b0304140000000800000000000000', 'hex').subarray(0, 14), sizes]);
  const names = Buffer.from([name.length, 0, 0, 0]);
  const before = Buffer.concat([local, names, name, packed]);
  const entry = Buffer.concat([
    Buffer.from('504b01021400140000000800000000000000', 'hex').subarray(0, 16),
    sizes,
    names,
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(before.length, 16);
  return Buffer.concat([before, entry, end]);
}

describe('hostile and mistaken files', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a zip bomb', () => archiveOf(Buffer.alloc(120_000_000)), 'WORKBOOK_TOO_LARGE'],
    ['a zip bomb that states a small size', () => archiveOf(Buffer.alloc(120_000_000), 1_000), 'WORKBOOK_TOO_LARGE'],
    ['an archive with a wrong size', () => archiveOf(Buffer.alloc(5_000), 1_000), 'WORKBOOK_BROKEN'],
    ['an archive that is no workbook', () => archiveOf(Buffer.from('<a/>')), 'WORKBOOK_BROKEN'],
    [
      'a workbook beyond the limit',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(21e6)]),
      'WORKBOOK_TOO_LARGE',
    ],
    ['a workbook that ends too soon', () => workbookOf([['a']], 'biff8').subarray(0, 700), 'WORKBOOK_BROKEN'],
    ['an archive that ends too soon', () => workbookOf([['a']]).subarray(0, 700), 'WORKBOOK_BROKEN'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'BANK_FILE_KIND_UNKNOWN'],
    ['a PDF', () => Buffer.from('%PDF-1.7\n'), 'BANK_FILE_KIND_UNKNOWN'],
    ['a web page', () => Buffer.from('<!DOCTYPE html><html></html>'), 'BANK_FILE_KIND_UNKNOWN'],
    ['XML of another kind', () => Buffer.from('<?xml version="1.0"?><a/>'), 'BANK_FILE_KIND_UNKNOWN'],
    ['an empty file', () => Buffer.alloc(0), 'FILE_EMPTY'],
    ['NULs in a table', () => Buffer.from('日期,收入\u0000,支出,余额\n'), 'FILE_BINARY'],
    ['NULs in MT940', () => Buffer.from(':20:A\n:25:\u0000\n'), 'FILE_BINARY'],
    ['a line of ten megabytes in a table', () => Buffer.from(`日期,${'a'.repeat(1e7)}`), 'CSV_ROW_TOO_LONG'],
    ['a line of ten megabytes in MT940', () => Buffer.from(`:20:${'a'.repeat(1e7)}`), 'BANK_FILE_TEXT_TOO_LONG'],
    [
      'a text of ten megabytes in OFX',
      () => Buffer.from(`OFXHEADER:100\n<OFX>${'a'.repeat(1e7)}`),
      'BANK_FILE_TEXT_TOO_LONG',
    ],
    [
      'a text of ten megabytes in XML',
      () => Buffer.from(`<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Ntry>${'a'.repeat(1e7)}</Ntry>`),
      'BANK_FILE_TEXT_TOO_LONG',
    ],
    [
      'a billion laughs',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>',
        ),
      'BANK_FILE_XML_DOCTYPE',
    ],
    [
      'a billion laughs in OFX',
      () => Buffer.from('<?xml version="1.0"?><!DOCTYPE d []><OFX></OFX>'),
      'BANK_FILE_XML_DOCTYPE',
    ],
    [
      'an undeclared entity',
      () => Buffer.from('<?xml version="1.0"?><Document>&lol;</Document>'),
      'BANK_FILE_XML_BROKEN',
    ],
    ['XML cut short', () => Buffer.from('<?xml version="1.0"?><Document><BkToCstmrStmt>'), 'BANK_FILE_XML_BROKEN'],
    [
      'a thousand nested elements',
      () => Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(1000)}`),
      'BANK_FILE_XML_BROKEN',
    ],
    ['bytes of no encoding', () => Buffer.from([0x2c, 0xff, 0xfd, 0x2c]), 'FILE_ENCODING'],
    ['half a character of UTF-16', () => Buffer.from('\ufeff日期,收入', 'utf16le').subarray(0, 7), 'FILE_ENCODING'],
    [
      'a cell of ten megabytes in a web page',
      () => Buffer.from(`<table><tr><td>${'a'.repeat(1e7)}`),
      'BANK_FILE_TEXT_TOO_LONG',
    ],
    ['a tag of ten megabytes', () => Buffer.from(`<table><tr><td ${'a'.repeat(1e7)}`), 'BANK_FILE_TEXT_TOO_LONG'],
    [
      'a web page with a table of something else',
      () => Buffer.from('<html><table><tr><td>1</td></tr></table>'),
      'BANK_FILE_KIND_UNKNOWN',
    ],
    [
      'a spreadsheet in XML without a statement',
      () => Buffer.from('<?xml version="1.0"?><Workbook><Row/></Workbook>'),
      'BANK_FILE_KIND_UNKNOWN',
    ],
    [
      'a billion laughs in a spreadsheet',
      () => Buffer.from('<?xml version="1.0"?><!DOCTYPE d []><Workbook/>'),
      'BANK_FILE_XML_DOCTYPE',
    ],
    ['OFX without a statement', () => Buffer.from('OFXHEADER:100\n<OFX></OFX>'), 'BANK_FILE_KIND_UNKNOWN'],
  ])('%s: one clear refusal', async (_, make, code) => {
    const reading = await readFile(await make());
    expect(codes(reading)).toEqual([code]);
    expect(reading.statements).toEqual([]);
    expect(reading.violations[0]).toMatchObject({ file: 'bank/a.csv' });
  });

  it('a formula in a table is refused where an amount should stand', async () => {
    const text = csvOf([
      ['日期', '收入', '支出', '余额'],
      ['20240701', '=1+1', '', '2.00'],
      ['=A1', '1', '', '3.00'],
    ]);
    expect(codes(await readFile(text))).toEqual(['STATEMENT_CELL_FORMULA', 'STATEMENT_CELL_FORMULA']);
  });

  it('no bytes make the reader throw', async () => {
    const heads = [
      '',
      'PK\u0003\u0004',
      ':20:a\n:61:',
      'OFXHEADER:100\n<OFX><STMTRS>',
      '<?xml ?><Document>',
      '日期,收入,支出,余额\n',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
        const reading = await readFile(Buffer.concat([Buffer.from(head), tail]), { notAfter: day('2025-01-01') });
        expect(reading.violations.length + reading.statements.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});
