/** What the commands of the funds share: an outcome, and what waits for the second person. */
import type { CalendarDate } from '../kernel/calendar.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce } from '../ledger/index.js';

export interface AsOfOptions {
  readonly asOf?: CalendarDate;
}

/** What waits now, for the person who approves. */
export function approvalLines(proposals: readonly string[]): string[] {
  if (proposals.length === 0) return [];
  return ['待另一人批准 to be approved by another person:', ...proposals.map((id) => `  ${id}`)];
}

export function accepted<T>(outcome: DecidedOnce<T>): T {
  if ('accepted' in outcome) return outcome.accepted;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
}
