/**
 * Bytes to the lines of a bank's message (MT940, OFX).
 *
 * 1. A line is decoded alone: as UTF-8 where it is, else as GB18030 where it is, else as Latin-1. Old messages mix
 *    alphabets in their texts, while everything that is read by machine is ASCII, so no line is lost for its text.
 * 2. A NUL and a line beyond the limit end the reading.
 */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { refusedFile, type StatementReading } from './statement-reading.js';

export const LONGEST_TEXT = 65_536;

const LINE_FEED = 0x0a;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface MessageLine {
  readonly line: number;
  readonly text: string;
}

export type LineTrouble = { readonly kind: 'nul' | 'too-long'; readonly line: number; readonly byte: number };

export class ByteLines {
  private held: Buffer = Buffer.alloc(0);
  private count = 0;
  /** Bytes before the line that is being read. */
  private offset = 0;
  private found: LineTrouble | undefined;

  /** `breakBefore`: a byte at which a line may be cut too, for formats that need no line breaks. */
  constructor(private readonly breakBefore?: number) {}

  get trouble(): LineTrouble | undefined {
    return this.found;
  }

  push(chunk: Uint8Array): MessageLine[] {
    if (this.found !== undefined) return [];
    this.held = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk]);
    const lines: MessageLine[] = [];
    let at = 0;
    for (let end = this.held.indexOf(LINE_FEED); end >= 0; end = this.held.indexOf(LINE_FEED, at)) {
      this.takePieces(this.held.subarray(at, end), lines);
      this.count += 1;
      this.offset += 1;
      at = end + 1;
    }
    this.held = this.held.subarray(at);
    if (this.held.length > LONGEST_TEXT) this.cutHeld(lines);
    return lines;
  }

  end(): MessageLine[] {
    const lines: MessageLine[] = [];
    if (this.held.length > 0) this.takePieces(this.held, lines);
    return lines;
  }

  /** A line without an end: all of it that is whole is read, so that what is held stays small. */
  private cutHeld(lines: MessageLine[]): void {
    const cut = this.breakBefore === undefined ? -1 : this.held.lastIndexOf(this.breakBefore);
    if (cut <= 0) return this.refuse('too-long');
    this.takePieces(this.held.subarray(0, cut), lines);
    this.held = this.held.subarray(cut);
  }

  private takePieces(bytes: Buffer, lines: MessageLine[]): void {
    let rest = bytes;
    for (;;) {
      const cut = this.breakBefore === undefined ? -1 : rest.indexOf(this.breakBefore, 1);
      this.take(cut < 0 ? rest : rest.subarray(0, cut), lines);
      if (cut < 0) return;
      rest = rest.subarray(cut);
    }
  }

  private take(bytes: Buffer, lines: MessageLine[]): void {
    if (this.found !== undefined) return;
    if (bytes.length > LONGEST_TEXT) return this.refuse('too-long');
    if (bytes.includes(0)) return this.refuse('nul', bytes.indexOf(0));
    const marked = this.offset === 0 && bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
    const text = decodeLine(marked ? bytes.subarray(UTF8_MARK.length) : bytes);
    this.offset += bytes.length;
    lines.push({ line: this.count + 1, text: text.replace(/\r$/, '') });
  }

  private refuse(kind: LineTrouble['kind'], at = 0): void {
    this.found ??= { kind, line: this.count + 1, byte: this.offset + at + 1 };
  }
}

export function troubledFile(file: string, { kind, line, byte }: LineTrouble): StatementReading {
  if (kind === 'nul') return refusedFile(file, 'FILE_BINARY', { what: 'NUL', byte: String(byte) });
  return refusedFile(file, 'BANK_FILE_TEXT_TOO_LONG', { line: String(line), limit: String(LONGEST_TEXT) });
}

const GB18030 = new TextDecoder('gb18030', { fatal: true });

function decodeLine(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  try {
    return GB18030.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
