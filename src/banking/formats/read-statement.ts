/**
 * Rows of a bank's export -> the statements of the accounts in it.
 *
 * 1. The header is found by its headings under any rows; it may come again, with other columns, for another account
 *    or page.
 * 2. Totals and notes are passed over; a row that looks like a bank line and cannot be read is always reported.
 * 3. Every problem of the file is reported, each with file, line, column and value. Accounts held by a person appear
 *    by alias, unknown numbers by their last four digits.
 * 4. Lines come out in the order that the balances prove. A balance that does not follow names both lines, expected
 *    and read.
 * 5. Columns that a person has told (a mapping) come before what the headings alone tell.
 * 6. A header without a balance counts only where no whole one comes. Its lines join an account by a balance that a
 *    person has told; else they are read and refused as a whole.
 */
import { fen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import type { AccountLines } from './account-lines.js';
import {
  columnsByNumber,
  lacksBalanceOnly,
  mappedColumns,
  missingColumns,
  namedColumns,
  NEEDED_COLUMNS,
  type HeaderColumns,
  type MissingColumn,
} from './column-aliases.js';
import { KeepAll } from './keeping.js';
import type { Keeping } from './line-keeping.js';
import { cleanCell, readAmount } from './read-cells.js';
import { readLine, StatementRow } from './read-line.js';
import { withBalances } from './running-balance.js';
import {
  balanceAbsent,
  publicFileName,
  StatementProblems,
  type AccountStatement,
  type PassedRow,
  type StatementContext,
  type StatementReading,
  type UnbalancedStatement,
} from './statement-reading.js';
import { brokenBalance, DAY_FIELDS, headerNotFound, isNote, likelyHeadings } from './statement-notes.js';
import { walletRow } from './wallet-rows.js';

/** A row as the table reader gives it: the line of the file and its cells, untouched. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface RowsContext extends StatementContext {
  /** Whether the rows come from a workbook, where a day may be a bare number. */
  readonly serialDays?: boolean;
}

export interface StatementSource extends RowsContext {
  readonly rows: Iterable<TableRow>;
}

export function readStatement(source: StatementSource): StatementReading {
  const reader = new StatementReader(source);
  for (const row of source.rows) reader.take(row);
  return reader.finish();
}

/** As many odd rows as are remembered one by one. */
const MOST_REMEMBERED = 10_000;
const MOST_UNKNOWN_ACCOUNTS = 100;

type Pair = readonly [StatementLine, StatementLine];

/** Folds rows one by one, so that a long file never has to stand in memory as rows. */
export class StatementReader {
  private readonly file: string;
  private readonly known: ReadonlySet<string>;
  private readonly keeping: Keeping;
  private readonly problems: StatementProblems;
  private readonly accounts = new Map<string, AccountLines>();
  private readonly passedOver: PassedRow[] = [];
  private readonly unread: number[] = [];
  private readonly unknown = new Map<string, { row: StatementRow; count: number }>();
  private columns: HeaderColumns | undefined;
  private closest: readonly MissingColumn[] = Object.values(NEEDED_COLUMNS);
  private seen: readonly string[] = [];
  private preambleAccount: string | undefined;
  private count = 0;

  constructor(private readonly source: RowsContext) {
    this.known = new Set(source.accounts.map((account) => account.number));
    this.file = publicFileName(source.file, source.accounts);
    this.keeping = source.keeping ?? new KeepAll();
    this.problems = new StatementProblems(this.file);
    this.columns = columnsByNumber(source.mappings ?? []);
  }

  take({ line, cells }: TableRow): void {
    if (this.columns !== undefined && !this.isOutsideLines(this.columns, cells)) {
      this.takeRow(this.columns, line, cells);
      return;
    }
    const named = mappedColumns(cells, this.source.mappings ?? []) ?? namedColumns(cells);
    const missing = missingColumns(named);
    if (this.isHeader(missing)) {
      if (missing.length === 0 && this.isWithoutBalance()) this.forgetRows(line);
      this.columns = named;
      return;
    }
    this.noticeAccount(cells);
    if (this.columns === undefined) this.noticeHeadings(cells, missing);
    else this.takeRow(this.columns, line, cells);
  }

  private takeRow(columns: HeaderColumns, line: number, cells: readonly string[]): void {
    const row = new StatementRow(columns, cells, { file: this.file, line });
    if (!isNote(row, cells)) this.takeLine(row, line, cells);
  }

  /** A line of the file that could not even be cut into cells, and is reported by whoever cut it. */
  noteUnread(line: number): void {
    if (this.unread.length < MOST_REMEMBERED) this.unread.push(line);
  }

  finish(): StatementReading {
    if (this.columns === undefined || (this.isWithoutBalance() && this.count === 0)) {
      const missing = this.columns === undefined ? this.closest : [NEEDED_COLUMNS.balance];
      return { statements: [], violations: [headerNotFound(this.file, missing, this.seen)] };
    }
    for (const [account, { row, count }] of this.unknown) {
      row.refuse('STATEMENT_ACCOUNT_UNKNOWN', 'account', {
        value: `…${account.slice(-4)}`,
        count: String(count),
      });
      this.problems.add(...row.violations.slice(-1));
    }
    const statements: AccountStatement[] = [];
    const unbalanced: UnbalancedStatement[] = [];
    for (const [accountNumber, lines] of this.accounts) {
      const statement = this.statementOf(accountNumber, lines);
      if ('balances' in statement) statements.push(statement);
      else unbalanced.push(statement);
    }
    return {
      statements,
      violations: this.problems.all(),
      ...(unbalanced.length === 0 ? {} : { unbalanced }),
      ...(this.passedOver.length === 0 ? {} : { passedOver: this.passedOver }),
    };
  }

