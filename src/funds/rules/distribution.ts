/**
 * Distributing public revenue to the owners by area.
 *
 * 1. The total is the rate times the area of all households, rounded once; shares are by area and add up to it exactly
 *    (largest remainder, ties by ascending unit).
 * 2. No more is distributed than the fund owns.
 * 3. It needs a resolution. The shares become a debt to the owners (2241); the debt is paid household by household.
 * 4. Nobody is paid before the room was verified by a paper of the room. A copy of an identity card is no such paper
 *    and is not asked for.
 * 5. A household is given its share once, and is paid once.
 */
import { allocate } from '../../kernel/allocate.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { chargeFen, decimal, scaledInteger, sumDecimals, type DecimalNumber } from '../../kernel/decimal.js';
import { yuanFromFen } from '../../kernel/fen.js';
import { invariant } from '../../kernel/invariant.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkUnits, householdLeaf, tellAll, type RollUnit } from './household-rows.js';

export const DISTRIBUTION_DIMENSION = 'distribution';
const EXPENSE = '5011';
/** What is owed to the owners until it is paid. */
export const OWED_ACCOUNT = '2241';

export const ROOM_PAPERS = ['TITLE_DEED', 'SALE_CONTRACT', 'HANDOVER_NOTE'] as const;
export type RoomPaper = (typeof ROOM_PAPERS)[number];

export interface DistributionAsk {
  readonly id: string;
  readonly eventOn: CalendarDate;
  readonly fund: string;
  /** Yuan for one square metre. */
  readonly perM2: DecimalNumber;
  readonly resolution: string;
}

export interface UnitShare {
  readonly unit: string;
  readonly fen: bigint;
}

export interface Shares {
  readonly totalFen: bigint;
  readonly areaM2: string;
  readonly shares: readonly UnitShare[];
}

export function sharesByArea(perM2: DecimalNumber, roll: readonly RollUnit[]): Shares {
  const areas = roll.map(({ unit, areaM2 }) => {
    const area = decimal(areaM2);
    invariant(area !== undefined, 'the roll holds areas');
    return { unit, area };
  });
  const total = sumDecimals(areas.map(({ area }) => area));
  const totalFen = chargeFen(perM2, total);
  const weights = areas.map(({ unit, area }) => ({ key: unit, weight: scaledInteger(area, 6) }));
  const shares = allocate(totalFen, weights)
    .filter(({ amount }) => amount > 0n)
    .map(({ key, amount }) => ({ unit: key, fen: amount }));
  return { totalFen, areaM2: total.toFixed(2), shares };
}

export function itemOf(id: string): string {
  return `distribution/${id}`;
}

export function checkDistribution(shares: Shares, netFen: bigint, alreadyFen: bigint): Violation[] {
  const violations: Violation[] = [];
  if (alreadyFen !== 0n) {
    violations.push({ code: 'DISTRIBUTION_DONE', at: 'id', facts: { amount: yuanFromFen(alreadyFen) } });
  }
  if (shares.shares.length === 0) violations.push({ code: 'DISTRIBUTION_EMPTY', at: 'perM2' });
  if (shares.totalFen > netFen) {
    const facts = { amount: yuanFromFen(shares.totalFen), net: yuanFromFen(netFen) };
    violations.push({ code: 'DISTRIBUTION_ABOVE_FUND', at: 'perM2', facts });
  }
  return violations;
}

export function distributionDraft(ask: DistributionAsk, { shares, totalFen }: Shares): FundDraft {
  const { id, fund } = ask;
  const dimension = [[DISTRIBUTION_DIMENSION, id]] as const;
  const summary = `按专有面积向业主分配公共收益 ${String(shares.length)} 户`;
  return draftOf(
    { eventOn: ask.eventOn, summary, kind: 'accrual' },
    [
      debit({ account: EXPENSE, fund }, totalFen, dimension),
      credit({ account: OWED_ACCOUNT, fund }, totalFen, dimension),
    ],
    {
      refs: refsOf(ask.resolution),
      inside: shares.map(({ unit, fen }) =>
        householdLeaf({
          unit,
          kind: 'distribution',
          source: `${itemOf(id)}/${unit}`,
          item: itemOf(id),
          lines: [
            { account: EXPENSE, fund, fen },
            { account: OWED_ACCOUNT, fund, fen: -fen },
          ],
        }),
      ),
    },
  );
}

export interface PayoutRow {
  readonly unit: string;
  readonly paper?: RoomPaper | undefined;
}

export interface PayoutFacts {
  readonly roll: ReadonlySet<string>;
  /** What each household is owed, in fen. */
  readonly owed: ReadonlyMap<string, bigint>;
}

export function checkPayout(rows: readonly PayoutRow[], facts: PayoutFacts): Violation[] {
  const at = (row: number): string => `rows[${String(row)}].unit`;
  const units = rows.map(({ unit }) => unit);
  const violations = checkUnits(units, facts.roll, at);
  rows.forEach(({ unit, paper }, row) => {
    if (paper === undefined) {
      violations.push({ code: 'ROOM_NOT_VERIFIED', at: `rows[${String(row)}].paper`, facts: { unit } });
    }
    if (facts.roll.has(unit) && (facts.owed.get(unit) ?? 0n) <= 0n) {
      violations.push({ code: 'DISTRIBUTION_NOT_OWED', at: at(row), facts: { unit } });
    }
  });
  return tellAll(violations);
}

export function payoutDraft(
  ask: { readonly id: string; readonly eventOn: CalendarDate; readonly fund: string; readonly account: string },
  rows: readonly PayoutRow[],
  owed: ReadonlyMap<string, bigint>,
): FundDraft {
  const { id, fund } = ask;
  const inside = rows.map(({ unit, paper }) =>
    householdLeaf({
      unit,
      kind: 'distribution-paid',
      source: `${itemOf(id)}/${unit}/paid`,
      item: itemOf(id),
      lines: [{ account: OWED_ACCOUNT, fund, fen: owed.get(unit) ?? 0n }],
      facts: [paper ?? ''],
    }),
  );
  const totalFen = inside.reduce((sum, leaf) => sum + (leaf.lines[0]?.fen ?? 0n), 0n);
  return draftOf(
    { eventOn: ask.eventOn, summary: `支付公共收益分配款 ${String(rows.length)} 户` },
    [
      debit({ account: OWED_ACCOUNT, fund }, totalFen, [[DISTRIBUTION_DIMENSION, id]]),
      credit({ account: ask.account, fund }, totalFen),
    ],
    { inside },
  );
}
