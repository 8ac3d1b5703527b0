/**
 * Where a text stops being JSON (RFC 8259). `JSON.parse` decides whether it is; its message does not always say where,
 * so the place is looked for here, by taking values, members and items for as long as they fit.
 */

const SPACE = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids them inside a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const DEEPEST = 1_000;

/** Offset of the first place that does not fit; the text's length where it ends too early. */
export function jsonErrorAt(text: string): number {
  const reader = new JsonReader(text);
  reader.value(0);
  return reader.at;
}

class JsonReader {
  at = 0;

  constructor(private readonly text: string) {}

  /** Reads one value with the space around it; false where it does not fit, `at` then being the place. */
  value(depth: number): boolean {
    this.take(SPACE);
    const fits = depth < DEEPEST && this.oneOf(depth);
    if (fits) this.take(SPACE);
    return fits;
  }

  private oneOf(depth: number): boolean {
    if (this.text[this.at] === '{') return this.list('}', () => this.member(depth));
    if (this.text[this.at] === '[') return this.list(']', () => this.value(depth + 1));
    return this.take(STRING) || this.take(SCALAR);
  }

  private member(depth: number): boolean {
    this.take(SPACE);
    if (!this.take(STRING)) return false;
    this.take(SPACE);
    if (this.text[this.at] !== ':') return false;
    this.at += 1;
    return this.value(depth + 1);
  }

  private list(close: string, item: () => boolean): boolean {
    this.at += 1;
    this.take(SPACE);
    if (this.text[this.at] === close) return this.step();
    while (item()) {
      if (this.text[this.at] === close) return this.step();
      if (this.text[this.at] !== ',') return false;
      this.at += 1;
    }
    return false;
  }

  private step(): boolean {
    this.at += 1;
    return true;
  }

  private take(form: RegExp): boolean {
    form.lastIndex = this.at;
    if (!form.test(this.text)) return false;
    this.at = form.lastIndex;
    return true;
  }
}
