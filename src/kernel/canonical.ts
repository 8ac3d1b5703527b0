/**
 * The bytes of a leaf.
 *
 * 1. A leaf is one object whose values are strings and arrays (of arrays ...) of strings: no numbers, booleans, nulls
 *    or nested objects, so two readers can never understand the same bytes differently.
 * 2. Its bytes are the JSON Canonicalization Scheme (RFC 8785) in UTF-8: keys in order of UTF-16 code units, no spaces,
 *    the shortest escapes. The same leaf always gives the same bytes.
 * 3. Keys are printable ASCII; strings are well-formed Unicode in NFC without C0 controls other than the line feed.
 * 4. At most 16,384 bytes.
 * 5. Reading accepts exactly the bytes that writing makes: anything that writing it again would change is refused.
 */
import { isUtf8 } from 'node:buffer';
import { invariant } from './invariant.js';
import type { Violation } from './violation.js';

export type LeafValue = string | readonly LeafValue[];
export type LeafObject = Readonly<Record<string, LeafValue>>;

/** Either the outcome or every reason why there is none. */
export type LeafEncoding =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly violations: readonly Violation[] };
export type LeafReading =
  { readonly ok: true; readonly leaf: LeafObject } | { readonly ok: false; readonly violations: readonly Violation[] };

/** The most bytes one leaf may have. */
export const LEAF_LIMIT_BYTES = 16_384;

/** Arrays inside arrays: the deepest leaf known needs four, and a bound keeps hostile input off the stack. */
const MAX_DEPTH = 8;

/** Printable ASCII without the two characters that JSON would have to escape; tested on one key or on all joined. */
const KEY_CHARACTERS = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose.
const FORBIDDEN_CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Bytes of a leaf that the caller knows to be within the profile; a leaf outside it is a bug of the caller. */
export function canonicalBytes(leaf: LeafObject): Buffer {
  const encoding = encodeLeaf(leaf);
  if (encoding.ok) return encoding.bytes;
  const codes = encoding.violations.map((violation) => `${violation.code} at ${violation.at ?? 'the leaf'}`);
  invariant(false, `a leaf is within the strict profile (${codes.join(', ')})`);
}

/** Every reason why a leaf cannot be written; empty where it can. */
export function checkLeaf(leaf: LeafObject): readonly Violation[] {
  const encoding = encodeLeaf(leaf);
  return encoding.ok ? [] : encoding.violations;
}

/** Bytes of a leaf, or every reason why it has none: for callers whose texts come from people. */
export function encodeLeaf(leaf: LeafObject): LeafEncoding {
  if (!isLeafObject(leaf)) return { ok: false, violations: explain(leaf) };
  const text = canonicalText(leaf);
  if (!isPlainText(text)) {
    const violations = explain(leaf);
    if (violations.length > 0) return { ok: false, violations };
  }
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > LEAF_LIMIT_BYTES ? { ok: false, violations: [tooLarge(bytes.length)] } : { ok: true, bytes };
}

/** Reads stored bytes as strictly as they were written. */
export function parseLeaf(bytes: Uint8Array): LeafReading {
  if (bytes.length > LEAF_LIMIT_BYTES) return refused(tooLarge(bytes.length));
  if (!isUtf8(bytes)) return refused({ code: 'LEAF_NOT_UTF8' });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const parsed = parseJsonObject(text);
  if (parsed === undefined) return refused({ code: 'LEAF_NOT_JSON_OBJECT' });
  if (isLeafObject(parsed) && isCanonical(parsed, text)) return { ok: true, leaf: parsed };
  const violations = [...duplicateKeys(text, parsed), ...explain(parsed)];
  return { ok: false, violations: violations.length > 0 ? violations : [{ code: 'LEAF_NOT_CANONICAL' }] };
}

function isLeafObject(parsed: Readonly<Record<string, unknown>>): parsed is LeafObject {
  const keys = Object.keys(parsed);
  if (!KEY_CHARACTERS.test(keys.join('')) || keys.includes('')) return false;
  for (const key of keys) if (!isLeafValue(parsed[key], 0)) return false;
  return true;
}

