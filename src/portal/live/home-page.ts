/** An estate's first screen. */
import { Injectable } from '@nestjs/common';
import { ShowBankStatus } from '../../banking/index.js';
import { readUnits } from '../../estates/index.js';
import { addMonths, type CalendarDate, type Period } from '../../kernel/calendar.js';
import {
  largestExpense,
  periodFigures,
  readAccounts,
  readUnitItems,
  ShowBalances,
  type FundView,
} from '../../ledger/index.js';
import { isTransferAccount } from '../../ledger/rules/index.js';
import { EstateReads, type Query } from '../../platform/database/estate-reads.js';
import type { ArrearsView, HeldElsewhereView, HomeView, LogView, QuarterView } from '../view-models.js';
import { fundRef, type EstatePage } from './estate-page.js';
import { LogPage } from './log-page.js';
import { shortNumber } from './voucher-pages.js';

/** Counts below this are not published (decisions 6). */
const SMALL_CELL = 3;
const RECEIVABLES = '1122';

export interface HomeMoney {
  readonly leftFen: bigint;
  readonly funds: readonly FundView[];
  readonly heldElsewhere: readonly HeldElsewhereView[];
  readonly quarter: QuarterView | null;
}

@Injectable()
export class HomePage {
  constructor(
    private readonly balances: ShowBalances,
    private readonly reads: EstateReads,
    private readonly logPage: LogPage,
    private readonly bankStatus: ShowBankStatus,
  ) {}

  log(page: EstatePage): Promise<LogView> {
    return this.logPage.log(page);
  }

  /** How far book and bank agree, and what somebody should look at. */
  async bank(page: EstatePage): Promise<Pick<HomeView, 'agreedAsOf' | 'bankAlerts'>> {
    const { accounts, alerts } = await this.bankStatus.execute(page.estateId);
    const own = accounts.filter(({ account, status }) => account.holderType === 'ORG' && status.light !== 'unknown');
    const days = own.map(({ status }) => status.agreedAsOf);
    const [earliest] = days.includes(undefined) ? [] : [...days].sort();
    const bankAlerts = alerts.map(({ alert }) => alert.sentence);
    return { bankAlerts, ...(earliest === undefined ? {} : { agreedAsOf: earliest }) };
  }

  async money(page: EstatePage): Promise<HomeMoney> {
    const on = page.lastOn;
    const { rows } = await this.balances.funds(page.estateId, on === undefined ? {} : { asOf: on });
    return {
      leftFen: rows.reduce((sum, fund) => sum + fund.cashFen, 0n),
      funds: rows,
      heldElsewhere: rows
        .filter((fund) => fund.heldByOthersFen !== 0n)
        .map((fund) => ({
          fund: fundRef(page, fund.code),
          holder: fund.custodian ?? '代管人',
          amountFen: fund.heldByOthersFen,
        })),
      quarter: on === undefined ? null : await this.#quarter(page, on),
    };
  }

  /** The quarter in which the last thing happened, on the fund-result basis, transfers between funds eliminated. */
  async #quarter(page: EstatePage, on: CalendarDate): Promise<QuarterView> {
    const year = Number(on.slice(0, 4));
    const quarter = (Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1) as 1 | 2 | 3 | 4;
    const from = `${on.slice(0, 4)}-${String(quarter * 3 - 2).padStart(2, '0')}` as Period;
    const to = addMonths(from, 2);
    return this.reads.read(
      page.estateId,
      async (query) => {
        const { incomeFen, expenseFen } = await results(query, page, from, to);
        const largest = await largestExpense(query, page.estateId, { from, to });
        const expense = largest === undefined ? null : { ...largest, number: shortNumber(largest.number) };
        return {
          year,
          quarter,
          incomeFen,
          expenseFen,
          largestExpense: expense,
          arrears: await arrears(query, page, to),
        };
      },
      // Households are only counted here, never shown.
      { private: true },
    );
  }
}

async function results(
  query: Query,
  page: EstatePage,
  from: Period,
  to: Period,
): Promise<{ incomeFen: bigint; expenseFen: bigint }> {
  const accounts = await readAccounts(query, page.estateId);
  let [incomeFen, expenseFen] = [0n, 0n];
  for (const row of await periodFigures(query, page.estateId, { from, to, size: page.size })) {
    if (isTransferAccount(row.account)) continue;
    const kind = accounts.get(row.account)?.kind;
    if (kind === 'I') incomeFen += row.creditFen - row.debitFen;
    if (kind === 'E') expenseFen += row.debitFen - row.creditFen;
  }
  return { incomeFen, expenseFen };
}

async function arrears(query: Query, page: EstatePage, to: Period): Promise<ArrearsView | null> {
  const figures = await periodFigures(query, page.estateId, { from: to, to, size: page.size });
  const totalFen = figures
    .filter((row) => row.account.startsWith(RECEIVABLES))
    .reduce((sum, row) => sum + balanceOf(row), 0n);
  if (totalFen <= 0n) return null;
  const households = await householdsOwing(query, page.estateId, totalFen);
  return households === 0 ? null : { households, totalFen, smallCell: SMALL_CELL };
}

/**
 * Whoever has an open item owes. Imported books charge all households in one line; as long as such a debt is not
 * explained by items, those that the roll calls in arrears are counted too.
 */
async function householdsOwing(query: Query, estateId: string, totalFen: bigint): Promise<number> {
  const items = await readUnitItems(query, estateId, { accounts: [RECEIVABLES], open: true });
  const owing = new Set(items.map(({ unit }) => unit));
  if (items.reduce((sum, { balanceFen }) => sum + balanceFen, 0n) !== totalFen) {
    for (const unit of await readUnits(query, estateId)) if (unit.payment_pattern === 'ARREARS') owing.add(unit.unit);
  }
  return owing.size;
}

function balanceOf(row: Awaited<ReturnType<typeof periodFigures>>[number]): bigint {
  const debit = row.beforeDebitFen + row.openingDebitFen + row.debitFen + row.closingDebitFen;
  return debit - row.beforeCreditFen - row.openingCreditFen - row.creditFen - row.closingCreditFen;
}
