/**
 * 银行存款余额调节表: book, bank and funds of one account on one day.
 *
 * 1. Adjusted book = book + C - D; adjusted bank = bank + A - B. With the bank's lines whole, the two are equal
 *    whatever was matched.
 * 2. Three ways: adjusted bank = adjusted book, and book = sum of the funds.
 * 3. The bank's balance is read from the line that stands last in the chain by that day, never added up by us.
 * 4. The books' opening balance must be the bank's balance before its first line of the books' time; else a gap
 *    before it is named.
 * 5. Everything known is passed in, later lines and vouchers too: they say what has cleared since, and change no
 *    figure of the day.
 *
 * A reconciliation is never a source document; nothing is booked from it.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { fen, sumFen, type Fen } from '../../kernel/fen.js';
import { invariant } from '../../kernel/invariant.js';
import { balanceBeforeFen, compareText, type KeyedLine } from './bank-line.js';
import { chainLines, type Chain, type Gap, type PlacedLine } from './chain-lines.js';
import { lightOf, type Light } from './light.js';
import type { LearnedRule, Match, RefusedMatch, SettlementTotal, StandingMatch } from './matching/match.js';
import { matchAccount, type AccountMatching } from './matching/match-account.js';
import type { Movement, Wash } from './movement.js';
import { standingOn, type OpenItem, type OpenItemKind } from './open-items.js';

export interface FundBalance {
  readonly fund: string;
  readonly balanceFen: Fen;
}

export interface ReconcileInput {
  readonly on: CalendarDate;
  /** Every known line of the account, in any order. */
  readonly lines: readonly KeyedLine[];
  /** Every voucher that touches the account, in any order, opening vouchers included. */
  readonly movements: readonly Movement[];
  /** What the books carried before the first movement given, by fund; nothing where all movements are given. */
  readonly openingByFund?: readonly FundBalance[];
  /** Lines of earlier days belong to the time before the books and only prove the opening balance. */
  readonly booksFrom?: CalendarDate;
  /** The day up to which the bank's export is known to reach, where that is later than its last line. */
  readonly exportedTo?: CalendarDate;
  /** The ledger's own balance of the account that day, for a check against a second source. */
  readonly ledgerBalanceFen?: Fen;
  readonly windowDays?: number;
  /** Matches made earlier and not undone, matches undone, and what helps to find more. */
  readonly standing?: readonly StandingMatch[];
  readonly refused?: readonly RefusedMatch[];
  readonly learned?: readonly LearnedRule[];
  readonly settlements?: readonly SettlementTotal[];
  /** The account's matching where it was made before (`matchingOf`): many days of one account need it once. */
  readonly matching?: AccountMatching;
}

export interface Reconciliation {
  readonly on: CalendarDate;
  readonly bookFen: Fen;
  /** Absent where no line of the account is known. */
  readonly bankFen?: Fen;
  readonly byFund: readonly FundBalance[];
  /** Sorted by kind, day and reference. */
  readonly items: readonly OpenItem[];
  readonly totals: Readonly<Record<OpenItemKind, Fen>>;
  readonly adjustedBookFen: Fen;
  readonly adjustedBankFen?: Fen;
  /** Adjusted bank less adjusted book. */
  readonly unexplainedFen?: Fen;
  readonly bankAgrees: boolean;
  readonly fundsAgree: boolean;
  /** The last day that the bank's lines reach. */
  readonly reachesTo?: CalendarDate;
  readonly gaps: readonly Gap[];
  /** Matches and washes that count on the day. */
  readonly matches: readonly Match[];
  readonly washes: readonly Wash[];
  readonly light: Light;
}

export function reconcile(input: ReconcileInput): Reconciliation {
  const { on, movements } = input;
  const openingBook = bookOpening(input);
  const chain = chainLines(input.lines, openingBook);
  const bank = bankSide(input, chain, openingBook);
  const matching = input.matching ?? matchAccount({ ...input, lines: bank.lines });
  const standing = standingOn(on, matching, bank.lines, movements);
  const items = bank.balanceFen === undefined ? [] : standing.items;

  const byFund = fundBalances(input);
  const fundsFen = sumFen(byFund.map((fund) => fund.balanceFen));
  const bookFen = input.ledgerBalanceFen ?? bookBalance(input);
  const totals = totalsOf(items);
  const adjustedBookFen = fen(bookFen + totals.C - totals.D);
  const facts = { on, items, gaps: bank.gaps, fundsDifferenceFen: bookFen - fundsFen, ...reach(input, chain) };
  const figures = {
    on,
    bookFen,
    byFund,
    items,
    totals,
    adjustedBookFen,
    fundsAgree: bookFen === fundsFen,
    ...reach(input, chain),
  };
  const found = { gaps: bank.gaps, matches: standing.settled, washes: standing.washes };
  if (bank.balanceFen === undefined) return { ...figures, ...found, bankAgrees: false, light: lightOf(facts) };

  const adjustedBankFen = fen(bank.balanceFen + totals.A - totals.B);
  const unexplainedFen = fen(adjustedBankFen - adjustedBookFen);
  const agreed = { bankFen: bank.balanceFen, adjustedBankFen, unexplainedFen, bankAgrees: unexplainedFen === 0n };
  return { ...figures, ...found, ...agreed, light: lightOf({ ...facts, unexplainedFen }) };
}

