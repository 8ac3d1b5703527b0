/** What the verbs that read a bank's file have in common: whose accounts, which columns, from which balance. */
import { readBankAccounts, readPrivateNumbers, type BankAccount } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import type { Fen } from '../kernel/fen.js';
import { Refusal } from '../kernel/violation.js';
import type { EstateReads, Query } from '../platform/database/estate-reads.js';
import { openBankFile, type BankFileOnDisk, type ColumnMapping, type OpenedBankFile } from './formats/index.js';
import type { ToldColumn } from './rules/check-mapping.js';
import { balanceBefore } from './store/account-standing.js';
import { readMappings } from './store/mapping-store.js';

export interface StatementFile {
  readonly path: string;
  /** The file's name as people know it. */
  readonly name: string;
  /** An organisation's number or a person's alias; for files that do not say it themselves. */
  readonly account?: string;
  /** The balance before the file's oldest line, for files without balances. */
  readonly openingFen?: Fen;
}

/** A bank account with its number, which for a person's account is private. */
export interface NumberedAccount extends BankAccount {
  readonly number: string;
  readonly columns: readonly ToldColumn[];
}

/** Needs private scope. */
export async function numberedAccounts(query: Query, estateId: string): Promise<NumberedAccount[]> {
  const numbers = await readPrivateNumbers(query, estateId);
  const mappings = await readMappings(query, estateId);
  return (await readBankAccounts(query, estateId)).map((account) => ({
    ...account,
    number: numbers.get(account.bankAccountId) ?? account.publicName,
    columns: mappings.get(account.bankAccountId) ?? [],
  }));
}

/** @throws Refusal BANK_ACCOUNT_NOT_REGISTERED. */
export function accountNamed(accounts: readonly NumberedAccount[], name: string): NumberedAccount {
  const found = accounts.find((account) => account.publicName === name || account.number === name);
  if (found !== undefined) return found;
  const known = accounts.map((account) => account.publicName).join('、');
  throw Refusal.of('BANK_ACCOUNT_NOT_REGISTERED', 'account', { account: name.slice(-4).padStart(5, '…'), known });
}

/** The account that was named or, failing that, the one whose number or alias the file's name holds. */
function accountOfFile(accounts: readonly NumberedAccount[], file: StatementFile): NumberedAccount | undefined {
  if (file.account !== undefined) return accountNamed(accounts, file.account);
  const held = accounts.filter(
    ({ number, publicName }) => file.name.includes(number) || file.name.includes(publicName),
  );
  return held.length === 1 ? held[0] : undefined;
}

export interface StatementReader {
  readonly reads: EstateReads;
  readonly estateId: string;
  readonly today: CalendarDate;
}

/**
 * Reads and proves a whole file, and writes nothing. `columns` are tried in place of what was saved.
 *
 * A file without balances goes on from what is known of its account: a person has to tell the first balance only.
 */
export async function openStatement(
  { reads, estateId, today }: StatementReader,
  accounts: readonly NumberedAccount[],
  file: StatementFile,
  columns?: readonly ToldColumn[],
): Promise<OpenedBankFile> {
  const source = sourceOf(accounts, file, today, columns);
  const opened = await openBankFile(source);
  const [bare] = opened.unbalanced ?? [];
  if (bare?.oldest === undefined || file.openingFen !== undefined) return opened;
  const { oldest, accountNumber } = bare;
  const id = accounts.find(({ number }) => number === accountNumber)?.bankAccountId ?? '';
  const openingFen = await reads.read(estateId, (query) => balanceBefore(query, estateId, id, oldest));
  return openingFen === undefined ? opened : openBankFile({ ...source, openingFen });
}

function sourceOf(
  accounts: readonly NumberedAccount[],
  file: StatementFile,
  today: CalendarDate,
  columns: readonly ToldColumn[] | undefined,
): BankFileOnDisk {
  const account = accountOfFile(accounts, file);
  return {
    name: file.name,
    path: file.path,
    accounts: accounts.map(({ number, publicName }) =>
      number === publicName ? { number } : { number, alias: publicName },
    ),
    notAfter: today,
    mappings: columns === undefined ? savedMappings(accounts, account) : [columns as ColumnMapping],
    ...(account === undefined ? {} : { accountNumber: account.number }),
    ...(file.openingFen === undefined ? {} : { openingFen: file.openingFen }),
  };
}

/** Numbers of columns fit any file, so they count only where the file is known to be the account's. */
function savedMappings(accounts: readonly NumberedAccount[], account: NumberedAccount | undefined): ColumnMapping[] {
  const told = account === undefined ? accounts.map((each) => each.columns) : [account.columns];
  return told.filter(
    (columns) => columns.length > 0 && (account !== undefined || columns.every(([, place]) => !place.startsWith('#'))),
  ) as unknown as ColumnMapping[];
}
