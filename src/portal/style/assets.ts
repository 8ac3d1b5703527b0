/**
 * What pages load besides themselves: one stylesheet and one icon.
 *
 * Each stands at an address made from its own bytes, so that a reader's device may keep it for ever and still never
 * shows a page with yesterday's looks.
 */
import { createHash } from 'node:crypto';
import { documents } from './documents.js';
import { ground } from './ground.js';
import { parts } from './parts.js';
import { reportCss } from './report-style.js';
import { sheet } from './sheet.js';

export interface Asset {
  readonly contentType: string;
  readonly body: string;
}

/** An open account book with its red margin line. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#0b5a58"/>' +
  '<path d="M7 6h18v20H7z" fill="#fbf8f1"/><path d="M11 6v20" stroke="#b02318" stroke-width="1.5"/>' +
  '<path d="M13.5 12h9M13.5 16.5h9M13.5 21h9" stroke="#595247" stroke-width="1.4"/></svg>';

/** Comments never occur inside values here, so leading blanks and empty lines are all that can be spared. */
const stylesheet = [ground, sheet, parts, reportCss, documents].join('\n').replace(/\n\s*/g, '\n').trim();

function addressOf(body: string, ending: string): string {
  return `${createHash('sha256').update(body).digest('hex').slice(0, 16)}.${ending}`;
}

const stylesheetName = addressOf(stylesheet, 'css');
const iconName = addressOf(icon, 'svg');

export const stylesheetPath = `/assets/${stylesheetName}`;
export const iconPath = `/assets/${iconName}`;

/** By file name; any other name is unknown. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { contentType: 'text/css; charset=utf-8', body: stylesheet }],
  [iconName, { contentType: 'image/svg+xml', body: icon }],
]);
