/**
 * Vouchers as people and auditors read them. Rows are found by their indexes; the words come from the leaf's own
 * bytes.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { firstDayOf, periodOf } from '../../kernel/calendar.js';
import { invariant } from '../../kernel/invariant.js';
import { parseLeaf } from '../../kernel/canonical.js';
import { readDisclosures, readLeaves, readLeavesAt, type StoredLeaf } from '../../log/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import { voucherContent, withPrivatePart, type VoucherContent } from '../rules/voucher-leaf.js';
import type { VoucherNumber } from '../rules/voucher.js';

/** One line of a list. `cashFen` is what the voucher did to the money that can be spent. */
export interface VoucherSummary {
  readonly seq: bigint;
  readonly number: string;
  readonly period: Period;
  readonly eventOn: CalendarDate;
  readonly kind: string;
  readonly summary: string;
  readonly preparer: string;
  readonly approver: string;
  readonly amountFen: bigint;
  readonly cashFen: bigint;
  readonly funds: readonly string[];
  /** What a later voucher did to this one, and this one to an earlier. */
  readonly correctedBy?: 'red' | 'difference' | 'prior-year';
  /** The blue voucher that stands for it now. */
  readonly replacedBy?: string;
  /** Whether money that can be spent moved at all, be it from one pocket to another. */
  readonly movesCash: boolean;
}

export interface VoucherFilter {
  readonly fund?: string | undefined;
  readonly account?: string | undefined;
  readonly period?: Period | undefined;
  /** Only vouchers before this log position: the cursor of the next page. */
  readonly before?: bigint;
  readonly limit: number;
}

interface SummaryRow {
  readonly seq: bigint;
  readonly number: string;
  readonly period: CalendarDate;
  readonly event_on: CalendarDate;
  readonly kind: string;
  readonly summary: string;
  readonly preparer: string;
  readonly approver: string;
  readonly amount_fen: string;
  readonly cash_fen: string;
  readonly funds: string[];
  readonly corrected_by: 'red' | 'difference' | 'prior-year' | null;
  readonly replaced_by: string | null;
  readonly moves_cash: boolean;
}

const LIST_SQL = `
  select v.seq, ledger.voucher_number(v.period, v.no) as number, v.period, v.event_on, v.kind, v.summary,
         v.preparer, v.approver,
         l.amount_fen, l.cash_fen, l.funds, l.moves_cash,
         (select c.kind from ledger.correction c where c.estate_id = v.estate_id and c.original_seq = v.seq
           order by c.correcting_seq limit 1) as corrected_by,
         (select ledger.voucher_number(w.period, w.no) from ledger.correction c
            join ledger.voucher w on w.estate_id = c.estate_id and w.seq = c.correcting_seq
           where c.estate_id = v.estate_id and c.original_seq = v.seq and c.kind = 'corrected') as replaced_by
    from ledger.voucher v
    cross join lateral (
      select sum(p.debit_fen) as amount_fen,
             sum((p.debit_fen - p.credit_fen)
                 * (p.account ~ '^(1001|1002|1012|122101|122102|122103|122105)')::integer) as cash_fen,
             array_agg(distinct p.fund) as funds,
             bool_or(p.account ~ '^(1001|1002|1012|122101|122102|122103|122105)') as moves_cash
        from ledger.posting p where p.estate_id = v.estate_id and p.seq = v.seq) as l
   where v.estate_id = $1 and ($2::bigint is null or v.seq < $2) and ($3::date is null or v.period = $3)
     and ($4::text is null or exists (select 1 from ledger.posting p
           where p.estate_id = v.estate_id and p.seq = v.seq and p.fund = $4))
     and ($5::text is null or exists (select 1 from ledger.posting p
           where p.estate_id = v.estate_id and p.seq = v.seq and p.account = $5))
   order by v.seq desc limit $6`;

