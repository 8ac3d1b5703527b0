/**
 * Public text is screened: what looks like the private number of a household or a person is refused.
 *
 * 1. Found are rooms (4-101, 3栋2单元501, 12号楼1203室), telephone numbers, identity numbers and bank card numbers.
 * 2. Full-width and Chinese numerals, the many dashes, and invisible characters do not hide them.
 * 3. Not found are what public accounts consist of: dates, periods, amounts, quantities, voucher numbers, resolutions,
 *    projects, statement ids, buildings and entrances without a room.
 * 4. Every find names its place in the text as it was written, so that the writer can mend it.
 *
 * This is a net for slips, not a proof: a name has no shape, and who means to publish a number can spell it out.
 */
import type { Violation } from './violation.js';

export type PrivateKind = 'room' | 'phone' | 'identity' | 'card';

export interface PrivateFind {
  readonly kind: PrivateKind;
  /** As it was written. */
  readonly found: string;
  /** UTF-16 positions in the text: first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** What may stand after a number that counts or measures, and so is no room; not where a longer word begins with it. */
const MEASURE =
  '(?:元(?!旦|宵)|角|分(?!摊|期|担)|万|%|‰|页|笔|盏|个(?!人)|台|套|件|块|根|扇|条|米|㎡|平[方米]|人(?!员)|次|年|' +
  '天(?![花台窗线井])|度|千[瓦克米]|公[斤里分升]|瓦|W|kW)';
const NUMERAL = '[0-9零一二三四五六七八九十]';
/** Floor and door: 101, 1203, 五零一; neither a year with more of the date behind it, nor the head of an amount. */
const DOOR =
  '(?:(?!20[0-9]{2}[-年/.])[1-9][0-9]{2,3}|[一二三四五六七八九][零一二三四五六七八九]{2,3})' +
  '(?![0-9]|[.][0-9]|,000)';
const BUILDING = `(?:${NUMERAL}{1,4}|(?<![A-Za-z])[A-Za-z])(?:号楼|栋|幢|座|#)[ -]?`;
const ENTRANCE = `${NUMERAL}{1,3}(?:单元|-) ?`;
/** After a building or an entrance, 120户 counts households, and 120元 is money; 501室 is a room. */
const ROOM_END = `(?:室|号房|房|(?!户|号?${MEASURE}))`;
/** After 4-101, 户 means the household itself; 1-115号 are numbers from 1 to 115. */
const HYPHEN_END = `(?![-/A-Za-z])(?:室|号房|房|(?!号|${MEASURE}))`;
/** Month and year, or day, month and year: 12-2024, 30-6-2025. A floor with fifteen doors or more is not expected. */
const HYPHEN_DATE = '(?:[0-3]?[0-9]-)?(?:0?[1-9]|1[0-2])-20(?:1[5-9]|[2-9][0-9])(?![0-9])';
/** What makes a hyphenated number a reference, or a part of something longer. */
const NOT_A_PART = '(?<!(?:决议|项目|合同|编号|文号|发票号?|第)[: ]?)(?<![0-9A-Za-z.,/-]|[0-9]:)';

type Pattern = readonly [PrivateKind, RegExp];

/** Telephones, identities and cards, in order of precedence: a part of an earlier find is not found again. */
const LONG_NUMBERS: readonly Pattern[] = [
  // Place of birth, date of birth, serial, check character.
  [
    'identity',
    /(?<!\d)[1-9]\d{5} ?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx](?![0-9A-Za-z])/g,
  ],
  ['phone', /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d|\.\d)/g],
  ['phone', /(?<![\d-])\(?0\d{2,3}[-) ]{0,2}[2-8]\d{6,7}(?!\d|[.-]\d)/g],
  ['phone', /(?<=(?:电话|座机|手机号?|联系方式|致电|[Tt]el\.?)[: ]{0,2})(?!20\d\d-)\d[\d-]{5,12}\d(?!\d)/g],
  ['card', /(?<!\d)[3-69]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?!\d)/g],
  // Invoices are public: after the word, a code of twelve digits is no card.
  ['card', /(?<!\d|\d[.,])(?!(?<=发票(?:代码|号码|号)?[: ]?)\d{12}(?!\d))\d{12,19}(?!\d|\.\d)/g],
];

