import { Injectable, Optional } from '@nestjs/common';
import { renderCsv } from './render/csv.js';
import { renderHtmlPage } from './render/html.js';
import { renderJson } from './render/json.js';
import { renderPdf } from './render/pdf.js';
import { renderText } from './render/text.js';
import { renderXlsx } from './render/xlsx.js';
import type { ReportDocument } from './rules/report-document.js';

export const REPORT_FORMATS = ['json', 'pdf', 'csv', 'xlsx', 'html', 'txt'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

type Renderer = (document: ReportDocument, digest: string) => string | Buffer | Promise<Buffer>;

const renderers: Readonly<Record<ReportFormat, Renderer>> = {
  json: renderJson,
  pdf: renderPdf,
  csv: renderCsv,
  xlsx: renderXlsx,
  html: renderHtmlPage,
  txt: renderText,
};

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** Bytes of forms that are kept at most, where nobody says otherwise. */
const KEPT_BYTES = 32 * 1024 * 1024;

/**
 * A document as bytes. A form is a function of the document, so what was made once for a digest is kept, the least
 * lately used leaving first; readers who ask while it is being made wait for the same bytes.
 */
@Injectable()
export class RenderReport {
  readonly #forms = new Map<string, Promise<Buffer>>();
  readonly #sizes = new Map<string, number>();

  constructor(@Optional() private readonly keptBytes: number = KEPT_BYTES) {}

  /** `digest` is that of this very document. */
  async execute(document: ReportDocument, digest: string, format: ReportFormat): Promise<Buffer> {
    const key = `${digest} ${format}`;
    const kept = this.#forms.get(key);
    if (kept !== undefined) {
      this.#forms.delete(key);
      this.#forms.set(key, kept);
      return kept;
    }
    const making = Promise.resolve(renderers[format](document, digest)).then((made) => Buffer.from(made));
    this.#forms.set(key, making);
    try {
      const bytes = await making;
      this.#sizes.set(key, bytes.length);
      this.#makeRoom();
      return bytes;
    } catch (error) {
      this.#forms.delete(key);
      throw error;
    }
  }

  #makeRoom(): void {
    let total = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const key of [...this.#forms.keys()]) {
      if (total <= this.keptBytes || this.#forms.size === 1) return;
      total -= this.#sizes.get(key) ?? 0;
      this.#forms.delete(key);
      this.#sizes.delete(key);
    }
  }
}