export async function listVouchers(query: Query, estateId: string, filter: VoucherFilter): Promise<VoucherSummary[]> {
  const rows = await query<SummaryRow>(LIST_SQL, [
    estateId,
    filter.before?.toString() ?? null,
    filter.period === undefined ? null : firstDayOf(filter.period),
    filter.fund ?? null,
    filter.account ?? null,
    filter.limit,
  ]);
  return rows.map((row) => ({
    seq: row.seq,
    number: row.number,
    period: periodOf(row.period),
    eventOn: row.event_on,
    kind: row.kind,
    summary: row.summary,
    preparer: row.preparer,
    approver: row.approver,
    amountFen: BigInt(row.amount_fen),
    cashFen: BigInt(row.cash_fen),
    funds: row.funds,
    movesCash: row.moves_cash,
    ...(row.corrected_by === null ? {} : { correctedBy: row.corrected_by }),
    ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
  }));
}

export interface StoredVoucher {
  readonly seq: bigint;
  readonly leafHash: Buffer;
  readonly content: VoucherContent;
}

/** Position of a voucher by its number; `undefined` where there is none. */
export async function seqOfNumber(query: Query, estateId: string, number: VoucherNumber): Promise<bigint | undefined> {
  const rows = await query<{ seq: bigint }>(
    'select seq from ledger.voucher where estate_id = $1 and period = $2 and no = $3',
    [estateId, firstDayOf(number.period), number.no],
  );
  return rows[0]?.seq;
}

export async function readVoucher(query: Query, estateId: string, seq: bigint): Promise<StoredVoucher> {
  const [leaf] = await readLeaves(query, estateId, seq, 1);
  invariant(leaf !== undefined, 'a voucher has a leaf');
  return storedVoucher(leaf);
}

/** The same with its private dimensions, for a copy that must take them back too. Needs private scope. */
export async function readVoucherWhole(query: Query, estateId: string, seq: bigint): Promise<StoredVoucher> {
  const voucher = await readVoucher(query, estateId, seq);
  const disclosures = (await readDisclosures(query, estateId, [seq])).map(({ text }) => text);
  return { ...voucher, content: withPrivatePart(voucher.content, disclosures) };
}

/** Vouchers at given positions, in log order. */
export async function readVouchersAt(
  query: Query,
  estateId: string,
  seqs: readonly bigint[],
): Promise<StoredVoucher[]> {
  return (await readLeavesAt(query, estateId, seqs)).map(storedVoucher);
}

/** The vouchers of given numbers, as far as they exist. */
export async function vouchersByNumber(
  query: Query,
  estateId: string,
  numbers: readonly VoucherNumber[],
): Promise<StoredVoucher[]> {
  const rows = await query<{ seq: bigint }>(
    `select v.seq from unnest($2::date[], $3::integer[]) as n(period, no)
       join ledger.voucher v on v.estate_id = $1 and v.period = n.period and v.no = n.no`,
    [
      estateId,
      `{${numbers.map((number) => firstDayOf(number.period)).join(',')}}`,
      `{${numbers.map((number) => number.no).join(',')}}`,
    ],
  );
  return rows.length === 0
    ? []
    : readVouchersAt(
        query,
        estateId,
        rows.map((row) => row.seq),
      );
}

