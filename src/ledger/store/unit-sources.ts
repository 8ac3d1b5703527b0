/** What is booked under the sources of inside leaves. Needs private scope. */
import type { Query } from '../../platform/database/estate-reads.js';

export interface BookedSource {
  readonly source: string;
  readonly unit: string;
  /** Debit positive; all entries of the source together. */
  readonly fen: bigint;
}

/** Those of a list that are booked and not taken back. */
export async function readBookedSources(
  query: Query,
  estateId: string,
  sources: readonly string[],
): Promise<BookedSource[]> {
  if (sources.length === 0) return [];
  const rows = await query<{ source: string; unit: string; fen: string }>(
    `select e.source, e.unit, sum(e.fen)::text as fen from ledger.unit_entry e
      where e.estate_id = $1 and e.source = any ($2::text[]) and e.source <> ''
      group by e.source, e.unit having sum(e.fen) <> 0`,
    [estateId, sources],
  );
  return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }));
}
