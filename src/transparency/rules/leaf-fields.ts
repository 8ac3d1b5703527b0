/**
 * The fields of a leaf, read strictly: one spelling for each date, instant, amount and id, so that two readers cannot
 * differ.
 *
 * 1. A field that is absent or misspelled is reported with its name, and reading goes on with an empty text.
 */
import { calendarDate, period } from '../../kernel/calendar.js';
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import type { Findings } from './finding.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const PERSON = /^p-[0-9a-z-]{2,40}$/;
const COUNT = /^(0|[1-9]\d{0,15})$/;
const FEN = /^(0|-?[1-9]\d{0,17})$/;
const DECIMAL = /^(0|[1-9]\d{0,9})(\.\d{1,20})?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isDate(text: string): boolean {
  return calendarDate(text) !== undefined;
}

export function isPeriod(text: string): boolean {
  return period(text) !== undefined;
}

export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isDate(text.slice(0, 10));
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function isFen(text: string): boolean {
  return FEN.test(text);
}

export function isCount(text: string): boolean {
  return COUNT.test(text);
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

export class LeafFields {
  constructor(
    readonly seq: number,
    readonly leaf: LeafObject,
    private readonly findings: Findings,
  ) {}

  /** Any text; the field must be there. */
  text(key: string, holds: (text: string) => boolean = () => true): string {
    const value = this.leaf[key];
    if (typeof value === 'string' && holds(value)) return value;
    this.fault(key);
    return '';
  }

  /** A text that may be empty, or absent, which says the same. */
  optional(key: string, holds: (text: string) => boolean = () => true): string {
    const value = this.leaf[key];
    return value === undefined || value === '' ? '' : this.text(key, holds);
  }

  oneOf(key: string, words: readonly string[]): string {
    return this.text(key, (text) => words.includes(text));
  }

  person(key: string): string {
    return this.text(key, (text) => PERSON.test(text));
  }

  /** Rows of a fixed number of texts. */
  rows(key: string, width: number): readonly (readonly string[])[] {
    const value = this.leaf[key];
    if (Array.isArray(value) && value.length > 0 && value.every((row) => isRow(row as LeafValue, width))) {
      return value as readonly (readonly string[])[];
    }
    this.fault(key);
    return [];
  }

  fault(field: string): void {
    this.findings.error('VERIFY_FIELD_INVALID', this.seq, { field });
  }
}

function isRow(row: LeafValue, width: number): boolean {
  return typeof row !== 'string' && row.length === width && row.every((cell) => typeof cell === 'string');
}

/** An instant as PostgreSQL writes it in UTC: '2024-07-15T02:10:00.120Z' is '2024-07-15 02:10:00.12+00'. */
export function instantText(instant: string): string {
  const fraction = instant.slice(20, 23).replace(/0+$/, '');
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}${fraction === '' ? '' : `.${fraction}`}+00`;
}

/** A decimal with four places, rounded half up as PostgreSQL does it for numeric(14,4). */
export function fourPlaces(decimal: string): string {
  const [whole = '0', places = ''] = decimal.split('.');
  const kept = BigInt(whole + places.slice(0, 4).padEnd(4, '0'));
  const digits = (kept + (places.charAt(4) >= '5' ? 1n : 0n)).toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
