import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from '../../../src/platform/tables/index.js';
import { TextDecoding } from '../../../src/platform/tables/text-decoding.js';

const WORDS = '户号,摘要\n1-101,"计提2024年07月物业费(52户,0.50元/㎡)"\n';

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(WORDS)],
    ['UTF-8', Buffer.from(`\uFEFF${WORDS}`)],
    ['GB18030', iconv.encode(WORDS, 'gb18030')],
    ['UTF-16LE', Buffer.from(`\uFEFF${WORDS}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\uFEFF${WORDS}`, 'utf16le').swap16()],
  ])('is told as %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: WORDS, encoding });
  });

  it('takes the rare characters of GB18030 that need four bytes', () => {
    const text = '𠮷野家,㐀,€\n';
    expect(decodeText(iconv.encode(`原野,${text}`, 'gb18030'))).toEqual({ text: `原野,${text}`, encoding: 'GB18030' });
  });

  it.each([
    ['neither encoding', Buffer.from([0x61, 0xff, 0x62]), 'FILE_ENCODING', '2'],
    ['a character cut off at the end', Buffer.from('原').subarray(0, 2), undefined, undefined],
    [
      'UTF-8 that breaks after a byte order mark',
      Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xe5, 0x20]),
      'FILE_ENCODING',
      '5',
    ],
    ['text that was damaged before', Buffer.from('原野\uFFFD庄园'), 'FILE_ENCODING', '7'],
    ['a NUL', Buffer.from('a,b\n1,\u0000\n'), 'FILE_BINARY', '7'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'FILE_BINARY', '1'],
    ['a new workbook', Buffer.from('PK\u0003\u0004xl'), 'FILE_BINARY', '1'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'FILE_BINARY', '1'],
    ['half a character of UTF-16', Buffer.from('\uFEFFa,b', 'utf16le').subarray(0, 7), 'FILE_ENCODING', '7'],
    ['half a pair of UTF-16', Buffer.from('\uFEFFa\ud842', 'utf16le'), 'FILE_ENCODING', '5'],
    ['a NUL in UTF-16', Buffer.from('\uFEFFa\u0000b', 'utf16le'), 'FILE_BINARY', '5'],
  ])('is refused by the byte: %s', (_what, bytes, code, byte) => {
    const { problem } = decodeText(bytes);
    // Two of the three bytes of a character happen to be one character of GB18030: nobody can tell.
    expect([problem?.code, problem?.facts?.['byte']]).toEqual([code, byte]);
  });

  it('of UTF-16 does not depend on how the bytes are cut', () => {
    const words = `${WORDS}𠮷野家,㐀\n`;
    for (const bytes of [Buffer.from(`\uFEFF${words}`, 'utf16le'), Buffer.from(`\uFEFF${words}`, 'utf16le').swap16()]) {
      for (let size = 1; size < 9; size += 1) {
        const decoding = new TextDecoding();
        let text = '';
        for (let at = 0; at < bytes.length; at += size) text += decoding.push(bytes.subarray(at, at + size));
        expect([text + decoding.end(), decoding.problem]).toEqual([words, undefined]);
      }
    }
  });

  it('names a byte of a large file, wherever the chunks are cut', () => {
    const good = iconv.encode('原野庄园物业管理委员会,'.repeat(8_000), 'gb18030');
    const bytes = Buffer.concat([good, Buffer.from([0xff]), good]);
    for (const size of [1_000, 65_536, bytes.length]) {
      const decoding = new TextDecoding();
      let text = '';
      for (let at = 0; at < bytes.length; at += size) text += decoding.push(bytes.subarray(at, at + size));
      text += decoding.end();
      const { problem } = decoding;
      expect(problem).toMatchObject({ code: 'FILE_ENCODING', facts: { byte: String(good.length + 1) } });
      expect('原野庄园物业管理委员会,'.repeat(8_000).startsWith(text)).toBe(true);
    }
  });

  it('does not depend on how the bytes are cut, nor on how late the first foreign letter comes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '原', '㎡', '𠮷', '"'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.boolean(), fc.nat({ max: 9 }), fc.nat({ max: 200_000 }), (words, gb, size, ascii) => {
        const whole = `${'x'.repeat(ascii)}${words}`;
        const bytes = gb ? iconv.encode(whole, 'gb18030') : Buffer.from(whole);
        const asWhole = decodeText(bytes);
        // A short text of one encoding can be valid text of the other; whatever the whole says, the pieces say.
        const decoding = new TextDecoding();
        let pieces = decoding.push(bytes.subarray(0, ascii));
        for (let at = ascii; at < bytes.length; at += size + 1)
          pieces += decoding.push(bytes.subarray(at, at + size + 1));
        pieces += decoding.end();
        expect([pieces, decoding.problem]).toEqual([asWhole.text, asWhole.problem]);
        if (!gb) expect(asWhole).toEqual({ text: whole, encoding: 'UTF-8' });
      }),
      { numRuns: 150 },
    );
  });
});
