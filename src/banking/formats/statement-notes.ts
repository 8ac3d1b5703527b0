/** What stands in a table beside the bank's lines, and the words for a table that cannot be read. */
import { formatFen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { type MissingColumn, type StatementField } from './column-aliases.js';
import { cleanCell, readAmount } from './read-cells.js';
import type { StatementRow } from './read-line.js';

const NOTE =
  /^(合计|总计|小计|本页|累计|共计|借方|贷方|总收入|总支出|人民币合计|以上|说明|备注|注[:：]|打印|制表|期初|期末|上期|共\s*\d+)/;

export function brokenBalance(
  file: string,
  column: string,
  [before, after]: readonly [StatementLine, StatementLine],
): StatementProblem {
  const expected = before.balanceFen + after.inFen - after.outFen;
  const value = formatFen(after.balanceFen);
  const lines = { line: String(after.fileLine), previousLine: String(before.fileLine) };
  return {
    code: 'STATEMENT_BALANCE_BROKEN',
    at: `${file}:${String(after.fileLine)}`,
    ...{ file, line: after.fileLine, column, value },
    facts: { file, ...lines, column, expected: formatFen(expected), read: value },
  };
}

export function headerNotFound(
  file: string,
  missing: readonly MissingColumn[],
  seen: readonly string[],
): StatementProblem {
  const [missingZh, missingEn] = [missing.map(({ zh }) => zh).join('、'), missing.map(({ en }) => en).join(', ')];
  return {
    code: 'STATEMENT_HEADER_NOT_FOUND',
    at: file,
    file,
    facts: { file, missingZh, missingEn, ...seenWords(seen) },
  };
}

export const DAY_FIELDS: readonly StatementField[] = ['bookedOn', 'tradedOn', 'tradedAt'];
const MONEY_FIELDS: readonly StatementField[] = ['out', 'in', 'amount', 'balance'];

/** A row is no bank line when it names no day and is headed as a total or a note, or lacks the balance or all money. */
export function isNote(row: StatementRow, cells: readonly string[]): boolean {
  const first = cells.map(cleanCell).find((cell) => cell !== '');
  if (first === undefined) return true;
  const days = DAY_FIELDS.map((field) => row.text(field));
  if (days.some((day) => /^(\d{4}|=)/.test(day))) return false;
  const money = MONEY_FIELDS.filter((field) => readAmount(row.text(field)).kind === 'amount');
  const undated = days.every((day) => day === '');
  return NOTE.test(first) || money.length === 0 || (undated && !money.includes('balance'));
}

function seenWords(seen: readonly string[]): { readonly seenZh: string; readonly seenEn: string } {
  const columns = seen.join('、');
  return columns === ''
    ? { seenZh: '没有一行像表头', seenEn: 'no row looks like a header' }
    : { seenZh: `看到的列是：${columns}`, seenEn: `the columns seen are: ${columns}` };
}

const MOST_SEEN = 40;
const LONGEST_HEADING = 30;

/** The headings of a row that may be a header nobody has told us of: words in most of its cells, and no amount. */
export function likelyHeadings(cells: readonly string[]): readonly string[] {
  const words = cells.map(cleanCell).filter((cell) => cell !== '');
  const isHeading = (word: string): boolean =>
    /\p{L}/u.test(word) && !/\d{3}/.test(word) && word.length <= LONGEST_HEADING;
  return words.length >= 3 && words.every(isHeading) ? words.slice(0, MOST_SEEN) : [];
}
