import { Injectable } from '@nestjs/common';
import { invariant } from '../kernel/invariant.js';
import type { Query } from '../platform/database/estate-reads.js';
import { partTiles, rangeRoot, TILE_LEAVES } from './rules/log-tiles.js';
import { consistencyRanges, inclusionRanges, merkleRoot, type LeafRange } from './rules/merkle.js';
import { readLeafHashes } from './store/read-leaves.js';

/** Leaf hashes read and folded at a time, so that a first question about a large log does not stop all others. */
const TILES_A_READ = 32;
/** Logs whose tiles are kept: 128 kB for a log of a million leaves. */
const LOGS_KEPT = 500;

/**
 * Roots and proofs of logs. The hash of a whole tile of 256 leaves never changes, so it is kept once it was made: the
 * first question
 * about a log reads all its leaf hashes (32 bytes each, never the leaves), every later one those of two tiles and of
 * what was added.
 * Reads run under the caller's scope and snapshot.
 */
@Injectable()
export class LogTree {
  readonly #logs = new Map<string, Buffer[]>();
  readonly #reading = new Map<string, Promise<void>>();

  async root(query: Query, estateId: string, size: number): Promise<Buffer> {
    if (size === 0) return merkleRoot([]);
    const [root] = await this.#roots(query, estateId, size, [{ begin: 0, end: size }]);
    invariant(root !== undefined, 'a range has a root');
    return root;
  }

  async inclusion(query: Query, estateId: string, seq: number, size: number): Promise<readonly Buffer[]> {
    return await this.#roots(query, estateId, size, inclusionRanges(seq, size));
  }

  async consistency(query: Query, estateId: string, from: number, to: number): Promise<readonly Buffer[]> {
    return await this.#roots(query, estateId, to, consistencyRanges(from, to));
  }

  async #roots(query: Query, estateId: string, size: number, ranges: readonly LeafRange[]): Promise<readonly Buffer[]> {
    const tiles = await this.#tiles(query, estateId, Math.floor(size / TILE_LEAVES));
    const hashes = new Map<number, readonly Buffer[]>();
    for (const tile of new Set(ranges.flatMap(partTiles))) {
      const begin = tile * TILE_LEAVES;
      hashes.set(tile, await readWhole(query, estateId, begin, Math.min(begin + TILE_LEAVES, size)));
    }
    return ranges.map((range) => rangeRoot(range, tiles, (tile) => hashes.get(tile) ?? []));
  }

  /** At least so many tile hashes. One reader at a time adds to a log's tiles; the others wait for it. */
  async #tiles(query: Query, estateId: string, count: number): Promise<readonly Buffer[]> {
    const tiles = this.#keptTiles(estateId);
    while (tiles.length < count) {
      const reading = this.#reading.get(estateId) ?? this.#grow(query, estateId, tiles, count);
      await reading;
    }
    return tiles;
  }

  #keptTiles(estateId: string): Buffer[] {
    const kept = this.#logs.get(estateId);
    if (kept !== undefined) return kept;
    if (this.#logs.size >= LOGS_KEPT) this.#logs.clear();
    const tiles: Buffer[] = [];
    this.#logs.set(estateId, tiles);
    return tiles;
  }

  async #grow(query: Query, estateId: string, tiles: Buffer[], count: number): Promise<void> {
    const growing = addTiles(query, estateId, tiles, count);
    this.#reading.set(estateId, growing);
    try {
      await growing;
    } finally {
      this.#reading.delete(estateId);
    }
  }
}

async function addTiles(query: Query, estateId: string, tiles: Buffer[], count: number): Promise<void> {
  while (tiles.length < count) {
    const first = tiles.length;
    const last = Math.min(first + TILES_A_READ, count);
    const hashes = await readWhole(query, estateId, first * TILE_LEAVES, last * TILE_LEAVES);
    for (let tile = 0; tile < last - first; tile += 1) {
      tiles.push(merkleRoot(hashes, { begin: tile * TILE_LEAVES, end: (tile + 1) * TILE_LEAVES }));
    }
  }
}

async function readWhole(query: Query, estateId: string, begin: number, end: number): Promise<Buffer[]> {
  const hashes = await readLeafHashes(query, estateId, begin, end);
  // A hole in the log is for `verify` to name; a proof over it would be a lie.
  invariant(hashes.length === end - begin, 'the log has a leaf at every position below its size');
  return hashes;
}
