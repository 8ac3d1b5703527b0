import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJsonBody } from '../../../src/platform/http/json-body.js';

const read = (text: string): unknown => {
  const reading = readJsonBody(Buffer.from(text));
  return reading.ok ? { value: reading.value } : 'refused';
};

describe('readJsonBody', () => {
  it('reads what JSON.parse reads, whatever stands in strings and names', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('__proto__')) return;
        const expected = { value: JSON.parse(text) as unknown };
        expect(read(text)).toEqual(expected);
        expect(read(JSON.stringify(value, undefined, 1))).toEqual(expected);
      }),
    );
  });

  it('refuses a name that stands twice, at any depth and however it is escaped', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(name, fc.jsonValue(), fc.jsonValue(), fc.boolean(), (key, first, second, escaped) => {
        const plain = JSON.stringify(key);
        const units = Array.from({ length: key.length }, (_, at) => key.charCodeAt(at).toString(16).padStart(4, '0'));
        const other = escaped ? `"${units.map((unit) => `\\u${unit}`).join('')}"` : plain;
        const pair = `{${plain}:${JSON.stringify(first)},${other}:${JSON.stringify(second)}}`;
        expect(read(pair)).toBe('refused');
        expect(read(`{"list":[1,{"x":${pair}}]}`)).toBe('refused');
      }),
    );
  });

  it('accepts the same name in different objects, and as a value', () => {
    expect(read('{"a":{"a":["a","a",{"a":"a"}]},"b":"a"}')).toEqual({
      value: { a: { a: ['a', 'a', { a: 'a' }] }, b: 'a' },
    });
    expect(read('[{"a":1},{"a":2}]')).toEqual({ value: [{ a: 1 }, { a: 2 }] });
    expect(read('{"a\\\\":1,"a\\"":2}')).toEqual({ value: { 'a\\': 1, 'a"': 2 } });
  });

  it('takes an empty body for none', () => {
    expect(read('')).toEqual({ value: undefined });
  });

  it.each([
    '{',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
    '{"a":1}{"a":1}',
    '\ufeff{}',
    '{"__proto__":{}}',
    '{"x":{"__pro\\u0074o__":1}}',
  ])('refuses %s', (text) => {
    expect(read(text)).toBe('refused');
  });

  it('refuses bytes that are not UTF-8, and nesting beyond 64 levels', () => {
    expect(readJsonBody(Buffer.from([0x22, 0xff, 0x22])).ok).toBe(false);
    expect(read('['.repeat(64) + ']'.repeat(64))).not.toBe('refused');
    expect(read('['.repeat(65) + ']'.repeat(65))).toBe('refused');
    expect(read('['.repeat(500_000))).toBe('refused');
  });
});
