/**
 * Rows that leaves give rise to, as texts that can be compared with what the database holds.
 *
 * 1. A row is its cells in the order of its table; the first `keys` of them say which row it is.
 * 2. Compared are whole rows: one that is missing, one too many, and one with any other cell are three different
 *    findings.
 * 3. What came from a private value that has been erased cannot be known any more, and is not judged.
 */
import type { Findings } from './finding.js';

export type Cells = readonly (string | null)[];

export interface ExpectedRow {
  /** The leaf that made the row; none for sums over many leaves. */
  readonly seq?: number;
  readonly cells: Cells;
  /** True where the cells beyond the key came from an erased value. */
  readonly isUnknowable?: boolean;
}

export interface DerivedTable {
  /** As messages call it: schema and table. */
  readonly name: string;
  /** The finding's code. */
  readonly code: string;
  readonly keys: number;
  /** Cell that holds the position of the leaf that made the row, where there is one. */
  readonly seqAt?: number;
  /** True where a later leaf may change the row, so that the later of two positions is the news. */
  readonly isRevised?: boolean;
  /** Where set, the row is private: only this many of its first cells are ever named in a finding. */
  readonly shown?: number;
}

function table(name: string, code: string, keys: number, seqAt?: number): DerivedTable {
  return { name, code: `VERIFY_ROWS_${code}`, keys, ...(seqAt === undefined ? {} : { seqAt }) };
}

function revised(of: DerivedTable): DerivedTable {
  return { ...of, isRevised: true };
}

function privateTable(shown: number, of: DerivedTable): DerivedTable {
  return { ...of, shown };
}

export const DERIVED_TABLES = {
  directory: table('estates.directory', 'DIRECTORY', 1),
  estate: table('estates.estate', 'ESTATE', 1, 8),
  bankAccount: revised(table('estates.bank_account', 'BANK_ACCOUNT', 1, 9)),
  bankAccountPrivate: privateTable(1, table('estates.bank_account_private', 'BANK_ACCOUNT_PRIVATE', 1)),
  roll: table('estates.roll', 'ROLL', 1, 0),
  unit: privateTable(0, revised(table('estates.unit', 'UNIT', 1, 6))),
  person: table('people.person', 'PERSON', 1, 2),
  personName: privateTable(1, table('people.person_name', 'PERSON_NAME', 1)),
  roleGrant: revised(table('people.role_grant', 'ROLE', 3, 3)),
  book: table('ledger.book', 'BOOK', 0),
  account: table('ledger.account', 'ACCOUNT', 1, 6),
  fund: table('ledger.fund', 'FUND', 1, 5),
  period: table('ledger.period', 'PERIOD', 1),
  periodEvent: table('ledger.period_event', 'PERIOD_EVENT', 1, 0),
  voucher: table('ledger.voucher', 'VOUCHER', 1, 0),
  posting: table('ledger.posting', 'POSTING', 2, 0),
  correction: table('ledger.correction', 'CORRECTION', 1, 0),
  postingDimension: privateTable(3, table('ledger.posting_dimension', 'POSTING_DIMENSION', 4, 0)),
  dayTurnover: table('ledger.day_turnover', 'DAY_TURNOVER', 3),
  monthTurnover: table('ledger.month_turnover', 'MONTH_TURNOVER', 5),
  dimensionTurnover: privateTable(4, table('ledger.dimension_turnover', 'DIMENSION_TURNOVER', 5)),
  cashBalance: table('ledger.cash_balance', 'CASH_BALANCE', 2),
  cashMonth: table('ledger.cash_month', 'CASH_MONTH', 3),
  floorPromise: table('ledger.floor_promise', 'FLOOR_PROMISE', 3),
  statementFile: table('banking.statement_file', 'STATEMENT_FILE', 1, 0),
  statementLine: table('banking.statement_line', 'STATEMENT_LINE', 3, 0),
  publication: table('publishing.publication', 'PUBLICATION', 1, 4),
  record: table('log.record', 'RECORD', 3, 2),
  unitEntry: privateTable(3, table('ledger.unit_entry', 'UNIT_ENTRY', 3, 0)),
  unitItem: privateTable(0, table('ledger.unit_item', 'UNIT_ITEM', 5)),
} as const satisfies Readonly<Record<string, DerivedTable>>;

