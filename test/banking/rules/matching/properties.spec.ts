/** What holds for any lines, vouchers, standing and undone matches whatever. */
import fc from 'fast-check';
import {
  chainLines,
  matchAccount,
  reconcile,
  type AccountMatching,
  type KeyedLine,
  type MatchFacts,
  type Movement,
  type StandingMatch,
} from '../../../../src/banking/rules/index.js';
import { addDays } from '../../../../src/kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../../../src/kernel/fen.js';
import { day, line, movement } from '../../sample-books.js';

const START = day('2024-01-01');
const AMOUNTS = [-30_000n, -10_000n, -500n, 10_000n, 10_000n, 20_000n, 30_000n, 50_000n, 9_962n, -38n];
const PARTIES = ['', '某市安和有限公司', '某市远明有限公司', '3-602'];
const REMARKS = ['', '电费', '手续费', '退汇', '聚合商户结算款', '3-602物业费', '代发工资', '记-5'];
const SUMMARIES = ['支付公共照明电费', '银行手续费', '收物业费（扫码）', '支付人员工资', '收物业费'];

const step = fc.record({
  days: fc.nat(40),
  netFen: fc.constantFrom(...AMOUNTS),
  party: fc.constantFrom(...PARTIES),
  remark: fc.constantFrom(...REMARKS),
});
const entry = fc.record({
  days: fc.nat(40),
  netFen: fc.constantFrom(...AMOUNTS),
  party: fc.constantFrom(...PARTIES),
  summary: fc.constantFrom(...SUMMARIES),
  isCode: fc.boolean(),
  isRed: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
});

const banks = fc.array(step, { maxLength: 25 }).map((steps): KeyedLine[] => {
  let balance = 1_000_000n;
  const sorted = [...steps].sort((left, right) => left.days - right.days);
  return sorted.map(({ days, netFen, party, remark }, index) => {
    balance += netFen;
    const words = { counterpartyName: party, summary: remark === '代发工资' ? remark : '', remark };
    const key = `L${String(index)}`;
    return line(addDays(START, days), yuanFromFen(netFen), yuanFromFen(balance), { key, ...words });
  });
});

const bookings = fc.array(entry, { maxLength: 25 }).map((entries): Movement[] =>
  entries.map(({ days, netFen, party, summary, isCode, isRed }, index) => {
    const before = entries[index - 1];
    const corrects = isRed && before !== undefined ? { kind: 'red', corrects: `记-${String(index - 1)}` } : {};
    const amount = isRed && before !== undefined ? -before.netFen : netFen;
    const more = { summary, payeeWords: [party], ...(isCode ? { settlement: '聚合支付' } : {}), ...corrects };
    return movement(`记-${String(index)}`, addDays(START, days), yuanFromFen(amount), more);
  }),
);

function factsOf(lines: readonly KeyedLine[], movements: readonly Movement[]): MatchFacts {
  return { lines: chainLines(lines).placed, movements };
}

function standingOf(matching: AccountMatching): StandingMatch[] {
  return [...matching.certain, ...matching.linePairs].map((match, index) => ({ ...match, id: `m${String(index)}` }));
}

function openOf(matching: AccountMatching): { lines: string[]; vouchers: string[] } {
  return {
    lines: matching.openLines.map((place) => place.line.key).sort(),
    vouchers: matching.openMovements.map((each) => each.voucherNo).sort(),
  };
}

function shuffled<T>(items: readonly T[], seeds: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, seed: Number(seeds.next().value) }))
    .sort((left, right) => left.seed - right.seed)
    .map(({ item }) => item);
}

