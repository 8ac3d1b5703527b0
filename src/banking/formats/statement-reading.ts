/** What goes into the reading of a bank's file, and what comes out, whatever the format. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Fen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { ProvedOrder } from '../rules/chain-lines.js';
import type { StatementProblem } from '../rules/statement-problem.js';

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
  /** Oldest first, in the proved order where there is one. */
  readonly lines: readonly StatementLine[];
}

/** A line as a wallet's bill gives it: nothing says what was left in the account. */
export type UnbalancedLine = Omit<StatementLine, 'balanceFen'> & { readonly balanceFen?: Fen };

/** Lines that were read and cannot join the account, since no balance is known. */
export interface UnbalancedStatement {
  readonly accountNumber: string;
  /** Oldest first, in the order of the file. */
  readonly lines: readonly UnbalancedLine[];
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

export function balanceAbsent(file: string, lines: readonly { readonly fileLine: number }[]): StatementProblem {
  return { code: 'STATEMENT_BALANCE_ABSENT', at: file, file, facts: { file, count: String(lines.length) } };
}
