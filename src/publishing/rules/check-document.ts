/**
 * Is the document fit to be shown?
 *
 * 1. Every row with cells has one cell a column, of the column's kind, of text, or empty.
 * 2. Subtotals and totals of summed columns are the sums of the rows that they close.
 * 3. A table's equation (opening + income - expense = closing) holds in each of its rows.
 * 4. Each side of a form adds up, item by item. Two sides that differ are no fault of the document: the form says so.
 * 5. Keys are unique, links are addresses, the source is complete.
 * 6. All violations are returned, in reading order.
 */
import { calendarDate } from '../../kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { plainText, safeHref } from './cell-text.js';
import type {
  ReportCell,
  ReportCellRow,
  ReportColumn,
  ReportDocument,
  ReportFact,
  ReportForm,
  ReportSection,
  ReportSide,
  ReportTable,
} from './report-document.js';

export function checkDocument(document: ReportDocument): readonly Violation[] {
  return [
    ...checkSource(document),
    ...checkFacts(document.facts, 'facts'),
    ...document.sections.flatMap((section, index) => checkSection(section, `sections[${index}]`)),
    ...document.links.flatMap((link, index) => checkHref(link.href, `links[${index}].href`)),
  ];
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

function checkSource({ id, source }: ReportDocument): readonly Violation[] {
  const violations: Violation[] = [];
  const wrong = (at: string, value: string) =>
    violations.push({ code: 'DOCUMENT_SOURCE_INVALID', at, facts: { value } });
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) wrong('id', plainText(id));
  if (!/^\d+$/.test(String(source.logPosition))) wrong('source.logPosition', String(source.logPosition));
  if (!/^[0-9a-f]{64}$/.test(source.rootHash)) wrong('source.rootHash', plainText(source.rootHash));
  if (!INSTANT.test(source.preparedAt) || Number.isNaN(Date.parse(source.preparedAt)))
    wrong('source.preparedAt', plainText(source.preparedAt));
  return violations;
}

function checkSection(section: ReportSection, at: string): readonly Violation[] {
  const { body } = section;
  switch (body.kind) {
    case 'facts':
      return checkFacts(body.facts, `${at}.facts`);
    case 'form':
      return checkForm(body, at);
    case 'table':
      return checkTable(body, at);
  }
}

function checkFacts(facts: readonly ReportFact[], at: string): readonly Violation[] {
  return [
    ...checkKeys(
      facts.map((fact) => fact.key),
      at,
    ),
    ...facts.flatMap((fact, index) => checkCell(fact.value, `${at}[${index}]`)),
  ];
}

function checkKeys(keys: readonly string[], at: string): readonly Violation[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index && /^[A-Za-z][A-Za-z0-9]*$/.test(key)
      ? []
      : [{ code: 'DOCUMENT_KEY_INVALID', at: `${at}[${index}]`, facts: { key } }],
  );
}

function checkHref(href: string | undefined, at: string): readonly Violation[] {
  if (href === undefined || safeHref(href) !== undefined) return [];
  return [{ code: 'DOCUMENT_LINK_INVALID', at, facts: { href: plainText(href) } }];
}

function checkCell(cell: ReportCell, at: string): readonly Violation[] {
  if (cell.kind === 'text') return checkHref(cell.href, at);
  const value = unreadable(cell);
  return value === undefined ? [] : [{ code: 'DOCUMENT_CELL_INVALID', at, facts: { value } }];
}

/** A figure that is not a whole number, or a day that is not in the calendar. */
function unreadable(cell: ReportCell): string | undefined {
  if (cell.kind === 'count') return Number.isSafeInteger(cell.n) ? undefined : String(cell.n);
  if (cell.kind === 'percent') return Number.isSafeInteger(cell.basisPoints) ? undefined : String(cell.basisPoints);
  if (cell.kind === 'date') return calendarDate(cell.date) === undefined ? plainText(cell.date) : undefined;
  return undefined;
}

function checkTable(table: ReportTable, at: string): readonly Violation[] {
  const keys = checkKeys(
    table.columns.map((column) => column.key),
    `${at}.columns`,
  );
  const shapes = table.rows.flatMap((row, index) =>
    row.kind === 'note' ? [] : checkRow(row, table.columns, `${at}.rows[${index}]`),
  );
  // Sums over rows of the wrong shape would only repeat the first complaint in other words.
  if (keys.length + shapes.length > 0) return [...keys, ...shapes];
  const sums = table.columns.flatMap((column, index) =>
    column.summed === true ? checkSums(table, column, index, at) : [],
  );
  return [...sums, ...checkEquation(table, at), ...checkCarry(table, at)];
}

