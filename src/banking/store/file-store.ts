/** The bank's files that were imported: days and counts are public, a file's name is not. */
import type { CalendarDate } from '../../kernel/calendar.js';
import { readDisclosuresAt } from '../../log/index.js';
import { openDisclosure } from '../../log/rules/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import { FILE_FIELD } from './statement-store.js';

export interface StatementFileRow {
  readonly seq: bigint;
  readonly bankAccountId: string;
  readonly lines: number;
  readonly from: CalendarDate;
  readonly through: CalendarDate;
  /** Absent without private scope, and where it was erased. */
  readonly name?: string;
  readonly hash?: string;
}

interface FileRow {
  readonly seq: bigint;
  readonly bank_account_id: string;
  readonly line_count: number;
  readonly from_on: CalendarDate;
  readonly through_on: CalendarDate;
}

/** The latest pieces of files first. A long file is kept in several pieces. */
export async function readStatementFiles(query: Query, estateId: string, most: number): Promise<StatementFileRow[]> {
  const rows = await query<FileRow>(
    `select seq, bank_account_id, line_count, from_on, through_on from banking.statement_file
      where estate_id = $1 order by seq desc limit $2`,
    [estateId, most],
  );
  // The file's own words are the first private value of its leaf.
  const places = rows.map(({ seq }) => ({ seq, ordinal: 1 }));
  const named = new Map((await readDisclosuresAt(query, estateId, places)).map(({ seq, text }) => [seq, text]));
  return rows.map((row) => ({
    seq: row.seq,
    bankAccountId: row.bank_account_id,
    lines: row.line_count,
    from: row.from_on,
    through: row.through_on,
    ...wordsOf(named.get(row.seq)),
  }));
}

function wordsOf(text: string | undefined): Pick<StatementFileRow, 'name' | 'hash'> {
  const opened = text === undefined ? undefined : openDisclosure(text);
  if (opened?.name !== FILE_FIELD || !Array.isArray(opened.value)) return {};
  const [name, hash] = opened.value as readonly unknown[];
  return typeof name === 'string' && typeof hash === 'string' ? { name, hash } : {};
}
