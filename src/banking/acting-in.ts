import { invariant } from '../kernel/invariant.js';
import type { Actor } from '../people/rules/index.js';

/** The estate and the person of a route that its guard let through. */
export function actingIn(actor: Actor): { readonly estateId: string; readonly personId: string } {
  invariant(actor.estateId !== undefined && actor.personId !== undefined, 'the guard named the estate and the person');
  return { estateId: actor.estateId, personId: actor.personId };
}
