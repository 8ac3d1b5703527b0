/** What goes into the reading of a bank's file, and what comes out, whatever the format. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Fen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { ProvedOrder } from '../rules/chain-lines.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import type { ColumnMapping } from './column-aliases.js';
import type { Keeping } from './line-keeping.js';
import type { AccountEnds, OldestLine, UnbalancedLine } from './unbalanced-line.js';

export type { UnbalancedLine } from './unbalanced-line.js';

export interface KnownAccount {
  readonly number: string;
  /** Shown instead of the number where a person holds the account. */
  readonly alias?: string;
}

export interface StatementContext {
  /** The file's name as people know it. */
  readonly file: string;
  /** All bank accounts of the estate. */
  readonly accounts: readonly KnownAccount[];
  /** The account a file is about where its rows do not say, for example the file's own name. */
  readonly accountNumber?: string;
  /** Today; a later booking day is refused. */
  readonly notAfter?: CalendarDate;
  /** The balance before the file's oldest line, told by a person, for a file that carries no balances. */
  readonly openingFen?: Fen;
  /** Columns as people have told them, tried where the headings alone do not tell. */
  readonly mappings?: readonly ColumnMapping[];
  /** What becomes of the lines; all are kept where it is absent. */
  readonly keeping?: Keeping;
}

export interface AccountStatement {
  readonly accountNumber: string;
  /** How the file ran. */
  readonly order: ProvedOrder<StatementLine>['order'];
  /**
   * `read`: each line carries the bank's balance, which proves the order. `computed`: only an opening or a closing
   * balance is known; the lines stand in the order of the file, and that order proves nothing.
   */
  readonly balances: 'read' | 'computed';
  readonly ends: AccountEnds;
  /** Oldest first, in the proved order where there is one. Empty where the file was only surveyed. */
  readonly lines: readonly StatementLine[];
}

/** Lines that were read and cannot join the account, since no balance is known. */
export interface UnbalancedStatement {
  readonly accountNumber: string;
  /** Oldest first, in the order of the file. Empty where the file was only surveyed. */
  readonly lines: readonly UnbalancedLine[];
  readonly oldest?: OldestLine;
}

/** A row that moved no money of the account: a closed order, or a move inside the wallet. */
export interface PassedRow {
  readonly line: number;
  readonly why: 'closed' | 'neutral';
}

export interface StatementReading {
  readonly statements: readonly AccountStatement[];
  readonly violations: readonly StatementProblem[];
  /** Only where the file has no balances; there is a violation for each. */
  readonly unbalanced?: readonly UnbalancedStatement[];
  readonly passedOver?: readonly PassedRow[];
}

/** Reads one file, chunk by chunk. */
export interface BankFileFold {
  push(chunk: Uint8Array): void;
  finish(): StatementReading;
}

/** A file named after a person's account is shown under the account's alias. */
export function publicFileName(file: string, accounts: readonly KnownAccount[]): string {
  return accounts.reduce(
    (name, account) => (account.alias === undefined ? name : name.replaceAll(account.number, account.alias)),
    file,
  );
}

export function byLine(left: StatementProblem, right: StatementProblem): number {
  return (left.line ?? 0) - (right.line ?? 0);
}

/** A reading that is one refusal of the whole file. */
export function refusedFile(
  file: string,
  code: string,
  facts: Readonly<Record<string, string>> = {},
): StatementReading {
  return { statements: [], violations: [{ code, at: file, file, facts: { file, ...facts } }] };
}

export function balanceAbsent(file: string, count: number): StatementProblem {
  return { code: 'STATEMENT_BALANCE_ABSENT', at: file, file, facts: { file, count: String(count) } };
}

/** As many problems as are told one by one; how many more there are is told in one sentence. */
const MOST_PROBLEMS = 199;

/** What is wrong with a file, in the order of its lines. */
export class StatementProblems {
  private list: StatementProblem[] = [];
  private count = 0;

  constructor(private readonly file: string) {}

  add(...problems: readonly StatementProblem[]): void {
    this.count += problems.length;
    for (const problem of problems) if (this.list.length < MOST_PROBLEMS) this.list.push(problem);
  }

  clear(): void {
    this.list = [];
    this.count = 0;
  }

  all(): readonly StatementProblem[] {
    const { file, list } = this;
    const sorted = [...list].sort(byLine);
    const more = String(this.count - list.length);
    if (more === '0') return sorted;
    return [...sorted, { code: 'STATEMENT_PROBLEMS_MORE', at: file, file, facts: { file, more } }];
  }
}
