/**
 * The voucher of a charge run, or of a part of it.
 *
 * 1. One public line a component and side, and the advances that were applied; every household is inside.
 * 2. What households owe more and what they owe less stand inside on the receivable alone; income is public only.
 * 3. A run is cut into parts of so many households, in the order of their units; each part is one voucher.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import {
  HOUSEHOLD,
  type DraftLine,
  type InsideLeaf,
  type InsideLine,
  type Ref,
  type VoucherKind,
} from '../../ledger/rules/index.js';
import type { AdvanceMove } from './apply-advances.js';
import { componentTotals, type ChargeLine, type UnitRun } from './charge-run.js';

/** Households in one voucher: its leaf stays small whatever their number; this bounds what one commit holds up. */
export const PART_UNITS = 5_000;

const LONGEST_REF = 150;

export const CHARGE_RUN_REF = 'charge-run';
export const CHARGE_BUILDINGS_REF = 'charge-buildings';

/** A voucher's content as the ledger takes it. */
export interface BatchDraft {
  readonly eventOn: CalendarDate;
  readonly kind: VoucherKind;
  readonly summary: string;
  readonly lines: readonly DraftLine[];
  readonly refs: readonly Ref[];
  readonly docs: readonly [];
  readonly inside: readonly InsideLeaf[];
}

export interface RunTerms {
  readonly month: Period;
  readonly eventOn: CalendarDate;
  readonly buildings: readonly string[];
}

export function chargeDrafts(units: readonly UnitRun[], terms: RunTerms, partUnits = PART_UNITS): BatchDraft[] {
  const parts: (readonly UnitRun[])[] = [];
  for (let start = 0; start < units.length; start += partUnits) parts.push(units.slice(start, start + partUnits));
  return parts.map((part, index) => chargeDraft(part, terms, { no: index + 1, of: parts.length }));
}

function chargeDraft(units: readonly UnitRun[], terms: RunTerms, part: { no: number; of: number }): BatchDraft {
  const charges = units.some((unit) => unit.charges.length > 0);
  const which = part.of === 1 ? '' : `，第${String(part.no)}部分共${String(part.of)}部分`;
  const month = `${terms.month.slice(0, 4)}年${terms.month.slice(5)}月`;
  const what = charges ? `计收${month}业主费用` : '预收款转应收款';
  return {
    eventOn: terms.eventOn,
    kind: charges ? 'accrual' : 'transfer',
    summary: `${what}（${String(units.length)}户${which}）`,
    lines: [...chargeLines(units), ...moveLines(units.flatMap(({ moves }) => moves))],
    refs: [[CHARGE_RUN_REF, terms.month], ...buildingsRef(terms.buildings)],
    docs: [],
    inside: units.flatMap((unit) => unitLeaves(unit, terms.month)),
  };
}

/** A list too long for a public text is left out; the run then counts as one of the whole estate while it waits. */
function buildingsRef(buildings: readonly string[]): Ref[] {
  const text = buildings.join(',');
  return text === '' || text.length > LONGEST_REF ? [] : [[CHARGE_BUILDINGS_REF, text]];
}

function chargeLines(units: readonly UnitRun[]): DraftLine[] {
  return componentTotals(units).flatMap(({ name, income, receivable, fund, fen }): DraftLine[] => [
    { account: receivable, fund, side: 'D', fen, summary: name, dimensions: [] },
    { account: income, fund, side: 'C', fen, summary: name, dimensions: [] },
  ]);
}

/** Public lines of what moves between advances and receivables, by account and fund. */
export function moveLines(moves: readonly AdvanceMove[], summary = '预收转应收'): DraftLine[] {
  const sums = new Map<string, { from: string; to: string; fund: string; fen: bigint }>();
  for (const { from, to, fen } of moves) {
    const key = [from.account, to.account, to.fund].join(' ');
    const known = sums.get(key) ?? { from: from.account, to: to.account, fund: to.fund, fen: 0n };
    known.fen += fen;
    sums.set(key, known);
  }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { from, to, fund, fen }]): DraftLine[] => [
      { account: from, fund, side: 'D', fen, summary, dimensions: [] },
      { account: to, fund, side: 'C', fen, summary, dimensions: [] },
    ]);
}

function unitLeaves({ unit, charges, moves }: UnitRun, month: Period): InsideLeaf[] {
  const charge = householdLeaf(
    unit,
    'charge',
    charges.map((line) => owedLine(line, month)),
  );
  return [...(charges.length === 0 ? [] : [charge]), ...(moves.length === 0 ? [] : [moveLeaf(unit, moves)])];
}

function owedLine({ receivable, fund, item, fen }: ChargeLine, period: Period): InsideLine {
  return { account: receivable, fund, fen, item, period };
}

/** What one household's advances settle. */
export function moveLeaf(unit: string, moves: readonly AdvanceMove[]): InsideLeaf {
  const lines = moves.flatMap(({ from, to, fen }): InsideLine[] => [
    { ...from, fen },
    { ...to, fen: -fen },
  ]);
  return householdLeaf(unit, 'apply', lines);
}

export function householdLeaf(
  unit: string,
  kind: string,
  lines: readonly InsideLine[],
  facts: readonly string[] = [],
): InsideLeaf {
  return { name: HOUSEHOLD, subject: unit, kind, source: '', lines, facts };
}
