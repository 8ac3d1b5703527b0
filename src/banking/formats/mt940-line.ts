/**
 * The fields of an MT940 message.
 *
 * 1. `:61:` gives the booking day (the entry day, its year taken from the value day), the direction and the amount; a
 *    reversal of a credit went out, a reversal of a debit came in. Expected entries (EC, ED) are not booked.
 * 2. February 29 and 30, which banks that count thirty days a month send, become the month's last day; no other day is
 *    mended.
 * 3. `:86:` names the counterparty by `?`-subfields (any separator) or by `/NAME/` words; else it is one text.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import { fen, ZERO_FEN, type Fen } from '../../kernel/fen.js';
import { readAmount } from './read-cells.js';

export interface Mt940Entry {
  readonly bookedOn: CalendarDate;
  readonly outFen: Fen;
  readonly inFen: Fen;
  readonly isReversal: boolean;
  /** The kind of transaction, such as NTRF. */
  readonly kind: string;
  readonly reference: string;
}

const ENTRY = new RegExp(
  /^(?<value>\d{6})(?<entry>\d{4})?\s?(?<mark>R?[CD]|E[CD])[A-Z]?\s?/.source +
    /(?<amount>\d[\d.]*(?:,\d*)?)(?<rest>.*)$/.source,
  's',
);
const BALANCE = /^(?<mark>R?[CD])(?<day>\d{6})(?<currency>[A-Z]{3})(?<amount>\d[\d.]*(?:,\d*)?)\s*$/;
const KIND = /^(?<kind>[A-Z][A-Z0-9]{3})?(?<reference>[^/\n]*)(?:\/\/(?<bank>[^\n]*))?/;

interface EntryParts {
  readonly value: string;
  readonly entry?: string;
  readonly mark: string;
  readonly amount: string;
  readonly rest: string;
}

export type EntryReading = Mt940Entry | 'expected' | 'day' | 'amount' | undefined;

export function readEntry(text: string): EntryReading {
  const parts = ENTRY.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { mark, value, entry, amount: written, rest } = parts as unknown as EntryParts;
  if (mark.startsWith('E')) return 'expected';
  const bookedOn = bookingDay(value, entry);
  if (bookedOn === undefined) return 'day';
  const amount = messageAmount(written);
  if (amount === undefined) return 'amount';
  const isIn = mark === 'C' || mark === 'RD';
  return {
    bookedOn,
    ...(isIn ? { outFen: ZERO_FEN, inFen: amount } : { outFen: amount, inFen: ZERO_FEN }),
    isReversal: mark.startsWith('R'),
    ...kindOf(rest),
  };
}

function kindOf(rest: string): Pick<Mt940Entry, 'kind' | 'reference'> {
  const { kind = '', reference = '', bank = reference } = KIND.exec(rest)?.groups ?? {};
  return { kind, reference: bank.trim() };
}

export interface Mt940Balance {
  readonly fen: Fen;
  readonly currency: string;
}

export function readBalance(text: string): Mt940Balance | undefined {
  const parts = BALANCE.exec(text.trim())?.groups;
  const amount = messageAmount(parts?.['amount']);
  if (parts === undefined || amount === undefined) return undefined;
  const isIn = parts['mark'] === 'C' || parts['mark'] === 'RD';
  return { fen: isIn ? amount : fen(0n - amount), currency: parts['currency'] ?? '' };
}

/** The comma is the decimal sign; some banks send a point, or neither where there are no decimals. */
function messageAmount(text = ''): Fen | undefined {
  const plain = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text;
  const reading = readAmount(plain);
  return reading.kind === 'amount' ? reading.fen : undefined;
}

function bookingDay(value: string, entry: string | undefined): CalendarDate | undefined {
  const valueDay = messageDay(centuryOf(value), value.slice(2));
  if (entry === undefined || valueDay === undefined) return valueDay;
  const year = Number(valueDay.slice(0, 4));
  const apart = Number(entry.slice(0, 2)) - Number(valueDay.slice(5, 7));
  return messageDay(String(year + (apart > 6 ? -1 : apart < -6 ? 1 : 0)), entry);
}

function centuryOf(day: string): string {
  const year = day.slice(0, 2);
  return Number(year) >= 80 ? `19${year}` : `20${year}`;
}

function messageDay(year: string, monthAndDay: string): CalendarDate | undefined {
  const [month, day] = [monthAndDay.slice(0, 2), monthAndDay.slice(2)];
  const written = calendarDate(`${year}-${month}-${day}`);
  if (written !== undefined || month !== '02' || !/^(29|30)$/.test(day)) return written;
  return calendarDate(`${year}-02-29`) ?? calendarDate(`${year}-02-28`);
}

export interface Mt940Details {
  readonly name: string;
  readonly number: string;
  readonly summary: string;
  readonly remark: string;
}

export function readDetails(lines: readonly string[]): Mt940Details {
  const joined = lines.join('').trim();
  const separator = /^\d{3}([^\w\s/])(?=\d{2})/.exec(joined)?.[1] ?? /^(\?)(?=\d{2})/.exec(joined)?.[1];
  if (separator !== undefined) return bySubfields(joined, separator);
  if (/^\/[A-Z]{2,8}\//.test(joined)) return byWords(joined);
  return { name: '', number: '', summary: '', remark: lines.join(' ').replace(/\s+/g, ' ').trim() };
}

function bySubfields(text: string, separator: string): Mt940Details {
  const fields = new Map<string, string>();
  for (const part of text.split(separator).slice(1)) {
    const key = part.slice(0, 2);
    fields.set(key, `${fields.get(key) ?? ''}${part.slice(2)}`);
  }
  const take = (keys: readonly string[]): string =>
    keys
      .map((key) => fields.get(key) ?? '')
      .join('')
      .trim();
  const purpose = [...fields.keys()].filter((key) => /^(2\d|6[0-3])$/.test(key)).sort();
  return { name: take(['32', '33']), number: take(['31']), summary: take(['00']), remark: take(purpose) };
}

const WORDS = /\/(NAME|IBAN|ACCT|REMI|EREF|TRTP|CNTP|BENM|ORDP|CSID|MARF|BIC|PREF|ISDT|TRCD|SVCL)\//;

function byWords(text: string): Mt940Details {
  const parts = text.split(WORDS);
  const words = new Map<string, string>();
  for (let index = 1; index < parts.length; index += 2) words.set(parts[index] ?? '', (parts[index + 1] ?? '').trim());
  const party = (words.get('CNTP') ?? '').split('/');
  const first = (...texts: readonly (string | undefined)[]): string => texts.find((text) => text !== undefined) ?? '';
  return {
    name: first(words.get('NAME'), party[2]),
    number: first(words.get('IBAN'), words.get('ACCT'), party[0]),
    summary: first(words.get('TRTP')),
    remark: first(words.get('REMI'), words.get('EREF')).replace(/^\/+|\/+$/g, ''),
  };
}
