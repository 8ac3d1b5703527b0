/** The parts that make sheets a workbook (ECMA-376), in the order in which readers look for them. */
import { plainText } from '../rules/cell-text.js';
import type { ReportDocument } from '../rules/report-document.js';
import { columnName, escaped, sheetXml, type Sheet } from './xlsx-sheet.js';
import { StyleBook } from './xlsx-style.js';
import type { ZipPart } from './zip.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function workbookParts(document: ReportDocument, sheets: readonly Sheet[]): readonly ZipPart[] {
  const styles = new StyleBook();
  const footer = plainText(`${document.id}　${document.title}`);
  const drawn = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    text: sheetXml(sheet, styles, footer),
  }));
  return [
    { name: '[Content_Types].xml', text: contentTypes(sheets) },
    { name: '_rels/.rels', text: packageLinks() },
    { name: 'docProps/core.xml', text: properties(document) },
    { name: 'xl/workbook.xml', text: workbook(sheets) },
    { name: 'xl/_rels/workbook.xml.rels', text: workbookLinks(sheets) },
    { name: 'xl/styles.xml', text: styles.xml() },
    ...drawn,
  ];
}

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (name: string, type: string): string => `<Override PartName="${name}" ContentType="${type}"/>`;
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('/xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`) +
    part('/xl/styles.xml', `${SPREADSHEET}.styles+xml`) +
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    sheets.map((_, index) => part(`/xl/worksheets/sheet${index + 1}.xml`, `${SPREADSHEET}.worksheet+xml`)).join('') +
    '</Types>'
  );
}

function link(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

function packageLinks(): string {
  return (
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
    link('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml') +
    link('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml') +
    '</Relationships>'
  );
}

function workbookLinks(sheets: readonly Sheet[]): string {
  return (
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
    sheets
      .map((_, index) => link(`rId${index + 1}`, `${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`))
      .join('') +
    link(`rId${sheets.length + 1}`, `${OFFICE}/styles`, 'styles.xml') +
    '</Relationships>'
  );
}

/** The instant is the document's own, as in the PDF. */
function properties(document: ReportDocument): string {
  const instant = document.source.preparedAt.replace(/\.\d+Z$/, 'Z');
  const dated = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${name}>`;
  return (
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(plainText(`${document.title} ${document.span.text}`))}</dc:title>` +
    `<dc:subject>${escaped(document.id)}</dc:subject>` +
    `<dc:creator>${escaped(plainText(document.estateName))}</dc:creator>` +
    `${dated('created')}${dated('modified')}</cp:coreProperties>`
  );
}

function workbook(sheets: readonly Sheet[]): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const heads = sheets.flatMap(({ name, frozenRows, columns, rows }, index) => {
    const quoted = escaped(`'${name.replaceAll("'", "''")}'`);
    const area =
      `<definedName name="_xlnm.Print_Area" localSheetId="${index}">` +
      `${quoted}!$A$1:$${columnName(columns - 1)}$${rows.length}</definedName>`;
    const titles =
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">` +
      `${quoted}!$${frozenRows}:$${frozenRows}</definedName>`;
    return frozenRows === 0 ? [area] : [area, titles];
  });
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${listed.join('')}</sheets><definedNames>${heads.join('')}</definedNames></workbook>`
  );
}
