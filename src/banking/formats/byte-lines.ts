/**
 * Bytes to the lines of a bank's message (MT940, OFX).
 *
 * 1. A line is decoded alone: as UTF-8 where it is, else as GB18030 where it is, else as Latin-1. Old messages mix
 *    alphabets in their texts, while everything that is read by machine is ASCII, so no line is lost for its text.
 * 2. A NUL and a line beyond the limit end the reading.
 */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export const LONGEST_TEXT = 65_536;

const LINE_FEED = 0x0a;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface MessageLine {
  readonly line: number;
  readonly text: string;
}

export type LineTrouble = { readonly kind: 'nul' | 'too-long'; readonly line: number };

export class ByteLines {
  private held: Buffer = Buffer.alloc(0);
  private count = 0;
  private found: LineTrouble | undefined;

  get trouble(): LineTrouble | undefined {
    return this.found;
  }

  push(chunk: Uint8Array): MessageLine[] {
    if (this.found !== undefined) return [];
    this.held = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk]);
    const lines: MessageLine[] = [];
    let at = 0;
    for (let end = this.held.indexOf(LINE_FEED); end >= 0; end = this.held.indexOf(LINE_FEED, at)) {
      this.take(this.held.subarray(at, end), lines);
      at = end + 1;
    }
    this.held = this.held.subarray(at);
    if (this.held.length > LONGEST_TEXT) this.refuse('too-long');
    return lines;
  }

  end(): MessageLine[] {
    const lines: MessageLine[] = [];
    if (this.held.length > 0) this.take(this.held, lines);
    return lines;
  }

  private take(bytes: Buffer, lines: MessageLine[]): void {
    if (this.found !== undefined) return;
    if (bytes.length > LONGEST_TEXT) return this.refuse('too-long');
    if (bytes.includes(0)) return this.refuse('nul');
    this.count += 1;
    const marked = this.count === 1 && bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
    const text = decodeLine(marked ? bytes.subarray(UTF8_MARK.length) : bytes);
    lines.push({ line: this.count, text: text.replace(/\r$/, '') });
  }

  private refuse(kind: LineTrouble['kind']): void {
    this.found ??= { kind, line: this.count + 1 };
  }
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
