/**
 * An independent model of an estate: folds its leaves, in order, into everything that the database should hold.
 *
 * 1. Each leaf is judged by what stood before it, as it was when it was written.
 * 2. The fold goes on after a fault, so that all faults are found, each with its leaf's number.
 * 3. Memory grows with chart, people, households, months, and days on which an account moved; of a voucher eight bytes
 *    stay.
 */
import type { LeafObject } from '../../kernel/canonical.js';
import { parseNumber } from '../../ledger/rules/index.js';
import { BookState } from './book-state.js';
import { checkVoucher } from './check-voucher.js';
import type { ExpectedRow, TableName } from './derived-rows.js';
import { EstateState } from './estate-state.js';
import type { Findings } from './finding.js';
import { isCount, isDate, isFen, isInstant, instantText, LeafFields } from './leaf-fields.js';
import { privateCell, privateRow, type OpenValue } from './open-value.js';
import { PeopleState } from './people-state.js';
import { RECORD_TYPES } from './record-types.js';
import { Turnover } from './turnover.js';
import { readVoucher, type ReadVoucher } from './voucher-reading.js';

export const VOUCHER = 'xinyi/voucher/v1';
const GENESIS = 'xinyi/genesis/v1';

/** A red voucher whose original has still to be fetched and compared. */
export interface PendingRed {
  readonly red: ReadVoucher;
  readonly originalSeq: number;
}

/** Every type that this program can judge. A leaf of another type is never passed. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set([
  ...'voucher genesis book accounts funds period policy person role bank-account roll bank-statement statement'
    .split(' ')
    .map((name) => `xinyi/${name}/v1`),
  ...RECORD_TYPES.keys(),
]);

/** Who may write a leaf of structure, as the database holds it (log.leaf_writer). */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  'xinyi/book/v1': ['OPERATOR'],
  'xinyi/accounts/v1': ['OPERATOR'],
  'xinyi/funds/v1': ['OPERATOR'],
  'xinyi/bank-account/v1': ['OPERATOR'],
  'xinyi/roll/v1': ['OPERATOR'],
  'xinyi/bank-statement/v1': ['OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'],
};

const CORRECTING: ReadonlySet<string> = new Set(['red', 'corrected', 'difference', 'prior-year']);

type Fold = (fields: LeafFields, values: readonly OpenValue[]) => void;

export class EstateModel {
  readonly people: PeopleState;
  readonly book: BookState;
  readonly estate = new EstateState();
  readonly turnover = new Turnover();
  readonly publications: ExpectedRow[] = [];
  readonly statementFiles: ExpectedRow[] = [];
  // Of the leaves since they were last taken.
  #statementLines: ExpectedRow[] = [];
  #corrections: ExpectedRow[] = [];
  #records: ExpectedRow[] = [];
  #reds: PendingRed[] = [];
  readonly #reversed = new Set<number>();
  /** Position after the last leaf that is not a voucher. */
  structureSeq = 0;
  vouchers = 0;

