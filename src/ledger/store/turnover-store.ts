/** Sums of the ledger at a date and a log position, through the schema's own functions (migrations/0006). */
import { firstDayOf, periodOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';

/** Debits and credits of an account and a fund; the balance is their difference. */
export interface Turnover {
  readonly account: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

interface TurnoverRow {
  readonly account: string;
  readonly fund: string;
  readonly debit_fen: string;
  readonly credit_fen: string;
}

const turnoverOf = (row: TurnoverRow): Turnover => ({
  account: row.account,
  fund: row.fund,
  debitFen: BigInt(row.debit_fen),
  creditFen: BigInt(row.credit_fen),
});

/**
 * Everything that happened up to the end of `on`, as the log stood at `size` leaves; one account only where it is
 * named.
 */
export async function turnoverThrough(
  query: Query,
  estateId: string,
  at: { readonly on: CalendarDate; readonly size: bigint; readonly account?: string },
): Promise<Turnover[]> {
  const rows = await query<TurnoverRow>(
    `select account, fund, debit_fen, credit_fen from ledger.turnover_through($1, $2, $3)
      where $4::text is null or account = $4 order by account, fund`,
    [estateId, at.on, at.size.toString(), at.account ?? null],
  );
  return rows.map(turnoverOf);
}

/** Turnover of one dimension's values up to a day, at the log's head. */
export async function dimensionThrough(
  query: Query,
  estateId: string,
  dimension: string,
  on: CalendarDate,
): Promise<(Turnover & { readonly value: string })[]> {
  const rows = await query<TurnoverRow & { value: string }>(
    `select value, account, fund, sum(debit_fen) as debit_fen, sum(credit_fen) as credit_fen
       from ledger.dimension_turnover
      where estate_id = $1 and dimension = $2 and event_on <= $3
      group by value, account, fund order by value, account, fund`,
    [estateId, dimension, on],
  );
  return rows.map((row) => ({ ...turnoverOf(row), value: row.value }));
}

/** The vouchers of which a line carries this value, in log order. */
export async function seqsOfDimension(
  query: Query,
  estateId: string,
  dimension: string,
  value: string,
): Promise<bigint[]> {
  const rows = await query<{ seq: bigint }>(
    `select distinct seq from ledger.posting_dimension
      where estate_id = $1 and dimension = $2 and value = $3 and not hidden order by seq`,
    [estateId, dimension, value],
  );
  return rows.map((row) => row.seq);
}

/** Figures of an account and fund over whole periods, opening and closing vouchers kept apart. */
export interface PeriodFigures {
  readonly account: string;
  readonly fund: string;
  readonly beforeDebitFen: bigint;
  readonly beforeCreditFen: bigint;
  /** Opening vouchers inside the range: they count as opening. */
  readonly openingDebitFen: bigint;
  readonly openingCreditFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  /** Year-end transfers inside the range: they stay out of turnover. */
  readonly closingDebitFen: bigint;
  readonly closingCreditFen: bigint;
  /** Turnover since January of the last period's year. */
  readonly yearDebitFen: bigint;
  readonly yearCreditFen: bigint;
}

const FIGURES_SQL = `
  select f.account, f.fund,
         sum(f.debit_fen) filter (where f.period < $2) as b_d, sum(f.credit_fen) filter (where f.period < $2) as b_c,
         sum(f.debit_fen) filter (where f.period >= $2 and f.class = 'opening') as o_d,
         sum(f.credit_fen) filter (where f.period >= $2 and f.class = 'opening') as o_c,
         sum(f.debit_fen) filter (where f.period >= $2 and f.class = 'normal') as n_d,
         sum(f.credit_fen) filter (where f.period >= $2 and f.class = 'normal') as n_c,
         sum(f.debit_fen) filter (where f.period >= $2 and f.class = 'closing') as c_d,
         sum(f.credit_fen) filter (where f.period >= $2 and f.class = 'closing') as c_c,
         sum(f.debit_fen) filter (where f.period >= date_trunc('year', $3::date) and f.class = 'normal') as y_d,
         sum(f.credit_fen) filter (where f.period >= date_trunc('year', $3::date) and f.class = 'normal') as y_c
    from ledger.figures($1, $4) as f
   where f.period <= $3
   group by f.account, f.fund order by f.account, f.fund`;

type FigureRow = { readonly account: string; readonly fund: string } & Readonly<
  Record<'b_d' | 'b_c' | 'o_d' | 'o_c' | 'n_d' | 'n_c' | 'c_d' | 'c_c' | 'y_d' | 'y_c', string | null>
>;

export async function periodFigures(
  query: Query,
  estateId: string,
  range: { readonly from: Period; readonly to: Period; readonly size: bigint },
): Promise<PeriodFigures[]> {
  const rows = await query<FigureRow>(FIGURES_SQL, [
    estateId,
    firstDayOf(range.from),
    firstDayOf(range.to),
    range.size.toString(),
  ]);
  const fenOf = (text: string | null): bigint => BigInt(text ?? '0');
  return rows.map((row) => ({
    account: row.account,
    fund: row.fund,
    beforeDebitFen: fenOf(row.b_d),
    beforeCreditFen: fenOf(row.b_c),
    openingDebitFen: fenOf(row.o_d),
    openingCreditFen: fenOf(row.o_c),
    debitFen: fenOf(row.n_d),
    creditFen: fenOf(row.n_c),
    closingDebitFen: fenOf(row.c_d),
    closingCreditFen: fenOf(row.c_c),
    yearDebitFen: fenOf(row.y_d),
    yearCreditFen: fenOf(row.y_c),
  }));
}

/** One line of an account's ledger (明细账). */
export interface AccountEntry {
  readonly seq: bigint;
  readonly lineNo: number;
  readonly number: string;
  readonly period: Period;
  readonly eventOn: CalendarDate;
  readonly summary: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

export async function accountEntries(
  query: Query,
  estateId: string,
  range: {
    readonly account: string;
    readonly from: Period;
    readonly to: Period;
    readonly after?: bigint;
    readonly limit: number;
  },
): Promise<AccountEntry[]> {
  const rows = await query<{
    seq: bigint;
    line_no: number;
    number: string;
    period: CalendarDate;
    event_on: CalendarDate;
    summary: string;
    fund: string;
    debit_fen: bigint;
    credit_fen: bigint;
  }>(
    `select l.seq, l.line_no, ledger.voucher_number(v.period, v.no) as number,
            l.period, l.event_on, v.summary, l.fund, l.debit_fen, l.credit_fen
       from ledger.posting l join ledger.voucher v on v.estate_id = l.estate_id and v.seq = l.seq
      where l.estate_id = $1 and l.account = $2 and l.period between $3 and $4 and l.seq > $5
      order by l.period, v.no, l.line_no limit $6`,
    [
      estateId,
      range.account,
      firstDayOf(range.from),
      firstDayOf(range.to),
      (range.after ?? -1n).toString(),
      range.limit,
    ],
  );
  return rows.map((row) => ({
    seq: row.seq,
    lineNo: row.line_no,
    number: row.number,
    period: periodOf(row.period),
    eventOn: row.event_on,
    summary: row.summary,
    fund: row.fund,
    debitFen: row.debit_fen,
    creditFen: row.credit_fen,
  }));
}

/** What a voucher did on one account with one fund's money. */
export interface AccountMovement {
  readonly seq: bigint;
  readonly number: string;
  readonly eventOn: CalendarDate;
  readonly kind: string;
  readonly summary: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  /** Number of the voucher that it corrects. */
  readonly corrects?: string;
}

export async function readMovements(
  query: Query,
  estateId: string,
  account: string,
  size: bigint,
): Promise<AccountMovement[]> {
  const rows = await query<{
    seq: bigint;
    number: string;
    event_on: CalendarDate;
    kind: string;
    summary: string;
    fund: string;
    debit_fen: string;
    credit_fen: string;
    corrects: string | null;
  }>('select * from ledger.movements($1, $2, $3) order by seq, fund', [estateId, account, size.toString()]);
  return rows.map((row) => ({
    seq: row.seq,
    number: row.number,
    eventOn: row.event_on,
    kind: row.kind,
    summary: row.summary,
    fund: row.fund,
    debitFen: BigInt(row.debit_fen),
    creditFen: BigInt(row.credit_fen),
    ...(row.corrects === null ? {} : { corrects: row.corrects }),
  }));
}
