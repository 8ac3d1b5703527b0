/** The front door of the wing `people`: its module, its verbs, and what every controller says about access. */
export { Access, ACCESS, CurrentActor, CurrentEstate } from './access-decorators.js';
export { denied } from './access.guard.js';
export { AccessCache } from './access-cache.js';
export { AddPerson, type AddPersonInput } from './add-person.js';
export { Authenticate, type Session } from './authenticate.js';
export { EstateLookup } from './estate-lookup.js';
export { GrantRole, type GrantRoleInput } from './grant-role.js';
export { IssueToken, type IssuedToken } from './issue-token.js';
export { ListPeople, type ListedPerson, type ListPeopleInput } from './list-people.js';
export { PeopleModule } from './people.module.js';
export { RevokeRole, type RevokeRoleInput } from './revoke-role.js';
export { RevokeToken, type RevokeTokenInput } from './revoke-token.js';
