/**
 * Names of files that people keep.
 *
 * 1. The Chinese name says estate, document, time and version: 原野庄园-公共资金收支表-2025年第二季度-第1版.pdf.
 * 2. The ASCII name is the document's id, for programs that read no other.
 */
import { plainText } from './cell-text.js';
import type { ReportDocument } from './report-document.js';

export function fileNameOf(document: ReportDocument, extension: string): string {
  const { source, span } = document;
  const time = span.kind === 'period' ? span.text : span.on;
  const edition =
    source.version !== undefined ? [`第${source.version}版`] : source.standing === 'live' ? [] : ['未公示'];
  const parts = [document.estateName, document.title, time, ...edition].map((part) =>
    plainText(part)
      .replace(/[\\/:*?"<>|%]/g, '_')
      .trim(),
  );
  return `${parts.join('-')}.${extension}`;
}

/** A header value by RFC 6266 with the Chinese name by RFC 5987. `inline` opens in the reader, `attachment` is kept. */
export function contentDisposition(kind: 'inline' | 'attachment', document: ReportDocument, extension: string): string {
  const plain = `${document.id}.${extension}`;
  const name = encodeURIComponent(fileNameOf(document, extension)).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${name}`;
}
