/**
 * A bank line as the rules look at it: day, amount, and what its words tell.
 *
 * 1. Words are compared in one width and one case, without spaces. They are read here and shown nowhere.
 * 2. A line that was read publicly has no words; then every rule that needs them is silent.
 */
import { daysBetween, type CalendarDate } from '../../../kernel/calendar.js';
import { lineNetFen, type KeyedLine } from '../bank-line.js';
import type { PlacedLine } from '../chain-lines.js';
import { topicsOf, type Topic } from './topics.js';

export interface LineView {
  readonly place: PlacedLine<KeyedLine>;
  readonly key: string;
  readonly netFen: bigint;
  /** The booking day as a number. */
  readonly day: number;
  /** Everything that the bank wrote, made plain; empty for a line that was read publicly. */
  readonly text: string;
  /** Who stands on the other side; empty where the bank does not say. */
  readonly party: string;
  readonly topics: ReadonlySet<Topic>;
  /** Whole words of the text: names, numbers, rooms. */
  readonly tokens: ReadonlySet<string>;
  /** What reads like a room: "3-602". */
  readonly rooms: readonly string[];
  /** Rooms that the same other side named in other lines; none where it names too many to be a household. */
  readonly roomsOfParty: readonly string[];
  /** The bank itself wrote the amount with the opposite sign. */
  readonly isNegative: boolean;
}

const EPOCH = '1970-01-01' as CalendarDate;

export function dayOf(date: CalendarDate): number {
  return daysBetween(EPOCH, date);
}

/** One width, one case, no spaces: the form in which words are compared. */
export function plain(text: string): string {
  return text === '' ? '' : text.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
}

export function partyOf(line: KeyedLine): string {
  return plain(line.counterpartyName) || plain(line.counterpartyNumber);
}

const NO_ROOMS: readonly string[] = [];
const NO_TOKENS: ReadonlySet<string> = new Set();
const TOKEN = /[\p{Script=Han}]+|[A-Z0-9]+(?:[-_][A-Z0-9]+)*/gu;
/** Building, perhaps entrance, and flat: "3-602", "3栋2单元602". Years and dates have other lengths. */
const ROOM = /(?<![\d-])(\d{1,2})(?:-|栋|幢|号楼)(?:(\d{1,2})(?:-|单元))?(\d{3,4})(?![\d-])/g;

/** A household pays for its rooms; who names more than these pays for others. */
const MOST_ROOMS = 3;

/** The lines by day, each with what the bank's other lines tell of its other side. */
export function lineViews(places: readonly PlacedLine<KeyedLine>[]): LineView[] {
  const views = places.map(lineView);
  const rooms = new Map<string, Set<string>>();
  for (const { party, rooms: named } of views) {
    if (party === '' || named.length === 0) continue;
    const known = rooms.get(party) ?? new Set<string>();
    for (const room of named) known.add(room);
    rooms.set(party, known);
  }
  const lists = new Map([...rooms].map(([party, known]) => [party, known.size > MOST_ROOMS ? NO_ROOMS : [...known]]));
  return views
    .map((view) => ({ ...view, roomsOfParty: (view.party === '' ? undefined : lists.get(view.party)) ?? NO_ROOMS }))
    .sort(compareViews);
}

function lineView(place: PlacedLine<KeyedLine>): LineView {
  const { line } = place;
  const parts = [line.counterpartyName, line.counterpartyNumber, line.summary, line.remark].map(plain);
  const text = parts.filter((part) => part !== '').join(' ');
  return {
    place,
    key: line.key,
    netFen: lineNetFen(line),
    day: dayOf(line.bookedOn),
    text,
    party: partyOf(line),
    topics: topicsOf(text),
    tokens: tokensOf(line, text),
    rooms: roomsOf(text),
    roomsOfParty: NO_ROOMS,
    isNegative: line.inFen < 0n || line.outFen < 0n,
  };
}

/** The rooms that a text names, each in one form: "3-602", "3-2-602". */
export function roomsOf(text: string): readonly string[] {
  if (text === '') return NO_ROOMS;
  const rooms = [...text.matchAll(ROOM)].map(([, building, entrance, flat]) =>
    [building, entrance, flat].filter((part) => part !== undefined).join('-'),
  );
  return rooms.length === 0 ? NO_ROOMS : rooms;
}

function tokensOf(line: KeyedLine, text: string): ReadonlySet<string> {
  if (text === '' && line.serial === undefined) return NO_TOKENS;
  const words = [line.counterpartyName, line.counterpartyNumber, line.summary, line.remark].join(' ');
  const parts = words.normalize('NFKC').toUpperCase().match(TOKEN) ?? [];
  const tokens = [...text.split(' '), ...parts, ...roomsOf(text), ...numbersOfVouchers(text), plain(line.serial ?? '')];
  return new Set(tokens.filter((token) => token !== ''));
}

/** "记-202506-0005" also where a bank writes it without the first character. */
function numbersOfVouchers(text: string): string[] {
  return (text.match(/20\d{4}-\d{4}/g) ?? []).map((number) => `记-${number}`);
}

export function compareViews(left: LineView, right: LineView): number {
  return left.day - right.day || left.place.position - right.place.position;
}
