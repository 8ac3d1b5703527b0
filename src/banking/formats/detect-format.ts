/**
 * What a bank's file is, by its first bytes.
 *
 * 1. The name of the file decides nothing: banks give CSV the ending xls, and people rename what does not open.
 * 2. What is surely something else (a PDF, a picture) is named, so that a person knows what to export
 *    instead; everything that may be text is tried as a table.
 */
export type BankFileFormat = 'csv' | 'workbook' | 'html' | 'spreadsheet-xml' | 'camt' | 'mt940' | 'ofx';

export interface OtherKind {
  readonly zh: string;
  readonly en: string;
}

/** As much as detection looks at. */
export const HEAD_BYTES = 4_096;

const WORKBOOKS = [
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x50, 0x4b, 0x03, 0x04],
  [0x09, 0x08],
  [0x09, 0x04],
  [0x09, 0x02],
];

const PICTURE: OtherKind = { zh: '图片', en: 'a picture' };
const OTHERS: readonly (readonly [readonly number[], OtherKind])[] = [
  [[0x25, 0x50, 0x44, 0x46], { zh: 'PDF 文件', en: 'a PDF file' }],
  [[0x89, 0x50, 0x4e, 0x47], PICTURE],
  [[0xff, 0xd8, 0xff], PICTURE],
  [[0x52, 0x61, 0x72, 0x21], { zh: 'RAR 压缩包', en: 'a RAR archive' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { zh: '7z 压缩包', en: 'a 7z archive' }],
  [[0x1f, 0x8b], { zh: 'gzip 压缩包', en: 'a gzip archive' }],
];

const OTHER_XML: OtherKind = { zh: '别的 XML 文件', en: 'XML of another kind' };

export function detectFormat(head: Buffer): BankFileFormat | OtherKind {
  const begins = (magic: readonly number[]): boolean => magic.every((byte, index) => head[index] === byte);
  if (WORKBOOKS.some(begins)) return 'workbook';
  const other = OTHERS.find(([magic]) => begins(magic));
  if (other !== undefined) return other[1];
  if (begins([0xff, 0xfe])) return textFormat(head.subarray(2).toString('utf16le'));
  return textFormat(head.toString('latin1').replace(/^ï»¿/, ''));
}

function textFormat(text: string): BankFileFormat | OtherKind {
  if (/^\s*</.test(text)) return markupFormat(text);
  if (/^\s*OFXHEADER\s*:/i.test(text)) return 'ofx';
  return /(?:^|\n|\{4:)\s*:(?:20|25|60F):/.test(text) ? 'mt940' : 'csv';
}

function markupFormat(text: string): BankFileFormat | OtherKind {
  if (/<\?OFX\b|<OFX[\s>]/i.test(text)) return 'ofx';
  if (/<\?mso-application\s[^>]*Excel|<(?:\w+:)?Workbook[\s>]/i.test(text)) return 'spreadsheet-xml';
  if (/<(?:!doctype\s+html|html|head|body|table|meta|style|tr)[\s>]/i.test(text)) return 'html';
  if (/<\?xml\b|<(?:[\w.-]+:)?Document[\s>]|xmlns|<!DOCTYPE/.test(text)) return 'camt';
  return OTHER_XML;
}
