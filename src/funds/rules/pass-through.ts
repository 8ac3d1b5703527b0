/**
 * Money that a household pays for a service of its own (代收代付).
 *
 * 1. It is owed on (224102) from the moment it comes in: no fund earns or spends any of it.
 * 2. No more is paid out for an order than its household paid in, what waits for approval counted.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, type Funds } from './facts.js';
import { checkUnits, householdLeaf } from './household-rows.js';

export const PASS_THROUGH = '224102';

export interface PassThroughAsk {
  readonly order: string;
  readonly unit: string;
  readonly eventOn: CalendarDate;
  readonly fen: bigint;
  readonly fund: string;
  readonly account: string;
  readonly serial: string;
  readonly documents: readonly string[];
}

export function orderItem(order: string): string {
  return `pass-through/${order}`;
}

export interface PassThroughFacts {
  readonly funds: Funds;
  readonly roll: ReadonlySet<string>;
  /** What the household paid in for this order and nobody was paid yet. */
  readonly heldFen: bigint;
  readonly booked: ReadonlySet<string>;
}

export function passSource(ask: PassThroughAsk): string {
  return `${orderItem(ask.order)}/${ask.serial}`;
}

export function checkPassThrough(direction: 'in' | 'out', ask: PassThroughAsk, facts: PassThroughFacts): Violation[] {
  const violations = [
    ...checkFund(ask.fund, ['PROPERTY_FEE'], facts.funds, 'fund'),
    ...checkUnits([ask.unit], facts.roll, () => 'unit'),
  ];
  if (facts.booked.has(passSource(ask))) {
    violations.push({ code: 'PASS_THROUGH_BOOKED', at: 'serial', facts: { serial: ask.serial } });
  }
  if (direction === 'out' && ask.fen > facts.heldFen) {
    const told = { amount: yuanFromFen(ask.fen), held: yuanFromFen(facts.heldFen) };
    violations.push({ code: 'PASS_THROUGH_SHORT', at: 'amount', facts: told });
  }
  return violations;
}

export function passThroughDraft(direction: 'in' | 'out', ask: PassThroughAsk): FundDraft {
  const { fund, fen, order } = ask;
  const owed = { account: PASS_THROUGH, fund };
  const money = { account: ask.account, fund };
  const isIn = direction === 'in';
  const dimensions = [['serviceOrder', order]] as const;
  return draftOf(
    { eventOn: ask.eventOn, summary: isIn ? '代收一户自费服务款' : '代付一户自费服务款' },
    isIn ? [debit(money, fen), credit(owed, fen, dimensions)] : [debit(owed, fen, dimensions), credit(money, fen)],
    {
      refs: refsOf(undefined, ask.documents),
      inside: [
        householdLeaf({
          unit: ask.unit,
          kind: isIn ? 'pass-through-in' : 'pass-through-out',
          source: passSource(ask),
          item: orderItem(order),
          lines: [{ ...owed, fen: isIn ? -fen : fen }],
        }),
      ],
    },
  );
}
