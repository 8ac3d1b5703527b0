/**
 * A report for a terminal.
 *
 * 1. Chinese characters take two columns; every table is aligned to that.
 * 2. Rules are hyphens and minus signs are ASCII: characters that some terminals draw two columns wide would shift
 *    lines.
 * 3. Red ink and struck lines are said in words; no escape sequence is written.
 */
import {
  alignOf,
  cellText,
  lightWord,
  plainText,
  remarkColumn,
  rowRemark,
  safeHref,
  sourceParts,
  spanText,
} from '../rules/cell-text.js';
import { formPairs, formVerdict, type FormLine } from '../rules/form-lines.js';
import type {
  ColumnAlign,
  ReportBody,
  ReportCellRow,
  ReportDocument,
  ReportFact,
  ReportForm,
  ReportTable,
} from '../rules/report-document.js';
import { padEnd, padStart, textWidth } from '../rules/text-width.js';
import { wrapText } from './wrap-text.js';

const GAP = '  ';
/** A cell wider than this many columns of the terminal is wrapped. */
const WIDEST = 44;

export function renderText(document: ReportDocument): string {
  const { light } = document;
  const blocks: (readonly string[])[] = [
    [
      plainText(`${document.estateName}  ${document.title}`),
      plainText(spanText(document)),
      ...(light === undefined ? [] : [`[${lightWord[light.colour]}] ${plainText(light.text)}`]),
      ...factLines(document.facts),
    ],
    ...document.sections.map((section) => [
      plainText(section.title),
      ...(section.lead === undefined ? [] : [plainText(section.lead)]),
      ...bodyLines(section.body),
      ...noteLines(section.notes ?? []),
    ]),
    noteLines(document.notes),
    document.signatures.map(({ label, text }) => `${plainText(label)}：${plainText(text ?? '')}`),
    document.links
      .filter(({ href }) => safeHref(href) !== undefined)
      .map(({ label, href }) => plainText(`${label}：${href}`)),
    [sourceParts(document.source).join('，')],
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  return `${text.join('\n\n').replaceAll('−', '-').replace(/ +$/gm, '')}\n`;
}

function factLines(facts: readonly ReportFact[]): readonly string[] {
  return facts.map((fact) => `${plainText(fact.label)}：${cellText(fact.value)}`);
}

function noteLines(notes: readonly string[]): readonly string[] {
  return notes.map((note, index) => `注${index + 1}　${plainText(note)}`);
}

function bodyLines(body: ReportBody): readonly string[] {
  switch (body.kind) {
    case 'facts':
      return factLines(body.facts);
    case 'form':
      return formLines(body);
    case 'table':
      return tableLines(body);
  }
}

interface GridRow {
  readonly cells: readonly string[];
  /** A line runs above the row: totals and closings. */
  readonly ruled: boolean;
}

function tableLines(table: ReportTable): readonly string[] {
  if (table.rows.length === 0) return [plainText(table.whenEmpty)];
  const remarked = remarkColumn(table.columns);
  const head = table.columns.map((column) => plainText(column.label));
  const rows = table.rows.map((row): GridRow | string =>
    row.kind === 'note'
      ? plainText(row.text)
      : { cells: rowTexts(row, remarked), ruled: row.kind === 'total' || row.kind === 'subtotal' },
  );
  return grid(head, rows, table.columns.map(alignOf));
}

function rowTexts(row: ReportCellRow, remarked: number): readonly string[] {
  const remark = rowRemark(row);
  return row.cells.map((cell, index) =>
    index === remarked && remark !== undefined ? `${cellText(cell)}（${remark}）` : cellText(cell),
  );
}

function formLines(form: ReportForm): readonly string[] {
  const head = [plainText(form.left.title), '金额', plainText(form.right.title), '金额'];
  const rows = formPairs(form).map((pair) => ({
    cells: [...lineTexts(pair.left), ...lineTexts(pair.right)],
    ruled: pair.kind === 'closing',
  }));
  return [...grid(head, rows, ['left', 'right', 'left', 'right']), formVerdict(form)];
}

function lineTexts(line: FormLine | undefined): readonly string[] {
  if (line === undefined) return ['', ''];
  const indent = line.kind === 'item' ? '  ' : '';
  const label = `${indent}${line.on === undefined ? '' : `${line.on} `}${plainText(line.label)}`;
  return [label, cellText({ kind: 'amount', fen: line.fen })];
}

function grid(head: readonly string[], rows: readonly (GridRow | string)[], aligns: readonly ColumnAlign[]): string[] {
  const laid = rows.map((row) => (typeof row === 'string' ? row : { ...row, cells: row.cells.map(cellLines) }));
  const widths = head.map(textWidth);
  for (const row of laid) {
    if (typeof row === 'string') continue;
    row.cells.forEach((lines, index) => (widths[index] = Math.max(widths[index] ?? 0, ...lines.map(textWidth))));
  }
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => (aligns[index] === 'right' ? padStart : padEnd)(cell, widths[index] ?? 0)).join(GAP);
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1));
  const body = laid.flatMap((row) => {
    if (typeof row === 'string') return [row];
    const height = Math.max(...row.cells.map((lines) => lines.length));
    const lines = Array.from({ length: height }, (_, n) => line(row.cells.map((cell) => cell[n] ?? '')));
    return row.ruled ? [rule, ...lines] : lines;
  });
  return [line(head), rule, ...body, rule];
}

/** The cell's lines, no longer than a column may be; the first keeps its indent. */
function cellLines(text: string): readonly string[] {
  return textWidth(text) <= WIDEST ? [text] : wrapText(text, WIDEST, textWidth);
}
