/**
 * Which bytes are which text.
 *
 * 1. UTF-8 is checked strictly (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
 * 2. GB18030 is checked by its structure: one byte, two bytes, or four bytes.
 * 3. A scan says how many leading bytes are whole characters, and where the first impossible byte stands; an unfinished
 *    character at the very end is neither, so that a stream can carry it over.
 */
import { isUtf8 } from 'node:buffer';

export type Encoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE';

/** Encodings that are told by their bytes alone. */
type Scanned = 'UTF-8' | 'GB18030';

export interface Scan {
  /** Bytes at the start that make whole characters. */
  readonly complete: number;
  /** Offset of the first character that cannot be text of this encoding. */
  readonly brokenAt?: number;
}

export function scan(encoding: Scanned, bytes: Uint8Array): Scan {
  // The platform's own check is many times faster; only a doubt is walked through byte by byte.
  if (encoding === 'UTF-8' && isUtf8(bytes)) return { complete: bytes.length };
  const tail = encoding === 'UTF-8' ? wholeUtf8(bytes) : undefined;
  if (tail !== undefined) return { complete: tail };
  const lengthAt = encoding === 'UTF-8' ? utf8LengthAt : gb18030LengthAt;
  let at = 0;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at);
    if (length === IMPOSSIBLE) return { complete: at, brokenAt: at };
    if (at + length > bytes.length) return { complete: at };
    at += length;
  }
  return { complete: at };
}

const IMPOSSIBLE = 0;

/** How much of the bytes is UTF-8 where only their last character is unfinished. */
function wholeUtf8(bytes: Uint8Array): number | undefined {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut += 1) {
    const at = bytes.length - cut;
    if ((bytes[at] ?? 0) < 0xc0) continue;
    const unfinished = at + utf8LengthAt(bytes, at) > bytes.length;
    return unfinished && isUtf8(bytes.subarray(0, at)) ? at : undefined;
  }
  return undefined;
}

/** Length of the UTF-8 character at `at`; where the bytes end inside it, the length that it would have. */
function utf8LengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = utf8Length(lead);
  for (let index = 1; index < length; index += 1) {
    const next = bytes[at + index];
    if (next === undefined) return length;
    const [low, high] = index === 1 ? secondByteRange(lead) : [0x80, 0xbf];
    if (next < low || next > high) return IMPOSSIBLE;
  }
  return length;
}

function utf8Length(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return IMPOSSIBLE;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

/** Length of the GB18030 character at `at`, by its structure only. */
function gb18030LengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead === 0x80 || lead === 0xff) return IMPOSSIBLE;
  const second = bytes[at + 1];
  if (second === undefined) return 2;
  if (isDigit(second)) return fourByteLengthAt(bytes, at);
  return second >= 0x40 && second !== 0x7f && second !== 0xff ? 2 : IMPOSSIBLE;
}

function fourByteLengthAt(bytes: Uint8Array, at: number): number {
  const third = bytes[at + 2];
  const fourth = bytes[at + 3];
  if (third !== undefined && (third < 0x81 || third > 0xfe)) return IMPOSSIBLE;
  if (fourth !== undefined && !isDigit(fourth)) return IMPOSSIBLE;
  return 4;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
