/**
 * A table on paper.
 *
 * 1. Head rows repeat on every page; only the first is part of the structure, the others are artifacts.
 * 2. A row stays whole where a page can hold it; a longer one is cut between lines. A total never stands alone on a
 *    page.
 * 3. Where a table carries over, the foot of a page and the head of the next say so with the same figures.
 * 4. Negative amounts are red and carry a minus sign; struck rows have a line through them and say why.
 */
import { cellText, isNegative, plainText, remarkColumn, rowRemark } from '../rules/cell-text.js';
import { textCell } from '../rules/report-cells.js';
import type { ReportCellRow, ReportRow, ReportTable } from '../rules/report-document.js';
import { planTable, type ColumnPlace, type TablePlan } from './pdf-columns.js';
import { margins, type Element, type Sheet } from './pdf-sheet.js';
import { ink, LEADING, styles, type TextStyle } from './pdf-type.js';

const PADDING = 4.2;

interface LaidCell {
  readonly place: ColumnPlace;
  readonly lines: readonly string[];
  readonly style: TextStyle;
  /** So many of the first lines are struck through; a remark below them is not. */
  readonly struck: number;
}

interface LaidRow {
  readonly row: ReportRow;
  readonly cells: readonly LaidCell[];
  readonly height: number;
}

export function drawTable(sheet: Sheet, parent: Element, table: ReportTable): void {
  if (table.rows.length === 0) return drawEmpty(sheet, parent, table);
  const plan = planTable(table, sheet.type, sheet.left, sheet.width);
  const head = layHead(sheet, table, plan);
  const rows = table.rows.map((row) => layRow(sheet, row, table, plan));
  const element = sheet.child(parent, 'Table');
  sheet.room(head.height + sumHeight(rows.slice(0, 2)));
  drawHead(sheet, head, sheet.child(element, 'THead'));
  const body = sheet.child(element, 'TBody');
  rows.forEach((row, index) => {
    const turn = layTurn(sheet, rows[index - 1]?.row, table, plan);
    const height = Math.min(heightWithTotals(rows, index) + turn.height, sheet.depth - head.height);
    if (sheet.isFull(height)) {
      turn.out.forEach((carried) => drawRow(sheet, carried, sheet.child(body, 'TR'), () => drawHead(sheet, head)));
      sheet.turn();
      drawHead(sheet, head);
      turn.into.forEach((carried) => drawRow(sheet, carried, sheet.child(body, 'TR'), () => drawHead(sheet, head)));
    }
    drawRow(sheet, row, sheet.child(body, 'TR'), () => drawHead(sheet, head));
  });
  body.end();
  element.end();
}

/** What stands on both sides of a turned page, and the room that its first part needs; nothing in most tables. */
interface Turn {
  readonly out: readonly LaidRow[];
  readonly into: readonly LaidRow[];
  readonly height: number;
}

function layTurn(sheet: Sheet, before: ReportRow | undefined, table: ReportTable, plan: TablePlan): Turn {
  const { carry, columns } = table;
  if (carry === undefined || before === undefined || before.kind === 'note' || before.carried === undefined) {
    return { out: [], into: [], height: 0 };
  }
  const { carried } = before;
  const laid = (text: string): LaidRow => {
    const cells = carried.map((cell, index) => (columns[index]?.key === carry.column ? textCell(text) : cell));
    return layRow(sheet, { kind: 'subtotal', cells }, table, plan);
  };
  const out = laid(carry.out);
  return { out: [out], into: [laid(carry.into)], height: out.height };
}

function drawEmpty(sheet: Sheet, parent: Element, table: ReportTable): void {
  sheet.room(styles.body.size * LEADING + sheet.air(PADDING) * 2);
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.4, ink.hair);
  sheet.y += sheet.air(PADDING);
  sheet.paragraph(parent, 'P', table.whenEmpty, styles.quiet);
  sheet.y += sheet.air(PADDING);
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.4, ink.hair);
}

function sumHeight(rows: readonly LaidRow[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0);
}

/** The row's height with the totals that must not be parted from it. */
function heightWithTotals(rows: readonly LaidRow[], index: number): number {
  let height = rows[index]?.height ?? 0;
  for (let next = index + 1; ; next += 1) {
    const row = rows[next];
    if (row === undefined || (row.row.kind !== 'total' && row.row.kind !== 'subtotal')) return height;
    height += row.height;
  }
}

function layHead(sheet: Sheet, table: ReportTable, plan: TablePlan): LaidRow {
  const style: TextStyle = { weight: 'regular', size: plan.size, colour: ink.quiet };
  const cells = plan.columns.map((place, index) => ({
    place,
    lines: sheet.lines(table.columns[index]?.label ?? '', place.width, style),
    style,
    struck: 0,
  }));
  return { row: { kind: 'note', text: '' }, cells, height: heightOf(sheet, cells, plan.size) };
}

