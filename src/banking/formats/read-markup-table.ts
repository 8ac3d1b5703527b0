/**
 * Tables that banks write as HTML or as "XML Spreadsheet 2003" and call xls.
 *
 * 1. They are read row by row as what a spreadsheet program would show; nothing is run, fetched or expanded.
 * 2. The row's number stands in place of a line, for that is what people see.
 * 3. A web page without a statement in it is refused as a web page.
 */
import { TextDecoding } from '../../platform/tables/index.js';
import { LONGEST_TEXT } from './byte-lines.js';
import { placedProblem } from './read-csv.js';
import { StatementReader } from './read-statement.js';
import {
  publicFileName,
  refusedFile,
  type BankFileFold,
  type StatementContext,
  type StatementReading,
} from './statement-reading.js';
import { within, XmlElements, type XmlElement } from './xml-elements.js';

const WEB_PAGE = { whatZh: '网页（HTML）', whatEn: 'a web page (HTML)' };
const OTHER_XML = { whatZh: '别的 XML 文件', whatEn: 'XML of another kind' };
const MOST_COLUMNS = 256;

/** What was found, or the refusal of a file in which nothing looks like a statement. */
function orRefused(
  reading: StatementReading,
  source: StatementContext,
  what: Readonly<Record<string, string>>,
): StatementReading {
  const [only] = reading.violations;
  const isNothing =
    only?.code === 'STATEMENT_HEADER_NOT_FOUND' && only.facts?.['seenEn']?.startsWith('no row') === true;
  if (!isNothing) return reading;
  return refusedFile(publicFileName(source.file, source.accounts), 'BANK_FILE_KIND_UNKNOWN', what);
}

/** Whether it closes, its name, its attributes. */
const TAG = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>$/;

const ROWS = new Set(['table', 'tr']);
const CELLS = new Set(['td', 'th']);

export class HtmlTableReader implements BankFileFold {
  private readonly decoding = new TextDecoding();
  private readonly reader: StatementReader;
  private text = '';
  private row = 0;
  private cells: string[] | undefined;
  private cell: string | undefined;
  /** Columns that the open cell fills beside its own. */
  private span = 0;
  private isTooLong = false;

  constructor(private readonly source: StatementContext) {
    this.reader = new StatementReader(source);
  }

  push(chunk: Uint8Array): void {
    this.takeText(this.decoding.push(chunk));
  }

  finish(): StatementReading {
    this.takeText(this.decoding.end());
    this.endRow();
    const file = publicFileName(this.source.file, this.source.accounts);
    const { problem } = this.decoding;
    if (problem !== undefined) return { statements: [], violations: [placedProblem(file, problem)] };
    if (this.isTooLong) {
      return refusedFile(file, 'BANK_FILE_TEXT_TOO_LONG', { line: String(this.row), limit: String(LONGEST_TEXT) });
    }
    return orRefused(this.reader.finish(), this.source, WEB_PAGE);
  }

  /** Takes everything up to the last tag that is whole. */
  private takeText(more: string): void {
    if (this.isTooLong) return;
    this.text += more;
    let at = 0;
    for (;;) {
      const open = this.text.indexOf('<', at);
      const comment = open >= 0 && this.text.startsWith('<!--', open);
      const close = open < 0 ? -1 : this.text.indexOf(comment ? '-->' : '>', open);
      if (close < 0) break;
      this.addText(this.text.slice(at, open));
      at = close + (comment ? 3 : 1);
      if (!comment) this.takeTag(this.text.slice(open, at));
    }
    this.text = this.text.slice(at);
    if (this.text.length > LONGEST_TEXT) this.isTooLong = true;
  }

  private takeTag(tag: string): void {
    const [, close, written, attributes] = TAG.exec(tag) ?? [];
    if (written === undefined || attributes === undefined) return;
    const [name, isOpening] = [written.toLowerCase(), close === ''];
    if (ROWS.has(name)) {
      this.endRow();
      if (isOpening) this.cells = [];
    } else if (CELLS.has(name)) {
      this.endCell();
      if (isOpening) this.openCell(attributes);
    } else if (name === 'br') this.addText(' ');
  }

  private openCell(attributes: string): void {
    this.cells ??= [];
    this.cell = '';
    const span = Number(/colspan\s*=\s*["']?(\d{1,3})/i.exec(attributes)?.[1] ?? '1');
    this.span = Math.min(span, MOST_COLUMNS) - 1;
  }

  private addText(text: string): void {
    if (this.cell === undefined) return;
    this.cell += text;
    if (this.cell.length > LONGEST_TEXT) this.isTooLong = true;
  }

  private endCell(): void {
    if (this.cell === undefined || this.cells === undefined) return;
    const cell = plainText(this.cell);
    this.cell = undefined;
    if (this.cells.length + this.span < MOST_COLUMNS) this.cells.push(cell, ...Array<string>(this.span).fill(''));
  }

  private endRow(): void {
    this.endCell();
    const { cells } = this;
    this.cells = undefined;
    if (cells === undefined || cells.length === 0) return;
    this.row += 1;
    if (cells.some((cell) => cell !== '')) this.reader.take({ line: this.row, cells });
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  yen: '¥',
};

function plainText(text: string): string {
  const told = text.replace(/&(?:#(\d{1,7})|(\w{2,6}));/g, (whole, number?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return Number(number) > 0x10ffff ? whole : String.fromCodePoint(Number(number));
  });
  return told.replace(/\s+/g, ' ').trim();
}

export class SpreadsheetXmlReader implements BankFileFold {
  private readonly reader: StatementReader;
  private readonly xml: XmlElements;
  private row = 0;

  constructor(private readonly source: StatementContext) {
    this.reader = new StatementReader({ ...source, serialDays: true });
    this.xml = new XmlElements(new Set(['Row']), (element) => {
      this.takeRow(element);
    });
  }

  push(chunk: Uint8Array): void {
    this.xml.push(chunk);
  }

  finish(): StatementReading {
    this.xml.finish();
    const { trouble } = this.xml;
    if (trouble === undefined) return orRefused(this.reader.finish(), this.source, OTHER_XML);
    const limit = trouble.limit === undefined ? {} : { limit: String(trouble.limit) };
    const file = publicFileName(this.source.file, this.source.accounts);
    return refusedFile(file, trouble.code, { line: String(trouble.line), ...limit });
  }

  private takeRow(row: XmlElement): void {
    this.row = placeIn(row, this.row);
    const cells: string[] = [];
    let column = 0;
    for (const cell of row.children) {
      if (cell.name !== 'Cell') continue;
      column = placeIn(cell, column);
      if (column <= MOST_COLUMNS)
        cells[column - 1] = within(cell, 'Data')
          .map(({ text }) => text)
          .join('');
    }
    const whole = Array.from(cells, (text: string | undefined) => text ?? '');
    if (whole.some((text) => text !== '')) this.reader.take({ line: this.row, cells: whole });
  }
}

/** Rows and cells that are empty are left out, and the next one says its number. */
function placeIn({ attributes }: XmlElement, before: number): number {
  const told = Number(attributes['ss:Index'] ?? attributes['Index'] ?? '0');
  return Number.isSafeInteger(told) && told > before ? told : before + 1;
}
