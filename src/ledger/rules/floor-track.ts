/**
 * The floor of one fund's money in one cash-like account, from a day on.
 *
 * 1. A track knows the balance at the start and what came later: exact days, and whole months by net and lowest end
 *    of a day.
 * 2. Adding to a day that lies inside a known month needs that month's days; the facts bring the days of every month
 *    a batch touches.
 * 3. `lowestFrom(day)` is the lowest balance at the end of any day from that day on, today's head included.
 */
import type { CalendarDate } from '../../kernel/calendar.js';

/** What the store knows of a pair (account, fund) from a day on; amounts in fen. */
export interface FloorFacts {
  readonly from: CalendarDate;
  /** The balance of today, all known postings included. */
  readonly balance: bigint;
  /** Days with their net, ascending, not before `from`; only of months that the batch touches. */
  readonly days: readonly (readonly [day: CalendarDate, net: bigint])[];
  /**
   * Other later months: first day, net, the lowest end of a day relative to the month's start, and the first such day.
   */
  readonly months: readonly (readonly [month: CalendarDate, net: bigint, low: bigint, lowOn: CalendarDate])[];
}

interface Segment {
  readonly on: CalendarDate;
  net: bigint;
  /** Lowest end of day inside the segment, relative to its start; a day's is its net. */
  low: bigint;
  readonly lowOn: CalendarDate;
  readonly isMonth: boolean;
}

export class FloorTrack {
  #opening: bigint;
  readonly #segments: Segment[];

  constructor(readonly facts: FloorFacts) {
    this.#segments = [
      ...facts.days.map(([on, net]): Segment => ({ on, net, low: net, lowOn: on, isMonth: false })),
      ...facts.months.map(([on, net, low, lowOn]): Segment => ({ on, net, low, lowOn, isMonth: true })),
    ].sort((a, b) => (a.on < b.on ? -1 : 1));
    this.#opening = facts.balance - this.#segments.reduce((sum, segment) => sum + segment.net, 0n);
  }

  add(day: CalendarDate, delta: bigint): void {
    if (day < this.facts.from) {
      this.#opening += delta;
      return;
    }
    const at = this.#segments.findIndex((segment) => segment.on >= day);
    const found = at < 0 ? undefined : this.#segments[at];
    if (found !== undefined && found.on === day && !found.isMonth) {
      found.net += delta;
      found.low = found.net;
      return;
    }
    const segment: Segment = { on: day, net: delta, low: delta, lowOn: day, isMonth: false };
    if (at < 0) this.#segments.push(segment);
    else this.#segments.splice(at, 0, segment);
  }

  /** The lowest end of a day from `day` on, and the first day on which it falls. */
  lowestFrom(day: CalendarDate): { readonly low: bigint; readonly on: CalendarDate } {
    let running = this.#opening;
    let lowest: { low: bigint; on: CalendarDate } | undefined;
    for (const segment of this.#segments) {
      if (segment.on > day) lowest ??= { low: running, on: day };
      const low = running + segment.low;
      running += segment.net;
      if (lowest !== undefined && low < lowest.low) lowest = { low, on: segment.lowOn };
    }
    return lowest ?? { low: running, on: day };
  }
}
