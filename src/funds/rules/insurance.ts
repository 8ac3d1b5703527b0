/**
 * Household insurance (惠民保险), bought for many households at once.
 *
 * 1. A batch has an insurer, a premium for each household, a term of cover and the fund that pays.
 * 2. A household stands in a batch once; the policy stays with the household whoever lives there.
 * 3. A cancelled policy gives back what the insurer refunds, never more than was paid, and once.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject } from '../../kernel/canonical.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, type Funds } from './facts.js';
import { checkUnits, householdLeaf, tellAll } from './household-rows.js';
import { fenOf, textOf } from './leaf-reading.js';

export const PREMIUM = '5008';
export const INSURANCE_DIMENSION = 'insurance';

export interface InsuranceBatch {
  readonly id: string;
  readonly insurer: string;
  readonly fund: string;
  readonly premiumFen: bigint;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly resolution: string;
}

export function insuranceFields(batch: InsuranceBatch): LeafObject {
  return {
    insurer: batch.insurer,
    fund: batch.fund,
    premium: batch.premiumFen.toString(),
    from: batch.from,
    to: batch.to,
    resolution: batch.resolution,
  };
}

export function readInsurance(id: string, leaf: LeafObject): InsuranceBatch {
  return {
    id,
    insurer: textOf(leaf, 'insurer'),
    fund: textOf(leaf, 'fund'),
    premiumFen: fenOf(leaf, 'premium'),
    from: textOf(leaf, 'from') as CalendarDate,
    to: textOf(leaf, 'to') as CalendarDate,
    resolution: textOf(leaf, 'resolution'),
  };
}

export function checkInsurance(batch: InsuranceBatch, funds: Funds): Violation[] {
  return [
    ...checkFund(batch.fund, ['PROPERTY_FEE', 'COMMON'], funds, 'fund'),
    ...(batch.premiumFen > 0n ? [] : [{ code: 'INSURANCE_PREMIUM', at: 'premium' }]),
    ...(batch.from <= batch.to ? [] : [{ code: 'INSURANCE_TERM', at: 'to' }]),
  ];
}

export function insuranceItem(id: string): string {
  return `insurance/${id}`;
}

export interface InsuredRow {
  readonly unit: string;
  /** The policy's number; private. */
  readonly policy: string;
}

/** What stands booked for each household of the batch, in fen. */
export type PaidByUnit = ReadonlyMap<string, bigint>;

export function checkInsured(rows: readonly InsuredRow[], roll: ReadonlySet<string>, paid: PaidByUnit): Violation[] {
  const at = (row: number): string => `rows[${String(row)}].unit`;
  const violations = checkUnits(
    rows.map(({ unit }) => unit),
    roll,
    at,
  );
  rows.forEach(({ unit }, row) => {
    if ((paid.get(unit) ?? 0n) > 0n) violations.push({ code: 'INSURANCE_UNIT_INSURED', at: at(row), facts: { unit } });
  });
  return tellAll(violations);
}

export function purchaseDraft(
  batch: InsuranceBatch,
  rows: readonly InsuredRow[],
  ask: { readonly eventOn: CalendarDate; readonly account: string; readonly documents: readonly string[] },
): FundDraft {
  const { id, fund, premiumFen } = batch;
  const totalFen = premiumFen * BigInt(rows.length);
  return draftOf(
    { eventOn: ask.eventOn, summary: `为 ${String(rows.length)} 户购买惠民保险` },
    [
      debit({ account: PREMIUM, fund }, totalFen, [[INSURANCE_DIMENSION, id]]),
      credit({ account: ask.account, fund }, totalFen),
    ],
    {
      refs: refsOf(batch.resolution, ask.documents),
      inside: rows.map(({ unit, policy }) =>
        householdLeaf({
          unit,
          kind: 'insurance',
          source: `${insuranceItem(id)}/${unit}`,
          item: insuranceItem(id),
          lines: [{ account: PREMIUM, fund, fen: premiumFen }],
          facts: [policy, batch.from, batch.to],
        }),
      ),
    },
  );
}

export interface CancelledRow {
  readonly unit: string;
  readonly refundFen: bigint;
}

export function checkCancelled(
  rows: readonly CancelledRow[],
  roll: ReadonlySet<string>,
  paid: PaidByUnit,
): Violation[] {
  const violations = checkUnits(
    rows.map(({ unit }) => unit),
    roll,
    (row) => `rows[${String(row)}].unit`,
  );
  rows.forEach(({ unit, refundFen }, row) => {
    const paidFen = paid.get(unit) ?? 0n;
    if (refundFen > 0n && refundFen <= paidFen) return;
    const facts = { unit, refund: yuanFromFen(refundFen), paid: yuanFromFen(paidFen) };
    violations.push({ code: 'INSURANCE_REFUND', at: `rows[${String(row)}].refund`, facts });
  });
  return tellAll(violations);
}

export function cancelSource(id: string, unit: string): string {
  return `${insuranceItem(id)}/${unit}/cancelled`;
}

export function cancellationDraft(
  batch: InsuranceBatch,
  rows: readonly CancelledRow[],
  ask: { readonly eventOn: CalendarDate; readonly account: string; readonly documents: readonly string[] },
): FundDraft {
  const { id, fund } = batch;
  const totalFen = rows.reduce((sum, { refundFen }) => sum + refundFen, 0n);
  return draftOf(
    { eventOn: ask.eventOn, summary: `惠民保险退保 ${String(rows.length)} 户`, kind: 'refund' },
    [
      debit({ account: ask.account, fund }, totalFen),
      credit({ account: PREMIUM, fund }, totalFen, [[INSURANCE_DIMENSION, id]]),
    ],
    {
      refs: refsOf(undefined, ask.documents),
      inside: rows.map(({ unit, refundFen }) =>
        householdLeaf({
          unit,
          kind: 'insurance-refund',
          source: cancelSource(id, unit),
          item: insuranceItem(id),
          lines: [{ account: PREMIUM, fund, fen: -refundFen }],
        }),
      ),
    },
  );
}
