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
import { fen, formatFen, type Fen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { oldestFirst, turnoverFen, withBalances } from './running-balance.js';
import {
  balanceAbsent,
  byLine,
  publicFileName,
  type AccountStatement,
  type StatementContext,
  type StatementReading,
  type UnbalancedLine,
  type UnbalancedStatement,
} from './statement-reading.js';

export type EntryValues = Omit<UnbalancedLine, 'accountNumber' | 'balanceFen' | 'lineNo'>;

export interface BookedEntry {
  readonly values: EntryValues;
  readonly isReversal?: boolean;
}

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
  readonly entries: readonly BookedEntry[];
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
  private readonly violations: StatementProblem[] = [];
  private readonly statements: BookedStatement[] = [];

  constructor(private readonly source: StatementContext) {
    this.file = publicFileName(source.file, source.accounts);
  }

  refuse(code: string, place: EntryPlace, facts: Readonly<Record<string, string>> = {}): void {
    const { line, column, value } = place;
    const told = { file: this.file, line: String(line), column, value, ...facts };
    const shown = { file: this.file, line, column, value: told.value };
    this.violations.push({ code, at: `${this.file}:${String(line)}`, ...shown, facts: told });
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
    const repeated = repeatedSerials(this.statements);
    const whole: AccountStatement[] = [];
    const unbalanced: UnbalancedStatement[] = [];
    let count = 0;
    for (const statement of this.statements) {
      const accountNumber = this.accountOf(statement);
      if (accountNumber === undefined || statement.entries.length === 0) continue;
      const signed = this.signedEntries(statement);
      const lines = signed.map(({ serial, ...values }): UnbalancedLine => {
        count += 1;
        const named = serial === undefined || repeated.has(serial) ? {} : { serial };
        return { accountNumber, ...named, ...values, lineNo: count };
      });
      const balanced = this.balance(statement, lines);
      if (balanced === undefined) unbalanced.push({ accountNumber, lines });
      else whole.push(...joinedOnto(whole, { accountNumber, ...balanced }));
    }
    return {
      statements: whole,
      violations: this.violations.sort(byLine),
      ...(unbalanced.length === 0 ? {} : { unbalanced }),
    };
  }

  private accountOf({ account, fileLine, column, entries }: BookedStatement): string | undefined {
    const place = { line: fileLine, column, value: '' };
    const found = account === '' ? this.source.accountNumber : knownNumber(account, this.source.accounts);
    if (found !== undefined) return found;
    if (account === '') this.refuse('STATEMENT_ACCOUNT_MISSING', place);
    else {
      const facts = { value: `…${account.slice(-4)}`, count: String(entries.length) };
      this.refuse('STATEMENT_ACCOUNT_UNKNOWN', place, facts);
    }
    return undefined;
  }

  private signedEntries({ openingFen, closingFen, entries }: BookedStatement): EntryValues[] {
    const asSent = entries.map(({ values }) => values);
    if (openingFen === undefined || closingFen === undefined) return asSent;
    if (openingFen + turnoverFen(asSent) === closingFen) return asSent;
    const turned = entries.map(({ values, isReversal }) => (isReversal === true ? turnedRound(values) : values));
    return openingFen + turnoverFen(turned) === closingFen ? turned : asSent;
  }

  private balance(
    statement: BookedStatement,
    read: readonly UnbalancedLine[],
  ): Omit<AccountStatement, 'accountNumber'> | undefined {
    const { closingFen, fileLine, closingLine = fileLine } = statement;
    const { lines, turned } = oldestFirst(read);
    const turnover = turnoverFen(lines);
    const counted = closingFen === undefined ? this.source.openingFen : fen(closingFen - turnover);
    const openingFen = statement.openingFen ?? counted;
    if (openingFen === undefined) {
      this.violations.push(balanceAbsent(this.file, lines));
      return undefined;
    }
    const expected = fen(openingFen + turnover);
    if (closingFen !== undefined && closingFen !== expected && statement.isPartial !== true) {
      const facts = { expected: formatFen(expected), read: formatFen(closingFen) };
      this.refuse('STATEMENT_CLOSING_DIFFERS', { line: closingLine, column: '', value: facts.read }, facts);
    }
    const order = turned ? 'descending' : 'ascending';
    return { order, balances: 'computed', lines: withBalances(lines, openingFen) };
  }
}

function turnedRound(values: EntryValues): EntryValues {
  return { ...values, outFen: values.inFen, inFen: values.outFen };
}

/** References that stand for several lines say nothing about which is which. */
function repeatedSerials(statements: readonly BookedStatement[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { values } of statements.flatMap((statement) => statement.entries)) {
    if (values.serial === undefined) continue;
    if (seen.has(values.serial)) repeated.add(values.serial);
    seen.add(values.serial);
  }
  return repeated;
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
  const [last, first] = [before?.lines.at(-1), next.lines[0]];
  if (before === undefined || last === undefined || first === undefined || !joins(last, first)) return [next];
  whole.splice(index, 1);
  return [{ ...before, lines: [...before.lines, ...next.lines] }];
}

function joins(last: StatementLine, first: StatementLine): boolean {
  return first.bookedOn >= last.bookedOn && first.balanceFen - first.inFen + first.outFen === last.balanceFen;
}