function checkRow(row: ReportCellRow, columns: readonly ReportColumn[], at: string): readonly Violation[] {
  const wrong = [row.cells, ...(row.carried === undefined ? [] : [row.carried])].find(
    (cells) => cells.length !== columns.length,
  );
  if (wrong !== undefined) {
    const facts = { cells: String(wrong.length), columns: String(columns.length) };
    return [{ code: 'DOCUMENT_ROW_WIDTH', at, facts }];
  }
  const cells = row.cells.flatMap((cell, index): readonly Violation[] => {
    const column = columns[index];
    if (column !== undefined && cell.kind !== column.kind && cell.kind !== 'text' && cell.kind !== 'empty') {
      const facts = { column: column.label, expected: column.kind, actual: cell.kind };
      return [{ code: 'DOCUMENT_CELL_KIND', at: `${at}.cells[${index}]`, facts }];
    }
    return checkCell(cell, `${at}.cells[${index}]`);
  });
  return [...cells, ...checkHref(row.struck?.href, `${at}.struck`)];
}

/** Amounts in fen, counts as they are; nothing where the cell is empty or text. */
function figure(cell: ReportCell | undefined): bigint | undefined {
  if (cell?.kind === 'amount') return cell.fen;
  return cell?.kind === 'count' ? BigInt(cell.n) : undefined;
}

function shown(value: bigint, column: ReportColumn): string {
  return column.kind === 'amount' ? yuanFromFen(value) : String(value);
}

function checkSums(table: ReportTable, column: ReportColumn, index: number, at: string): readonly Violation[] {
  const violations: Violation[] = [];
  let group = 0n;
  let all = 0n;
  table.rows.forEach((row, place) => {
    if (row.kind === 'note') return;
    const value = figure(row.cells[index]);
    if (row.kind === 'normal' || row.kind === 'red') {
      group += value ?? 0n;
      all += value ?? 0n;
      return;
    }
    const expected = row.kind === 'total' ? all : group;
    if (value !== undefined && value !== expected) {
      const facts = { column: column.label, expected: shown(expected, column), actual: shown(value, column) };
      violations.push({ code: 'DOCUMENT_TOTAL_WRONG', at: `${at}.rows[${place}]`, facts });
    }
    group = 0n;
    if (row.kind === 'total') all = 0n;
  });
  return violations;
}

function checkEquation(table: ReportTable, at: string): readonly Violation[] {
  const { equation } = table;
  if (equation === undefined) return [];
  const place = (key: string) => table.columns.findIndex((column) => column.key === key);
  const missing = [...equation.add, ...equation.subtract, equation.equals].filter((key) => place(key) < 0);
  if (missing.length > 0) {
    return [{ code: 'DOCUMENT_KEY_INVALID', at: `${at}.equation`, facts: { key: missing.join(', ') } }];
  }
  return table.rows.flatMap((row, index): readonly Violation[] => {
    if (row.kind === 'note') return [];
    const sum = (keys: readonly string[]) => sumFen(keys.map((key) => figure(row.cells[place(key)]) ?? 0n));
    const expected = sum(equation.add) - sum(equation.subtract);
    const actual = sum([equation.equals]);
    if (expected === actual) return [];
    const facts = { expected: yuanFromFen(expected), actual: yuanFromFen(actual) };
    return [{ code: 'DOCUMENT_EQUATION_WRONG', at: `${at}.rows[${index}]`, facts }];
  });
}

function checkCarry({ carry, columns }: ReportTable, at: string): readonly Violation[] {
  if (carry === undefined || columns.some((column) => column.key === carry.column)) return [];
  return [{ code: 'DOCUMENT_KEY_INVALID', at: `${at}.carry`, facts: { key: carry.column } }];
}

function checkForm(form: ReportForm, at: string): readonly Violation[] {
  return [...checkSide(form.left, `${at}.left`), ...checkSide(form.right, `${at}.right`)];
}

function checkSide(side: ReportSide, at: string): readonly Violation[] {
  const violations: Violation[] = [];
  const compare = (label: string, where: string, expected: bigint, actual: bigint) => {
    if (expected === actual) return;
    const facts = { column: label, expected: yuanFromFen(expected), actual: yuanFromFen(actual) };
    violations.push({ code: 'DOCUMENT_TOTAL_WRONG', at: where, facts });
  };
  side.adjustments.forEach((adjustment, index) => {
    const place = `${at}.adjustments[${index}]`;
    if (adjustment.items.length > 0 || adjustment.fen !== 0n) {
      compare(adjustment.label, place, sumFen(adjustment.items.map((item) => item.fen)), adjustment.fen);
    }
    adjustment.items.forEach((item, n) => violations.push(...checkHref(item.href, `${place}.items[${n}].href`)));
  });
  const moved = sumFen(side.adjustments.map(({ sign, fen }) => (sign === 'add' ? fen : -fen)));
  compare(side.closing.label, `${at}.closing`, side.opening.fen + moved, side.closing.fen);
  return violations;
}
