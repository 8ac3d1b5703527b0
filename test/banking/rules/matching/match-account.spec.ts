import fc from 'fast-check';
import {
  chainLines,
  matchAccount,
  type AccountMatching,
  type KeyedLine,
  type Movement,
} from '../../../../src/banking/rules/index.js';
import { addDays } from '../../../../src/kernel/calendar.js';
import { yuanFromFen } from '../../../../src/kernel/fen.js';
import { day, line, movement, sampleLines, sampleMovements } from '../../sample-books.js';

function match(lines: readonly KeyedLine[], movements: readonly Movement[]): AccountMatching {
  return matchAccount({ lines: chainLines(lines).placed, movements });
}

/** Each match as "vouchers = lines". */
function met(matching: AccountMatching): string[] {
  return matching.certain.map((each) => `${each.voucherNos.join('+')} = ${each.lineKeys.join('+')}`).sort();
}

/** Lines with running balances from days and signed yuan. */
function statement(...steps: readonly (readonly [on: string, net: number])[]): KeyedLine[] {
  let balance = 1_000_000n;
  return steps.map(([on, net], index) => {
    balance += BigInt(net * 100);
    return line(on, `${String(net)}.00`, yuanFromFen(balance), { key: `L${String(index + 1)}` });
  });
}

describe('matching', () => {
  it('pairs one line with one voucher of the same amount and direction', () => {
    const matching = match(statement(['2024-07-01', 100], ['2024-07-02', -100]), [
      movement('记-1', '2024-07-02', '-100.00'),
      movement('记-2', '2024-07-01', '+100.00'),
    ]);
    expect(met(matching)).toEqual(['记-1 = L2', '记-2 = L1']);
    expect(matching.certain[0]).toMatchObject({
      rule: 'same-day',
      score: 100,
      explanation: '收入金额相同（100.00 元），日期相同',
    });
  });

  it('says how far apart the two days are', () => {
    const matching = match(statement(['2024-07-04', -100]), [movement('记-1', '2024-07-01', '-100.00')]);
    expect(matching.certain[0]).toMatchObject({
      rule: 'near-day',
      score: 86,
      explanation: '支出金额相同（100.00 元），银行比记账晚 3 天',
    });
  });

  it('meets at most ten days apart', () => {
    const voucher = movement('记-1', '2024-07-01', '+100.00');
    expect(met(match(statement(['2024-07-11', 100]), [voucher]))).toHaveLength(1);
    expect(met(match(statement(['2024-07-12', 100]), [voucher]))).toEqual([]);
  });

  it('never guesses where another one stands equally near, and proposes both', () => {
    const matching = match(statement(['2024-07-03', 100], ['2024-07-07', 100]), [
      movement('记-1', '2024-07-05', '+100.00'),
    ]);
    expect(matching.certain).toEqual([]);
    expect(matching.likely).toMatchObject([
      { lineKeys: ['L1'], voucherNos: ['记-1'], rivals: 1 },
      { lineKeys: ['L2'], voucherNos: ['记-1'], rivals: 1 },
    ]);
    expect(matching.likely.every((each) => each.score <= 60)).toBe(true);
    expect(matching.openLines.map((place) => place.line.key)).toEqual(['L1', 'L2']);
  });

  it('takes washes out, whatever their kind', () => {
    const interfund = { ...movement('记-1', '2024-07-01', '0'), kind: 'interfund' };
    const matching = match(statement(['2024-07-01', 100]), [interfund, movement('记-2', '2024-07-01', '+100.00')]);
    expect(met(matching)).toEqual(['记-2 = L1']);
    expect(matching.washes).toEqual([
      { rule: 'wash-voucher', voucherNos: ['记-1'], explanation: '记-1 只在资金之间划转，没有动用银行里的钱' },
    ]);
  });

  it('lets a corrected voucher meet by what is left of it', () => {
    const lamps = [
      movement('记-3', '2024-11-06', '-1860.00'),
      movement('记-5', '2024-11-11', '+1860.00', { kind: 'red', corrects: '记-3' }),
      movement('记-6', '2024-11-11', '-1680.00', { kind: 'corrected', corrects: '记-3' }),
    ];
    const matching = match(statement(['2024-11-06', -1680]), lamps);
    expect(matching.certain).toMatchObject([{ rule: 'corrected', voucherNos: ['记-6'], cancelled: ['记-3', '记-5'] }]);
    expect(matching.washes).toMatchObject([{ rule: 'wash-correction', voucherNos: ['记-3', '记-5'] }]);
    expect(matching.openMovements).toEqual([]);
  });

  it('lets a correction months later meet the line of its first voucher', () => {
    const matching = match(statement(['2024-07-02', -300]), [
      movement('记-1', '2024-07-01', '-200.00'),
      movement('记-8', '2024-12-01', '-100.00', { corrects: '记-1' }),
    ]);
    expect(met(matching)).toEqual(['记-1+记-8 = L1']);
  });

  it('lets an original and a later adjustment meet two lines where the bank had two', () => {
    const matching = match(statement(['2024-07-02', -200], ['2024-12-01', 50]), [
      movement('记-1', '2024-07-01', '-200.00'),
      movement('记-8', '2024-12-01', '+50.00', { corrects: '记-1' }),
    ]);
    expect(met(matching)).toEqual(['记-1 = L1', '记-8 = L2']);
    expect(matching.openMovements).toEqual([]);
  });

  it('leaves a double entry that was cancelled out of it', () => {
    const matching = match(statement(['2024-07-02', -200]), [
      movement('记-1', '2024-07-01', '-200.00'),
      movement('记-2', '2024-07-02', '-200.00'),
      movement('记-3', '2024-07-03', '+200.00', { kind: 'red', corrects: '记-2' }),
    ]);
    expect(met(matching)).toEqual(['记-1 = L1']);
  });

  it('lets no line meet an opening voucher', () => {
    const opening = movement('记-1', '2024-07-01', '+100.00', { kind: 'opening' });
    const matching = match(statement(['2024-07-01', 100]), [opening]);
    expect([matching.certain, matching.openMovements]).toEqual([[], []]);
    expect(matching.openLines).toHaveLength(1);
  });
});

