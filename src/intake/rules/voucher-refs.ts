/**
 * The free text of the `ref` column as typed references.
 *
 * 1. 决议2024-02 is a resolution, 项目XM-2024-03 a project, 众筹CW-2025-01 a campaign, 记-202411-0003 a voucher.
 * 2. Anything else (移交清单-01, 银行回单) names a document and stays as it was written.
 * 3. Several references in one cell are separated by semicolons.
 */
import { voucherNumber } from './voucher-number.js';

export type RefKind = 'resolution' | 'project' | 'campaign' | 'document' | 'voucher';
export type VoucherRef = readonly [RefKind, string];

const PREFIXES: readonly (readonly [RefKind, RegExp])[] = [
  ['resolution', /^决议[号:\uFF1A\s]*([A-Za-z0-9][\w-]*)$/],
  ['project', /^项目[号:\uFF1A\s]*([A-Za-z0-9][\w-]*)$/],
  ['campaign', /^众筹[号:\uFF1A\s]*([A-Za-z0-9][\w-]*)$/],
];

export function readRefs(cell: string): readonly VoucherRef[] {
  if (cell === '') return [];
  return cell
    .split(/[;\uFF1B\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readRef);
}

function readRef(text: string): VoucherRef {
  const number = voucherNumber(text);
  if (number !== undefined) return ['voucher', number.text];
  for (const [kind, form] of PREFIXES) {
    const value = form.exec(text)?.[1];
    if (value !== undefined) return [kind, value];
  }
  return ['document', text.normalize('NFC')];
}
