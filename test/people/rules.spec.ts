import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type GrantedRole } from '../../src/people/rules/access.js';
import { checkNewPerson } from '../../src/people/rules/new-person.js';
import {
  checkRoleChange,
  type PersonKind,
  type RoleChange,
  type RoleFacts,
} from '../../src/people/rules/role-change.js';
import { checkTokenTerms, isOver } from '../../src/people/rules/token-terms.js';

function factsOf(people: Readonly<Record<string, readonly [PersonKind, ...GrantedRole[]]>>): RoleFacts {
  const entries = Object.entries(people);
  return {
    kinds: new Map(entries.map(([person, [kind]]) => [person, kind])),
    roles: new Map(entries.map(([person, [, ...roles]]) => [person, new Set(roles)])),
  };
}

const facts = factsOf({
  'p-op': ['operator', 'OPERATOR'],
  'p-wang': ['human', 'COMMITTEE_PREPARER'],
  'p-li': ['human', 'COMMITTEE_APPROVER'],
  'p-wy': ['human', 'TRUSTEE'],
  'p-sys': ['agent'],
});

const codes = (change: Partial<RoleChange>, given: RoleFacts = facts): string[] =>
  checkRoleChange({ action: 'grant', person: 'p-wang', role: 'AUDITOR', by: 'p-op', ...change }, given).map(
    ({ code }) => code,
  );

describe('giving and taking roles', () => {
  it('is done by an operator of the estate, for a person of it', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ by: 'p-li' })).toEqual(['OPERATOR_REQUIRED']);
    expect(codes({ by: 'p-nobody', person: 'p-ghost' })).toEqual(['OPERATOR_REQUIRED', 'PERSON_NOT_FOUND']);
  });

  it('changes something', () => {
    expect(codes({ role: 'COMMITTEE_PREPARER' })).toEqual(['ROLE_ALREADY_HELD']);
    expect(codes({ action: 'revoke', role: 'COMMITTEE_PREPARER' })).toEqual([]);
    expect(codes({ action: 'revoke' })).toEqual(['ROLE_NOT_HELD']);
  });

  it('lets only systems post, by two people, and lets systems do nothing else', () => {
    const agent = { person: 'p-sys', role: 'POSTING_AGENT' } as const;
    expect(codes({ ...agent, approver: 'p-li' })).toEqual([]);
    expect(codes(agent)).toEqual(['AGENT_SECOND_PERSON']);
    expect(codes({ ...agent, approver: 'p-op' })).toEqual(['AGENT_SECOND_PERSON']);
    expect(codes({ ...agent, approver: 'p-wang' })).toEqual(['AGENT_APPROVER_REQUIRED']);
    expect(codes({ role: 'POSTING_AGENT', approver: 'p-li' })).toEqual(['ROLE_FOR_AGENT_ONLY']);
    expect(codes({ person: 'p-sys', role: 'COMMITTEE_APPROVER' })).toEqual(['ROLE_NOT_FOR_AGENT']);
  });

  it('AT-01: never makes one person trustee and approver', () => {
    expect(codes({ person: 'p-wy', role: 'COMMITTEE_APPROVER' })).toEqual(['TRUSTEE_NEVER_APPROVES']);
    expect(codes({ person: 'p-li', role: 'TRUSTEE' })).toEqual(['TRUSTEE_NEVER_APPROVES']);
    expect(codes({ person: 'p-wy', role: 'COMMITTEE_PREPARER' })).toEqual([]);
  });

  it('keeps the last operator', () => {
    const gone = { action: 'revoke', person: 'p-op', role: 'OPERATOR' } as const;
    expect(codes(gone)).toEqual(['LAST_OPERATOR']);
    const two = factsOf({ 'p-op': ['operator', 'OPERATOR'], 'p-b': ['operator', 'OPERATOR'] });
    expect(codes(gone, two)).toEqual([]);
  });

  it('never, in any order of admitted changes, loses the operator or joins trustee and approver', () => {
    const person = fc.constantFrom('p-op', 'p-wang', 'p-li', 'p-wy', 'p-sys');
    const change = fc.record({
      action: fc.constantFrom('grant', 'revoke'),
      person,
      role: fc.constantFrom(...ROLES),
      by: person,
      approver: person,
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const roles = new Map([...facts.roles].map(([who, held]) => [who, new Set(held)]));
        for (const one of changes) {
          if (checkRoleChange(one, { kinds: facts.kinds, roles }).length > 0) continue;
          if (one.action === 'grant') roles.get(one.person)?.add(one.role);
          else roles.get(one.person)?.delete(one.role);
          const held = [...roles.values()];
          expect(held.some((some) => some.has('OPERATOR'))).toBe(true);
          expect(held.some((some) => some.has('TRUSTEE') && some.has('COMMITTEE_APPROVER'))).toBe(false);
          expect([...roles.get('p-sys')!].every((role) => role === 'POSTING_AGENT')).toBe(true);
        }
      }),
    );
  });
});

describe('a new person', () => {
  it.each(['王小明', 'Ann O’Neil', '阿卜杜拉·买买提', 'x'.repeat(60)])('may be called %s', (name) => {
    expect(checkNewPerson({ name, kind: 'human', by: 'p-op' }, facts)).toEqual([]);
  });

  it.each(['', ' 王', '王\n李', 'x'.repeat(61), '\u202e王'])('may not be called %j', (name) => {
    expect(checkNewPerson({ name, kind: 'human', by: 'p-li' }, facts).map(({ code }) => code)).toEqual([
      'OPERATOR_REQUIRED',
      'PERSON_NAME_INVALID',
    ]);
  });
});

describe('a token', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const estates = new Map([
    ['e-1', facts],
    ['e-2', factsOf({ 'p-boss': ['operator', 'OPERATOR'], 'p-wang': ['human'] })],
  ]);
  const bearer = { estateId: 'e-1', person: 'p-li', by: 'p-op' };

  it('speaks for one person in each estate, issued by an operator of each', () => {
    const both = [bearer, { estateId: 'e-2', person: 'p-wang', by: 'p-boss' }];
    expect(checkTokenTerms({ label: '李老师', bearers: both }, estates, now)).toEqual([]);
  });

  it('tells everything that is wrong with its terms', () => {
    const bearers = [
      { ...bearer, person: 'p-ghost' },
      { estateId: 'e-2', person: 'p-wang', by: 'p-op' },
      { estateId: 'e-2', person: 'p-boss', by: 'p-boss' },
    ];
    expect(checkTokenTerms({ label: ' ', expiresAt: now, bearers }, estates, now)).toEqual([
      { code: 'TOKEN_LABEL_INVALID', at: 'label' },
      { code: 'TOKEN_EXPIRY_PAST', at: 'expiresAt' },
      { code: 'TOKEN_ESTATE_TWICE', at: 'bearers' },
      { code: 'PERSON_NOT_FOUND', at: 'bearers[0].person', facts: { person: 'p-ghost' } },
      { code: 'OPERATOR_REQUIRED', at: 'bearers[1].by', facts: { person: 'p-op' } },
    ]);
    expect(checkTokenTerms({ label: 'x', bearers: [] }, estates, now).map(({ code }) => code)).toEqual([
      'TOKEN_WITHOUT_PERSON',
    ]);
    expect(checkTokenTerms({ label: 'x', bearers: [{ ...bearer, estateId: 'e-9' }] }, estates, now)).toHaveLength(1);
  });

  it('is over at its end, not after it', () => {
    expect(isOver(undefined, now)).toBe(false);
    expect(isOver(new Date(now.getTime() + 1), now)).toBe(false);
    expect(isOver(now, now)).toBe(true);
  });
});
