import { readFileSync } from 'node:fs';
import { canonicalBytes, type LeafObject, parseLeaf } from '../../src/kernel/canonical.js';
import { leafHash } from '../../src/kernel/hash.js';
import {
  batchPart,
  makeDisclosure,
  openDisclosure,
  type PrivateField,
  privateLeafHash,
  sealFields,
  verifyLeaf,
} from '../../src/log/rules/index.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';

interface Golden {
  readonly leaf: LeafObject;
  readonly bytesHex: string;
  readonly leafHashHex: string;
  readonly seed: string;
  readonly fields: readonly PrivateField[];
  readonly disclosures: readonly string[];
}

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Golden;

/** Another program in another language made these files. They never change: logs that are kept depend on it. */
describe('frozen bytes of a voucher', () => {
  it.each([
    ['voucher-plain', 'b9314c63ace8e0c868f445a6096af392c9ee90e70ae2f244b4c024de84fa90b1'],
    ['voucher-private', '8fff6cb575f1463820223b8964f857da11f3a6dbe671294a609c8ef63dfcf26c'],
    ['voucher-red', 'fae82b8e8c7afcfb16114d639c6296ce70a91d9fb11f6e0cac65c36adb9860ea'],
    ['voucher-batch', '837e7ecc132b931f22d6a574d6a303e8357ea72514163fee418fe12a0e95e2ed'],
  ])('%s', (name, frozenHash) => {
    const { leaf, bytesHex, leafHashHex } = golden(name);
    const bytes = canonicalBytes(leaf);
    expect(bytes.toString('hex')).toBe(bytesHex);
    expect(leafHash(bytes).toString('hex')).toBe(frozenHash);
    expect(leafHashHex).toBe(frozenHash);
    expect(parseLeaf(Buffer.from(bytesHex, 'hex'))).toEqual({ ok: true, leaf });
  });

  it('with private fields: the same chance gives the same digests and decoys', () => {
    const { leaf, seed, fields, disclosures } = golden('voucher-private');
    const sealed = sealFields(fields, new SeededRandomness(seed));
    expect(sealed.disclosures.map(({ text }) => text)).toEqual(disclosures);
    expect(sealed.part._sd).toEqual(leaf['_sd']);
  });

  it('with a private inside: the same root, member by member', () => {
    const { leaf, seed, disclosures } = golden('voucher-batch');
    const randomness = new SeededRandomness(seed);
    const again = disclosures.map((text) => makeDisclosure(openDisclosure(text)!, randomness).text);
    expect(again).toEqual(disclosures);
    expect(batchPart(disclosures.map(privateLeafHash))).toEqual({ count: leaf['count'], sub: leaf['sub'] });
    const batch = disclosures.map((text) => ({ text, hash: privateLeafHash(text) }));
    const bytes = canonicalBytes(leaf);
    const log = { estate: 'yuanye-manor', knownTypes: new Set(['xinyi/voucher/v1']) };
    const verdict = verifyLeaf({ seq: 0n, bytes, hash: leafHash(bytes), fields: [], batch }, log);
    expect(verdict).toMatchObject({ checkedValues: 5, byHashOnly: 0, violations: [] });
  });
});
