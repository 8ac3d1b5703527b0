/** Which matches stand: only true ones, each side once, until a leaf undoes them. */
import fc from 'fast-check';
import {
  BANK_MATCH,
  BANK_MATCH_UNDONE,
  checkMatch,
  foldMatches,
  matchesOfLeaf,
  matchLeaves,
  type FoldFacts,
  type KeyedLine,
  type MatchRecord,
  type PlacedMatch,
} from '../../../src/banking/rules/index.js';
import { LEAF_LIMIT_BYTES, canonicalBytes } from '../../../src/kernel/canonical.js';
import { fen } from '../../../src/kernel/fen.js';
import { day, line, movement } from '../sample-books.js';

const lines = new Map([
  ['5.1', line('2025-01-02', '+10.00', '10.00')],
  ['5.2', line('2025-01-03', '+10.00', '20.00')],
  ['5.3', line('2025-01-04', '-4.00', '16.00')],
  ['5.4', line('2025-01-05', '+4.00', '20.00')],
]);
const movements = [
  movement('记-202501-0001', '2025-01-02', '+10.00'),
  movement('记-202501-0002', '2025-01-03', '+10.00'),
  movement('记-202501-0003', '2025-01-04', '-4.00'),
];

function match(lineIds: readonly string[], voucherNos: readonly string[], yuan: number): PlacedMatch {
  const netFen = fen(BigInt(Math.round(yuan * 100)));
  return { rule: 'same-day', score: 95, netFen, lineIds, voucherNos, cancelled: [], explanation: '同一天、同样金额' };
}

function made(seq: bigint, ...matches: PlacedMatch[]): MatchRecord {
  const run = { bankAccountId: 'ba-1', by: 'p-1', recordedAt: new Date(0), how: 'engine' } as const;
  const [leaf] = matchLeaves(matches, run);
  return { seq, leaf: leaf! };
}

function undone(seq: bigint, id: string): MatchRecord {
  return {
    seq,
    leaf: { t: BANK_MATCH_UNDONE, by: 'p-2', match: id, reason: '对错了', recorded_at: 'then', subject: 'ba-1' },
  };
}

function fold(more: Partial<FoldFacts>): ReturnType<typeof foldMatches> {
  return foldMatches({ made: [], undone: [], lines, movements, ...more });
}

const first = match(['5.1'], ['记-202501-0001'], 10);