describe('any matching', () => {
  it('does not depend on the order of lines, vouchers, standing and undone matches', () => {
    fc.assert(
      fc.property(banks, bookings, fc.infiniteStream(fc.nat()), (lines, movements, seeds) => {
        const facts = factsOf(lines, movements);
        const standing = standingOf(matchAccount(facts)).slice(0, 4);
        const refused = standing.slice(2);
        const straight = matchAccount({ ...facts, standing: standing.slice(0, 2), refused });
        const mixed = matchAccount({
          lines: shuffled(facts.lines, seeds),
          movements: shuffled(movements, seeds),
          standing: standing.slice(0, 2),
          refused: shuffled(refused, seeds),
        });
        expect(mixed).toEqual(straight);
      }),
      { numRuns: 300 },
    );
  });

  it('is exact to the fen, overlaps nowhere, and drops nothing', () => {
    fc.assert(
      fc.property(banks, bookings, (lines, movements) => {
        const matching = matchAccount(factsOf(lines, movements));
        const bank = new Map(lines.map((each) => [each.key, each.inFen - each.outFen]));
        const book = new Map(movements.map((each) => [each.voucherNo, each.netFen]));
        const made = [...matching.certain, ...matching.linePairs];
        for (const match of [...made, ...matching.likely]) {
          const ofBank = sumFen(match.lineKeys.map((key) => bank.get(key)!));
          const ofBook = sumFen([...match.voucherNos, ...match.cancelled].map((number) => book.get(number)!));
          expect([ofBank, ofBook]).toEqual([match.netFen, match.netFen]);
        }
        const keys = [...made.flatMap((match) => match.lineKeys), ...openOf(matching).lines];
        const cancelled = new Set(made.flatMap((match) => match.cancelled));
        const numbers = [
          ...made.flatMap((match) => [...match.voucherNos, ...match.cancelled]),
          ...openOf(matching).vouchers,
          ...matching.washes.flatMap((wash) => wash.voucherNos.filter((number) => !cancelled.has(number))),
        ];
        expect(keys.sort()).toEqual([...bank.keys()].sort());
        expect(numbers.sort()).toEqual([...book.keys()].sort());
        const suggested = matching.suggestions.map((each) => each.lineKey).sort();
        expect(suggested).toEqual(openOf(matching).lines);
      }),
      { numRuns: 400 },
    );
  });

  it('stays as it is once its matches stand', () => {
    fc.assert(
      fc.property(banks, bookings, (lines, movements) => {
        const facts = factsOf(lines, movements);
        const matching = matchAccount(facts);
        const again = matchAccount({ ...facts, standing: standingOf(matching) });
        expect([again.certain, again.linePairs]).toEqual([[], []]);
        expect(openOf(again)).toEqual(openOf(matching));
        expect(again.likely).toEqual(matching.likely);
      }),
      { numRuns: 300 },
    );
  });

  it('is undone exactly: what a match took is open again, and nothing else has changed', () => {
    fc.assert(
      fc.property(banks, bookings, fc.nat(), (lines, movements, which) => {
        const facts = factsOf(lines, movements);
        const before = matchAccount(facts);
        const standing = standingOf(before);
        fc.pre(standing.length > 0);
        const undone = standing[which % standing.length]!;
        const rest = standing.filter((match) => match !== undone);
        const after = matchAccount({ ...facts, standing: rest, refused: [undone] });
        expect([after.certain, after.linePairs]).toEqual([[], []]);
        expect(openOf(after)).toEqual({
          lines: [...openOf(before).lines, ...undone.lineKeys].sort(),
          vouchers: [...openOf(before).vouchers, ...undone.voucherNos].sort(),
        });
        const names = after.likely.map((match) => JSON.stringify([match.lineKeys, match.voucherNos]));
        expect(names).not.toContain(JSON.stringify([undone.lineKeys, undone.voucherNos]));
      }),
      { numRuns: 300 },
    );
  });

  it('changes neither lines nor vouchers', () => {
    const freeze = <T extends object>(items: readonly T[]): readonly T[] =>
      Object.freeze(items.map((item) => Object.freeze(item)));
    fc.assert(
      fc.property(banks, bookings, (lines, movements) => {
        const facts = factsOf(lines, movements);
        matchAccount({ lines: freeze(facts.lines), movements: freeze(movements) });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the four-item identity', () => {
  it('holds for any lines, vouchers, standing matches and day', () => {
    fc.assert(
      fc.property(banks, bookings, fc.nat(60), fc.nat(), (lines, movements, days, which) => {
        fc.pre(lines.length > 0);
        // The bank begins with a balance that the books must have had too.
        const opening = movement('记-开', START, '10000.00', { kind: 'opening' });
        const on = addDays(START, days);
        const standing = standingOf(matchAccount(factsOf(lines, movements)));
        const kept = standing.filter((_, index) => (which >> (index % 20)) % 2 === 0);
        const refused = standing.filter((match) => !kept.includes(match));
        const found = reconcile({ on, lines, movements: [opening, ...movements], standing: kept, refused });
        const { A, B, C, D } = found.totals;
        expect(found.bookFen + C - D).toBe(found.bankFen! + A - B);
        expect(found).toMatchObject({ bankAgrees: true, fundsAgree: true, unexplainedFen: 0n, gaps: [] });
      }),
      { numRuns: 400 },
    );
  });
});
