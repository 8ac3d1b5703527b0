/**
 * What must hold of one stored leaf, whoever stored it.
 *
 * 1. Its hash is the hash of its bytes, and its bytes are those of the strict profile.
 * 2. It names the estate of the log it stands in, and a type that this program knows: what is not known is not passed.
 * 3. Every private value beside it is one that the leaf commits to, by `_sd` or, for a batch, by `sub` and `count`.
 * 4. A private value may have been erased. Then its hash, kept apart, is checked alone, and counted as such.
 * 5. All violations are returned, each with the leaf's sequence number.
 */
import { type LeafObject, parseLeaf } from '../../kernel/canonical.js';
import { base64url, fromBase64url, leafHash, sha256 } from '../../kernel/hash.js';
import type { Violation } from '../../kernel/violation.js';
import { countOf, openDisclosure, privateLeafHash, sealedDigests } from './disclosure.js';
import { merkleRoot } from './merkle.js';

/** A private value as it is kept: its hash always, its text until it is erased. */
export interface StoredDisclosure {
  /** SHA-256(text) for a field of `_sd`, SHA-256(0x00 || text) for a private leaf of a batch; 32 bytes. */
  readonly hash: Buffer;
  readonly text?: string | undefined;
}

export interface StoredLeaf {
  readonly seq: bigint;
  readonly bytes: Buffer;
  readonly hash: Buffer;
  /** Those that `_sd` commits to, in any order. */
  readonly fields: readonly StoredDisclosure[];
  /** The private inside of a batch leaf, in the batch's order; left out by a reader who is not given it. */
  readonly batch?: readonly StoredDisclosure[] | undefined;
}

export interface LogFacts {
  readonly estate: string;
  readonly knownTypes: ReadonlySet<string>;
}

export interface LeafVerdict {
  /** `undefined` where the bytes cannot be read as a leaf. */
  readonly leaf: LeafObject | undefined;
  /** Private values whose text was there and was checked. */
  readonly checkedValues: number;
  /** Private values that are erased, checked by their kept hash alone. */
  readonly byHashOnly: number;
  readonly violations: readonly Violation[];
}

export function verifyLeaf(stored: StoredLeaf, log: LogFacts): LeafVerdict {
  const reading = parseLeaf(stored.bytes);
  const privates = [...stored.fields, ...(stored.batch ?? [])];
  const byHashOnly = privates.filter(({ text }) => text === undefined).length;
  const found: Violation[] = leafHash(stored.bytes).equals(stored.hash) ? [] : [{ code: 'LEAF_HASH_MISMATCH' }];
  if (reading.ok) found.push(...checkIdentity(reading.leaf, log), ...checkPrivates(stored, reading.leaf));
  else found.push(...reading.violations);
  return {
    leaf: reading.ok ? reading.leaf : undefined,
    checkedValues: privates.length - byHashOnly,
    byHashOnly,
    violations: found.length === 0 ? found : found.map((violation) => withSequence(violation, stored.seq)),
  };
}

function withSequence(violation: Violation, seq: bigint): Violation {
  const place = violation.at === undefined ? '' : `.${violation.at}`;
  return { ...violation, at: `leaf[${String(seq)}]${place}`, facts: { ...violation.facts, seq: String(seq) } };
}

function checkIdentity(leaf: LeafObject, log: LogFacts): Violation[] {
  const violations: Violation[] = [];
  if (leaf['estate'] !== log.estate) {
    violations.push({
      code: 'LEAF_ESTATE_MISMATCH',
      at: 'estate',
      facts: { found: shown(leaf['estate']), expected: log.estate },
    });
  }
  const type = leaf['t'];
  if (typeof type !== 'string' || !log.knownTypes.has(type)) {
    violations.push({ code: 'LEAF_TYPE_UNKNOWN', at: 't', facts: { found: shown(type) } });
  }
  return violations;
}

function checkPrivates(stored: StoredLeaf, leaf: LeafObject): Violation[] {
  const digests = sealedDigests(leaf);
  if (digests === undefined) return [{ code: 'LEAF_DIGESTS_MALFORMED', at: '_sd' }, ...checkBatch(stored.batch, leaf)];
  return [...checkFields(stored.fields, digests), ...checkBatch(stored.batch, leaf)];
}

function checkFields(fields: readonly StoredDisclosure[], digests: readonly string[]): Violation[] {
  return fields.flatMap((field, position) => {
    const at = `private[${String(position)}]`;
    const violations = checkText(field, at, (text) => sha256(text));
    if (!digests.includes(base64url(field.hash))) violations.push({ code: 'DISCLOSURE_NOT_COMMITTED', at });
    return violations;
  });
}

function checkBatch(batch: readonly StoredDisclosure[] | undefined, leaf: LeafObject): Violation[] {
  if (batch === undefined) return [];
  const violations = batch.flatMap((item, position) => checkText(item, `batch[${String(position)}]`, privateLeafHash));
  if (!isBatchOf(batch, leaf['sub'], leaf['count'])) violations.push({ code: 'BATCH_MISMATCH', at: 'sub' });
  return violations;
}

function isBatchOf(batch: readonly StoredDisclosure[], sub: unknown, count: unknown): boolean {
  if (sub === undefined) return batch.length === 0;
  if (typeof sub !== 'string' || typeof count !== 'string' || countOf(count) !== batch.length) return false;
  return fromBase64url(sub)?.equals(merkleRoot(batch.map(({ hash }) => hash))) === true;
}

/** A text that is still there must be a disclosure and have the hash that is kept beside it. */
function checkText(stored: StoredDisclosure, at: string, hashOf: (text: string) => Buffer): Violation[] {
  if (stored.text === undefined) return [];
  const violations: Violation[] = [];
  if (openDisclosure(stored.text) === undefined) violations.push({ code: 'DISCLOSURE_MALFORMED', at });
  if (!hashOf(stored.text).equals(stored.hash)) violations.push({ code: 'DISCLOSURE_HASH_MISMATCH', at });
  return violations;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
