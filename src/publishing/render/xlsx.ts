/**
 * A report as a workbook (XLSX).
 *
 * 1. The first sheet is the paper: title, facts, forms, notes, signatures, and where the figures come from, with the
 *    document's id and digest. Each table has a sheet of its own, its head frozen, so that it can be sorted and summed.
 * 2. Amounts, dates, counts and percents are values of their kind; everything else is text, and nothing is a formula.
 * 3. The parts are a function of the document and its digest; no clock is read.
 */
import { alignOf, beijingMinute, editionText, lightWord, plainText, rowRemark, spanText } from '../rules/cell-text.js';
import { formPairs, formVerdict, type FormLine } from '../rules/form-lines.js';
import { dateCell, textCell } from '../rules/report-cells.js';
import type {
  ReportCell,
  ReportDocument,
  ReportFact,
  ReportForm,
  ReportRow,
  ReportSection,
  ReportTable,
} from '../rules/report-document.js';
import { workbookParts } from './xlsx-package.js';
import type { Sheet, SheetCell, SheetRow } from './xlsx-sheet.js';
import { zipOf } from './zip.js';

export function renderXlsx(document: ReportDocument, digest: string): Buffer {
  return zipOf(workbookParts(document, sheetsOf(document, digest)));
}

/** The sheets as rows of typed cells, before they become XML. */
export function sheetsOf(document: ReportDocument, digest: string): readonly Sheet[] {
  const names = new SheetNames();
  const first = paperSheet(document, digest, names.take(document.title));
  const tables = document.sections.flatMap((section) =>
    section.body.kind === 'table' ? [tableSheet(document, section, section.body, names.take(section.title))] : [],
  );
  return [first, ...tables];
}

/** Spreadsheets take 31; what is left is for a number. */
const LONGEST_NAME = 26;

/** Names as spreadsheets allow them: short, without signs of their own, no two alike. */
class SheetNames {
  readonly #taken = new Set<string>();

  take(title: string): string {
    const plain = plainText(title)
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^['\s]+|['\s]+$/g, '');
    const name = plainText((plain === '' ? '表' : plain).slice(0, LONGEST_NAME));
    const free = (count: number): string => {
      const tried = count === 1 ? name : `${name} ${count}`;
      return this.#taken.has(tried.toLowerCase()) ? free(count + 1) : tried;
    };
    const found = free(1);
    this.#taken.add(found.toLowerCase());
    return found;
  }
}

const BLANK: SheetRow = [];
const FORM_COLUMNS = 6;

function paperSheet(document: ReportDocument, digest: string, name: string): Sheet {
  const hasForm = document.sections.some((section) => section.body.kind === 'form');
  const columns = hasForm ? FORM_COLUMNS : 2;
  const over = (text: string, look: SheetCell['look'] = {}): SheetRow => [
    { cell: textCell(text), look, span: columns },
  ];
  const { light } = document;
  const rows: SheetRow[] = [
    over(document.estateName, { quiet: true, align: 'center' }),
    over(document.title, { title: true, align: 'center' }),
    over(spanText(document), { quiet: true, align: 'center' }),
    ...(light === undefined ? [] : [over(`${lightWord[light.colour]}：${light.text}`, { bold: true })]),
    BLANK,
    ...factRows(document.facts, columns),
    ...document.sections.flatMap((section) => paperSection(section, columns, over)),
    ...(document.notes.length === 0 ? [] : [BLANK, ...document.notes.map((note, n) => over(`注${n + 1}　${note}`))]),
    BLANK,
    ...document.signatures.map(({ label, text = '' }) => labelled(label, textCell(text), columns, { signed: true })),
    BLANK,
    ...sourceRows(document, digest, columns),
  ];
  return { name, rows, columns, frozenRows: 0 };
}

function paperSection(
  section: ReportSection,
  columns: number,
  over: (text: string, look?: SheetCell['look']) => SheetRow,
): readonly SheetRow[] {
  const { body, title, lead, notes = [] } = section;
  if (body.kind === 'table') return [];
  return [
    BLANK,
    over(title, { bold: true }),
    ...(lead === undefined ? [] : [over(lead, { quiet: true })]),
    ...(body.kind === 'form' ? formRows(body) : factRows(body.facts, columns)),
    ...(body.kind === 'form' ? [over(formVerdict(body), { bold: true })] : []),
    ...notes.map((note, n) => over(`注${n + 1}　${note}`, { quiet: true })),
  ];
}

