/**
 * The chain of lines that are whole, day by day.
 *
 * 1. Each day is walked from the balance at which the day before ended, over every line of the day exactly once.
 * 2. It succeeds only where nothing is missing and no line was posted behind its day; then the order is proved.
 * 3. Where a day could be walked in several ways, the lines' committed values decide, the same way each time.
 */
import { balanceBeforeFen, type BankLine } from './bank-line.js';

/** How many balances are tried as the account's first; more than a few arise only where the first day is one round. */
const MOST_BEGINNINGS = 8;

/** All lines as one chain, or `undefined`. `sorted` is by day, then by committed values. */
export function walkDays<L extends BankLine>(sorted: readonly L[], openingFen?: bigint): L[] | undefined {
  const days = daysOf(sorted);
  for (const beginning of beginnings(days[0] ?? [], openingFen)) {
    const walked = walkFrom(days, beginning);
    if (walked !== undefined) return walked;
  }
  return undefined;
}

function daysOf<L extends BankLine>(sorted: readonly L[]): L[][] {
  const days: L[][] = [];
  for (const line of sorted) {
    const day = days.at(-1);
    if (day?.[0]?.bookedOn === line.bookedOn) day.push(line);
    else days.push([line]);
  }
  return days;
}

/** The known opening first, then what the day leaves more often than it reaches, then what is nearest to nothing. */
function beginnings(day: readonly BankLine[], openingFen: bigint | undefined): bigint[] {
  const surplus = new Map<bigint, number>();
  const count = (balance: bigint, by: number): unknown => surplus.set(balance, (surplus.get(balance) ?? 0) + by);
  for (const line of day) {
    count(balanceBeforeFen(line), 1);
    count(line.balanceFen, -1);
  }
  const rank = (balance: bigint): number => (balance === openingFen ? 2 : (surplus.get(balance) ?? 0));
  const left = [...new Set(day.map(balanceBeforeFen))];
  left.sort((one, other) => rank(other) - rank(one) || Number(size(one) - size(other)) || Number(one - other));
  return left.slice(0, MOST_BEGINNINGS);
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function walkFrom<L extends BankLine>(days: readonly (readonly L[])[], beginning: bigint): L[] | undefined {
  const walked: L[] = [];
  let balance = beginning;
  for (const day of days) {
    const trail = walkDay(day, balance);
    const last = trail?.at(-1);
    if (trail === undefined || last === undefined) return undefined;
    walked.push(...trail);
    balance = last.balanceFen;
  }
  return walked;
}

/**
 * A walk over all lines of a day (Hierholzer's): forward while a line leaves the balance, then back, closing rounds.
 */
function walkDay<L extends BankLine>(day: readonly L[], from: bigint): L[] | undefined {
  const leaving = leavingBalances(day);
  const path: L[] = [];
  const trail: L[] = [];
  for (;;) {
    const onward = leaving.get(path.at(-1)?.balanceFen ?? from)?.pop();
    if (onward !== undefined) {
      path.push(onward);
      continue;
    }
    const back = path.pop();
    if (back === undefined) break;
    trail.push(back);
  }
  trail.reverse();
  return trail.length === day.length && joins(trail, from) ? trail : undefined;
}

/** The lines that leave each balance, the first one last, so that it is taken first. */
function leavingBalances<L extends BankLine>(day: readonly L[]): Map<bigint, L[]> {
  const leaving = new Map<bigint, L[]>();
  for (const line of [...day].reverse()) {
    const balance = balanceBeforeFen(line);
    const lines = leaving.get(balance);
    if (lines === undefined) leaving.set(balance, [line]);
    else lines.push(line);
  }
  return leaving;
}

function joins(trail: readonly BankLine[], from: bigint): boolean {
  let balance = from;
  return trail.every((line) => {
    const follows = balanceBeforeFen(line) === balance;
    balance = line.balanceFen;
    return follows;
  });
}
