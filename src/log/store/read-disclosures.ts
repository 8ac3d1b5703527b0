/** Private values beside the leaves. Shows nothing without private scope. */
import type { Query } from '../../platform/database/estate-reads.js';

export interface StoredDisclosure {
  readonly seq: bigint;
  readonly ordinal: number;
  readonly text: string;
}

/** The values of the leaves at given positions, in the leaves' own order; erased ones are absent. */
export async function readDisclosures(
  query: Query,
  estateId: string,
  seqs: readonly bigint[],
): Promise<StoredDisclosure[]> {
  const rows = await query<{ seq: bigint; ordinal: number; value: string }>(
    `select seq, ordinal, value from log.disclosure
      where estate_id = $1 and seq = any ($2::bigint[]) order by seq, ordinal`,
    [estateId, `{${seqs.join(',')}}`],
  );
  return rows.map((row) => ({ seq: row.seq, ordinal: row.ordinal, text: row.value }));
}