/** A page of the journal in number order, after the voucher of a number. */
export async function journalPage(
  query: Query,
  estateId: string,
  range: { readonly from: Period; readonly to: Period; readonly after?: VoucherNumber; readonly limit: number },
): Promise<StoredVoucher[]> {
  const after = range.after ?? { period: range.from, no: 0 };
  const rows = await query<{ seq: bigint }>(
    `select seq from ledger.voucher
      where estate_id = $1 and (period, no) > ($2, $3) and period <= $4 order by period, no limit $5`,
    [estateId, firstDayOf(after.period), after.no, firstDayOf(range.to), range.limit],
  );
  const seqs = rows.map((row) => row.seq);
  const bySeq = new Map((await readVouchersAt(query, estateId, seqs)).map((voucher) => [voucher.seq, voucher]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

export function storedVoucher(leaf: StoredLeaf): StoredVoucher {
  const parsed = parseLeaf(leaf.body);
  invariant(parsed.ok, 'a stored leaf is within the profile');
  const content = voucherContent(parsed.leaf);
  invariant(content !== undefined, 'the leaf of a voucher row is a voucher');
  return { seq: leaf.seq, leafHash: leaf.leafHash, content };
}

export interface CorrectionLink {
  readonly originalSeq: bigint;
  readonly correctingSeq: bigint;
  readonly kind: 'red' | 'corrected' | 'difference' | 'prior-year';
}

/** All corrections in which a voucher takes part, from either side, and those of the voucher that it corrects. */
export async function correctionsAround(query: Query, estateId: string, seq: bigint): Promise<CorrectionLink[]> {
  const rows = await query<{ original_seq: bigint; correcting_seq: bigint; kind: CorrectionLink['kind'] }>(
    `select original_seq, correcting_seq, kind from ledger.correction
      where estate_id = $1
        and original_seq in (select $2::bigint union select original_seq from ledger.correction
                              where estate_id = $1 and correcting_seq = $2)
      order by correcting_seq`,
    [estateId, seq.toString()],
  );
  return rows.map((row) => ({ originalSeq: row.original_seq, correctingSeq: row.correcting_seq, kind: row.kind }));
}

/** How many vouchers a filter finds. Numbers have no gap, so without a fund the periods' last numbers say it. */
export async function countVouchers(
  query: Query,
  estateId: string,
  filter: { readonly fund?: string | undefined; readonly period?: Period | undefined },
): Promise<number> {
  const month = filter.period === undefined ? null : firstDayOf(filter.period);
  const sql =
    filter.fund === undefined
      ? `select coalesce(sum(last_no), 0)::integer as found from ledger.period
          where estate_id = $1 and ($2::date is null or period = $2)`
      : `select count(distinct seq)::integer as found from ledger.posting
          where estate_id = $1 and ($2::date is null or period = $2) and fund = $3`;
  const parameters = filter.fund === undefined ? [estateId, month] : [estateId, month, filter.fund];
  const rows = await query<{ found: number }>(sql, parameters);
  return rows[0]?.found ?? 0;
}

/** Months that have vouchers, the newest first, and the last day on which anything happened. */
export async function recordedTime(
  query: Query,
  estateId: string,
): Promise<{ readonly months: readonly Period[]; readonly lastOn?: CalendarDate }> {
  const months = await query<{ period: CalendarDate }>(
    'select period from ledger.period where estate_id = $1 order by period desc',
    [estateId],
  );
  const last = await query<{ event_on: CalendarDate }>(
    'select event_on from ledger.voucher where estate_id = $1 order by event_on desc limit 1',
    [estateId],
  );
  const lastOn = last[0]?.event_on;
  return { months: months.map((row) => periodOf(row.period)), ...(lastOn === undefined ? {} : { lastOn }) };
}

/** The voucher with the largest expense of a range of periods, corrected ones left out. */
export async function largestExpense(
  query: Query,
  estateId: string,
  range: { readonly from: Period; readonly to: Period },
): Promise<{ readonly number: string; readonly summary: string; readonly amountFen: bigint } | undefined> {
  const rows = await query<{ number: string; summary: string; amount_fen: string }>(
    `select ledger.voucher_number(v.period, v.no) as number, v.summary, sum(l.debit_fen - l.credit_fen) as amount_fen
       from ledger.voucher v join ledger.posting l on l.estate_id = v.estate_id and l.seq = v.seq
      where v.estate_id = $1 and v.period between $2 and $3 and l.account like '5%' and l.account not like '5901%'
        and v.kind not in ('red', 'closing')
        and not exists (select 1 from ledger.correction c
                         where c.estate_id = v.estate_id and c.original_seq = v.seq and c.kind = 'red')
      group by v.seq, v.period, v.no, v.summary order by amount_fen desc, v.seq limit 1`,
    [estateId, firstDayOf(range.from), firstDayOf(range.to)],
  );
  const row = rows[0];
  return row === undefined
    ? undefined
    : { number: row.number, summary: row.summary, amountFen: BigInt(row.amount_fen) };
}