/** Rooms, found last. */
const ROOMS: readonly Pattern[] = [
  ['room', new RegExp(`${BUILDING}(?:${ENTRANCE})?${DOOR}${ROOM_END}`, 'g')],
  ['room', new RegExp(`(?<!${NUMERAL})${NUMERAL}{1,3}单元 ?${DOOR}${ROOM_END}`, 'g')],
  ['room', new RegExp(`${NOT_A_PART}(?!${HYPHEN_DATE})(?:(?:[1-9]\\d?|0[1-9])-){1,2}${DOOR}${HYPHEN_END}`, 'g')],
  ['room', new RegExp(`${NOT_A_PART}[A-Z]-${DOOR}${HYPHEN_END}`, 'g')],
  ['room', new RegExp(`(?<!${NUMERAL}|[.,])${DOOR}(?:室|号房)`, 'g')],
];

/** Nearly every text has neither seven digits close together nor a trace of a room, and is passed at once. */
const LONG_NUMBER_TRACE = /\d(?:[-() ]{0,3}\d){6}/;
const ROOM_TRACE = /号楼|[栋幢座#]|单元|室|号房|-(?:[1-9]\d{2}|[一二三四五六七八九])/;

/** All finds, in the order of the text, none overlapping another. */
export function screenPublicText(text: string): readonly PrivateFind[] {
  const { folded, originOf } = fold(text);
  const finds: PrivateFind[] = [];
  const patterns = [...(LONG_NUMBER_TRACE.test(folded) ? LONG_NUMBERS : []), ...(ROOM_TRACE.test(folded) ? ROOMS : [])];
  for (const [kind, pattern] of patterns) {
    for (const match of folded.matchAll(pattern)) {
      const start = originOf(match.index);
      const end = originOf(match.index + match[0].length - 1) + 1;
      if (finds.some((other) => start < other.end && other.start < end)) continue;
      finds.push({ kind, found: text.slice(start, end), start, end });
    }
  }
  return finds.sort((one, other) => one.start - other.start);
}

const KIND_NAMES: Readonly<Record<PrivateKind, readonly [zh: string, en: string]>> = {
  room: ['房号', 'a room number'],
  phone: ['电话号码', 'a telephone number'],
  identity: ['身份证号', 'an identity number'],
  card: ['银行卡号', 'a bank card number'],
};

/** The finds as violations of one field; `at` is the field's path in the input. */
export function checkPublicText(text: string, at: string): readonly Violation[] {
  return screenPublicText(text).map(({ kind, found, start }) => {
    const [kindZh, kindEn] = KIND_NAMES[kind];
    return { code: 'PUBLIC_TEXT_PRIVATE', at, facts: { kind, kindZh, kindEn, found, position: String(start + 1) } };
  });
}

/** Text that folding would not change: ASCII, common ideographs but 〇, and a few marks. */
const PLAIN = /^[\x20-\x7e\u00b2-\u00d7\u3001\u3002\u300a-\u3011\u33a1\u4e00-\u9fff\n]*$/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\u30fc]/;
const SPACE = /[\u00a0\u2000-\u200a\u202f\u3000\t]/;

interface Folded {
  readonly folded: string;
  /** For each character the position that it came from. */
  readonly originOf: (index: number) => number;
}

/** One plain form of the text. */
function fold(text: string): Folded {
  if (PLAIN.test(text)) return { folded: text, originOf: (index) => index };
  let folded = '';
  const origins: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const plain = plainForm(text.charAt(index));
    if (plain === '') continue;
    folded += plain;
    origins.push(index);
  }
  return { folded, originOf: (index) => origins[index] ?? text.length };
}

function plainForm(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (character === '〇') return '零';
  if (INVISIBLE.test(character)) return '';
  if (DASH.test(character)) return '-';
  return SPACE.test(character) ? ' ' : character;
}
