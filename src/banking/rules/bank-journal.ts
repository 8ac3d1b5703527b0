/**
 * 银行存款日记账: the book's own day-by-day account of one bank account, whole or for one fund.
 *
 * 1. Debit is money in (收入), credit money out (支出); red entries are negative on their own side and so reduce its
 *    turnover.
 * 2. A voucher that only moves money between funds leaves the whole account alone and stands there with zero; in the
 *    fund's own view it has its amount.
 * 3. Every day ends with its total, every month with its total and the year's total so far; the year begins in January.
 * 4. Rows go by event day, then by number; the balance runs through all of them.
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
  readonly summary: string;
  readonly settlement: string;
  readonly counterAccounts: readonly string[];
  readonly debitFen: Fen;
  readonly creditFen: Fen;
  /** Which side the balance is on; 平 for none. */
  readonly side: '借' | '贷' | '平';
  /** Whole fen, negative where money is owed to the bank. */
  readonly balanceFen: Fen;
}

export interface BankJournalInput {
  /** Every voucher of the account up to `to`, so that balance and the year's total are right. */
  readonly movements: readonly Movement[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** One fund's view; the whole account where absent. */
  readonly fund?: string;
  /** The balance before the first movement given. */
  readonly openingFen?: Fen;
}

interface Turnover {
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

const OPENING = '上期结存';
const NOTHING: Turnover = { debitFen: 0n, creditFen: 0n };

export function bankJournal(input: BankJournalInput): BankJournalRow[] {
  const sorted = input.movements
    .filter((movement) => movement.eventOn <= input.to && concerns(movement, input.fund))
    .sort(compareMovements);
  const rows: BankJournalRow[] = [];
  let balance = fen(input.openingFen ?? 0n);
  let totals = NO_TOTALS;
  const first = sorted.findIndex((movement) => movement.eventOn >= input.from);
  sorted.forEach((movement, index) => {
    if (index === first) rows.push(rowOf('opening', input.from, OPENING, NOTHING, balance));
    const turnover = turnoverOf(movement, input.fund);
    balance = fen(balance + turnover.debitFen - turnover.creditFen);
    totals = addToTotals(totals, sorted[index - 1]?.eventOn, movement.eventOn, turnover);
    if (movement.eventOn < input.from) return;
    rows.push({ ...rowOf('entry', movement.eventOn, movement.summary, turnover, balance), ...detailsOf(movement) });
    rows.push(...totalsDue(movement.eventOn, sorted[index + 1]?.eventOn, totals, balance));
  });
  return rows.length > 0 ? rows : [rowOf('opening', input.from, OPENING, NOTHING, balance)];
}

function concerns(movement: Movement, fund: string | undefined): boolean {
  return fund === undefined || movement.byFund.some((share) => share.fund === fund);
}

function turnoverOf(movement: Movement, fund: string | undefined): Turnover {
  if (fund === undefined && movement.netFen === 0n) return NOTHING;
  return add(...movement.byFund.filter((share) => fund === undefined || share.fund === fund));
}

function add(...turnovers: readonly Turnover[]): Turnover {
  return {
    debitFen: sumFen(turnovers.map((turnover) => turnover.debitFen)),
    creditFen: sumFen(turnovers.map((turnover) => turnover.creditFen)),
  };
}

/** Running totals of the day, the month and the year; each starts again when its time is over. */
interface Totals {
  readonly day: Turnover;
  readonly month: Turnover;
  readonly year: Turnover;
}

const NO_TOTALS: Totals = { day: NOTHING, month: NOTHING, year: NOTHING };

function addToTotals(totals: Totals, before: CalendarDate | undefined, on: CalendarDate, turnover: Turnover): Totals {
  const carried = (total: Turnover, letters: number): Turnover =>
    before?.slice(0, letters) === on.slice(0, letters) ? total : NOTHING;
  return {
    day: add(carried(totals.day, 10), turnover),
    month: add(carried(totals.month, 7), turnover),
    year: add(carried(totals.year, 4), turnover),
  };
}

/** The totals that fall due after an entry, because the next one is of another day or month. */
function totalsDue(on: CalendarDate, next: CalendarDate | undefined, totals: Totals, balance: Fen): BankJournalRow[] {
  if (next === on) return [];
  const day = rowOf('day-total', on, '本日合计', totals.day, balance);
  if (next !== undefined && periodOf(next) === periodOf(on)) return [day];
  const month = rowOf('month-total', on, '本月合计', totals.month, balance);
  return [day, month, rowOf('year-total', on, '本年累计', totals.year, balance)];
}

function detailsOf(movement: Movement): Pick<BankJournalRow, 'voucherNo' | 'settlement' | 'counterAccounts'> {
  return {
    voucherNo: movement.voucherNo,
    settlement: movement.settlement ?? '',
    counterAccounts: movement.counterAccounts ?? [],
  };
}

function rowOf(
  kind: BankJournalRowKind,
  on: CalendarDate,
  summary: string,
  turnover: Turnover,
  balanceFen: Fen,
): BankJournalRow {
  const [year = '', month = '', day = ''] = on.split('-');
  const side = balanceFen === 0n ? '平' : balanceFen > 0n ? '借' : '贷';
  const place = { kind, on, year, month, day, voucherNo: '', summary, settlement: '', counterAccounts: [] };
  return { ...place, debitFen: fen(turnover.debitFen), creditFen: fen(turnover.creditFen), side, balanceFen };
}
