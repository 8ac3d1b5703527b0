/**
 * Money paid in advance against what a household owes.
 *
 * 1. Oldest month first, then by item; never more than is owed and never more than was paid in advance.
 * 2. Money of one fund settles debts of that fund alone: 220302 those of parking (112202), every other advance the
 *    rest. Pledges of a campaign (112204) are not paid from advances.
 * 3. What is moved leaves one place and reaches the other to the fen.
 */

export interface ItemPlace {
  readonly account: string;
  readonly fund: string;
  readonly item: string;
  readonly period: string;
}

export interface PlacedAmount extends ItemPlace {
  /** Above zero: what is owed, or what is held in advance. */
  readonly fen: bigint;
}

export interface AdvanceMove {
  readonly from: ItemPlace;
  readonly to: ItemPlace;
  readonly fen: bigint;
}

/** The account in which an estate holds advances for a receivable. */
export function advanceAccountOf(receivable: string): string {
  return receivable.startsWith('112202') ? '220302' : '220301';
}

function settles(advance: ItemPlace, debt: ItemPlace): boolean {
  if (advance.fund !== debt.fund || debt.account.startsWith('112204')) return false;
  return advance.account.startsWith('220302') === debt.account.startsWith('112202');
}

/** Debts and advances of one household. */
export function applyAdvances(debts: readonly PlacedAmount[], advances: readonly PlacedAmount[]): AdvanceMove[] {
  if (advances.length === 0 || debts.length === 0) return [];
  const moves: AdvanceMove[] = [];
  const left = [...advances].sort(byAge).map((advance) => ({ advance, fen: advance.fen }));
  for (const debt of [...debts].sort(byAge)) {
    let owed = debt.fen;
    for (const held of left) {
      const fen = owed < held.fen ? owed : held.fen;
      if (fen <= 0n || !settles(held.advance, debt)) continue;
      moves.push({ from: placeOf(held.advance), to: placeOf(debt), fen });
      held.fen -= fen;
      owed -= fen;
    }
  }
  return moves;
}

function placeOf({ account, fund, item, period }: ItemPlace): ItemPlace {
  return { account, fund, item, period };
}

/** Older months first, a debt of no month before all; then by item, account and fund. */
export function byAge(one: ItemPlace, other: ItemPlace): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function keyOf({ period, item, account, fund }: ItemPlace): string {
  return [period, item, account, fund].join('\n');
}
