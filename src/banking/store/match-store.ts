/** Lines by their places in the log, the words of lines, and the leaves that tell what was matched. */
import { readRecords } from '../../log/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import { BANK_MATCH, BANK_MATCH_UNDONE, type KeyedLine, type MatchRecord } from '../rules/index.js';
import { privateLines, publicLines } from './statement-store.js';

export interface AccountLines {
  /** Every known line; with its private words where the scope is private and nothing was erased. */
  readonly lines: readonly KeyedLine[];
  /** The same by their places in the log: "57.12". */
  readonly byId: ReadonlyMap<string, KeyedLine>;
  readonly idOf: ReadonlyMap<string, string>;
}

export async function accountLines(query: Query, estateId: string, bankAccountId: string): Promise<AccountLines> {
  const places = await query<{ seq: bigint; ordinal: number; line_key: string }>(
    `select seq, ordinal, line_key from banking.statement_line
      where estate_id = $1 and bank_account_id = $2 order by seq, ordinal`,
    [estateId, bankAccountId],
  );
  const worded = new Map((await privateLines(query, estateId, bankAccountId)).map((line) => [line.key, line]));
  const open = await publicLines(query, estateId, bankAccountId);
  const lines = open.map((line) => worded.get(line.key) ?? line);
  const idOf = new Map(places.map(({ seq, ordinal, line_key: key }) => [key, `${String(seq)}.${String(ordinal)}`]));
  return { lines, idOf, byId: new Map(lines.map((line) => [idOf.get(line.key) ?? '', line])) };
}

/** The line as everybody may see it. */
export function withoutWords(line: KeyedLine): KeyedLine {
  return { ...line, counterpartyName: '', counterpartyNumber: '', summary: '', remark: '' };
}

export interface MatchRecords {
  readonly made: readonly MatchRecord[];
  readonly undone: readonly MatchRecord[];
}

export async function matchRecords(
  query: Query,
  estateId: string,
  bankAccountId: string,
  size: bigint,
): Promise<MatchRecords> {
  const about = { subject: bankAccountId, before: size };
  return {
    made: await readRecords(query, estateId, { type: BANK_MATCH, ...about }),
    undone: await readRecords(query, estateId, { type: BANK_MATCH_UNDONE, ...about }),
  };
}
