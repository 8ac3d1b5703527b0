/**
 * A bearer token.
 *
 * 1. It speaks for one person in each estate that it names, at least one.
 * 2. An operator of each of these estates issues it, and any of them can revoke it.
 * 3. Its label tells tokens apart for people; it has 1 to 80 characters.
 * 4. Where it ends, it ends in the future. At its end it is over.
 */
import type { Violation } from '../../kernel/violation.js';
import { operatorViolations, type RoleFacts } from './role-change.js';

export interface Bearer {
  readonly estateId: string;
  readonly person: string;
  /** The operator who issues it for this estate. */
  readonly by: string;
}

export interface TokenTerms {
  readonly label: string;
  readonly expiresAt?: Date;
  readonly bearers: readonly Bearer[];
}

const LABEL = /^[^\p{C}]{1,80}$/u;

/** `facts` are those of each estate. */
export function checkTokenTerms(
  terms: TokenTerms,
  facts: ReadonlyMap<string, RoleFacts>,
  now: Date,
): readonly Violation[] {
  const violations: Violation[] = [];
  if (!LABEL.test(terms.label) || terms.label.trim() !== terms.label)
    violations.push({ code: 'TOKEN_LABEL_INVALID', at: 'label' });
  if (isOver(terms.expiresAt, now)) violations.push({ code: 'TOKEN_EXPIRY_PAST', at: 'expiresAt' });
  if (terms.bearers.length === 0) violations.push({ code: 'TOKEN_WITHOUT_PERSON', at: 'bearers' });
  if (new Set(terms.bearers.map(({ estateId }) => estateId)).size < terms.bearers.length) {
    violations.push({ code: 'TOKEN_ESTATE_TWICE', at: 'bearers' });
  }
  return [...violations, ...terms.bearers.flatMap((bearer, index) => checkBearer(bearer, index, facts))];
}

function checkBearer(bearer: Bearer, index: number, facts: ReadonlyMap<string, RoleFacts>): readonly Violation[] {
  const estate = facts.get(bearer.estateId);
  const at = `bearers[${index}]`;
  if (estate?.kinds.has(bearer.person) !== true) {
    return [{ code: 'PERSON_NOT_FOUND', at: `${at}.person`, facts: { person: bearer.person } }];
  }
  return operatorViolations(estate, bearer.by).map((violation) => ({ ...violation, at: `${at}.by` }));
}

export function isOver(expiresAt: Date | undefined, now: Date): boolean {
  return expiresAt !== undefined && expiresAt.getTime() <= now.getTime();
}
