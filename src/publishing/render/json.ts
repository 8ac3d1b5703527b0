/**
 * A report as JSON for machines.
 *
 * 1. Amounts are yuan strings with two decimals, percents likewise, counts numbers, dates ISO days, nothing is `null`.
 * 2. Rows are objects by the keys of their columns; the order of keys is the order of the document.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import { percentFigure, plainText, safeHref } from '../rules/cell-text.js';
import { formDifference } from '../rules/form-lines.js';
import type {
  ReportBody,
  ReportCell,
  ReportDocument,
  ReportFact,
  ReportItem,
  ReportRow,
  ReportSide,
  ReportTable,
} from '../rules/report-document.js';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
type JsonObject = { readonly [key: string]: JsonValue };

export function renderJson(document: ReportDocument): string {
  return `${JSON.stringify(jsonDocument(document), undefined, 2)}\n`;
}

/** The same as a value, for doors that answer with objects. */
export function jsonDocument(document: ReportDocument): JsonObject {
  const { source, span, light } = document;
  return {
    id: document.id,
    title: plainText(document.title),
    estate: plainText(document.estateName),
    span:
      span.kind === 'period'
        ? { kind: span.kind, text: plainText(span.text), from: span.from, to: span.to }
        : { kind: span.kind, text: plainText(span.text), on: span.on },
    source: {
      logPosition: Number(source.logPosition),
      rootHash: source.rootHash,
      version: source.version ?? null,
      preparedAt: source.preparedAt,
    },
    light: light === undefined ? null : { colour: light.colour, text: plainText(light.text) },
    facts: jsonFacts(document.facts),
    sections: document.sections.map((section) => ({
      title: plainText(section.title),
      lead: section.lead === undefined ? null : plainText(section.lead),
      ...jsonBody(section.body),
      notes: (section.notes ?? []).map(plainText),
    })),
    notes: document.notes.map(plainText),
    signatures: document.signatures.map(({ label, text }) => ({
      label: plainText(label),
      text: text === undefined ? null : plainText(text),
    })),
    links: document.links
      .filter((link) => safeHref(link.href) !== undefined)
      .map(({ label, href }) => ({ label: plainText(label), href })),
  };
}

function jsonFacts(facts: readonly ReportFact[]): JsonValue {
  return facts.map((fact) => ({ key: fact.key, label: plainText(fact.label), value: jsonCell(fact.value) }));
}

function jsonBody(body: ReportBody): JsonObject {
  switch (body.kind) {
    case 'facts':
      return { facts: jsonFacts(body.facts) };
    case 'form':
      return {
        form: { left: jsonSide(body.left), right: jsonSide(body.right), difference: yuanFromFen(formDifference(body)) },
      };
    case 'table':
      return { table: jsonTable(body) };
  }
}

function jsonTable(table: ReportTable): JsonObject {
  return {
    columns: table.columns.map(({ key, label, kind }) => ({ key, label: plainText(label), kind })),
    rows: table.rows.map((row) => jsonRow(row, table)),
  };
}

function jsonRow(row: ReportRow, table: ReportTable): JsonObject {
  if (row.kind === 'note') return { kind: row.kind, text: plainText(row.text) };
  const cells = row.cells.map((cell, index) => [table.columns[index]?.key ?? String(index), cell] as const);
  const links = cells.flatMap(([key, cell]) => {
    const href = cell.kind === 'text' ? safeHref(cell.href) : undefined;
    return href === undefined ? [] : [[key, href] as const];
  });
  return {
    kind: row.kind,
    ...(row.struck === undefined ? {} : { struck: plainText(row.struck.text) }),
    cells: Object.fromEntries(cells.map(([key, cell]) => [key, jsonCell(cell)])),
    ...(links.length === 0 ? {} : { links: Object.fromEntries(links) }),
  };
}

function jsonSide(side: ReportSide): JsonObject {
  return {
    title: plainText(side.title),
    opening: { label: plainText(side.opening.label), amount: yuanFromFen(side.opening.fen) },
    adjustments: side.adjustments.map(({ sign, label, fen, items }) => ({
      sign,
      label: plainText(label),
      amount: yuanFromFen(fen),
      items: items.map(jsonItem),
    })),
    closing: { label: plainText(side.closing.label), amount: yuanFromFen(side.closing.fen) },
  };
}

function jsonItem({ on, text, fen, href }: ReportItem): JsonObject {
  const address = safeHref(href);
  return { on, text: plainText(text), amount: yuanFromFen(fen), ...(address === undefined ? {} : { href: address }) };
}

function jsonCell(cell: ReportCell): JsonValue {
  switch (cell.kind) {
    case 'amount':
      return yuanFromFen(cell.fen);
    case 'text':
      return plainText(cell.text);
    case 'date':
      return cell.date;
    case 'count':
      return cell.n;
    case 'percent':
      return percentFigure(cell.basisPoints);
    case 'empty':
      return null;
  }
}
