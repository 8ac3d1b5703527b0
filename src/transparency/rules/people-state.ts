/**
 * Who was who, and who held which role, at the position that the fold has reached.
 *
 * 1. The founder named by the genesis leaf is an operator; every later person and role comes from a leaf that an
 *    operator wrote.
 * 2. A posting agent is given by two people, of whom one approves for the committee.
 * 3. A voucher stands on two different persons with their roles, or on an importing operator, or on a posting agent.
 */
import { NONE_RECORDED, POSTED_BY_AGENT } from '../../ledger/rules/index.js';
import type { ExpectedRow } from './derived-rows.js';
import type { Findings } from './finding.js';
import type { LeafFields } from './leaf-fields.js';
import type { OpenValue } from './open-value.js';

const ROLES = [
  'OPERATOR',
  'COMMITTEE_PREPARER',
  'COMMITTEE_APPROVER',
  'TRUSTEE',
  'SUPERVISOR',
  'AUDITOR',
  'RESIDENT',
  'POSTING_AGENT',
];
const KINDS = ['human', 'agent', 'operator'];

interface Grant {
  readonly person: string;
  readonly role: string;
  readonly granted: number;
  revoked?: number;
}

export class PeopleState {
  readonly #persons = new Map<string, { readonly kind: string; readonly seq: number }>();
  readonly #names = new Map<string, string | undefined>();
  readonly #grants: Grant[] = [];
  readonly #roles = new Map<string, Set<string>>();

  constructor(private readonly findings: Findings) {}

  found(founder: string, seq: number): void {
    this.#persons.set(founder, { kind: 'operator', seq });
    this.#grant(founder, 'OPERATOR', seq);
  }

  holds(person: string, role: string): boolean {
    return this.#roles.get(person)?.has(role) === true;
  }

  /** Whoever a leaf names must have been a person of the estate by then. */
  requireKnown(person: string, seq: number): void {
    if (!this.#persons.has(person)) this.findings.error('VERIFY_PERSON_UNKNOWN', seq, { person });
  }

  requireRole(person: string, role: string, seq: number): void {
    if (!this.holds(person, role)) this.findings.error('VERIFY_ROLE_MISSING', seq, { person, role });
  }

  requireAnyRole(person: string, roles: readonly string[], seq: number): void {
    if (roles.some((role) => this.holds(person, role))) return;
    this.findings.error('VERIFY_ROLE_MISSING', seq, { person, role: roles.join('/') });
  }

  requireTwoPersons(preparer: string, approver: string, seq: number): void {
    if (preparer === approver) this.findings.error('VERIFY_SECOND_PERSON', seq, { person: preparer });
    if (!this.holds(preparer, 'COMMITTEE_PREPARER')) this.requireRole(preparer, 'TRUSTEE', seq);
    this.requireRole(approver, 'COMMITTEE_APPROVER', seq);
  }

  requireVoucherPersons(preparer: string, approver: string, seq: number): void {
    if (approver === NONE_RECORDED) this.requireRole(preparer, 'OPERATOR', seq);
    else if (approver === POSTED_BY_AGENT) this.requireRole(preparer, 'POSTING_AGENT', seq);
    else this.requireTwoPersons(preparer, approver, seq);
  }

  person(fields: LeafFields, values: readonly OpenValue[]): void {
    const [person, kind] = [fields.person('person'), fields.oneOf('kind', KINDS)];
    this.requireRole(fields.person('by'), 'OPERATOR', fields.seq);
    if (this.#persons.has(person)) this.findings.error('VERIFY_KEY_REPEATED', fields.seq, { key: person });
    this.#persons.set(person, { kind, seq: fields.seq });
    for (const { name, value } of values) {
      if (name === undefined) this.#names.set(person, undefined);
      else if (name === 'name' && typeof value === 'string') this.#names.set(person, value);
    }
  }

  role(fields: LeafFields): void {
    const person = fields.person('person');
    const role = fields.oneOf('role', ROLES);
    const action = fields.oneOf('action', ['grant', 'revoke']);
    const by = fields.person('by');
    this.requireRole(by, 'OPERATOR', fields.seq);
    if (action === 'revoke') {
      this.#revoke(person, role, fields.seq);
      return;
    }
    if (role === 'POSTING_AGENT') {
      const approver = fields.person('approver');
      if (approver === by) this.findings.error('VERIFY_SECOND_PERSON', fields.seq, { person: by });
      this.requireRole(approver, 'COMMITTEE_APPROVER', fields.seq);
    }
    this.requireKnown(person, fields.seq);
    this.#grant(person, role, fields.seq);
  }

  #grant(person: string, role: string, granted: number): void {
    this.#grants.push({ person, role, granted });
    this.#roles.set(person, (this.#roles.get(person) ?? new Set()).add(role));
  }

  #revoke(person: string, role: string, seq: number): void {
    for (const grant of this.#grants) {
      if (grant.person === person && grant.role === role) grant.revoked ??= seq;
    }
    this.#roles.get(person)?.delete(role);
  }

  personRows(): ExpectedRow[] {
    return [...this.#persons].map(([person, { kind, seq }]) => ({ seq, cells: [person, kind, String(seq)] }));
  }

  nameRows(): ExpectedRow[] {
    return [...this.#names].map(([person, name]) => ({
      cells: [person, name ?? null],
      isUnknowable: name === undefined,
      ...this.#seqOf(person),
    }));
  }

  #seqOf(person: string): { readonly seq?: number } {
    const known = this.#persons.get(person);
    return known === undefined ? {} : { seq: known.seq };
  }

  roleRows(): ExpectedRow[] {
    return this.#grants.map(({ person, role, granted, revoked }) => ({
      seq: revoked ?? granted,
      cells: [person, role, String(granted), revoked === undefined ? null : String(revoked)],
    }));
  }
}
