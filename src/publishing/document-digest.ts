import { sha256 } from '../kernel/hash.js';
import { renderJson } from './render/json.js';
import type { ReportDocument } from './rules/report-document.js';

/** SHA-256 of the document's JSON form, hex: what a publication's leaf commits to. */
export function documentDigest(document: ReportDocument): string {
  return sha256(renderJson(document)).toString('hex');
}
