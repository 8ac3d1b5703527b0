/** What every door of the funds does around its verb. */
import { invariant } from '../kernel/invariant.js';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce } from '../ledger/index.js';
import type { Actor } from '../people/rules/index.js';
import type { Asking } from './propose-drafts.js';

/** The estate of a route under `estates/:code`. */
export function estateOf(actor: Actor): string {
  invariant(actor.estateId !== undefined, 'the guard named the estate');
  return actor.estateId;
}

/** Who asks for what, once: the input's hash tells another request under the same key apart. */
export function askingOf(actor: Actor, operation: string, key: string, input: unknown): Asking {
  const { estateId, personId } = actor;
  invariant(estateId !== undefined && personId !== undefined, 'the guard named the estate and the person');
  return { estateId, personId, claim: { actor: personId, operation, key, inputHash: inputHash(input) } };
}

/** The accepted part of an outcome with its mark of a replay; a refusal leaves through the one filter. */
export function answerOf<T extends object>(outcome: DecidedOnce<T>): T & { replayed: boolean } {
  if ('accepted' in outcome) return { ...outcome.accepted, replayed: outcome.replayed };
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}

/** Lists of a kept outcome as an answer carries them. */
export function draftedOf<T extends { readonly proposals: readonly string[] }>(
  answer: T,
): Omit<T, 'proposals'> & { proposals: string[] } {
  return { ...answer, proposals: [...answer.proposals] };
}
