/**
 * Reminders (催缴).
 *
 * 1. A notice tells one household what it owes, item by item and month by month, and the sum in figures and in words.
 * 2. It is addressed to the household and names nobody.
 * 3. That a reminder was given is recorded privately, with the sum that was owed then; a household that owes nothing
 *    is not reminded.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { rmbUppercase } from '../../kernel/rmb-uppercase.js';
import type { LeafValue } from '../../kernel/canonical.js';
import type { Violation } from '../../kernel/violation.js';
import type { UnitArrears } from './ageing.js';

export const REMINDER_WAYS = ['DOOR', 'PHONE', 'MESSAGE', 'MEETING', 'OTHER'] as const;
export type ReminderWay = (typeof REMINDER_WAYS)[number];

/** The private leaf of one reminder. */
export const REMINDER_LEAF = 'reminder';

export interface GivenReminder {
  readonly unit: string;
  readonly on: CalendarDate;
  readonly way: ReminderWay;
  readonly fen: bigint;
}

export interface NoticeLine {
  readonly item: string;
  readonly name: string;
  readonly period: string;
  readonly fen: bigint;
}

export interface Notice {
  readonly unit: string;
  readonly building: string;
  readonly on: CalendarDate;
  readonly lines: readonly NoticeLine[];
  readonly fen: bigint;
  readonly inWords: string;
  /** Reminders given before, the latest last. */
  readonly given: readonly GivenReminder[];
}

export function noticeOf(
  arrears: UnitArrears,
  on: CalendarDate,
  names: ReadonlyMap<string, string>,
  given: readonly GivenReminder[],
): Notice {
  const { unit, building, fen, debts } = arrears;
  const lines = debts
    .map((debt) => ({
      item: debt.item,
      name: names.get(debt.item) ?? debt.item,
      period: debt.period,
      fen: debt.fen,
    }))
    .sort((one, other) => (`${one.period}\n${one.item}` < `${other.period}\n${other.item}` ? -1 : 1));
  return {
    unit,
    building,
    on,
    lines,
    fen,
    inWords: `人民币${rmbUppercase(fen)}`,
    given: given.filter((one) => one.unit === unit),
  };
}

export function reminderValue({ unit, on, way, fen }: GivenReminder): LeafValue {
  return [unit, on, way, fen.toString()];
}

export function reminderOf(value: LeafValue): GivenReminder | undefined {
  if (typeof value === 'string') return undefined;
  const [unit, on, way, fen] = value;
  if (typeof unit !== 'string' || typeof on !== 'string' || typeof way !== 'string' || typeof fen !== 'string') {
    return undefined;
  }
  return { unit, on: on as CalendarDate, way: way as ReminderWay, fen: BigInt(fen) };
}

export function checkReminded(units: readonly string[], arrears: ReadonlyMap<string, UnitArrears>): Violation[] {
  return units.flatMap((unit, index): Violation[] =>
    arrears.has(unit) ? [] : [{ code: 'REMINDER_NOTHING_OWED', at: `units[${String(index)}]`, facts: { unit } }],
  );
}
