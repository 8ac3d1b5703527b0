import fc from 'fast-check';
import type { LeafObject } from '../../src/kernel/canonical.js';
import { base64url, sha256 } from '../../src/kernel/hash.js';
import {
  batchPart,
  batchPath,
  batchRoot,
  digestOf,
  makeDisclosure,
  openAgainst,
  openDisclosure,
  privateLeafHash,
  sealedDigests,
  sealFields,
  verifyInBatch,
} from '../../src/log/rules/index.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';

const RFC_9901 = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
const spelled = (json: string) => Buffer.from(json, 'utf8').toString('base64url');
const fieldsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `f${index}`, value: `v${index}` }));

describe('disclosures', () => {
  it('have the digest of the example in RFC 9901', () => {
    expect(digestOf(RFC_9901)).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
    expect(openDisclosure(RFC_9901)).toEqual({
      salt: Buffer.from('_26bc4LT-ac6q2KI6cBW5es', 'base64url'),
      name: 'family_name',
      value: 'Möbius',
    });
  });

  it('open to what was put in, and only against their own digest', () => {
    const field = { name: 'payeeAccount', value: ['6217000000000000011', '中国建设银行'] };
    const { text, digest } = makeDisclosure(field, new SeededRandomness('one'));
    expect(openDisclosure(text)).toMatchObject(field);
    expect(openAgainst(text, [digest])).toMatchObject(field);
    expect(openAgainst(text, [digestOf(RFC_9901)])).toBeUndefined();
    expect(openAgainst(text, [])).toBeUndefined();
  });

  it('of equal fields differ by their salt of 128 bits', () => {
    const randomness = new SeededRandomness('salts');
    const [one, other] = [1, 2].map(() => makeDisclosure({ name: 'unit', value: '4-101' }, randomness));
    expect(one!.digest).not.toBe(other!.digest);
    expect(openDisclosure(one!.text)!.salt).toHaveLength(16);
  });

  const salt = 'AAAAAAAAAAAAAAAAAAAAAA';
  it.each([
    ['nothing', ''],
    ['no base64url', '#'],
    ['padding', `${RFC_9901}==`],
    ['no JSON', spelled('[')],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0x5d]).toString('base64url')],
    ['two parts', spelled(`["${salt}","a"]`)],
    ['four parts', spelled(`["${salt}","a","b","c"]`)],
    ['a short salt', spelled('["AAAA","a","b"]')],
    ['a salt that is no base64url', spelled('["++++++++++++++++++++++","a","b"]')],
    ['a name that is no text', spelled(`["${salt}",1,"b"]`)],
    ['a number', spelled(`["${salt}","a",1]`)],
    ['an object', spelled(`["${salt}","a",{"b":"c"}]`)],
  ])('refuse %s', (_name, text) => {
    expect(openDisclosure(text)).toBeUndefined();
    expect(openAgainst(text, [digestOf(text)])).toBeUndefined();
  });
});

describe('_sd', () => {
  it('is absent without private fields', () => {
    expect(sealFields([], new SeededRandomness('none'))).toEqual({ part: {}, disclosures: [] });
    expect(sealedDigests({ t: 'x' })).toEqual([]);
  });

  it.each([
    [1, 4],
    [3, 4],
    [4, 4],
    [5, 8],
    [8, 8],
    [9, 12],
  ])('with %i fields has %i sorted entries', (count, length) => {
    const { part, disclosures } = sealFields(fieldsOf(count), new SeededRandomness(`sd${count}`));
    expect(part._sd).toHaveLength(length);
    expect(part._sd).toEqual([...new Set(part._sd)].sort());
    expect(disclosures.every(({ digest }) => part._sd!.includes(digest))).toBe(true);
    expect(disclosures.map(({ text }) => openDisclosure(text)!.name)).toEqual(fieldsOf(count).map(({ name }) => name));
    expect(sealedDigests(part as LeafObject)).toEqual(part._sd);
  });

  it('does not show by its order which entries are decoys', () => {
    const places = new Set<number>();
    for (let seed = 0; seed < 40; seed += 1) {
      const { part, disclosures } = sealFields(fieldsOf(1), new SeededRandomness(`order${seed}`));
      places.add(part._sd!.indexOf(disclosures[0]!.digest));
    }
    expect(places).toEqual(new Set([0, 1, 2, 3]));
  });

  const good = sealFields(fieldsOf(4), new SeededRandomness('good')).part._sd!;
  it.each<[string, LeafObject]>([
    ['a text', { _sd: good[0]! }],
    ['an empty list', { _sd: [] }],
    ['three entries', { _sd: good.slice(1) }],
    ['entries out of order', { _sd: [...good].reverse() }],
    ['an entry twice', { _sd: [good[0]!, good[0]!, good[2]!, good[3]!] }],
    ['an entry that is no digest', { _sd: [...good.slice(0, 3), 'zzz'] }],
    ['a list inside', { _sd: [...good.slice(0, 3), [good[3]!]] }],
  ])('is refused as %s', (_name, leaf) => {
    expect(sealedDigests(leaf)).toBeUndefined();
  });
});

describe('a batch with a private inside', () => {
  const texts = fieldsOf(5).map((field) => makeDisclosure(field, new SeededRandomness(field.name)).text);
  const batch = batchPart(texts.map(privateLeafHash));

  it('is a tree over the hashes of the texts', () => {
    const byHand = sha256(Buffer.concat([Buffer.of(0), Buffer.from(texts[0]!, 'ascii')]));
    expect(privateLeafHash(texts[0]!).equals(byHand)).toBe(true);
    expect(batch).toEqual({ count: '5', sub: base64url(batchRoot(texts)) });
    expect(batchPart([])).toEqual({ count: '0', sub: base64url(sha256('')) });
  });

  it('proves each of its members, and nobody else', () => {
    texts.forEach((text, index) => {
      const path = batchPath(texts, index);
      expect(verifyInBatch({ text, index, path, batch })).toBe(true);
      expect(verifyInBatch({ text: RFC_9901, index, path, batch })).toBe(false);
      expect(verifyInBatch({ text, index, path, batch: { ...batch, count: '16' } })).toBe(false);
      expect(verifyInBatch({ text, index: (index + 1) % 5, path, batch })).toBe(false);
    });
  });

  it('answers no to counts and roots that are none', () => {
    const claim = { text: texts[0]!, index: 0, path: batchPath(texts, 0), batch };
    for (const count of ['', '05', '5.0', '-5', '1e1', '九']) {
      expect(verifyInBatch({ ...claim, batch: { ...batch, count } })).toBe(false);
    }
    expect(verifyInBatch({ ...claim, batch: { ...batch, sub: 'not=base64' } })).toBe(false);
  });

  it('has another root when any text, or their order, changes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 12 }), fc.nat(), (members, pick) => {
        const at = pick % members.length;
        const changed = members.map((member, index) => (index === at ? `${member}x` : member));
        expect(batchRoot(changed).equals(batchRoot(members))).toBe(false);
        expect(batchRoot([...members].reverse()).equals(batchRoot(members))).toBe(false);
      }),
    );
  });
});
