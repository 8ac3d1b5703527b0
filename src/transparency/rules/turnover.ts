/**
 * Sums over postings by day and by month, and the money of each fund in each cash-like account.
 *
 * 1. Everything is whole fen in bigint; a red line reduces its own side.
 * 2. A sum that comes back to zero keeps its row, as it does in the database.
 * 3. No fund's money is below zero at the end of any day, unless red vouchers alone took it there: that is a warning,
 *    which stays
 *    until it is covered. How much reds may explain is all they took out up to that day.
 */
import type { Cells, ExpectedRow } from './derived-rows.js';
import type { Findings } from './finding.js';

export interface TurnoverLine {
  readonly account: string;
  readonly fund: string;
  readonly isDebit: boolean;
  readonly fen: bigint;
}

export interface TurnoverTime {
  readonly eventOn: string;
  readonly period: string;
  readonly kind: string;
}

interface Sums {
  debit: bigint;
  credit: bigint;
}

interface Place {
  readonly account: string;
  readonly fund: string;
  readonly cashLike: boolean;
  readonly days: Map<string, Sums>;
  /** By period, event month and class, parted by spaces. */
  readonly months: Map<string, Sums>;
  /** What red vouchers took out, by day. */
  readonly redOut: Map<string, bigint>;
}

interface CashDay {
  readonly day: string;
  readonly net: bigint;
  readonly running: bigint;
}

export class Turnover {
  readonly #places = new Map<string, Place>();

  add(line: TurnoverLine, time: TurnoverTime, cashLike: boolean): void {
    const key = `${line.account} ${line.fund}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      const { account, fund } = line;
      place = { account, fund, cashLike, days: new Map(), months: new Map(), redOut: new Map() };
      this.#places.set(key, place);
    }
    addTo(place.days, time.eventOn, line);
    addTo(place.months, `${time.period} ${time.eventOn.slice(0, 7)} ${classOf(time.kind)}`, line);
    if (cashLike && time.kind === 'red') addRed(place.redOut, time.eventOn, line.isDebit ? line.fen : -line.fen);
  }

  *dayRows(): Generator<ExpectedRow> {
    for (const { account, fund, days } of this.#places.values()) {
      for (const [day, sums] of days) yield { cells: [account, fund, day, ...both(sums)] };
    }
  }

  *monthRows(): Generator<ExpectedRow> {
    for (const { account, fund, months } of this.#places.values()) {
      for (const [key, sums] of months) {
        const [period = '', eventMonth = '', kind = ''] = key.split(' ');
        yield { cells: [account, fund, `${period}-01`, `${eventMonth}-01`, kind, ...both(sums)] };
      }
    }
  }

  *cashBalanceRows(): Generator<ExpectedRow> {
    for (const place of this.#cashPlaces()) {
      const last = cashDays(place).at(-1);
      if (last !== undefined) yield { cells: [place.account, place.fund, String(last.running), last.day] };
    }
  }

  *cashMonthRows(): Generator<ExpectedRow> {
    for (const place of this.#cashPlaces()) {
      for (const [month, { net, low, lowOn }] of cashMonths(cashDays(place))) {
        yield { cells: [place.account, place.fund, `${month}-01`, String(net), String(low), lowOn] };
      }
    }
  }

  checkFloors(findings: Findings): void {
    for (const place of this.#cashPlaces()) checkFloor(place, findings);
  }

  #cashPlaces(): Place[] {
    return [...this.#places.values()].filter(({ cashLike }) => cashLike);
  }
}

function addTo(sums: Map<string, Sums>, key: string, line: TurnoverLine): void {
  let sum = sums.get(key);
  if (sum === undefined) {
    sum = { debit: 0n, credit: 0n };
    sums.set(key, sum);
  }
  if (line.isDebit) sum.debit += line.fen;
  else sum.credit += line.fen;
}

function addRed(redOut: Map<string, bigint>, day: string, net: bigint): void {
  if (net < 0n) redOut.set(day, (redOut.get(day) ?? 0n) - net);
}

function classOf(kind: string): string {
  return kind === 'opening' || kind === 'closing' ? kind : 'normal';
}

function both({ debit, credit }: Sums): Cells {
  return [String(debit), String(credit)];
}

function cashDays({ days }: Place): CashDay[] {
  let running = 0n;
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, { debit, credit }]) => {
      running += debit - credit;
      return { day, net: debit - credit, running };
    });
}

interface CashMonth {
  net: bigint;
  low: bigint;
  lowOn: string;
}

/** Net of each month, its lowest end of a day relative to the month's start, and the first day that ends so low. */
function cashMonths(days: readonly CashDay[]): Map<string, CashMonth> {
  const months = new Map<string, CashMonth>();
  for (const { day, net } of days) {
    const month = months.get(day.slice(0, 7));
    if (month === undefined) {
      months.set(day.slice(0, 7), { net, low: net, lowOn: day });
      continue;
    }
    month.net += net;
    if (month.net >= month.low) continue;
    month.low = month.net;
    month.lowOn = day;
  }
  return months;
}

/** One finding for each place, on the first day of which it holds; an error rather than a warning where both occur. */
function checkFloor(place: Place, findings: Findings): void {
  let takenByRed = 0n;
  let warned: Readonly<Record<string, string>> | undefined;
  const reds = [...place.redOut].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const { day, running } of cashDays(place)) {
    for (let red = reds[0]; red !== undefined && red[0] <= day; red = reds[0]) {
      takenByRed += red[1];
      reds.shift();
    }
    if (running >= 0n) continue;
    const facts = { account: place.account, fund: place.fund, date: day, fen: String(-running) };
    if (running + takenByRed < 0n) {
      findings.error('VERIFY_FUND_BELOW_ZERO', undefined, facts);
      return;
    }
    warned ??= facts;
  }
  if (warned !== undefined) findings.warning('VERIFY_BELOW_ZERO_BY_RED', undefined, warned);
}
