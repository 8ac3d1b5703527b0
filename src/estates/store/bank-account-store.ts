/** Bank accounts as the public may know them: an organisation's number, a person's alias. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';

export interface BankAccount {
  readonly bankAccountId: string;
  /** The organisation's number, or the person's alias: what addresses and pages call it. */
  readonly publicName: string;
  readonly holderType: 'ORG' | 'PERSON';
  readonly kind: string;
  readonly bank: string;
  /** Code of the ledger account that mirrors it. */
  readonly account: string;
  readonly openedOn?: CalendarDate;
  readonly closedOn?: CalendarDate;
}

interface BankAccountRow {
  readonly bank_account_id: string;
  readonly alias: string | null;
  readonly number: string | null;
  readonly holder_type: 'ORG' | 'PERSON';
  readonly kind: string;
  readonly bank: string;
  readonly account: string;
  readonly opened_on: CalendarDate | null;
  readonly closed_on: CalendarDate | null;
}

export async function readBankAccounts(query: Query, estateId: string): Promise<BankAccount[]> {
  const rows = await query<BankAccountRow>(
    `select bank_account_id, alias, number, holder_type, kind, bank, account, opened_on, closed_on
       from estates.bank_account where estate_id = $1 order by bank_account_id`,
    [estateId],
  );
  return rows.map((row) => ({
    bankAccountId: row.bank_account_id,
    publicName: row.number ?? row.alias ?? row.bank_account_id,
    holderType: row.holder_type,
    kind: row.kind,
    bank: row.bank,
    account: row.account,
    ...(row.opened_on === null ? {} : { openedOn: row.opened_on }),
    ...(row.closed_on === null ? {} : { closedOn: row.closed_on }),
  }));
}

/** Numbers of accounts held by persons. Shows nothing without private scope. */
export async function readPrivateNumbers(query: Query, estateId: string): Promise<Map<string, string>> {
  const rows = await query<{ bank_account_id: string; number: string }>(
    'select bank_account_id, number from estates.bank_account_private where estate_id = $1',
    [estateId],
  );
  return new Map(rows.map((row) => [row.bank_account_id, row.number]));
}
