/** Roots and proofs by tiles are those of the tree itself, at every size around the edges of tiles. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { consistencyRanges, inclusionRanges, merkleRoot, type LeafRange } from '../../src/log/rules/index.js';
import { partTiles, rangeRoot, TILE_LEAVES } from '../../src/log/rules/log-tiles.js';

const MOST = 4 * TILE_LEAVES + 3;
const hashes = Array.from({ length: MOST }, (_, index) => createHash('sha256').update(String(index)).digest());

function byTiles(range: LeafRange, size: number): Buffer {
  const tileRoots = Array.from({ length: Math.floor(size / TILE_LEAVES) }, (_, tile) =>
    merkleRoot(hashes, { begin: tile * TILE_LEAVES, end: (tile + 1) * TILE_LEAVES }),
  );
  const needed = new Set(partTiles(range));
  return rangeRoot(range, tileRoots, (tile) => {
    // Only what was asked for may be used.
    expect([...needed]).toContain(tile);
    return hashes.slice(tile * TILE_LEAVES, Math.min((tile + 1) * TILE_LEAVES, size));
  });
}

const sizes = fc.oneof(
  fc.integer({ min: 1, max: MOST }),
  fc.integer({ min: 0, max: 4 }).chain((tile) => fc.integer({ min: -2, max: 2 }).map((by) => tile * TILE_LEAVES + by)),
);
const realSizes = sizes.filter((size) => size > 0 && size <= MOST);

it('gives the root of every size', () => {
  fc.assert(
    fc.property(realSizes, (size) => {
      const range = { begin: 0, end: size };
      expect(byTiles(range, size)).toEqual(merkleRoot(hashes, range));
    }),
  );
});

it('gives every hash of every inclusion proof', () => {
  fc.assert(
    fc.property(realSizes, fc.nat(), (size, at) => {
      for (const range of inclusionRanges(at % size, size)) {
        expect(byTiles(range, size)).toEqual(merkleRoot(hashes, range));
      }
    }),
  );
});

it('gives every hash of every consistency proof', () => {
  fc.assert(
    fc.property(realSizes, fc.nat(), (size, at) => {
      for (const range of consistencyRanges((at % size) + 1, size)) {
        expect(byTiles(range, size)).toEqual(merkleRoot(hashes, range));
      }
    }),
  );
});