describe('a match', () => {
  it('stands with its lines’ keys until it is undone, and then is refused', () => {
    const stands = fold({ made: [made(7n, first)] });
    expect(stands.standing).toMatchObject([{ id: '7.0', lineKeys: [lines.get('5.1')?.key], how: 'engine', by: 'p-1' }]);
    const gone = fold({ made: [made(7n, first)], undone: [undone(8n, '7.0')] });
    expect(gone.standing).toEqual([]);
    expect(gone.kept).toMatchObject([{ state: 'undone', undoing: { by: 'p-2', reason: '对错了', seq: 8n } }]);
    expect(gone.refused).toEqual([{ lineKeys: [lines.get('5.1')?.key], voucherNos: ['记-202501-0001'] }]);
  });

  it('made anew after an undoing stands, and is refused no longer', () => {
    const again = fold({ made: [made(7n, first), made(9n, first)], undone: [undone(8n, '7.0')] });
    expect(again.kept.map(({ id, state }) => [id, state])).toEqual([
      ['7.0', 'undone'],
      ['9.0', 'standing'],
    ]);
    expect(again.refused).toEqual([]);
  });

  it('cannot be undone before it was made', () => {
    expect(fold({ made: [made(7n, first)], undone: [undone(6n, '7.0')] }).standing).toHaveLength(1);
  });

  it.each([
    ['an unknown line', match(['9.9'], ['记-202501-0001'], 10), 'unknown-side'],
    ['an unknown voucher', match(['5.1'], ['记-202512-0001'], 10), 'unknown-side'],
    ['no line', match([], ['记-202501-0001'], 10), 'unknown-side'],
    ['one line twice', match(['5.1', '5.1'], ['记-202501-0001'], 10), 'unknown-side'],
    ['sums that differ', match(['5.3'], ['记-202501-0001'], 10), 'sums-differ'],
    ['another sum than it says', match(['5.1'], ['记-202501-0001'], 11), 'sums-differ'],
  ])('with %s counts for nothing, whoever wrote it', (_name, forged, lapse) => {
    expect(fold({ made: [made(7n, forged)] })).toMatchObject({ standing: [], kept: [{ state: 'lapsed', lapse }] });
  });

  it('with the opening voucher counts for nothing: it would hide a line that no voucher explains', () => {
    const opening = movement('记-202501-0009', '2025-01-01', '+4.00', { kind: 'opening' });
    const forged = fold({
      made: [made(7n, match(['5.4'], ['记-202501-0009'], 4))],
      movements: [...movements, opening],
    });
    expect(forged).toMatchObject({ standing: [], kept: [{ state: 'lapsed', lapse: 'unknown-side' }] });
  });

  it('gives each side to the earlier one of two', () => {
    const second = match(['5.2'], ['记-202501-0001'], 10);
    expect(fold({ made: [made(7n, first, second)] }).kept.map(({ state, lapse }) => [state, lapse])).toEqual([
      ['standing', undefined],
      ['lapsed', 'taken-before'],
    ]);
  });

  it('lapses when its voucher was corrected to another amount, and not when to the same', () => {
    const red = movement('记-202501-0004', '2025-01-06', '-10.00', { kind: 'red', corrects: '记-202501-0001' });
    const blue = (yuan: string): typeof red =>
      movement('记-202501-0005', '2025-01-06', yuan, { kind: 'corrected', corrects: '记-202501-0001' });
    const stateWith = (...more: (typeof red)[]): unknown =>
      fold({ made: [made(7n, first)], movements: [...movements, ...more] }).kept[0]?.state;
    expect(stateWith(red)).toBe('lapsed');
    expect(stateWith(red, blue('+9.00'))).toBe('lapsed');
    expect(stateWith(red, blue('+10.00'))).toBe('standing');
  });

  it('may be of lines alone that cancel each other', () => {
    expect(fold({ made: [made(7n, match(['5.3', '5.4'], [], 0))] }).standing).toHaveLength(1);
  });
});

describe('a voucher that was drafted from a line', () => {
  it('meets that line though another has its amount, unless a person took that back', () => {
    const drafted = new Map([['记-202501-0001', '5.2']]);
    expect(fold({ drafted }).standing).toMatchObject([{ rule: 'drafted', lineKeys: [lines.get('5.2')?.key] }]);
    const written = made(7n, match(['5.2'], ['记-202501-0001'], 10));
    expect(fold({ drafted, made: [written], undone: [undone(8n, '7.0')] }).standing).toEqual([]);
    expect(fold({ drafted: new Map([['记-202501-0003', '5.2']]) }).standing).toEqual([]);
  });
});

describe('the leaves of a run', () => {
  it('are as many as they need to be, give back what went in, and skip what no leaf holds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }), fc.boolean(), (sizes, withGiant) => {
        const matches = sizes.map((count, index) =>
          match(
            [`5.${index}`],
            Array.from({ length: count }, (_, no) => `记-202501-${String(no).padStart(4, '0')}`),
            1,
          ),
        );
        const giant = match(
          ['6.1'],
          Array.from({ length: 1_000 }, (_, no) => `记-202502-${String(no).padStart(4, '0')}`),
          1,
        );
        const run = { bankAccountId: 'ba-1', by: 'p-1', recordedAt: new Date(0), how: 'engine' } as const;
        const leaves = matchLeaves(withGiant ? [...matches, giant] : matches, run);
        for (const leaf of leaves) {
          expect(leaf['t']).toBe(BANK_MATCH);
          expect(canonicalBytes({ ...leaf, estate: '0'.repeat(36) }).length).toBeLessThanOrEqual(LEAF_LIMIT_BYTES);
        }
        expect(leaves.flatMap(matchesOfLeaf)).toEqual(matches);
      }),
      { numRuns: 30 },
    );
  });

  it('never hold an explanation that looks as if it named a household', () => {
    const run = { bankAccountId: 'ba-1', by: 'p', recordedAt: new Date(0), how: 'person' } as const;
    const [leaf] = matchLeaves([{ ...first, explanation: '3栋2单元501 交来' }], run);
    expect(matchesOfLeaf(leaf!)[0]?.explanation).toBe('按规则对上，金额相同');
  });

  it('of another shape hold no match, and shift no id', () => {
    const [whole] = matchLeaves([first], { bankAccountId: 'ba-1', by: 'p', recordedAt: new Date(0), how: 'person' });
    const entries = whole!['matches'] as readonly (readonly string[])[];
    const forged = ['text', [], ['a', 'b'], [...entries[0]!.slice(0, 2), '1.5', ...entries[0]!.slice(3)]];
    const read = matchesOfLeaf({ ...whole, matches: [...forged, entries[0]!] });
    expect(read).toEqual([undefined, undefined, undefined, undefined, first]);
    expect(matchesOfLeaf({ matches: 'none' })).toEqual([]);
  });
});

