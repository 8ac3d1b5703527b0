import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

type TextParser = (text: string) => unknown;

/** Reads a one-dimensional array literal of numbers or dates: `{1,2,NULL}`. Neither element type is ever quoted. */
function arrayOf(parse: TextParser): TextParser {
  return (text) => {
    const inside = text.slice(1, -1);
    return inside === '' ? [] : inside.split(',').map((item) => (item === 'NULL' ? null : parse(item)));
  };
}

const asBigInt: TextParser = (text) => BigInt(text);
const asText: TextParser = (text) => text;

const ours = new Map<number, TextParser>([
  [INT8, asBigInt],
  [INT8_ARRAY, arrayOf(asBigInt)],
  [DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
]);

const theirs = pg.types.getTypeParser as (oid: number, format: string) => TextParser;

/**
 * How our pools read values, given to each pool so that pg's global parsers stay as they are for everybody else.
 *
 * 1. int8 arrives as `bigint`, never as `number`: money and sequence numbers would lose digits.
 * 2. date arrives as the text 'YYYY-MM-DD': a calendar day of Asia/Shanghai is no instant, and a `Date` would shift it.
 * 3. Everything else is as pg reads it (numeric and uuid as text, timestamptz as Date, bytea as Buffer).
 */
export const ledgerTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format?) => (format === 'binary' ? undefined : ours.get(oid)) ?? theirs(oid, format ?? 'text'),
};
