/** What an estate's log is as a whole, and single facts of it. Reads only. */
import { readLeafHashes } from '../../log/index.js';
import { Frontier } from '../../log/rules/index.js';
import type { Query } from '../../platform/database/estate-reads.js';

export interface LogHead {
  readonly size: number;
  readonly structureSeq: number;
}

/** Undefined where the deployment has no such estate. */
export async function readHead(query: Query, estateId: string): Promise<LogHead | undefined> {
  const rows = await query<{ next_seq: bigint; structure_seq: bigint }>(
    'select next_seq, structure_seq from log.head where estate_id = $1',
    [estateId],
  );
  const row = rows[0];
  return row === undefined ? undefined : { size: Number(row.next_seq), structureSeq: Number(row.structure_seq) };
}

/** Bytes of single leaves, by position. */
export async function readBodies(
  query: Query,
  estateId: string,
  seqs: readonly number[],
): Promise<Map<number, Buffer>> {
  const rows = await query<{ seq: bigint; body: Buffer }>(
    'select seq, body from log.leaf where estate_id = $1 and seq = any ($2::bigint[])',
    [estateId, `{${seqs.join(',')}}`],
  );
  return new Map(rows.map((row) => [Number(row.seq), row.body]));
}

/** The deployment's table of contents: which estate has a code. */
export async function estateOfCode(query: Query, code: string): Promise<string | undefined> {
  const rows = await query<{ estate_id: string }>('select estate_id from estates.directory where code = $1', [code]);
  return rows[0]?.estate_id;
}

/** Hashes read at a time: two megabytes. */
const HASHES_A_READ = 65_536;

/** Root over the stored leaf hashes below `size`. */
export async function readRoot(query: Query, estateId: string, size: number): Promise<Buffer> {
  const frontier = new Frontier();
  for (let begin = 0; begin < size; begin += HASHES_A_READ) {
    const hashes = await readLeafHashes(query, estateId, begin, Math.min(begin + HASHES_A_READ, size));
    for (const hash of hashes) frontier.append(hash);
  }
  return frontier.root();
}

/** Positions at which something stands though the log does not reach there. */
export async function readStrayPositions(query: Query, estateId: string, size: number): Promise<StrayRow[]> {
  return await query<StrayRow>(STRAYS, [estateId, String(size)]);
}

export interface StrayRow {
  readonly place: 'leaf' | 'private' | 'voucher' | 'posting';
  readonly seq: bigint;
}

const STRAYS = `
  select 'leaf' as place, seq from log.leaf where estate_id = $1 and (seq < 0 or seq >= $2)
  union all
  select 'private', seq from log.private_leaf where estate_id = $1 and (seq < 0 or seq >= $2)
  union all
  select 'private', seq from log.disclosure where estate_id = $1 and (seq < 0 or seq >= $2)
  union all
  select 'voucher', seq from ledger.voucher where estate_id = $1 and (seq < 0 or seq >= $2)
  union all
  select 'posting', seq from ledger.posting where estate_id = $1 and (seq < 0 or seq >= $2)
   order by 2 limit 1000`;

/**
 * Ids that two vouchers share, with the later position. Asked of the rows, which are compared with the leaves one by
 * one: a set of a
 * million ids need not be held here.
 */
export async function readRepeatedIds(query: Query, estateId: string): Promise<{ seq: bigint; id: string }[]> {
  return await query(
    `select max(seq) as seq, id::text as id from ledger.voucher where estate_id = $1
      group by id having count(*) > 1 order by 1 limit 1000`,
    [estateId],
  );
}