const books = fc.array(fc.tuple(fc.nat(40), fc.constantFrom(-300, -100, 100, 100, 200)), { maxLength: 25 });
const banks = books.map((steps) => {
  const sorted = [...steps].sort((left, right) => left[0] - right[0]);
  return statement(...sorted.map(([days, net]) => [addDays(day('2024-01-01'), days), net] as const));
});
const movements = books.map((steps) =>
  steps.map(([days, net], index) => {
    const red = index % 5 === 4;
    const before = steps[index - 1];
    const corrects = red && before !== undefined ? { kind: 'red', corrects: `记-${String(index - 1)}` } : {};
    const amount = red && before !== undefined ? -before[1] : net;
    return movement(`记-${String(index)}`, addDays(day('2024-01-01'), days), `${String(amount)}.00`, corrects);
  }),
);

describe('any matching', () => {
  it('pairs only equal amounts, each line and voucher once, and drops nothing', () => {
    fc.assert(
      fc.property(banks, movements, (lines, vouchers) => {
        const matching = match(lines, vouchers);
        const [byKey, byNo] = [
          new Map(lines.map((each) => [each.key, each.inFen - each.outFen])),
          new Map(vouchers.map((each) => [each.voucherNo, each.netFen])),
        ];
        for (const each of matching.certain) {
          const bank = each.lineKeys.reduce((sum, key) => sum + byKey.get(key)!, 0n);
          const book = [...each.voucherNos, ...each.cancelled].reduce((sum, no) => sum + byNo.get(no)!, 0n);
          expect([bank, book]).toEqual([each.netFen, each.netFen]);
        }
        const keys = [
          ...matching.certain.flatMap((each) => each.lineKeys),
          ...matching.openLines.map((place) => place.line.key),
        ];
        const cancelled = new Set(matching.certain.flatMap((each) => each.cancelled));
        const numbers = [
          ...matching.certain.flatMap((each) => [...each.voucherNos, ...each.cancelled]),
          ...matching.openMovements.map((each) => each.voucherNo),
          ...matching.washes.flatMap((wash) => wash.voucherNos.filter((no) => !cancelled.has(no))),
        ];
        expect(keys.sort()).toEqual([...byKey.keys()].sort());
        expect(numbers.sort()).toEqual([...byNo.keys()].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('is the same whatever order its inputs come in', () => {
    fc.assert(
      fc.property(banks, movements, fc.infiniteStream(fc.nat()), (lines, vouchers, seeds) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, seed: Number(seeds.next().value) }))
            .sort((left, right) => left.seed - right.seed)
            .map(({ item }) => item);
        const placed = chainLines(lines).placed;
        const straight = matchAccount({ lines: placed, movements: vouchers });
        expect(matchAccount({ lines: shuffle(placed), movements: shuffle(vouchers) })).toEqual(straight);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the sample', () => {
  const matching = match(sampleLines(), sampleMovements());

  it('matches itself but for the bank’s receipt and fee', () => {
    expect(matching.certain).toHaveLength(76);
    expect(matching.openMovements).toEqual([]);
    expect(matching.openLines.map((place) => place.line.serial)).toEqual(['YYZY-000075', 'YYZY-000076']);
    expect(matching.likely).toEqual([]);
  });

  it('shows the transfer between funds and the red entry as washes', () => {
    expect(matching.washes.map((wash) => wash.voucherNos)).toEqual([
      ['记-202407-0009'],
      ['记-202411-0003', '记-202411-0005'],
    ]);
  });

  it('names no counterparty and no remark of the bank', () => {
    const words = JSON.stringify(matching.certain.map((each) => each.explanation));
    for (const each of sampleLines()) {
      for (const secret of [each.counterpartyName, each.counterpartyNumber, each.summary, each.remark]) {
        if (secret !== '') expect(words).not.toContain(secret);
      }
    }
  });
});
