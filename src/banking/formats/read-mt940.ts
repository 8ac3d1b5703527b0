/**
 * MT940 messages -> statements, line by line.
 *
 * 1. Envelopes (`{1:…}{4:`, `-}`) may be there or not; a message ends at `-`, at the next `:20:`, or where a new
 *    opening balance comes after a closing one.
 * 2. A field goes on over the following lines until the next tag; tags that are not needed are passed over.
 * 3. Every broken field is named with its line; the others are still read.
 */
import { BookedStatements, type EntryPlace } from './booked-statements.js';
import { ByteLines, troubledFile, type MessageLine } from './byte-lines.js';
import type { Entries } from './entries.js';
import { readBalance, readDetails, readEntry, type Mt940Entry } from './mt940-line.js';
import type { BankFileFold, StatementContext, StatementReading } from './statement-reading.js';
import type { Fen } from '../../kernel/fen.js';

interface Field {
  readonly tag: string;
  readonly line: number;
  readonly lines: string[];
}

interface OpenMessage {
  account: string;
  accountLine: number;
  openingFen?: Fen;
  closingFen?: Fen;
  closingLine?: number;
  readonly entries: Entries;
  isPartial?: boolean;
  pending?: { readonly entry: Mt940Entry; readonly line: number; readonly raw: readonly string[] };
}

const TAG = /^:(?<tag>\d{2}[A-Z]?|NS):(?<text>.*)$/s;
const END = /^-\}?\s*$/;
/** A field of a bank's message has a handful of lines; `:86:` of the most talkative has some dozens. */
const MOST_FIELD_LINES = 1_000;

export class Mt940Reader implements BankFileFold {
  private readonly lines = new ByteLines();
  private readonly booked: BookedStatements;
  private message: OpenMessage | undefined;
  private field: Field | undefined;

  constructor(source: StatementContext) {
    this.booked = new BookedStatements(source);
  }

  push(chunk: Uint8Array): void {
    for (const line of this.lines.push(chunk)) this.takeLine(line);
  }

  finish(): StatementReading {
    for (const line of this.lines.end()) this.takeLine(line);
    const { trouble } = this.lines;
    const { file } = this.booked;
    if (trouble !== undefined) return troubledFile(file, trouble);
    this.closeMessage();
    return this.booked.finish();
  }

  private takeLine({ line, text }: MessageLine): void {
    const plain = text.replace(/^.*\{4:\s*/, '');
    if (END.test(plain)) return this.closeMessage();
    const parts = TAG.exec(plain)?.groups;
    if (parts !== undefined) {
      this.closeField();
      this.field = { tag: parts['tag'] ?? '', line, lines: [parts['text'] ?? ''] };
      return;
    }
    if (this.field !== undefined && plain.trim() !== '' && this.field.lines.length < MOST_FIELD_LINES) {
      this.field.lines.push(plain);
    }
  }

  private closeField(): void {
    const { field } = this;
    if (field === undefined) return;
    this.field = undefined;
    if (field.tag === '20') this.endMessage();
    const message = this.openMessage(field);
    if (field.tag === '25') Object.assign(message, { account: field.lines.join('').trim(), accountLine: field.line });
    else if (/^6[02]/.test(field.tag)) this.takeBalance(message, field);
    else if (field.tag === '61') this.takeEntry(message, field);
    else if (field.tag === '86') this.closeEntry(message, field.lines);
  }

  private openMessage(field: Field): OpenMessage {
    if (this.message?.closingFen !== undefined && /^(25|60[FM]?)$/.test(field.tag)) this.endMessage();
    if (this.message === undefined) {
      this.message = { account: '', accountLine: field.line, entries: this.booked.entries() };
    }
    return this.message;
  }

  private takeBalance(message: OpenMessage, field: Field): void {
    this.closeEntry(message, []);
    const place = placeOf(field);
    const balance = readBalance(field.lines.join(''));
    if (balance === undefined) return this.booked.refuse('STATEMENT_ENTRY_UNREADABLE', place);
    if (!isRenminbi(balance.currency)) {
      return this.booked.refuse('STATEMENT_CURRENCY_FOREIGN', { ...place, value: balance.currency });
    }
    if (field.tag.startsWith('60')) message.openingFen ??= balance.fen;
    else Object.assign(message, { closingFen: balance.fen, closingLine: field.line });
  }

  private takeEntry(message: OpenMessage, field: Field): void {
    this.closeEntry(message, []);
    const place = placeOf(field);
    const entry = readEntry(field.lines.join('\n'));
    if (entry === 'expected') return;
    const wasPartial = message.isPartial === true;
    message.isPartial = true;
    if (entry === undefined) return this.booked.refuse('STATEMENT_ENTRY_UNREADABLE', place);
    if (entry === 'day') return this.booked.refuse('STATEMENT_DATE_UNREADABLE', place);
    if (entry === 'amount') return this.booked.refuse('STATEMENT_AMOUNT_UNREADABLE', place);
    if (!this.booked.accepts(entry.bookedOn, { ...place, value: entry.bookedOn })) return;
    message.isPartial = wasPartial;
    message.pending = { entry, line: field.line, raw: [`:61:${field.lines.join('\n')}`] };
  }

  /** An entry is whole when its `:86:` has come, or when another field shows that none will. */
  private closeEntry(message: OpenMessage, details: readonly string[]): void {
    const { pending } = message;
    if (pending === undefined) return;
    delete message.pending;
    const { bookedOn, outFen, inFen, isReversal, kind, reference } = pending.entry;
    if (outFen === 0n && inFen === 0n) return;
    const told = readDetails(details);
    const raw = details.length === 0 ? pending.raw : [...pending.raw, `:86:${details.join('\n')}`];
    const values = {
      ...{ bookedOn, outFen, inFen },
      counterpartyName: told.name,
      counterpartyNumber: told.number,
      summary: told.summary === '' ? kind : told.summary,
      remark: told.remark === '' ? reference : told.remark,
      rawCells: raw,
      fileLine: pending.line,
    };
    message.entries.push({ values, isReversal });
  }

  private closeMessage(): void {
    this.closeField();
    this.endMessage();
  }

  private endMessage(): void {
    const { message } = this;
    if (message === undefined) return;
    this.closeEntry(message, []);
    this.message = undefined;
    const { accountLine: fileLine, pending: _, ...rest } = message;
    this.booked.add({ ...rest, fileLine, column: ':25:' });
  }
}

function placeOf(field: Field): EntryPlace {
  return { line: field.line, column: `:${field.tag}:`, value: field.lines[0] ?? '' };
}

function isRenminbi(currency: string): boolean {
  return /^(CNY|RMB)$/.test(currency);
}
