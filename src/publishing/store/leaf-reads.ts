/** Single leaves of the log as objects. */
import { parseLeaf, type LeafObject } from '../../kernel/canonical.js';
import { invariant } from '../../kernel/invariant.js';
import { readLeavesAt } from '../../log/index.js';
import type { Query } from '../../platform/database/estate-reads.js';

export async function leafAt(query: Query, estateId: string, seq: bigint): Promise<LeafObject | undefined> {
  const [leaf] = await readLeavesAt(query, estateId, [seq]);
  if (leaf === undefined) return undefined;
  const parsed = parseLeaf(leaf.body);
  invariant(parsed.ok, 'a stored leaf is within the profile');
  return parsed.leaf;
}

export function textOf(leaf: LeafObject, key: string): string {
  const value = leaf[key];
  return typeof value === 'string' ? value : '';
}

/** The instant of a leaf, RFC 3339: the latest that a document of this log size can know of. */
export async function recordedAt(query: Query, estateId: string, seq: bigint): Promise<string> {
  const leaf = await leafAt(query, estateId, seq);
  return leaf === undefined ? '' : textOf(leaf, 'recorded_at');
}
