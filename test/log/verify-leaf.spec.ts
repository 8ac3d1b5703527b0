import fc from 'fast-check';
import { canonicalBytes, type LeafObject } from '../../src/kernel/canonical.js';
import { fromBase64url, leafHash, sha256 } from '../../src/kernel/hash.js';
import {
  batchPart,
  type LogFacts,
  makeDisclosure,
  privateLeafHash,
  sealFields,
  type StoredLeaf,
  verifyLeaf,
} from '../../src/log/rules/index.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';

const LOG: LogFacts = { estate: 'yuanye-manor', knownTypes: new Set(['xinyi/voucher/v1']) };
const PLAIN: LeafObject = { estate: 'yuanye-manor', summary: '支付07月公共照明电费', t: 'xinyi/voucher/v1' };

function stored(leaf: LeafObject, more: Partial<StoredLeaf> = {}): StoredLeaf {
  const bytes = canonicalBytes(leaf);
  return { seq: 7n, bytes, hash: leafHash(bytes), fields: [], batch: [], ...more };
}

const codes = (leaf: StoredLeaf, log = LOG) => verifyLeaf(leaf, log).violations.map(({ code, at }) => `${code} ${at}`);

const fields = [
  { name: 'payer', value: '李某' },
  { name: 'unit', value: '4-101' },
];
const { part, disclosures } = sealFields(fields, new SeededRandomness('verify'));
const SEALED: LeafObject = { ...PLAIN, ...part };
const kept = disclosures.map(({ text, digest }) => ({ text, hash: fromBase64url(digest)! }));

const texts = fields.map((field) => makeDisclosure(field, new SeededRandomness(field.name)).text);
const inside = texts.map((text) => ({ text, hash: privateLeafHash(text) }));
const BATCH: LeafObject = { ...PLAIN, ...batchPart(inside.map(({ hash }) => hash)) };

describe('a stored leaf', () => {
  it('passes as it was written', () => {
    expect(verifyLeaf(stored(PLAIN), LOG)).toEqual({ leaf: PLAIN, checkedValues: 0, byHashOnly: 0, violations: [] });
  });

  it('is found out by its hash when any bit of its bytes is flipped', () => {
    const whole = stored(SEALED, { fields: kept });
    fc.assert(
      fc.property(fc.nat(whole.bytes.length - 1), fc.nat(7), (place, bit) => {
        const bytes = Buffer.from(whole.bytes);
        bytes[place]! ^= 1 << bit;
        expect(codes({ ...whole, bytes })).toContain('LEAF_HASH_MISMATCH leaf[7]');
      }),
      { numRuns: 300 },
    );
  });

  it('of another estate, or of a type nobody knows, does not pass', () => {
    expect(codes(stored({ ...PLAIN, estate: 'other' }))).toEqual(['LEAF_ESTATE_MISMATCH leaf[7].estate']);
    expect(codes(stored({ ...PLAIN, t: 'xinyi/voucher/v2' }))).toEqual(['LEAF_TYPE_UNKNOWN leaf[7].t']);
    expect(codes(stored({ estate: ['yuanye-manor'], t: ['xinyi/voucher/v1'] }))).toEqual([
      'LEAF_ESTATE_MISMATCH leaf[7].estate',
      'LEAF_TYPE_UNKNOWN leaf[7].t',
    ]);
    expect(codes(stored({ summary: 'x' }))).toEqual([
      'LEAF_ESTATE_MISMATCH leaf[7].estate',
      'LEAF_TYPE_UNKNOWN leaf[7].t',
    ]);
  });

  it('outside the profile is refused although its hash agrees', () => {
    const bytes = Buffer.from('{"estate":"yuanye-manor","estate":"x","t":"xinyi/voucher/v1"}');
    const verdict = verifyLeaf({ seq: 12n, bytes, hash: leafHash(bytes), fields: [] }, LOG);
    expect(verdict.leaf).toBeUndefined();
    expect(verdict.violations).toEqual([
      { code: 'LEAF_DUPLICATE_KEY', at: 'leaf[12].estate', facts: { key: 'estate', seq: '12' } },
    ]);
  });
});

