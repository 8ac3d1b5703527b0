/** What two people sign, and how a later difference is told. */
import fc from 'fast-check';
import {
  checkSignOff,
  eventSentences,
  figureChanges,
  figuresDigest,
  figuresFromLeaf,
  figuresOf,
  figuresPart,
  MOST_SIGNED_ITEMS,
  reconcile,
  type SignedFigures,
} from '../../../src/banking/rules/index.js';
import { day, line, movement, sampleLines, sampleMovements } from '../sample-books.js';

const sample = { lines: sampleLines(), movements: sampleMovements() };
const codes = (on: string, lines = sample.lines): string[] =>
  checkSignOff(reconcile({ on: day(on), lines, movements: sample.movements })).map(({ code }) => code);

describe('the sample', () => {
  it('may be signed on days that the bank reaches and that are not red', () => {
    expect(codes('2025-06-30')).toEqual([]);
    expect(codes('2025-07-20')).toEqual(['RECONCILIATION_NO_STATEMENT']);
    expect(codes('2025-06-30', [])).toEqual(['RECONCILIATION_NO_STATEMENT']);
    expect(
      codes(
        '2025-06-30',
        sample.lines.filter((_, index) => index !== 30),
      ),
    ).toEqual(['RECONCILIATION_RED']);
  });
});

describe('a day with too much open', () => {
  it('is not signed: nobody reads such a list', () => {
    const lines = Array.from({ length: MOST_SIGNED_ITEMS + 1 }, (_, index) =>
      line('2025-01-02', '+1.00', `${index + 1}.00`),
    );
    const found = reconcile({ on: day('2025-01-02'), lines, movements: [] });
    expect(checkSignOff(found).map(({ code }) => code)).toEqual(['RECONCILIATION_TOO_MANY_ITEMS']);
  });
});

const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const figures: fc.Arbitrary<SignedFigures> = fc.record({
  on: fc.constantFrom(day('2025-06-30'), day('2024-02-29')),
  bookFen: amount,
  bankFen: amount,
  adjustedBookFen: amount,
  adjustedBankFen: amount,
  totals: fc.record({ A: amount, B: amount, C: amount, D: amount }),
  byFund: fc.array(fc.tuple(fc.constantFrom('PR', 'PS', 'WF'), amount), { maxLength: 3 }),
  items: fc.array(
    fc.record({
      kind: fc.constantFrom('A', 'B', 'C', 'D'),
      on: fc.constant(day('2025-06-01')),
      reference: fc.string(),
      fen: amount,
    }),
    { maxLength: 5 },
  ),
  light: fc.constantFrom('green', 'amber'),
});

describe('figures', () => {
  it('come back from a leaf as they went in, with the same digest', () => {
    fc.assert(
      fc.property(figures, (signed) => {
        const read = figuresFromLeaf(figuresPart(signed));
        expect(read).toEqual(signed);
        expect(figuresDigest(read!)).toBe(figuresDigest(signed));
        expect(figureChanges(signed, read!)).toEqual([]);
      }),
    );
  });

  it.each(['on', 'book', 'bank', 'adjusted_book', 'adjusted_bank', 'totals', 'funds', 'items'])(
    'with a forged %s are none',
    (name) => {
      const found = reconcile({
        on: day('2025-01-02'),
        lines: [line('2025-01-02', '+1.00', '1.00')],
        movements: [movement('记-202501-0001', '2025-01-02', '+2.00')],
      });
      const leaf = figuresPart(figuresOf(found, 'ORG'));
      expect(figuresFromLeaf(leaf)).toBeDefined();
      const forged = name === 'funds' || name === 'items' ? [['PR', '1.5']] : 'x';
      expect(figuresFromLeaf({ ...leaf, [name]: forged })).toBeUndefined();
    },
  );

  it('name a person’s lines by no serial: what is signed is public for ever', () => {
    const lines = [line('2025-01-02', '+1.00', '1.00', { serial: 'ORDER-1' })];
    const movements = [movement('记-202501-0001', '2025-01-02', '+2.00')];
    const found = reconcile({ on: day('2025-01-02'), lines, movements });
    const references = (holder: 'ORG' | 'PERSON'): string[] =>
      figuresOf(found, holder).items.map((item) => item.reference);
    expect(references('ORG')).toEqual(['记-202501-0001', 'ORDER-1']);
    expect(references('PERSON')).toEqual(['记-202501-0001', '']);
    expect(figureChanges(figuresOf(found, 'ORG'), figuresOf(found, 'PERSON')).join()).toContain('，银行流水，1.00 元');
    const leaf = figuresPart(figuresOf(found, 'PERSON'));
    expect(figuresFromLeaf(leaf)).toEqual(figuresOf(found, 'PERSON'));
  });

  it('differ from others in every way that they can', () => {
    const of = (net: string): SignedFigures =>
      figuresOf(
        reconcile({
          on: day('2025-01-02'),
          lines: [line('2025-01-02', '+1.00', '1.00')],
          movements: [movement('记-202501-0001', '2025-01-02', net)],
        }),
        'ORG',
      );
    expect(figureChanges(of('+1.00'), of('+2.00'))).toEqual([
      '账上余额：签字时 1.00 元，现在 2.00 元',
      '账上调节后余额：签字时 1.00 元，现在 3.00 元',
      '银行调节后余额：签字时 1.00 元，现在 3.00 元',
      '资金 PR 的余额：签字时 1.00 元，现在 2.00 元',
      '多了一笔未达账项：企业已收银行未收，2025-01-02，记-202501-0001，2.00 元',
      '多了一笔未达账项：银行已收企业未收，2025-01-02，第 1 笔，1.00 元',
      '对账结果：签字时“相符”，现在“待处理”',
    ]);
  });
});

it('what came later is told piece by piece, and in a sum where it is much', () => {
  const vouchers = Array.from({ length: 12 }, (_, index) => ({
    voucherNo: `记-202501-${String(index + 1).padStart(4, '0')}`,
    eventOn: day('2025-01-02'),
    netFen: -150n,
  }));
  const told = eventSentences({ vouchers, lines: 3, matchesMade: 1, matchesUndone: 2 });
  expect(told).toHaveLength(14);
  expect(told[0]).toBe('签字以后记入凭证 记-202501-0001（2025-01-02，付 1.50 元）');
  expect(told.slice(10)).toEqual([
    '签字以后还记入了另外 2 张这一天以前的凭证',
    '签字以后导入了 3 笔这一天以前的银行流水',
    '签字以后又对上了 1 组流水和凭证',
    '签字以后撤销了 2 个核对',
  ]);
});