describe('what a person says is the same', () => {
  const facts = { lines, movements, standing: [], booksFrom: day('2025-01-01') };
  const codes = (lineIds: readonly string[], voucherNos: readonly string[], more = {}): string[] =>
    checkMatch({ lineIds, voucherNos }, { ...facts, ...more }).map(({ code }) => code);

  it('is taken where the sums are equal, several to several', () => {
    expect(codes(['5.1', '5.3'], ['记-202501-0002', '记-202501-0003'])).toEqual([]);
  });

  it('lets lines cancel each other only where the bank ties them together', () => {
    const pair = (out: Partial<KeyedLine>, back: Partial<KeyedLine>): string[] => {
      const sent = line('2025-01-04', '-4.00', '16.00', out);
      const more = new Map([...lines, ['5.3', sent], ['5.4', line('2025-01-05', '+4.00', '20.00', back)]]);
      return codes(['5.3', '5.4'], [], { lines: more });
    };
    const [payee, other] = [{ counterpartyName: '某公司' }, { counterpartyName: '某住户' }];
    expect(pair(payee, payee)).toEqual([]);
    expect(pair(payee, { ...other, remark: '账号户名不符退汇' })).toEqual([]);
    expect(pair(payee, other)).toEqual(['MATCH_LINES_UNRELATED']);
    expect(pair({}, {})).toEqual(['MATCH_LINES_UNRELATED']);
    // Nor behind a voucher of something else.
    expect(codes(['5.1', '5.3', '5.4'], ['记-202501-0001'])).toEqual(['MATCH_LINES_UNRELATED']);
  });

  it('names each side once', () => {
    const twice = ['5.1', '5.1', '5.3'];
    expect(codes(twice, ['记-202501-0001', '记-202501-0001', '记-202501-0003'])).toEqual([
      'MATCH_SIDE_TWICE',
      'MATCH_SIDE_TWICE',
    ]);
  });

  it('is of the books’ time: what proves the opening balance explains no line', () => {
    const opening = movement('记-202501-0009', '2025-01-01', '+4.00', { kind: 'opening' });
    expect(codes(['5.4'], ['记-202501-0009'], { movements: [...movements, opening] })).toEqual(['MATCH_BEFORE_BOOKS']);
    expect(codes(['5.1'], ['记-202501-0002'], { booksFrom: day('2025-01-03') })).toEqual(['MATCH_BEFORE_BOOKS']);
  });

  it('is refused with all that is wrong', () => {
    expect(codes(['9.9', '5.1'], ['记-209901-0001'])).toEqual(['BANK_LINE_UNKNOWN', 'MATCH_VOUCHER_UNKNOWN']);
    const { standing } = fold({ made: [made(7n, first)] });
    expect(codes(['5.1'], ['记-202501-0003'], { standing })).toEqual(['MATCH_TAKEN', 'MATCH_SUMS_DIFFER']);
    const red = movement('记-202501-0004', '2025-01-06', '-10.00', { kind: 'red', corrects: '记-202501-0001' });
    expect(codes(['5.1'], ['记-202501-0001'], { movements: [...movements, red] })).toEqual(['MATCH_VOUCHER_CORRECTED']);
  });
});
