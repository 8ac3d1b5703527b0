import { Injectable } from '@nestjs/common';
import type { Period } from '../kernel/calendar.js';
import { logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readAccounts } from './store/structure-reads.js';
import { accountEntries, periodFigures, type AccountEntry, type PeriodFigures } from './store/turnover-store.js';

export interface PeriodRange {
  readonly from: Period;
  readonly to: Period;
  /** The log's size; the head where absent. */
  readonly at?: bigint;
}

/** 科目余额表: opening, turnover, turnover of the year, closing; a balance stands on the side on which it is positive. */
export interface TrialBalanceRow {
  readonly account: string;
  readonly name: string;
  readonly kind: string;
  readonly fund: string;
  /** Debit less credit; opening vouchers of the range are in. */
  readonly openingFen: bigint;
  /** Turnover of the opening vouchers inside the range. */
  readonly openingDebitFen: bigint;
  readonly openingCreditFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  readonly yearDebitFen: bigint;
  readonly yearCreditFen: bigint;
  readonly closingFen: bigint;
}

/** 明细账 of one account: entries with the balance after each. */
export interface AccountLedger {
  readonly account: string;
  readonly name: string;
  readonly openingFen: bigint;
  readonly entries: readonly (AccountEntry & { readonly balanceFen: bigint })[];
  /** By the sums of the periods, whatever the number of entries. */
  readonly closingFen: bigint;
  /** Only the first entries are listed: ask for fewer months at a time. */
  readonly isCut: boolean;
}

const ENTRY_LIMIT = 20_000;

/** The books as an auditor reads them, by period: trial balance and account ledgers. */
@Injectable()
export class ShowBooks {
  constructor(private readonly reads: EstateReads) {}

  async trialBalance(
    estateId: string,
    range: PeriodRange,
  ): Promise<{ readonly at: bigint; readonly rows: readonly TrialBalanceRow[] }> {
    return this.reads.read(estateId, async (query) => {
      const head = await logSize(query, estateId);
      const size = range.at === undefined || range.at > head ? head : range.at;
      const accounts = await readAccounts(query, estateId);
      const figures = await periodFigures(query, estateId, { ...range, size });
      const rows = figures.map((row): TrialBalanceRow => {
        const account = accounts.get(row.account);
        return { ...trialBalanceRow(row), name: account?.name ?? '', kind: account?.kind ?? '' };
      });
      return { at: size, rows };
    });
  }

  /** Names of all accounts by code. */
  async accountNames(estateId: string): Promise<ReadonlyMap<string, string>> {
    const accounts = await this.reads.read(estateId, (query) => readAccounts(query, estateId));
    return new Map([...accounts.values()].map((account) => [account.code, account.name]));
  }

  async accountLedger(estateId: string, account: string, range: PeriodRange): Promise<AccountLedger | undefined> {
    return this.reads.read(estateId, async (query) => {
      const accounts = await readAccounts(query, estateId);
      const known = accounts.get(account);
      if (known === undefined) return undefined;
      const size = await logSize(query, estateId);
      const figures = (await periodFigures(query, estateId, { ...range, size })).filter(
        (row) => row.account === account,
      );
      const openingFen = figures.reduce((sum, row) => sum + row.beforeDebitFen - row.beforeCreditFen, 0n);
      const entries = await accountEntries(query, estateId, { ...range, account, limit: ENTRY_LIMIT });
      let balanceFen = openingFen;
      const running = entries.map((entry) => {
        balanceFen += entry.debitFen - entry.creditFen;
        return { ...entry, balanceFen };
      });
      const closingFen = figures.reduce((sum, row) => sum + movedFen(row), openingFen);
      const isCut = entries.length === ENTRY_LIMIT && balanceFen !== closingFen;
      return { account, name: known.name, openingFen, entries: running, closingFen, isCut };
    });
  }
}

/**
 * Opening vouchers count as opening in their own period; closing vouchers move the closing balance but not the
 * turnover.
 */
function trialBalanceRow(row: PeriodFigures): Omit<TrialBalanceRow, 'name' | 'kind'> {
  const openingFen = row.beforeDebitFen - row.beforeCreditFen + row.openingDebitFen - row.openingCreditFen;
  return {
    account: row.account,
    fund: row.fund,
    openingFen,
    openingDebitFen: row.openingDebitFen,
    openingCreditFen: row.openingCreditFen,
    debitFen: row.debitFen,
    creditFen: row.creditFen,
    yearDebitFen: row.yearDebitFen,
    yearCreditFen: row.yearCreditFen,
    closingFen: openingFen + row.debitFen - row.creditFen + row.closingDebitFen - row.closingCreditFen,
  };
}

/** What a range of periods added to a balance, opening and closing vouchers included. */
function movedFen(row: PeriodFigures): bigint {
  const debit = row.openingDebitFen + row.debitFen + row.closingDebitFen;
  return debit - row.openingCreditFen - row.creditFen - row.closingCreditFen;
}
