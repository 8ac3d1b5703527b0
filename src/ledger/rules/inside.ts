/**
 * The private inside of a batch voucher.
 *
 * 1. A private leaf is [subject, kind, source, [[account, fund, fen, item, period], ...], [fact, ...]]; the append
 *    function reads the same places (ledger.note_inside).
 * 2. The inner lines add up to the public lines, for every account and fund that stands inside: what the public sees
 *    is the sum of what households see.
 * 3. A red copy has the inside of its original with every amount turned round.
 */
import type { LeafValue } from '../../kernel/canonical.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { openDisclosure, type PrivateField } from '../../log/rules/index.js';
import { isHidden, type InsideLeaf, type InsideLine, type VoucherDraft } from './voucher.js';

/** The name of the private leaves that make the households' subsidiary ledger. */
export const HOUSEHOLD = 'household';

export function insideField(leaf: InsideLeaf): PrivateField {
  const lines = leaf.lines.map((line) => [line.account, line.fund, line.fen.toString(), line.item, line.period]);
  return { name: leaf.name, value: [leaf.subject, leaf.kind, leaf.source, lines, leaf.facts] };
}

/** The way back; `undefined` where the text opens to nothing of this form. */
export function openInside(text: string): InsideLeaf | undefined {
  const opened = openDisclosure(text);
  if (opened === undefined || typeof opened.value === 'string') return undefined;
  const [subject, kind, source, lines, facts] = opened.value;
  if (typeof subject !== 'string' || typeof kind !== 'string' || typeof source !== 'string') return undefined;
  if (lines === undefined || typeof lines === 'string') return undefined;
  return {
    name: opened.name,
    subject,
    kind,
    source,
    lines: lines.flatMap((line) => insideLine(line) ?? []),
    facts: typeof facts === 'string' || facts === undefined ? [] : facts.filter((fact) => typeof fact === 'string'),
  };
}

function insideLine(line: LeafValue): InsideLine | undefined {
  if (typeof line === 'string') return undefined;
  const [account, fund, amount, item, period] = line;
  if (typeof account !== 'string' || typeof fund !== 'string' || typeof amount !== 'string') return undefined;
  if (typeof item !== 'string' || typeof period !== 'string' || !/^(?:0|-?[1-9]\d*)$/.test(amount)) return undefined;
  return { account, fund, fen: BigInt(amount), item, period };
}

/** The inside of the voucher that takes this one back. */
export function turnedRound(inside: readonly InsideLeaf[]): InsideLeaf[] {
  return inside.map((leaf) => ({ ...leaf, lines: leaf.lines.map((line) => ({ ...line, fen: -line.fen })) }));
}

export function checkInside(draft: VoucherDraft): Violation[] {
  const inside = draft.inside ?? [];
  if (inside.length === 0) return [];
  const violations: Violation[] = [];
  if (draft.lines.some((line) => line.dimensions.some(isHidden))) {
    violations.push({ code: 'INSIDE_WITH_DIMENSION', at: 'lines' });
  }
  inside.forEach((leaf, index) => {
    if (leaf.lines.length === 0) violations.push({ code: 'INSIDE_EMPTY', at: `inside[${String(index)}]` });
  });
  const open = sums(draft.lines.map((line) => ({ ...line, fen: line.side === 'D' ? line.fen : -line.fen })));
  for (const [place, sum] of sums(inside.flatMap((leaf) => leaf.lines))) {
    const found = open.get(place);
    if (found === sum) continue;
    const [account = '', fund = ''] = place.split(' ');
    const facts = { account, fund, inside: yuanFromFen(sum), voucher: yuanFromFen(found ?? 0n) };
    violations.push({ code: 'INSIDE_UNEQUAL', at: 'inside', facts });
  }
  return violations;
}

function sums(lines: readonly { account: string; fund: string; fen: bigint }[]): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const line of lines) {
    const place = `${line.account} ${line.fund}`;
    found.set(place, (found.get(place) ?? 0n) + line.fen);
  }
  return found;
}
