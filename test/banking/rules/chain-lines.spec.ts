import fc from 'fast-check';
import { chainLines, proveOrder, type BankLine, type KeyedLine } from '../../../src/banking/rules/index.js';
import { addDays } from '../../../src/kernel/calendar.js';
import { fen } from '../../../src/kernel/fen.js';
import { day, line, sampleLines, yuan } from '../sample-books.js';

function keys(lines: readonly KeyedLine[]): string[] {
  return lines.map((each) => each.key);
}

function chained(lines: readonly KeyedLine[], openingFen?: bigint): string[] {
  return keys(chainLines(lines, openingFen).placed.map((place) => place.line));
}

/** Real chains with few amounts and days, so that balances repeat and twins arise. */
const chains = fc
  .array(fc.tuple(fc.constantFrom(-200n, -100n, 100n, 200n), fc.constantFrom(0, 0, 1, 3)), {
    minLength: 1,
    maxLength: 25,
  })
  .map((steps) => {
    let [on, balance] = [day('2024-01-01'), 0n];
    return steps.map(([net, days], index): KeyedLine => {
      [on, balance] = [addDays(on, days), balance + net];
      const sides = { outFen: fen(net < 0n ? -net : 0n), inFen: fen(net > 0n ? net : 0n), balanceFen: fen(balance) };
      return { ...line('2024-01-01', '+1.00', '1.00'), bookedOn: on, ...sides, key: String(index) };
    });
  });

function joins(lines: readonly BankLine[]): boolean {
  return proveOrder(lines).breaks.length === 0;
}

