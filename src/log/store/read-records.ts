/** Records as their leaves tell them, in log order. Their private values are read like those of every other leaf. */
import { parseLeaf, type LeafObject } from '../../kernel/canonical.js';
import { invariant } from '../../kernel/invariant.js';
import type { Query } from '../../platform/database/estate-reads.js';

export interface StoredRecord {
  readonly seq: bigint;
  readonly type: string;
  readonly subject: string;
  readonly leaf: LeafObject;
}

export interface RecordFilter {
  readonly type: string;
  readonly subject?: string;
  readonly subjects?: readonly string[];
  /** Only records before this position: the state at an earlier log size. */
  readonly before?: bigint;
  /** Only the latest so many, still in log order. */
  readonly last?: number;
}

interface RecordRow {
  readonly seq: bigint;
  readonly leaf_type: string;
  readonly subject: string;
  readonly body: Buffer;
}

export async function readRecords(query: Query, estateId: string, filter: RecordFilter): Promise<StoredRecord[]> {
  const rows = await query<RecordRow>(
    `select r.seq, r.leaf_type, r.subject, l.body
       from (select c.seq, c.leaf_type, c.subject, c.estate_id from log.record c
              where c.estate_id = $1 and c.leaf_type = $2 and ($3::text is null or c.subject = $3)
                and ($4::bigint is null or c.seq < $4) and ($6::text[] is null or c.subject = any ($6))
              order by c.seq desc limit $5) as r
       join log.leaf l on l.estate_id = r.estate_id and l.seq = r.seq
      order by r.seq`,
    [
      estateId,
      filter.type,
      filter.subject ?? null,
      filter.before?.toString() ?? null,
      filter.last ?? null,
      filter.subjects ?? null,
    ],
  );
  return rows.map((row) => {
    const parsed = parseLeaf(row.body);
    invariant(parsed.ok, 'a stored leaf is within the profile');
    return { seq: row.seq, type: row.leaf_type, subject: row.subject, leaf: parsed.leaf };
  });
}

/** How many records of a type there are: the last number of a run of numbers, for one. */
export async function countRecords(query: Query, estateId: string, type: string): Promise<number> {
  const rows = await query<{ found: number }>(
    'select count(*)::integer as found from log.record where estate_id = $1 and leaf_type = $2',
    [estateId, type],
  );
  return rows[0]?.found ?? 0;
}
