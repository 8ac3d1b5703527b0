/**
 * Bytes of a file to text.
 *
 * 1. Strict UTF-8 first (with or without a byte order mark), else GB18030, else a problem naming the byte (from 1).
 * 2. A stream decides at its first bytes that are not ASCII, looking at no less than 64 KiB of them where the file has
 *    so many, and is then held to that encoding to its end. How the bytes are cut into chunks changes nothing.
 * 3. UTF-16, as spreadsheet programs write their "Unicode text", is read where its byte order mark says so.
 * 4. Spreadsheets, archives, PDF and anything with a NUL character are refused by name.
 * 5. A replacement character (U+FFFD) means that the text was damaged before it came here: it is refused too.
 */
import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';
import { scan } from './encoding.js';
import type { Encoding, Scan } from './encoding.js';
import type { TableProblem } from './table-problem.js';

const SAMPLE_BYTES = 65_536;

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['Excel 97-2003 (xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['Excel (xlsx) / ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];
const ENCODINGS = ['UTF-8', 'GB18030'] as const;
const LONGEST_SIGNATURE = 5;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const UTF_16_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
];

/** Turns the bytes of one file into text, chunk by chunk. After a problem nothing more is read. */
export class TextDecoding {
  private held: Buffer = Buffer.alloc(0);
  private offset = 0;
  private begun = false;
  private chosen: Encoding | undefined;
  private found: TableProblem | undefined;

  get problem(): TableProblem | undefined {
    return this.found;
  }

  /** The encoding once it is known; a file of pure ASCII is UTF-8. */
  get encoding(): Encoding {
    return this.chosen ?? 'UTF-8';
  }

  push(chunk: Uint8Array): string {
    return this.take(chunk, false);
  }

  end(): string {
    return this.take(new Uint8Array(0), true);
  }

  private take(chunk: Uint8Array, last: boolean): string {
    if (this.found !== undefined) return '';
    this.held = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk]);
    if (!this.begin(last)) return '';
    if (isWide(this.chosen)) return this.decodeWide(last);
    if (this.hasNul()) return '';
    if (this.chosen === undefined && !this.choose(last)) return '';
    return this.decode(last);
  }

  /** Waits for the first bytes, refuses what they name as no text, and drops a byte order mark. */
  private begin(last: boolean): boolean {
    if (this.begun) return true;
    if (this.held.length < LONGEST_SIGNATURE && !last) return false;
    this.begun = true;
    const signature = SIGNATURES.find(([, magic]) => startsWith(this.held, magic));
    if (signature !== undefined) {
      this.found = { code: 'FILE_BINARY', facts: { what: signature[0], byte: '1' } };
      return false;
    }
    const wide = UTF_16_MARKS.find(([, mark]) => startsWith(this.held, mark));
    if (wide !== undefined) {
      this.chosen = wide[0];
      this.drop(2);
    } else if (startsWith(this.held, BYTE_ORDER_MARK)) {
      this.chosen = 'UTF-8';
      this.drop(BYTE_ORDER_MARK.length);
    }
    return true;
  }

  private hasNul(): boolean {
    const at = this.held.indexOf(0);
    if (at < 0) return false;
    this.found = { code: 'FILE_BINARY', facts: { what: 'NUL', byte: String(this.offset + at + 1) } };
    return true;
  }

  /** True where decoding may go on: an encoding is chosen, or the held bytes are ASCII in any case. */
  private choose(last: boolean): boolean {
    if (isAscii(this.held)) return true;
    const foreign = this.held.findIndex((byte) => byte >= 0x80);
    if (this.held.length - foreign < SAMPLE_BYTES && !last) return false;
    this.chosen = ENCODINGS.find((encoding) => fits(scan(encoding, this.held), this.held, last));
    if (this.chosen !== undefined) return true;
    this.refuse('UTF-8 / GB18030', Math.max(...ENCODINGS.map((encoding) => scan(encoding, this.held).complete)));
    return false;
  }

  private decode(last: boolean): string {
    const { complete, brokenAt } = scan(this.encoding === 'UTF-8' ? 'UTF-8' : 'GB18030', this.held);
    const whole = this.held.subarray(0, complete);
    const text = this.encoding === 'UTF-8' ? whole.toString('utf8') : iconv.decode(whole, 'gb18030');
    const damaged = text.indexOf('\uFFFD');
    if (damaged >= 0) this.refuse(this.encoding, this.bytesOf(text.slice(0, damaged)));
    else if (brokenAt !== undefined) this.refuse(this.encoding, brokenAt);
    else if (last && complete < this.held.length) this.refuse(this.encoding, complete);
    this.drop(complete);
    return this.found === undefined ? text : text.slice(0, damaged < 0 ? text.length : damaged);
  }

  /** Two bytes a unit; half a unit or half a pair waits for the rest. */
  private decodeWide(last: boolean): string {
    const whole = this.held.subarray(0, this.held.length - (this.held.length % 2));
    const text =
      this.encoding === 'UTF-16BE' ? Buffer.from(whole).swap16().toString('utf16le') : whole.toString('utf16le');
    const taken = !last && /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
    const bad = BAD_WIDE.exec(taken);
    if (bad?.[0] === '\u0000')
      this.found = { code: 'FILE_BINARY', facts: { what: 'NUL', byte: this.byteAt(bad.index * 2) } };
    else if (bad !== null) this.refuse(this.encoding, bad.index * 2);
    else if (last && whole.length < this.held.length) this.refuse(this.encoding, whole.length);
    this.drop(taken.length * 2);
    return bad === null ? taken : taken.slice(0, bad.index);
  }

  private byteAt(offset: number): string {
    return String(this.offset + offset + 1);
  }

  private bytesOf(text: string): number {
    return this.encoding === 'UTF-8' ? Buffer.byteLength(text) : iconv.encode(text, 'gb18030').length;
  }

  private refuse(encoding: string, at: number): void {
    this.found = { code: 'FILE_ENCODING', facts: { encoding, byte: String(this.offset + at + 1) } };
  }

  private drop(count: number): void {
    this.held = this.held.subarray(count);
    this.offset += count;
  }
}

// eslint-disable-next-line no-control-regex -- finding a NUL is the purpose.
const BAD_WIDE = /\u0000|\ufffd|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function isWide(encoding: Encoding | undefined): boolean {
  return encoding === 'UTF-16LE' || encoding === 'UTF-16BE';
}

/** An unfinished character at the end is fine as long as more bytes may come. */
function fits({ complete, brokenAt }: Scan, bytes: Uint8Array, last: boolean): boolean {
  return brokenAt === undefined && (!last || complete === bytes.length);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Set where the bytes are no text; `text` then ends before the place. */
  readonly problem?: TableProblem;
}

/** A whole file at once, such as `estate.json`. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoding = new TextDecoding();
  const text = decoding.push(bytes) + decoding.end();
  const { encoding, problem } = decoding;
  return problem === undefined ? { text, encoding } : { text, encoding, problem };
}
