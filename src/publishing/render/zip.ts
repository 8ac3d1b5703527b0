/**
 * Parts packed into one ZIP archive.
 *
 * No clock is read: every part bears the first day that the format knows, so the same parts give the same archive.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly text: string;
}

const LOCAL_ENTRY = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1980-01-01. */
const FIRST_DAY = 0x0021;

interface PackedPart {
  readonly name: Buffer;
  readonly packed: Buffer;
  /** What stands alike in the part's own head and in the directory. */
  readonly facts: Buffer;
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts.map(pack)) {
    const head = Buffer.concat([word(LOCAL_ENTRY), part.facts, part.name]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([word(DIRECTORY_ENTRY), half(VERSION), part.facts, rest, part.name]));
    bodies.push(head, part.packed);
    offset += head.length + part.packed.length;
  }
  const entries = Buffer.concat(directory);
  const counts = [half(0), half(0), half(parts.length), half(parts.length)];
  const end = Buffer.concat([word(END_OF_DIRECTORY), ...counts, word(entries.length), word(offset), half(0)]);
  return Buffer.concat([...bodies, entries, end]);
}

function pack({ name, text }: ZipPart): PackedPart {
  const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(text)];
  const packed = deflateRawSync(bytes);
  const small = [VERSION, FLAGS, DEFLATED, 0, FIRST_DAY].map(half);
  const large = [crc32(bytes), packed.length, bytes.length].map(word);
  return { name: nameBytes, packed, facts: Buffer.concat([...small, ...large, half(nameBytes.length), half(0)]) };
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
