/**
 * (h) Matching a bank account's lines with its vouchers: does ten times as much cost about ten times as much?
 *
 * The lines come from the seeded generator of the tests: the same mixture of late, split, netted, returned and doubled
 * entries, over one year and over ten.
 */
import { matchAccount } from '../../src/banking/rules/index.js';
import { makeBankYear } from '../../test/support/bank-year/make-year.js';
import type { SectionResult } from '../ground/figure.js';
import { median } from '../ground/median.js';

const SEED = 1;
const AT_MOST = 12;

interface Measured {
  readonly ms: number;
  readonly lines: number;
  readonly vouchers: number;
  readonly matched: number;
}

function measure(lines: number, rounds: number): Measured {
  const year = makeBankYear(SEED, lines);
  const times: number[] = [];
  let matched = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    const found = matchAccount({ lines: year.lines, movements: year.movements, settlements: year.settlements });
    const spent = process.cpuUsage(before);
    times.push((spent.user + spent.system) / 1000);
    matched = year.lines.length - found.openLines.length;
  }
  return { ms: median(times), lines: year.lines.length, vouchers: year.movements.length, matched };
}

export function benchMatching(lines: number, rounds: number): SectionResult {
  measure(Math.min(lines, 2_000), 1);
  const few = measure(lines / 10, rounds);
  const many = measure(lines, rounds);
  const words = ({ ms, lines: of, vouchers, matched }: Measured): string => {
    const share = ((100 * matched) / of).toFixed(1);
    return `${(ms / 1000).toFixed(2)} s for ${of} lines and ${vouchers} vouchers (${share} % matched)`;
  };
  return {
    key: 'h',
    title: `matching of ${many.lines} bank lines against ${few.lines}`,
    figures: [
      {
        name: 'processor time, ten times as many lines and vouchers / as many',
        value: many.ms / few.ms,
        unit: '',
        aim: { is: 'at most', value: AT_MOST },
        nodeMs: many.ms / many.lines,
        raw: `${words(many)}; ${words(few)}`,
      },
    ],
    notes: ['Processor time is of this process, per line. No database is asked.'],
  };
}
