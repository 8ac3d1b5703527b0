/**
 * The rows of one voucher, checked together.
 *
 * 1. All rows agree on date, kind and reference; a summary may be worded differently by line, which is only noted.
 * 2. Rows are numbered 1, 2, 3 ...
 * 3. The event is never after today and never after the month of the number; an earlier month is an adjustment.
 * 4. Accounts are charted or stand below a charted parent; funds are the estate's own.
 * 5. What will be public is screened: summary, references and the names of accounts that will be created.
 */
import { calendarDate, periodOf } from '../../kernel/calendar.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { invariant } from '../../kernel/invariant.js';
import type { ChartIndex } from './chart-index.js';
import type { AddFinding, JournalColumn, JournalLine } from './journal-line.js';
import { readJournalLine } from './journal-line.js';
import type { TextRow } from './text-row.js';
import { checkBalance, checkBetweenFunds } from './voucher-balance.js';
import { journalKinds } from './voucher-draft.js';
import type { JournalKind } from './voucher-draft.js';
import { voucherNumber } from './voucher-number.js';
import type { VoucherNumber } from './voucher-number.js';
import { readRefs } from './voucher-refs.js';
import type { VoucherRef } from './voucher-refs.js';

/** What looks private in a text that will be public: its kind (room, phone, identity, card) and the words found. */
export type ScreenText = (text: string) => readonly { readonly kind: string; readonly found: string }[];

export interface VoucherContext {
  readonly today: CalendarDate;
  readonly openedOn?: CalendarDate;
  /** Code to kind. */
  readonly funds: ReadonlyMap<string, string>;
  readonly chart: ChartIndex;
  readonly screen: ScreenText;
}

export interface CheckedVoucher {
  readonly number: VoucherNumber | undefined;
  readonly eventOn: CalendarDate | undefined;
  readonly kind: JournalKind | undefined;
  readonly summary: string;
  readonly refs: readonly VoucherRef[];
  readonly lines: readonly JournalLine[];
  /** Every amount, account and fund of it could be read. */
  readonly isReadable: boolean;
}

export function checkVoucher(rows: readonly TextRow[], context: VoucherContext, add: AddFinding): CheckedVoucher {
  const lines = rows.map((row) => readJournalLine(row, add));
  const number = readNumber(lines, add);
  const eventOn = readDate(lines, number, context, add);
  const kind = readKind(lines, add);
  checkSame(lines, add);
  checkLineNumbers(lines, add);
  const known = lines.map((line) => isKnown(line, context, add));
  const [first] = lines;
  invariant(first, 'a voucher has at least one row');
  const refs = readRefs(first.cells.ref);
  checkTexts(lines, context.screen, add);
  const hasAmounts = lines.every((line) => line.amountFen !== undefined);
  const isReadable = hasAmounts && known.every(Boolean);
  if (hasAmounts) checkBalance(first.cells.voucher_no, lines, add);
  if (isReadable) checkResolved(first.cells.voucher_no, lines, refs, kind, add);
  const summary = first.cells.summary.normalize('NFC');
  return { number, eventOn, kind, summary, refs, lines, isReadable };
}

function readNumber(lines: readonly JournalLine[], add: AddFinding): VoucherNumber | undefined {
  const value = lines[0]?.cells.voucher_no ?? '';
  const number = voucherNumber(value);
  if (number === undefined) addAt(lines[0], 'voucher_no', 'JOURNAL_NUMBER_FORM', add);
  return number;
}

function readDate(
  lines: readonly JournalLine[],
  number: VoucherNumber | undefined,
  context: VoucherContext,
  add: AddFinding,
): CalendarDate | undefined {
  const date = calendarDate(lines[0]?.cells.date ?? '');
  if (date === undefined) {
    addAt(lines[0], 'date', 'JOURNAL_DATE', add);
    return undefined;
  }
  const { today, openedOn } = context;
  if (date > today) addAt(lines[0], 'date', 'JOURNAL_DATE_IN_FUTURE', add, { today });
  if (openedOn !== undefined && date < openedOn)
    addAt(lines[0], 'date', 'JOURNAL_DATE_BEFORE_BOOKS', add, { openedOn });
  if (number === undefined) return date;
  const facts = { number: number.text, period: number.period };
  if (periodOf(date) > number.period) addAt(lines[0], 'date', 'JOURNAL_DATE_AFTER_MONTH', add, facts);
  if (periodOf(date) < number.period) {
    addAt(
      lines[0],
      'date',
      'JOURNAL_ADJUSTMENT',
      (finding) => {
        add({ ...finding, weight: 'notice' });
      },
      facts,
    );
  }
  return date;
}

function readKind(lines: readonly JournalLine[], add: AddFinding): JournalKind | undefined {
  const text = lines[0]?.cells.kind ?? '';
  const kind = journalKinds.find((known) => known === text);
  if (kind === undefined) addAt(lines[0], 'kind', 'JOURNAL_KIND', add, { kinds: journalKinds.join(' ') });
  return kind;
}

const SAME: readonly (readonly [JournalColumn, string])[] = [
  ['date', 'JOURNAL_DATE_DIFFERS'],
  ['kind', 'JOURNAL_KIND_DIFFERS'],
  ['ref', 'JOURNAL_REF_DIFFERS'],
  ['summary', 'JOURNAL_SUMMARY_DIFFERS'],
];

