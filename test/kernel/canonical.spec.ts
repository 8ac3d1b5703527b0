import fc from 'fast-check';
import {
  canonicalBytes,
  checkLeaf,
  encodeLeaf,
  LEAF_LIMIT_BYTES,
  type LeafObject,
  type LeafValue,
  parseLeaf,
} from '../../src/kernel/canonical.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');

function codesOf(text: string | Buffer): readonly string[] {
  const reading = parseLeaf(typeof text === 'string' ? bytes(text) : text);
  return reading.ok ? [] : reading.violations.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`));
}

/** A leaf as hostile callers might build it, past the compiler. */
const untyped = (leaf: unknown) => leaf as LeafObject;

describe('writing a leaf', () => {
  it.each<[string, LeafObject, string]>([
    ['nothing', {}, '{}'],
    [
      'keys by UTF-16 code units',
      { b: '1', a: '2', _sd: '3', Z: '4', '10': '5', '9': '6' },
      '{"10":"5","9":"6","Z":"4","_sd":"3","a":"2","b":"1"}',
    ],
    ['arrays in their order', { a: ['z', ['y', []], 'x'] }, '{"a":["z",["y",[]],"x"]}'],
    [
      'quotes, backslash and line feed escaped, nothing else',
      { a: '"\\\n/é€🧾\u007f\u2028' },
      '{"a":"\\"\\\\\\n/é€🧾\u007f\u2028"}',
    ],
    ['a line feed before a combining mark', { a: '\n\u0301' }, '{"a":"\\n\u0301"}'],
    ['a key named like a prototype', JSON.parse('{"__proto__":"x"}') as LeafObject, '{"__proto__":"x"}'],
  ])('%s', (_name, leaf, expected) => {
    expect(canonicalBytes(leaf).toString('utf8')).toBe(expected);
    expect(parseLeaf(bytes(expected))).toEqual({ ok: true, leaf });
  });

  it.each<[string, unknown, string, string]>([
    ['a number', { a: 1 }, 'LEAF_VALUE_INVALID', 'a'],
    ['a boolean', { a: ['x', true] }, 'LEAF_VALUE_INVALID', 'a[1]'],
    ['null', { a: null }, 'LEAF_VALUE_INVALID', 'a'],
    ['undefined', { a: undefined }, 'LEAF_VALUE_INVALID', 'a'],
    ['a hole in an array', { a: Array.from({ length: 1 }).concat('x') }, 'LEAF_VALUE_INVALID', 'a[0]'],
    ['a nested object', { a: [{ b: 'c' }] }, 'LEAF_VALUE_INVALID', 'a[0]'],
    ['nine arrays in one another', { a: [[[[[[[[['x']]]]]]]]] }, 'LEAF_VALUE_INVALID', 'a[0][0][0][0][0][0][0][0]'],
    ['a lone surrogate', { a: 'x\ud800' }, 'LEAF_TEXT_NOT_UNICODE', 'a'],
    ['surrogates in the wrong order', { a: ['\udc00\ud800'] }, 'LEAF_TEXT_NOT_UNICODE', 'a[0]'],
    ['a tab', { a: 'x\ty' }, 'LEAF_TEXT_CONTROL', 'a'],
    ['a carriage return', { a: 'x\r\ny' }, 'LEAF_TEXT_CONTROL', 'a'],
    ['a null character', { a: '\0' }, 'LEAF_TEXT_CONTROL', 'a'],
    ['a decomposed letter', { a: 'e\u0301' }, 'LEAF_TEXT_NOT_NFC', 'a'],
    ['a decomposed letter beside an escape', { a: '"', b: 'e\u0301' }, 'LEAF_TEXT_NOT_NFC', 'b'],
    ['a compatibility ideograph', { a: '\uf900' }, 'LEAF_TEXT_NOT_NFC', 'a'],
    ['a key that is not ASCII', { 摘要: 'x' }, 'LEAF_KEY_INVALID', '摘要'],
    ['a key with a quote', { 'a"b': 'x' }, 'LEAF_KEY_INVALID', 'a"b'],
    ['an empty key', { '': 'x' }, 'LEAF_KEY_INVALID', ''],
  ])('refuses %s', (_name, leaf, code, at) => {
    expect(checkLeaf(untyped(leaf)).map((violation) => [violation.code, violation.at])).toEqual([[code, at]]);
    expect(() => canonicalBytes(untyped(leaf))).toThrow(/invariant broken.*strict profile/);
  });

  it('names every violation, not only the first', () => {
    const codes = checkLeaf(untyped({ a: 1, b: ['\t', 'e\u0301'], 键: null })).map(({ code }) => code);
    expect(codes).toEqual([
      'LEAF_VALUE_INVALID',
      'LEAF_TEXT_CONTROL',
      'LEAF_TEXT_NOT_NFC',
      'LEAF_KEY_INVALID',
      'LEAF_VALUE_INVALID',
    ]);
  });

  it('takes 16,384 bytes and refuses 16,385, counting bytes and not characters', () => {
    const frame = '{"a":""}'.length;
    const full = { a: '账'.repeat(5458) + 'x'.repeat(LEAF_LIMIT_BYTES - frame - 5458 * 3) };
    expect(canonicalBytes(full)).toHaveLength(LEAF_LIMIT_BYTES);
    const over = encodeLeaf({ a: `${full.a}x` });
    expect(over).toEqual({
      ok: false,
      violations: [{ code: 'LEAF_TOO_LARGE', facts: { bytes: '16385', limit: '16384' } }],
    });
    expect(codesOf(bytes(JSON.stringify({ a: `${full.a}x` })))).toEqual(['LEAF_TOO_LARGE']);
  });
});

describe('reading a leaf', () => {
  it.each<[string, string | Buffer, string]>([
    ['nothing at all', '', 'LEAF_NOT_JSON_OBJECT'],
    ['an array', '["a"]', 'LEAF_NOT_JSON_OBJECT'],
    ['a byte order mark', '\ufeff{"a":"b"}', 'LEAF_NOT_JSON_OBJECT'],
    ['text behind the object', '{"a":"b"}x', 'LEAF_NOT_JSON_OBJECT'],
    ['a trailing comma', '{"a":"b",}', 'LEAF_NOT_JSON_OBJECT'],
    ['broken UTF-8', Buffer.from('7b2261223a22ff227d', 'hex'), 'LEAF_NOT_UTF8'],
    ['overlong UTF-8', Buffer.from('7b2261223a22c1a1227d', 'hex'), 'LEAF_NOT_UTF8'],
    ['a surrogate in UTF-8', Buffer.from('7b2261223a22eda080227d', 'hex'), 'LEAF_NOT_UTF8'],
    ['a space', '{"a": "b"}', 'LEAF_NOT_CANONICAL'],
    ['a line feed at the end', '{"a":"b"}\n', 'LEAF_NOT_CANONICAL'],
    ['keys out of order', '{"b":"1","a":"2"}', 'LEAF_NOT_CANONICAL'],
    ['a needless escape', '{"a":"\\u0041"}', 'LEAF_NOT_CANONICAL'],
    ['an escaped slash', '{"a":"\\/"}', 'LEAF_NOT_CANONICAL'],
    ['a line feed spelled by number', '{"a":"\\u000a"}', 'LEAF_NOT_CANONICAL'],
    ['a key twice', '{"a":"1","a":"1"}', 'LEAF_DUPLICATE_KEY a'],
    ['a key twice, once in disguise', '{"a":"1","\\u0061":"2"}', 'LEAF_DUPLICATE_KEY a'],
    ['a number', '{"a":1}', 'LEAF_VALUE_INVALID a'],
    ['true', '{"a":["b",true]}', 'LEAF_VALUE_INVALID a[1]'],
    ['null', '{"a":null}', 'LEAF_VALUE_INVALID a'],
    ['a nested object', '{"a":{"b":"c"}}', 'LEAF_VALUE_INVALID a'],
    ['an escaped lone surrogate', '{"a":"\\ud800"}', 'LEAF_TEXT_NOT_UNICODE a'],
    ['an escaped tab', '{"a":"\\t"}', 'LEAF_TEXT_CONTROL a'],
    ['a decomposed letter', '{"a":"e\u0301"}', 'LEAF_TEXT_NOT_NFC a'],
    ['a key that is not ASCII', '{"é":"a"}', 'LEAF_KEY_INVALID é'],
  ])('refuses %s', (_name, text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it('does not take keys inside arrays or texts for keys of the leaf', () => {
    expect(codesOf('{"a":"\\"a\\":","b":[["a"],"a"]}')).toEqual([]);
    expect(codesOf('{"a":[{"a":"x"}],"b":"y"}')).toEqual(['LEAF_VALUE_INVALID a[0]']);
  });

  it('survives a text that is nothing but brackets', () => {
    const deep = `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`;
    expect(codesOf(deep)).toEqual(['LEAF_VALUE_INVALID a[0][0][0][0][0][0][0][0]']);
  });

  const leafText = fc.string({ unit: 'binary', maxLength: 12 }).map((text) =>
    // eslint-disable-next-line no-control-regex -- the profile forbids them.
    text.normalize('NFC').replace(/[\u0000-\u0009\u000b-\u001f]/g, ''),
  );
  const { value } = fc.letrec<{ value: LeafValue; list: LeafValue[] }>((tie) => ({
    value: fc.oneof({ depthSize: 'small', maxDepth: 5 }, leafText, tie('list')),
    list: fc.array(tie('value'), { maxLength: 4 }),
  }));
  const leaf = fc.dictionary(fc.stringMatching(/^[a-z_][A-Za-z0-9_.-]{0,8}$/), value, { maxKeys: 6 });

  it('gives back what was written, whatever it was', () => {
    fc.assert(
      fc.property(leaf, (written) => {
        const reading = parseLeaf(canonicalBytes(written));
        expect(reading.ok && canonicalBytes(reading.leaf).equals(canonicalBytes(written))).toBe(true);
        expect(reading.ok && { ...reading.leaf }).toEqual({ ...written });
      }),
      { numRuns: 300 },
    );
  });

  it('makes the same bytes whatever the order of the keys', () => {
    fc.assert(
      fc.property(leaf, (written) => {
        const turned = Object.fromEntries(Object.entries(written).reverse());
        expect(canonicalBytes(turned).equals(canonicalBytes(written))).toBe(true);
      }),
    );
  });

  it('reads only what writing it again leaves as it is', () => {
    fc.assert(
      fc.property(leaf, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, mask) => {
        const flipped = canonicalBytes(written);
        flipped[place % flipped.length]! ^= mask;
        const reading = parseLeaf(flipped);
        if (reading.ok) expect(canonicalBytes(reading.leaf).equals(flipped)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