export type TableName = keyof typeof DERIVED_TABLES;

/** Rows that leaves do not make: keys, proposals and outcomes of requests. They are no part of what an estate is. */
export const TABLES_WITHOUT_LEAVES: readonly string[] = ['people.token_person', 'ledger.outcome', 'ledger.proposal'];

/** The log's own tables; they are what everything else is compared with. */
export const LOG_TABLES: readonly string[] = ['log.head', 'log.leaf', 'log.private_leaf', 'log.disclosure'];

/** Actual rows arrive in pieces; what is left of the expected ones at the end is missing. */
export class RowComparison {
  readonly #expected = new Map<string, ExpectedRow>();

  constructor(
    private readonly table: DerivedTable,
    expected: Iterable<ExpectedRow>,
    private readonly findings: Findings,
    /** Whether a row may have come from an erased value, so that nothing can be said of it. */
    private readonly mayBeErased: (cells: Cells) => boolean = () => false,
  ) {
    for (const row of expected) this.#expected.set(this.#keyOf(row.cells), row);
  }

  actual(cells: Cells): void {
    const key = this.#keyOf(cells);
    const expected = this.#expected.get(key);
    this.#expected.delete(key);
    if (this.mayBeErased(cells)) return;
    if (expected === undefined) {
      this.#report('extra', cells, seqOf(this.table, cells));
      return;
    }
    if (expected.isUnknowable === true || isSameRow(expected.cells, cells)) return;
    this.#report('changed', cells, this.#changedBy(expected, cells), expected.cells);
  }

  #changedBy({ seq }: ExpectedRow, cells: Cells): number | undefined {
    const found = seqOf(this.table, cells);
    if (seq === undefined || found === undefined || this.table.isRevised !== true) return seq ?? found;
    return Math.max(seq, found);
  }

  /** To be called once, after the last actual row. */
  close(): void {
    for (const { cells, seq, isUnknowable } of this.#expected.values()) {
      if (isUnknowable !== true) this.#report('missing', cells, seq);
    }
  }

  #keyOf(cells: Cells): string {
    return JSON.stringify(cells.slice(0, this.table.keys));
  }

  #report(difference: Difference, cells: Cells, seq: number | undefined, expected?: Cells): void {
    this.findings.error(this.table.code, seq, rowFacts(this.table, difference, cells, expected));
  }
}

export type Difference = 'missing' | 'extra' | 'changed';

const DIFFERENCES: Readonly<Record<Difference, readonly [zh: string, en: string]>> = {
  missing: ['缺少', 'is missing'],
  extra: ['多出', 'comes from no leaf'],
  changed: ['被改动', 'was changed'],
};

export function rowFacts(
  table: DerivedTable,
  difference: Difference,
  cells: Cells,
  expected?: Cells,
): Readonly<Record<string, string>> {
  const [differenceZh, differenceEn] = DIFFERENCES[difference];
  const row = cells.slice(0, Math.min(table.keys, table.shown ?? table.keys)).join(' ');
  const isTold = expected !== undefined && table.shown === undefined;
  const [detailZh, detailEn] = isTold ? cellDifference(cells, expected) : ['', ''];
  return { table: table.name, row, differenceZh, differenceEn, detailZh, detailEn };
}

/** The first cell that differs: what stands there and what the leaves say. */
function cellDifference(found: Cells, expected: Cells): readonly [zh: string, en: string] {
  const at = expected.findIndex((cell, index) => cell !== found[index]);
  const [there, told] = [found[at] ?? 'null', expected[at] ?? 'null'];
  return [`：现为「${there}」，按记录应为「${told}」`, `: it says "${there}", the records say "${told}"`];
}

function isSameRow(one: Cells, other: Cells): boolean {
  return one.length === other.length && one.every((cell, index) => cell === other[index]);
}

function seqOf(of: DerivedTable, cells: Cells): number | undefined {
  const text = of.seqAt === undefined ? undefined : cells[of.seqAt];
  return text === undefined || text === null || !/^\d{1,15}$/.test(text) ? undefined : Number(text);
}
