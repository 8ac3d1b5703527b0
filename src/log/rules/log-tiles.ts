/**
 * A log's tree in tiles of 256 leaves.
 *
 * 1. A whole tile is one hash that never changes. With all whole tiles at hand, any root or proof needs the leaf
 *    hashes of two
 *    tiles at most: the one that is asked about, and the last one, which is not whole yet.
 * 2. The tree over tile hashes, with the last part as one more, is the tree over the leaves: 256 is a power of two.
 */
import { merkleRoot, type LeafRange } from './merkle.js';

export const TILE_LEAVES = 256;

/** Hashes of the leaves of one tile that lie in a tree of the asked size. */
export type LeafHashes = (tile: number) => readonly Buffer[];

/** Tiles whose leaf hashes the root of a range needs: those that it covers only in part. */
export function partTiles({ begin, end }: LeafRange): readonly number[] {
  const tiles: number[] = [];
  if (begin % TILE_LEAVES !== 0) tiles.push(Math.floor(begin / TILE_LEAVES));
  if (end % TILE_LEAVES !== 0) tiles.push(Math.floor(end / TILE_LEAVES));
  return [...new Set(tiles)];
}

/**
 * Root of a range that a proof asks for: whole tiles with, at most, a part of one more behind them, or a part of one
 * tile.
 */
export function rangeRoot(range: LeafRange, tileRoots: readonly Buffer[], leafHashes: LeafHashes): Buffer {
  const [first, last] = [Math.floor(range.begin / TILE_LEAVES), Math.floor(range.end / TILE_LEAVES)];
  const startOfLast = last * TILE_LEAVES;
  if (range.begin >= startOfLast || range.begin % TILE_LEAVES !== 0) {
    const start = first * TILE_LEAVES;
    return merkleRoot(leafHashes(first), { begin: range.begin - start, end: range.end - start });
  }
  const nodes = tileRoots.slice(first, last);
  if (range.end > startOfLast) nodes.push(merkleRoot(leafHashes(last), { begin: 0, end: range.end - startOfLast }));
  return merkleRoot(nodes);
}
