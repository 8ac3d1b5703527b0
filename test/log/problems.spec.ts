import { checkLeaf, type LeafObject, parseLeaf } from '../../src/kernel/canonical.js';
import { leafHash, sha256 } from '../../src/kernel/hash.js';
import { checkPublicText } from '../../src/kernel/public-text.js';
import type { Violation } from '../../src/kernel/violation.js';
import { logProblems } from '../../src/log/problems.js';
import { makeDisclosure, type StoredLeaf, verifyLeaf } from '../../src/log/rules/index.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';

const LOG = { estate: 'a', knownTypes: new Set(['t']) };
const text = makeDisclosure({ name: 'unit', value: '4-101' }, new SeededRandomness('problems')).text;

function read(json: string | Buffer): readonly Violation[] {
  const reading = parseLeaf(Buffer.from(json));
  return reading.ok ? [] : reading.violations;
}

function verify(json: string, more: Partial<StoredLeaf> = {}): readonly Violation[] {
  const bytes = Buffer.from(json);
  return verifyLeaf({ seq: 3n, bytes, hash: leafHash(bytes), fields: [], batch: [], ...more }, LOG).violations;
}

const GOOD = '{"estate":"a","t":"t"}';
const provoked: readonly Violation[] = [
  ...checkLeaf({ a: 'x'.repeat(20_000) }),
  ...checkLeaf({ é: null, b: 'e\u0301', c: '\t', d: '\ud800' } as unknown as LeafObject),
  ...checkPublicText('退4-101物业费，电话13800138000', 'summary'),
  ...read('['),
  ...read(Buffer.of(0xff)),
  ...read('{"a":"1","a":"1"}'),
  ...read('{ }'),
  ...verify('{"estate":"b","t":"u"}'),
  ...verify(GOOD, { hash: sha256('x'), batch: [{ hash: sha256('x') }] }),
  ...verify('{"_sd":"x","estate":"a","t":"t"}'),
  ...verify(GOOD, {
    fields: [
      { hash: sha256('x'), text: 'no' },
      { hash: sha256('y'), text },
    ],
  }),
];

describe("the log's table of problems", () => {
  it('has a row for every code, and a test for every row', () => {
    expect([...new Set(provoked.map(({ code }) => code))].sort()).toEqual(Object.keys(logProblems).sort());
  });

  it('asks for no fact that the violation does not bring', () => {
    for (const violation of provoked) {
      const row = logProblems[violation.code]!;
      const wanted = Object.values(row)
        .join('')
        .matchAll(/\{(\w+)\}/g);
      for (const [, name] of wanted) expect(Object.keys(violation.facts ?? {})).toContain(name);
    }
  });

  it('speaks Chinese first, and always says what to do', () => {
    for (const row of Object.values(logProblems)) {
      expect(row.zh).toMatch(/\p{Script=Han}{4}/u);
      expect(row.remedyZh).toMatch(/请/);
      expect(`${row.en}${row.remedyEn}`).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
