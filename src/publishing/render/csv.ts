/**
 * A report as CSV for a spreadsheet.
 *
 * 1. UTF-8 with a byte-order mark, CRLF, quoting by RFC 4180; one block a section, a blank line between blocks.
 * 2. Amounts are plain numbers ("-1440.00"), dates ISO, percents figures without a sign.
 * 3. A text that a spreadsheet would run as a formula, and a run of 12 or more digits that it would round (an account
 *    number), gets a leading apostrophe. Numbers never do.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import { editionText, lightWord, percentFigure, plainText, rowRemark, spanText } from '../rules/cell-text.js';
import { formDifference, formPairs, type FormLine } from '../rules/form-lines.js';
import type {
  ReportBody,
  ReportCell,
  ReportDocument,
  ReportFact,
  ReportForm,
  ReportTable,
} from '../rules/report-document.js';

type CsvRow = readonly string[];

export function renderCsv(document: ReportDocument): string {
  const blocks: (readonly CsvRow[])[] = [
    headRows(document),
    ...document.sections.map((section) => [
      [words(section.title)],
      ...(section.lead === undefined ? [] : [[words(section.lead)]]),
      ...bodyRows(section.body),
      ...noteRows(section.notes ?? []),
    ]),
    noteRows(document.notes),
    document.signatures.map((signature) => [words(signature.label), words(signature.text ?? '')]),
  ];
  const rows = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function headRows(document: ReportDocument): readonly CsvRow[] {
  const { source, light } = document;
  return [
    ['标题', words(document.title)],
    ['小区', words(document.estateName)],
    [document.span.kind === 'period' ? '期间' : '截止日', words(spanText(document))],
    ['数据截至记录', String(source.logPosition)],
    ['校验码', words(source.rootHash)],
    ['版本', source.version === undefined ? editionText(source) : String(source.version)],
    ['编制时间', words(source.preparedAt)],
    ...(light === undefined ? [] : [['状态', lightWord[light.colour], words(light.text)]]),
    ...factRows(document.facts),
  ];
}

function factRows(facts: readonly ReportFact[]): readonly CsvRow[] {
  return facts.map((fact) => [words(fact.label), cellValue(fact.value)]);
}

function noteRows(notes: readonly string[]): readonly CsvRow[] {
  return notes.map((note, index) => [`注${index + 1}`, words(note)]);
}

function bodyRows(body: ReportBody): readonly CsvRow[] {
  switch (body.kind) {
    case 'facts':
      return factRows(body.facts);
    case 'form':
      return formRows(body);
    case 'table':
      return tableRows(body);
  }
}

function tableRows(table: ReportTable): readonly CsvRow[] {
  const labels = table.columns.map((column) => words(column.label));
  if (table.rows.length === 0) return [labels, [words(table.whenEmpty)]];
  const remarks = table.rows.map((row) => (row.kind === 'note' ? undefined : rowRemark(row)));
  const remarked = remarks.some((remark) => remark !== undefined);
  const rows = table.rows.map((row, index): CsvRow => {
    if (row.kind === 'note') return [words(row.text)];
    return [...row.cells.map(cellValue), ...(remarked ? [words(remarks[index] ?? '')] : [])];
  });
  return [remarked ? [...labels, '备注'] : labels, ...rows];
}

function formRows(form: ReportForm): readonly CsvRow[] {
  const { left, right } = form;
  return [
    [words(left.title), '日期', '金额', words(right.title), '日期', '金额'],
    ...formPairs(form).map((pair) => [...lineValues(pair.left), ...lineValues(pair.right)]),
    ['两边相差', '', yuanFromFen(formDifference(form))],
  ];
}

function lineValues(line: FormLine | undefined): CsvRow {
  return line === undefined ? ['', '', ''] : [words(line.label), line.on ?? '', yuanFromFen(line.fen)];
}

function cellValue(cell: ReportCell): string {
  switch (cell.kind) {
    case 'amount':
      return yuanFromFen(cell.fen);
    case 'text':
      return words(cell.text);
    case 'date':
      return cell.date;
    case 'count':
      return String(cell.n);
    case 'percent':
      return percentFigure(cell.basisPoints);
    case 'empty':
      return '';
  }
}

/** The full-width signs are run as formulas by some Chinese and Japanese editions. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;
const LONG_NUMBER = /^\d{12,}$/;

function words(text: string): string {
  const plain = plainText(text);
  return FORMULA.test(plain) || LONG_NUMBER.test(plain) ? `'${plain}` : plain;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