function checkSame(lines: readonly JournalLine[], add: AddFinding): void {
  const first = lines[0];
  if (first === undefined) return;
  for (const [column, code] of SAME) {
    const different = lines.find((line) => line.cells[column] !== first.cells[column]);
    if (different === undefined || (column === 'summary' && different.cells.summary === '')) continue;
    const facts = { number: first.cells.voucher_no, first: first.cells[column], firstLine: String(first.line) };
    const finding = { code, line: different.line, column, value: different.cells[column], facts };
    add(column === 'summary' ? { ...finding, weight: 'notice' } : finding);
  }
}

/** After a wrong number the count goes on from it, so that one slip is one finding. */
function checkLineNumbers(lines: readonly JournalLine[], add: AddFinding): void {
  let expected = 1;
  for (const line of lines) {
    const text = line.cells.line;
    if (text !== String(expected)) {
      const facts = { number: line.cells.voucher_no, expected: String(expected) };
      add({ code: 'JOURNAL_LINE_NUMBERS', line: line.line, column: 'line', value: text, facts });
    }
    expected = (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : expected) + 1;
  }
}

function isKnown(line: JournalLine, context: VoucherContext, add: AddFinding): boolean {
  const account = isKnownAccount(line, context, add);
  const { fund } = line.cells;
  const fundKind = context.funds.get(fund);
  if (fundKind !== undefined) return account && isTaken(line, fundKind, context, add);
  addAt(line, 'fund', fund === '' ? 'JOURNAL_FUND_MISSING' : 'JOURNAL_FUND_UNKNOWN', add, {
    funds: [...context.funds].join(' '),
  });
  return false;
}

function isTaken(line: JournalLine, fundKind: string, context: VoucherContext, add: AddFinding): boolean {
  const { account, fund } = line.cells;
  if (!context.chart.takes(account, fundKind)) addAt(line, 'fund', 'JOURNAL_FUND_NOT_TAKEN', add, { account, fund });
  return true;
}

function isKnownAccount(line: JournalLine, context: VoucherContext, add: AddFinding): boolean {
  const { account, account_name: name } = line.cells;
  const found = account === '' ? undefined : context.chart.look(account, name);
  switch (found?.kind) {
    case undefined:
      addAt(line, 'account', 'JOURNAL_ACCOUNT_MISSING', add);
      return false;
    case 'unknown':
      addAt(line, 'account', 'JOURNAL_ACCOUNT_UNKNOWN', add);
      return false;
    case 'unnamed':
      addAt(line, 'account_name', 'JOURNAL_ACCOUNT_NAME_MISSING', add, { account });
      return false;
    case 'renamed':
      add({
        code: 'JOURNAL_ACCOUNT_NAME_DIFFERS',
        line: line.line,
        column: 'account_name',
        value: name,
        facts: { account, charted: found.name },
        weight: 'notice',
      });
      return true;
    case 'created':
      screenCell(line, 'account_name', context.screen, add);
      return true;
    case 'known':
      return true;
  }
}

function checkTexts(lines: readonly JournalLine[], screen: ScreenText, add: AddFinding): void {
  const first = lines[0];
  if (first?.cells.summary === '') addAt(first, 'summary', 'JOURNAL_SUMMARY_MISSING', add);
  for (const column of ['summary', 'ref'] as const) {
    const seen = new Set<string>();
    for (const line of lines) {
      if (seen.has(line.cells[column])) continue;
      seen.add(line.cells[column]);
      screenCell(line, column, screen, add);
    }
  }
}

/** Public text is kept short enough for a phone's screen. */
const LONGEST_TEXT = 200;

const PRIVATE_KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  room: ['房号', 'a room number'],
  phone: ['电话号码', 'a telephone number'],
  identity: ['身份证号', 'an identity number'],
  card: ['银行卡号', 'a bank card number'],
};

// eslint-disable-next-line no-control-regex -- These are the characters that a leaf's text may not hold.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/;

function screenCell(line: JournalLine, column: JournalColumn, screen: ScreenText, add: AddFinding): void {
  const text = line.cells[column];
  if (CONTROL.test(text)) addAt(line, column, 'JOURNAL_TEXT_CONTROL', add);
  if (text.length > LONGEST_TEXT) addAt(line, column, 'JOURNAL_TEXT_TOO_LONG', add, { limit: String(LONGEST_TEXT) });
  if (text === '') return;
  for (const { kind, found } of screen(text)) {
    const [kindZh, kindEn] = PRIVATE_KINDS[kind] ?? [kind, kind];
    addAt(line, column, 'JOURNAL_TEXT_PRIVATE', add, { found, kindZh, kindEn });
  }
}

function checkResolved(
  number: string,
  lines: readonly JournalLine[],
  refs: readonly VoucherRef[],
  kind: JournalKind | undefined,
  add: AddFinding,
): void {
  const moves = checkBetweenFunds(number, lines, add);
  // A red voucher undoes what its original's resolution did, and names that original.
  if (!moves || kind === 'red' || refs.some(([refKind]) => refKind === 'resolution')) return;
  addAt(lines[0], 'ref', 'JOURNAL_INTERFUND_UNRESOLVED', add, { number });
}

function addAt(
  line: JournalLine | undefined,
  column: JournalColumn,
  code: string,
  add: AddFinding,
  facts: Readonly<Record<string, string>> = {},
): void {
  if (line === undefined) return;
  add({ code, line: line.line, column, value: line.cells[column], facts: { number: line.cells.voucher_no, ...facts } });
}
