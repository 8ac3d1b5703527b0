import fc from 'fast-check';
import { bankingProblems } from '../../../src/banking/problems.js';
import { chainLines, joinLines, keyLines, type BankLine, type KeyedLine } from '../../../src/banking/rules/index.js';
import { line, sampleLines, yuan } from '../sample-books.js';

function without(each: KeyedLine): BankLine {
  const { key: _, ...values } = each;
  return values;
}

/** The sample's lines as a bank without serials would give them. */
function unnumbered(each: KeyedLine): BankLine {
  const { key: _, serial: __, ...values } = each;
  return values;
}

/** Imports files one after the other, as a store would keep them. */
function importAll(files: readonly (readonly BankLine[])[]): KeyedLine[] {
  return files.reduce<KeyedLine[]>((known, file) => {
    const joined = joinLines(known, file);
    expect(joined.violations).toEqual([]);
    return [...known, ...joined.fresh];
  }, []);
}

function balances(lines: readonly BankLine[]): bigint[] {
  return chainLines(lines).placed.map((place) => place.line.balanceFen);
}

// Twins: money in and out again, twice the same, on one day.
const [A1, A2, A3, A4] = [
  line('2024-07-01', '+100.00', '100.00'),
  line('2024-07-01', '-100.00', '0.00'),
  line('2024-07-01', '+100.00', '100.00'),
  line('2024-07-01', '-30.00', '70.00'),
].map(without) as [BankLine, BankLine, BankLine, BankLine];

describe('joining', () => {
  it('adds everything to nothing, with a key of its own for each line', () => {
    const joined = joinLines([], [A1, A2, A3, A4]);
    expect(joined).toMatchObject({ repeated: 0, violations: [], gaps: [] });
    expect(new Set(joined.fresh.map((each) => each.key)).size).toBe(4);
  });

  it.each<[string, BankLine[][]]>([
    ['in one file', [[A1, A2, A3, A4]]],
    [
      'in two files',
      [
        [A1, A2],
        [A3, A4],
      ],
    ],
    [
      'in two files, the later first',
      [
        [A3, A4],
        [A1, A2],
      ],
    ],
    [
      'in overlapping files',
      [
        [A1, A2, A3],
        [A2, A3, A4],
      ],
    ],
    [
      'twice',
      [
        [A1, A2, A3, A4],
        [A1, A2, A3, A4],
      ],
    ],
  ])('keeps identical twins %s', (_, files) => {
    const known = importAll(files);
    expect(known).toHaveLength(4);
    expect(chainLines(known)).toMatchObject({ gaps: [], overlaps: [], segments: [{ openingFen: 0n, lines: 4 }] });
    expect(joinLines(known, [A1, A2, A3, A4])).toMatchObject({ fresh: [], repeated: 4, violations: [] });
  });

  it('keeps lines that a key of the counterparty alone would tell apart', () => {
    const rent = { ...A1, counterpartyName: '甲' };
    const known = importAll([[A1, A2, rent]]);
    expect(known).toHaveLength(3);
    expect(JSON.stringify(known.map((each) => each.key))).not.toContain('甲');
  });

  it('names the gap that a segment leaves, and closes it', () => {
    const lines = [
      line('2024-07-01', '+100.00', '100.00', { serial: '1' }),
      line('2024-07-05', '-40.00', '60.00', { serial: '2' }),
      line('2024-07-09', '+5.00', '65.00', { serial: '3' }),
    ];
    const known = importAll([[without(lines[0]!)]]);
    const apart = joinLines(known, [without(lines[2]!)]);
    expect(apart.gaps).toEqual([
      { afterBalanceFen: yuan('100'), beforeBalanceFen: yuan('60'), from: '2024-07-01', to: '2024-07-09' },
    ]);
    expect(joinLines([...known, ...apart.fresh], [without(lines[1]!)])).toMatchObject({ violations: [], gaps: [] });
  });

  it('refuses a serial that stands for something else, with both readings and what differs', () => {
    const known = keyLines([{ ...A1, serial: '9' }]);
    const read = { ...A1, serial: '9', inFen: yuan('110'), balanceFen: yuan('110'), remark: '张三', fileLine: 12 };
    const { fresh, violations } = joinLines(known, [read], { file: 'b.csv' });
    expect(fresh).toEqual([]);
    expect(violations).toMatchObject([
      {
        code: 'STATEMENT_SERIAL_DIFFERS',
        at: 'b.csv:12',
        line: 12,
        facts: {
          serial: '9',
          differsZh: '收入、余额、备注',
          knownZh: '2024-07-01 收入 100.00，余额 100.00',
          readZh: '2024-07-01 收入 110.00，余额 110.00',
        },
      },
    ]);
    expect(JSON.stringify(violations)).not.toContain('张三');
  });

  it('takes a row that stands twice in one file, with one serial, once', () => {
    const doubled = [
      { ...A1, serial: '1' },
      { ...A1, serial: '1' },
    ];
    expect(joinLines([], doubled)).toMatchObject({ repeated: 1, violations: [] });
    expect(joinLines([], doubled).fresh).toHaveLength(1);
  });

  it('refuses an overlap that contradicts, with both readings', () => {
    const known = importAll([
      [
        line('2024-07-01', '+100.00', '100.00'),
        line('2024-07-02', '-40.00', '60.00'),
        line('2024-07-09', '+5.00', '65.00'),
      ].map(without),
    ]);
    const rival = [
      line('2024-07-01', '+100.00', '100.00'),
      line('2024-07-02', '-41.00', '59.00'),
      line('2024-07-09', '+5.00', '64.00'),
    ].map(without);
    const { fresh, violations } = joinLines(known, rival, { file: 'b.csv' });
    expect(fresh).toEqual([]);
    expect(
      violations.map((violation) => [violation.code, violation.facts!['knownZh'], violation.facts!['readZh']]),
    ).toEqual([['STATEMENT_CONTRADICTS', '2024-07-02 支出 40.00，余额 60.00', '2024-07-02 支出 41.00，余额 59.00']]);
    const { zh, en } = bankingProblems['STATEMENT_CONTRADICTS']!;
    for (const [, name] of `${zh}${en}`.matchAll(/\{(\w+)\}/g))
      expect(Object.keys(violations[0]!.facts!)).toContain(name);
  });
});

