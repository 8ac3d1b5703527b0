/**
 * Which payments are new, and what each of them settles.
 *
 * 1. A payment that is booked, or waits for approval, is passed over where it says the same; where it says something
 *    else it is refused with both versions.
 * 2. Payments of one household are settled in the order in which they came in: what one settles, the next finds
 *    settled. What waits for approval counts as settled too.
 * 3. The sum of the new payments is what the vouchers of this plan bring in.
 * 4. All faults are told, each with its row.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { allocatePayment, debtsAfter, type AdvancePlace } from './allocate-payment.js';
import { advanceAccountOf, type PlacedAmount } from './apply-advances.js';
import type { AllocatedPayment } from './payment-draft.js';
import { rowFault, sourceOf, type ReadPayment } from './payment-row.js';
import { paymentSource, type PaymentTerms } from './payment.js';

/** A payment that the books or the waiting proposals have under a source. */
export interface KnownPayment {
  readonly unit: string;
  readonly fen: bigint;
  readonly state: 'booked' | 'waiting';
}

export interface PaymentGround {
  readonly openedOn: CalendarDate;
  readonly units: ReadonlySet<string>;
  /** Codes of the charges that tariffs know, with the receivable and the fund of each. */
  readonly items: ReadonlyMap<string, AdvancePlace>;
  /** What households owe, with what waits for approval taken off. */
  readonly debts: ReadonlyMap<string, readonly PlacedAmount[]>;
  readonly known: ReadonlyMap<string, KnownPayment>;
  /** Fund of the advances for fees (220301) and for parking (220302) where no item says it. */
  readonly advanceFunds: ReadonlyMap<string, string>;
}

export interface PaymentPlan {
  readonly fresh: readonly AllocatedPayment[];
  readonly booked: number;
  readonly waiting: number;
  readonly violations: readonly Violation[];
}

export function planPayments(
  payments: readonly ReadPayment[],
  ground: PaymentGround,
  identifier: () => string,
): PaymentPlan {
  const left = new Map(ground.debts);
  const fresh: AllocatedPayment[] = [];
  const violations: Violation[] = [];
  const passed = { booked: 0, waiting: 0 };
  for (const payment of inOrderOfDays(payments)) {
    const { terms } = payment;
    const known = ground.known.get(sourceOf(payment));
    const faults = checkPayment(payment, ground, known);
    violations.push(...faults);
    if (known !== undefined) {
      if (isSame(known, terms)) passed[known.state] += 1;
      continue;
    }
    const advance = advanceFor(terms, ground);
    if (faults.length > 0 || advance === undefined) continue;
    const debts = left.get(terms.unit) ?? [];
    const shares = allocatePayment(terms.fen, debts, terms.direction, advance);
    left.set(terms.unit, debtsAfter(debts, shares));
    fresh.push({ terms, shares, source: sourceOf(payment) || paymentSource(identifier()) });
  }
  return { fresh, ...passed, violations };
}

function inOrderOfDays(payments: readonly ReadPayment[]): ReadPayment[] {
  return [...payments].sort((one, other) =>
    one.terms.receivedOn === other.terms.receivedOn
      ? one.line - other.line
      : one.terms.receivedOn < other.terms.receivedOn
        ? -1
        : 1,
  );
}

function isSame(known: KnownPayment, { unit, fen }: PaymentTerms): boolean {
  return known.unit === unit && known.fen === fen;
}

function checkPayment(
  { line, terms }: ReadPayment,
  ground: PaymentGround,
  known: KnownPayment | undefined,
): Violation[] {
  const { unit, receivedOn, fen, serial, direction } = terms;
  const violations: Violation[] = [];
  if (!ground.units.has(unit)) violations.push(rowFault(line, 'PAYMENT_UNIT_UNKNOWN', '户号', unit));
  if (receivedOn < ground.openedOn) {
    violations.push(rowFault(line, 'PAYMENT_BEFORE_BOOKS', '收款日期', receivedOn, { opened: ground.openedOn }));
  }
  for (const item of direction.items) {
    if (ground.items.has(item)) continue;
    const codes = [...ground.items.keys()].sort().join(' ') || '（无 none）';
    violations.push(rowFault(line, 'PAYMENT_ITEM_UNKNOWN', '项目', item, { known: codes }));
  }
  if (known === undefined && advanceFor(terms, ground) === undefined) {
    violations.push(rowFault(line, 'PAYMENT_ADVANCE_FUND', '项目', unit));
  }
  if (known !== undefined && !isSame(known, terms)) {
    const before = `${known.unit} ${yuanFromFen(known.fen)}`;
    violations.push(
      rowFault(line, 'PAYMENT_CHANGED', '流水号', serial, { before, now: `${unit} ${yuanFromFen(fen)}` }),
    );
  }
  return violations;
}

/** Where the rest goes: to parking's advances where parking alone was meant, else to those of fees. */
function advanceFor({ direction }: PaymentTerms, { items, advanceFunds }: PaymentGround): AdvancePlace | undefined {
  const meant = direction.items.flatMap((item) => items.get(item) ?? []);
  const first = meant.find((place) => advanceAccountOf(place.account) === '220301') ?? meant[0];
  const account = first === undefined ? '220301' : advanceAccountOf(first.account);
  const fund = first?.fund ?? advanceFunds.get(account);
  return fund === undefined ? undefined : { account, fund };
}
