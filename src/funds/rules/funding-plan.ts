/**
 * Several sources for one project (多元筹资).
 *
 * 1. A plan's lines add up to the price of the project. A line is one source, in cash or in kind.
 * 2. The trustee's concession (物业让利) is always in kind: a lower price, never cash. It is booked gross (5004 against
 *    4007) only where the plan says so, and moves no money either way.
 * 3. Received and spent stand on each line. Money of the plan's own public-revenue fund is there already: of such a
 *    line, received is what was spent.
 * 4. No more is spent than was received, what waits for approval counted; spending is shared among the lines by what
 *    each has left, to the fen.
 * 5. Public revenue enters another fund only by a transfer with its resolution.
 */
import { allocate } from '../../kernel/allocate.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject } from '../../kernel/canonical.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import type { Dimension, DraftLine } from '../../ledger/rules/index.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, creditsOf, netOf, type DimensionSum, type FundFact, type Funds, type Sum } from './facts.js';
import { fenOf, fenOfText, rowsOf, textOf } from './leaf-reading.js';

export const SOURCES = ['STREET', 'CONCESSION', 'RESIDENTS', 'SPONSOR', 'PUBLIC_REVENUE', 'OTHER'] as const;
export type Source = (typeof SOURCES)[number];

const WORDS: Readonly<Record<Source, readonly [account: string, zh: string]>> = {
  STREET: ['4004', '街道统筹'],
  CONCESSION: ['4007', '物业让利'],
  RESIDENTS: ['4005', '居民自筹'],
  SPONSOR: ['4006', '社会赞助'],
  PUBLIC_REVENUE: ['4901', '公共收益'],
  OTHER: ['4010', '其他来源'],
};
const COST = '5004';
export const SOURCE_DIMENSION = 'fundingSource';

export interface PlanLine {
  readonly source: Source;
  readonly fen: bigint;
  /** In public words, a sponsor's name for one. */
  readonly note: string;
}

export interface FundingPlan {
  readonly id: string;
  readonly title: string;
  readonly fund: string;
  readonly priceFen: bigint;
  readonly resolution: string;
  readonly bookConcessions: boolean;
  readonly lines: readonly PlanLine[];
}

export function planFields(plan: FundingPlan): LeafObject {
  return {
    title: plan.title,
    fund: plan.fund,
    price: plan.priceFen.toString(),
    resolution: plan.resolution,
    concessions: plan.bookConcessions ? 'booked' : 'told',
    lines: plan.lines.map((line) => [line.source, line.fen.toString(), line.note]),
  };
}

export function readPlan(id: string, leaf: LeafObject): FundingPlan {
  return {
    id,
    title: textOf(leaf, 'title'),
    fund: textOf(leaf, 'fund'),
    priceFen: fenOf(leaf, 'price'),
    resolution: textOf(leaf, 'resolution'),
    bookConcessions: textOf(leaf, 'concessions') === 'booked',
    lines: rowsOf(leaf, 'lines').map(([source, fen, note = '']) => ({
      source: source as Source,
      fen: fenOfText(fen),
      note,
    })),
  };
}

export function checkPlan(plan: FundingPlan, funds: Funds): Violation[] {
  const violations = checkFund(plan.fund, ['CAMPAIGN', 'COMMON', 'REPAIR'], funds, 'fund');
  const sum = plan.lines.reduce((total, line) => total + line.fen, 0n);
  if (sum !== plan.priceFen) {
    const facts = { sum: yuanFromFen(sum), price: yuanFromFen(plan.priceFen) };
    violations.push({ code: 'PLAN_UNEQUAL', at: 'lines', facts });
  }
  plan.lines.forEach((line, index) => {
    if (line.fen <= 0n) violations.push({ code: 'PLAN_LINE_AMOUNT', at: `lines[${String(index)}].amount` });
    // Only a campaign's fund takes self-raised money.
    if (line.source === 'RESIDENTS') {
      violations.push(...checkFund(plan.fund, ['CAMPAIGN'], funds, `lines[${String(index)}].source`));
    }
  });
  return violations;
}

export function lineName(plan: FundingPlan, index: number): string {
  return `${plan.id}/${String(index + 1)}`;
}

