/**
 * Corrections of single charges: supplements (补收), credits (冲减) and waivers (减免), each with its reason.
 *
 * 1. What was charged is never changed; a correction is appended beside it, in the item and month that it concerns.
 * 2. A credit or waiver takes off no more than was charged.
 * 3. Where the household has paid already, what it is given back becomes money held in advance.
 * 4. While a correction of a charge waits for approval no other of the same charge is taken, so that none is counted
 *    twice.
 * 5. The public sees sums by account; unit and reason stand inside.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { HOUSEHOLD, type DraftLine, type InsideLeaf } from '../../ledger/rules/index.js';
import { advanceAccountOf, type AdvanceMove, type ItemPlace } from './apply-advances.js';
import { householdLeaf, moveLeaf, moveLines, type BatchDraft } from './charge-draft.js';
import type { TariffVersion } from './tariff.js';

export const ADJUSTMENT_KINDS = ['supplement', 'credit', 'waiver'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

const KIND_NAMES: Readonly<Record<AdjustmentKind, string>> = { supplement: '补收', credit: '冲减', waiver: '减免' };

export const ADJUSTMENT_REF = 'charge-adjustment';

export interface Adjustment {
  readonly unit: string;
  readonly item: string;
  readonly month: Period;
  readonly kind: AdjustmentKind;
  readonly fen: bigint;
  readonly reason: string;
}

export interface AdjustedItem extends ItemPlace {
  readonly unit: string;
  readonly chargedFen: bigint;
  readonly balanceFen: bigint;
}

export interface AdjustmentFacts {
  readonly items: readonly AdjustedItem[];
  readonly versions: readonly TariffVersion[];
}

interface Entry {
  readonly adjustment: Adjustment;
  readonly place: ItemPlace;
  readonly income: string;
  readonly moves: readonly AdvanceMove[];
}

export type AdjustmentOutcome = { readonly draft: BatchDraft } | { readonly violations: readonly Violation[] };

export function adjustCharges(
  adjustments: readonly Adjustment[],
  facts: AdjustmentFacts,
  eventOn: CalendarDate,
): AdjustmentOutcome {
  const standing = new Map(facts.items.map((item) => [keyOf(item.unit, item), { ...item }]));
  const entries: Entry[] = [];
  const violations: Violation[] = [];
  adjustments.forEach((adjustment, index) => {
    const judged = judge(adjustment, facts.versions, standing);
    if ('code' in judged) violations.push({ ...judged, at: `adjustments[${String(index)}]` });
    else entries.push(judged);
  });
  if (violations.length > 0) return { violations };
  return { draft: draftOf(entries, eventOn) };
}

/** Corrections of charges of which another correction waits for approval in these private leaves. */
export function checkWaiting(adjustments: readonly Adjustment[], waiting: readonly InsideLeaf[]): Violation[] {
  const kinds: ReadonlySet<string> = new Set(ADJUSTMENT_KINDS);
  const taken = new Set(
    waiting
      .filter(({ name, kind }) => name === HOUSEHOLD && kinds.has(kind))
      .flatMap(({ subject, lines }) => lines.map(({ item, period }) => [subject, item, period].join('\n'))),
  );
  return adjustments.flatMap(({ unit, item, month }, index): Violation[] =>
    taken.has([unit, item, month].join('\n'))
      ? [{ code: 'CHARGE_ADJUSTMENT_WAITS', at: `adjustments[${String(index)}]`, facts: { unit, item, month } }]
      : [],
  );
}

type Standing = Map<string, AdjustedItem>;

function judge(adjustment: Adjustment, versions: readonly TariffVersion[], standing: Standing): Entry | Violation {
  const { unit, item, month, kind, fen } = adjustment;
  const found = [...standing.values()].find(
    (one) => one.unit === unit && one.item === item && one.period === month && one.account.startsWith('1122'),
  );
  const component = componentOf(adjustment, versions, found);
  if (component === undefined) return { code: 'CHARGE_ITEM_UNKNOWN', facts: { unit, item, month } };
  const { income } = component;
  const place = { account: component.receivable, fund: component.fund, item, period: month };
  if (kind !== 'supplement') return takeOff(adjustment, place, income, standing);
  keep(standing, unit, place, fen);
  return { adjustment, place, income, moves: [] };
}

function takeOff(adjustment: Adjustment, place: ItemPlace, income: string, standing: Standing): Entry | Violation {
  const { unit, item, month, fen } = adjustment;
  const charged = standing.get(keyOf(unit, place))?.chargedFen ?? 0n;
  if (charged < fen) {
    const facts = { unit, item, month, charged: yuanFromFen(charged), amount: yuanFromFen(fen) };
    return { code: 'CHARGE_CREDIT_TOO_MUCH', facts };
  }
  const balance = keep(standing, unit, place, -fen);
  if (balance >= 0n) return { adjustment, place, income, moves: [] };
  keep(standing, unit, place, -balance, 0n);
  return { adjustment, place, income, moves: [{ from: place, to: advancePlace(place), fen: -balance }] };
}

