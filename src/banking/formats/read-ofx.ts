/**
 * OFX statements, SGML 1.x and XML 2.x, line by line.
 *
 * 1. Both are read as what they share: tags and the text behind an opening tag. A value needs no closing tag, as in
 *    SGML; entities beyond the five of XML and character numbers stay as they are written.
 * 2. The ledger balance closes the statement where it stands at the statement's end; a balance of a later day says
 *    nothing about these lines.
 * 3. The bank's FITID is the line's serial.
 */
import { calendarDate } from '../../kernel/calendar.js';
import { fen, ZERO_FEN } from '../../kernel/fen.js';
import { BookedStatements } from './booked-statements.js';
import { ByteLines, troubledFile, type MessageLine } from './byte-lines.js';
import type { BookedEntry, Entries } from './entries.js';
import { readAmount, readTime } from './read-cells.js';
import { refusedFile, type BankFileFold, type StatementContext, type StatementReading } from './statement-reading.js';

interface OpenStatement {
  readonly entries: Entries;
  readonly fields: Map<string, { text: string; line: number }>;
  isPartial: boolean;
}

interface OpenRecord {
  readonly fields: Map<string, string>;
  readonly line: number;
}

const TOKEN = /<(?<close>\/)?(?<tag>[A-Za-z][\w.-]*)\s*\/?>(?<text>[^<]*)|<[?!][^>]*>|[^<]+|</g;
const OPENING_BRACKET = 0x3c;
const DEEPEST = 100;
const STATEMENT = /^(CC)?STMTRS$/;

export class OfxReader implements BankFileFold {
  private readonly lines = new ByteLines(OPENING_BRACKET);
  private readonly booked: BookedStatements;
  private statement: OpenStatement | undefined;
  private record: OpenRecord | undefined;
  private leaf = '';
  private path: string[] = [];
  private hasDoctype = false;
  private seen = false;

  constructor(source: StatementContext) {
    this.booked = new BookedStatements(source);
  }

  push(chunk: Uint8Array): void {
    for (const line of this.lines.push(chunk)) this.takeLine(line);
  }

  finish(): StatementReading {
    for (const line of this.lines.end()) this.takeLine(line);
    const { file } = this.booked;
    if (this.lines.trouble !== undefined) return troubledFile(file, this.lines.trouble);
    if (this.hasDoctype) return refusedFile(file, 'BANK_FILE_XML_DOCTYPE');
    if (!this.seen) {
      const what = { whatZh: '没有银行流水的 OFX 文件', whatEn: 'OFX without a bank statement' };
      return refusedFile(file, 'BANK_FILE_KIND_UNKNOWN', what);
    }
    this.closeStatement();
    return this.booked.finish();
  }

