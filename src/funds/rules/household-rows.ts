/**
 * Rows that name households.
 *
 * 1. Every household stands on the roll and, where a list names each once, stands there once.
 * 2. Every flaw of a list is told at once, each with its place, up to two hundred.
 */
import type { Violation } from '../../kernel/violation.js';
import { HOUSEHOLD, type InsideLeaf } from '../../ledger/rules/index.js';

/** A household as the roll knows it. */
export interface RollUnit {
  readonly unit: string;
  readonly building: string;
  /** As text, so that nothing is lost. */
  readonly areaM2: string;
}

const MOST_TOLD = 200;

export function tellAll(violations: readonly Violation[]): Violation[] {
  return violations.slice(0, MOST_TOLD);
}

export function checkUnits(
  units: readonly string[],
  roll: ReadonlySet<string>,
  at: (row: number) => string,
): Violation[] {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  units.forEach((unit, row) => {
    if (!roll.has(unit)) violations.push({ code: 'FUNDS_UNIT_UNKNOWN', at: at(row), facts: { unit } });
    else if (seen.has(unit)) violations.push({ code: 'FUNDS_UNIT_TWICE', at: at(row), facts: { unit } });
    seen.add(unit);
  });
  return violations;
}

export interface HouseholdBooking {
  readonly unit: string;
  readonly kind: string;
  readonly source: string;
  readonly item: string;
  /** Debit positive, by account. */
  readonly lines: readonly { readonly account: string; readonly fund: string; readonly fen: bigint }[];
  readonly facts?: readonly string[];
}

export function householdLeaf(booking: HouseholdBooking): InsideLeaf {
  const { unit, kind, source, item, facts = [] } = booking;
  const lines = booking.lines.map((line) => ({ ...line, item, period: '' }));
  return { name: HOUSEHOLD, subject: unit, kind, source, lines, facts };
}
