/**
 * A report as PDF.
 *
 * 1. A4, tagged, PDF/A-2a, Chinese throughout, with Noto Sans SC inside.
 * 2. The bytes are a function of the document alone: dates and the file's id come from the document, no clock and no
 *    time zone is read, and streams are stored uncompressed, since compressors differ between machines.
 * 3. A table that would need tiny type turns the whole document to landscape.
 */
import PDFDocument from 'pdfkit';
import { lightWord, plainText, sourceParts, spanText } from '../rules/cell-text.js';
import type { ReportBody, ReportDocument, ReportSection, ReportTable } from '../rules/report-document.js';
import { fitsUpright } from './pdf-columns.js';
import { drawFacts } from './pdf-facts.js';
import { drawForm } from './pdf-form.js';
import { margins, Sheet, type Air, type Element } from './pdf-sheet.js';
import { drawTable } from './pdf-table.js';
import { ink, styles } from './pdf-type.js';

const A4_WIDTH = 595.28;

/** A last page with less than this on it is worth setting the document closer. */
const NEARLY_EMPTY = 0.2;
/** Longer documents are set once: one sparse page among many disturbs nobody. */
const SHORT = 4;

export async function renderPdf(document: ReportDocument): Promise<Buffer> {
  const airy = set(document, 1);
  if (airy.pages === 1 || airy.pages > SHORT || airy.filled > NEARLY_EMPTY) return bytesOf(airy.pdf);
  const close = set(document, 0.7);
  return bytesOf((close.pages < airy.pages ? close : airy).pdf);
}

interface SetDocument {
  readonly pdf: PDFKit.PDFDocument;
  readonly pages: number;
  readonly filled: number;
}

async function bytesOf(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

function openPdf(document: ReportDocument): PDFKit.PDFDocument {
  return new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    displayTitle: true,
    info: {
      Title: metadataText(`${document.title} ${document.estateName} ${document.span.text}`),
      Author: metadataText(document.estateName),
      Subject: metadataText(document.id),
      Creator: 'xinyi-ledger',
      Producer: 'xinyi-ledger',
      CreationDate: new Date(document.source.preparedAt),
    },
    lang: 'zh-CN',
    margins: { ...margins, bottom: 0 },
    pdfVersion: '1.7',
    size: 'A4',
    subset: 'PDF/A-2a',
    tagged: true,
  });
}

/** pdfkit writes these into XML as they are, so the three characters of markup take their full-width form. */
function metadataText(text: string): string {
  return plainText(text).replaceAll('&', '＆').replaceAll('<', '＜').replaceAll('>', '＞');
}

function set(document: ReportDocument, air: Air): SetDocument {
  const pdf = openPdf(document);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = new Sheet(pdf, root, air);
  const tables = document.sections.flatMap(({ body }) => (body.kind === 'table' ? [body] : []));
  pdf.options.layout = isUpright(tables, sheet) ? 'portrait' : 'landscape';
  pdf.addPage();
  drawHead(sheet, document);
  for (const section of document.sections) drawSection(sheet, section);
  drawNotes(sheet, root, document.notes);
  drawSignatures(sheet, document);
  drawSource(sheet, document);
  const { filled } = sheet;
  const { count: pages } = pdf.bufferedPageRange();
  if (pages > SHORT) addOutline(sheet);
  sheet.edges({
    runningLeft: `${document.estateName}　${document.title}`,
    runningRight: document.span.text,
    footer: sourceParts(document.source).join('　'),
  });
  root.end();
  return { pdf, pages, filled };
}

/** A short document opens without a side panel; a long one gets its table of contents there. */
function addOutline(sheet: Sheet): void {
  for (const { title, page } of sheet.marks) {
    sheet.pdf.switchToPage(page);
    sheet.pdf.outline.addItem(title);
  }
}

function isUpright(tables: readonly ReportTable[], sheet: Sheet): boolean {
  return tables.every((table) => fitsUpright(table, sheet.type, A4_WIDTH - margins.left - margins.right));
}

function drawHead(sheet: Sheet, document: ReportDocument): void {
  const { root } = sheet;
  sheet.paragraph(root, 'P', document.estateName, styles.estate, 'center');
  sheet.y += sheet.air(2);
  sheet.paragraph(root, 'H1', document.title, styles.title, 'center');
  sheet.paragraph(root, 'P', spanText(document), styles.span, 'center');
  sheet.y += sheet.air(10);
  if (document.light !== undefined) {
    const { colour, text } = document.light;
    const style = { ...styles.strong, colour: colour === 'red' ? ink.red : ink.accent };
    sheet.paragraph(root, 'P', `${colour === 'green' ? '✓ ' : '● '}${lightWord[colour]}：${text}`, style, 'center');
    sheet.y += sheet.air(7);
  }
  drawFacts(sheet, root, document.facts);
}

function drawSection(sheet: Sheet, section: ReportSection): void {
  sheet.y += sheet.air(22);
  // A heading is never the last thing on a page: it wants its lead, a table head and two rows below it.
  sheet.room(96);
  const element = sheet.child(sheet.root, 'Sect');
  sheet.marks.push({ title: sheet.type.printable(section.title), page: sheet.pdf.bufferedPageRange().count - 1 });
  sheet.paragraph(element, 'H2', section.title, styles.section);
  if (section.lead !== undefined) sheet.paragraph(element, 'P', section.lead, styles.quiet);
  sheet.y += sheet.air(6);
  drawBody(sheet, element, section.body);
  drawNotes(sheet, element, section.notes ?? []);
  element.end();
}

function drawBody(sheet: Sheet, element: Element, body: ReportBody): void {
  switch (body.kind) {
    case 'facts':
      return drawFacts(sheet, element, body.facts);
    case 'form':
      return drawForm(sheet, element, body);
    case 'table':
      return drawTable(sheet, element, body);
  }
}

function drawNotes(sheet: Sheet, parent: Element, notes: readonly string[]): void {
  if (notes.length === 0) return;
  sheet.y += sheet.air(8);
  notes.forEach((note, index) => sheet.paragraph(parent, 'P', `注${index + 1}　${note}`, styles.quiet));
}

function drawSignatures(sheet: Sheet, document: ReportDocument): void {
  const { signatures } = document;
  if (signatures.length === 0) return;
  sheet.y += sheet.air(26);
  sheet.room(24);
  const each = sheet.width / signatures.length;
  signatures.forEach(({ label, text = '' }, index) => {
    const x = sheet.left + index * each;
    const title = sheet.type.printable(label);
    const from = x + sheet.type.measureFor(styles.body)(title) + 8;
    const [name = ''] = sheet.lines(text, x + each - from - 24, styles.body);
    sheet.inside(sheet.child(sheet.root, 'P'), 'P', () => {
      sheet.line(title, x, sheet.y, each, styles.body);
      sheet.line(name, from + 4, sheet.y, each, styles.body);
    });
    sheet.rule(from, sheet.y + 15, x + each - from - 18, 0.5, ink.text);
  });
  sheet.y += sheet.air(18);
}

/** The whole root hash, so that the paper alone is enough to check the records by. */
function drawSource(sheet: Sheet, document: ReportDocument): void {
  const { source } = document;
  const [position, , version, prepared] = sourceParts(source);
  sheet.y += sheet.air(6);
  const text = `${[position, version, prepared].join('，')}（北京时间）。校验码全文：${source.rootHash}`;
  sheet.paragraph(sheet.root, 'P', text, { ...styles.edge, size: 8 });
}
