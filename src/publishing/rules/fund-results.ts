/**
 * The arithmetic of a fund statement, on its two bases, which are never mixed.
 *
 * 1. Fund result: opening + income - expense + prior-year adjustments = closing; closing is what the fund owns less
 *    what it owes. Opening and closing are taken from assets and liabilities, the rest from income, expense and net
 *    assets, so that the equation can fail.
 * 2. Cash: money in the estate's own accounts (1001, 1002.., 1012..); money that others hold (122101 and its
 *    neighbours) stands apart.
 * 3. Turnover is on its own side: a red entry lowers the side that it corrects.
 * 4. Between funds and between accounts money moves inside the estate. A fund shows it, the estate's total does not.
 */
import { sumFen } from '../../kernel/fen.js';
import { isCashLike, isTransferAccount } from '../../ledger/rules/index.js';
import type { FundFigure, StatementFacts, StatementVoucher } from './statement-facts.js';

export interface FundResult {
  readonly fund: string;
  readonly openingFen: bigint;
  readonly incomeFen: bigint;
  readonly expenseFen: bigint;
  /** 3199, and whatever else moved net assets without being income or expense. */
  readonly adjustmentFen: bigint;
  readonly closingFen: bigint;
}

export interface CashResult {
  readonly openingFen: bigint;
  readonly receivedFen: bigint;
  readonly paidFen: bigint;
  readonly closingFen: bigint;
}

/** How the two bases meet: cash + held by others + receivable - payable = net assets. */
export interface FundBridge {
  readonly cashFen: bigint;
  readonly heldFen: bigint;
  readonly receivableFen: bigint;
  readonly payableFen: bigint;
  readonly netFen: bigint;
}

export type AccountKinds = StatementFacts['accounts'];

export function isOwnCash(account: string): boolean {
  return isCashLike(account) && !account.startsWith('1221');
}

/** Public money on a person's card, at a charity, at an authority: the estate's, and not in its hands. */
export function isHeldByOthers(account: string): boolean {
  return isCashLike(account) && account.startsWith('1221');
}

export function closingOf(figure: FundFigure): bigint {
  return figure.openingFen + figure.debitFen - figure.creditFen + figure.transferFen;
}

export function fundResult(fund: string, figures: readonly FundFigure[], accounts: AccountKinds): FundResult {
  const own = figures.filter((figure) => figure.fund === fund);
  const kind = (figure: FundFigure): string => accounts.get(figure.account)?.kind ?? '';
  const over = (kinds: string, value: (figure: FundFigure) => bigint): bigint =>
    sumFen(own.filter((figure) => kinds.includes(kind(figure)) && kind(figure) !== '').map(value));
  return {
    fund,
    openingFen: over('AL', (figure) => figure.openingFen),
    incomeFen: over('I', (figure) => figure.creditFen - figure.debitFen),
    expenseFen: over('E', (figure) => figure.debitFen - figure.creditFen),
    adjustmentFen: over('N', (figure) => figure.creditFen - figure.debitFen),
    closingFen: over('AL', closingOf),
  };
}

export function cashResult(figures: readonly FundFigure[]): CashResult {
  return {
    openingFen: sumFen(figures.map((figure) => figure.openingFen)),
    receivedFen: sumFen(figures.map((figure) => figure.debitFen)),
    paidFen: sumFen(figures.map((figure) => figure.creditFen)),
    closingFen: sumFen(figures.map(closingOf)),
  };
}

export function fundBridge(fund: string, figures: readonly FundFigure[], accounts: AccountKinds): FundBridge {
  const own = figures.filter((figure) => figure.fund === fund);
  const over = (takes: (figure: FundFigure) => boolean): bigint => sumFen(own.filter(takes).map(closingOf));
  const kind = (figure: FundFigure): string | undefined => accounts.get(figure.account)?.kind;
  const cashFen = over((figure) => isOwnCash(figure.account));
  const heldFen = over((figure) => isHeldByOthers(figure.account));
  const receivableFen = over((figure) => kind(figure) === 'A' && !isCashLike(figure.account));
  const payableFen = -over((figure) => kind(figure) === 'L');
  return { cashFen, heldFen, receivableFen, payableFen, netFen: cashFen + heldFen + receivableFen - payableFen };
}

/** 4901 and 5901 of all funds; in sound books the two are equal. */
export function transfersBetweenFunds(figures: readonly FundFigure[]): {
  readonly inFen: bigint;
  readonly outFen: bigint;
} {
  const moved = figures.filter((figure) => isTransferAccount(figure.account));
  const ofIncome = (figure: FundFigure): boolean => figure.account.startsWith('4901');
  return {
    inFen: sumFen(moved.filter(ofIncome).map((figure) => figure.creditFen - figure.debitFen)),
    outFen: sumFen(moved.filter((figure) => !ofIncome(figure)).map((figure) => figure.debitFen - figure.creditFen)),
  };
}

/**
 * What went round inside the estate's own accounts: in a voucher, the lesser of what its places (account and fund)
 * received and paid. A red copy takes its original's share back.
 */
export function cashMovedInside(vouchers: readonly StatementVoucher[]): bigint {
  return sumFen(vouchers.map(movedInside));
}

function movedInside(voucher: StatementVoucher): bigint {
  const cash = voucher.lines.filter((line) => isOwnCash(line.account));
  const places = new Set(cash.map((line) => `${line.account} ${line.fund}`));
  if (places.size < 2) return 0n;
  const debit = sumFen(cash.map((line) => line.debitFen));
  const credit = sumFen(cash.map((line) => line.creditFen));
  if (debit > 0n && credit > 0n) return debit < credit ? debit : credit;
  if (debit < 0n && credit < 0n) return debit > credit ? debit : credit;
  return 0n;
}

/** Funds of the figures in the order of the books; a fund in which nothing ever happened is left out. */
export function fundsAtWork(facts: StatementFacts): StatementFacts['funds'] {
  const used = new Set(facts.figures.map((figure) => figure.fund));
  return facts.funds.filter((fund) => used.has(fund.code));
}
