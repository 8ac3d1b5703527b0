/** What a generated estate's accounts must say, in the shape of the sample's own oracle. */
import { quarterOf } from './estate-books.js';
import type { FundQuarter } from './estate-books.js';
import { BANK } from './estate-events.js';
import { FUNDS } from './estate-plan.js';
import type { EstatePlan } from './estate-plan.js';

export type Figures = Readonly<Record<string, string>>;

export interface Expected {
  readonly estate: string;
  readonly households: number;
  readonly total_area: string;
  readonly applicants: number;
  readonly monthly_bill: string;
  readonly vouchers: number;
  readonly journal_lines: number;
  readonly total_turnover: string;
  readonly book_bank: string;
  readonly bank_statement: string;
  readonly A_book_received_bank_not: string;
  readonly B_book_paid_bank_not: string;
  readonly C_bank_received_book_not: string;
  readonly D_bank_paid_book_not: string;
  readonly adjusted_book: string;
  readonly adjusted_bank: string;
  readonly funds: Readonly<Record<string, Figures>>;
  readonly bank_by_fund: Figures;
  readonly arrears: string;
  readonly withheld_remuneration: string;
  readonly quarterly: readonly Figures[];
  readonly bank_lines: number;
}

export interface TrialBalanceRow {
  readonly account: string;
  readonly fund: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

export function yuan(fen: bigint): string {
  const size = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

export function expectedOf(plan: EstatePlan): Expected {
  const { households, books, openItems } = plan;
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
  const years = FUNDS.map(({ code }) => [code, wholeYear(plan, code)] as const);
  const byFund = years.map(([code, year]) => [code, year.cashIn - year.cashOut] as const);
  const bookBank = sum(byFund.map(([, cash]) => cash));
  const statement = sum(books.bankLines.filter(({ on }) => on <= plan.asOf).map(({ fen }) => fen));
  const arrears = sum(households.filter(({ pattern }) => pattern === 'ARREARS').map(({ feeFen }) => feeFen)) * 12n;
  const turnover = books.vouchers.flatMap(({ lines }) => lines.map(([, , side, fen]) => (side === 'D' ? fen : 0n)));
  return {
    estate: plan.name,
    households: households.length,
    total_area: yuan(sum(households.map(({ areaHundredths }) => areaHundredths))),
    applicants: households.filter(({ applied }) => applied).length,
    monthly_bill: yuan(sum(households.map(({ feeFen }) => feeFen))),
    vouchers: books.vouchers.length,
    journal_lines: books.vouchers.reduce((count, { lines }) => count + lines.length, 0),
    total_turnover: yuan(sum(turnover)),
    book_bank: yuan(bookBank),
    bank_statement: yuan(statement),
    A_book_received_bank_not: yuan(openItems.a),
    B_book_paid_bank_not: yuan(openItems.b),
    C_bank_received_book_not: yuan(openItems.c),
    D_bank_paid_book_not: yuan(openItems.d),
    adjusted_book: yuan(bookBank + openItems.c - openItems.d),
    adjusted_bank: yuan(statement + openItems.a - openItems.b),
    funds: Object.fromEntries(years.map(([code, year]) => [code, resultOf(year)])),
    bank_by_fund: Object.fromEntries(byFund.map(([code, cash]) => [code, yuan(cash)])),
    arrears: yuan(arrears),
    withheld_remuneration: yuan(plan.withheldFen),
    quarterly: quarterly(plan),
    bank_lines: books.bankLines.length,
  };
}

function wholeYear(plan: EstatePlan, fund: string): FundQuarter {
  const year: FundQuarter = { opening: 0n, income: 0n, expense: 0n, cashIn: 0n, cashOut: 0n };
  for (const quarter of quartersOf(plan)) {
    const cell = plan.books.cell(quarter, fund);
    for (const key of ['opening', 'income', 'expense', 'cashIn', 'cashOut'] as const) year[key] += cell[key];
  }
  return year;
}

function resultOf({ opening, income, expense }: FundQuarter): Figures {
  const closing = opening + income - expense;
  return { opening: yuan(opening), income: yuan(income), expense: yuan(expense), closing: yuan(closing) };
}

function quartersOf(plan: EstatePlan): string[] {
  return [...new Set(plan.months.map(quarterOf))];
}

function quarterly(plan: EstatePlan): Figures[] {
  const carried = new Map<string, { net: bigint; cash: bigint }>();
  return quartersOf(plan).flatMap((quarter) =>
    FUNDS.map(({ code }): Figures => {
      const cell = plan.books.cell(quarter, code);
      const before = carried.get(code) ?? { net: 0n, cash: 0n };
      const opening = before.net + cell.opening;
      const net = opening + cell.income - cell.expense;
      const cash = before.cash + cell.cashIn - cell.cashOut;
      carried.set(code, { net, cash });
      return {
        quarter,
        fund: code,
        ...resultOf({ ...cell, opening }),
        cash_opening: yuan(before.cash),
        cash_in: yuan(cell.cashIn),
        cash_out: yuan(cell.cashOut),
        cash_closing: yuan(cash),
      };
    }),
  );
}

/** Turnover by account and fund, sorted; red amounts reduce their own side. */
export function trialBalanceOf(plan: EstatePlan): TrialBalanceRow[] {
  const rows = new Map<string, { account: string; fund: string; debit: bigint; credit: bigint }>();
  for (const [account, fund, side, fen] of plan.books.vouchers.flatMap(({ lines }) => lines)) {
    const key = `${account} ${fund}`;
    const row = rows.get(key) ?? { account, fund, debit: 0n, credit: 0n };
    if (side === 'D') row.debit += fen;
    else row.credit += fen;
    rows.set(key, row);
  }
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

/** The ledger's name of the account that mirrors the bank account. */
export const BANK_NAME = '银行存款-一般存款账户';
export const BANK_ACCOUNT = BANK;
