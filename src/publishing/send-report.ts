import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../kernel/hash.js';
import { reportPageStyle } from './render/html.js';
import { MEDIA_TYPES, type RenderReport, type ReportFormat } from './render-report.js';
import { contentDisposition } from './rules/file-name.js';
import type { ReportDocument } from './rules/report-document.js';

/** What the doors offer; plain text is for terminals. */
export const SENT_FORMATS = ['json', 'pdf', 'csv', 'xlsx', 'html'] as const satisfies readonly ReportFormat[];

export const REPORT_MEDIA: readonly string[] = SENT_FORMATS.map((format) => MEDIA_TYPES[format].replace(/;.*$/, ''));

/** Forms that are opened in another program rather than read in place. */
const KEPT: readonly ReportFormat[] = ['csv', 'xlsx'];

/** A page that stands alone brings its own style, allowed by its hash, and nothing else. */
const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(reportPageStyle).toString('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface SentReport {
  readonly document: ReportDocument;
  readonly digest: string;
  /** Further headers, such as the address of the version that replaced this one. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with one form of a document; a reader who has these bytes already is told so and is sent none. */
export async function sendReport(
  render: RenderReport,
  report: SentReport,
  format: ReportFormat,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { document, digest, headers = {} } = report;
  const tag = `"${digest.slice(0, 40)}.${format}"`;
  void reply.headers({
    ...headers,
    etag: tag,
    'cache-control': 'no-cache',
    'content-type': MEDIA_TYPES[format],
    'content-disposition': contentDisposition(KEPT.includes(format) ? 'attachment' : 'inline', document, format),
    ...(format === 'html' ? { 'content-security-policy': PAGE_POLICY } : {}),
  });
  if (isKnown(request.headers['if-none-match'], tag)) {
    await reply.status(304).send();
    return;
  }
  await reply.send(await render.execute(document, digest, format));
}

function isKnown(header: string | undefined, tag: string): boolean {
  const known = (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
