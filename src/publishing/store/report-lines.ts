/**
 * Runs the SQL of a report, read-only, at one log size. The SQL calls the ledger's public functions and names no table.
 */
import { readFileSync } from 'node:fs';
import type { CalendarDate } from '../../kernel/calendar.js';
import { firstDayOf, type Period } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { FundFigure } from '../rules/statement-facts.js';

const REPORTS = new URL('../../../reports/', import.meta.url);
const texts = new Map<string, string>();

function sqlOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(new URL(path, REPORTS), 'utf8');
  texts.set(path, text);
  return text;
}

type FigureRow = { readonly account: string; readonly fund: string } & Readonly<
  Record<
    'opening_fen' | 'debit_fen' | 'credit_fen' | 'transfer_fen' | 'year_debit_fen' | 'year_credit_fen',
    bigint | string
  >
>;

export async function fundFigures(
  query: Query,
  estateId: string,
  range: { readonly from: Period; readonly to: Period; readonly size: bigint },
): Promise<FundFigure[]> {
  const rows = await query<FigureRow>(sqlOf('fund-statement/lines.sql'), [
    estateId,
    firstDayOf(range.from),
    firstDayOf(range.to),
    range.size.toString(),
  ]);
  return rows.map((row) => ({
    account: row.account,
    fund: row.fund,
    openingFen: BigInt(row.opening_fen),
    debitFen: BigInt(row.debit_fen),
    creditFen: BigInt(row.credit_fen),
    transferFen: BigInt(row.transfer_fen),
    yearDebitFen: BigInt(row.year_debit_fen),
    yearCreditFen: BigInt(row.year_credit_fen),
  }));
}

export interface AccountFundBalance {
  readonly fund: string;
  readonly balanceFen: bigint;
}

/** The ledger's own balance of one account by fund at the end of a day. */
export async function accountByFund(
  query: Query,
  estateId: string,
  at: { readonly account: string; readonly on: CalendarDate; readonly size: bigint },
): Promise<AccountFundBalance[]> {
  const rows = await query<{ fund: string; balance_fen: bigint | string }>(sqlOf('bank-reconciliation/lines.sql'), [
    estateId,
    at.on,
    at.size.toString(),
    at.account,
  ]);
  return rows.map((row) => ({ fund: row.fund, balanceFen: BigInt(row.balance_fen) }));
}

/** The ledger's own balance of one account, or of one fund's money in it, at the end of a day. */
export async function accountBalance(
  query: Query,
  estateId: string,
  at: { readonly account: string; readonly on: CalendarDate; readonly size: bigint; readonly fund?: string },
): Promise<bigint> {
  const rows = await query<{ balance_fen: bigint | string }>(sqlOf('bank-journal/lines.sql'), [
    estateId,
    at.on,
    at.size.toString(),
    at.account,
    at.fund ?? null,
  ]);
  return BigInt(rows[0]?.balance_fen ?? 0);
}
