/**
 * What a household's payment settles.
 *
 * 1. Without a direction the oldest month is settled first, then by item; what is left is held in advance.
 * 2. A payer may direct a payment to items, to months, or to both; then nothing else is settled, and what is left is
 *    held in advance for the same kind of charge.
 * 3. The shares always add up to the payment, to the fen; none is zero, and no debt is settled beyond what is owed.
 * 4. Pledges of a campaign (112204) are not settled here: a campaign receives its own money.
 */
import { invariant } from '../../kernel/invariant.js';
import { byAge, type ItemPlace, type PlacedAmount } from './apply-advances.js';

/** Items and months that a payer named; empty lists name nothing. */
export interface Direction {
  readonly items: readonly string[];
  readonly periods: readonly string[];
}

export const UNDIRECTED: Direction = { items: [], periods: [] };

/** Where money is held until a run charges for it. */
export interface AdvancePlace {
  readonly account: string;
  readonly fund: string;
}

const PLEDGES = '112204';

/** `debts` are what one household owes, above zero; `advance` takes the rest. */
export function allocatePayment(
  fen: bigint,
  debts: readonly PlacedAmount[],
  direction: Direction,
  advance: AdvancePlace,
): PlacedAmount[] {
  invariant(fen > 0n, 'a payment is above zero');
  const shares: PlacedAmount[] = [];
  let left = fen;
  for (const debt of debts.filter((one) => isMeant(one, direction)).sort(byAge)) {
    const settled = debt.fen < left ? debt.fen : left;
    if (settled <= 0n) continue;
    const { account, fund, item, period } = debt;
    shares.push({ account, fund, item, period, fen: settled });
    left -= settled;
  }
  const { account, fund } = advance;
  return left === 0n ? shares : [...shares, { account, fund, item: '', period: '', fen: left }];
}

function isMeant(place: ItemPlace, { items, periods }: Direction): boolean {
  if (place.account.startsWith(PLEDGES)) return false;
  const byItem = items.length === 0 || items.includes(place.item);
  return byItem && (periods.length === 0 || periods.includes(place.period));
}

/** What is still owed once these shares are booked. */
export function debtsAfter(debts: readonly PlacedAmount[], shares: readonly PlacedAmount[]): PlacedAmount[] {
  const settled = new Map(shares.map((share): [string, bigint] => [placeKey(share), share.fen]));
  return debts
    .map((debt) => ({ ...debt, fen: debt.fen - (settled.get(placeKey(debt)) ?? 0n) }))
    .filter(({ fen }) => fen > 0n);
}

export function placeKey({ account, fund, item, period }: ItemPlace): string {
  return [account, fund, item, period].join('\n');
}
