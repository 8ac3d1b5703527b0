/** The tables of a fund statement that look at all funds at once. */
import { formatFen, sumFen } from '../../kernel/fen.js';
import {
  cashMovedInside,
  cashResult,
  fundBridge,
  fundResult,
  fundsAtWork,
  isHeldByOthers,
  isOwnCash,
  transfersBetweenFunds,
  type FundResult,
} from './fund-results.js';
import { amountCell, emptyCell, row, textCell } from './report-cells.js';
import type { ReportColumn, ReportRow, ReportSection } from './report-document.js';
import type { FundFigure, StatementFacts, StatementFund } from './statement-facts.js';

const CHARITY = 'CHARITY';

function amountColumn(key: string, label: string): ReportColumn {
  return { key, label, kind: 'amount', summed: true };
}

function amounts(kind: 'normal' | 'subtotal' | 'total', name: string, figures: readonly bigint[]): ReportRow {
  return row(kind, textCell(name), ...figures.map(amountCell));
}

function addUp(rows: readonly (readonly bigint[])[], width: number): readonly bigint[] {
  return Array.from({ length: width }, (_, index) => sumFen(rows.map((figures) => figures[index] ?? 0n)));
}

interface FundRows {
  readonly funds: readonly StatementFund[];
  readonly figures: (fund: StatementFund) => readonly bigint[];
  readonly width: number;
  /** What the estate's total leaves out, already negative. */
  readonly inside?: readonly bigint[];
  readonly insideName: string;
}

/** The owners' funds with their subtotal, the charity's apart, what moved inside, and the total that leaves it out. */
function fundRows({ funds, figures, width, inside, insideName }: FundRows): readonly ReportRow[] {
  const owners = funds.filter((fund) => fund.kind !== CHARITY);
  const charity = funds.filter((fund) => fund.kind === CHARITY);
  const named = (list: readonly StatementFund[]): ReportRow[] =>
    list.map((fund) => amounts('normal', fund.name, figures(fund)));
  const subtotal = amounts('subtotal', '业主资金小计', addUp(owners.map(figures), width));
  const left = inside?.some((figure) => figure !== 0n) === true ? [inside] : [];
  return [
    ...named(owners),
    ...(owners.length > 1 && (charity.length > 0 || left.length > 0) ? [subtotal] : []),
    ...named(charity),
    ...left.map((figure) => amounts('normal', insideName, figure)),
    amounts('total', '全小区合计', addUp([...funds.map(figures), ...left], width)),
  ];
}

export function resultSection(title: string, facts: StatementFacts): ReportSection {
  const funds = fundsAtWork(facts);
  const results = new Map(funds.map((fund) => [fund.code, fundResult(fund.code, facts.figures, facts.accounts)]));
  const adjusted = [...results.values()].some((result) => result.adjustmentFen !== 0n);
  const figuresOf = (result: FundResult | undefined): readonly bigint[] =>
    result === undefined
      ? []
      : [
          result.openingFen,
          result.incomeFen,
          result.expenseFen,
          ...(adjusted ? [result.adjustmentFen] : []),
          result.closingFen,
        ];
  const transfers = transfersBetweenFunds(facts.figures);
  const inside = [0n, -transfers.inFen, -transfers.outFen, ...(adjusted ? [0n] : []), 0n];
  const columns = [
    { key: 'fund', label: '基金', kind: 'text' } as const,
    amountColumn('opening', '期初结余'),
    amountColumn('income', '本期收入'),
    amountColumn('expense', '本期支出'),
    ...(adjusted ? [amountColumn('adjustment', adjustmentName(facts))] : []),
    amountColumn('closing', '期末结余'),
  ];
  const rows = fundRows({
    funds,
    figures: (fund) => figuresOf(results.get(fund.code)),
    width: columns.length - 1,
    inside,
    insideName: '减：基金之间的划转',
  });
  const add = ['opening', 'income', ...(adjusted ? ['adjustment'] : [])];
  return {
    title,
    lead: '该收的算收入，该付的算支出，不管钱到没到账。期初结余加收入、减支出，等于期末结余。',
    body: {
      kind: 'table',
      columns,
      rows: funds.length === 0 ? [] : rows,
      whenEmpty: '还没有任何基金发生过收支。',
      equation: { add, subtract: ['expense'], equals: 'closing' },
    },
    notes: resultNotes(facts, funds, results),
  };
}

export function adjustmentName(facts: StatementFacts): string {
  const moved = facts.figures.filter(
    (figure) => facts.accounts.get(figure.account)?.kind === 'N' && figure.debitFen !== figure.creditFen,
  );
  return moved.every((figure) => figure.account.startsWith('3199')) ? '以前年度调整' : '净资产调整';
}

function resultNotes(
  facts: StatementFacts,
  funds: readonly StatementFund[],
  results: ReadonlyMap<string, FundResult>,
): readonly string[] {
  const negative = funds.filter((fund) => (results.get(fund.code)?.incomeFen ?? 0n) < 0n).map((fund) => fund.name);
  const charity = funds.filter((fund) => fund.kind === CHARITY);
  return [
    '合计只用来核对账目。每个基金各有用途，不能互相垫用，合计不是一笔可以随意动用的钱。',
    ...charity.map((fund) => {
      const left = formatFen(results.get(fund.code)?.closingFen ?? 0n);
      const keeper = fund.custodian === undefined ? '' : `，由${fund.custodian}代管`;
      return `${fund.name}期末 ${left} 元，只能按捐赠人的用途使用${keeper}。`;
    }),
    ...(negative.length === 0 ? [] : [`${negative.join('、')}的收入为负数，表示退回了以前收进来的钱。`]),
  ];
}

