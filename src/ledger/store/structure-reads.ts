/** Accounts and funds for readers, in their order. */
import type { Query } from '../../platform/database/estate-reads.js';
import type { AccountKind, FundKind } from '../rules/structure.js';

export interface AccountRow {
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly kind: AccountKind;
  readonly fund_kinds: FundKind[] | null;
}

export interface FundRow {
  readonly code: string;
  readonly name: string;
  readonly kind: FundKind;
  readonly legal_basis: string | null;
  readonly custodian: string | null;
}

export async function readAccounts(query: Query, estateId: string): Promise<Map<string, AccountRow>> {
  const rows = await query<AccountRow>(
    'select code, name, name_en, kind, fund_kinds from ledger.account where estate_id = $1 order by code',
    [estateId],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Funds in the order in which they were opened; the suspense fund stands last. */
export async function readFunds(query: Query, estateId: string): Promise<FundRow[]> {
  return query<FundRow>(
    `select code, name, kind, legal_basis, custodian from ledger.fund where estate_id = $1
      order by kind = 'SUSPENSE', seq, code`,
    [estateId],
  );
}
