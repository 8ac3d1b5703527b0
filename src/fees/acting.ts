/** What every door of the fees does around its verb. */
import { invariant } from '../kernel/invariant.js';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce, IdempotencyClaim } from '../ledger/index.js';
import type { Actor } from '../people/rules/index.js';

/** The estate and the person of a route that its guard let through. */
export function actingIn(actor: Actor): { readonly estateId: string; readonly personId: string } {
  invariant(actor.estateId !== undefined && actor.personId !== undefined, 'the guard named the estate and the person');
  return { estateId: actor.estateId, personId: actor.personId };
}

/** The estate of a route that anybody may read. */
export function estateOf(actor: Actor): string {
  invariant(actor.estateId !== undefined, 'the guard named the estate');
  return actor.estateId;
}

export function claimOf(actor: string, operation: string, key: string, input: unknown): IdempotencyClaim {
  return { actor, operation, key, inputHash: inputHash(input) };
}

/** The accepted part of an outcome; a refusal leaves through the one filter. */
export function acceptedOf<T>(outcome: DecidedOnce<T>): { readonly accepted: T; readonly replayed: boolean } {
  if ('accepted' in outcome) return outcome;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}
