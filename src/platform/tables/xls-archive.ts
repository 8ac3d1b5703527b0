/**
 * Whether an archive (XLSX is one) may be opened.
 *
 * 1. Every part is unpacked once, here, against a limit on what all parts together may hold; what an archive says of
 *    its own sizes is never believed.
 * 2. A part whose real size is not the stated one makes the archive broken, so that the reader behind sees what was
 *    checked here.
 */
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const STORED = 0;
const DEFLATED = 8;
const MOST_PARTS = 2_000;

export type ArchiveReading = 'fits' | 'too-large' | 'broken';

export function checkArchive(bytes: Buffer, unpackedLimit: number): ArchiveReading {
  try {
    return walkParts(bytes, unpackedLimit);
  } catch {
    // Offsets that point outside the file, and streams that are no deflate streams.
    return 'broken';
  }
}

function walkParts(bytes: Buffer, unpackedLimit: number): ArchiveReading {
  const end = endOfDirectory(bytes);
  if (end === undefined) return 'broken';
  const parts = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let left = unpackedLimit;
  if (parts > MOST_PARTS) return 'too-large';
  for (let index = 0; index < parts; index += 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return 'broken';
    const stated = bytes.readUInt32LE(at + 24);
    if (stated > left) return 'too-large';
    const size = unpackedSize(bytes, at, left);
    if (size === 'too-large') return size;
    if (size !== stated) return 'broken';
    left -= size;
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return 'fits';
}

function endOfDirectory(bytes: Buffer): number | undefined {
  const lowest = Math.max(0, bytes.length - END_LENGTH - 65_535);
  for (let at = bytes.length - END_LENGTH; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}

function unpackedSize(bytes: Buffer, entry: number, limit: number): number | 'too-large' {
  const method = bytes.readUInt16LE(entry + 10);
  const packed = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (bytes.readUInt32LE(local) !== LOCAL_ENTRY) return -1;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (method === STORED) return content.length;
  if (method !== DEFLATED) return -1;
  try {
    return inflateRawSync(content, { maxOutputLength: limit + 1 }).length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    throw error;
  }
}