function layRow(sheet: Sheet, row: ReportRow, table: ReportTable, plan: TablePlan): LaidRow {
  if (row.kind === 'note') {
    const style: TextStyle = { weight: 'regular', size: plan.size, colour: ink.quiet };
    const place: ColumnPlace = { x: sheet.left, width: sheet.width, align: 'left' };
    const cells = [{ place, lines: sheet.lines(plainText(row.text), place.width, style), style, struck: 0 }];
    return { row, cells, height: heightOf(sheet, cells, plan.size) };
  }
  const remarked = remarkColumn(table.columns);
  const cells = plan.columns.map((place, index): LaidCell => {
    const style = cellStyle(row, index, plan.size);
    const words = sheet.lines(cellText(row.cells[index] ?? { kind: 'empty' }), place.width, style);
    const remark = index === remarked ? rowRemark(row) : undefined;
    const lines = remark === undefined ? words : [...words, ...sheet.lines(remark, place.width, style)];
    return { place, lines, style, struck: row.struck === undefined ? 0 : words.length };
  });
  return { row, cells, height: heightOf(sheet, cells, plan.size) };
}

function cellStyle(row: ReportCellRow, index: number, size: number): TextStyle {
  const cell = row.cells[index];
  const red = row.kind === 'red' || (cell !== undefined && isNegative(cell));
  const closes = row.kind === 'total' || row.kind === 'subtotal';
  const plain = row.struck === undefined ? ink.text : ink.quiet;
  return { weight: closes ? 'bold' : 'regular', size, colour: red ? ink.red : plain };
}

function heightOf(sheet: Sheet, cells: readonly LaidCell[], size: number): number {
  return Math.max(1, ...cells.map((cell) => cell.lines.length)) * size * LEADING + sheet.air(PADDING) * 2;
}

/** With an element the head is part of the structure, without one it is a repetition. */
function drawHead(sheet: Sheet, head: LaidRow, parent?: Element): void {
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.7, ink.text);
  const top = sheet.y + sheet.air(PADDING);
  if (parent === undefined) {
    sheet.artifact('Pagination', () => head.cells.forEach((cell) => drawCell(sheet, cell, top, 0, cell.lines.length)));
  } else {
    const element = sheet.child(parent, 'TR');
    for (const cell of head.cells) {
      const header = sheet.child(element, 'TH', 'Column');
      sheet.inside(header, 'TH', () => drawCell(sheet, cell, top, 0, cell.lines.length));
    }
    parent.end();
  }
  sheet.y += head.height;
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.4, ink.text);
}

/** Draws the row, cutting it between lines where it is higher than what is left of an empty page. */
function drawRow(sheet: Sheet, laid: LaidRow, element: Element, onTurn: () => void): void {
  const { row, cells } = laid;
  const leading = (cells[0]?.style.size ?? 9) * LEADING;
  const count = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const parts = cells.map((_, index) =>
    index === 0 && row.kind !== 'note' ? sheet.child(element, 'TH', 'Row') : sheet.child(element, 'TD'),
  );
  if (row.kind === 'total' || row.kind === 'subtotal') sheet.rule(sheet.left, sheet.y, sheet.width, 0.7, ink.text);
  for (let from = 0; from < count;) {
    const fitting = Math.max(1, Math.floor((sheet.bottom - sheet.y - sheet.air(PADDING) * 2) / leading));
    const to = Math.min(count, from + fitting);
    cells.forEach((cell, index) => {
      const part = parts[index];
      if (part === undefined || cell.lines.slice(from, to).join('') === '') return;
      const tag = index === 0 && row.kind !== 'note' ? 'TH' : 'TD';
      sheet.inside(part, tag, () => drawCell(sheet, cell, sheet.y + sheet.air(PADDING), from, to));
    });
    sheet.y += (to - from) * leading + sheet.air(PADDING) * 2;
    from = to;
    if (from < count) {
      sheet.turn();
      onTurn();
    }
  }
  element.end();
  drawBelow(sheet, row);
}

function drawBelow(sheet: Sheet, row: ReportRow): void {
  if (row.kind === 'total') {
    sheet.rule(sheet.left, sheet.y, sheet.width, 0.5, ink.text);
    sheet.rule(sheet.left, sheet.y + 1.8, sheet.width, 0.5, ink.text);
    sheet.y += 1.8;
    return;
  }
  sheet.rule(sheet.left, Math.max(sheet.y, margins.top), sheet.width, 0.4, ink.hair);
}

function drawCell(sheet: Sheet, cell: LaidCell, top: number, from: number, to: number): void {
  const { place, style } = cell;
  const leading = style.size * LEADING;
  cell.lines.slice(from, to).forEach((line, index) => {
    const y = top + index * leading;
    sheet.line(line, place.x, y, place.width, style, place.align);
    if (from + index < cell.struck && line !== '') strike(sheet, line, cell, y);
  });
}

function strike(sheet: Sheet, line: string, cell: LaidCell, y: number): void {
  const { place, style } = cell;
  const width = sheet.type.measureFor(style)(line);
  const x = place.align === 'right' ? place.x + place.width - width : place.x;
  const middle = y + style.size * 0.79;
  sheet.pdf.lineWidth(0.6).strokeColor(style.colour);
  sheet.pdf
    .moveTo(x, middle)
    .lineTo(x + width, middle)
    .stroke();
}
