import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { base64url, fromBase64url, leafHash, nodeHash, sha256 } from '../../src/kernel/hash.js';

const plain = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

describe('hashes', () => {
  it('knows the published values of SHA-256 and of an empty leaf', () => {
    expect(sha256('').toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const emptyLeaf = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
    expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(emptyLeaf);
  });

  it.each([0, 1, 31, 32, 16_383, 16_384, 16_385, 40_000])('prefixes a leaf of %i bytes with 0x00', (length) => {
    const bytes = Buffer.alloc(length, 0xab);
    expect(leafHash(bytes).toString('hex')).toBe(plain(Buffer.of(0), bytes));
  });

  it('prefixes a node with 0x01, whatever its children are', () => {
    const [left, right] = [sha256('left'), sha256('right')];
    expect(nodeHash(left, right).toString('hex')).toBe(plain(Buffer.of(1), left, right));
    expect(nodeHash(Buffer.of(7), right).toString('hex')).toBe(plain(Buffer.of(1), Buffer.of(7), right));
  });

  it('gives hashes that later calls do not overwrite', () => {
    const first = nodeHash(sha256('a'), sha256('b'));
    const copy = Buffer.from(first);
    nodeHash(sha256('c'), sha256('d'));
    leafHash(Buffer.from('long enough to fill what was there'));
    expect(first.equals(copy)).toBe(true);
  });
});

describe('base64url', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(fromBase64url(base64url(bytes))?.equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it.each(['YQ==', 'YQ=', 'Y', 'YR', 'a+b/', 'YQ\n', ' YQ', '账'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  });
});
