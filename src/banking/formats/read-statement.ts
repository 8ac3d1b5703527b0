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
 * 5. A header without a balance counts only where no whole one comes. Its lines join an account by a balance that a
 *    person has told; else they are read and refused as a whole.
 */
import { formatFen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { proveOrder, type ProvedOrder } from '../rules/chain-lines.js';
import {
  lacksBalanceOnly,
  missingColumns,
  namedColumns,
  NEEDED_COLUMNS,
  type MissingColumn,
  type HeaderColumns,
  type StatementField,
} from './column-aliases.js';
import { cleanCell, readAmount } from './read-cells.js';
import { readLine, StatementRow } from './read-line.js';
import { oldestFirst, withBalances } from './running-balance.js';
import {
  balanceAbsent,
  byLine,
  publicFileName,
  type AccountStatement,
  type PassedRow,
  type StatementContext,
  type StatementReading,
  type UnbalancedLine,
  type UnbalancedStatement,
} from './statement-reading.js';
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

const NOTE =
  /^(合计|总计|小计|本页|累计|共计|借方|贷方|总收入|总支出|人民币合计|以上|说明|备注|注[:：]|打印|制表|期初|期末|上期|共\s*\d+)/;

interface AccountRows {
  readonly lines: UnbalancedLine[];
  readonly balanceProblems: StatementProblem[];
}

/** Folds rows one by one, so that a long file never has to stand in memory as rows. */
export class StatementReader {
  private readonly file: string;
  private readonly known: ReadonlySet<string>;
  private violations: StatementProblem[] = [];
  private readonly accounts = new Map<string, AccountRows>();
  private readonly passedOver: PassedRow[] = [];
  private readonly unread: number[] = [];
  private readonly unknown = new Map<string, { row: StatementRow; count: number }>();
  private columns: HeaderColumns | undefined;
  private closest: readonly MissingColumn[] = Object.values(NEEDED_COLUMNS);
  private preambleAccount: string | undefined;
  private count = 0;

  constructor(private readonly source: RowsContext) {
    this.known = new Set(source.accounts.map((account) => account.number));
    this.file = publicFileName(source.file, source.accounts);
  }

  take({ line, cells }: TableRow): void {
    if (this.columns !== undefined && !this.isOutsideLines(cells)) {
      this.takeRow(this.columns, line, cells);
      return;
    }
    const named = namedColumns(cells);
    const missing = missingColumns(named);
    if (this.isHeader(missing)) {
      if (missing.length === 0 && this.isWithoutBalance()) this.forgetRows();
      this.columns = named;
      return;
    }
    this.noticeAccount(cells);
    if (this.columns === undefined) {
      if (missing.length < this.closest.length) this.closest = missing;
      return;
    }
    this.takeRow(this.columns, line, cells);
  }

  private takeRow(columns: HeaderColumns, line: number, cells: readonly string[]): void {
    const row = new StatementRow(columns, cells, { file: this.file, line });
    if (!isNote(row, cells)) this.takeLine(row, line, cells);
  }

  /** A line of the file that could not even be cut into cells, and is reported by whoever cut it. */
  noteUnread(line: number): void {
    this.unread.push(line);
  }

  finish(): StatementReading {
    if (this.columns === undefined || (this.isWithoutBalance() && this.count === 0)) {
      const missing = this.columns === undefined ? this.closest : [NEEDED_COLUMNS.balance];
      return { statements: [], violations: [headerNotFound(this.file, missing)] };
    }
    for (const [account, { row, count }] of this.unknown) {
      row.refuse('STATEMENT_ACCOUNT_UNKNOWN', 'account', {
        value: `…${account.slice(-4)}`,
        count: String(count),
      });
      this.violations.push(...row.violations.slice(-1));
    }
    const statements: AccountStatement[] = [];
    const unbalanced: UnbalancedStatement[] = [];
    for (const [accountNumber, rows] of this.accounts) {
      const statement = this.statementOf(accountNumber, rows);
      if ('balances' in statement) statements.push(statement);
      else unbalanced.push(statement);
    }
    return {
      statements,
      violations: this.violations.sort(byLine),
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
  private forgetRows(): void {
    this.violations = [];
    this.accounts.clear();
    this.unknown.clear();
    this.passedOver.length = 0;
    this.unread.length = 0;
    this.count = 0;
  }

  private statementOf(accountNumber: string, rows: AccountRows): AccountStatement | UnbalancedStatement {
    const lines = rows.lines.filter((line): line is StatementLine => line.balanceFen !== undefined);
    if (lines.length === 0) return this.withoutBalances(accountNumber, rows.lines);
    this.violations.push(...rows.balanceProblems);
    this.unread.push(...rows.lines.flatMap((line) => (line.balanceFen === undefined ? [line.fileLine] : [])));
    const proved = proveOrder(lines);
    this.violations.push(...this.breaksOf(proved));
    return { accountNumber, order: proved.order, balances: 'read', lines: proved.lines };
  }

  private withoutBalances(
    accountNumber: string,
    read: readonly UnbalancedLine[],
  ): AccountStatement | UnbalancedStatement {
    const { lines, turned } = oldestFirst(read);
    const { openingFen } = this.source;
    if (openingFen === undefined) {
      this.violations.push(balanceAbsent(this.file, lines));
      return { accountNumber, lines };
    }
    const order = turned ? 'descending' : 'ascending';
    return { accountNumber, order, balances: 'computed', lines: withBalances(lines, openingFen) };
  }

  /** Above the lines a bank names the account it writes about; the last one named counts. */
  private noticeAccount(cells: readonly string[]): void {
    for (const cell of cells) {
      const number = /(?<!\d)\d{8,30}(?!\d)/.exec(cell.normalize('NFKC').replace(/[\s-]/g, ''))?.[0];
      if (number !== undefined && this.known.has(number) && this.isOutsideLines(cells)) this.preambleAccount = number;
    }
  }

  private isOutsideLines(cells: readonly string[]): boolean {
    const { columns } = this;
    if (columns === undefined) return true;
    const balance = columns.get('balance');
    if (balance !== undefined) return readAmount(cells[balance.index]).kind !== 'amount';
    return DAY_FIELDS.every((field) => !/^\d{4}/.test(cleanCell(cells[columns.get(field)?.index ?? -1])));
  }

  private takeLine(row: StatementRow, fileLine: number, cells: readonly string[]): void {
    this.count += 1;
    const kind = row.has('balance') ? 'line' : walletRow(row);
    if (kind === 'closed' || kind === 'neutral') {
      this.passedOver.push({ line: fileLine, why: kind });
      return;
    }
    const values = readLine(row, { ...this.source, ...(kind === 'line' ? {} : { direction: kind }) });
    const accountNumber = this.accountOf(row);
    this.violations.push(...row.violations);
    if (accountNumber === undefined || values === undefined) {
      this.violations.push(...row.balanceProblems);
      this.unread.push(fileLine);
      return;
    }
    const read = { accountNumber, ...values, rawCells: [...cells], lineNo: this.count, fileLine };
    const rows = this.accounts.get(accountNumber) ?? { lines: [], balanceProblems: [] };
    rows.lines.push(read);
    rows.balanceProblems.push(...row.balanceProblems);
    this.accounts.set(accountNumber, rows);
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
    if (seen === undefined) this.unknown.set(account, { row, count: 1 });
    else seen.count += 1;
    return undefined;
  }

  /** Balances that do not follow, except around a row that could not be read: that one is reported already. */
  private breaksOf(proved: ProvedOrder<StatementLine>): StatementProblem[] {
    if (proved.order === 'rearranged' && this.unread.length > 0) return [];
    const explained = ([before, after]: readonly [StatementLine, StatementLine]): boolean => {
      const [low, high] = [Math.min(before.fileLine, after.fileLine), Math.max(before.fileLine, after.fileLine)];
      return this.unread.some((line) => line > low && line < high);
    };
    const column = this.columns?.get('balance')?.heading ?? '';
    return proved.breaks.filter((pair) => !explained(pair)).map((pair) => brokenBalance(this.file, column, pair));
  }
}

function brokenBalance(
  file: string,
  column: string,
  [before, after]: readonly [StatementLine, StatementLine],
): StatementProblem {
  const expected = before.balanceFen + after.inFen - after.outFen;
  const value = formatFen(after.balanceFen);
  const lines = { line: String(after.fileLine), previousLine: String(before.fileLine) };
  return {
    code: 'STATEMENT_BALANCE_BROKEN',
    at: `${file}:${String(after.fileLine)}`,
    ...{ file, line: after.fileLine, column, value },
    facts: { file, ...lines, column, expected: formatFen(expected), read: value },
  };
}

function headerNotFound(file: string, missing: readonly MissingColumn[]): StatementProblem {
  const [missingZh, missingEn] = [missing.map(({ zh }) => zh).join('、'), missing.map(({ en }) => en).join(', ')];
  return { code: 'STATEMENT_HEADER_NOT_FOUND', at: file, file, facts: { file, missingZh, missingEn } };
}

const DAY_FIELDS: readonly StatementField[] = ['bookedOn', 'tradedOn', 'tradedAt'];
const MONEY_FIELDS: readonly StatementField[] = ['out', 'in', 'amount', 'balance'];

/** A row is no bank line when it names no day and is headed as a total or a note, or lacks the balance or all money. */
function isNote(row: StatementRow, cells: readonly string[]): boolean {
  const first = cells.map(cleanCell).find((cell) => cell !== '');
  if (first === undefined) return true;
  const days = DAY_FIELDS.map((field) => row.text(field));
  if (days.some((day) => /^(\d{4}|=)/.test(day))) return false;
  const money = MONEY_FIELDS.filter((field) => readAmount(row.text(field)).kind === 'amount');
  const undated = days.every((day) => day === '');
  return NOTE.test(first) || money.length === 0 || (undated && !money.includes('balance'));
}
