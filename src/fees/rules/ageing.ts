/**
 * How old debts are.
 *
 * 1. A debt's age is counted in months from the month charged for to the month of the day that is asked about.
 * 2. A debt of no month counts as the oldest.
 * 3. A household stands in the bucket of its oldest debt, so that counts of households add up.
 * 4. Pledges of a campaign (112204) are no arrears.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { byName, type PlacedUnit } from './grid.js';
import type { PlacedAmount } from './apply-advances.js';

export const AGE_BUCKETS = ['current', '1-3', '4-6', '7-12', 'over-12'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** As reports name them. */
export const BUCKET_NAMES: Readonly<Record<AgeBucket, string>> = {
  current: '本月',
  '1-3': '1至3个月',
  '4-6': '4至6个月',
  '7-12': '7至12个月',
  'over-12': '一年以上',
};

export interface UnitDebt extends PlacedAmount {
  readonly unit: string;
}

export interface UnitArrears {
  readonly unit: string;
  readonly building: string;
  readonly fen: bigint;
  readonly oldest: AgeBucket;
  readonly buckets: Readonly<Record<AgeBucket, bigint>>;
  readonly debts: readonly PlacedAmount[];
}

export function bucketOf(period: string, on: CalendarDate): AgeBucket {
  const age = period === '' ? 13 : monthIndex(on) - monthIndex(period);
  if (age <= 0) return 'current';
  if (age <= 3) return '1-3';
  if (age <= 6) return '4-6';
  return age <= 12 ? '7-12' : 'over-12';
}

function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

/** Households that owe something, in the order of their buildings and units. */
export function arrearsOf(debts: readonly UnitDebt[], units: readonly PlacedUnit[], on: CalendarDate): UnitArrears[] {
  const buildings = new Map(units.map(({ unit, building }) => [unit, building]));
  const byUnit = new Map<string, PlacedAmount[]>();
  for (const { unit, ...debt } of debts) {
    if (debt.fen <= 0n || debt.account.startsWith('112204')) continue;
    const known = byUnit.get(unit);
    if (known === undefined) byUnit.set(unit, [debt]);
    else known.push(debt);
  }
  return [...byUnit]
    .map(([unit, own]) => unitArrears(unit, buildings.get(unit) ?? '', own, on))
    .sort((one, other) => byName(one.building, other.building) || byName(one.unit, other.unit));
}

function unitArrears(unit: string, building: string, debts: readonly PlacedAmount[], on: CalendarDate): UnitArrears {
  const buckets: Record<AgeBucket, bigint> = { current: 0n, '1-3': 0n, '4-6': 0n, '7-12': 0n, 'over-12': 0n };
  let fen = 0n;
  for (const debt of debts) {
    buckets[bucketOf(debt.period, on)] += debt.fen;
    fen += debt.fen;
  }
  const oldest = AGE_BUCKETS.findLast((bucket) => buckets[bucket] > 0n) ?? 'current';
  return { unit, building, fen, oldest, buckets, debts };
}
