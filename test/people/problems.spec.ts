import { describe, expect, it } from '@jest/globals';
import { peopleProblems } from '../../src/people/problems.js';

describe('the table of problems', () => {
  it('has no code that nothing provokes', () => {
    // people.db.spec.ts provokes these.
    const provokedByVerbs = [
      'OPERATOR_REQUIRED',
      'PERSON_NOT_FOUND',
      'PERSON_NAME_INVALID',
      'ESTATE_NOT_FOUND',
      'ROLE_ALREADY_HELD',
      'ROLE_NOT_HELD',
      'ROLE_FOR_AGENT_ONLY',
      'ROLE_NOT_FOR_AGENT',
      'AGENT_SECOND_PERSON',
      'AGENT_APPROVER_REQUIRED',
      'TRUSTEE_NEVER_APPROVES',
      'LAST_OPERATOR',
      'TOKEN_LABEL_INVALID',
      'TOKEN_EXPIRY_PAST',
      'TOKEN_WITHOUT_PERSON',
      'TOKEN_ESTATE_TWICE',
      'TOKEN_NOT_FOUND',
    ];
    // access.http.spec.ts provokes these.
    const provokedAtTheDoor = [
      'TOKEN_REQUIRED',
      'TOKEN_INVALID',
      'TOKEN_EXPIRED',
      'TOKEN_REVOKED',
      'ACCESS_DENIED',
      'ACCESS_UNDECLARED',
    ];
    expect([...provokedByVerbs, ...provokedAtTheDoor].sort()).toEqual(Object.keys(peopleProblems).sort());
  });
});
