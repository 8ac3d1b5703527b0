import fc from 'fast-check';
import { addDays, firstDayOf, periodOf, type CalendarDate } from '../../../src/kernel/calendar.js';
import { FloorTrack } from '../../../src/ledger/rules/floor-track.js';
import { day } from '../../support/drafts.js';

const START = day('2025-01-01');
const DAYS = Array.from({ length: 200 }, (_, offset) => addDays(START, offset));

/** Every day of half a year, one by one. */
class NaiveDays {
  readonly nets = new Map<CalendarDate, bigint>();

  add(on: CalendarDate, delta: bigint): void {
    this.nets.set(on, (this.nets.get(on) ?? 0n) + delta);
  }

  lowestFrom(from: CalendarDate): { low: bigint; on: CalendarDate } {
    let running = 0n;
    let lowest: { low: bigint; on: CalendarDate } | undefined;
    for (const on of DAYS) {
      running += this.nets.get(on) ?? 0n;
      if (on >= from && (lowest === undefined || running < lowest.low)) lowest = { low: running, on };
    }
    return lowest ?? { low: running, on: from };
  }

  /** What the store would bring for a track: days of touched months, other months by net and low. */
  facts(from: CalendarDate, touched: ReadonlySet<string>): ConstructorParameters<typeof FloorTrack>[0] {
    const days = [...this.nets]
      .filter(([on]) => on >= from && touched.has(periodOf(on)))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const months = new Map<CalendarDate, { net: bigint; low: bigint; lowOn: CalendarDate }>();
    let balance = 0n;
    for (const [on, net] of [...this.nets].sort(([a], [b]) => (a < b ? -1 : 1))) {
      balance += net;
      const month = firstDayOf(periodOf(on));
      if (month <= from || touched.has(periodOf(on))) continue;
      const known = months.get(month);
      const running = (known?.net ?? 0n) + net;
      const isLower = known === undefined || running < known.low;
      months.set(month, { net: running, low: isLower ? running : known.low, lowOn: isLower ? on : known.lowOn });
    }
    return { from, balance, days, months: [...months].map(([month, { net, low, lowOn }]) => [month, net, low, lowOn]) };
  }
}

const onDay = fc.integer({ min: 0, max: 179 }).map((offset) => DAYS[offset] ?? START);
const move = fc.record({ on: onDay, delta: fc.bigInt({ min: -500n, max: 500n }) });

describe('a floor', () => {
  it('is the lowest end of a day, as a naive count of every day finds it', () => {
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 40 }),
        fc.array(move, { minLength: 1, maxLength: 12 }),
        (stored, batch) => {
          const naive = new NaiveDays();
          for (const { on, delta } of stored) naive.add(on, delta);
          const from = batch.map(({ on }) => on).sort()[0] ?? START;
          const track = new FloorTrack(naive.facts(from, new Set(batch.map(({ on }) => periodOf(on)))));
          for (const { on, delta } of batch) {
            track.add(on, delta);
            naive.add(on, delta);
            expect(track.lowestFrom(on)).toEqual(naive.lowestFrom(on));
          }
          for (const { on, delta } of batch) {
            track.add(on, -delta);
            naive.add(on, -delta);
            expect(track.lowestFrom(on)).toEqual(naive.lowestFrom(on));
          }
        },
      ),
      { numRuns: process.env['XINYI_LONG'] === '1' ? 20_000 : 500 },
    );
  });

  it('is asked from a day that nothing moved on', () => {
    const track = new FloorTrack({
      from: day('2025-01-10'),
      balance: 70n,
      days: [[day('2025-01-20'), -30n]],
      months: [],
    });
    expect(track.lowestFrom(day('2025-01-10'))).toEqual({ low: 70n, on: '2025-01-20' });
    track.add(day('2025-01-10'), -80n);
    expect(track.lowestFrom(day('2025-01-10'))).toEqual({ low: -10n, on: '2025-01-20' });
    track.add(day('2025-01-05'), 15n);
    expect(track.lowestFrom(day('2025-01-21'))).toEqual({ low: 5n, on: '2025-01-21' });
  });
});
