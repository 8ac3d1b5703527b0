/**
 * A year of one busy account: as many bank lines as asked, with what really goes wrong, and the truth known.
 *
 * The same seed gives the same year. A longer time spreads the same mixture over more days, for measurements.
 */
import type { KeyedLine, Movement, PlacedLine, SettlementTotal } from '../../../src/banking/rules/index.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';
import {
  interest,
  monthlyFees,
  netted,
  returned,
  settle,
  several,
  split,
  takenBack,
  wages,
  wash,
} from './odd-cases.js';
import { householdPays, households, otherReceipt, supplierPaid, tradeOf, type Supplier } from './plain-cases.js';
import { companyName, personName, YearBooks, type Truth } from './year-books.js';

export type { Truth } from './year-books.js';

export interface BankYear {
  readonly lines: readonly PlacedLine<KeyedLine>[];
  readonly movements: readonly Movement[];
  readonly settlements: readonly SettlementTotal[];
  readonly truths: readonly Truth[];
}

const DAYS = 365;
const LINES_A_YEAR = 10_000;

export function makeBankYear(seed: number, lines = LINES_A_YEAR): BankYear {
  const years = Math.max(1, Math.round(lines / LINES_A_YEAR));
  const books = new YearBooks(seed, '2025-01-01' as CalendarDate, DAYS * years);
  const homes = households(books, 360);
  const suppliers = Array.from({ length: 45 }, (_, index): Supplier => {
    const trade = tradeOf(index);
    const fixed = index % 3 === 0 ? { fixedFen: books.dice.fen(500, 5_000) * 100n } : {};
    return { name: companyName(books.dice, trade), trade, ...fixed };
  });
  const workers = Array.from({ length: 14 }, () => personName(books.dice));
  for (let year = 0; year < years; year += 1) {
    for (let month = 0; month < 12; month += 1) {
      const first = year * DAYS + month * 30;
      for (const home of homes.slice(0, 290)) householdPays(books, home, first + near(books, home.payDay), '物业费');
      for (const home of homes.slice(120, 270)) householdPays(books, home, first + near(books, home.payDay), '停车费');
      suppliersOfMonth(books, suppliers, first);
      oddCases(books, suppliers, first);
      wages(books, workers, first + 9, month % 2 === 0);
      monthlyFees(books, ...monthAround(books, first));
      if (month % 3 === 2) interest(books, first + 20);
    }
    settlements(books, homes, year * DAYS);
  }
  while (books.lineCount < lines) otherReceipt(books, books.dice.roll(0, DAYS * years - 12));
  const { movements, settlements: totals, truths } = books;
  return { lines: books.placed(), movements, settlements: totals, truths };
}

/** People pay about the same day each month. */
function near(books: YearBooks, payDay: number): number {
  return Math.max(0, payDay + books.dice.roll(-2, 2));
}

function suppliersOfMonth(books: YearBooks, suppliers: readonly Supplier[], first: number): void {
  suppliers.forEach((supplier, index) => {
    const times = supplier.fixedFen === undefined ? books.dice.roll(2, 5) : 1;
    for (let time = 0; time < times; time += 1) {
      const day = supplier.fixedFen === undefined ? books.dice.roll(0, 29) : (index * 7) % 27;
      supplierPaid(books, supplier, first + day);
    }
  });
}

function oddCases(books: YearBooks, suppliers: readonly Supplier[], first: number): void {
  const times = (count: number, make: (supplier: Supplier, day: number) => void): void => {
    for (let time = 0; time < count; time += 1) make(books.dice.pick(suppliers), first + books.dice.roll(0, 24));
  };
  times(10, (supplier, day) => split(books, supplier, day));
  times(5, (supplier, day) => netted(books, supplier, day));
  times(3, (supplier, day) => several(books, supplier, day));
  times(6, (supplier, day) => returned(books, supplier, day));
  times(3, (_, day) => takenBack(books, day));
  times(2, (_, day) => wash(books, day));
}

/** The first and last day, counted from the start, of the calendar month in which a day lies. */
function monthAround(books: YearBooks, day: number): [number, number] {
  const month = books.on(day + 14).slice(0, 7);
  let [first, last] = [day + 14, day + 14];
  while (first > 0 && books.on(first - 1).startsWith(month)) first -= 1;
  while (books.on(last + 1).startsWith(month)) last += 1;
  return [first, last];
}

/** Every day has payments; the channel settles on working days. */
function settlements(books: YearBooks, homes: Parameters<typeof settle>[1], first: number): void {
  let waiting: number[] = [];
  for (let day = first; day < first + DAYS - 8; day += 1) {
    waiting.push(day);
    const weekday = (day + 2) % 7;
    if (weekday === 4 || weekday === 5) continue;
    settle(books, homes, waiting, day + 1);
    waiting = [];
  }
}
