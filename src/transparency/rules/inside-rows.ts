/**
 * The inside of a batch voucher: what its private leaves should have left in the households' subsidiary ledger.
 *
 * 1. A private leaf is [subject, kind, source, [[account, fund, fen, item, period], ...], [fact, ...]].
 * 2. The inner lines of all of them add up to the public lines of the same account and fund. Once one is erased the
 *    sum cannot be known any more, and is not judged.
 */
import type { LeafValue } from '../../kernel/canonical.js';
import type { ExpectedRow } from './derived-rows.js';
import type { Findings } from './finding.js';
import { isFen } from './leaf-fields.js';
import type { OpenValue } from './open-value.js';
import type { ReadVoucher } from './voucher-reading.js';

const HOUSEHOLD = 'household';
const INNER_CELLS = 5;

/** Cells: seq, ordinal, line, unit, kind, source, account, fund, fen, item, period, event day. */
export function unitEntryRows(voucher: ReadVoucher, values: readonly OpenValue[]): ExpectedRow[] {
  const { seq, eventOn } = voucher;
  return values.flatMap((open) => {
    if (open.name !== HOUSEHOLD) return [];
    const head = [0, 1, 2].map((place) => textAt(open.value, place));
    return innerLines(open).map((line, index) => {
      const key = [String(seq), String(open.ordinal), String(index + 1)];
      return { seq, cells: [...key, ...head, ...line, eventOn] };
    });
  });
}

export function checkInsideSums(voucher: ReadVoucher, values: readonly OpenValue[], findings: Findings): void {
  if (values.some(({ name }) => name === undefined)) return;
  for (const [place, sum] of insideSums(values)) {
    const [account = '', fund = ''] = place.split(' ');
    const found = publicSum(voucher, account, fund);
    if (found === sum) continue;
    const facts = { account, fund, inside: String(sum), voucher: String(found) };
    findings.error('VERIFY_INSIDE_UNEQUAL', voucher.seq, facts);
  }
}

function insideSums(values: readonly OpenValue[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [account = '', fund = '', amount = '0'] of values.flatMap(innerLines)) {
    const place = `${account} ${fund}`;
    sums.set(place, (sums.get(place) ?? 0n) + BigInt(amount));
  }
  return sums;
}

function publicSum(voucher: ReadVoucher, account: string, fund: string): bigint {
  return voucher.lines
    .filter((line) => line.account === account && line.fund === fund)
    .reduce((total, line) => total + (line.isDebit ? 1n : -1n) * BigInt(line.fenText), 0n);
}

function innerLines(open: OpenValue): readonly (readonly string[])[] {
  const { value } = open;
  const lines = value === undefined || typeof value === 'string' ? undefined : value[3];
  if (lines === undefined || typeof lines === 'string') return [];
  return lines.flatMap((line) => {
    if (typeof line === 'string' || line.length !== INNER_CELLS) return [];
    const cells = line.filter((cell) => typeof cell === 'string');
    return cells.length === INNER_CELLS && isFen(cells[2] ?? '') ? [cells] : [];
  });
}

function textAt(value: LeafValue | undefined, place: number): string {
  const cell = value === undefined || typeof value === 'string' ? undefined : value[place];
  return typeof cell === 'string' ? cell : '';
}
