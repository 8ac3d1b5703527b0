/**
 * XML to elements, as a stream.
 *
 * 1. Names lose their namespace prefix. No entity but XML's own five and character numbers is known, and a document
 *    type declaration ends the reading: nothing can be expanded.
 * 2. Only the elements that are asked for are kept, each with all that is in it, until it closes.
 * 3. Texts, depth and the elements inside one kept element are limited.
 */
import { TextDecoder } from 'node:util';
import sax, { type SAXParser, type Tag } from 'sax';
import { LONGEST_TEXT } from './byte-lines.js';

export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

export type XmlTrouble = { readonly code: string; readonly line: number; readonly limit?: number };

const DEEPEST = 64;
const MOST_ELEMENTS = 500_000;

export class XmlElements {
  private readonly sax: SAXParser = sax.parser(true, { position: true });
  private readonly open: XmlElement[] = [];
  private decoder: TextDecoder | undefined;
  private depth = 0;
  private size = 0;
  private found: XmlTrouble | undefined;

  constructor(
    private readonly kept: ReadonlySet<string>,
    private readonly take: (element: XmlElement) => void,
    private readonly onOpen: (name: string, line: number) => void = () => undefined,
  ) {
    this.sax.onopentag = (tag) => this.begin(tag as Tag);
    this.sax.onclosetag = () => this.end();
    this.sax.ontext = (text) => this.addText(text);
    this.sax.oncdata = (text) => this.addText(text);
    this.sax.ondoctype = () => this.refuse('BANK_FILE_XML_DOCTYPE');
    this.sax.onsgmldeclaration = () => this.refuse('BANK_FILE_XML_DOCTYPE');
    this.sax.onerror = (error) => {
      if (/max buffer length/i.test(error.message)) this.refuse('BANK_FILE_TEXT_TOO_LONG', LONGEST_TEXT);
      else this.refuse('BANK_FILE_XML_BROKEN');
    };
  }

  get trouble(): XmlTrouble | undefined {
    return this.found;
  }

  push(chunk: Uint8Array): void {
    if (this.found !== undefined) return;
    this.decoder ??= decoderFor(chunk);
    this.write(() => this.decoder?.decode(chunk, { stream: true }) ?? '');
  }

  finish(): void {
    this.write(() => this.decoder?.decode() ?? '');
    if (this.found !== undefined) return;
    if (this.depth > 0) this.refuse('BANK_FILE_XML_BROKEN');
  }

  private write(decode: () => string): void {
    if (this.found !== undefined) return;
    try {
      const text = decode();
      if (text.includes('<!DOCTYPE')) this.refuse('BANK_FILE_XML_DOCTYPE');
      else this.sax.write(text);
    } catch {
      this.refuse('BANK_FILE_XML_BROKEN');
    }
  }

  private begin(tag: Tag): void {
    if (this.found !== undefined) return;
    this.depth += 1;
    if (this.depth > DEEPEST) return this.refuse('BANK_FILE_XML_BROKEN');
    const name = localName(tag.name);
    const line = this.sax.line + 1;
    this.onOpen(name, line);
    const parent = this.open.at(-1);
    if (parent === undefined && !this.kept.has(name)) return;
    this.size += 1;
    if (this.size > MOST_ELEMENTS) return this.refuse('BANK_FILE_TEXT_TOO_LONG', MOST_ELEMENTS);
    const element = { name, line, attributes: tag.attributes, text: '', children: [] };
    parent?.children.push(element);
    this.open.push(element);
  }

  private end(): void {
    this.depth -= 1;
    const element = this.open.pop();
    if (element === undefined || this.found !== undefined) return;
    element.text = element.text.trim();
    if (this.open.length > 0) return;
    this.size = 0;
    this.take(element);
  }

  private addText(text: string): void {
    const element = this.open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > LONGEST_TEXT) this.refuse('BANK_FILE_TEXT_TOO_LONG', LONGEST_TEXT);
  }

  private refuse(code: string, limit?: number): void {
    this.found ??= { code, line: this.sax.line + 1, ...(limit === undefined ? {} : { limit }) };
  }
}

/** The encodings that banks declare; a wrong or unknown one fails at the first byte that it cannot mean. */
function decoderFor(chunk: Uint8Array): TextDecoder {
  const head = Buffer.from(chunk.subarray(0, 200)).toString('latin1');
  const declared = /^[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const known = /^(gb2312|gbk|gb18030|iso-8859-1|windows-1252)$/.test(declared);
  return new TextDecoder(known ? declared : 'utf-8', { fatal: true });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first element down a path of names. */
export function at(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((from, name) => from?.children.find((child) => child.name === name), element);
}

/** All elements of a name, at any depth. */
export function within(element: XmlElement | undefined, name: string): XmlElement[] {
  if (element === undefined) return [];
  return element.children.flatMap((child) => (child.name === name ? [child] : within(child, name)));
}

/** The text of the first path that leads somewhere. */
export function textAt(element: XmlElement | undefined, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = at(element, ...path.split('/'))?.text ?? '';
    if (text !== '') return text;
  }
  return '';
}
