import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { leafHash, nodeHash, sha256 } from '../../src/kernel/hash.js';
import {
  consistencyProof,
  consistencyRanges,
  Frontier,
  inclusionProof,
  inclusionRanges,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../src/log/rules/index.js';

const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, index) => leafHash(Buffer.from([index & 255, index >> 8])));
/** Leaves whose bytes are 00, 01, 02 ... */
const seven = Array.from({ length: 7 }, (_, index) => leafHash(Buffer.of(index)));
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

/** The definition of RFC 6962 section 2.1, word by word: what the incremental tree is measured against. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

describe('roots', () => {
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'],
    [2, 'a20bf9a7cc2dc8a08f5f415a71b19f6ac427bab54d24eec868b5d3103449953a'],
    [3, '3b6cccd7e3e023ff393006f030315ee7ad9eb111b022b41fba7e5b7a3973f688'],
    [4, '9bcd51240af4005168f033121ba85be5a6ed4f0e6a5fac262066729b8fbfdecb'],
    [5, 'b855b42d6c30f5b087e05266783fbd6e394f7b926013ccaa67700a8b0c5a596f'],
    [6, 'bb36e7d3d4cee5720cbd323d02fab15962e2ba1dadf5f8fc6eeef4fd6ad056a8'],
    [7, '3560191803028444b232018ac047fdb561c09c23a7a6876c85e08b5e4d48e9f3'],
  ])('of %i leaves is %s', (size, expected) => {
    expect(merkleRoot(seven.slice(0, size)).toString('hex')).toBe(expected);
  });

  it('of a growing tree is the defined one at every size', () => {
    const leaves = leavesOf(130);
    const frontier = new Frontier();
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(frontier.size).toBe(size);
      expect(frontier.root().equals(definedRoot(leaves.slice(0, size)))).toBe(true);
      if (size < leaves.length) frontier.append(leaves[size]!);
    }
  });
});

describe('proofs of the tree of seven', () => {
  it('inclusion of leaf 4', () => {
    expect(hex(inclusionProof(seven, 4))).toEqual([
      '9f1afa4dc124cba73134e82ff50f17c8f7164257c79fed9a13f5943a6acb8e3d',
      '40d88127d4d31a3891f41598eeed41174e5bc89b1eb9bbd66a8cbfc09956a3fd',
      '9bcd51240af4005168f033121ba85be5a6ed4f0e6a5fac262066729b8fbfdecb',
    ]);
  });

  it('consistency of 3, of 4 and of all 7', () => {
    expect(hex(consistencyProof(seven, 3))).toEqual([
      'fcf0a6c700dd13e274b6fba8deea8dd9b26e4eedde3495717cac8408c9c5177f',
      '583c7dfb7b3055d99465544032a571e10a134b1b6f769422bbb71fd7fa167a5d',
      'a20bf9a7cc2dc8a08f5f415a71b19f6ac427bab54d24eec868b5d3103449953a',
      '89c929834ed1459b07f65b5e1a2143a8cf5d8efdf30f49ffffa328bb1d9133bb',
    ]);
    expect(hex(consistencyProof(seven, 4))).toEqual([
      '89c929834ed1459b07f65b5e1a2143a8cf5d8efdf30f49ffffa328bb1d9133bb',
    ]);
    expect(consistencyProof(seven, 7)).toEqual([]);
  });

  it('name the leaves that each hash stands for', () => {
    expect(inclusionRanges(4, 7)).toEqual([
      { begin: 5, end: 6 },
      { begin: 6, end: 7 },
      { begin: 0, end: 4 },
    ]);
    expect(consistencyRanges(4, 7)).toEqual([{ begin: 4, end: 7 }]);
    expect(inclusionRanges(0, 1)).toEqual([]);
  });

  it('cannot be asked for a leaf or a tree that is not there', () => {
    expect(() => inclusionProof(seven, 7)).toThrow(/in the tree/);
    expect(() => inclusionProof([], 0)).toThrow(/in the tree/);
    expect(() => inclusionProof(seven, -1)).toThrow(/in the tree/);
    expect(() => consistencyProof(seven, 0)).toThrow(/no larger/);
    expect(() => consistencyProof(seven, 8)).toThrow(/no larger/);
  });
});

describe('verification', () => {
  const leaves = leavesOf(70);
  const roots = Array.from({ length: leaves.length + 1 }, (_, size) => merkleRoot(leaves.slice(0, size)));

  it('takes every honest inclusion proof up to 40 leaves, and no other index or size with it', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = {
          index,
          size,
          leafHash: leaves[index]!,
          proof: inclusionProof(leaves.slice(0, size), index),
          root: roots[size]!,
        };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, index: index ^ 1 })).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + size })).toBe(false);
      }
    }
  });

  it('takes every honest consistency proof up to 40 leaves', () => {
    for (let newSize = 1; newSize <= 40; newSize += 1) {
      for (let oldSize = 1; oldSize <= newSize; oldSize += 1) {
        const proof = consistencyProof(leaves.slice(0, newSize), oldSize);
        const claim = { oldSize, newSize, oldRoot: roots[oldSize]!, newRoot: roots[newSize]!, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, oldRoot: roots[oldSize - 1]! })).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: roots[newSize + 1]! })).toBe(false);
      }
    }
  });

  it('finds one flipped bit anywhere in a proof, a hash too many, and a hash too few', () => {
    const spoil = (proof: readonly Buffer[], place: number) =>
      proof.map((hash, at) =>
        at === place % proof.length ? Buffer.from(hash.map((byte, i) => (i === place % 32 ? byte ^ 1 : byte))) : hash,
      );
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 70 }), fc.nat(), fc.nat(), (size, pick, place) => {
        const tree = leaves.slice(0, size);
        const index = pick % size;
        const oldSize = 1 + (pick % (size - 1));
        const inclusion = {
          index,
          size,
          leafHash: leaves[index]!,
          proof: inclusionProof(tree, index),
          root: roots[size]!,
        };
        const consistency = {
          oldSize,
          newSize: size,
          oldRoot: roots[oldSize]!,
          newRoot: roots[size]!,
          proof: consistencyProof(tree, oldSize),
        };
        for (const wrong of [
          spoil(inclusion.proof, place),
          inclusion.proof.slice(1),
          inclusion.proof.slice(0, -1),
          [...inclusion.proof, sha256('x')],
          [sha256('x'), ...inclusion.proof],
        ]) {
          expect(verifyInclusion({ ...inclusion, proof: wrong })).toBe(false);
        }
        for (const wrong of [
          spoil(consistency.proof, place),
          consistency.proof.slice(1),
          consistency.proof.slice(0, -1),
          [...consistency.proof, sha256('x')],
          [sha256('x'), ...consistency.proof],
        ]) {
          expect(verifyConsistency({ ...consistency, proof: wrong })).toBe(false);
        }
      }),
    );
  });

  it('ends exactly at the root: a size of another height is refused although every hash is honest', () => {
    for (const [index, proof] of [0, 3, 4, 6].map((at) => [at, inclusionProof(seven, at)] as const)) {
      const claim = { index, size: 7, leafHash: seven[index]!, proof, root: merkleRoot(seven) };
      expect(verifyInclusion(claim)).toBe(true);
      for (const size of [index + 1, 9, 14, 64]) {
        expect({ size, index, taken: verifyInclusion({ ...claim, size }) }).toEqual({ size, index, taken: size === 7 });
      }
    }
    const consistency = {
      oldSize: 2,
      newSize: 8,
      oldRoot: roots[2]!,
      newRoot: roots[8]!,
      proof: consistencyProof(leaves.slice(0, 8), 2),
    };
    expect(verifyConsistency(consistency)).toBe(true);
    for (const newSize of [3, 4, 9, 16]) expect(verifyConsistency({ ...consistency, newSize })).toBe(false);
    expect(verifyConsistency({ ...consistency, proof: [], newRoot: roots[2]! })).toBe(false);
  });

  it('does not climb beyond the root, even where the hashes above it agree', () => {
    const [first, second, third, fourth] = leaves as [Buffer, Buffer, Buffer, Buffer];
    expect(verifyInclusion({ index: 0, size: 1, leafHash: second, proof: [first], root: roots[2]! })).toBe(false);
    const above = sha256('above');
    const grown = { oldSize: 3, newSize: 4, oldRoot: roots[3]!, newRoot: roots[4]!, proof: [third, fourth, roots[2]!] };
    expect(verifyConsistency(grown)).toBe(true);
    const raised = { oldRoot: nodeHash(above, roots[3]!), newRoot: nodeHash(above, roots[4]!) };
    expect(verifyConsistency({ ...grown, ...raised, proof: [...grown.proof, above] })).toBe(false);
  });

  it('answers no, and does not throw, to sizes that are no sizes', () => {
    const root = roots[1]!;
    for (const wrong of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, 2 ** 64]) {
      expect(verifyInclusion({ index: wrong, size: 1, leafHash: root, proof: [], root })).toBe(false);
      expect(verifyInclusion({ index: 0, size: wrong, leafHash: root, proof: [], root })).toBe(false);
      expect(verifyConsistency({ oldSize: wrong, newSize: 1, oldRoot: root, newRoot: root, proof: [] })).toBe(false);
      expect(verifyConsistency({ oldSize: 1, newSize: wrong, oldRoot: root, newRoot: root, proof: [root] })).toBe(
        false,
      );
    }
    expect(verifyConsistency({ oldSize: 0, newSize: 0, oldRoot: roots[0]!, newRoot: roots[0]!, proof: [] })).toBe(
      false,
    );
  });

  it('works beyond the 32 bits of ordinary bit operations', () => {
    const size = 2 ** 40;
    const proof = Array.from({ length: 40 }, (_, level) => sha256(String(level)));
    const leaf = sha256('leaf');
    const root = proof.reduce((running, sibling) => nodeHash(sibling, running), leaf);
    expect(verifyInclusion({ index: size - 1, size, leafHash: leaf, proof, root })).toBe(true);
    expect(verifyInclusion({ index: size - 2, size, leafHash: leaf, proof, root })).toBe(false);
  });
});

interface VectorFile<Case> {
  readonly cases: readonly (Case & {
    readonly name: string;
    readonly wantErr: boolean;
    readonly proof: readonly string[] | null;
  })[];
}

// Independent vectors beside the project, not part of it; without that folder these two checks are skipped.
const vectors = new URL('../../../shared/vectors/', import.meta.url);
const independent = existsSync(vectors) ? it : it.skip;
const read = <Case>(name: string) => JSON.parse(readFileSync(new URL(name, vectors), 'utf8')) as VectorFile<Case>;
const base64 = (text: string) => Buffer.from(text, 'base64');

describe('independent vectors', () => {
  independent('inclusion: 98 cases, the bad ones refused (skipped without ../shared/vectors)', () => {
    const { cases } = read<{ leafIdx: number; treeSize: number; root: string; leafHash: string }>(
      'merkle-inclusion.json',
    );
    expect(cases).toHaveLength(98);
    expect(cases.filter(({ wantErr }) => wantErr).length).toBeGreaterThan(80);
    const wrong = cases.filter((one) => {
      const proof = (one.proof ?? []).map(base64);
      const claim = {
        index: one.leafIdx,
        size: one.treeSize,
        leafHash: base64(one.leafHash),
        proof,
        root: base64(one.root),
      };
      return verifyInclusion(claim) === one.wantErr;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  independent('consistency: 98 cases, the bad ones refused (skipped without ../shared/vectors)', () => {
    const { cases } = read<{ size1: number; size2: number; root1: string; root2: string }>('merkle-consistency.json');
    expect(cases).toHaveLength(98);
    expect(cases.filter(({ wantErr }) => wantErr).length).toBeGreaterThan(80);
    const wrong = cases.filter((one) => {
      const proof = (one.proof ?? []).map(base64);
      const claim = {
        oldSize: one.size1,
        newSize: one.size2,
        oldRoot: base64(one.root1),
        newRoot: base64(one.root2),
        proof,
      };
      return verifyConsistency(claim) === one.wantErr;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
