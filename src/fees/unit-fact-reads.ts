/** Facts of households as far as a month needs them. Needs private scope. */
import { firstDayOf, lastDayOf, type CalendarDate, type Period } from '../kernel/calendar.js';
import { readDisclosures, readRecords } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import type { Billable } from './rules/billable.js';
import { UNIT_FACTS } from './rules/record-types.js';
import { VACANT } from './rules/tariff.js';
import { FactHistory, type UnitFact } from './rules/unit-facts.js';

export async function readFacts(
  query: Query,
  estateId: string,
  billables: readonly Billable[],
  month: Period,
): Promise<FactHistory> {
  const places = new Map<bigint, FactPlace>();
  for (const [thing, isMeter] of neededThings(billables)) {
    for (const { seq, leaf } of await readRecords(query, estateId, { type: UNIT_FACTS, subject: thing })) {
      const from = String(leaf['from']) as CalendarDate;
      // A meter's month stands alone; of everything else the whole past may still hold.
      if (from <= lastDayOf(month) && (!isMeter || from >= firstDayOf(month))) places.set(seq, { thing, from });
    }
  }
  const disclosed = await readDisclosures(query, estateId, [...places.keys()].sort(byPosition));
  return new FactHistory(disclosed.flatMap(({ seq, text }) => factOf(text, places.get(seq))));
}

interface FactPlace {
  readonly thing: string;
  readonly from: CalendarDate;
}

function factOf(text: string, place: FactPlace | undefined): UnitFact[] {
  const value = openDisclosure(text)?.value;
  if (place === undefined || value === undefined || typeof value === 'string') return [];
  return [{ ...place, unit: String(value[0]), quantity: String(value[1]) }];
}

function neededThings(billables: readonly Billable[]): Map<string, boolean> {
  const things = new Map<string, boolean>();
  for (const { component } of billables.flatMap(({ parts }) => parts)) {
    if (component.basis === 'COUNT' || component.basis === 'METER') {
      things.set(component.thing, component.basis === 'METER');
    }
    if (component.vacantPercent !== 100) things.set(VACANT, false);
  }
  return things;
}

function byPosition(one: bigint, other: bigint): number {
  return one < other ? -1 : 1;
}
