/** The last day on which all agreed, told from the sample's own days. */
import {
  gravestLight,
  reconcile,
  statusOf,
  type AccountStatus,
  type KeyedLine,
  type Movement,
} from '../../../src/banking/rules/index.js';
import { day, line, movement, sampleLines, sampleMovements } from '../sample-books.js';

function statusFor(
  lines: readonly KeyedLine[],
  movements: readonly Movement[],
  on: string,
  from = '2024-07-01',
): AccountStatus {
  const onDay = (when: ReturnType<typeof day>): ReturnType<typeof reconcile> =>
    reconcile({ on: when, lines, movements });
  return statusOf({ last: onDay(day(on)), today: day('2025-07-31'), onDay, from: day(from) });
}

describe('the sample', () => {
  const sample = { lines: sampleLines(), movements: sampleMovements() };

  it('agreed to the day before the first line that waits for a voucher', () => {
    expect(statusFor(sample.lines, sample.movements, '2025-07-01')).toMatchObject({
      light: 'amber',
      agreedAsOf: '2025-06-29',
      reachesTo: '2025-07-01',
      daysBehind: 30,
      unexplainedFen: 0n,
      unrecorded: { count: 2, inFen: 57_708n, outFen: 1_500n },
      oldest: { on: '2025-06-30', days: 31 },
    });
  });

  it('agrees as of any day that is green itself', () => {
    for (const on of ['2024-07-31', '2024-12-31', '2025-05-31']) {
      expect(statusFor(sample.lines, sample.movements, on)).toMatchObject({ light: 'green', agreedAsOf: on });
    }
  });

  it('tells only days that are green, wherever a line is missing or a voucher', () => {
    for (let index = 0; index < sample.lines.length; index += 9) {
      const without = sample.lines.filter((_, at) => at !== index);
      const status = statusFor(without, sample.movements, '2025-07-01');
      expect(status.light).not.toBe('green');
      if (status.agreedAsOf === undefined) continue;
      const then = reconcile({ on: status.agreedAsOf, lines: without, movements: sample.movements });
      expect(then.light.colour).toBe('green');
    }
  });
});

describe('an account', () => {
  it('without lines is unknown, and agreed as of no day', () => {
    const status = statusFor([], [movement('记-202407-0001', '2024-07-01', '+1.00')], '2024-07-31');
    expect(status.light).toBe('unknown');
    expect(status.agreedAsOf).toBeUndefined();
  });

  it('that never agreed says so', () => {
    const status = statusFor([line('2024-07-02', '+1.00', '1.00')], [], '2024-07-02', '2024-07-02');
    expect([status.light, status.agreedAsOf]).toEqual(['amber', undefined]);
  });
});

it('the gravest light speaks for an estate', () => {
  expect(gravestLight(['green', 'amber', 'red'])).toBe('red');
  expect(gravestLight(['green', 'unknown'])).toBe('unknown');
  expect(gravestLight(['green'])).toBe('green');
  expect(gravestLight([])).toBe('unknown');
});
