import { Injectable } from '@nestjs/common';
import { addDays, shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { heldElsewhere, type HeldElsewhere } from './rules/held-by-others.js';
import { isCashLike } from './rules/structure.js';
import { readAccounts, readFunds, type AccountRow, type FundRow } from './store/structure-reads.js';
import { dimensionThrough, turnoverThrough, type Turnover } from './store/turnover-store.js';

/** Where and when a figure stands. */
export interface AsOf {
  /** The end of this day; today where absent. */
  readonly asOf?: CalendarDate | undefined;
  /** The log's size, that is, how many leaves count; the head where absent. */
  readonly at?: bigint | undefined;
  /** Turnover from this day on, where asked. */
  readonly from?: CalendarDate | undefined;
}

export interface FundView {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly custodian?: string;
  /** Net assets: what the fund owns less what it owes. */
  readonly netFen: bigint;
  /** Money that can be spent now: bank, cash and the like, held by the estate itself. */
  readonly cashFen: bigint;
  /** Money that others hold for the fund (a person's card, a charity, an authority). */
  readonly heldByOthersFen: bigint;
  /** The same place by place, in sentences; what lies on a person's card is a warning. Absent where nothing does. */
  readonly held?: readonly HeldElsewhere[];
  readonly turnover?: { readonly incomeFen: bigint; readonly expenseFen: bigint };
}

export interface BalanceRow {
  readonly account: string;
  readonly name: string;
  readonly fund: string;
  readonly value?: string;
  /** Debit less credit. */
  readonly balanceFen: bigint;
  readonly turnover?: { readonly debitFen: bigint; readonly creditFen: bigint };
}

export interface BalanceView<T> {
  readonly asOf: CalendarDate;
  readonly at: bigint;
  readonly rows: readonly T[];
}

/** Balances at any event date and log position, by account and fund, by fund, or by dimension. */
@Injectable()
export class ShowBalances {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async balances(
    estateId: string,
    when: AsOf & { readonly account?: string | undefined; readonly fund?: string | undefined },
  ): Promise<BalanceView<BalanceRow>> {
    return this.#at(estateId, when, async (query, place) => {
      const accounts = await readAccounts(query, estateId);
      const account = when.account === undefined ? {} : { account: when.account };
      const through = await turnoverThrough(query, estateId, { ...place, ...account });
      const before = await this.#before(query, estateId, when, place.size);
      return through
        .filter((row) => when.fund === undefined || row.fund === when.fund)
        .map((row) => balanceRow(row, accounts, before));
    });
  }

  /** Balances by one dimension's values. Hidden dimensions (a household) show nothing here. */
  async byDimension(
    estateId: string,
    dimension: string,
    when: Omit<AsOf, 'at' | 'from'> & { readonly account?: string | undefined; readonly fund?: string | undefined },
  ): Promise<BalanceView<BalanceRow>> {
    return this.#at(estateId, when, async (query, place) => {
      const accounts = await readAccounts(query, estateId);
      const rows = await dimensionThrough(query, estateId, dimension, place.on);
      return rows
        .filter((row) => when.account === undefined || row.account === when.account)
        .filter((row) => when.fund === undefined || row.fund === when.fund)
        .map((row) => ({ ...balanceRow(row, accounts, undefined), value: row.value }));
    });
  }

  async funds(estateId: string, when: AsOf): Promise<BalanceView<FundView>> {
    return this.#at(estateId, when, async (query, place) => {
      const accounts = await readAccounts(query, estateId);
      const funds = await readFunds(query, estateId);
      const through = await turnoverThrough(query, estateId, place);
      const before = await this.#before(query, estateId, when, place.size);
      return funds.map((fund) => fundView(fund, through, before, accounts)).filter(isWorthShowing);
    });
  }

  async #before(query: Query, estateId: string, when: AsOf, size: bigint): Promise<Turnover[] | undefined> {
    return when.from === undefined ? undefined : turnoverThrough(query, estateId, { on: addDays(when.from, -1), size });
  }

  async #at<T>(
    estateId: string,
    when: AsOf,
    work: (query: Query, place: { on: CalendarDate; size: bigint }) => Promise<T[]>,
  ): Promise<BalanceView<T>> {
    const on = when.asOf ?? shanghaiDate(this.clock.now());
    return this.reads.read(estateId, async (query) => {
      const head = await logSize(query, estateId);
      const size = when.at === undefined || when.at > head ? head : when.at;
      return { asOf: on, at: size, rows: await work(query, { on, size }) };
    });
  }
}

function balanceRow(
  row: Turnover,
  accounts: ReadonlyMap<string, AccountRow>,
  before: readonly Turnover[] | undefined,
): BalanceRow {
  const earlier = before?.find((other) => other.account === row.account && other.fund === row.fund);
  return {
    account: row.account,
    name: accounts.get(row.account)?.name ?? '',
    fund: row.fund,
    balanceFen: row.debitFen - row.creditFen,
    ...(before === undefined
      ? {}
      : {
          turnover: {
            debitFen: row.debitFen - (earlier?.debitFen ?? 0n),
            creditFen: row.creditFen - (earlier?.creditFen ?? 0n),
          },
        }),
  };
}

function fundView(
  fund: FundRow,
  through: readonly Turnover[],
  before: readonly Turnover[] | undefined,
  accounts: ReadonlyMap<string, AccountRow>,
): FundView {
  const own = through.filter((row) => row.fund === fund.code);
  const held = heldElsewhere(own, [fund]);
  const net = (rows: readonly Turnover[], takes: (account: string) => boolean): bigint =>
    rows.reduce(
      (sum, row) => (row.fund === fund.code && takes(row.account) ? sum + row.debitFen - row.creditFen : sum),
      0n,
    );
  const ofKind = (kinds: string) => (account: string) => kinds.includes(accounts.get(account)?.kind ?? '-');
  const turnover =
    before === undefined
      ? {}
      : {
          turnover: {
            incomeFen: net(before, ofKind('I')) - net(own, ofKind('I')),
            expenseFen: net(own, ofKind('E')) - net(before, ofKind('E')),
          },
        };
  return {
    code: fund.code,
    name: fund.name,
    kind: fund.kind,
    ...(fund.custodian === null ? {} : { custodian: fund.custodian }),
    netFen: net(own, ofKind('AL')),
    cashFen: net(own, (account) => isCashLike(account) && !account.startsWith('1221')),
    heldByOthersFen: net(own, (account) => isCashLike(account) && account.startsWith('1221')),
    ...(held.length === 0 ? {} : { held }),
    ...turnover,
  };
}

/** The suspense fund is shown only while something is in it. */
function isWorthShowing(fund: FundView): boolean {
  return fund.kind !== 'SUSPENSE' || fund.netFen !== 0n || fund.cashFen !== 0n;
}
