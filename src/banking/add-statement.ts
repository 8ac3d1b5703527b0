import type pg from 'pg';
import { addDays, type CalendarDate } from '../kernel/calendar.js';
import type { Randomness } from '../kernel/ids.js';
import { appendRecord, lockHead } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { compareText, joinLines, type Gap, type StatementLine, type StatementProblem } from './rules/index.js';
import { readStanding } from './store/account-standing.js';
import { FILE_FIELD, knownAround, lineField } from './store/statement-store.js';

export interface StatementPlace {
  readonly estateId: string;
  readonly bankAccountId: string;
  /** What private lines call the account: the organisation's number, or the person's alias. */
  readonly accountName: string;
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly fileHash: string;
  readonly by: string;
  readonly recordedAt: Date;
}

export interface StatementToAdd extends StatementPlace {
  /** Lines of this account in their proved order. */
  readonly lines: readonly StatementLine[];
}

export interface StatementAdded {
  readonly added: number;
  readonly repeated: number;
  /** Of the account as a whole, whichever files its lines came from. */
  readonly gaps: readonly Gap[];
  readonly violations: readonly StatementProblem[];
  /** The last day that the account's lines reach. */
  readonly through?: CalendarDate;
}

/** A transaction that holds the estate's head. */
export interface StatementSession {
  readonly client: pg.ClientBase;
  readonly query: Query;
  readonly randomness: Randomness;
}

/** Lines under one leaf: the leaf itself stays small, but its private inside is opened as a whole. */
const LINES_A_LEAF = 5_000;
const MOST_PROBLEMS = 500;
/** Even a wallet's bill, whose order nothing proves, does not run backwards by more. */
const DAYS_AROUND = 7;

/**
 * Takes the lines of one account piece by piece, so that a long statement never stands in memory: each piece meets only
 * the lines of its own days. What a piece adds is in the log at once; whoever finds violations at the end rolls back.
 */
export class StatementAdding {
  private readonly violations: StatementProblem[] = [];
  private taken: readonly { readonly key: string; readonly on: CalendarDate }[] = [];
  /** The outer lines of what was added last: what comes next may stand on either side of it. */
  private edges: { readonly first?: StatementLine | undefined; readonly last?: StatementLine | undefined } = {};
  private added = 0;
  private repeated = 0;

  /** The session's transaction holds the head: two files at once would both take the same lines for new. */
  constructor(
    private readonly session: StatementSession,
    private readonly place: StatementPlace,
    private readonly pieceLines = LINES_A_LEAF,
  ) {}

  async add(lines: readonly StatementLine[]): Promise<void> {
    for (let start = 0; start < lines.length; start += this.pieceLines) {
      const end = start + this.pieceLines;
      const beside = { before: lines[start - 1] ?? this.edges.last, after: lines[end] ?? this.edges.first };
      await this.addPiece(lines.slice(start, end), beside);
    }
    this.edges = { first: lines[0], last: lines.at(-1) };
  }

  async finish(): Promise<StatementAdded> {
    const { estateId, bankAccountId } = this.place;
    const { added, repeated, violations } = this;
    const standing = await readStanding(this.session.query, estateId, bankAccountId);
    return { added: violations.length > 0 ? 0 : added, repeated, violations, ...standing };
  }

  private async addPiece(
    piece: readonly StatementLine[],
    beside: Readonly<Record<'before' | 'after', StatementLine | undefined>>,
  ): Promise<void> {
    if (this.violations.length > MOST_PROBLEMS) return;
    const { estateId, bankAccountId, accountName, file } = this.place;
    const days = piece.map((line) => line.bookedOn).sort(compareText);
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return;
    const named = piece.map((line) => ({ ...line, accountNumber: accountName }));
    const serials = piece.flatMap(({ serial }) => serial ?? []);
    const around = { from: addDays(first, -1), through: addDays(last, 1), serials };
    const known = await knownAround(this.session.query, { estateId, bankAccountId, accountName }, around);
    // Lines of other days are not met any more.
    const [low, high] = [addDays(first, -DAYS_AROUND), addDays(last, DAYS_AROUND)];
    const met = this.taken.filter(({ on }) => on >= low && on <= high);
    const joining = joinLines(known, named, { file, taken: new Set(met.map(({ key }) => key)), ...beside });
    const dayOf = new Map(known.map((line) => [line.key, line.bookedOn]));
    const repeated = joining.taken.map((key) => ({ key, on: dayOf.get(key) ?? first }));
    this.taken = [...met, ...repeated, ...joining.fresh.map(({ key, bookedOn }) => ({ key, on: bookedOn }))];
    this.violations.push(...joining.violations);
    this.repeated += joining.repeated;
    this.added += joining.fresh.length;
    if (joining.fresh.length > 0) await this.append(joining.fresh);
  }

  private async append(lines: readonly (StatementLine & { readonly key: string })[]): Promise<void> {
    const { client, randomness } = this.session;
    const { estateId, file, fileHash, accountName, bankAccountId, by, recordedAt } = this.place;
    const days = lines.map((line) => line.bookedOn).sort(compareText);
    const fields = [
      { name: FILE_FIELD, value: [file, fileHash] },
      ...lines.map((line) => lineField(line, accountName)),
    ];
    const disclosures = fields.map((field) => makeDisclosure(field, randomness).text);
    const leaf = {
      t: 'xinyi/bank-statement/v1',
      bank_account: bankAccountId,
      by,
      closing: (lines.at(-1)?.balanceFen ?? 0n).toString(),
      ...batchPart(disclosures.map(privateLeafHash)),
      from: days.at(0) ?? '',
      lines: String(lines.length),
      recorded_at: recordedAt.toISOString(),
      through: days.at(-1) ?? '',
    };
    await appendRecord(client, { estateId, leaf, disclosures });
  }
}

/**
 * Adds what is new of a bank statement, inside the caller's transaction: public leaves with count and totals, the
 * lines themselves private behind their roots. The same file again adds nothing, and so does one with violations.
 *
 * What is locked: the estate's head, until the caller's commit.
 */
export async function addStatement(
  client: pg.ClientBase,
  query: Query,
  { lines, ...place }: StatementToAdd,
  randomness: Randomness,
): Promise<StatementAdded> {
  await lockHead(client, place.estateId);
  await client.query('savepoint bank_statement');
  const adding = new StatementAdding({ client, query, randomness }, place);
  await adding.add(lines);
  const added = await adding.finish();
  await client.query(`${added.violations.length > 0 ? 'rollback to' : 'release'} savepoint bank_statement`);
  return added;
}