/** Which lines are which vouchers, whatever the day. */
export function matchingOf(input: ReconcileInput): AccountMatching {
  const openingBook = bookOpening(input);
  const { lines } = bankSide(input, chainLines(input.lines, openingBook), openingBook);
  return matchAccount({ ...input, lines });
}

/** The last day that lines reach: the day to reconcile where none is asked for. */
export function lastBankDay(lines: readonly KeyedLine[]): CalendarDate | undefined {
  return lines
    .map((line) => line.bookedOn)
    .sort(compareText)
    .at(-1);
}

function reach(input: ReconcileInput, chain: Chain<KeyedLine>): { reachesTo?: CalendarDate } {
  const last = chain.placed.at(-1)?.standsOn;
  if (last === undefined) return {};
  return { reachesTo: input.exportedTo !== undefined && input.exportedTo > last ? input.exportedTo : last };
}

interface BankSide {
  /** Lines of the books' time, before and after the day. */
  readonly lines: readonly PlacedLine<KeyedLine>[];
  readonly balanceFen: Fen | undefined;
  readonly gaps: readonly Gap[];
}

function bankSide(input: ReconcileInput, chain: Chain<KeyedLine>, openingBook: Fen): BankSide {
  const first = chain.placed[0];
  if (first === undefined) return { lines: [], balanceFen: undefined, gaps: [] };
  const keys = new Set(chain.placed.map((place) => place.line.key));
  invariant(keys.size === chain.placed.length, 'each bank line has its own key');
  const from = input.booksFrom ?? first.standsOn;
  const before = chain.placed.filter((place) => place.standsOn < from);
  const lines = chain.placed.slice(before.length);
  const openingBank = before.at(-1)?.line.balanceFen ?? balanceBeforeFen(first.line);
  const last = lines.filter((place) => place.standsOn <= input.on).at(-1);
  const opening: Gap = {
    afterBalanceFen: openingBook,
    beforeBalanceFen: openingBank,
    from: input.booksFrom ?? earliestDay(input, first.standsOn),
    to: (lines[0] ?? first).standsOn,
  };
  const gaps = [...(openingBook === openingBank ? [] : [opening]), ...chain.gaps.filter((gap) => gap.to >= from)];
  // A hole counts from the day of the line before it: from then on nobody can say that the bank's lines are whole.
  const openGaps = gaps.filter((gap) => gap.from <= input.on);
  return { lines, balanceFen: last?.line.balanceFen ?? openingBank, gaps: openGaps };
}

function earliestDay(input: ReconcileInput, firstLineOn: CalendarDate): CalendarDate {
  return input.movements.reduce((day, movement) => (movement.eventOn < day ? movement.eventOn : day), firstLineOn);
}

function bookOpening(input: ReconcileInput): Fen {
  const carried = (input.openingByFund ?? []).map((fund) => fund.balanceFen);
  const opened = input.movements.filter((movement) => movement.kind === 'opening').map((movement) => movement.netFen);
  return sumFen([...carried, ...opened]);
}

function bookBalance(input: ReconcileInput): Fen {
  const carried = (input.openingByFund ?? []).map((fund) => fund.balanceFen);
  const moved = input.movements.filter((movement) => movement.eventOn <= input.on).map((movement) => movement.netFen);
  return sumFen([...carried, ...moved]);
}

function fundBalances(input: ReconcileInput): FundBalance[] {
  const balances = new Map<string, bigint>();
  const add = (fund: string, amount: bigint): unknown => balances.set(fund, (balances.get(fund) ?? 0n) + amount);
  for (const opening of input.openingByFund ?? []) add(opening.fund, opening.balanceFen);
  for (const movement of input.movements) {
    if (movement.eventOn > input.on) continue;
    for (const share of movement.byFund) add(share.fund, share.debitFen - share.creditFen);
  }
  return [...balances]
    .map(([fund, balance]) => ({ fund, balanceFen: fen(balance) }))
    .sort((left, right) => compareText(left.fund, right.fund));
}

function totalsOf(items: readonly OpenItem[]): Record<OpenItemKind, Fen> {
  const total = (kind: OpenItemKind): Fen =>
    sumFen(items.filter((item) => item.kind === kind).map((item) => item.amountFen));
  return { A: total('A'), B: total('B'), C: total('C'), D: total('D') };
}
