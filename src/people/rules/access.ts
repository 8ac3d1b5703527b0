/**
 * Who may do what.
 *
 * 1. Deny by default: an action is allowed to the roles in its row, and to nobody else.
 * 2. Roles belong to one estate. Nobody has a role in an estate that gave them none.
 * 3. Whoever may act on behalf of nobody is PUBLIC, and everybody may do what PUBLIC may.
 * 4. Proposing and deciding never stand in one row with the trustee: a trustee drafts, the committee approves.
 * 5. A role says what a person may ask for. That two different people stand behind a voucher is the ledger's rule and
 *    the append function's.
 */

/** What a person can be in an estate, as role leaves name it. */
export const ROLES = [
  'OPERATOR',
  'COMMITTEE_PREPARER',
  'COMMITTEE_APPROVER',
  'TRUSTEE',
  'SUPERVISOR',
  'AUDITOR',
  'RESIDENT',
  'POSTING_AGENT',
] as const;

export type GrantedRole = (typeof ROLES)[number];
export type Role = GrantedRole | 'PUBLIC';

/** Who asks. Without a person it is the public reader. */
export interface Actor {
  readonly personId?: string;
  readonly roles: ReadonlySet<Role>;
  /** The estate that the address names; roles are those of this estate. */
  readonly estateId?: string;
  readonly tokenId?: string;
}

const COMMITTEE = ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'] as const;
const BOOK_READERS = ['AUDITOR', 'SUPERVISOR', ...COMMITTEE, 'TRUSTEE'] as const;

const table = {
  'estates.read': ['PUBLIC'],
  'funds.read': ['PUBLIC'],
  'vouchers.read': ['PUBLIC'],
  'balances.read': ['PUBLIC'],
  'statements.read': ['PUBLIC'],
  'reconciliation.read': ['PUBLIC'],
  'bank-journal.read': ['PUBLIC'],
  'bank-status.read': ['PUBLIC'],
  'log.read': ['PUBLIC'],

  'voucher.propose': ['COMMITTEE_PREPARER', 'TRUSTEE'],
  'proposal.read': [...COMMITTEE, 'TRUSTEE', 'AUDITOR', 'SUPERVISOR'],
  'proposal.decide': ['COMMITTEE_APPROVER'],
  'voucher.post': ['POSTING_AGENT'],
  // Reversal and close are proposed by one and decided by another, as every voucher is.
  'voucher.reverse': ['COMMITTEE_PREPARER'],
  'period.close': ['COMMITTEE_PREPARER'],
  'period.reopen': ['COMMITTEE_PREPARER'],
  'statement.publish': ['COMMITTEE_APPROVER'],

  'journal.read': BOOK_READERS,
  'trial-balance.read': BOOK_READERS,
  'account-ledger.read': BOOK_READERS,
  'private.read': ['AUDITOR', ...COMMITTEE],
  'bank-number.read': ['AUDITOR', ...COMMITTEE, 'OPERATOR'],

  'bank.import': [...COMMITTEE, 'OPERATOR'],
  'bank-match.make': [...COMMITTEE, 'OPERATOR'],
  'bank-match.decide': COMMITTEE,
  'bank-matches.read': ['AUDITOR', ...COMMITTEE],
  // Two people: one prepares a reconciliation, the other puts a name under it.
  'reconciliation.prepare': ['COMMITTEE_PREPARER'],
  'reconciliation.sign': ['COMMITTEE_APPROVER'],
  'bank-files.read': ['AUDITOR', ...COMMITTEE, 'OPERATOR'],

  'fees.tariffs.read': ['PUBLIC'],
  'fees.arrears.read': ['PUBLIC'],
  'fees.charges.read': BOOK_READERS,
  // Names households: not for the supervisor, who sees counts.
  'fees.households.read': ['AUDITOR', ...COMMITTEE, 'TRUSTEE'],
  'fees.draft': ['COMMITTEE_PREPARER', 'TRUSTEE'],
  'fees.tariff.approve': ['COMMITTEE_APPROVER'],
  'fees.receipts.issue': [...COMMITTEE, 'TRUSTEE'],
  'fees.receipts.void': COMMITTEE,
  // A resident's own household, found by who lives where; no unit stands in such an address.
  'fees.own.read': ['RESIDENT'],
  'occupancy.record': ['OPERATOR', 'COMMITTEE_PREPARER'],
  'occupancy.read': ['OPERATOR', ...COMMITTEE],

  // Charity: everyone reads; the preparer proposes; who was helped is the approver's to know.
  'charity.read': ['PUBLIC'],
  'charity.purpose': COMMITTEE,
  'charity.propose': ['COMMITTEE_PREPARER'],
  'charity.naming': COMMITTEE,
  'charity.slip': COMMITTEE,
  'charity.audit': ['AUDITOR', 'COMMITTEE_APPROVER'],
  'charity.person': ['COMMITTEE_APPROVER'],

  'person.manage': ['OPERATOR'],
  'token.manage': ['OPERATOR'],
  'import.run': ['OPERATOR'],
  'estate.create': ['OPERATOR'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Action = keyof typeof table;

const allowed: Readonly<Record<Action, readonly Role[]>> = Object.freeze(table);

export const ACTIONS: readonly Action[] = Object.freeze(Object.keys(table) as Action[]);

export function rolesFor(action: Action): readonly Role[] {
  return allowed[action];
}

/** Whether any of these roles may. `roles` of an actor always holds PUBLIC. */
export function mayDo(action: Action, roles: ReadonlySet<Role>): boolean {
  return allowed[action].some((role) => roles.has(role));
}

/** The reader without a token. */
export const PUBLIC_ROLES: ReadonlySet<Role> = new Set<Role>(['PUBLIC']);
