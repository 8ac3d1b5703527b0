/**
 * Chart, funds and roles of an estate, cached by the hash of its last structural leaf: a cache that cannot be stale.
 * The position of that leaf
 * would not do, since a transaction that is rolled back leaves its position to another leaf.
 */
import type pg from 'pg';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { Account, AccountKind, EstateStructure, Fund, FundKind } from '../rules/structure.js';

const CACHE_LIMIT = 500;

interface StructureRow {
  readonly opened_on: CalendarDate;
  readonly service_mode: string;
  readonly org_account_since: string | null;
  readonly accounts: [string, string, AccountKind, FundKind[] | null][];
  readonly funds: [string, string, FundKind][];
  readonly roles: [string, string][] | null;
}

const STRUCTURE_SQL = `
  select b.opened_on, estates.service_mode($1) as service_mode,
         estates.org_account_since($1)::text as org_account_since,
         (select coalesce(jsonb_agg(jsonb_build_array(a.code, a.name, a.kind, a.fund_kinds)), '[]')
            from ledger.account a where a.estate_id = $1) as accounts,
         (select coalesce(jsonb_agg(jsonb_build_array(f.code, f.name, f.kind)), '[]')
            from ledger.fund f where f.estate_id = $1) as funds,
         people.roles_now($1) as roles
    from ledger.book b where b.estate_id = $1`;

/** The version that is current. Reads under row-level security. */
export async function structureVersion(query: Query, estateId: string): Promise<string> {
  const rows = await query<{ version: string | null }>(
    'select ledger.structure_version($1, log.structure_seq($1)) as version',
    [estateId],
  );
  return rows[0]?.version ?? '';
}

export class StructureStore {
  readonly #cache = new Map<string, { readonly version: string; readonly structure: EstateStructure }>();

  /** Reads through `client`, whose transaction must be scoped to the estate where it reads under row-level security. */
  async load(client: pg.ClientBase, estateId: string, version: string): Promise<EstateStructure> {
    const cached = this.#cache.get(estateId);
    if (cached?.version === version) return cached.structure;
    await client.query("select set_config('xinyi.estate', $1, true)", [estateId]);
    const result = await client.query<StructureRow>(STRUCTURE_SQL, [estateId]);
    const row = result.rows[0];
    if (row === undefined) throw new Error('an estate with a head has no book');
    const structure = structureOf(estateId, row);
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    this.#cache.set(estateId, { version, structure });
    return structure;
  }
}

function structureOf(estateId: string, row: StructureRow): EstateStructure {
  const roles = new Map<string, Set<string>>();
  for (const [person, role] of row.roles ?? []) roles.set(person, (roles.get(person) ?? new Set()).add(role));
  return {
    estateId,
    openedOn: row.opened_on,
    serviceMode: row.service_mode,
    accounts: new Map(
      row.accounts.map(([code, name, kind, fundKinds]): [string, Account] => [
        code,
        { code, name, kind, ...(fundKinds === null ? {} : { fundKinds }) },
      ]),
    ),
    funds: new Map(row.funds.map(([code, name, kind]): [string, Fund] => [code, { code, name, kind }])),
    roles,
    ...orgAccount(row.org_account_since),
  };
}

/** An account whose first day nobody wrote down has been open for as long as the books know. */
function orgAccount(since: string | null): Pick<EstateStructure, 'orgAccountSince'> {
  if (since === null) return {};
  return { orgAccountSince: (since === '-infinity' ? '1900-01-01' : since) as CalendarDate };
}
