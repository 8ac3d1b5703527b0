import type { Query } from '../../platform/database/estate-reads.js';
import type { GrantedRole } from '../rules/access.js';
import type { PersonKind, RoleFacts } from '../rules/role-change.js';

/** Everybody's kind and present roles. An estate has tens of people, so the whole is one small read. */
export async function readRoleFacts(query: Query, estateId: string): Promise<RoleFacts> {
  const rows = await query<{ person_id: string; kind: PersonKind; roles: GrantedRole[] }>(
    `select p.person_id, p.kind, array_remove(array_agg(g.role order by g.role), null) as roles
       from people.person p
       left join people.role_grant g
         on g.estate_id = p.estate_id and g.person_id = p.person_id and g.revoked_seq is null
      where p.estate_id = $1
      group by p.person_id, p.kind`,
    [estateId],
  );
  return {
    kinds: new Map(rows.map((row) => [row.person_id, row.kind])),
    roles: new Map(rows.map((row) => [row.person_id, new Set(row.roles)])),
  };
}

export async function readRolesOf(query: Query, estateId: string, personId: string): Promise<readonly GrantedRole[]> {
  const rows = await query<{ role: GrantedRole }>(
    'select role from people.role_grant where estate_id = $1 and person_id = $2 and revoked_seq is null',
    [estateId, personId],
  );
  return rows.map((row) => row.role);
}

/** Shown only inside a read that asked for private values; the founder of an estate has no name here. */
export async function readNames(query: Query, estateId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await query<{ person_id: string; name: string }>(
    'select person_id, name from people.person_name where estate_id = $1',
    [estateId],
  );
  return new Map(rows.map((row) => [row.person_id, row.name]));
}
