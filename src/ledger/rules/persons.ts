/**
 * Who may prepare and who may approve, by the roles that they hold now.
 *
 * 1. A committee's preparer or the trustee prepares.
 * 2. A committee's approver decides.
 */
import type { Violation } from '../../kernel/violation.js';
import type { EstateStructure } from './structure.js';

type Roles = EstateStructure['roles'];

export function checkPreparer(person: string, roles: Roles): Violation[] {
  const held = roles.get(person);
  if (held?.has('COMMITTEE_PREPARER') === true || held?.has('TRUSTEE') === true) return [];
  return [{ code: 'ROLE_REQUIRED', at: 'preparer', facts: { role: '制单' } }];
}

export function checkApprover(person: string, roles: Roles, at: 'approver' | 'decider'): Violation[] {
  if (roles.get(person)?.has('COMMITTEE_APPROVER') === true) return [];
  return [{ code: 'ROLE_REQUIRED', at, facts: { role: '审核' } }];
}
