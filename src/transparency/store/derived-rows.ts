/**
 * Rows that other wings derive from leaves, read as texts.
 *
 * This is the one place where a wing names tables that are not its own: the verifier must see every row as it is
 * stored, and not as its
 * owner presents it. It reads, in a read-only transaction, and writes nothing.
 */
import type { Query } from '../../platform/database/estate-reads.js';
import type { Cells, TableName } from '../rules/derived-rows.js';

/** Rows of one page of a cursor. */
const PAGE = 5000;

/** Tables that are read whole, after the last leaf. Cells stand in the order of the model's rows. */
const WHOLE: Readonly<Partial<Record<TableName, string>>> = {
  directory: `json_build_array(code) as cells from estates.directory`,
  estate: `json_build_array(code, name, address, service_mode, lifecycle_stage, body_kind, body_name,
    books_opened_on::text,
      seq::text) as cells from estates.estate`,
  bankAccount: `json_build_array(bank_account_id, alias, number, holder_type, kind, bank, account, opened_on::text,
    closed_on::text,
      seq::text) as cells from estates.bank_account`,
  bankAccountPrivate: `json_build_array(bank_account_id, number,
    holder_name) as cells from estates.bank_account_private`,
  roll: `json_build_array(seq::text, households::text, area_m2::text, applicants::text,
    applicant_area_m2::text) as cells
      from estates.roll`,
  unit: `json_build_array(unit, building, area_m2::text, monthly_fee_fen::text, applied::text, payment_pattern,
    seq::text) as cells
      from estates.unit`,
  person: `json_build_array(person_id, kind, seq::text) as cells from people.person`,
  personName: `json_build_array(person_id, name) as cells from people.person_name`,
  roleGrant: `json_build_array(person_id, role, granted_seq::text, revoked_seq::text) as cells from people.role_grant`,
  book: `json_build_array(opened_on::text, closed_through::text, reopen_allowed::text) as cells from ledger.book`,
  account: `json_build_array(code, name, name_en, kind, fund_kinds::text, cash_like::text,
    seq::text) as cells from ledger.account`,
  fund: `json_build_array(code, name, kind, legal_basis, custodian, seq::text) as cells from ledger.fund`,
  period: `json_build_array(period::text, last_no::text, first_seq::text, last_seq::text) as cells from ledger.period`,
  periodEvent: `json_build_array(seq::text, period::text, action, preparer,
    approver) as cells from ledger.period_event`,
  dayTurnover: `json_build_array(account, fund, event_on::text, debit_fen::text,
    credit_fen::text) as cells from ledger.day_turnover`,
  monthTurnover: `json_build_array(account, fund, period::text, event_month::text, class, debit_fen::text,
    credit_fen::text) as cells
      from ledger.month_turnover`,
  cashBalance: `json_build_array(account, fund, balance_fen::text, last_on::text) as cells from ledger.cash_balance`,
  cashMonth: `json_build_array(account, fund, month::text, net_fen::text, low_fen::text,
    low_on::text) as cells from ledger.cash_month`,
  floorPromise: `json_build_array(account, fund, from_on::text) as cells from ledger.floor_promise`,
  statementFile: `json_build_array(seq::text, bank_account_id, line_count::text, from_on::text, through_on::text,
    closing_fen::text)
      as cells from banking.statement_file`,
  publication: `json_build_array(statement_id, report, period_label, version::text, seq::text, as_of_seq::text,
    encode(digest, 'hex'),
      published_by, published_at::text, reason) as cells from publishing.publication`,
};

export const WHOLE_TABLES = Object.keys(WHOLE) as readonly TableName[];

