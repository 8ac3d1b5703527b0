/**
 * The lines of an estate's archive (docs/log-format.md).
 *
 * 1. An archive is text, one JSON array a line, each line ending in a line feed: a header, then every leaf with its
 *    private values
 *    behind it, then a trailer.
 * 2. Each line has one spelling. A line that would be written otherwise is refused, so that one log has one archive.
 * 3. The trailer names the root again and the SHA-256 of every byte before it; nothing may follow.
 */
import { fromBase64url } from '../../kernel/hash.js';
import { isCount, isUuid } from './leaf-fields.js';

export const ARCHIVE_FORMAT = 'xinyi-archive/1';

export interface ArchiveHeader {
  readonly estateId: string;
  readonly code: string;
  /** Leaves. */
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

export type ArchiveLine =
  | { readonly kind: 'header'; readonly format: string; readonly header: ArchiveHeader | undefined }
  | { readonly kind: 'leaf'; readonly seq: number; readonly body: string }
  | { readonly kind: 'value'; readonly ordinal: number; readonly text: string }
  | { readonly kind: 'erased'; readonly ordinal: number; readonly hash: Buffer }
  | { readonly kind: 'trailer'; readonly root: string; readonly sha256: string };

/** A line as it is written, its line feed included. */
export function archiveText(line: readonly string[]): string {
  return `${JSON.stringify(line)}\n`;
}

export function headerCells({ estateId, code, size, root }: ArchiveHeader): readonly string[] {
  return [ARCHIVE_FORMAT, estateId, code, String(size), root];
}

/** Reads one line without its line feed; undefined where it is none. */
export function readArchiveLine(text: string): ArchiveLine | undefined {
  const cells = parseCells(text);
  if (cells === undefined || JSON.stringify(cells) !== text) return undefined;
  const [kind = '', ...rest] = cells;
  if (kind.startsWith('xinyi-archive/')) return { kind: 'header', format: kind, header: readHeader(rest) };
  return READERS[kind]?.(rest);
}

function parseCells(text: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((cell) => typeof cell === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const HEX_HASH = /^[0-9a-f]{64}$/;

function readHeader([estateId = '', code = '', size = '', root = '', ...more]: string[]): ArchiveHeader | undefined {
  const isHeader = isUuid(estateId) && isCount(size) && HEX_HASH.test(root) && more.length === 0;
  return isHeader ? { estateId, code, size: Number(size), root } : undefined;
}

const READERS: Readonly<Record<string, (cells: string[]) => ArchiveLine | undefined>> = {
  leaf: ([seq = '', body, ...more]) =>
    isCount(seq) && body !== undefined && more.length === 0 ? { kind: 'leaf', seq: Number(seq), body } : undefined,
  value: ([ordinal = '', text, ...more]) =>
    isCount(ordinal) && text !== undefined && more.length === 0
      ? { kind: 'value', ordinal: Number(ordinal), text }
      : undefined,
  erased: ([ordinal = '', hash = '', ...more]) => {
    const bytes = fromBase64url(hash);
    return isCount(ordinal) && bytes?.length === 32 && more.length === 0
      ? { kind: 'erased', ordinal: Number(ordinal), hash: bytes }
      : undefined;
  },
  end: ([root = '', sha256 = '', ...more]) =>
    HEX_HASH.test(root) && HEX_HASH.test(sha256) && more.length === 0 ? { kind: 'trailer', root, sha256 } : undefined,
};
