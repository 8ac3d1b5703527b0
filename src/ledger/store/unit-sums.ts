/** Sums over the households' subsidiary ledger, for runs and reports. Everything here needs private scope. */
import { firstDayOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { UnitItem } from './unit-store.js';

export interface ChargedItem {
  readonly unit: string;
  readonly item: string;
}

/** What a month has charged, charges that were taken back left out; waivers and credits change nothing here. */
export async function readChargedItems(query: Query, estateId: string, month: Period): Promise<ChargedItem[]> {
  return query<ChargedItem>(
    `select unit, item from ledger.unit_entry
      where estate_id = $1 and period = $2 and kind = 'charge' and account like '1122%'
      group by unit, item having sum(fen) <> 0`,
    [estateId, month],
  );
}

type Place = Omit<UnitItem, 'chargedFen' | 'balanceFen'>;

/** What entries after a day changed, by household, account, item and month: to take it off today's balances. */
export async function readChangesAfter(
  query: Query,
  estateId: string,
  day: CalendarDate,
): Promise<(Place & { readonly fen: bigint })[]> {
  const rows = await query<Place & { fen: string }>(
    `select unit, account, fund, item, period, sum(fen)::text as fen from ledger.unit_entry
      where estate_id = $1 and event_on > $2 and account like '1122%'
      group by unit, account, fund, item, period having sum(fen) <> 0`,
    [estateId, day],
  );
  return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }));
}

export interface KindSum {
  readonly account: string;
  readonly fund: string;
  readonly kind: string;
  readonly period: string;
  /** The month in which it happened. */
  readonly month: string;
  readonly fen: bigint;
}

/**
 * Entries up to a day that happened in a range or were charged for its months, by kind, month charged for and month
 * of the event; households are summed.
 */
export async function readKindSums(
  query: Query,
  estateId: string,
  { from, to }: { readonly from: Period; readonly to: CalendarDate },
): Promise<KindSum[]> {
  const rows = await query<Omit<KindSum, 'fen'> & { fen: string }>(
    `select account, fund, kind, period, to_char(event_on, 'YYYY-MM') as month, sum(fen)::text as fen
       from ledger.unit_entry
      where estate_id = $1 and (event_on >= $2 or period >= $3) and event_on <= $4 and account ~ '^(1122|2203)'
      group by 1, 2, 3, 4, 5 order by 5, 4, 1, 2, 3`,
    [estateId, firstDayOf(from), from, to],
  );
  return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }));
}