function isCanonical(leaf: LeafObject, text: string): boolean {
  if (canonicalText(leaf) !== text) return false;
  return isPlainText(text) || explain(leaf).length === 0;
}

function refused(violation: Violation): LeafReading {
  return { ok: false, violations: [violation] };
}

function tooLarge(length: number): Violation {
  return { code: 'LEAF_TOO_LARGE', facts: { bytes: String(length), limit: String(LEAF_LIMIT_BYTES) } };
}

/**
 * ECMAScript's serialisation of strings and arrays is the one that RFC 8785 prescribes. An object whose keys stand in
 * order already is written in one call, three times as fast: posting code builds its leaves that way.
 */
function canonicalText(leaf: LeafObject): string {
  const keys = Object.keys(leaf);
  if (isAscending(keys)) return JSON.stringify(leaf);
  return `{${keys
    .sort()
    .map((key) => `"${key}":${JSON.stringify(leaf[key])}`)
    .join(',')}}`;
}

/** By UTF-16 code units, as comparison of strings goes here. */
function isAscending(keys: readonly string[]): boolean {
  let previous = '';
  for (const key of keys) {
    if (key < previous) return false;
    previous = key;
  }
  return true;
}

/**
 * The quick answer for nearly every leaf: without a backslash the serialised text holds no control character and no
 * lone surrogate (both would be escaped), and no string starts inside an escape, so one NFC check covers them all.
 */
function isPlainText(text: string): boolean {
  return !text.includes('\\') && text.normalize('NFC') === text;
}

function isLeafValue(value: unknown, depth: number): value is LeafValue {
  if (typeof value === 'string') return true;
  if (!Array.isArray(value) || depth >= MAX_DEPTH) return false;
  // Not `every`: it would skip the holes of a sparse array, which serialise as null.
  for (const item of value) if (!isLeafValue(item, depth + 1)) return false;
  return true;
}

/** All violations of rules 1 and 3, each with its place. */
function explain(leaf: Readonly<Record<string, unknown>>): Violation[] {
  const violations: Violation[] = [];
  for (const [key, value] of Object.entries(leaf)) {
    if (key === '' || !KEY_CHARACTERS.test(key)) violations.push({ code: 'LEAF_KEY_INVALID', at: key, facts: { key } });
    explainValue(value, key, 0, violations);
  }
  return violations;
}

function explainValue(value: unknown, at: string, depth: number, violations: Violation[]): void {
  if (typeof value === 'string') {
    const code = textFault(value);
    if (code !== undefined) violations.push({ code, at });
    return;
  }
  if (!Array.isArray(value) || depth >= MAX_DEPTH) {
    violations.push({ code: 'LEAF_VALUE_INVALID', at, facts: { found: nameOf(value) } });
    return;
  }
  let index = 0;
  for (const item of value) explainValue(item, `${at}[${index++}]`, depth + 1, violations);
}

function textFault(text: string): string | undefined {
  if (LONE_SURROGATE.test(text)) return 'LEAF_TEXT_NOT_UNICODE';
  if (FORBIDDEN_CONTROL.test(text)) return 'LEAF_TEXT_CONTROL';
  return text.normalize('NFC') === text ? undefined : 'LEAF_TEXT_NOT_NFC';
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** One token of a text that is known to be JSON: a string, or a bracket. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g;

/** Keys that stand twice at the top. `JSON.parse` keeps the last of them in silence, so they are sought in the text. */
function duplicateKeys(text: string, parsed: object): Violation[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const key of topLevelKeys(text)) (seen.has(key) ? twice : seen).add(key);
  invariant(seen.size === Object.keys(parsed).length, 'the text of a JSON object names the keys of its value');
  return [...twice].map((key) => ({ code: 'LEAF_DUPLICATE_KEY', at: key, facts: { key } }));
}

function* topLevelKeys(text: string): Generator<string> {
  let depth = 0;
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined)
      yield JSON.parse(token.slice(0, token.length - colon.length)) as string;
  }
}