/** Tables that are read in step with the leaves, in order of position. */
const IN_STEP = {
  correction: `json_build_array(correcting_seq::text, original_seq::text, kind) as cells,
    correcting_seq as seq from ledger.correction`,
  postingDimension: `json_build_array(seq::text, line_no::text, dimension, value, hidden::text) as cells, seq
      from ledger.posting_dimension`,
  statementLine: `json_build_array(seq::text, bank_account_id, ordinal::text, booked_on::text, out_fen::text,
    in_fen::text,
      balance_fen::text, serial, line_key) as cells, seq from banking.statement_line`,
  record: `json_build_array(leaf_type, subject, seq::text) as cells, seq from log.record`,
  unitEntry: `json_build_array(seq::text, ordinal::text, line_no::text, unit, kind, source, account, fund, fen::text,
    item, period, event_on::text) as cells, seq from ledger.unit_entry`,
} as const satisfies Readonly<Partial<Record<TableName, string>>>;

export type StepTable = keyof typeof IN_STEP;

/** The rows of a run whose texts were not as expected, cell by cell. */
const OF_RUN = {
  voucher: `select json_build_array(seq::text, period::text, no::text, event_on::text, kind, id::text,
    recorded_at::text, preparer,
      approver, summary) as cells from ledger.voucher where estate_id = $1 and seq >= $2 and seq < $3`,
  posting: `select json_build_array(seq::text, line_no::text, period::text, event_on::text, debit_fen::text,
    credit_fen::text, account,
      fund) as cells from ledger.posting where estate_id = $1 and seq >= $2 and seq < $3`,
} as const;

export async function readRun(
  query: Query,
  table: keyof typeof OF_RUN,
  estateId: string,
  run: { readonly begin: number; readonly end: number },
): Promise<Cells[]> {
  const rows = await query<{ cells: Cells }>(OF_RUN[table], [estateId, String(run.begin), String(run.end)]);
  return rows.map(({ cells }) => cells);
}

/** A cursor takes no parameters, so the estate is the one that the transaction is scoped to. */
const OF_ESTATE = 'where estate_id = (select log.scope())';

export async function* readWhole(query: Query, table: TableName): AsyncGenerator<Cells> {
  const sql = WHOLE[table];
  if (sql === undefined) return;
  for await (const page of pages<{ cells: Cells }>(
    query,
    `whole_${table.toLowerCase()}`,
    `select ${sql} ${OF_ESTATE}`,
  )) {
    for (const { cells } of page) yield cells;
  }
}

export async function* pages<Row>(query: Query, cursor: string, sql: string): AsyncGenerator<Row[]> {
  await query(`declare ${cursor} no scroll cursor for ${sql}`);
  for (;;) {
    const page = await query<Row>(`fetch ${String(PAGE)} from ${cursor}`);
    if (page.length > 0) yield page;
    if (page.length < PAGE) break;
  }
  await query(`close ${cursor}`);
}

interface StepRow {
  readonly cells: Cells;
  readonly seq: bigint;
}

/** Rows in order of position, handed out up to a bound at a time. */
export class StepRows {
  readonly #pages: AsyncGenerator<StepRow[]>;
  #page: StepRow[] = [];
  #at = 0;
  #isOver = false;

  constructor(query: Query, table: StepTable) {
    const sql = `select ${IN_STEP[table]} ${OF_ESTATE} order by seq`;
    this.#pages = pages<StepRow>(query, `step_${table.toLowerCase()}`, sql);
  }

  /** Those before a position that were not handed out yet; without a bound, all that are left. */
  async before(end?: number): Promise<Cells[]> {
    const rows: Cells[] = [];
    for (let row = await this.#peek(); row !== undefined; row = await this.#peek()) {
      if (end !== undefined && row.seq >= end) break;
      rows.push(row.cells);
      this.#at += 1;
    }
    return rows;
  }

  async #peek(): Promise<StepRow | undefined> {
    if (this.#at >= this.#page.length && !this.#isOver) {
      const next = await this.#pages.next();
      this.#isOver = next.done === true;
      this.#page = next.done === true ? [] : next.value;
      this.#at = 0;
    }
    return this.#page[this.#at];
  }
}
