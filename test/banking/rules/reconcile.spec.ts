import fc from 'fast-check';
import { reconcile, type KeyedLine, type Movement } from '../../../src/banking/rules/index.js';
import { addDays } from '../../../src/kernel/calendar.js';
import { fen, sumFen, yuanFromFen } from '../../../src/kernel/fen.js';
import { day, line, movement, yuan } from '../sample-books.js';

describe('openings', () => {
  const opening = movement('记-1', '2024-07-01', '+100.00', { kind: 'opening' });
  const paid = movement('记-2', '2024-07-05', '-40.00');

  it('meet the balance before the bank’s first line', () => {
    const lines = [line('2024-07-05', '-40.00', '60.00')];
    expect(reconcile({ on: day('2024-07-05'), lines, movements: [opening, paid] }).light.colour).toBe('green');
  });

  it('that differ leave a gap before the first line', () => {
    const lines = [line('2024-07-05', '-40.00', '61.00')];
    const found = reconcile({ on: day('2024-07-05'), lines, movements: [opening, paid] });
    expect(found.gaps).toEqual([
      { afterBalanceFen: yuan('100'), beforeBalanceFen: yuan('101'), from: '2024-07-01', to: '2024-07-05' },
    ]);
    expect(found).toMatchObject({ unexplainedFen: 100n, light: { colour: 'red', reasons: ['gap', 'unexplained'] } });
  });

  it('take the bank’s lines from before the books as proof, and match none of them', () => {
    const lines = [line('2024-06-01', '+100.00', '100.00'), line('2024-07-05', '-40.00', '60.00')];
    const input = { on: day('2024-07-05'), lines, movements: [opening, paid], booksFrom: day('2024-07-01') };
    expect(reconcile(input)).toMatchObject({ items: [], gaps: [], light: { colour: 'green' } });
    expect(reconcile({ ...input, booksFrom: day('2024-06-01') }).light.colour).toBe('red');
  });

  it('may be carried in by fund', () => {
    const lines = [line('2024-07-05', '-40.00', '60.00')];
    const openingByFund = [
      { fund: 'PR', balanceFen: yuan('70') },
      { fund: 'PS', balanceFen: yuan('30') },
    ];
    const found = reconcile({ on: day('2024-07-05'), lines, movements: [paid], openingByFund });
    expect(found.byFund).toEqual([
      { fund: 'PR', balanceFen: yuan('30') },
      { fund: 'PS', balanceFen: yuan('30') },
    ]);
    expect(found.light.colour).toBe('green');
  });
});

describe('the light', () => {
  const lines = [line('2024-07-01', '+100.00', '100.00'), line('2024-09-01', '+1.00', '101.00')];
  const booked = [movement('记-1', '2024-07-01', '+100.00'), movement('记-3', '2024-09-01', '+1.00')];
  const late = movement('记-2', '2024-07-02', '-40.00');

  it.each([
    ['2024-08-01', 30, false, 'green'],
    ['2024-08-02', 31, true, 'amber'],
  ])('at %s, %s days after a cheque, is %s', (on, daysOpen, overdue, colour) => {
    const found = reconcile({ on: day(on), lines, movements: [...booked, late] });
    expect(found.items).toMatchObject([{ kind: 'B', daysOpen, overdue }]);
    expect(found.light.colour).toBe(colour);
  });

  it('is red where the funds do not make the book', () => {
    const wrong = { ...booked[0]!, byFund: [{ fund: 'PR', debitFen: fen(9999n), creditFen: fen(0n) }] };
    const found = reconcile({ on: day('2024-07-31'), lines, movements: [wrong, booked[1]!] });
    expect(found).toMatchObject({ fundsAgree: false, light: { colour: 'red', reasons: ['funds'] } });
    expect(found.light.sentence).toContain('相差 0.01 元');
  });

  it('is red where the ledger’s own balance is another', () => {
    const input = { on: day('2024-07-31'), lines, movements: booked, ledgerBalanceFen: yuan('99.99') };
    expect(reconcile(input).light).toMatchObject({ colour: 'red', reasons: ['unexplained', 'funds'] });
  });

  it('is red where two readings of one day contradict each other', () => {
    const rival = line('2024-07-02', '-41.00', '59.00');
    expect(reconcile({ on: day('2024-09-01'), lines: [...lines, rival], movements: booked }).light.colour).toBe('red');
  });
});

describe('the identity', () => {
  const steps = fc.array(fc.tuple(fc.nat(50), fc.constantFrom(-30000n, -10000n, 10000n, 10000n, 20000n, 7n)), {
    maxLength: 30,
  });
  const start = day('2024-01-01');

  function bank(given: readonly (readonly [number, bigint])[]): KeyedLine[] {
    let balance = 0n;
    const sorted = [...given].sort((left, right) => left[0] - right[0]);
    return sorted.map(([days, net], index) => {
      balance += net;
      return line(addDays(start, days), yuanFromFen(net), yuanFromFen(balance), { key: String(index) });
    });
  }

  function book(given: readonly (readonly [number, bigint])[]): Movement[] {
    return given.map(([days, net], index) => {
      const before = given[index - 1];
      const red = index % 4 === 3 && before !== undefined;
      const more = red ? { kind: 'red', corrects: `记-${String(index - 1)}` } : {};
      return movement(`记-${String(index)}`, addDays(start, days), yuanFromFen(red ? -before[1] : net), more);
    });
  }

  it('of the four kinds holds for any books, any bank and any day', () => {
    fc.assert(
      fc.property(steps, steps, fc.nat(60), (banked, booked, days) => {
        fc.pre(banked.length > 0);
        const on = addDays(start, days);
        const [lines, movements] = [bank(banked), book(booked)];
        const found = reconcile({ on, lines, movements });
        const { A, B, C, D } = found.totals;
        expect(found.bookFen + C - D).toBe(found.bankFen! + A - B);
        expect(found).toMatchObject({ bankAgrees: true, fundsAgree: true, unexplainedFen: 0n, gaps: [] });
        const known = lines.filter((each) => each.bookedOn <= on).map((each) => each.inFen - each.outFen);
        expect(found.bankFen).toBe(sumFen(known));
        expect(found.items.every((item) => item.amountFen > 0n && item.on <= on)).toBe(true);
        const waits = found.items.some((item) => item.kind === 'C' || item.kind === 'D' || item.overdue);
        expect(found.light.colour === 'green').toBe(!waits && found.reachesTo! >= on);
      }),
      { numRuns: 300 },
    );
  });

  it('does not hold in silence: one fen of tampering with a balance is red', () => {
    const two = steps.filter((given) => given.length >= 2);
    fc.assert(
      fc.property(two, fc.nat(), fc.constantFrom(1n, -1n, 10_000n), (banked, which, by) => {
        const lines = bank(banked);
        const target = which % (lines.length - 1);
        const tampered = lines.map((each, index) =>
          index === target ? { ...each, balanceFen: fen(each.balanceFen + by) } : each,
        );
        const found = reconcile({ on: addDays(start, 50), lines: tampered, movements: [] });
        expect(found.light.colour).toBe('red');
      }),
      { numRuns: 200 },
    );
  });

  it('is the same whatever order lines and vouchers come in', () => {
    fc.assert(
      fc.property(steps, steps, (banked, booked) => {
        const [lines, movements] = [bank(banked), book(booked)];
        const on = addDays(start, 25);
        expect(reconcile({ on, lines: [...lines].reverse(), movements: [...movements].reverse() })).toEqual(
          reconcile({ on, lines, movements }),
        );
      }),
      { numRuns: 100 },
    );
  });
});
