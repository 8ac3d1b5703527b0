/**
 * What people write after a command, read strictly.
 *
 * 1. What cannot be read is WrongUsage with the option's name, what was written, and how to write it.
 * 2. Nothing is guessed or corrected.
 */
import { calendarDate, type CalendarDate } from '../kernel/calendar.js';
import { fenFromYuan, type Fen } from '../kernel/fen.js';
import type { NewFund } from '../ledger/index.js';
import { parseStatementId, reportPeriod } from '../publishing/rules/index.js';
import { WrongUsage } from './faults.js';

type Read<T> = (value: string) => T;

const PERSON = /^p-[0-9a-z-]{2,40}$/;
const ESTATE_CODE = /^[a-z0-9](-?[a-z0-9])*$/;
const FUND = /^([A-Z][A-Z0-9-]{0,19}):([A-Z_]+):([^\p{C}]{1,60})$/u;
const ONE_LINE = /^[^\p{C}]+$/u;
const LONGEST_CODE = 60;

/** Kinds of fund that an estate can open; SUSPENSE is there from its founding. */
export const FUND_KINDS = ['PROPERTY_FEE', 'COMMON', 'WORKING', 'REPAIR', 'CHARITY', 'CAMPAIGN'] as const;

export function readDate(name: string): Read<CalendarDate> {
  return (value) => {
    const date = calendarDate(value);
    if (date === undefined) throw WrongUsage.of('USAGE_DATE', { name, value });
    return date;
  };
}

/** A period of a report, or the id of a published statement. */
export function readPeriod(value: string): string {
  if (reportPeriod(value) === undefined && parseStatementId(value) === undefined) {
    throw WrongUsage.of('USAGE_PERIOD', { value });
  }
  return value;
}

/** A log's size: a whole number. */
export function readSize(name: string): Read<bigint> {
  return (value) => {
    if (!/^\d{1,15}$/.test(value)) throw WrongUsage.of('USAGE_NUMBER', { name, value });
    return BigInt(value);
  };
}

/** An amount in yuan with two decimals. */
export function readYuan(name: string): Read<Fen> {
  return (value) => {
    const amount = /^-?\d{1,13}\.\d{2}$/.test(value) ? fenFromYuan(value) : undefined;
    if (amount === undefined) throw WrongUsage.of('USAGE_YUAN', { name, value });
    return amount;
  };
}

/** What one column of a bank's file holds, and the heading or number (#3) under which it stands. */
export type MappedColumn = readonly [field: string, place: string];

/** field=heading, given once for each column. */
export function readColumn(name: string) {
  return (value: string, before: readonly MappedColumn[] = []): readonly MappedColumn[] => {
    const [, field, place] = /^([A-Za-z]+)=(.+)$/s.exec(value.normalize('NFC')) ?? [];
    if (field === undefined || place === undefined) throw WrongUsage.of('USAGE_COLUMN', { name, value });
    return [...before, [field, place]];
  };
}

export function readPerson(name: string): Read<string> {
  return (value) => {
    if (!PERSON.test(value)) throw WrongUsage.of('USAGE_PERSON', { name, value });
    return value;
  };
}

export function readEstateCode(value: string): string {
  if (value.length > LONGEST_CODE || !ESTATE_CODE.test(value)) throw WrongUsage.of('USAGE_ESTATE_CODE', { value });
  return value;
}

/** One line of text, as names and reasons are. */
export function readLine(name: string, most: number): Read<string> {
  return (value) => {
    const text = value.normalize('NFC');
    if (text.trim() !== text || Array.from(text).length > most || !ONE_LINE.test(text)) {
      throw WrongUsage.of('USAGE_TEXT', { name, most: String(most) });
    }
    return text;
  };
}

/** CODE:KIND:name, given once for each fund. */
export function readFund(value: string, before: readonly NewFund[] = []): readonly NewFund[] {
  const [, code = '', kindText, name = ''] = FUND.exec(value.normalize('NFC')) ?? [];
  const kind = FUND_KINDS.find((known) => known === kindText);
  if (kind === undefined || name.trim() !== name || code === 'SUSPENSE') {
    throw WrongUsage.of('USAGE_FUND', { value, kinds: FUND_KINDS.join(', ') });
  }
  if (before.some((fund) => fund.code === code)) throw WrongUsage.of('USAGE_FUND_TWICE', { fund: code });
  return [...before, { code, kind, name }];
}

/** For an option that may be given several times. */
export function readEach<T extends string>(name: string, choices: readonly T[]) {
  const read = readChoice(name, choices);
  return (value: string, before: readonly T[] = []): readonly T[] => {
    const choice = read(value);
    return before.includes(choice) ? before : [...before, choice];
  };
}

/** One of a few words; capitals do not matter. */
export function readChoice<T extends string>(name: string, choices: readonly T[]): Read<T> {
  return (value) => {
    const choice = choices.find((known) => known.toLowerCase() === value.toLowerCase());
    if (choice === undefined) throw WrongUsage.of('USAGE_CHOICE', { name, value, choices: choices.join(', ') });
    return choice;
  };
}
