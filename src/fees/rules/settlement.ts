/**
 * One bank amount for the payments of many households (聚合收款结算).
 *
 * 1. Gross less fee is net; what was said of the three and what the rows add up to must agree to the fen.
 * 2. A fee for the whole settlement is shared among its payments by their amounts (largest remainder), so that a
 *    payment has the same fee whenever the file is read.
 */
import { allocate } from '../../kernel/allocate.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import type { ReadPayment } from './payment-row.js';

export interface Settlement {
  /** The day on which the money came to the account; the day of each payment where it is absent. */
  readonly settledOn?: CalendarDate;
  readonly grossFen?: bigint;
  readonly feeFen?: bigint;
  readonly netFen?: bigint;
}

export function settle(
  payments: readonly ReadPayment[],
  settlement: Settlement,
): { readonly payments: readonly ReadPayment[]; readonly violations: readonly Violation[] } {
  const grossFen = sumFen(payments.map(({ terms }) => terms.fen));
  const rowFees = sumFen(payments.map(({ terms }) => terms.feeFen));
  const shared = rowFees === 0n && settlement.feeFen !== undefined && settlement.feeFen <= grossFen;
  const settled = shared ? withFees(payments, settlement.feeFen ?? 0n) : payments;
  const feeFen = shared ? (settlement.feeFen ?? 0n) : rowFees;
  const found = { gross: grossFen, fee: feeFen, net: grossFen - feeFen };
  const said = { gross: settlement.grossFen, fee: settlement.feeFen, net: settlement.netFen };
  const violations = (['gross', 'fee', 'net'] as const).flatMap((part): Violation[] => {
    const claimed = said[part];
    if (claimed === undefined || claimed === found[part]) return [];
    const facts = { part: PARTS[part], said: yuanFromFen(claimed), found: yuanFromFen(found[part]) };
    return [{ code: 'SETTLEMENT_UNEQUAL', at: part, facts }];
  });
  return { payments: settled, violations };
}

const PARTS = { gross: '总额', fee: '手续费', net: '到账额' } as const;

function withFees(payments: readonly ReadPayment[], feeFen: bigint): ReadPayment[] {
  const weights = payments.map(({ line, terms }) => ({ key: String(line).padStart(9, '0'), weight: terms.fen }));
  const fees = allocate(feeFen, weights);
  return payments.map(({ terms, ...row }, index) => ({
    ...row,
    terms: { ...terms, feeFen: fees[index]?.amount ?? 0n },
  }));
}
