/**
 * The private values beside one leaf, as they are stored.
 *
 * 1. Their ordinals run from 1 without a gap, whether or not a value is erased.
 * 2. A value never stands without the hash that is kept apart from it.
 */
import type { LeafObject } from '../../kernel/canonical.js';
import { openDisclosure, type StoredDisclosure } from '../../log/rules/index.js';
import type { Findings } from './finding.js';
import type { OpenValue } from './open-value.js';

export interface StoredPrivate {
  readonly ordinal: number;
  readonly hash?: Buffer;
  readonly text?: string;
}

const NO_HASH = Buffer.alloc(0);

export function storedDisclosures(values: readonly StoredPrivate[]): readonly StoredDisclosure[] {
  return values.map(({ hash, text }) => ({ hash: hash ?? NO_HASH, text }));
}

export function openValues(values: readonly StoredPrivate[]): readonly OpenValue[] {
  return values.map(({ ordinal, text }): OpenValue => {
    const opened = text === undefined ? undefined : openDisclosure(text);
    return opened === undefined ? { ordinal } : { ordinal, name: opened.name, value: opened.value };
  });
}

export function checkOrdinals(values: readonly StoredPrivate[], seq: number, findings: Findings): void {
  for (const [index, { ordinal, hash }] of values.entries()) {
    if (hash === undefined) findings.error('VERIFY_PRIVATE_ORPHAN', seq, { ordinal: String(ordinal) });
    if (ordinal === index + 1) continue;
    findings.error('VERIFY_PRIVATE_GAP', seq, { ordinal: String(index + 1) });
    return;
  }
}

/** A batch leaf commits to its private inside by a root of its own; every other leaf by a list of digests. */
export function isBatchLeaf(leaf: LeafObject): boolean {
  return leaf['sub'] !== undefined;
}