  private takeLine({ line, text }: MessageLine): void {
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) this.hasDoctype = true;
    for (const { groups = {}, 0: token } of text.matchAll(TOKEN)) {
      const tag = groups['tag']?.toUpperCase();
      if (tag === undefined) this.addText(token);
      else if (groups['close'] === undefined) this.open(tag, groups['text'] ?? '', line);
      else this.close(tag);
    }
  }

  private open(tag: string, text: string, line: number): void {
    this.leaf = tag;
    if (STATEMENT.test(tag)) {
      this.closeStatement();
      this.seen = true;
      this.statement = { entries: this.booked.entries(), fields: new Map(), isPartial: false };
    } else if (tag === 'STMTTRN') {
      this.closeRecord();
      this.record = { fields: new Map(), line };
    } else if (text.trim() === '' && this.path.length < DEEPEST) this.path.push(tag);
    if (text.trim() !== '') this.note(tag, line, text);
  }

  private close(tag: string): void {
    this.leaf = '';
    if (STATEMENT.test(tag)) this.closeStatement();
    else if (tag === 'STMTTRN' || tag === 'BANKTRANLIST') this.closeRecord();
    const index = this.path.lastIndexOf(tag);
    if (index >= 0) this.path = this.path.slice(0, index);
  }

  /** A value goes on in the next line where no tag ends it. */
  private addText(text: string): void {
    if (this.leaf === '' || text.trim() === '' || text.startsWith('<')) return;
    const name = this.nameOf(this.leaf);
    const before = this.record?.fields.get(name) ?? '';
    if (before.length < 1_000) this.record?.fields.set(name, `${before}${plainText(text)}`);
  }

  private note(tag: string, line: number, text: string): void {
    const name = this.nameOf(tag);
    if (this.record !== undefined) this.record.fields.set(name, plainText(text));
    else if (this.statement !== undefined && this.statement.fields.size < 1_000) {
      this.statement.fields.set(name, { text: plainText(text).trim(), line });
    }
  }

  /** Account numbers and balances are told apart by what they stand in. */
  private nameOf(tag: string): string {
    if (!/^(ACCTID|BALAMT|DTASOF|NAME)$/.test(tag)) return tag;
    const around = this.path.findLast((name) => /^(BANKACCTTO|CCACCTTO|BANKACCTFROM|CCACCTFROM|\w*BAL)$/.test(name));
    return around === undefined ? tag : `${around}/${tag}`;
  }

  private closeRecord(): void {
    const { record, statement } = this;
    this.record = undefined;
    if (record === undefined || statement === undefined) return;
    const entry = this.entryOf(record);
    if (entry === undefined) statement.isPartial = true;
    else if (entry !== 'nothing') statement.entries.push(entry);
  }

  private entryOf({ fields, line }: OpenRecord): BookedEntry | 'nothing' | undefined {
    const text = (tag: string): string => (fields.get(tag) ?? '').trim();
    const [posted, written] = [text('DTPOSTED'), text('TRNAMT')];
    const bookedOn = calendarDate(`${posted.slice(0, 4)}-${posted.slice(4, 6)}-${posted.slice(6, 8)}`);
    const amount = readAmount(decimalPoint(written));
    if (bookedOn === undefined) {
      this.booked.refuse('STATEMENT_DATE_UNREADABLE', { line, column: 'DTPOSTED', value: posted });
      return undefined;
    }
    if (amount.kind !== 'amount') {
      const code = amount.kind === 'too-fine' ? 'STATEMENT_AMOUNT_TOO_FINE' : 'STATEMENT_AMOUNT_UNREADABLE';
      this.booked.refuse(code, { line, column: 'TRNAMT', value: written });
      return undefined;
    }
    if (!this.booked.accepts(bookedOn, { line, column: 'DTPOSTED', value: bookedOn })) return undefined;
    if (amount.fen === 0n) return 'nothing';
    const [serial, time] = [text('FITID'), readTime(posted.slice(8, 14))];
    const values = {
      ...(serial === '' ? {} : { serial }),
      bookedOn,
      ...(time === undefined ? {} : { time }),
      outFen: amount.fen < 0n ? fen(0n - amount.fen) : ZERO_FEN,
      inFen: amount.fen < 0n ? ZERO_FEN : amount.fen,
      counterpartyName: text('NAME'),
      counterpartyNumber: text('BANKACCTTO/ACCTID'),
      summary: text('TRNTYPE'),
      remark: text('MEMO'),
      rawCells: [...fields].map(([name, value]) => `${name}=${value.trim()}`),
      fileLine: line,
    };
    return { values };
  }

  private closeStatement(): void {
    this.closeRecord();
    const { statement } = this;
    if (statement === undefined) return;
    this.statement = undefined;
    const { entries, fields, isPartial } = statement;
    const account = fields.get('BANKACCTFROM/ACCTID') ?? fields.get('CCACCTFROM/ACCTID');
    const currency = fields.get('CURDEF');
    if (currency !== undefined && !/^(CNY|RMB)$/.test(currency.text)) {
      this.booked.refuse('STATEMENT_CURRENCY_FOREIGN', { line: currency.line, column: 'CURDEF', value: currency.text });
    }
    this.booked.add({
      account: account?.text ?? '',
      fileLine: account?.line ?? 1,
      column: 'ACCTID',
      entries,
      isPartial,
      ...closingOf(fields),
    });
  }
}

function closingOf(fields: OpenStatement['fields']): { closingFen?: ReturnType<typeof fen>; closingLine?: number } {
  const balance = fields.get('LEDGERBAL/BALAMT');
  const reading = readAmount(decimalPoint(balance?.text ?? ''));
  if (balance === undefined || reading.kind !== 'amount') return {};
  const [asOf, end] = [fields.get('LEDGERBAL/DTASOF')?.text, fields.get('DTEND')?.text];
  const isLater = asOf !== undefined && end !== undefined && asOf.slice(0, 8) > end.slice(0, 8);
  return isLater ? {} : { closingFen: reading.fen, closingLine: balance.line };
}

/** Some banks write the decimal sign as a comma. */
function decimalPoint(text: string): string {
  return /^[+-]?\d+,\d{1,2}$/.test(text.trim()) ? text.replace(',', '.') : text;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function plainText(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|(\w{2,4}));/g, (whole, number: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Math.min(Number(number), 0x10ffff));
  });
}
