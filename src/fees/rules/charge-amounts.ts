/**
 * What one component charges one household in one month.
 *
 * 1. By area, by household and by count: for each stretch of days its own rate, quantity and vacancy; rounded once.
 * 2. By meter: what the month's readings say, at the rate of their day; vacancy plays no part.
 * 3. Fixed: whole, at the rate of the first day on which it holds; days and vacancy play no part.
 * 4. Shared: the month's amount over all households of its buildings by area or equally, to the fen (allocate).
 * 5. Late: for each debt of an earlier month its rest × rate × days of this month after the days of grace; rounded
 *    once.
 */
import { allocate } from '../../kernel/allocate.js';
import { addDays, lastDayOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import { invariant } from '../../kernel/invariant.js';
import type { PlacedAmount } from './apply-advances.js';
import type { Billable, BillablePart } from './billable.js';
import { daysOf, daysOfMonth, ONE, roundedFen, type Scaled, type Stretch, type Term } from './day-share.js';
import { VACANT } from './tariff.js';
import type { FactHistory } from './unit-facts.js';

export interface ChargedUnit {
  readonly unit: string;
  readonly building: string;
  readonly area: Scaled;
}

export interface MonthFacts {
  readonly month: Period;
  readonly facts: FactHistory;
}

/** Fen of one household for a component of any basis but SHARE and LATE. */
export function measuredFen(billable: Billable, unit: ChargedUnit, { month, facts }: MonthFacts): bigint {
  const [first] = billable.parts;
  invariant(first !== undefined, 'what is charged has a part');
  const { basis, thing } = first.component;
  if (basis === 'FIXED') return roundedFen([{ rate: first.rate, quantity: ONE, percent: 100, days: 1 }], 1);
  if (basis !== 'METER') {
    const terms = billable.parts.flatMap((part) => dayTerms(part, unit, facts));
    return roundedFen(terms, daysOfMonth(month));
  }
  const terms = billable.parts.map((part): Term => {
    return { rate: part.rate, quantity: facts.within(thing, unit.unit, part.stretch), percent: 100, days: 1 };
  });
  return roundedFen(terms, 1);
}

function dayTerms({ component, rate, stretch }: BillablePart, unit: ChargedUnit, facts: FactHistory): Term[] {
  const { basis, thing, vacantPercent } = component;
  const watched = [...(basis === 'COUNT' ? [thing] : []), ...(vacantPercent === 100 ? [] : [VACANT])];
  return parted(stretch, facts.changes(watched, unit.unit, stretch)).map((part) => {
    const isVacant = vacantPercent !== 100 && facts.on(VACANT, unit.unit, part.first) > 0n;
    const quantity = quantityOf(basis, thing, unit, part.first, facts);
    return { rate, quantity, percent: isVacant ? vacantPercent : 100, days: daysOf(part) };
  });
}

function quantityOf(basis: string, thing: string, unit: ChargedUnit, day: CalendarDate, facts: FactHistory): Scaled {
  if (basis === 'AREA') return unit.area;
  return basis === 'COUNT' ? facts.on(thing, unit.unit, day) : ONE;
}

/** A stretch cut at the days on which something begins. */
function parted({ first, last }: Stretch, days: readonly CalendarDate[]): Stretch[] {
  const begins = [first, ...days];
  return begins.map((begin, index) => {
    const next = begins[index + 1];
    return { first: begin, last: next === undefined ? last : addDays(next, -1) };
  });
}

/** Shares of a month's amount, by unit. */
export function sharedFen(billable: Billable, units: readonly ChargedUnit[], total: bigint): Map<string, bigint> {
  const byArea = billable.parts[0]?.component.thing === 'AREA';
  const weights = units.map(({ unit, area }) => ({ key: unit, weight: byArea ? area : 1n }));
  const shares = weights.length === 0 ? [] : allocate(total, weights);
  return new Map(shares.map(({ key, amount }) => [key, amount]));
}

/** What being late costs one household this month. `debts` are what it owes now. */
export function lateFen(billable: Billable, debts: readonly PlacedAmount[], month: Period): bigint {
  const terms = billable.parts.flatMap(({ component, rate, stretch }) =>
    debts.flatMap((debt): Term[] => {
      if (debt.period === '' || debt.period >= month || debt.item === billable.item) return [];
      if (debt.fund !== billable.fund || debt.account.startsWith('112204')) return [];
      const free = addDays(lastDayOf(debt.period as Period), component.graceDays);
      const first = free >= stretch.first ? addDays(free, 1) : stretch.first;
      if (first > stretch.last) return [];
      // Fen as hundredths of a yuan, in the scale that rates and quantities share.
      const quantity = (debt.fen * ONE) / 100n;
      return [{ rate, quantity, percent: 100, days: daysOf({ first, last: stretch.last }) }];
    }),
  );
  return roundedFen(terms, 1);
}
