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

/** Single values, each named by its leaf and its place in it. */
export async function readDisclosuresAt(
  query: Query,
  estateId: string,
  places: readonly { readonly seq: bigint; readonly ordinal: number }[],
): Promise<StoredDisclosure[]> {
  const rows = await query<{ seq: bigint; ordinal: number; value: string }>(
    `select d.seq, d.ordinal, d.value
       from unnest($2::bigint[], $3::integer[]) as p(seq, ordinal)
       join log.disclosure d on d.estate_id = $1 and d.seq = p.seq and d.ordinal = p.ordinal
      order by d.seq, d.ordinal`,
    [estateId, places.map(({ seq }) => seq.toString()), places.map(({ ordinal }) => ordinal)],
  );
  return rows.map((row) => ({ seq: row.seq, ordinal: row.ordinal, text: row.value }));
}

/** Hashes of the private values of one leaf, in the leaf's own order; erased values keep theirs. */
export async function readPrivateHashes(query: Query, estateId: string, seq: bigint): Promise<Buffer[]> {
  const rows = await query<{ hash: Buffer }>(
    'select hash from log.private_leaf where estate_id = $1 and seq = $2 order by ordinal',
    [estateId, seq.toString()],
  );
  return rows.map((row) => row.hash);
}