describe('private values beside a leaf', () => {
  it('are checked by text, and by hash alone once erased', () => {
    expect(verifyLeaf(stored(SEALED, { fields: kept }), LOG)).toMatchObject({
      checkedValues: 2,
      byHashOnly: 0,
      violations: [],
    });
    const erased = [kept[0]!, { hash: kept[1]!.hash }];
    expect(verifyLeaf(stored(SEALED, { fields: erased }), LOG)).toMatchObject({
      checkedValues: 1,
      byHashOnly: 1,
      violations: [],
    });
  });

  it('are refused where the leaf does not commit to them', () => {
    expect(codes(stored(PLAIN, { fields: [kept[0]!] }))).toEqual(['DISCLOSURE_NOT_COMMITTED leaf[7].private[0]']);
    expect(codes(stored(SEALED, { fields: [{ hash: sha256('x') }] }))).toEqual([
      'DISCLOSURE_NOT_COMMITTED leaf[7].private[0]',
    ]);
  });

  it('are refused where text and hash differ, or the text is none', () => {
    const swapped = [{ text: kept[1]!.text, hash: kept[0]!.hash }];
    expect(codes(stored(SEALED, { fields: swapped }))).toEqual(['DISCLOSURE_HASH_MISMATCH leaf[7].private[0]']);
    const foreign = String.fromCharCode(kept[0]!.text.charCodeAt(0) + 256) + kept[0]!.text.slice(1);
    expect(codes(stored(SEALED, { fields: [{ text: foreign, hash: kept[0]!.hash }] }))).toEqual([
      'DISCLOSURE_MALFORMED leaf[7].private[0]',
      'DISCLOSURE_HASH_MISMATCH leaf[7].private[0]',
    ]);
  });

  it('cannot be checked against a list that is none', () => {
    expect(codes(stored({ ...SEALED, _sd: ['x'] }, { fields: kept }))).toEqual(['LEAF_DIGESTS_MALFORMED leaf[7]._sd']);
  });
});

describe('the private inside of a batch', () => {
  it('is checked against root and count, erased members by their hash', () => {
    expect(verifyLeaf(stored(BATCH, { batch: inside }), LOG)).toMatchObject({
      checkedValues: 2,
      byHashOnly: 0,
      violations: [],
    });
    const erased = inside.map(({ hash }) => ({ hash }));
    expect(verifyLeaf(stored(BATCH, { batch: erased }), LOG)).toMatchObject({
      checkedValues: 0,
      byHashOnly: 2,
      violations: [],
    });
  });

  it('is not asked for by a reader who is not given it', () => {
    expect(codes(stored(BATCH, { batch: undefined }))).toEqual([]);
  });

  it.each<[string, StoredLeaf]>([
    ['a member less', stored(BATCH, { batch: inside.slice(1) })],
    ['a member more', stored(BATCH, { batch: [...inside, inside[0]!] })],
    ['another order', stored(BATCH, { batch: [...inside].reverse() })],
    ['none at all', stored(BATCH)],
    ['a false count', stored({ ...BATCH, count: '3' }, { batch: inside })],
    ['a root that is none', stored({ ...BATCH, sub: ['x'] }, { batch: inside })],
    ['a leaf that is no batch', stored(PLAIN, { batch: inside })],
  ])('is refused with %s', (_name, leaf) => {
    expect(codes(leaf)).toEqual(['BATCH_MISMATCH leaf[7].sub']);
  });

  it('names a member whose text was changed', () => {
    const changed = [inside[0]!, { text: inside[0]!.text, hash: inside[1]!.hash }];
    expect(codes(stored(BATCH, { batch: changed }))).toEqual(['DISCLOSURE_HASH_MISMATCH leaf[7].batch[1]']);
  });
});
