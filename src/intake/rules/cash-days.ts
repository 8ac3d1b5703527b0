/**
 * Every fund's cash, day by day.
 *
 * 1. For each cash-like account and fund, the balance at the end of no day is below zero.
 * 2. One finding for each unbroken stretch of such days: its first day, its lowest point, the day it is covered, and
 *    the voucher after which it began (the last one that took money out on the first day).
 * 3. Where only a red voucher brought the balance below zero it is a notice: a correction must not be held up.
 * 4. The memory needed is one cell for each account, fund and day, however many vouchers there are.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Finding } from './import-problem.js';

interface DayCell {
  net: bigint;
  /** Money that red vouchers took out on this day. */
  redOut: bigint;
  lastOut: string;
  lastOutIsRed: boolean;
  lastOutLine: number;
}

interface Purse {
  readonly account: string;
  readonly fund: string;
  readonly days: Map<CalendarDate, DayCell>;
}

export interface CashMove {
  readonly account: string;
  readonly fund: string;
  readonly day: CalendarDate;
  /** Positive into the account. */
  readonly amountFen: bigint;
  readonly isRed: boolean;
  readonly number: string;
  readonly line: number;
}

export class CashDays {
  private readonly purses = new Map<string, Purse>();

  add(move: CashMove): void {
    const key = `${move.account}|${move.fund}`;
    let purse = this.purses.get(key);
    if (purse === undefined) {
      purse = { account: move.account, fund: move.fund, days: new Map() };
      this.purses.set(key, purse);
    }
    let cell = purse.days.get(move.day);
    if (cell === undefined)
      purse.days.set(move.day, (cell = { net: 0n, redOut: 0n, lastOut: '', lastOutIsRed: false, lastOutLine: 0 }));
    cell.net += move.amountFen;
    if (move.amountFen >= 0n) return;
    if (move.isRed) cell.redOut -= move.amountFen;
    cell.lastOut = move.number;
    cell.lastOutIsRed = move.isRed;
    cell.lastOutLine = move.line;
  }

  /** Funds in `tainted` have lines that could not be read, so nothing is said of them. */
  findOverdrawn(tainted: ReadonlySet<string>): Finding[] {
    return [...this.purses.values()].filter((purse) => !tainted.has(purse.fund)).flatMap(overdrawnStretches);
  }
}

interface Stretch {
  readonly day: CalendarDate;
  readonly cell: DayCell;
  lowest: bigint;
  isRedAlone: boolean;
}

function overdrawnStretches(purse: Purse): Finding[] {
  const findings: Finding[] = [];
  let balance = 0n;
  let stretch: Stretch | undefined;
  const days = [...purse.days].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [day, cell] of days) {
    balance += cell.net;
    if (balance >= 0n) {
      if (stretch !== undefined) findings.push(overdrawn(purse, stretch, day));
      stretch = undefined;
      continue;
    }
    stretch ??= { day, cell, lowest: balance, isRedAlone: true };
    stretch.isRedAlone &&= isBlameless(cell, balance);
    if (balance < stretch.lowest) stretch.lowest = balance;
  }
  if (stretch !== undefined) findings.push(overdrawn(purse, stretch, undefined));
  return findings;
}

/** Of a day that ends below zero: nothing was spent on it, or only a red voucher after the spending did it. */
function isBlameless(cell: DayCell, balance: bigint): boolean {
  const spent = cell.net + cell.redOut < 0n;
  return !spent || (cell.lastOutIsRed && balance + cell.redOut >= 0n);
}

function overdrawn(purse: Purse, stretch: Stretch, coveredOn: CalendarDate | undefined): Finding {
  const facts = {
    fund: purse.fund,
    account: purse.account,
    day: stretch.day,
    amount: yuanFromFen(-stretch.lowest),
    number: stretch.cell.lastOut,
    until: coveredOn ?? '—',
  };
  const code = stretch.isRedAlone ? 'JOURNAL_OVERDRAWN_BY_RED' : 'JOURNAL_FUND_OVERDRAWN';
  const place = { line: stretch.cell.lastOutLine, column: 'fund', value: purse.fund };
  return stretch.isRedAlone ? { code, ...place, facts, weight: 'notice' } : { code, ...place, facts };
}
