/**
 * Tables for a terminal, aligned by the columns that a character takes.
 *
 * Control characters, which could move a terminal's cursor, are shown as a mark.
 */
import { padEnd, padStart, textWidth } from '../publishing/rules/index.js';

export interface TextColumn {
  readonly label: string;
  /** Amounts and counts. */
  readonly right?: boolean;
}

const GAP = '  ';

export function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '␣');
}

export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns.map((column) => column.label), ...rows].map((row) => row.map(visible));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => textWidth(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ right }, index) => (right === true ? padStart : padEnd)(row[index] ?? '', widths[index] ?? 0))
      .join(GAP)
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1));
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)];
}
