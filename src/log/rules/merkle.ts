/**
 * The tree over an estate's log (RFC 6962 section 2.1; verification as in RFC 9162 sections 2.1.3.2 and 2.1.4.2).
 *
 * 1. Everything is over leaf hashes, in log order; the root of nothing is SHA-256 of nothing.
 * 2. An inclusion proof shows one leaf at one index under one root. The size tells how to climb, and a size of another
 *    height is refused; that root and size belong together is for the holder of the root to know.
 * 3. A consistency proof shows that the older tree is the beginning of the newer one. Nothing is a beginning of
 *    everything, so size 0 proves nothing and is refused.
 * 4. A proof with a hash too many or too few, or one that is no hash, is refused.
 * 5. Verifying never throws, whatever it is given.
 */
import { HASH_BYTES, nodeHash, sha256 } from '../../kernel/hash.js';
import { invariant } from '../../kernel/invariant.js';

/** Leaves `begin` (inclusive) to `end` (exclusive) that one hash of a proof stands for. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Buffer;
  readonly newRoot: Buffer;
  readonly proof: readonly Buffer[];
}

/** Root over a stream of leaves that keeps one hash for each bit of the size: a million leaves need twenty. */
export class Frontier {
  readonly #peaks: (Buffer | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(leafHash: Buffer): void {
    let carried = leafHash;
    let level = 0;
    for (let peak = this.#peaks[level]; peak !== undefined; peak = this.#peaks[level]) {
      carried = nodeHash(peak, carried);
      this.#peaks[level] = undefined;
      level += 1;
    }
    this.#peaks[level] = carried;
    this.#size += 1;
  }

  root(): Buffer {
    let joined: Buffer | undefined;
    for (const peak of this.#peaks) {
      if (peak === undefined) continue;
      joined = joined === undefined ? peak : nodeHash(peak, joined);
    }
    return joined ?? sha256('');
  }
}

/** Root over leaf hashes; `range` narrows it to a subtree. */
export function merkleRoot(leafHashes: readonly Buffer[], range?: LeafRange): Buffer {
  const frontier = new Frontier();
  const end = range?.end ?? leafHashes.length;
  for (let index = range?.begin ?? 0; index < end; index += 1) frontier.append(leafHashAt(leafHashes, index));
  return frontier.root();
}

export function inclusionProof(leafHashes: readonly Buffer[], index: number): readonly Buffer[] {
  return inclusionRanges(index, leafHashes.length).map((range) => merkleRoot(leafHashes, range));
}

export function consistencyProof(leafHashes: readonly Buffer[], oldSize: number): readonly Buffer[] {
  return consistencyRanges(oldSize, leafHashes.length).map((range) => merkleRoot(leafHashes, range));
}

/** The subtrees whose roots prove that a leaf is in a tree, lowest first; they are disjoint, so one pass makes all. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  invariant(areCounts(index, size) && index < size, 'a proved leaf is in the tree');
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + largestPowerBelow(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/** The subtrees whose roots prove that the first `oldSize` leaves of a tree are an older tree. */
export function consistencyRanges(oldSize: number, newSize: number): readonly LeafRange[] {
  invariant(areCounts(oldSize, newSize) && oldSize > 0 && oldSize <= newSize, 'an older tree is no larger');
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, newSize];
  while (end !== oldSize) {
    const middle = begin + largestPowerBelow(end - begin);
    if (oldSize <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // Where the older tree is a whole left subtree, its root is known already and is left out.
  if (begin > 0) ranges.push({ begin, end });
  return ranges.reverse();
}

export function verifyInclusion(claim: InclusionClaim): boolean {
  const { index, size, proof } = claim;
  if (!areCounts(index, size) || index >= size || !allHashes([claim.leafHash, ...proof])) return false;
  const walk = new Walk(index, size - 1);
  let running = claim.leafHash;
  for (const sibling of proof) {
    if (walk.atTop) return false;
    running = walk.climb() === 'left' ? nodeHash(sibling, running) : nodeHash(running, sibling);
  }
  return walk.atTop && running.equals(claim.root);
}

export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!areCounts(oldSize, newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  // The root of a whole left subtree is not in the proof, since the verifier holds it.
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const roots = climbBoth(oldSize, newSize, path);
  return roots !== undefined && roots.older.equals(oldRoot) && roots.newer.equals(newRoot);
}

/** The roots of both trees that a proof leads to; `undefined` where it has a hash too many, too few, or no hash. */
function climbBoth(
  oldSize: number,
  newSize: number,
  path: readonly Buffer[],
): { readonly older: Buffer; readonly newer: Buffer } | undefined {
  const [start, ...siblings] = path;
  if (start === undefined || !allHashes(path)) return undefined;
  const walk = new Walk(oldSize - 1, newSize - 1);
  walk.skipRightEdges();
  let [older, newer] = [start, start];
  for (const sibling of siblings) {
    if (walk.atTop) return undefined;
    if (walk.climb() === 'left') {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
    } else {
      newer = nodeHash(newer, sibling);
    }
  }
  return walk.atTop ? { older, newer } : undefined;
}

/** The way from a node up to the root, beside the way of the tree's last node (`fn` and `sn` of RFC 9162). */
class Walk {
  constructor(
    private node: number,
    private last: number,
  ) {}

  get atTop(): boolean {
    return this.last === 0;
  }

  /** On which side the next sibling lies; goes up past it. */
  climb(): 'left' | 'right' {
    const left = this.node % 2 === 1 || this.node === this.last;
    if (left) while (this.node % 2 === 0 && this.node !== 0) this.up();
    this.up();
    return left ? 'left' : 'right';
  }

  /** Up to the root of the largest whole subtree that ends at this node. */
  skipRightEdges(): void {
    while (this.node % 2 === 1) this.up();
  }

  private up(): void {
    this.node = Math.floor(this.node / 2);
    this.last = Math.floor(this.last / 2);
  }
}

function leafHashAt(leafHashes: readonly Buffer[], index: number): Buffer {
  const found = leafHashes[index];
  invariant(found !== undefined, 'a range lies inside its tree');
  return found;
}

function allHashes(hashes: readonly Buffer[]): boolean {
  return hashes.every((one) => one.length === HASH_BYTES);
}

function areCounts(...values: readonly number[]): boolean {
  return values.every((value) => Number.isSafeInteger(value) && value >= 0);
}

function isPowerOfTwo(value: number): boolean {
  return largestPowerBelow(value + 1) === value;
}

/** The largest power of two that is smaller than a count of at least two. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
