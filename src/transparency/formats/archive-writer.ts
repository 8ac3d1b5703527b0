/**
 * Writes an archive: a gzip of text lines, with a digest over the text.
 *
 * What a crash leaves behind: a hidden file beside the target, never a half target. The target appears whole, in one
 * step, and only
 * where nothing of that name stands.
 */
import { createHash, randomBytes } from 'node:crypto';
import { link, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { once } from 'node:events';
import { createGzip, type Gzip } from 'node:zlib';
import { Refusal } from '../../kernel/violation.js';
import { archiveText } from '../rules/archive.js';

/** Lines are handed to the compressor in pieces of about this many characters. */
const PIECE = 256 * 1024;

export interface WrittenArchive {
  readonly file: string;
  /** Bytes of the file. */
  readonly bytes: number;
  /** Over the text before the trailer, hex: the one that the trailer names. */
  readonly sha256: string;
}

export class ArchiveWriter {
  readonly #digest = createHash('sha256');
  readonly #gzip: Gzip;
  readonly #written: Promise<void>;
  #piece = '';

  private constructor(
    private readonly target: string,
    private readonly draft: string,
    private readonly handle: FileHandle,
  ) {
    this.#gzip = createGzip({ level: 6 });
    this.#written = copyTo(handle, this.#gzip);
    // A failure is heard where the next piece is written or the archive is closed.
    this.#written.catch(() => undefined);
  }

  static async open(target: string): Promise<ArchiveWriter> {
    if (await isThere(target)) throw Refusal.of('EXPORT_FILE_EXISTS', undefined, { file: target });
    const draft = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
    const handle = await orRefuse(target, open(draft, 'wx', 0o600));
    return new ArchiveWriter(target, draft, handle);
  }

  async line(cells: readonly string[]): Promise<void> {
    this.#piece += archiveText(cells);
    if (this.#piece.length >= PIECE) await this.#flush();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#piece, 'utf8');
    this.#piece = '';
    this.#digest.update(bytes);
    if (this.#gzip.write(bytes)) return;
    await orRefuse(this.target, Promise.race([once(this.#gzip, 'drain'), this.#written]));
  }

  /** Writes the trailer, and gives the file its name. */
  async close(root: string): Promise<WrittenArchive> {
    await this.#flush();
    const sha256 = this.#digest.digest('hex');
    this.#gzip.end(archiveText(['end', root, sha256]));
    await orRefuse(this.target, this.#written);
    await orRefuse(this.target, this.handle.sync());
    const { size } = await this.handle.stat();
    await this.handle.close();
    await publish(this.draft, this.target);
    return { file: this.target, bytes: size, sha256 };
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.handle.close().catch(() => undefined);
    await unlink(this.draft).catch(() => undefined);
  }
}

/**
 * A link fails where the name is taken, so nothing is ever overwritten; file systems without links get the next best.
 */
async function publish(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
    await unlink(draft);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await isThere(target))) {
      throw Refusal.of('EXPORT_FILE_EXISTS', undefined, { file: target });
    }
    await orRefuse(target, rename(draft, target));
  }
}

async function copyTo(handle: FileHandle, compressed: Gzip): Promise<void> {
  try {
    for await (const chunk of compressed) await handle.writeFile(chunk as Buffer);
  } catch (error) {
    // Whoever waits for room in the compressor must hear that nobody empties it any more.
    compressed.destroy();
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

async function orRefuse<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw Refusal.of('EXPORT_FILE_UNWRITABLE', undefined, { file: basename(file), reason: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'EIO';
}
