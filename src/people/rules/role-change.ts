/**
 * Giving and taking a role.
 *
 * 1. An operator does it, for a person of the same estate.
 * 2. A role is given once until it is taken, and only what is held can be taken.
 * 3. POSTING_AGENT goes to a system (kind `agent`) and to nobody else; a system takes no other role. Two people give
 *    it: the operator and a committee approver who is somebody else.
 * 4. Nobody is TRUSTEE and COMMITTEE_APPROVER at once: a trustee would approve its own spending.
 * 5. The last operator stays: without one nobody could give a role again.
 */
import type { Violation } from '../../kernel/violation.js';
import type { GrantedRole } from './access.js';

export type PersonKind = 'human' | 'agent' | 'operator';

export interface RoleChange {
  readonly action: 'grant' | 'revoke';
  readonly person: string;
  readonly role: GrantedRole;
  /** The operator. */
  readonly by: string;
  /** The second person, for a posting agent. */
  readonly approver?: string;
}

export interface RoleFacts {
  readonly kinds: ReadonlyMap<string, PersonKind>;
  readonly roles: ReadonlyMap<string, ReadonlySet<GrantedRole>>;
}

type Check = (change: RoleChange, facts: RoleFacts) => readonly Violation[];

function holds(facts: RoleFacts, person: string, role: GrantedRole): boolean {
  return facts.roles.get(person)?.has(role) === true;
}

const operatorActs: Check = (change, facts) => operatorViolations(facts, change.by);

const personExists: Check = (change, facts) =>
  facts.kinds.has(change.person) ? [] : [{ code: 'PERSON_NOT_FOUND', at: 'person', facts: { person: change.person } }];

const changesSomething: Check = (change, facts) => {
  const held = holds(facts, change.person, change.role);
  if (held === (change.action === 'revoke')) return [];
  const code = held ? 'ROLE_ALREADY_HELD' : 'ROLE_NOT_HELD';
  return [{ code, at: 'role', facts: { person: change.person, role: change.role } }];
};

const agentsPost: Check = (change, facts) => {
  if (change.action === 'revoke') return [];
  const isAgent = facts.kinds.get(change.person) === 'agent';
  if (isAgent === (change.role === 'POSTING_AGENT')) return [];
  return [{ code: isAgent ? 'ROLE_NOT_FOR_AGENT' : 'ROLE_FOR_AGENT_ONLY', at: 'role', facts: { role: change.role } }];
};

const twoGiveAnAgent: Check = (change, facts) => {
  if (change.action === 'revoke' || change.role !== 'POSTING_AGENT') return [];
  if (change.approver === undefined || change.approver === change.by) {
    return [{ code: 'AGENT_SECOND_PERSON', at: 'approver' }];
  }
  if (holds(facts, change.approver, 'COMMITTEE_APPROVER')) return [];
  return [{ code: 'AGENT_APPROVER_REQUIRED', at: 'approver', facts: { person: change.approver } }];
};

const trusteeNeverApproves: Check = (change, facts) => {
  const other = change.role === 'TRUSTEE' ? 'COMMITTEE_APPROVER' : 'TRUSTEE';
  if (change.action === 'revoke' || (change.role !== 'TRUSTEE' && change.role !== 'COMMITTEE_APPROVER')) return [];
  if (!holds(facts, change.person, other)) return [];
  return [{ code: 'TRUSTEE_NEVER_APPROVES', at: 'role', facts: { person: change.person } }];
};

const anOperatorStays: Check = (change, facts) => {
  if (change.action === 'grant' || change.role !== 'OPERATOR') return [];
  const others = [...facts.roles].filter(([person, roles]) => person !== change.person && roles.has('OPERATOR'));
  return others.length > 0 ? [] : [{ code: 'LAST_OPERATOR', at: 'role' }];
};

const CHECKS: readonly Check[] = [
  operatorActs,
  personExists,
  changesSomething,
  agentsPost,
  twoGiveAnAgent,
  trusteeNeverApproves,
  anOperatorStays,
];

/** All violations; none where the change may be written. */
export function checkRoleChange(change: RoleChange, facts: RoleFacts): readonly Violation[] {
  return CHECKS.flatMap((check) => check(change, facts));
}

/** What every act of an operator asks first. */
export function operatorViolations(facts: Pick<RoleFacts, 'roles'>, by: string): readonly Violation[] {
  return facts.roles.get(by)?.has('OPERATOR') === true
    ? []
    : [{ code: 'OPERATOR_REQUIRED', at: 'by', facts: { person: by } }];
}
