/**
 * Statements that carry an opening or closing balance and no balance of each line (camt.053, MT940, OFX).
 *
 * 1. Each line's balance follows from the statement's own opening balance, or from its closing one; where both are
 *    given they must agree with the lines, else the statement is refused with the sum and what was read.
 * 2. Without either, the lines are read and refused, for nothing proves that they are complete.
 * 3. Statements of one account that join by day and balance (one for each day, or one for each page) become one.
 * 4. The bank's reference becomes a line's serial only where it is unique in the file.
 * 5. Reversals follow the bank's sign. Where the balances fit only with all reversals turned round, as some banks send
 *    them, they are turned round.
 */
import { fen, formatFen, ZERO_FEN, type Fen } from '../../kernel/fen.js';
import type { Entries } from './entries.js';
import { KeepAll, signedValues } from './keeping.js';
import type { Keeping } from './line-keeping.js';
import { withBalances } from './running-balance.js';
import type { AccountEnds } from './unbalanced-line.js';
import {
  balanceAbsent,
  publicFileName,
  StatementProblems,
  type AccountStatement,
  type StatementContext,
  type StatementReading,
  type UnbalancedLine,
  type UnbalancedStatement,
} from './statement-reading.js';

export interface BookedStatement {
  /** The account as the file writes it; empty where it does not. */
  readonly account: string;
  /** The line of the file where the account is named. */
  readonly fileLine: number;
  /** What the file calls the account's place. */
  readonly column: string;
  readonly openingFen?: Fen;
  readonly closingFen?: Fen;
  /** The line of the file where the closing balance stands. */
  readonly closingLine?: number;
  readonly entries: Entries;
  /** Whether an entry was refused; then the balances cannot fit, and only the entry is reported. */
  readonly isPartial?: boolean;
}

export interface EntryPlace {
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

export class BookedStatements {
  readonly file: string;
  private readonly keeping: Keeping;
  private readonly problems: StatementProblems;
  private readonly statements: BookedStatement[] = [];

  constructor(private readonly source: StatementContext) {
    this.file = publicFileName(source.file, source.accounts);
    this.keeping = source.keeping ?? new KeepAll();
    this.problems = new StatementProblems(this.file);
  }

  /** The entries of the statement that begins; statements are added in the order in which they began. */
  entries(): Entries {
    return this.keeping.entries();
  }

  refuse(code: string, place: EntryPlace, facts: Readonly<Record<string, string>> = {}): void {
    const { line, column, value } = place;
    const told = { file: this.file, line: String(line), column, value, ...facts };
    const shown = { file: this.file, line, column, value: told.value };
    this.problems.add({ code, at: `${this.file}:${String(line)}`, ...shown, facts: told });
  }

  /** A later day than today is refused, as in every format. */
  accepts(bookedOn: string, place: EntryPlace): boolean {
    const { notAfter } = this.source;
    if (notAfter === undefined || bookedOn <= notAfter) return true;
    this.refuse('STATEMENT_DATE_IN_FUTURE', place, { today: notAfter });
    return false;
  }

  add(statement: BookedStatement): void {
    this.statements.push(statement);
  }

  finish(): StatementReading {
    const whole: AccountStatement[] = [];
    const unbalanced: UnbalancedStatement[] = [];
    let count = 0;
    for (const statement of this.statements) {
      const accountNumber = this.accountOf(statement);
      const { days } = statement.entries;
      if (accountNumber === undefined || days === undefined) {
        this.keeping.planned(undefined);
        continue;
      }
      const judged = this.judge(statement, days);
      this.keeping.planned(
        judged.balances === undefined ? undefined : { accountNumber, ...judged, ...judged.balances },
      );
      const read = this.linesOf(statement, accountNumber, judged.isTurned, count);
      count += read.length;
      const lines = judged.order === 'descending' ? [...read].reverse() : read;
      const oldest = statement.entries.outer.at(judged.order === 'descending' ? -1 : 0);
      if (judged.balances === undefined) {
        unbalanced.push({ accountNumber, lines, ...(oldest === undefined ? {} : { oldest }) });
      } else whole.push(...joinedOnto(whole, statementOf(accountNumber, statement, judged, lines)));
    }
    const violations = this.problems.all();
    return { statements: whole, violations, ...(unbalanced.length === 0 ? {} : { unbalanced }) };
  }

