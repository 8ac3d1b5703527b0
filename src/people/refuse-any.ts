import { Refusal, type Violation } from '../kernel/violation.js';

/** Leaves the use case where the rules found anything; inside a transaction that rolls it back. */
export function refuseAny(violations: readonly Violation[]): void {
  const [first, ...rest] = violations;
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
