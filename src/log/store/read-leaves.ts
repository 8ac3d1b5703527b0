/** Leaves as they are stored: bytes served as bytes. */
import type { Query } from '../../platform/database/estate-reads.js';

export interface StoredLeaf {
  readonly seq: bigint;
  readonly body: Buffer;
  readonly leafHash: Buffer;
}

/** Up to `count` leaves from a position on, in order. Runs under the caller's scope. */
export async function readLeaves(query: Query, estateId: string, from: bigint, count: number): Promise<StoredLeaf[]> {
  const rows = await query<{ seq: bigint; body: Buffer; leaf_hash: Buffer }>(
    'select seq, body, leaf_hash from log.leaf where estate_id = $1 and seq >= $2 order by seq limit $3',
    [estateId, from.toString(), count],
  );
  return rows.map((row) => ({ seq: row.seq, body: row.body, leafHash: row.leaf_hash }));
}

/** The leaves at given positions, in order. */
export async function readLeavesAt(query: Query, estateId: string, seqs: readonly bigint[]): Promise<StoredLeaf[]> {
  const rows = await query<{ seq: bigint; body: Buffer; leaf_hash: Buffer }>(
    'select seq, body, leaf_hash from log.leaf where estate_id = $1 and seq = any ($2::bigint[]) order by seq',
    [estateId, `{${seqs.join(',')}}`],
  );
  return rows.map((row) => ({ seq: row.seq, body: row.body, leafHash: row.leaf_hash }));
}

/** The log's size: the position that the next leaf will take. 0 where the estate has none. */
export async function logSize(query: Query, estateId: string): Promise<bigint> {
  const rows = await query<{ next_seq: bigint }>('select next_seq from log.head where estate_id = $1', [estateId]);
  return rows[0]?.next_seq ?? 0n;
}

/** Hashes of a range of leaves, in order. */
export async function readLeafHashes(query: Query, estateId: string, begin: number, end: number): Promise<Buffer[]> {
  const rows = await query<{ hashes: Buffer | null; count: number }>(
    `select string_agg(leaf_hash, ''::bytea) as hashes, count(*)::integer as count
       from (select leaf_hash from log.leaf
              where estate_id = $1 and seq >= $2 and seq < $3 and octet_length(leaf_hash) = 32 order by seq) as l`,
    [estateId, String(begin), String(end)],
  );
  const packed = rows[0]?.hashes ?? Buffer.alloc(0);
  return Array.from({ length: rows[0]?.count ?? 0 }, (_, index) => packed.subarray(index * 32, index * 32 + 32));
}