function labelled(label: string, cell: ReportCell, columns: number, look: SheetCell['look'] = {}): SheetRow {
  const value = { cell, look: { ...look, align: 'left' as const } };
  return [{ cell: textCell(label), look: { quiet: true } }, columns > 2 ? { ...value, span: columns - 1 } : value];
}

function factRows(facts: readonly ReportFact[], columns: number): readonly SheetRow[] {
  return facts.map((fact) => labelled(fact.label, fact.value, columns));
}

function sourceRows(document: ReportDocument, digest: string, columns: number): readonly SheetRow[] {
  const { source } = document;
  const rows: readonly (readonly [string, string])[] = [
    ['文件编号', document.id],
    ['版本', editionText(source)],
    ['数据截至记录', String(source.logPosition)],
    ['记录校验码', source.rootHash],
    [source.version === undefined ? '记录截至' : '编制时间', `${beijingMinute(source.preparedAt)}（北京时间）`],
    ['文件指纹（SHA-256）', digest],
  ];
  return rows.map(([label, text]) => labelled(label, textCell(text), columns));
}

function formRows(form: ReportForm): readonly SheetRow[] {
  const head = (text: string): SheetCell => ({ cell: textCell(text), look: { bold: true, headed: true } });
  const amountHead: SheetCell = { cell: textCell('金额'), look: { bold: true, headed: true, align: 'right' } };
  return [
    [head(form.left.title), head('日期'), amountHead, head(form.right.title), head('日期'), amountHead],
    ...formPairs(form).map((pair) => [...formCells(pair.left), ...formCells(pair.right)]),
  ];
}

function formCells(line: FormLine | undefined): SheetRow {
  if (line === undefined) return [undefined, undefined, undefined];
  const look = line.kind === 'closing' ? { bold: true, ruled: true } : line.kind === 'item' ? { quiet: true } : {};
  const label = line.kind === 'item' ? `　${line.label}` : line.label;
  const on: ReportCell = line.on === undefined ? { kind: 'empty' } : dateCell(line.on);
  return [
    { cell: textCell(label), look },
    { cell: on, look: { ...look, align: 'left' } },
    { cell: { kind: 'amount', fen: line.fen }, look },
  ];
}

const FROZEN = 3;

function tableSheet(document: ReportDocument, section: ReportSection, table: ReportTable, name: string): Sheet {
  const remarked = table.rows.some((row) => row.kind !== 'note' && rowRemark(row) !== undefined);
  const labels = [...table.columns.map((column) => column.label), ...(remarked ? ['备注'] : [])];
  const columns = labels.length;
  const over = (text: string, look: SheetCell['look'] = {}): SheetRow => [
    { cell: textCell(text), look, span: columns },
  ];
  const head = labels.map((label, index): SheetCell => {
    const column = table.columns[index];
    const align = column === undefined ? 'left' : alignOf(column);
    return { cell: textCell(label), look: { bold: true, headed: true, align } };
  });
  const where = [document.estateName, document.title, spanText(document)].join('　');
  const rows = [
    over(section.title, { bold: true }),
    over(section.lead === undefined ? where : `${where}　${section.lead}`, { quiet: true }),
    head,
    ...(table.rows.length === 0 ? [over(table.whenEmpty)] : table.rows.map((row) => tableRow(row, table, remarked))),
    ...(section.notes ?? []).map((note, n) => over(`注${n + 1}　${note}`, { quiet: true })),
  ];
  return { name, rows, columns, frozenRows: FROZEN };
}

function tableRow(row: ReportRow, table: ReportTable, remarked: boolean): SheetRow {
  const columns = table.columns.length + (remarked ? 1 : 0);
  if (row.kind === 'note') return [{ cell: textCell(row.text), look: { quiet: true }, span: columns }];
  const closes = row.kind === 'total' || row.kind === 'subtotal';
  const look = {
    ...(closes ? { bold: true, ruled: true } : {}),
    ...(row.kind === 'red' ? { red: true } : {}),
    ...(row.struck === undefined ? {} : { struck: true }),
  };
  const cells = row.cells.map((cell, index): SheetCell => {
    const column = table.columns[index];
    return { cell, look: { ...look, align: column === undefined ? 'left' : alignOf(column) } };
  });
  return remarked ? [...cells, { cell: textCell(rowRemark(row) ?? ''), look: closes ? look : {} }] : cells;
}
