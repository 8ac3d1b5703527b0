import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessCache } from './access-cache.js';
import { AccessGuard } from './access.guard.js';
import { AddPerson } from './add-person.js';
import { Authenticate } from './authenticate.js';
import { GrantRole } from './grant-role.js';
import { IssueToken } from './issue-token.js';
import { ListPeople } from './list-people.js';
import { RevokeRole } from './revoke-role.js';
import { RevokeToken } from './revoke-token.js';

const verbs = [AddPerson, Authenticate, GrantRole, IssueToken, ListPeople, RevokeRole, RevokeToken];

/** People, roles, tokens, and the guard that stands before every route of every wing. */
@Module({
  providers: [...verbs, AccessCache, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: verbs,
})
export class PeopleModule {}
