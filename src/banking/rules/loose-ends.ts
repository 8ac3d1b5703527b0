/**
 * Gaps of an account with so many lines that they are not put in order one by one.
 *
 * 1. A balance that more lines leave than reach begins a run of lines; one that more lines reach than leave ends one.
 *    Runs in order of day have a gap between them.
 * 2. Which of several lines at such a balance is the loose one, their days say: a line goes on from the latest one that
 *    reached its balance before.
 * 3. This is what the whole chain says too, except where a gap lies between two equal balances: only the whole chain
 *    sees that one.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Fen } from '../../kernel/fen.js';
import { compareText } from './bank-line.js';
import type { Gap } from './chain-lines.js';

/** A line that leaves a balance, or one that reaches it. */
export interface BalanceStep {
  readonly balanceFen: Fen;
  readonly kind: 'leaves' | 'reaches';
  readonly on: CalendarDate;
}

/** Gaps from the lines around every balance that does not come out even. */
export function gapsBetween(steps: readonly BalanceStep[]): Gap[] {
  const byBalance = new Map<bigint, BalanceStep[]>();
  for (const step of steps) byBalance.set(step.balanceFen, [...(byBalance.get(step.balanceFen) ?? []), step]);
  const loose = [...byBalance.values()].flatMap(looseEnds).sort((left, right) => compareText(left.on, right.on));
  const starts = loose.filter(({ kind }) => kind === 'leaves');
  const ends = loose.filter(({ kind }) => kind === 'reaches');
  return starts.slice(1).flatMap((start, index) => {
    const end = ends[index];
    if (end === undefined) return [];
    return [{ afterBalanceFen: end.balanceFen, beforeBalanceFen: start.balanceFen, from: end.on, to: start.on }];
  });
}

/** The steps at one balance that nothing goes on from, or that go on from nothing. */
function looseEnds(steps: readonly BalanceStep[]): BalanceStep[] {
  const inOrder = [...steps].sort(
    (left, right) => compareText(left.on, right.on) || compareText(right.kind, left.kind),
  );
  const waiting: BalanceStep[] = [];
  const loose: BalanceStep[] = [];
  for (const step of inOrder) {
    if (step.kind === 'reaches') waiting.push(step);
    else if (waiting.pop() === undefined) loose.push(step);
  }
  return [...loose, ...waiting];
}