export function cashSection(title: string, facts: StatementFacts): ReportSection {
  const own = facts.figures.filter((figure) => isOwnCash(figure.account));
  const used = new Set(own.map((figure) => figure.fund));
  const funds = fundsAtWork(facts).filter((fund) => used.has(fund.code));
  const inside = -cashMovedInside(facts.vouchers);
  const rows = fundRows({
    funds,
    figures: (fund) => {
      const cash = cashResult(own.filter((figure) => figure.fund === fund.code));
      return [cash.openingFen, cash.receivedFen, cash.paidFen, cash.closingFen];
    },
    width: 4,
    inside: [0n, inside, inside, 0n],
    insideName: '减：账户之间、基金之间的互转',
  });
  return {
    title,
    lead: '只算真正收到和付出的钱：小区自己的银行账户、现金和收款平台。这张表和上一张口径不同，不能相加。',
    body: {
      kind: 'table',
      columns: [
        { key: 'fund', label: '基金', kind: 'text' },
        amountColumn('opening', '期初余额'),
        amountColumn('received', '本期收到'),
        amountColumn('paid', '本期付出'),
        amountColumn('closing', '期末余额'),
      ],
      rows: funds.length === 0 ? [] : rows,
      whenEmpty: '小区自己的账户里还没有收付过钱。',
      equation: { add: ['opening', 'received'], subtract: ['paid'], equals: 'closing' },
    },
  };
}

/** Where the money lies: own accounts, then what others hold, each with its fund. */
export function placesSection(title: string, facts: StatementFacts): ReportSection {
  const own = byAccount(facts.figures.filter((figure) => isOwnCash(figure.account)));
  const held = facts.figures.filter((figure) => isHeldByOthers(figure.account) && hasMoved([figure]));
  const funds = new Map(facts.funds.map((fund) => [fund.code, fund]));
  const ownRows = own.map(([account, figures]) => placeRow(accountName(account, facts), '', figures));
  const heldRows = held.map((figure) => {
    const fund = funds.get(figure.fund);
    const keeper = figure.account.startsWith('122103') ? fund?.custodian : undefined;
    const name = keeper === undefined ? accountName(figure.account, facts) : `${keeper}（慈善托管）`;
    return placeRow(name, fund?.name ?? figure.fund, [figure]);
  });
  const subtotal = (name: string, figures: readonly FundFigure[]): ReportRow =>
    row('subtotal', textCell(name), emptyCell, ...placeFigures(figures).map(amountCell));
  return {
    title,
    lead: '期末的钱存放在哪里。别人代管的钱也是小区的，但不在小区自己手里。',
    body: {
      kind: 'table',
      columns: [
        { key: 'place', label: '存放处', kind: 'text' },
        { key: 'fund', label: '基金', kind: 'text' },
        amountColumn('opening', '期初余额'),
        amountColumn('change', '本期增减'),
        amountColumn('closing', '期末余额'),
      ],
      rows: [
        ...ownRows,
        ...(ownRows.length === 0
          ? []
          : [
              subtotal(
                '小区自己的账户小计',
                own.flatMap(([, figures]) => figures),
              ),
            ]),
        ...heldRows,
        ...(heldRows.length === 0 ? [] : [subtotal('别人代管的小计', held)]),
      ],
      whenEmpty: '还没有钱。',
      equation: { add: ['opening', 'change'], subtract: [], equals: 'closing' },
    },
  };
}

export function accountName(account: string, facts: StatementFacts): string {
  return facts.accounts.get(account)?.name ?? account;
}

function byAccount(figures: readonly FundFigure[]): readonly (readonly [string, readonly FundFigure[]])[] {
  const groups = new Map<string, FundFigure[]>();
  for (const figure of figures) groups.set(figure.account, [...(groups.get(figure.account) ?? []), figure]);
  return [...groups].filter(([, group]) => hasMoved(group)).sort(([left], [right]) => (left < right ? -1 : 1));
}

function hasMoved(figures: readonly FundFigure[]): boolean {
  return figures.some((figure) => figure.openingFen !== 0n || figure.debitFen !== 0n || figure.creditFen !== 0n);
}

function placeFigures(figures: readonly FundFigure[]): readonly bigint[] {
  const { openingFen, closingFen } = cashResult(figures);
  return [openingFen, closingFen - openingFen, closingFen];
}

function placeRow(name: string, fund: string, figures: readonly FundFigure[]): ReportRow {
  return row('normal', textCell(name), textCell(fund), ...placeFigures(figures).map(amountCell));
}

/** Where the two bases meet, fund by fund. */
export function bridgeSection(title: string, facts: StatementFacts): ReportSection {
  const funds = fundsAtWork(facts);
  const figures = (fund: StatementFund): readonly bigint[] => {
    const bridge = fundBridge(fund.code, facts.figures, facts.accounts);
    return [bridge.cashFen, bridge.heldFen, bridge.receivableFen, bridge.payableFen, bridge.netFen];
  };
  return {
    title,
    lead: '手里的钱，加别人代管的，加别人欠小区的，减小区欠别人的，等于期末结余。',
    body: {
      kind: 'table',
      columns: [
        { key: 'fund', label: '基金', kind: 'text' },
        amountColumn('cash', '手里的钱'),
        amountColumn('held', '别人代管'),
        amountColumn('receivable', '应收'),
        amountColumn('payable', '应付'),
        amountColumn('closing', '期末结余'),
      ],
      rows: funds.length === 0 ? [] : fundRows({ funds, figures, width: 5, insideName: '' }),
      whenEmpty: '还没有任何基金发生过收支。',
      equation: { add: ['cash', 'held', 'receivable'], subtract: ['payable'], equals: 'closing' },
    },
  };
}
