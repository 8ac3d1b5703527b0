/**
 * A matched voucher may be corrected later: cancelled in red and written again.
 *
 * 1. Where the later vouchers come to nothing on the account, the match still says the truth: they join it, and nothing
 *    of them stands open.
 * 2. Where they change the amount, the match stays as it was made, and they stand open by themselves: the difference is
 *    seen, not hidden.
 */
import { sumFen } from '../../../kernel/fen.js';
import type { Movement } from '../movement.js';
import type { StandingMatch } from './match.js';

export function standingWithCorrections(
  standing: readonly StandingMatch[],
  movements: readonly Movement[],
): readonly StandingMatch[] {
  const correcting = new Map<string, Movement[]>();
  for (const movement of movements) {
    if (movement.corrects === undefined) continue;
    correcting.set(movement.corrects, [...(correcting.get(movement.corrects) ?? []), movement]);
  }
  if (correcting.size === 0) return standing;
  const taken = new Set(standing.flatMap((match) => [...match.voucherNos, ...match.cancelled]));
  return standing.map((match) => {
    const later = laterOf([...match.voucherNos, ...match.cancelled], correcting, taken);
    if (later.length === 0 || sumFen(later.map((movement) => movement.netFen)) !== 0n) return match;
    return { ...match, cancelled: [...match.cancelled, ...later.map((movement) => movement.voucherNo)] };
  });
}

function laterOf(
  numbers: readonly string[],
  correcting: ReadonlyMap<string, readonly Movement[]>,
  taken: ReadonlySet<string>,
): Movement[] {
  const found: Movement[] = [];
  const seen = new Set(numbers);
  for (let queue = [...numbers]; queue.length > 0;) {
    const next = queue.flatMap((number) => correcting.get(number) ?? []).filter((each) => !seen.has(each.voucherNo));
    for (const movement of next) seen.add(movement.voucherNo);
    found.push(...next.filter((movement) => !taken.has(movement.voucherNo)));
    queue = next.map((movement) => movement.voucherNo);
  }
  return found;
}
