/**
 * What a person tells of a bank's columns, before it is believed.
 *
 * 1. Every field is one that a column can hold, and is told once.
 * 2. Columns go by their headings or, where a file has none, all by their numbers (#1 is the first).
 * 3. A day and the amounts are needed. A balance is not, since wallets have none.
 * 4. No mapping at all takes an earlier one back.
 * 5. Headings stand in a public record, so nothing private may stand in them.
 */
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';

export type ToldColumn = readonly [field: string, place: string];

const NUMBER = /^#[1-9]\d{0,2}$/;
const LONGEST_HEADING = 60;
const DAYS = ['bookedOn', 'tradedOn', 'tradedAt'];

export function checkMapping(columns: readonly ToldColumn[], fields: readonly string[]): Violation[] {
  if (columns.length === 0) return [];
  const told = columns.map(([field]) => field);
  const known = fields.join('、');
  const isNumbered = columns.some(([, place]) => NUMBER.test(place));
  const each = columns.flatMap(([field, place], index): Violation[] => {
    const at = `columns[${String(index)}]`;
    if (!fields.includes(field)) return [{ code: 'MAPPING_FIELD_UNKNOWN', at, facts: { field, known } }];
    if (told.indexOf(field) < index) return [{ code: 'MAPPING_FIELD_TWICE', at, facts: { field } }];
    if (NUMBER.test(place) !== isNumbered || !isHeading(place)) {
      return [{ code: 'MAPPING_PLACE_UNREADABLE', at, facts: { field, place: place.slice(0, LONGEST_HEADING) } }];
    }
    return [...checkPublicText(place, at)];
  });
  return [...each, ...missing(told)];
}

function isHeading(place: string): boolean {
  return place.trim() !== '' && place.length <= LONGEST_HEADING && !/\p{Cc}/u.test(place);
}

function missing(told: readonly string[]): Violation[] {
  const lacks: [zh: string, en: string][] = [];
  if (!DAYS.some((field) => told.includes(field))) lacks.push(['日期', 'the day']);
  const hasAmounts = told.includes('amount') || (told.includes('out') && told.includes('in'));
  if (!hasAmounts) lacks.push(['金额', 'the amounts']);
  if (lacks.length === 0) return [];
  const facts = { missingZh: lacks.map(([zh]) => zh).join('、'), missingEn: lacks.map(([, en]) => en).join(', ') };
  return [{ code: 'MAPPING_INCOMPLETE', at: 'columns', facts }];
}