  private isHeader(missing: readonly MissingColumn[]): boolean {
    if (missing.length === 0) return true;
    return lacksBalanceOnly(missing) && (this.columns === undefined || this.isWithoutBalance());
  }

  private isWithoutBalance(): boolean {
    return this.columns !== undefined && !this.columns.has('balance');
  }

  /** What stood under a header without a balance was no statement, since a whole header came. */
  private forgetRows(line: number): void {
    this.problems.clear();
    this.accounts.clear();
    this.unknown.clear();
    this.passedOver.length = 0;
    this.unread.length = 0;
    this.count = 0;
    this.keeping.forget(line);
  }

  private statementOf(accountNumber: string, lines: AccountLines): AccountStatement | UnbalancedStatement {
    const proof = lines.prove();
    if (proof.balances === 'absent') {
      const { turned, ends, turnoverFen } = proof;
      const { openingFen } = this.source;
      if (openingFen === undefined || ends === undefined) {
        this.problems.add(balanceAbsent(this.file, ends?.count ?? 0));
        return { accountNumber, lines: proof.lines, ...(proof.oldest === undefined ? {} : { oldest: proof.oldest }) };
      }
      const order = turned ? 'descending' : 'ascending';
      const whole = { ...ends, openingFen, closingFen: fen(openingFen + turnoverFen) };
      return { accountNumber, order, balances: 'computed', ends: whole, lines: withBalances(proof.lines, openingFen) };
    }
    this.problems.add(...proof.balanceProblems);
    proof.fileLines.forEach((line) => {
      this.noteUnread(line);
    });
    this.problems.add(...this.breaksOf(proof.order, proof.breaks));
    return { accountNumber, order: proof.order, balances: 'read', ends: proof.ends, lines: proof.lines };
  }

  /** Above the lines a bank names the account it writes about; the last one named counts. */
  private noticeAccount(cells: readonly string[]): void {
    if (this.columns !== undefined && !this.isOutsideLines(this.columns, cells)) return;
    for (const cell of cells) {
      const number = /(?<!\d)\d{8,30}(?!\d)/.exec(cell.normalize('NFKC').replace(/[\s-]/g, ''))?.[0];
      if (number !== undefined && this.known.has(number)) this.preambleAccount = number;
    }
  }

  /** While no header is found: the row that comes nearest to one is what people are told of. */
  private noticeHeadings(cells: readonly string[], missing: readonly MissingColumn[]): void {
    const headings = likelyHeadings(cells);
    const isNearer = missing.length < this.closest.length;
    if (isNearer || (headings.length > this.seen.length && missing.length === this.closest.length))
      this.seen = headings;
    if (isNearer) this.closest = missing;
  }

  private isOutsideLines(columns: HeaderColumns, cells: readonly string[]): boolean {
    const balance = columns.get('balance');
    if (balance !== undefined) return readAmount(cells[balance.index]).kind !== 'amount';
    return DAY_FIELDS.every((field) => !/^\d{4}/.test(cleanCell(cells[columns.get(field)?.index ?? -1])));
  }

  private takeLine(row: StatementRow, fileLine: number, cells: readonly string[]): void {
    this.count += 1;
    const kind = row.has('balance') ? 'line' : walletRow(row);
    if (kind === 'closed' || kind === 'neutral') {
      if (this.passedOver.length < MOST_REMEMBERED) this.passedOver.push({ line: fileLine, why: kind });
      return;
    }
    const values = readLine(row, { ...this.source, ...(kind === 'line' ? {} : { direction: kind }) });
    const accountNumber = this.accountOf(row);
    this.problems.add(...row.violations);
    if (accountNumber === undefined || values === undefined) {
      this.problems.add(...row.balanceProblems);
      this.noteUnread(fileLine);
      return;
    }
    let lines = this.accounts.get(accountNumber);
    if (lines === undefined) {
      lines = this.keeping.account(accountNumber);
      this.accounts.set(accountNumber, lines);
    }
    lines.take({ accountNumber, ...values, rawCells: cells, lineNo: this.count, fileLine });
    if (row.balanceProblems.length > 0) lines.noteBalance(row.balanceProblems);
  }

  private accountOf(row: StatementRow): string | undefined {
    const written = row.text('account').replace(/[\s-]/g, '');
    const account = written === '' ? (this.preambleAccount ?? this.source.accountNumber) : written;
    if (account === undefined) {
      row.refuse('STATEMENT_ACCOUNT_MISSING', 'account');
      return undefined;
    }
    if (this.known.has(account)) return account;
    const seen = this.unknown.get(account);
    if (seen !== undefined) seen.count += 1;
    else if (this.unknown.size < MOST_UNKNOWN_ACCOUNTS) this.unknown.set(account, { row, count: 1 });
    return undefined;
  }

  /** Balances that do not follow, except around a row that could not be read: that one is reported already. */
  private breaksOf(order: AccountStatement['order'], breaks: readonly Pair[]): StatementProblem[] {
    if (order === 'rearranged' && this.unread.length > 0) return [];
    const explained = ([before, after]: Pair): boolean => {
      const [low, high] = [Math.min(before.fileLine, after.fileLine), Math.max(before.fileLine, after.fileLine)];
      return this.unread.some((line) => line > low && line < high);
    };
    const column = this.columns?.get('balance')?.heading ?? '';
    return breaks.filter((pair) => !explained(pair)).map((pair) => brokenBalance(this.file, column, pair));
  }
}