describe('the sample in any split, overlap and order of files', () => {
  const all = sampleLines();
  const pieces = fc.array(fc.tuple(fc.nat(77), fc.nat(77)), { minLength: 1, maxLength: 8 });
  /** Pieces that together cover the file, in the order given. */
  function filesOf(spans: readonly (readonly [number, number])[], form: (each: KeyedLine) => BankLine): BankLine[][] {
    const cuts = [...new Set([0, 78, ...spans.flat()])].sort((a, b) => a - b);
    const covering = cuts.slice(1).map((cut, index) => [cuts[index]!, cut] as const);
    const overlapping = spans.map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    const order = [...overlapping, ...covering].sort((a, b) => ((a[0] * 31 + a[1]) % 17) - ((b[0] * 31 + b[1]) % 17));
    return order.map(([from, to]) => all.slice(from, to).map(form));
  }

  it.each([
    ['by serial', without],
    ['without serials', unnumbered],
  ])('%s adds each line once and ends in the same chain', (_, form) => {
    fc.assert(
      fc.property(pieces, (spans) => {
        const known = importAll(filesOf(spans, form));
        expect(known).toHaveLength(78);
        expect(balances(known)).toEqual(all.map((each) => each.balanceFen));
        expect(chainLines(known).gaps).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('even where files hold any lines at all', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(all), { maxLength: 5 }), (files) => {
        const known = importAll(files.map((file) => file.map(without)));
        expect(known).toHaveLength(new Set(files.flat().map((each) => each.key)).size);
        expect(balances(importAll([known.map(without), all.map(without)]))).toEqual(all.map((each) => each.balanceFen));
      }),
      { numRuns: 60 },
    );
  });
});
