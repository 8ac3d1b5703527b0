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
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { formatFen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { proveOrder, type ProvedOrder } from '../rules/chain-lines.js';
import {
  missingColumns,
  namedColumns,
  NEEDED_COLUMNS,
  type MissingColumn,
  type HeaderColumns,
  type StatementField,
} from './column-aliases.js';
import { cleanCell, readAmount } from './read-cells.js';
import { readLine, StatementRow } from './read-line.js';

/** A row as the table reader gives it: the line of the file and its cells, untouched. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface KnownAccount {
  readonly number: string;
  /** Shown instead of the number where a person holds the account. */
  readonly alias?: string;
}

export interface StatementSource {
  /** The file's name as people know it. */
  readonly file: string;
  readonly rows: Iterable<TableRow>;
  /** All bank accounts of the estate. */
  readonly accounts: readonly KnownAccount[];
  /** The account a file is about where its rows do not say, for example the file's own name. */
  readonly accountNumber?: string;
  /** Today; a later booking day is refused. */
  readonly notAfter?: CalendarDate;
}

export interface AccountStatement {
  readonly accountNumber: string;
  /** How the file ran. */
  readonly order: ProvedOrder<StatementLine>['order'];
  /** In the proved order, oldest first. */
  readonly lines: readonly StatementLine[];
}

export interface StatementReading {
  readonly statements: readonly AccountStatement[];
  readonly violations: readonly StatementProblem[];
}

export function readStatement(source: StatementSource): StatementReading {
  const reader = new StatementReader(source);
  for (const row of source.rows) reader.take(row);
  return reader.finish();
}

const NOTE =
  /^(合计|总计|小计|本页|累计|共计|借方|贷方|总收入|总支出|人民币合计|以上|说明|备注|注[:：]|打印|制表|期初|期末|上期|共\s*\d+)/;

/** Folds rows one by one, so that a long file never has to stand in memory as rows. */
class StatementReader {
  private readonly file: string;
  private readonly known: ReadonlySet<string>;
  private readonly violations: StatementProblem[] = [];
  private readonly lines = new Map<string, StatementLine[]>();
  private readonly unread: number[] = [];
  private readonly unknown = new Map<string, { row: StatementRow; count: number }>();
  private columns: HeaderColumns | undefined;
  private closest: readonly MissingColumn[] = Object.values(NEEDED_COLUMNS);
  private preambleAccount: string | undefined;
  private count = 0;

  constructor(private readonly source: Omit<StatementSource, 'rows'>) {
    this.known = new Set(source.accounts.map((account) => account.number));
    this.file = publicName(source.file, source.accounts);
  }

  take({ line, cells }: TableRow): void {
    const named = namedColumns(cells);
    const missing = missingColumns(named);
    if (missing.length === 0) {
      this.columns = named;
      return;
    }
    this.noticeAccount(cells);
    if (this.columns === undefined) {
      if (missing.length < this.closest.length) this.closest = missing;
      return;
    }
    const row = new StatementRow(this.columns, cells, { file: this.file, line });
    if (!isNote(row, cells)) this.takeLine(row, line, cells);
  }

  finish(): StatementReading {
    if (this.columns === undefined) {
      return { statements: [], violations: [headerNotFound(this.file, this.closest)] };
    }
    for (const [account, { row, count }] of this.unknown) {
      row.refuse('STATEMENT_ACCOUNT_UNKNOWN', 'account', {
        value: `…${account.slice(-4)}`,
        count: String(count),
      });
      this.violations.push(...row.violations.slice(-1));
    }
    const statements = [...this.lines].map(([accountNumber, lines]): AccountStatement => {
      const proved = proveOrder(lines);
      this.violations.push(...this.breaksOf(proved));
      return { accountNumber, order: proved.order, lines: proved.lines };
    });
    return { statements, violations: this.violations.sort(byLine) };
  }

  /** Above the lines a bank names the account it writes about; the last one named counts. */
  private noticeAccount(cells: readonly string[]): void {
    for (const cell of cells) {
      const number = /(?<!\d)\d{8,30}(?!\d)/.exec(cell.normalize('NFKC').replace(/[\s-]/g, ''))?.[0];
      if (number !== undefined && this.known.has(number) && this.isOutsideLines(cells)) this.preambleAccount = number;
    }
  }

  private isOutsideLines(cells: readonly string[]): boolean {
    const balance = this.columns?.get('balance');
    return balance === undefined || readAmount(cells[balance.index]).kind !== 'amount';
  }

  private takeLine(row: StatementRow, fileLine: number, cells: readonly string[]): void {
    this.count += 1;
    const values = readLine(row, this.source.notAfter);
    const accountNumber = this.accountOf(row);
    this.violations.push(...row.violations);
    if (accountNumber === undefined || values === undefined) {
      this.unread.push(fileLine);
      return;
    }
    const read: StatementLine = { accountNumber, ...values, rawCells: [...cells], lineNo: this.count, fileLine };
    const lines = this.lines.get(accountNumber);
    if (lines === undefined) this.lines.set(accountNumber, [read]);
    else lines.push(read);
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
    return proved.breaks.filter((pair) => !explained(pair)).map(([before, after]) => this.brokenBalance(before, after));
  }

  private brokenBalance(before: StatementLine, after: StatementLine): StatementProblem {
    const expected = before.balanceFen + after.inFen - after.outFen;
    const column = this.columns?.get('balance')?.heading ?? '';
    const value = formatFen(after.balanceFen);
    const lines = { line: String(after.fileLine), previousLine: String(before.fileLine) };
    return {
      code: 'STATEMENT_BALANCE_BROKEN',
      at: `${this.file}:${String(after.fileLine)}`,
      ...{ file: this.file, line: after.fileLine, column, value },
      facts: { file: this.file, ...lines, column, expected: formatFen(expected), read: value },
    };
  }
}

function headerNotFound(file: string, missing: readonly MissingColumn[]): StatementProblem {
  const [missingZh, missingEn] = [missing.map(({ zh }) => zh).join('、'), missing.map(({ en }) => en).join(', ')];
  return { code: 'STATEMENT_HEADER_NOT_FOUND', at: file, file, facts: { file, missingZh, missingEn } };
}

/** A file named after a person's account is shown under the account's alias. */
function publicName(file: string, accounts: readonly KnownAccount[]): string {
  return accounts.reduce(
    (name, account) => (account.alias === undefined ? name : name.replaceAll(account.number, account.alias)),
    file,
  );
}

const DAY_FIELDS: readonly StatementField[] = ['bookedOn', 'tradedOn', 'tradedAt'];
const MONEY_FIELDS: readonly StatementField[] = ['out', 'in', 'amount', 'balance'];

/** A row is no bank line when it names no day and is headed as a total or a note, or lacks the balance or all money. */
function isNote(row: StatementRow, cells: readonly string[]): boolean {
  const first = cells.map(cleanCell).find((cell) => cell !== '');
  if (first === undefined) return true;
  const days = DAY_FIELDS.map((field) => row.text(field));
  if (days.some((day) => /^\d{4}/.test(day))) return false;
  const money = MONEY_FIELDS.filter((field) => readAmount(row.text(field)).kind === 'amount');
  const undated = days.every((day) => day === '');
  return NOTE.test(first) || money.length === 0 || (undated && !money.includes('balance'));
}

function byLine(left: StatementProblem, right: StatementProblem): number {
  return (left.line ?? 0) - (right.line ?? 0);
}
