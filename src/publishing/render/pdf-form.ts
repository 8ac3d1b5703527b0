/**
 * A two-sided form on paper: book left, bank right, equal things at equal height. To a reader's ear each side is a
 * table of its own.
 */
import { amountText } from '../rules/cell-text.js';
import { formDifference, formPairs, formVerdict, type FormLine, type FormPair } from '../rules/form-lines.js';
import type { ReportForm } from '../rules/report-document.js';
import type { Element, Sheet } from './pdf-sheet.js';
import { ink, LEADING, styles, type TextStyle } from './pdf-type.js';

const GUTTER = 30;
const PADDING = 5;
const INDENT = 12;
const SIZE = 9;
/** Between the two lines under a closing. */
const DOUBLE_RULE = 1.8;

interface Half {
  readonly x: number;
  readonly width: number;
  readonly element: Element;
}

export function drawForm(sheet: Sheet, parent: Element, form: ReportForm): void {
  const width = (sheet.width - GUTTER) / 2;
  const pairs = formPairs(form);
  const least = pairs.length * (SIZE * LEADING + sheet.air(PADDING) * 2) + 24;
  sheet.room(Math.min(least, sheet.depth));
  const half = (x: number): Half => ({ x, width, element: sheet.child(parent, 'Table') });
  const left = half(sheet.left);
  const right = half(sheet.left + width + GUTTER);
  drawTitles(sheet, [left, form.left.title], [right, form.right.title]);
  for (const pair of pairs) drawPair(sheet, pair, left, right);
  left.element.end();
  right.element.end();
  sheet.y += 8;
  const style = formDifference(form) === 0n ? styles.strong : { ...styles.strong, colour: ink.red };
  sheet.paragraph(parent, 'P', formVerdict(form), style);
}

function drawTitles(sheet: Sheet, ...titles: readonly (readonly [Half, string])[]): void {
  const laid = titles.map(([half, title]) => [half, sheet.lines(title, half.width, styles.strong)] as const);
  const leading = styles.strong.size * LEADING;
  for (const [half, lines] of laid) {
    const cell = sheet.child(sheet.child(half.element, 'TR'), 'TH', 'Column');
    lines.forEach((line, index) => {
      const y = sheet.y + index * leading;
      sheet.inside(cell, 'TH', () => sheet.line(line, half.x, y, half.width, styles.strong));
    });
  }
  sheet.y += Math.max(...laid.map(([, lines]) => lines.length)) * leading + 4;
  for (const [half] of laid) sheet.rule(half.x, sheet.y, half.width, 0.7, ink.text);
}

interface LaidLine {
  readonly half: Half;
  readonly line: FormLine;
  readonly lines: readonly string[];
  readonly style: TextStyle;
  readonly x: number;
}

function drawPair(sheet: Sheet, pair: FormPair, left: Half, right: Half): void {
  const laid = [
    ...(pair.left === undefined ? [] : [layLine(sheet, pair.left, left)]),
    ...(pair.right === undefined ? [] : [layLine(sheet, pair.right, right)]),
  ];
  const height = Math.max(1, ...laid.map((each) => each.lines.length)) * SIZE * LEADING + sheet.air(PADDING) * 2;
  sheet.room(height);
  const closing = pair.kind === 'closing';
  if (closing) ruleBoth(sheet, [left, right], 0.7, ink.text);
  for (const each of laid) drawLine(sheet, each);
  sheet.y += height;
  if (closing) {
    ruleBoth(sheet, [left, right], 0.5, ink.text);
    sheet.y += DOUBLE_RULE;
  }
  ruleBoth(sheet, [left, right], closing ? 0.5 : 0.4, closing ? ink.text : ink.hair);
}

function ruleBoth(sheet: Sheet, halves: readonly Half[], weight: number, colour: string): void {
  for (const half of halves) sheet.rule(half.x, sheet.y, half.width, weight, colour);
}

function layLine(sheet: Sheet, line: FormLine, half: Half): LaidLine {
  const indent = line.kind === 'item' ? INDENT : 0;
  const weight = line.kind === 'closing' ? 'bold' : 'regular';
  const style: TextStyle = { weight, size: SIZE, colour: line.kind === 'item' ? ink.quiet : ink.text };
  const amount = sheet.type.measureFor(style)(amountText(line.fen));
  const label = line.on === undefined ? line.label : `${line.on}　${line.label}`;
  const width = half.width - indent - amount - 10;
  return { half, line, lines: sheet.lines(label, width, style), style, x: half.x + indent };
}

function drawLine(sheet: Sheet, { half, line, lines, style, x }: LaidLine): void {
  const row = sheet.child(half.element, 'TR');
  const header = sheet.child(row, 'TH', 'Row');
  const top = sheet.y + sheet.air(PADDING);
  sheet.inside(header, 'TH', () => {
    lines.forEach((text, index) => sheet.line(text, x, top + index * SIZE * LEADING, half.width, style));
  });
  const amountStyle = line.fen < 0n ? { ...style, colour: ink.red } : style;
  sheet.inside(sheet.child(row, 'TD'), 'TD', () =>
    sheet.line(amountText(line.fen), half.x, top, half.width, amountStyle, 'right'),
  );
  row.end();
}
