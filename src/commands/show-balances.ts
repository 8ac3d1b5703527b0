import { formatFen, yuanFromFen } from '../kernel/fen.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { readAccounts, readFunds, type BalanceView, type FundView } from '../ledger/index.js';
import { count, type Answer } from './answer.js';
import type { Verbs } from './composition.js';
import { refused, WrongUsage } from './faults.js';
import { estateOf, type CommandSession, type KnownEstate } from './session.js';
import { textTable, type TextColumn } from './text-table.js';

export interface BalanceOptions {
  readonly asOf?: CalendarDate;
  readonly at?: bigint;
  readonly from?: CalendarDate;
  readonly fund?: string;
  readonly account?: string;
  readonly dimension?: string;
}

type BalanceRow = Awaited<ReturnType<Verbs['showBalances']['balances']>>['rows'][number];

export async function showBalances(session: CommandSession, code: string, options: BalanceOptions): Promise<Answer> {
  const { verbs } = session;
  if (options.from !== undefined && options.asOf !== undefined && options.from > options.asOf) {
    throw WrongUsage.of('USAGE_DATES_REVERSED', { from: options.from, to: options.asOf });
  }
  const estate = await estateOf(verbs, code);
  await requireKnown(verbs, estate, options);
  if (options.dimension !== undefined) return byDimension(verbs, estate, options.dimension, options);
  const funds = await verbs.showBalances.funds(estate.estateId, options);
  // The same log size for both, however many posts come in between.
  const accounts = await verbs.showBalances.balances(estate.estateId, { ...options, at: funds.at });
  const isWhole = options.account === undefined;
  const rows = funds.rows.filter((row) => options.fund === undefined || row.code === options.fund);
  return {
    lines: [
      ...headline(estate, funds, options),
      ...(isWhole ? ['', '各基金 Funds', ...fundTable(rows)] : []),
      '',
      '各科目 Accounts',
      ...accountTable(accounts.rows),
    ],
    result: {
      estate: estate.code,
      asOf: funds.asOf,
      at: count(funds.at),
      from: options.from,
      funds: rows.map(fundJson),
      accounts: accounts.rows.map(accountJson),
    },
  };
}

async function byDimension(
  verbs: Verbs,
  estate: KnownEstate,
  dimension: string,
  options: BalanceOptions,
): Promise<Answer> {
  const view = await verbs.showBalances.byDimension(estate.estateId, dimension, options);
  const rows = view.rows.filter(
    (row) =>
      (options.fund === undefined || row.fund === options.fund) &&
      (options.account === undefined || row.account === options.account),
  );
  const columns = [{ label: dimension }, ...accountColumns(false)];
  const table = textTable(
    columns,
    rows.map((row) => [row.value ?? '', ...accountCells(row)]),
  );
  const empty = `没有按“${dimension}”记的账。Nothing is booked by "${dimension}".`;
  return {
    lines: [...headline(estate, view, options), '', ...(rows.length === 0 ? [empty] : table)],
    result: {
      estate: estate.code,
      asOf: view.asOf,
      at: count(view.at),
      dimension,
      rows: rows.map((row) => ({ value: row.value ?? '', ...accountJson(row) })),
    },
  };
}

async function requireKnown(verbs: Verbs, { code, estateId }: KnownEstate, options: BalanceOptions): Promise<void> {
  const { fund, account } = options;
  await verbs.reads.read(estateId, async (query) => {
    const funds = (await readFunds(query, estateId)).map((one) => one.code);
    if (fund !== undefined && !funds.includes(fund)) {
      throw refused('FUND_NOT_THERE', { fund, known: funds.join('、') });
    }
    if (account !== undefined && !(await readAccounts(query, estateId)).has(account)) {
      throw refused('ACCOUNT_NOT_THERE', { account, estate: code });
    }
  });
}

function headline(estate: KnownEstate, view: BalanceView<unknown>, options: BalanceOptions): string[] {
  const span = options.from === undefined ? '' : `，发生额自 ${options.from} 起`;
  const lines = [`${estate.code}  截至 ${view.asOf}${span}，账本前 ${view.at} 条记录  as of the end of ${view.asOf}`];
  if (options.at === undefined || options.at <= view.at) return lines;
  return [...lines, `账本一共只有 ${view.at} 条记录。The log has ${view.at} records only.`];
}

const right = (label: string): TextColumn => ({ label, right: true });

function fundTable(rows: readonly FundView[]): string[] {
  const turned = rows.some((row) => row.turnover !== undefined);
  const columns = [
    { label: '基金' },
    { label: '名称' },
    right('净资产'),
    right('可动用资金'),
    right('他人代管'),
    ...(turned ? [right('收入'), right('支出')] : []),
  ];
  const cells = rows.map((row) => [row.code, row.name, ...amounts(row).map(formatFen)]);
  const sums = columns
    .slice(2)
    .map((_, index) => formatFen(rows.reduce((sum, row) => sum + (amounts(row)[index] ?? 0n), 0n)));
  return textTable(columns, rows.length > 1 ? [...cells, ['合计', '', ...sums]] : cells);
}

function amounts({ netFen, cashFen, heldByOthersFen, turnover }: FundView): bigint[] {
  const turned = turnover === undefined ? [] : [turnover.incomeFen, turnover.expenseFen];
  return [netFen, cashFen, heldByOthersFen, ...turned];
}

function accountTable(rows: readonly BalanceRow[]): string[] {
  const turned = rows.some((row) => row.turnover !== undefined);
  const shown = rows.filter(hasFigure);
  if (shown.length === 0) return ['没有余额。No balances.'];
  return textTable(accountColumns(turned), shown.map(accountCells));
}

function hasFigure({ balanceFen, turnover }: BalanceRow): boolean {
  return balanceFen !== 0n || (turnover !== undefined && (turnover.debitFen !== 0n || turnover.creditFen !== 0n));
}

function accountColumns(turned: boolean): TextColumn[] {
  const turnover = turned ? [right('借方发生'), right('贷方发生')] : [];
  return [{ label: '科目' }, { label: '名称' }, { label: '基金' }, ...turnover, { label: '方向' }, right('余额')];
}

function accountCells({ account, name, fund, balanceFen, turnover }: BalanceRow): string[] {
  const turned = turnover === undefined ? [] : [formatFen(turnover.debitFen), formatFen(turnover.creditFen)];
  const side = balanceFen === 0n ? '平' : balanceFen > 0n ? '借' : '贷';
  return [account, name, fund, ...turned, side, formatFen(balanceFen < 0n ? -balanceFen : balanceFen)];
}

function fundJson(row: FundView) {
  const { code, name, kind, custodian, turnover } = row;
  const [net = 0n, cash = 0n, heldByOthers = 0n] = amounts(row);
  const shown = { net: yuanFromFen(net), cash: yuanFromFen(cash), heldByOthers: yuanFromFen(heldByOthers) };
  if (turnover === undefined) return { code, name, kind, custodian, ...shown };
  const turned = { income: yuanFromFen(turnover.incomeFen), expense: yuanFromFen(turnover.expenseFen) };
  return { code, name, kind, custodian, ...shown, ...turned };
}

/** The balance is debit less credit. */
function accountJson({ account, name, fund, balanceFen, turnover }: BalanceRow) {
  const shown = { account, name, fund, balance: yuanFromFen(balanceFen) };
  if (turnover === undefined) return shown;
  return { ...shown, debit: yuanFromFen(turnover.debitFen), credit: yuanFromFen(turnover.creditFen) };
}
