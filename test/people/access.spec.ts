import { describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  mayDo,
  PUBLIC_ROLES,
  ROLES,
  rolesFor,
  type Action,
  type Role,
} from '../../src/people/rules/access.js';
import { roleWords } from '../../src/people/rules/role-words.js';

/**
 * The table as a reader of the rules would draw it, written apart from the code: o operator, p preparer, a approver,
 * ...
 */
const LETTERS: Readonly<Record<string, Role>> = {
  '*': 'PUBLIC',
  o: 'OPERATOR',
  p: 'COMMITTEE_PREPARER',
  a: 'COMMITTEE_APPROVER',
  t: 'TRUSTEE',
  s: 'SUPERVISOR',
  u: 'AUDITOR',
  r: 'RESIDENT',
  m: 'POSTING_AGENT',
};

const MATRIX: Readonly<Record<Action, string>> = {
  'estates.read': '*',
  'funds.read': '*',
  'vouchers.read': '*',
  'balances.read': '*',
  'statements.read': '*',
  'reconciliation.read': '*',
  'bank-journal.read': '*',
  'bank-status.read': '*',
  'log.read': '*',
  'voucher.propose': 'pt',
  'proposal.read': 'patsu',
  'proposal.decide': 'a',
  'voucher.post': 'm',
  'voucher.reverse': 'p',
  'period.close': 'p',
  'period.reopen': 'p',
  'statement.publish': 'a',
  'journal.read': 'patsu',
  'trial-balance.read': 'patsu',
  'account-ledger.read': 'patsu',
  'private.read': 'pau',
  'bank-number.read': 'pauo',
  'bank.import': 'pao',
  'bank-match.make': 'pao',
  'bank-match.decide': 'pa',
  'bank-matches.read': 'pau',
  'reconciliation.prepare': 'p',
  'reconciliation.sign': 'a',
  'bank-files.read': 'pauo',
  'fees.tariffs.read': '*',
  'fees.arrears.read': '*',
  'fees.charges.read': 'patsu',
  'fees.households.read': 'patu',
  'fees.draft': 'pt',
  'fees.tariff.approve': 'a',
  'fees.receipts.issue': 'pat',
  'fees.receipts.void': 'pa',
  'fees.own.read': 'r',
  'occupancy.record': 'op',
  'occupancy.read': 'opa',
  'charity.read': '*',
  'charity.purpose': 'pa',
  'charity.propose': 'p',
  'charity.naming': 'pa',
  'charity.slip': 'pa',
  'charity.audit': 'ua',
  'charity.person': 'a',
  'person.manage': 'o',
  'token.manage': 'o',
  'import.run': 'o',
  'estate.create': 'o',
};

describe('who may do what', () => {
  it.each(Object.entries(MATRIX))('%s is for %s', (action, letters) => {
    const expected = Array.from(letters, (letter) => LETTERS[letter]!).sort();
    expect([...rolesFor(action as Action)].sort()).toEqual(expected);
  });

  it('has a row for every action and nothing else', () => {
    expect([...ACTIONS].sort()).toEqual(Object.keys(MATRIX).sort());
    expect(Object.isFrozen(ACTIONS)).toBe(true);
  });

  it('denies by default: nobody without a role does more than the public', () => {
    for (const action of ACTIONS) {
      expect([action, mayDo(action, new Set())]).toEqual([action, false]);
      expect([action, mayDo(action, PUBLIC_ROLES)]).toEqual([action, MATRIX[action] === '*']);
    }
  });

  it('lets every role do what the public may', () => {
    for (const role of ROLES) {
      for (const action of ACTIONS.filter((one) => MATRIX[one] === '*')) {
        expect([role, action, mayDo(action, new Set<Role>(['PUBLIC', role]))]).toEqual([role, action, true]);
      }
    }
  });

  it('AT-01: a trustee drafts and never decides', () => {
    const trustee = new Set<Role>(['PUBLIC', 'TRUSTEE']);
    expect(mayDo('voucher.propose', trustee)).toBe(true);
    expect(mayDo('proposal.decide', trustee)).toBe(false);
    expect(mayDo('statement.publish', trustee)).toBe(false);
  });

  it('has a Chinese word for every role', () => {
    for (const role of ['PUBLIC', ...ROLES] as const) expect(roleWords[role]).toMatch(/\p{Script=Han}/u);
  });
});
