import type pg from 'pg';
import type { Randomness } from '../kernel/ids.js';
import { appendRecord, lockHead } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { joinLines, type Gap, type StatementLine, type StatementProblem } from './rules/index.js';
import { FILE_FIELD, lineField, privateLines } from './store/statement-store.js';

export interface StatementToAdd {
  readonly estateId: string;
  readonly bankAccountId: string;
  /** What private lines call the account: the organisation's number, or the person's alias. */
  readonly accountName: string;
  /** Lines of this account in their proved order. */
  readonly lines: readonly StatementLine[];
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly fileHash: string;
  readonly by: string;
  readonly recordedAt: Date;
}

export interface StatementAdded {
  readonly added: number;
  readonly repeated: number;
  readonly gaps: readonly Gap[];
  readonly violations: readonly StatementProblem[];
}

/** Lines under one leaf: the leaf itself stays small, but its private inside is opened as a whole. */
const LINES_A_LEAF = 5_000;

/**
 * Adds what is new of a bank statement, inside the caller's transaction: one public leaf with count and totals, the
 * lines themselves private behind its root. The same file again adds nothing.
 */
export async function addStatement(
  client: pg.ClientBase,
  query: Query,
  statement: StatementToAdd,
  randomness: Randomness,
): Promise<StatementAdded> {
  // Two files at once would both take the same lines for new.
  await lockHead(client, statement.estateId);
  const known = await privateLines(query, statement.estateId, statement.bankAccountId);
  const named = statement.lines.map((line) => ({ ...line, accountNumber: statement.accountName }));
  const joining = joinLines(known, named, statement.file);
  const { violations, repeated, gaps } = joining;
  for (let start = 0; start < joining.fresh.length; start += LINES_A_LEAF) {
    await appendLines(client, statement, joining.fresh.slice(start, start + LINES_A_LEAF), randomness);
  }
  return { added: joining.fresh.length, repeated, gaps, violations };
}

async function appendLines(
  client: pg.ClientBase,
  statement: StatementToAdd,
  lines: readonly (StatementLine & { readonly key: string })[],
  randomness: Randomness,
): Promise<void> {
  const days = lines.map((line) => line.bookedOn).sort();
  const fields = [
    { name: FILE_FIELD, value: [statement.file, statement.fileHash] },
    ...lines.map((line) => lineField(line, statement.accountName)),
  ];
  const disclosures = fields.map((field) => makeDisclosure(field, randomness).text);
  const leaf = {
    t: 'xinyi/bank-statement/v1',
    bank_account: statement.bankAccountId,
    by: statement.by,
    closing: (lines.at(-1)?.balanceFen ?? 0n).toString(),
    ...batchPart(disclosures.map(privateLeafHash)),
    from: days.at(0) ?? '',
    lines: String(lines.length),
    recorded_at: statement.recordedAt.toISOString(),
    through: days.at(-1) ?? '',
  };
  await appendRecord(client, { estateId: statement.estateId, leaf, disclosures });
}
