/**
 * A voucher's leaf, read strictly.
 *
 * 1. Its keys are exactly those of the frozen format, and each field has its one spelling.
 * 2. A leaf that cannot be read as a voucher gives no voucher; each fault is reported with its field.
 */
import type { LeafValue } from '../../kernel/canonical.js';
import { VOUCHER_KINDS } from '../../ledger/rules/index.js';
import { isDate, isFen, isInstant, isPeriod, isUuid, type LeafFields } from './leaf-fields.js';

export interface ReadLine {
  readonly account: string;
  readonly fund: string;
  readonly isDebit: boolean;
  readonly fen: bigint;
  /** As the leaf spells it. */
  readonly fenText: string;
  readonly dimensions: readonly (readonly string[])[];
}

export interface ReadVoucher {
  readonly seq: number;
  readonly id: string;
  readonly number: string;
  readonly period: string;
  readonly eventOn: string;
  readonly kind: string;
  readonly recordedAt: string;
  readonly preparer: string;
  readonly approver: string;
  readonly summary: string;
  readonly lines: readonly ReadLine[];
  readonly refs: readonly (readonly string[])[];
}

const KEYS = new Set(
  '_sd approver count docs estate event_on id kind lines no period preparer recorded_at refs sub summary t'.split(' '),
);
const KINDS: ReadonlySet<string> = new Set(VOUCHER_KINDS);
const MAX_FEN_DIGITS = 14;

export function readVoucher(fields: LeafFields): ReadVoucher | undefined {
  const { seq, leaf } = fields;
  for (const key of Object.keys(leaf)) if (!KEYS.has(key)) fields.fault(key);
  const voucher = {
    seq,
    id: fields.text('id', isUuid),
    number: fields.text('no'),
    period: fields.text('period', isPeriod),
    eventOn: fields.text('event_on', isDate),
    kind: fields.text('kind', (text) => KINDS.has(text)),
    recordedAt: fields.text('recorded_at', isInstant),
    preparer: fields.text('preparer'),
    approver: fields.text('approver'),
    summary: fields.text('summary'),
    lines: readLines(fields),
    refs: readPairs(leaf['refs'], 2),
  };
  if (voucher.refs === undefined) fields.fault('refs');
  if (readPairs(leaf['docs'], 3) === undefined) fields.fault('docs');
  const isWhole = voucher.period !== '' && voucher.eventOn !== '' && voucher.recordedAt !== '';
  if (voucher.lines === undefined || !isWhole) return undefined;
  return { ...voucher, lines: voucher.lines, refs: voucher.refs ?? [] };
}

function readLines(fields: LeafFields): ReadLine[] | undefined {
  const value = fields.leaf['lines'];
  if (typeof value === 'string' || value === undefined) {
    fields.fault('lines');
    return undefined;
  }
  const lines: ReadLine[] = [];
  for (const row of value) {
    const line = readLine(row);
    if (line === undefined) fields.fault(`lines[${String(lines.length)}]`);
    else lines.push(line);
  }
  return lines.length === value.length ? lines : undefined;
}

function readLine(row: LeafValue): ReadLine | undefined {
  if (typeof row === 'string' || row.length !== 6) return undefined;
  const [account, fund, side, fenText, summary, listed] = row;
  if (typeof account !== 'string' || typeof fund !== 'string' || typeof summary !== 'string') return undefined;
  const dimensions = readPairs(listed, 2);
  if (dimensions === undefined || !isLineFen(fenText) || (side !== 'D' && side !== 'C')) return undefined;
  return { account, fund, isDebit: side === 'D', fen: BigInt(fenText), fenText, dimensions };
}

function isLineFen(text: LeafValue | undefined): text is string {
  return typeof text === 'string' && isFen(text) && text.length <= MAX_FEN_DIGITS + 1;
}

/** Rows of a fixed number of texts; the list may be empty. */
function readPairs(value: LeafValue | undefined, width: number): readonly (readonly string[])[] | undefined {
  if (value === undefined || typeof value === 'string') return undefined;
  for (const row of value) {
    if (typeof row === 'string' || row.length !== width) return undefined;
    for (const cell of row) if (typeof cell !== 'string') return undefined;
  }
  return value as readonly (readonly string[])[];
}
