/**
 * How a page leaves the house.
 *
 * 1. The ETag is the hash of the page's own bytes: the same figures give the same tag, on every server.
 * 2. Pages are asked for again each time (`no-cache`), with 304 where nothing changed; assets stay for ever.
 * 3. The content security policy allows one stylesheet and pictures of this service, and no script at all.
 */
import { createHash } from 'node:crypto';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const guards = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const;

/** A page of figures. `ifNoneMatch` is the reader's `If-None-Match`, if any. */
export function pageAnswer(html: string, ifNoneMatch?: string): PageAnswer {
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`;
  const headers = { ...guards, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', etag };
  return names(ifNoneMatch, etag) ? { status: 304, headers, body: '' } : { status: 200, headers, body: html };
}

/** A page that says what went wrong; nobody may keep it. */
export function errorAnswer(status: number, html: string): PageAnswer {
  const headers = { ...guards, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: html };
}

/** A file whose address is made from its bytes. */
export function assetAnswer(contentType: string, body: string): PageAnswer {
  const headers = {
    'x-content-type-options': 'nosniff',
    'content-type': contentType,
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return { status: 200, headers, body };
}

/** RFC 9110 13.1.2: `*`, or a list of tags compared weakly. */
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