function advancePlace({ account, fund }: ItemPlace): ItemPlace {
  return { account: advanceAccountOf(account), fund, item: '', period: '' };
}

/** Where the component's income is booked: as its tariff said in the month, or else as it last said. */
function componentOf(
  { item, month }: Adjustment,
  versions: readonly TariffVersion[],
  found: AdjustedItem | undefined,
): { readonly income: string; readonly receivable: string; readonly fund: string } | undefined {
  const fits = versions.flatMap(({ from, components }) =>
    components
      .filter(({ code, receivable, fund }) => {
        return code === item && (found === undefined || (receivable === found.account && fund === found.fund));
      })
      .map((component) => ({ from, component })),
  );
  const inForce = fits.filter(({ from }) => from.slice(0, 7) <= month);
  return (inForce.at(-1) ?? (found === undefined ? undefined : fits.at(-1)))?.component;
}

/** Adds to what is charged and owed, and gives what is owed then. */
function keep(standing: Standing, unit: string, place: ItemPlace, fen: bigint, chargedFen: bigint = fen): bigint {
  const key = keyOf(unit, place);
  const known = standing.get(key) ?? { ...place, unit, chargedFen: 0n, balanceFen: 0n };
  const balanceFen = known.balanceFen + fen;
  standing.set(key, { ...known, chargedFen: known.chargedFen + chargedFen, balanceFen });
  return balanceFen;
}

function keyOf(unit: string, { account, fund, item, period }: ItemPlace): string {
  return [unit, account, fund, item, period].join('\n');
}

function draftOf(entries: readonly Entry[], eventOn: CalendarDate): BatchDraft {
  const moves = entries.flatMap((entry) => entry.moves);
  return {
    eventOn,
    kind: 'accrual',
    summary: `收费调整：${countsText(entries)}`,
    lines: [...sumLines(entries), ...moveLines(moves, '已收部分转预收')],
    refs: [[ADJUSTMENT_REF, eventOn]],
    docs: [],
    inside: entries.flatMap(leavesOf),
  };
}

function countsText(entries: readonly Entry[]): string {
  return ADJUSTMENT_KINDS.flatMap((kind) => {
    const units = new Set(
      entries.filter(({ adjustment }) => adjustment.kind === kind).map(({ adjustment }) => adjustment.unit),
    );
    return units.size === 0 ? [] : [`${KIND_NAMES[kind]}${String(units.size)}户`];
  }).join('，');
}

function sumLines(entries: readonly Entry[]): DraftLine[] {
  const sums = new Map<string, { entry: Entry; fen: bigint }>();
  for (const entry of entries) {
    const { adjustment, place, income } = entry;
    const key = [adjustment.kind, place.account, place.fund, income].join(' ');
    const known = sums.get(key) ?? { entry, fen: 0n };
    known.fen += adjustment.fen;
    sums.set(key, known);
  }
  return [...sums.values()].flatMap(({ entry: { adjustment, place, income }, fen }): DraftLine[] => {
    const [debit, credit] = adjustment.kind === 'supplement' ? [place.account, income] : [income, place.account];
    const shared = { fund: place.fund, fen, summary: KIND_NAMES[adjustment.kind], dimensions: [] };
    return [
      { ...shared, account: debit, side: 'D' },
      { ...shared, account: credit, side: 'C' },
    ];
  });
}

function leavesOf({ adjustment, place, moves }: Entry): InsideLeaf[] {
  const { unit, kind, fen, reason } = adjustment;
  const lines = [{ ...place, fen: kind === 'supplement' ? fen : -fen }];
  return [householdLeaf(unit, kind, lines, [reason]), ...(moves.length === 0 ? [] : [moveLeaf(unit, moves)])];
}

/** Units of a request: each on the roll, and named once. */
export function checkUnits(units: readonly string[], roll: ReadonlySet<string>): Violation[] {
  const seen = new Set<string>();
  return units.flatMap((unit, index): Violation[] => {
    const at = `units[${String(index)}]`;
    const isRepeated = seen.has(unit);
    seen.add(unit);
    return [
      ...(roll.has(unit) ? [] : [{ code: 'UNIT_UNKNOWN', at, facts: { detail: unit } }]),
      ...(isRepeated ? [{ code: 'FEES_UNIT_REPEATED', at, facts: { unit } }] : []),
    ];
  });
}
