/**
 * 银行存款日记账: the book's own day-by-day account of one bank account, whole or for one fund.
 *
 * 1. Debit is money in (收入), credit money out (支出); red entries are negative on their own side and so reduce its
 *    turnover.
 * 2. A voucher that only moves money between funds leaves the whole account alone and stands there with zero; in the
 *    fund's own view it has its amount.
 * 3. Every day ends with its total, every month with its total and the year's total so far; the year begins in January.
 * 4. Rows go by event day, then by number; the balance runs through all of them.
 * 5. What lies before `from` may come as sums instead of vouchers; the rows are the same.
 */
import { periodOf, type CalendarDate } from '../../kernel/calendar.js';
import { fen, sumFen, type Fen } from '../../kernel/fen.js';
import { compareMovements, type Movement } from './movement.js';

export type BankJournalRowKind = 'opening' | 'entry' | 'day-total' | 'month-total' | 'year-total';

export interface BankJournalRow {
  readonly kind: BankJournalRowKind;
  readonly on: CalendarDate;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly voucherNo: string;
  /** The voucher's kind; empty on totals. */
  readonly voucherKind: string;
  readonly summary: string;
  readonly settlement: string;
  readonly counterAccounts: readonly string[];
  readonly debitFen: Fen;
  readonly creditFen: Fen;
  /** Which side the balance is on; 平 for none. */
  readonly side: '借' | '贷' | '平';
  /** Whole fen, negative where money is owed to the bank. */
  readonly balanceFen: Fen;
  /** The month's turnover so far: what a page of paper carries over (过次页, 承前页). */
  readonly carried: JournalTurnover;
}

export interface JournalTurnover {
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

export interface BankJournalInput {
  /** Every voucher of the account up to `to` that `openingFen` and `before` do not hold already. */
  readonly movements: readonly Movement[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** One fund's view; the whole account where absent. */
  readonly fund?: string;
  /** The balance before the first movement given. */
  readonly openingFen?: Fen;
  /** JournalTurnover before `from` in its month and in its year, where those vouchers are not among the movements. */
  readonly before?: { readonly month: JournalTurnover; readonly year: JournalTurnover };
}

const OPENING = '上期结存';
const NOTHING: JournalTurnover = { debitFen: 0n, creditFen: 0n };

export function bankJournal(input: BankJournalInput): BankJournalRow[] {
  const { from, fund } = input;
  const sorted = input.movements
    .filter((movement) => movement.eventOn <= input.to && concerns(movement, fund))
    .sort(compareMovements);
  const shown = sorted.filter((movement) => movement.eventOn >= from);
  const start = sorted
    .filter((movement) => movement.eventOn < from)
    .reduce((state, movement) => after(state, movement, fund), startOf(input));
  const opening = { ...start, totals: totalsOn(from, start) };
  const rows = [rowOf('opening', from, OPENING, NOTHING, opening)];
  let state = start;
  shown.forEach((movement, index) => {
    state = after(state, movement, fund);
    rows.push(entryOf(movement, turnoverOf(movement, fund), state));
    rows.push(...totalsDue(movement.eventOn, shown[index + 1]?.eventOn, state));
  });
  return rows;
}

function concerns(movement: Movement, fund: string | undefined): boolean {
  return fund === undefined || movement.byFund.some((share) => share.fund === fund);
}

function turnoverOf(movement: Movement, fund: string | undefined): JournalTurnover {
  if (fund === undefined && movement.netFen === 0n) return NOTHING;
  return add(...movement.byFund.filter((share) => fund === undefined || share.fund === fund));
}

function add(...turnovers: readonly JournalTurnover[]): JournalTurnover {
  return {
    debitFen: sumFen(turnovers.map((turnover) => turnover.debitFen)),
    creditFen: sumFen(turnovers.map((turnover) => turnover.creditFen)),
  };
}

/** Running totals of the day, the month and the year; each starts again when its time is over. */
interface Totals {
  readonly day: JournalTurnover;
  readonly month: JournalTurnover;
  readonly year: JournalTurnover;
}

/** Where the journal stands after a movement. */
interface State {
  readonly on: CalendarDate;
  readonly totals: Totals;
  readonly balance: Fen;
}

function startOf({ from, before, openingFen }: BankJournalInput): State {
  const totals = { day: NOTHING, month: before?.month ?? NOTHING, year: before?.year ?? NOTHING };
  return { on: from, totals, balance: fen(openingFen ?? 0n) };
}

/** What still counts on a day of the totals that were reached before. */
function totalsOn(on: CalendarDate, { on: last, totals }: State): Totals {
  const carried = (total: JournalTurnover, letters: number): JournalTurnover =>
    last.slice(0, letters) === on.slice(0, letters) ? total : NOTHING;
  return { day: carried(totals.day, 10), month: carried(totals.month, 7), year: carried(totals.year, 4) };
}

function after(state: State, movement: Movement, fund: string | undefined): State {
  const turnover = turnoverOf(movement, fund);
  const { day, month, year } = totalsOn(movement.eventOn, state);
  return {
    on: movement.eventOn,
    totals: { day: add(day, turnover), month: add(month, turnover), year: add(year, turnover) },
    balance: fen(state.balance + turnover.debitFen - turnover.creditFen),
  };
}

/** The totals that fall due after an entry, because the next one is of another day or month. */
function totalsDue(on: CalendarDate, next: CalendarDate | undefined, state: State): BankJournalRow[] {
  if (next === on) return [];
  const { day, month, year } = state.totals;
  const daily = rowOf('day-total', on, '本日合计', day, state);
  if (next !== undefined && periodOf(next) === periodOf(on)) return [daily];
  return [daily, rowOf('month-total', on, '本月合计', month, state), rowOf('year-total', on, '本年累计', year, state)];
}

function entryOf(movement: Movement, turnover: JournalTurnover, state: State): BankJournalRow {
  return {
    ...rowOf('entry', movement.eventOn, movement.summary, turnover, state),
    voucherNo: movement.voucherNo,
    voucherKind: movement.kind,
    settlement: movement.settlement ?? '',
    counterAccounts: movement.counterAccounts ?? [],
  };
}

function rowOf(
  kind: BankJournalRowKind,
  on: CalendarDate,
  summary: string,
  turnover: JournalTurnover,
  { balance, totals }: State,
): BankJournalRow {
  const [year = '', month = '', day = ''] = on.split('-');
  const side: BankJournalRow['side'] = balance === 0n ? '平' : balance > 0n ? '借' : '贷';
  const place = { kind, on, year, month, day, summary };
  const nothing = { voucherNo: '', voucherKind: '', settlement: '', counterAccounts: [] };
  const amounts = { debitFen: fen(turnover.debitFen), creditFen: fen(turnover.creditFen), side, balanceFen: balance };
  return { ...place, ...nothing, ...amounts, carried: totals.month };
}
