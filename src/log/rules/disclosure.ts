/**
 * Private values of a public leaf: salted digests in the leaf, the values beside it (the construction of RFC 9901).
 *
 * 1. A disclosure is the text D = base64url(UTF-8(JSON([base64url(salt), name, value]))). Its digest is
 *    base64url(SHA-256(ASCII of D)): over the text itself, so nobody has to agree on JSON's spelling.
 * 2. A salt has 128 random bits, so that no digest confirms a guessed value (a room, an account number).
 * 3. `_sd` holds the digests in ascending order, filled with decoys to a multiple of four: neither its order nor its
 *    length tells how many values there are. A leaf without private values has no `_sd`.
 * 4. A batch leaf with a private inside names the root (`sub`) and the `count` of an RFC 6962 tree over
 *    SHA-256(0x00 || ASCII of D), in the batch's order.
 * 5. Values are strings or arrays of strings, as in leaves.
 */
import { isUtf8 } from 'node:buffer';
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import { base64url, fromBase64url, HASH_BYTES, leafHash, sha256 } from '../../kernel/hash.js';
import type { Randomness } from '../../kernel/ids.js';
import { inclusionProof, merkleRoot, verifyInclusion } from './merkle.js';

export interface PrivateField {
  readonly name: string;
  readonly value: LeafValue;
}

/** The text that opens a private field, with the digest by which a leaf commits to it. */
export interface Disclosure {
  readonly text: string;
  readonly digest: string;
}

export interface OpenedDisclosure extends PrivateField {
  readonly salt: Buffer;
}

/** What a leaf says of its private fields, ready to be spread into it. */
export type SealedPart = { readonly _sd?: readonly string[] };

/** What a batch leaf says of its private inside. */
export interface BatchPart {
  readonly count: string;
  readonly sub: string;
}

export interface BatchClaim {
  readonly text: string;
  readonly index: number;
  readonly path: readonly Buffer[];
  readonly batch: BatchPart;
}

const SALT_BYTES = 16;
const SD_MULTIPLE = 4;
const DIGEST = /^[A-Za-z0-9_-]{43}$/;

export function makeDisclosure(field: PrivateField, randomness: Randomness): Disclosure {
  const salt = base64url(randomness.bytes(SALT_BYTES));
  const text = base64url(Buffer.from(JSON.stringify([salt, field.name, field.value]), 'utf8'));
  return { text, digest: digestOf(text) };
}

export function digestOf(disclosureText: string): string {
  return base64url(sha256(disclosureText));
}

/** Disclosures for all fields, in their order, and the part that goes into the leaf. */
export function sealFields(
  fields: readonly PrivateField[],
  randomness: Randomness,
): { readonly part: SealedPart; readonly disclosures: readonly Disclosure[] } {
  const disclosures = fields.map((field) => makeDisclosure(field, randomness));
  return { part: sealedPart(disclosures, randomness), disclosures };
}

/** `_sd` over digests that exist already. A decoy is the hash of random bytes: no text opens it. */
export function sealedPart(disclosures: readonly Disclosure[], randomness: Randomness): SealedPart {
  if (disclosures.length === 0) return {};
  const digests = disclosures.map(({ digest }) => digest);
  while (digests.length % SD_MULTIPLE !== 0) digests.push(base64url(sha256(randomness.bytes(HASH_BYTES))));
  return { _sd: digests.sort() };
}

/** The digests of a leaf's `_sd`; none where it has none, `undefined` where what stands there is no such list. */
export function sealedDigests(leaf: LeafObject): readonly string[] | undefined {
  const list = leaf['_sd'];
  if (list === undefined) return [];
  if (typeof list === 'string' || list.length === 0 || list.length % SD_MULTIPLE !== 0) return undefined;
  let previous = '';
  for (const digest of list) {
    if (typeof digest !== 'string' || !DIGEST.test(digest) || digest <= previous) return undefined;
    previous = digest;
  }
  return list as readonly string[];
}

/** Opens a disclosure; `undefined` where the text is none. It says nothing of any leaf: compare the digest too. */
export function openDisclosure(text: string): OpenedDisclosure | undefined {
  const bytes = fromBase64url(text);
  if (bytes === undefined || !isUtf8(bytes)) return undefined;
  const parsed = parseJson(bytes.toString('utf8'));
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [saltText, name, value] = parsed as [unknown, unknown, unknown];
  const salt = typeof saltText === 'string' ? fromBase64url(saltText) : undefined;
  if (salt === undefined || salt.length < SALT_BYTES || typeof name !== 'string' || !isPrivateValue(value, 0)) {
    return undefined;
  }
  return { salt, name, value };
}

/** Opens a disclosure that one of the digests commits to; `undefined` where none does. */
export function openAgainst(text: string, digests: readonly string[]): OpenedDisclosure | undefined {
  return digests.includes(digestOf(text)) ? openDisclosure(text) : undefined;
}

/** Hash of one private leaf of a batch. It outlives an erasure of the text, so that the root can be recomputed. */
export function privateLeafHash(disclosureText: string): Buffer {
  return leafHash(Buffer.from(disclosureText, 'utf8'));
}

/** What a batch leaf says of its private leaves, given in their order. */
export function batchPart(privateLeafHashes: readonly Buffer[]): BatchPart {
  return { count: String(privateLeafHashes.length), sub: base64url(merkleRoot(privateLeafHashes)) };
}

export function batchRoot(disclosureTexts: readonly string[]): Buffer {
  return merkleRoot(disclosureTexts.map(privateLeafHash));
}

/** What one household gets beside its disclosure, to find its payment inside the published total. */
export function batchPath(disclosureTexts: readonly string[], index: number): readonly Buffer[] {
  return inclusionProof(disclosureTexts.map(privateLeafHash), index);
}

export function verifyInBatch({ text, index, path, batch }: BatchClaim): boolean {
  const root = fromBase64url(batch.sub);
  const size = countOf(batch.count);
  if (root === undefined || size === undefined) return false;
  return verifyInclusion({ index, size, leafHash: privateLeafHash(text), proof: path, root });
}

/** A count as leaves spell it; `undefined` for anything but a plain whole number. */
export function countOf(text: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPrivateValue(value: unknown, depth: number): value is LeafValue {
  if (typeof value === 'string') return true;
  return Array.isArray(value) && depth < 8 && value.every((item) => isPrivateValue(item, depth + 1));
}
