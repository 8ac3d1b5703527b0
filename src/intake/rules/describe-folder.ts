/**
 * What lies in an estate's folder.
 *
 * 1. `estate.json` and `journal.csv` must be there; `households.csv` is missed but not needed.
 * 2. `bank/<account>.<csv, xls, xlsx, xml, sta, txt or ofx>` is a bank's own export, named by the account's number or,
 *    for a person's account, its alias.
 * 3. `expected.json`, `trial_balance.csv`, texts and the droppings of desktops are ignored; anything else is noted.
 */
import type { BankAccountProfile } from './estate-profile.js';
import { ProblemList } from './import-problem.js';
import type { Finding, ProblemReport } from './import-problem.js';

export type FileRole = 'estate' | 'households' | 'journal' | 'bank' | 'ignored' | 'unknown';

export interface FolderFile {
  /** Path inside the folder, with forward slashes. */
  readonly path: string;
  readonly role: FileRole;
  /** For a bank file: what its name says of the account. */
  readonly bankAccount?: string;
}

export interface FolderDescription {
  readonly files: readonly FolderFile[];
  readonly report: ProblemReport;
}

const ROLES: Readonly<Record<string, FileRole>> = {
  'estate.json': 'estate',
  'households.csv': 'households',
  'journal.csv': 'journal',
};

const IGNORED =
  /^(?:expected\.json|trial_balance\.csv|readme(?:\..*)?|license(?:\..*)?|thumbs\.db|desktop\.ini|\..*|~\$.*|.*\.md)$/i;
const BANK_FILE = /^bank\/([^/]+)\.(?:csv|xls|xlsx|xml|sta|txt|ofx)$/i;

/** `entries` are the paths of files, relative to the folder. */
export function describeFolder(
  entries: readonly string[],
  bankAccounts?: readonly Pick<BankAccountProfile, 'number' | 'alias' | 'holderType'>[],
): FolderDescription {
  const files = entries.map((path) => describeFile(path.replaceAll('\\', '/'))).sort(byPath);
  const list = new ProblemList('.');
  for (const path of ['estate.json', 'journal.csv']) {
    if (!files.some((file) => file.path === path)) list.add(placed('FOLDER_FILE_MISSING', path));
  }
  if (!files.some((file) => file.role === 'households')) {
    list.add({ ...placed('FOLDER_HOUSEHOLDS_MISSING', 'households.csv'), weight: 'notice' });
  }
  for (const { path, role } of files) {
    if (role === 'unknown') list.add({ ...placed('FOLDER_FILE_UNKNOWN', path), weight: 'notice' });
  }
  for (const finding of bankAccounts === undefined ? [] : strayBankFiles(files, bankAccounts)) list.add(finding);
  return { files, report: list.report() };
}

function describeFile(path: string): FolderFile {
  const role = Object.hasOwn(ROLES, path) ? ROLES[path] : undefined;
  if (role !== undefined) return { path, role };
  if (path.split('/').some((part) => IGNORED.test(part))) return { path, role: 'ignored' };
  const bankAccount = BANK_FILE.exec(path)?.[1];
  return bankAccount === undefined ? { path, role: 'unknown' } : { path, role: 'bank', bankAccount };
}

function strayBankFiles(
  files: readonly FolderFile[],
  accounts: readonly Pick<BankAccountProfile, 'number' | 'alias' | 'holderType'>[],
): Finding[] {
  const names = new Set(accounts.flatMap(({ number, alias }) => (alias === undefined ? [number] : [number, alias])));
  return files
    .filter((file) => file.bankAccount !== undefined && !names.has(file.bankAccount))
    .map((file) => placed('FOLDER_BANK_ACCOUNT_UNKNOWN', file.path));
}

function placed(code: string, path: string): Finding {
  return { code, file: path, value: path, facts: { path } };
}

function byPath(left: FolderFile, right: FolderFile): number {
  if (left.path === right.path) return 0;
  return left.path < right.path ? -1 : 1;
}