function dimensionOf(plan: FundingPlan, index: number): readonly Dimension[] {
  return [[SOURCE_DIMENSION, lineName(plan, index)]];
}

export interface PlanLineState extends PlanLine {
  readonly isInKind: boolean;
  readonly zh: string;
  readonly receivedFen: bigint;
  readonly spentFen: bigint;
}

export interface PlanState {
  readonly lines: readonly PlanLineState[];
  readonly cashPromisedFen: bigint;
  readonly inKindPromisedFen: bigint;
  /** Share of the price that is no cash, in per cent with two decimals. */
  readonly inKindPercent: string;
  readonly cashInFen: bigint;
  readonly cashOutFen: bigint;
}

export interface PlanFacts {
  readonly fund: FundFact | undefined;
  /** Sums by the values of the dimension `fundingSource`. */
  readonly bySource: readonly DimensionSum[];
  /** Sums of the plan's fund, by account. */
  readonly ofFund: readonly Sum[];
}

export function planState(plan: FundingPlan, facts: PlanFacts): PlanState {
  const lines = plan.lines.map((line, index) => lineState(plan, index, line, facts));
  const sum = (rows: readonly PlanLineState[], amount: (row: PlanLineState) => bigint): bigint =>
    rows.reduce((total, row) => total + amount(row), 0n);
  const cash = lines.filter((line) => !line.isInKind);
  const inKindPromisedFen = sum(
    lines.filter((line) => line.isInKind),
    (line) => line.fen,
  );
  return {
    lines,
    cashPromisedFen: sum(cash, (line) => line.fen),
    inKindPromisedFen,
    inKindPercent: percentOf(inKindPromisedFen, plan.priceFen),
    cashInFen: sum(cash, (line) => line.receivedFen),
    cashOutFen: sum(cash, (line) => line.spentFen),
  };
}

/** Half up, two decimals; "0.00" of nothing. */
export function percentOf(part: bigint, whole: bigint): string {
  return whole <= 0n ? '0.00' : yuanFromFen((part * 20_000n + whole) / (2n * whole));
}

function lineState(plan: FundingPlan, index: number, line: PlanLine, facts: PlanFacts): PlanLineState {
  const own = facts.bySource.filter((sum) => sum.value === lineName(plan, index));
  const [account, zh] = WORDS[line.source];
  const spentFen = netOf(own, COST);
  return {
    ...line,
    zh,
    isInKind: line.source === 'CONCESSION',
    receivedFen: receivedOf(line, account, { own, spentFen, facts }),
    spentFen,
  };
}

function receivedOf(
  line: PlanLine,
  account: string,
  { own, spentFen, facts }: { own: readonly Sum[]; spentFen: bigint; facts: PlanFacts },
): bigint {
  if (isOwnMoney(line, facts.fund)) return spentFen;
  // Households' contributions come by the campaign of the fund, which knows nothing of plans.
  if (line.source === 'RESIDENTS') return -netOf(facts.ofFund, account);
  return creditsOf(own, account);
}

function isOwnMoney(line: PlanLine, fund: FundFact | undefined): boolean {
  return line.source === 'PUBLIC_REVENUE' && fund?.kind === 'COMMON';
}

export interface PlanBooking {
  readonly eventOn: CalendarDate;
  readonly fen: bigint;
  readonly account: string;
  readonly summary?: string | undefined;
  readonly resolution?: string | undefined;
  readonly documents: readonly string[];
}

/** Where the public revenue comes from; its resolution is the booking's or the plan's. */
export interface RevenueSource {
  readonly fund: string;
  readonly account: string;
}

export function checkReceipt(plan: FundingPlan, index: number, fund: FundFact | undefined): Violation[] {
  const line = plan.lines[index];
  if (line === undefined) return [{ code: 'PLAN_LINE_UNKNOWN', at: 'line', facts: { line: String(index + 1) } }];
  if (line.source === 'CONCESSION') return [{ code: 'PLAN_CONCESSION_IS_NO_CASH', at: 'line' }];
  if (isOwnMoney(line, fund)) return [{ code: 'PLAN_OWN_MONEY', at: 'line' }];
  return [];
}

