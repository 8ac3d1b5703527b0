/** Who holds which role now, by the people wing's own function. */
import type { Query } from '../../platform/database/estate-reads.js';

export async function holdsRole(query: Query, estateId: string, person: string, role: string): Promise<boolean> {
  const rows = await query<{ holds: boolean }>('select people.roles_now($1) @> $2::jsonb as holds', [
    estateId,
    JSON.stringify([[person, role]]),
  ]);
  return rows[0]?.holds === true;
}
