/**
 * Facts of single households that fees are reckoned from: parking spaces, a meter's consumption, vacancy.
 *
 * 1. A quantity holds from its day until a later one of the same household and thing; before the first it is zero.
 * 2. Of two that begin on one day the later record counts: so a slip is mended, and both are kept.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { scaled, type Scaled, type Stretch } from './day-share.js';

export interface UnitFact {
  readonly thing: string;
  readonly unit: string;
  readonly from: CalendarDate;
  readonly quantity: string;
}

interface Dated {
  readonly from: CalendarDate;
  readonly quantity: Scaled;
}

export class FactHistory {
  readonly #byPlace = new Map<string, Dated[]>();

  /** Facts in the order of their records. */
  constructor(facts: readonly UnitFact[]) {
    for (const { thing, unit, from, quantity } of facts) {
      const place = placeOf(thing, unit);
      const known = this.#byPlace.get(place) ?? [];
      const kept = known.filter((other) => other.from !== from);
      this.#byPlace.set(place, [...kept, { from, quantity: scaled(quantity) }].sort(byDay));
    }
  }

  on(thing: string, unit: string, day: CalendarDate): Scaled {
    return this.#byPlace.get(placeOf(thing, unit))?.findLast(({ from }) => from <= day)?.quantity ?? 0n;
  }

  /** Quantities that begin inside a stretch: what a meter counted in a month. */
  within(thing: string, unit: string, { first, last }: Stretch): Scaled {
    const found = this.#byPlace.get(placeOf(thing, unit)) ?? [];
    let sum = 0n;
    for (const { from, quantity } of found) if (from >= first && from <= last) sum += quantity;
    return sum;
  }

  /** Days inside a stretch, but not its first, on which something changes. */
  changes(things: readonly string[], unit: string, { first, last }: Stretch): CalendarDate[] {
    const days = new Set<CalendarDate>();
    for (const thing of things) {
      for (const { from } of this.#byPlace.get(placeOf(thing, unit)) ?? []) {
        if (from > first && from <= last) days.add(from);
      }
    }
    return [...days].sort();
  }
}

function placeOf(thing: string, unit: string): string {
  return `${thing}\n${unit}`;
}

function byDay(one: Dated, other: Dated): number {
  return one.from < other.from ? -1 : 1;
}
