import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBankFile, type KnownAccount } from '../banking/index.js';
import type { StatementLine } from '../banking/rules/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { screenPublicText } from '../kernel/public-text.js';
import { decodeText, fileBytes, namedRowBatches, wholeNamedRows } from '../platform/tables/index.js';
import { readEstate } from './formats/read-estate.js';
import {
  describeFolder,
  foldJournal,
  HouseholdFold,
  householdColumns,
  joinReports,
  journalColumns,
  JournalFold,
  type ChartAccount,
  type EstateProfile,
  type FolderFile,
  type Household,
  type JournalOutcome,
  type ProblemReport,
  type VoucherDraft,
} from './rules/index.js';
import { ProblemList } from './rules/import-problem.js';

/** One bank file, read and proved, lines by account. */
export interface BankFile {
  readonly file: string;
  readonly hash: string;
  readonly statements: readonly { readonly accountNumber: string; readonly lines: readonly StatementLine[] }[];
}

/** Everything of a folder but the journal's lines, which are streamed again when they are posted. */
export interface FolderReading {
  readonly profile: EstateProfile;
  readonly households: readonly Household[];
  readonly bankFiles: readonly BankFile[];
  readonly journal: JournalOutcome;
  readonly report: ProblemReport;
}

export interface ReadingContext {
  readonly today: CalendarDate;
  /** The chart to check against: the estate's own where it exists, else the template. */
  readonly chartOf: (estateCode: string) => Promise<readonly ChartAccount[]>;
  readonly onLines?: (count: number) => void;
}

/** Reads and checks a whole folder. With problems there is a report only; nothing was written anywhere. */
export async function readFolder(
  folder: string,
  context: ReadingContext,
): Promise<FolderReading | { readonly report: ProblemReport }> {
  const entries = await listFiles(folder);
  const first = describeFolder(entries);
  const has = (role: FolderFile['role']): boolean => first.files.some((file) => file.role === role);
  const estate = has('estate') ? readEstate(await textOf(folder, 'estate.json')) : undefined;
  const profile = estate?.profile;
  const description = profile === undefined ? first : describeFolder(entries, profile.bankAccounts);
  const roll = await readRoll(folder, first.files);
  const early = [description.report, ...(estate === undefined ? [] : [estate.report]), roll.report];
  // Without accounts and funds neither the bank's files nor the journal can be judged.
  if (profile === undefined) return { report: joinReports(early) };
  const banks = await readBankFiles(folder, description.files, profile, context.today);
  if (!has('journal')) return { report: joinReports([...early, banks.report]) };
  const fold = journalFold(profile, await context.chartOf(profile.code), context.today);
  let lines = 0;
  for await (const draft of journalDrafts(folder, fold)) {
    lines += draft.lines.length;
    context.onLines?.(lines);
  }
  const journal = fold.finish();
  const report = joinReports([...early, banks.report, journal.report]);
  return report.problemCount > 0
    ? { report }
    : { profile, households: roll.households, bankFiles: banks.files, journal, report };
}

/** The journal's vouchers once more, in the order of the file. */
export async function* journalDrafts(folder: string, fold: JournalFold): AsyncGenerator<VoucherDraft> {
  const rows = namedRowBatches(fileBytes(join(folder, 'journal.csv')), journalColumns, (problem) => {
    fold.note(problem);
  });
  yield* foldJournal(rows, fold);
}

export function journalFold(profile: EstateProfile, chart: readonly ChartAccount[], today: CalendarDate): JournalFold {
  return new JournalFold({
    today,
    openedOn: profile.booksOpenedOn,
    funds: profile.funds,
    chart,
    screen: screenPublicText,
  });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length)
        .replace(/^[/\\]+/, ''),
    );
}

async function textOf(folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file));
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : bytes.toString('utf8');
}

async function readRoll(
  folder: string,
  files: readonly FolderFile[],
): Promise<{ households: readonly Household[]; report: ProblemReport }> {
  const fold = new HouseholdFold();
  if (files.some((file) => file.role === 'households')) {
    const bytes = await readFile(join(folder, 'households.csv'));
    for (const row of wholeNamedRows(bytes, householdColumns, fold.note)) fold.push(row);
  }
  return fold.finish();
}

async function readBankFiles(
  folder: string,
  files: readonly FolderFile[],
  profile: EstateProfile,
  today: CalendarDate,
): Promise<{ files: BankFile[]; report: ProblemReport }> {
  const accounts = profile.bankAccounts.map((account): KnownAccount => ({
    number: account.number,
    ...(account.alias === undefined ? {} : { alias: account.alias }),
  }));
  const read: BankFile[] = [];
  const reports: ProblemReport[] = [];
  for (const { path, role, bankAccount } of files) {
    if (role !== 'bank') continue;
    const list = new ProblemList(path);
    const number = accounts.find(({ number: known, alias }) => known === bankAccount || alias === bankAccount)?.number;
    const reading = await readBankFile({
      name: path,
      path: join(folder, path),
      accounts,
      notAfter: today,
      ...(number === undefined ? {} : { accountNumber: number }),
    });
    for (const violation of reading.violations) list.add(violation);
    reports.push(list.report());
    read.push({ file: path, hash: await hashOf(join(folder, path)), statements: reading.statements });
  }
  return { files: read, report: joinReports(reports) };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
