/**
 * The households' subsidiary ledger: entries and open items by unit. Everything here needs private scope; who may see
 * which household is decided by the verb that asks.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';

/** One entry of one household. `fen` is debit positive, credit negative. */
export interface UnitEntry {
  readonly seq: bigint;
  readonly ordinal: number;
  readonly lineNo: number;
  readonly unit: string;
  readonly kind: string;
  readonly source: string;
  readonly account: string;
  readonly fund: string;
  readonly fen: bigint;
  readonly item: string;
  /** YYYY-MM, or empty. */
  readonly period: string;
  readonly eventOn: CalendarDate;
  /** The voucher that it stands in. */
  readonly voucherNo: string;
}

/** What stands open for one household, account, item and month. */
export interface UnitItem {
  readonly unit: string;
  readonly account: string;
  readonly fund: string;
  readonly item: string;
  readonly period: string;
  readonly chargedFen: bigint;
  readonly balanceFen: bigint;
}

interface EntryRow {
  readonly seq: bigint;
  readonly ordinal: number;
  readonly line_no: number;
  readonly unit: string;
  readonly kind: string;
  readonly source: string;
  readonly account: string;
  readonly fund: string;
  readonly fen: bigint;
  readonly item: string;
  readonly period: string;
  readonly event_on: CalendarDate;
  readonly voucher_no: string;
}

const ENTRY = `
  select e.seq, e.ordinal, e.line_no, e.unit, e.kind, e.source, e.account, e.fund, e.fen, e.item, e.period, e.event_on,
         ledger.voucher_number(v.period, v.no) as voucher_no
    from ledger.unit_entry e join ledger.voucher v on v.estate_id = e.estate_id and v.seq = e.seq`;

/** A household's entries in the order in which things happened. Cost grows with this household's history alone. */
export async function readUnitEntries(
  query: Query,
  estateId: string,
  unit: string,
  range: { readonly from?: CalendarDate; readonly to?: CalendarDate } = {},
): Promise<UnitEntry[]> {
  const rows = await query<EntryRow>(
    `${ENTRY} where e.estate_id = $1 and e.unit = $2 and ($3::date is null or e.event_on >= $3)
        and ($4::date is null or e.event_on <= $4)
      order by e.event_on, e.seq, e.ordinal, e.line_no`,
    [estateId, unit, range.from ?? null, range.to ?? null],
  );
  return rows.map(entryOf);
}

/** The entries inside given vouchers, in log order. */
export async function readEntriesAt(query: Query, estateId: string, seqs: readonly bigint[]): Promise<UnitEntry[]> {
  const rows = await query<EntryRow>(
    `${ENTRY} where e.estate_id = $1 and e.seq = any ($2::bigint[]) order by e.seq, e.ordinal, e.line_no`,
    [estateId, `{${seqs.join(',')}}`],
  );
  return rows.map(entryOf);
}

/** Entries that came from one source, the red ones that took them back included. */
export async function readEntriesBySource(query: Query, estateId: string, source: string): Promise<UnitEntry[]> {
  const rows = await query<EntryRow>(
    `${ENTRY} where e.estate_id = $1 and e.source = $2 and e.source <> '' order by 1, 2, 3`,
    [estateId, source],
  );
  return rows.map(entryOf);
}

/** Sources of a list that are booked and not taken back. */
export async function bookedSources(query: Query, estateId: string, sources: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ source: string }>(
    `select e.source from ledger.unit_entry e
      where e.estate_id = $1 and e.source = any ($2::text[]) and e.source <> '' group by 1 having sum(e.fen) <> 0`,
    [estateId, sources],
  );
  return new Set(rows.map((row) => row.source));
}

export interface ItemFilter {
  readonly units?: readonly string[];
  /** Beginnings of account codes, for example `1122` for what households owe. */
  readonly accounts?: readonly string[];
  readonly items?: readonly string[];
  readonly period?: string;
  /** Only what is not settled. */
  readonly open?: boolean;
}

/** Items as they stand now, ordered by unit, month and item. */
export async function readUnitItems(query: Query, estateId: string, filter: ItemFilter = {}): Promise<UnitItem[]> {
  const rows = await query<{
    readonly unit: string;
    readonly account: string;
    readonly fund: string;
    readonly item: string;
    readonly period: string;
    readonly charged_fen: bigint;
    readonly balance_fen: bigint;
  }>(
    `select unit, account, fund, item, period, charged_fen, balance_fen from ledger.unit_item
      where estate_id = $1 and ($2::text[] is null or unit = any ($2)) and ($3::text is null or account ~ $3)
        and ($4::text[] is null or item = any ($4)) and ($5::text is null or period = $5)
        ${filter.open === true ? 'and balance_fen <> 0' : ''}
      order by unit, period, item, account`,
    [
      estateId,
      filter.units ?? null,
      filter.accounts === undefined ? null : `^(${filter.accounts.join('|')})`,
      filter.items ?? null,
      filter.period ?? null,
    ],
  );
  return rows.map((row) => ({
    unit: row.unit,
    account: row.account,
    fund: row.fund,
    item: row.item,
    period: row.period,
    chargedFen: row.charged_fen,
    balanceFen: row.balance_fen,
  }));
}

function entryOf(row: EntryRow): UnitEntry {
  return {
    seq: row.seq,
    ordinal: row.ordinal,
    lineNo: row.line_no,
    unit: row.unit,
    kind: row.kind,
    source: row.source,
    account: row.account,
    fund: row.fund,
    fen: row.fen,
    item: row.item,
    period: row.period,
    eventOn: row.event_on,
    voucherNo: row.voucher_no,
  };
}