export function planReceipt(plan: FundingPlan, index: number, booking: PlanBooking, revenue: RevenueSource): FundDraft {
  const line = plan.lines[index];
  const source = line?.source ?? 'OTHER';
  const [account, words] = WORDS[source];
  const { eventOn, fen } = booking;
  const summary = booking.summary ?? `收${plan.title}${words}`;
  const moves: DraftLine[] =
    source === 'PUBLIC_REVENUE'
      ? [
          debit({ account: '5901', fund: revenue.fund }, fen),
          credit({ account: revenue.account, fund: revenue.fund }, fen),
        ]
      : [];
  return draftOf(
    { eventOn, summary, kind: source === 'PUBLIC_REVENUE' ? 'interfund' : 'normal' },
    [
      ...moves,
      debit({ account: booking.account, fund: plan.fund }, fen),
      credit({ account, fund: plan.fund }, fen, dimensionOf(plan, index)),
    ],
    { refs: [['project', plan.id], ...refsOf(booking.resolution ?? plan.resolution, booking.documents)] },
  );
}

/** How a payment is shared among the lines, or why it cannot be. */
export function shareSpending(state: PlanState, plan: FundingPlan, fen: bigint, fund: FundFact | undefined): bigint[] {
  const left = leftByLine(state, fund);
  const shares = allocate(
    fen,
    left.map((weight, index) => ({ key: String(index).padStart(4, '0'), weight })),
  );
  return plan.lines.map((_, index) => shares[index]?.amount ?? 0n);
}

function leftByLine(state: PlanState, fund: FundFact | undefined): bigint[] {
  return state.lines.map((line) => {
    if (line.isInKind) return 0n;
    const left = (isOwnMoney(line, fund) ? line.fen : line.receivedFen) - line.spentFen;
    return left > 0n ? left : 0n;
  });
}

export function checkSpending(state: PlanState, fen: bigint, fund: FundFact | undefined): Violation[] {
  const left = leftByLine(state, fund).reduce((sum, line) => sum + line, 0n);
  if (fen <= left) return [];
  return [{ code: 'PLAN_SHORT', at: 'amount', facts: { amount: yuanFromFen(fen), left: yuanFromFen(left) } }];
}

export function planSpending(plan: FundingPlan, shares: readonly bigint[], booking: PlanBooking): FundDraft {
  const { fund } = plan;
  const costs = shares.flatMap((fen, index) =>
    fen > 0n ? [debit({ account: COST, fund }, fen, dimensionOf(plan, index))] : [],
  );
  return draftOf(
    { eventOn: booking.eventOn, summary: booking.summary ?? `支付${plan.title}款` },
    [...costs, credit({ account: booking.account, fund }, booking.fen)],
    { refs: [['project', plan.id], ...refsOf(booking.resolution ?? plan.resolution, booking.documents)] },
  );
}

export function checkConcession(plan: FundingPlan, index: number, fen: bigint, state: PlanState): Violation[] {
  const line = state.lines[index];
  if (line === undefined) return [{ code: 'PLAN_LINE_UNKNOWN', at: 'line', facts: { line: String(index + 1) } }];
  if (!line.isInKind) return [{ code: 'PLAN_NOT_IN_KIND', at: 'line' }];
  if (!plan.bookConcessions) return [{ code: 'PLAN_CONCESSION_NOT_BOOKED', at: 'line' }];
  if (line.receivedFen + fen <= line.fen) return [];
  const facts = { amount: yuanFromFen(line.receivedFen + fen), promised: yuanFromFen(line.fen) };
  return [{ code: 'PLAN_CONCESSION_ABOVE', at: 'amount', facts }];
}

export function concessionDraft(plan: FundingPlan, index: number, booking: PlanBooking): FundDraft {
  const { fund } = plan;
  const dimensions = dimensionOf(plan, index);
  return draftOf(
    { eventOn: booking.eventOn, summary: booking.summary ?? `${plan.title}物业让利（不是现金）`, kind: 'accrual' },
    [
      debit({ account: COST, fund }, booking.fen, dimensions),
      credit({ account: WORDS.CONCESSION[0], fund }, booking.fen, dimensions),
    ],
    { refs: [['project', plan.id], ...refsOf(undefined, booking.documents)] },
  );
}
