/** Numbers of a month run from 1 without a gap; every missing run is one finding, at the voucher that follows it. */
import type { Finding } from './import-problem.js';
import { numberText } from './voucher-number.js';
import type { VoucherRegister } from './voucher-register.js';

export function findGaps(register: VoucherRegister): Finding[] {
  const findings: Finding[] = [];
  for (const period of register.periods) {
    let expected = 1;
    for (const { sequence, line } of register.used(period)) {
      if (sequence > expected) {
        const facts = {
          period,
          from: numberText(period, expected),
          to: numberText(period, sequence - 1),
          count: String(sequence - expected),
        };
        findings.push({
          code: 'JOURNAL_NUMBER_GAP',
          line,
          column: 'voucher_no',
          value: numberText(period, sequence),
          facts,
        });
      }
      expected = sequence + 1;
    }
  }
  return findings;
}
