/**
 * Appends one leaf that is not a voucher (log.append_record), inside the caller's transaction.
 *
 * What is locked: the estate's head, until the caller's commit. A crash before it leaves nothing.
 */
import type pg from 'pg';
import { encodeLeaf, type LeafObject } from '../../kernel/canonical.js';
import { leafHash } from '../../kernel/hash.js';
import { Refusal, type Violation } from '../../kernel/violation.js';

export interface EstateRecord {
  readonly estateId: string;
  /** Everything but the estate, which is added here. */
  readonly leaf: LeafObject;
  /** Texts that open the leaf's private fields, in the order of the leaf. */
  readonly disclosures?: readonly string[];
}

export interface AppendedRecord {
  readonly seq: bigint;
  readonly leafHash: Buffer;
}

export const GENESIS_TYPE = 'xinyi/genesis/v1';

export async function appendRecord(client: pg.ClientBase, record: EstateRecord): Promise<AppendedRecord> {
  const encoded = encodeLeaf({ ...record.leaf, estate: record.estateId });
  if (!encoded.ok) throw new Refusal(encoded.violations as [Violation, ...Violation[]]);
  const isGenesis = record.leaf['t'] === GENESIS_TYPE;
  const seq = isGenesis ? 0n : await lockHead(client, record.estateId);
  const disclosures = record.disclosures ?? [];
  await client.query({
    name: 'log.append_record',
    text: 'select log.append_record($1, $2, $3, $4::text[], true)',
    values: [record.estateId, seq.toString(), encoded.bytes, disclosures],
  });
  return { seq, leafHash: leafHash(encoded.bytes) };
}

/**
 * Takes the estate's head lock and gives the log's size. The read is a later statement than the lock, so it is
 * current.
 */
export async function lockHead(client: pg.ClientBase, estateId: string): Promise<bigint> {
  await client.query('select log.lock_heads($1::uuid[])', [[estateId]]);
  await client.query("select set_config('xinyi.estate', $1, true)", [estateId]);
  const result = await client.query<{ next_seq: bigint }>('select next_seq from log.head where estate_id = $1', [
    estateId,
  ]);
  const row = result.rows[0];
  if (row === undefined) throw Refusal.of('ESTATE_NOT_FOUND');
  return row.next_seq;
}
