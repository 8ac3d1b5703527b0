/**
 * A charge run: what a month still has to charge, household by household.
 *
 * 1. A household is charged once for a component and month; what is charged already is left out, so a second run of
 *    the same month finds nothing to do.
 * 2. Amounts of zero are not charged.
 * 3. Advances are applied in the same run: to what is charged now and to what was open before, oldest first.
 * 4. A shared component without its month's amount is not charged, and the run names it.
 * 5. The sum over households of a component is the component's total.
 */
import type { Period } from '../../kernel/calendar.js';
import { applyAdvances, type AdvanceMove, type PlacedAmount } from './apply-advances.js';
import type { Billable } from './billable.js';
import { lateFen, measuredFen, sharedFen, type ChargedUnit } from './charge-amounts.js';
import type { FactHistory } from './unit-facts.js';

export interface RunFacts {
  readonly month: Period;
  readonly billables: readonly Billable[];
  /** Units of the run, in their order. */
  readonly units: readonly ChargedUnit[];
  /** All units of the estate: those that share a shared amount, whatever part of them this run charges. */
  readonly allUnits: readonly ChargedUnit[];
  readonly facts: FactHistory;
  /** `chargedKey` of everything that this month has charged already. */
  readonly charged: ReadonlySet<string>;
  readonly debts: ReadonlyMap<string, readonly PlacedAmount[]>;
  readonly advances: ReadonlyMap<string, readonly PlacedAmount[]>;
  /** Amounts to share, by component. */
  readonly pools: ReadonlyMap<string, bigint>;
}

export interface ChargeLine {
  readonly item: string;
  readonly name: string;
  readonly income: string;
  readonly receivable: string;
  readonly fund: string;
  readonly fen: bigint;
}

export interface UnitRun {
  readonly unit: string;
  readonly building: string;
  readonly charges: readonly ChargeLine[];
  readonly moves: readonly AdvanceMove[];
}

export interface ChargeRun {
  readonly month: Period;
  /** Households for which there is something to do. */
  readonly units: readonly UnitRun[];
  /** Shared components whose amount was not given. */
  readonly waiting: readonly string[];
}

/** The account plays no part: a tariff that moved a component to another account charges it no second time. */
export function chargedKey(unit: string, item: string): string {
  return [unit, item].join('\n');
}

export function chargeRun(facts: RunFacts): ChargeRun {
  const shares = sharesOf(facts);
  const waiting = facts.billables
    .filter((billable) => basisOf(billable) === 'SHARE' && !facts.pools.has(billable.item))
    .map(({ item }) => item);
  const units = facts.units.flatMap((unit) => unitRun(unit, facts, shares));
  return { month: facts.month, units, waiting: [...new Set(waiting)] };
}

function unitRun(unit: ChargedUnit, facts: RunFacts, shares: SharedAmounts): UnitRun[] {
  const debts = facts.debts.get(unit.unit) ?? [];
  const charges: ChargeLine[] = [];
  for (const billable of facts.billables) {
    if (!concerns(billable, unit.building)) continue;
    const { item, name, income, receivable, fund } = billable;
    if (facts.charged.has(chargedKey(unit.unit, item))) continue;
    const fen = amountOf(billable, unit, facts, shares, debts);
    if (fen > 0n) charges.push({ item, name, income, receivable, fund, fen });
  }
  const owed = [...debts, ...charges.map((line) => owedBy(line, facts.month))];
  const moves = applyAdvances(owed, facts.advances.get(unit.unit) ?? []);
  if (charges.length === 0 && moves.length === 0) return [];
  return [{ unit: unit.unit, building: unit.building, charges, moves }];
}

function owedBy({ receivable, fund, item, fen }: ChargeLine, month: Period): PlacedAmount {
  return { account: receivable, fund, item, period: month, fen };
}

type SharedAmounts = ReadonlyMap<Billable, ReadonlyMap<string, bigint>>;

function amountOf(
  billable: Billable,
  unit: ChargedUnit,
  facts: RunFacts,
  shares: SharedAmounts,
  debts: readonly PlacedAmount[],
): bigint {
  const basis = basisOf(billable);
  if (basis === 'SHARE') return shares.get(billable)?.get(unit.unit) ?? 0n;
  return basis === 'LATE' ? lateFen(billable, debts, facts.month) : measuredFen(billable, unit, facts);
}

function sharesOf({ billables, allUnits, pools }: RunFacts): SharedAmounts {
  const found = new Map<Billable, ReadonlyMap<string, bigint>>();
  for (const billable of billables) {
    const pool = pools.get(billable.item);
    if (basisOf(billable) !== 'SHARE' || pool === undefined) continue;
    const concerned = allUnits.filter(({ building }) => concerns(billable, building));
    found.set(billable, sharedFen(billable, concerned, pool));
  }
  return found;
}

function concerns({ buildings }: Billable, building: string): boolean {
  return buildings.length === 0 || buildings.includes(building);
}

function basisOf({ parts }: Billable): string | undefined {
  return parts[0]?.component.basis;
}

export interface ComponentTotal extends ChargeLine {
  readonly households: number;
}

/** The run by component: what the public voucher carries. */
export function componentTotals(units: readonly UnitRun[]): ComponentTotal[] {
  const found = new Map<string, { line: ChargeLine; fen: bigint; households: number }>();
  for (const { charges } of units) {
    for (const line of charges) {
      const key = [line.item, line.income, line.receivable, line.fund].join('\n');
      const known = found.get(key) ?? { line, fen: 0n, households: 0 };
      known.fen += line.fen;
      known.households += 1;
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ line, fen, households }) => ({ ...line, fen, households }));
}

export function appliedFen(units: readonly UnitRun[]): bigint {
  let sum = 0n;
  for (const { moves } of units) for (const { fen } of moves) sum += fen;
  return sum;
}