  readonly #folds: Readonly<Record<string, Fold>> = {
    [GENESIS]: (fields) => this.people.found(this.estate.genesis(fields), fields.seq),
    'xinyi/book/v1': (fields) => this.book.open(fields),
    'xinyi/accounts/v1': (fields) => this.book.addAccounts(fields),
    'xinyi/funds/v1': (fields) => this.book.addFunds(fields),
    'xinyi/period/v1': (fields) => this.book.periodEvent(fields),
    'xinyi/policy/v1': (fields) => this.book.policy(fields),
    'xinyi/person/v1': (fields, values) => this.people.person(fields, values),
    'xinyi/role/v1': (fields) => this.people.role(fields),
    'xinyi/bank-account/v1': (fields, values) => this.estate.bankAccount(fields, values),
    'xinyi/roll/v1': (fields, values) => this.estate.roll(fields, values),
    'xinyi/bank-statement/v1': (fields, values) => this.#bankStatement(fields, values),
    'xinyi/statement/v1': (fields) => this.#publication(fields),
  };

  /** What each table that is read whole should hold, once the last leaf is in. */
  readonly #rows: Readonly<Partial<Record<TableName, () => Iterable<ExpectedRow>>>> = {
    directory: () => this.estate.directoryRows(),
    estate: () => this.estate.estateRows(),
    bankAccount: () => this.estate.bankAccountRows(),
    bankAccountPrivate: () => this.estate.bankAccountPrivateRows(),
    roll: () => this.estate.rollRows(),
    unit: () => this.estate.unitRows(),
    person: () => this.people.personRows(),
    personName: () => this.people.nameRows(),
    roleGrant: () => this.people.roleRows(),
    book: () => this.book.bookRows(),
    account: () => this.book.accountRows(),
    fund: () => this.book.fundRows(),
    period: () => this.book.periodRows(),
    periodEvent: () => this.book.periodEventRows(),
    dayTurnover: () => this.turnover.dayRows(),
    monthTurnover: () => this.turnover.monthRows(),
    cashBalance: () => this.turnover.cashBalanceRows(),
    cashMonth: () => this.turnover.cashMonthRows(),
    statementFile: () => this.statementFiles,
    publication: () => this.publications,
  };

  constructor(private readonly findings: Findings) {
    this.people = new PeopleState(findings);
    this.book = new BookState(findings, this.people);
  }

  rowsOf(table: TableName): Iterable<ExpectedRow> {
    return this.#rows[table]?.() ?? [];
  }

  /** Takes a leaf that is not a voucher. */
  record(seq: number, leaf: LeafObject, values: readonly OpenValue[]): void {
    const fields = new LeafFields(seq, leaf, this.findings);
    const type = fields.text('t');
    this.structureSeq = seq + 1;
    if ((type === GENESIS) !== (seq === 0)) this.findings.error('VERIFY_GENESIS', seq);
    fields.text('recorded_at', isInstant);
    if (type !== GENESIS && leaf['by'] !== undefined) this.people.requireKnown(fields.person('by'), seq);
    const writers = WRITERS[type];
    if (writers !== undefined) this.people.requireAnyRole(fields.person('by'), writers, seq);
    this.#folds[type]?.(fields, values);
    if (RECORD_TYPES.has(type)) this.#record(fields, type);
  }

  /** A record is read from its leaf; only who wrote it is judged, and the index kept. */
  #record(fields: LeafFields, type: string): void {
    const { seq } = fields;
    const { by: writers = [], approver: seconds } = RECORD_TYPES.get(type) ?? {};
    const by = fields.person('by');
    this.people.requireAnyRole(by, writers, seq);
    if (seconds !== undefined) {
      const approver = fields.person('approver');
      if (approver === by) this.findings.error('VERIFY_SECOND_PERSON', seq, { person: by });
      this.people.requireAnyRole(approver, seconds, seq);
    }
    const subject = fields.text('subject', (text) => text !== '');
    this.#records.push({ seq, cells: [type, subject, String(seq)] });
  }

  /** Takes a voucher; undefined where the leaf cannot be read as one. */
  voucher(seq: number, leaf: LeafObject): ReadVoucher | undefined {
    if (seq === 0) this.findings.error('VERIFY_GENESIS', seq);
    const voucher = readVoucher(new LeafFields(seq, leaf, this.findings));
    if (voucher === undefined) return undefined;
    this.vouchers += 1;
    checkVoucher(voucher, this.book, this.people, this.findings);
    for (const line of voucher.lines) {
      this.turnover.add(line, voucher, this.book.accounts.get(line.account)?.cashLike === true);
    }
    if (CORRECTING.has(voucher.kind)) this.#correction(voucher);
    return voucher;
  }

  #correction(voucher: ReadVoucher): void {
    const { seq, kind } = voucher;
    const named = voucher.refs.find(([what]) => what === 'reverses' || what === 'corrects')?.[1] ?? '';
    const number = parseNumber(named);
    const originalSeq = number === undefined ? undefined : this.book.seqOf(number.period, number.no);
    if (originalSeq === undefined || originalSeq >= seq) {
      this.findings.error('VERIFY_CORRECTION_ORIGINAL', seq, { original: named });
      return;
    }
    this.#corrections.push({ seq, cells: [String(seq), String(originalSeq), kind] });
    if (kind !== 'red') return;
    if (this.#reversed.has(originalSeq)) this.findings.error('VERIFY_RED_TWICE', seq, { original: named });
    this.#reversed.add(originalSeq);
    this.#reds.push({ red: voucher, originalSeq });
  }

  #bankStatement(fields: LeafFields, values: readonly OpenValue[]): void {
    const { seq } = fields;
    const account = fields.text('bank_account');
    const [from, through] = [fields.text('from', isDate), fields.text('through', isDate)];
    const cells = [String(seq), account, fields.text('lines', isCount), from, through, fields.text('closing', isFen)];
    this.statementFiles.push({ seq, cells });
    for (const open of values) this.#bankLine(fields, account, open);
  }

  /**
   * A private line begins with account, serial, day, out, in, balance; its key stands at the end. Other values make
   * no row.
   */
  #bankLine(fields: LeafFields, account: string, open: OpenValue): void {
    const { seq } = fields;
    const key = [String(seq), account, String(open.ordinal)];
    if (open.name === undefined) {
      this.#statementLines.push({ seq, isUnknowable: true, cells: key });
      return;
    }
    if (open.name !== 'line') return;
    const row = privateRow(open, 6);
    if (row === undefined) fields.fault(`private[${String(open.ordinal)}]`);
    const [, serial = null, ...amounts] = row ?? [];
    this.#statementLines.push({ seq, cells: [...key, ...amounts, serial, privateCell(open, 11) ?? null] });
  }

  #publication(fields: LeafFields): void {
    const { seq } = fields;
    const by = fields.person('by');
    this.people.requireRole(by, 'COMMITTEE_APPROVER', seq);
    const asOf = fields.text('as_of', isCount);
    if (Number(asOf) > seq) this.findings.error('VERIFY_STATEMENT_AHEAD', seq, { asOf });
    const cells = [
      fields.text('id'),
      fields.text('report'),
      fields.text('period'),
      fields.text('version', isCount),
      String(seq),
      asOf,
      fields.text('digest', (text) => /^[0-9a-f]{64}$/.test(text)),
      by,
      instantText(fields.text('recorded_at', isInstant)),
      fields.optional('reason') || null,
    ];
    this.publications.push({ seq, cells });
  }

  takeStatementLines(): readonly ExpectedRow[] {
    const taken = this.#statementLines;
    this.#statementLines = [];
    return taken;
  }

  takeRecords(): readonly ExpectedRow[] {
    const taken = this.#records;
    this.#records = [];
    return taken;
  }

  takeCorrections(): readonly ExpectedRow[] {
    const taken = this.#corrections;
    this.#corrections = [];
    return taken;
  }

  takeReds(): readonly PendingRed[] {
    const taken = this.#reds;
    this.#reds = [];
    return taken;
  }
}
