/**
 * Reads an archive line by line, and stops at the first byte that is not as it was written. Memory does not grow with
 * its size.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../kernel/violation.js';
import { ARCHIVE_FORMAT, readArchiveLine, type ArchiveHeader, type ArchiveLine } from '../rules/archive.js';

/** No line of ours is longer: a leaf has 16 KiB, and a private value little more. */
const LONGEST_LINE = 16 * 1024 * 1024;

export type ArchiveItem = Exclude<ArchiveLine, { readonly kind: 'header' | 'trailer' }>;

export interface ArchiveText {
  readonly header: ArchiveHeader;
  /** Everything between header and trailer; the trailer is checked when the last one has been taken. */
  readonly items: AsyncGenerator<ArchiveItem>;
}

interface NumberedLine {
  readonly no: number;
  readonly text: string;
  readonly bytes: Buffer;
}

export async function readArchive(file: string): Promise<ArchiveText> {
  const lines = numberedLines(file);
  const digest = createHash('sha256');
  const first = await lines.next();
  if (first.done === true) throw truncated(0);
  digest.update(first.value.bytes);
  const line = readArchiveLine(first.value.text);
  if (line?.kind !== 'header') throw Refusal.of('ARCHIVE_FORMAT', undefined, { line: '1' });
  if (line.format !== ARCHIVE_FORMAT) throw Refusal.of('ARCHIVE_VERSION', undefined, { format: line.format });
  if (line.header === undefined) throw Refusal.of('ARCHIVE_FORMAT', undefined, { line: '1' });
  return { header: line.header, items: items(lines, line.header, digest) };
}

async function* items(
  lines: AsyncGenerator<NumberedLine>,
  header: ArchiveHeader,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<ArchiveItem> {
  let last = 1;
  for await (const { no, text, bytes } of lines) {
    last = no;
    const line = readArchiveLine(text);
    if (line === undefined || line.kind === 'header')
      throw Refusal.of('ARCHIVE_FORMAT', undefined, { line: String(no) });
    if (line.kind !== 'trailer') {
      digest.update(bytes);
      yield line;
      continue;
    }
    if (line.sha256 !== digest.digest('hex')) throw Refusal.of('ARCHIVE_CHANGED');
    if (line.root !== header.root) throw Refusal.of('ARCHIVE_ROOT');
    const more = await lines.next();
    if (more.done !== true) throw Refusal.of('ARCHIVE_FORMAT', undefined, { line: String(more.value.no) });
    return;
  }
  throw truncated(last);
}

function truncated(line: number): Refusal {
  return Refusal.of('ARCHIVE_TRUNCATED', undefined, { line: String(line) });
}

async function* numberedLines(file: string): AsyncGenerator<NumberedLine> {
  let no = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks(file, () => no)) {
    let from = 0;
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let at = joined.indexOf(10, rest.length); at >= 0; at = joined.indexOf(10, from)) {
      no += 1;
      const bytes = joined.subarray(from, at + 1);
      yield { no, text: bytes.toString('utf8', 0, bytes.length - 1), bytes };
      from = at + 1;
    }
    rest = joined.subarray(from);
    if (rest.length > LONGEST_LINE) throw Refusal.of('ARCHIVE_FORMAT', undefined, { line: String(no + 1) });
  }
  if (rest.length > 0) throw truncated(no);
}

/** The text's bytes. A broken stream of gzip is a truncated or changed archive, not a failure of ours. */
async function* chunks(file: string, lineNo: () => number): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    throw refusalOf(error, file, lineNo());
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function refusalOf(error: unknown, file: string, line: number): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'Z_BUF_ERROR') return truncated(line);
  if (code.startsWith('Z_')) return Refusal.of('ARCHIVE_FORMAT', undefined, { line: String(line + 1) });
  return Refusal.of('ARCHIVE_UNREADABLE', undefined, { file: basename(file), reason: code });
}