describe('a chain', () => {
  it('is proved where days repeat and serials say nothing', () => {
    const lines = [
      line('2024-07-01', '+100.00', '100.00'),
      line('2024-07-01', '-40.00', '60.00'),
      line('2024-07-01', '+5.00', '65.00'),
      line('2024-07-02', '-65.00', '0.00'),
    ];
    expect(chained([lines[2]!, lines[0]!, lines[3]!, lines[1]!])).toEqual(keys(lines));
  });

  it('keeps identical twins', () => {
    const lines = ['a', 'b', 'c', 'd'].map((key, index) =>
      index % 2 === 0
        ? line('2024-07-01', '+100.00', '100.00', { key })
        : line('2024-07-01', '-100.00', '0.00', { key }),
    );
    const chain = chainLines(lines, 0n);
    expect(chain.placed).toHaveLength(4);
    expect(chain.gaps).toEqual([]);
    expect(chain.segments).toMatchObject([{ openingFen: 0n, closingFen: 0n, lines: 4 }]);
  });

  it('takes an account that is swept every day as one chain', () => {
    const lines = Array.from({ length: 60 }, (_, index) => {
      const on = addDays(day('2024-01-01'), Math.floor(index / 2));
      return index % 2 === 0 ? line(on, '+100.00', '100.00') : line(on, '-100.00', '0.00');
    });
    expect(chained([...lines].reverse())).toEqual(keys(lines));
  });

  it('takes a line that was posted a day late', () => {
    const lines = [
      line('2024-07-01', '+100.00', '100.00'),
      line('2024-07-03', '-40.00', '60.00'),
      line('2024-07-02', '+5.00', '65.00'),
      line('2024-07-04', '+1.00', '66.00'),
    ];
    const chain = chainLines(lines);
    expect(keys(chain.placed.map((place) => place.line))).toEqual(keys(lines));
    expect(chain.placed.map((place) => place.standsOn)).toEqual([
      '2024-07-01',
      '2024-07-03',
      '2024-07-03',
      '2024-07-04',
    ]);
  });

  it('names a hole by the balances and days around it', () => {
    const chain = chainLines([line('2024-07-01', '+100.00', '100.00'), line('2024-07-05', '-40.00', '30.00')]);
    expect(chain.overlaps).toEqual([]);
    expect(chain.gaps).toEqual([
      { afterBalanceFen: yuan('100'), beforeBalanceFen: yuan('70'), from: '2024-07-01', to: '2024-07-05' },
    ]);
  });

  it('sees a hole around an equal balance for what it is', () => {
    const lines = [
      line('2024-01-01', '+100.00', '100.00'),
      line('2024-02-01', '+30.00', '80.00'),
      line('2024-03-01', '+20.00', '100.00'),
      line('2024-03-01', '+7.00', '107.00'),
    ];
    const chain = chainLines([...lines].reverse());
    expect(keys(chain.placed.map((place) => place.line))).toEqual(keys(lines));
    expect(chain.gaps).toMatchObject([{ afterBalanceFen: yuan('100'), beforeBalanceFen: yuan('50') }]);
    expect(chain.overlaps).toEqual([]);
  });

  it('gives both readings where runs share days and do not join', () => {
    const known = [
      line('2024-07-01', '+100.00', '100.00'),
      line('2024-07-02', '-40.00', '60.00'),
      line('2024-07-09', '+5.00', '65.00'),
    ];
    const rival = line('2024-07-02', '-41.00', '59.00');
    const chain = chainLines([...known, rival]);
    expect(chain.overlaps.map(({ left, right }) => [left.key, right.key])).toEqual([[known[1]!.key, rival.key]]);
  });

  it('of nothing is nothing', () => {
    expect(chainLines([])).toEqual({ placed: [], segments: [], gaps: [], overlaps: [] });
  });

  it('is found again from any order, whole, and the same each time', () => {
    fc.assert(
      fc.property(chains, fc.infiniteStream(fc.nat()), (lines, seeds) => {
        const order = lines.map((each) => ({ each, seed: Number(seeds.next().value) })).sort((a, b) => a.seed - b.seed);
        const shuffled = order.map(({ each }) => each);
        const chain = chainLines(shuffled, 0n);
        expect(chain.overlaps).toEqual([]);
        expect(chain.gaps).toEqual([]);
        expect([...keys(chain.placed.map((place) => place.line))].sort()).toEqual([...keys(lines)].sort());
        expect(joins(chain.placed.map((place) => place.line))).toBe(true);
        const again = chainLines(lines, 0n).placed.map(({ line: { key: _, ...values } }) => values);
        expect(chain.placed.map(({ line: { key: _, ...values } }) => values)).toEqual(again);
      }),
      { numRuns: 300 },
    );
  });

  it('is found whole without knowing where the account began', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom(0n, 100n, 200n, -100n), (lines, begin) => {
        const moved = lines.map((each) => ({ ...each, balanceFen: fen(each.balanceFen + begin) }));
        expect(chainLines([...moved].reverse())).toMatchObject({ overlaps: [], gaps: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('never loses, doubles or invents a line, whatever it is given', () => {
    const anyLine = fc
      .tuple(fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-05'), fc.integer({ min: -3, max: 3 }), fc.nat(4))
      .filter(([, net]) => net !== 0)
      .map(([on, net, balance]) => line(on, `${String(net)}.00`, `${String(balance)}.00`));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const named = lines.map((each, index) => ({ ...each, key: String(index) }));
        const chain = chainLines(named);
        expect([...keys(chain.placed.map((place) => place.line))].sort()).toEqual([...keys(named)].sort());
        expect(chain.segments.reduce((sum, segment) => sum + segment.lines, 0)).toBe(named.length);
        expect(chain.gaps).toHaveLength(Math.max(0, chain.segments.length - 1));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the order of a file', () => {
  const lines = [
    line('2024-07-01', '+100.00', '100.00'),
    line('2024-07-01', '-40.00', '60.00'),
    line('2024-07-02', '+5.00', '65.00'),
  ];
  it.each([
    ['ascending', [0, 1, 2]],
    ['descending', [2, 1, 0]],
    ['rearranged', [1, 2, 0]],
  ] as const)('is %s', (order, indexes) => {
    const proved = proveOrder(indexes.map((index) => lines[index]!));
    expect([proved.order, keys(proved.lines), proved.breaks]).toEqual([order, keys(lines), []]);
  });

  it('of a closed round is told by its days', () => {
    const round = [line('2024-07-01', '+100.00', '100.00'), line('2024-07-02', '-100.00', '0.00')];
    expect(proveOrder([...round].reverse())).toMatchObject({ order: 'descending' });
    expect(keys(proveOrder([...round].reverse()).lines)).toEqual(keys(round));
  });
});

it('a line dropped from the sample leaves exactly its gap, wherever it stood', () => {
  const lines = sampleLines();
  for (let index = 1; index < lines.length - 1; index += 1) {
    const chain = chainLines(lines.filter((_, other) => other !== index));
    const [before, after] = [lines[index - 1]!, lines[index + 1]!];
    expect(chain.overlaps).toEqual([]);
    expect(chain.gaps).toEqual([
      {
        afterBalanceFen: before.balanceFen,
        beforeBalanceFen: lines[index]!.balanceFen,
        from: before.bookedOn,
        to: after.bookedOn,
      },
    ]);
  }
});
