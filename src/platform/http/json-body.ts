/**
 * Reading a JSON body strictly.
 *
 * 1. UTF-8 only, and nothing but JSON.
 * 2. No name stands twice in one object: two readers could understand the same request differently.
 * 3. No `__proto__`, which would be a property to one reader and a prototype to another.
 * 4. At most 64 levels deep, so that nothing behind runs out of stack.
 */
import { isUtf8 } from 'node:buffer';

export type JsonReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

const MAX_DEPTH = 64;
const REFUSED: JsonReading = { ok: false };

export function readJsonBody(bytes: Buffer): JsonReading {
  // An empty body with a JSON content type is what clients send when they have nothing to say.
  if (bytes.length === 0) return { ok: true, value: undefined };
  if (!isUtf8(bytes)) return REFUSED;
  const text = bytes.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return hasPlainNames(text) ? { ok: true, value } : REFUSED;
  } catch {
    return REFUSED;
  }
}

/** Rules 2 to 4, over a text that is known to be JSON: outside strings only brackets and commas matter. */
function hasPlainNames(text: string): boolean {
  const scan = new NameScan();
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfString(text, at);
      scan.string(text, at, end);
      at = end;
    } else if (sign === COMMA) scan.comma();
    else if (sign === OPEN_OBJECT || sign === OPEN_ARRAY) scan.open(sign === OPEN_OBJECT);
    else if (sign === CLOSE_OBJECT || sign === CLOSE_ARRAY) scan.close();
    if (scan.refused) return false;
  }
  return true;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const BACKSLASH = 0x5c;

/** The names of the object that the scan is in (none in an array), and whether the next string is a name. */
class NameScan {
  refused = false;
  readonly #levels: (Set<string> | undefined)[] = [];
  #names: Set<string> | undefined;
  #awaitsName = false;

  open(isObject: boolean): void {
    this.#levels.push(this.#names);
    this.#names = isObject ? new Set() : undefined;
    this.#awaitsName = isObject;
    this.refused ||= this.#levels.length > MAX_DEPTH;
  }

  close(): void {
    this.#names = this.#levels.pop();
    this.#awaitsName = false;
  }

  comma(): void {
    this.#awaitsName = this.#names !== undefined;
  }

  string(text: string, start: number, end: number): void {
    if (!this.#awaitsName || this.#names === undefined) return;
    const raw = text.slice(start + 1, end);
    const name = raw.includes('\\') ? (JSON.parse(text.slice(start, end + 1)) as string) : raw;
    this.refused ||= this.#names.has(name) || name === '__proto__';
    this.#names.add(name);
    this.#awaitsName = false;
  }
}

/** Index of the quote that closes the string which opens at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}
