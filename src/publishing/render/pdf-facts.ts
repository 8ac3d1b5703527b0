/** Facts on paper: two columns of label and value, a list to a reader's ear. */
import { cellText, isNegative } from '../rules/cell-text.js';
import type { ReportFact } from '../rules/report-document.js';
import type { Element, Sheet } from './pdf-sheet.js';
import { ink, LEADING, styles, type TextStyle } from './pdf-type.js';

const GUTTER = 30;
const PADDING = 4.5;
const LINE = styles.body.size * LEADING;

interface LaidFact {
  readonly x: number;
  readonly label: readonly string[];
  readonly value: readonly string[];
  readonly valueX: number;
  readonly style: TextStyle;
}

export function drawFacts(sheet: Sheet, parent: Element, facts: readonly ReportFact[]): void {
  if (facts.length === 0) return;
  const list = sheet.child(parent, 'L');
  sheet.room(LINE + sheet.air(PADDING) * 2);
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.4, ink.hair);
  const width = (sheet.width - GUTTER) / 2;
  const labels = [0, 1].map((column) => labelWidth(sheet, facts, column, width));
  for (let index = 0; index < facts.length; index += 2) {
    const pair = facts
      .slice(index, index + 2)
      .map((fact, column) => layFact(sheet, fact, sheet.left + column * (width + GUTTER), width, labels[column] ?? 0));
    drawPair(sheet, list, pair);
  }
  list.end();
}

/** The widest label of a column, but never more than half of it. */
function labelWidth(sheet: Sheet, facts: readonly ReportFact[], column: number, width: number): number {
  const measure = sheet.type.measureFor(styles.quiet);
  const widths = facts
    .filter((_, index) => index % 2 === column)
    .map((fact) => measure(sheet.type.printable(fact.label)));
  return Math.min(Math.max(0, ...widths) + 16, width / 2);
}

function layFact(sheet: Sheet, fact: ReportFact, x: number, width: number, label: number): LaidFact {
  const style = isNegative(fact.value) ? { ...styles.body, colour: ink.red } : styles.body;
  return {
    x,
    label: sheet.lines(fact.label, label - 6, styles.quiet),
    value: sheet.lines(cellText(fact.value), width - label, style),
    valueX: x + label,
    style,
  };
}

function drawPair(sheet: Sheet, list: Element, pair: readonly LaidFact[]): void {
  const height =
    Math.max(...pair.flatMap(({ label, value }) => [label.length, value.length])) * LINE + sheet.air(PADDING) * 2;
  sheet.room(height);
  const at = (line: number) => sheet.y + sheet.air(PADDING) + line * LINE;
  for (const { x, label, value, valueX, style } of pair) {
    const item = sheet.child(list, 'LI');
    sheet.inside(sheet.child(item, 'Lbl'), 'Lbl', () =>
      label.forEach((line, n) => sheet.line(line, x, at(n) + 0.35, sheet.width, styles.quiet)),
    );
    sheet.inside(sheet.child(item, 'LBody'), 'LBody', () =>
      value.forEach((line, n) => sheet.line(line, valueX, at(n), sheet.width, style)),
    );
  }
  sheet.y += height;
  sheet.rule(sheet.left, sheet.y, sheet.width, 0.4, ink.hair);
}
