/**
 * A person of an estate.
 *
 * 1. An operator adds them.
 * 2. A name has 1 to 60 characters, no line breaks or other control characters, and no blanks at its ends. It is
 *    private: the leaf carries a salted digest.
 */
import type { Violation } from '../../kernel/violation.js';
import { operatorViolations, type PersonKind, type RoleFacts } from './role-change.js';

export interface NewPerson {
  readonly name: string;
  readonly kind: PersonKind;
  readonly by: string;
}

const NAME = /^[^\p{C}]{1,60}$/u;

export function checkNewPerson(person: NewPerson, facts: Pick<RoleFacts, 'roles'>): readonly Violation[] {
  const isName = NAME.test(person.name) && person.name.trim() === person.name;
  return [...operatorViolations(facts, person.by), ...(isName ? [] : [{ code: 'PERSON_NAME_INVALID', at: 'name' }])];
}
