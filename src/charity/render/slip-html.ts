/** A donation's slip as one page that prints alone: no script, no address of anything else. */
import { sha256 } from '../../kernel/hash.js';
import { SLIP_TITLE, slipNotice, slipRows, type DonationSlip } from '../rules/slip.js';

const STYLE =
  'body{font:16px/1.8 "Noto Sans SC","Microsoft YaHei",sans-serif;max-width:36em;margin:2em auto;padding:0 1em}' +
  'h1{font-size:1.3em;text-align:center}table{width:100%;border-collapse:collapse}' +
  'th,td{border:1px solid #555;padding:.3em .6em;text-align:left}th{width:8em;font-weight:normal}' +
  '.notice{border:2px solid #555;padding:.6em;font-weight:bold}';

/** The page's style is allowed by its hash, and nothing else is. */
export const SLIP_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(STYLE).toString('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function slipHtml(slip: DonationSlip): string {
  const rows = slipRows(slip).map(
    ([label, value]) => `<tr><th scope="row">${safe(label)}</th><td>${safe(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${SLIP_TITLE}</title><style>${STYLE}</style></head>`,
    `<body><h1>${SLIP_TITLE}</h1><p class="notice">${safe(slipNotice(slip))}</p>`,
    `<table>${rows.join('')}</table></body></html>`,
  ].join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