  private accountOf({ account, fileLine, column, entries }: BookedStatement): string | undefined {
    const place = { line: fileLine, column, value: '' };
    const found = account === '' ? this.source.accountNumber : knownNumber(account, this.source.accounts);
    if (found !== undefined) return found;
    if (account === '') this.refuse('STATEMENT_ACCOUNT_MISSING', place);
    else {
      const facts = { value: `…${account.slice(-4)}`, count: String(entries.count) };
      this.refuse('STATEMENT_ACCOUNT_UNKNOWN', place, facts);
    }
    return undefined;
  }

  private linesOf(
    { entries }: BookedStatement,
    accountNumber: string,
    isTurned: boolean,
    before: number,
  ): UnbalancedLine[] {
    return (entries.kept ?? []).map((entry, index): UnbalancedLine => {
      const { serial, ...values } = signedValues(entry, isTurned);
      const named = serial === undefined || this.keeping.serials.has(serial) ? {} : { serial };
      return { accountNumber, ...named, ...values, lineNo: before + index + 1 };
    });
  }

  /** Signs, direction and balances, from what the statement says of itself and the sums of its entries. */
  private judge(statement: BookedStatement, [first, last]: readonly [string, string]): Judged {
    const { closingFen, entries } = statement;
    const isTurned = needsTurning(statement);
    const turnover = entries.turnoverFen(isTurned);
    const counted = closingFen === undefined ? this.source.openingFen : fen(closingFen - turnover);
    const openingFen = statement.openingFen ?? counted;
    const order = last < first ? 'descending' : 'ascending';
    if (openingFen === undefined) {
      this.problems.add(balanceAbsent(this.file, entries.count));
      return { isTurned, order };
    }
    const expected = fen(openingFen + turnover);
    if (closingFen !== undefined && closingFen !== expected && statement.isPartial !== true) {
      const facts = { expected: formatFen(expected), read: formatFen(closingFen) };
      const line = statement.closingLine ?? statement.fileLine;
      this.refuse('STATEMENT_CLOSING_DIFFERS', { line, column: '', value: facts.read }, facts);
    }
    return { isTurned, order, balances: { openingFen, closingFen: expected } };
  }
}

interface Judged {
  readonly isTurned: boolean;
  readonly order: 'ascending' | 'descending';
  readonly balances?: { readonly openingFen: Fen; readonly closingFen: Fen };
}

function needsTurning({ openingFen, closingFen, entries }: BookedStatement): boolean {
  if (openingFen === undefined || closingFen === undefined) return false;
  if (openingFen + entries.turnoverFen(false) === closingFen) return false;
  return openingFen + entries.turnoverFen(true) === closingFen;
}

function statementOf(
  accountNumber: string,
  { entries }: BookedStatement,
  { order, balances }: Judged,
  lines: readonly UnbalancedLine[],
): AccountStatement {
  const { openingFen, closingFen } = balances ?? { openingFen: ZERO_FEN, closingFen: ZERO_FEN };
  const days = entries.days ?? [];
  const [from, through] = order === 'descending' ? [days[1], days[0]] : [days[0], days[1]];
  if (from === undefined || through === undefined) throw new RangeError('a statement with lines has days');
  const ends = { count: entries.count, from, through, openingFen, closingFen };
  return { accountNumber, order, balances: 'computed', ends, lines: withBalances(lines, openingFen) };
}

/** Messages write a number with spaces, a bank's code before it, or a currency behind it. */
function knownNumber(written: string, accounts: readonly { readonly number: string }[]): string | undefined {
  const parts = written.split('/').map((part) => part.replace(/[\s-]/g, '').replace(/[A-Z]{3}$/, ''));
  return accounts.find(({ number }) => parts.includes(number))?.number;
}

/** Puts a statement behind the one it continues, which is then taken out of `whole`. */
function joinedOnto(whole: AccountStatement[], next: AccountStatement): AccountStatement[] {
  const index = whole.findLastIndex(({ accountNumber }) => accountNumber === next.accountNumber);
  const before = whole[index];
  if (before === undefined || !joins(before.ends, next.ends)) return [next];
  whole.splice(index, 1);
  const { count, through, closingFen } = next.ends;
  const ends = { ...before.ends, count: before.ends.count + count, through, closingFen };
  return [{ ...before, ends, lines: [...before.lines, ...next.lines] }];
}

function joins(before: AccountEnds, next: AccountEnds): boolean {
  return next.from >= before.through && next.openingFen === before.closingFen;
}
