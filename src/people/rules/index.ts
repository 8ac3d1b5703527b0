/** The pure front door of the wing `people`: who may do what. */
export {
  ACTIONS,
  mayDo,
  PUBLIC_ROLES,
  ROLES,
  rolesFor,
  type Action,
  type Actor,
  type GrantedRole,
  type Role,
} from './access.js';
export { checkNewPerson, type NewPerson } from './new-person.js';
export { checkRoleChange, type PersonKind, type RoleChange, type RoleFacts } from './role-change.js';
export { checkTokenTerms, isOver, type Bearer, type TokenTerms } from './token-terms.js';
