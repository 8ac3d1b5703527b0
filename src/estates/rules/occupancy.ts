/**
 * Who lives in which household.
 *
 * 1. The latest record of a person says what holds now; it begins on a day and may have ended on one.
 * 2. A person lives in one household at a time, as the estate sees it; a household may have several people.
 * 3. Who lives where is private: the public leaf names a person's id and nothing of the household.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import type { LeafValue } from '../../kernel/canonical.js';
import type { Violation } from '../../kernel/violation.js';

export const OCCUPANT_KINDS = ['owner', 'tenant'] as const;
export type OccupantKind = (typeof OCCUPANT_KINDS)[number];

export interface Occupancy {
  readonly person: string;
  readonly unit: string;
  readonly kind: OccupantKind;
  readonly from: CalendarDate;
  /** The last day; absent while it lasts. */
  readonly to?: CalendarDate;
}

/** Name of the private field. */
export const OCCUPANCY_FIELD = 'occupancy';

export function occupancyValue({ unit, kind, from, to }: Occupancy): LeafValue {
  return [unit, kind, from, to ?? ''];
}

/** The way back; `undefined` where the value is none of ours. */
export function readOccupancyValue(person: string, value: LeafValue): Occupancy | undefined {
  if (typeof value === 'string') return undefined;
  const [unit = '', kind = '', from = '', to = ''] = value.map((part) => (typeof part === 'string' ? part : ''));
  const known = OCCUPANT_KINDS.find((one) => one === kind);
  const [first, last] = [calendarDate(from), calendarDate(to)];
  if (unit === '' || known === undefined || first === undefined) return undefined;
  return { person, unit, kind: known, from: first, ...(last === undefined ? {} : { to: last }) };
}

export function holdsOn({ from, to }: Occupancy, day: CalendarDate): boolean {
  return from <= day && (to === undefined || day <= to);
}

export function isSameOccupancy(one: Occupancy, other: Occupancy): boolean {
  return JSON.stringify([one.person, occupancyValue(one)]) === JSON.stringify([other.person, occupancyValue(other)]);
}

export function checkOccupancy(
  occupancy: Occupancy,
  facts: { readonly personIsKnown: boolean; readonly unitIsKnown: boolean },
): Violation[] {
  const { person, unit, from, to } = occupancy;
  return [
    ...(facts.personIsKnown ? [] : [{ code: 'OCCUPANCY_PERSON_UNKNOWN', at: 'person', facts: { person } }]),
    ...(facts.unitIsKnown ? [] : [{ code: 'OCCUPANCY_UNIT_UNKNOWN', at: 'unit', facts: { unit } }]),
    ...(to === undefined || from <= to ? [] : [{ code: 'OCCUPANCY_DAYS', at: 'to', facts: { from, to } }]),
  ];
}
