/**
 * The one call that writes the journal (ledger.append_vouchers). What it locks: nothing more than the heads that the
 * batch holds. A crash
 * before the commit leaves nothing; after it, everything, outcomes included.
 */
import type pg from 'pg';
import { byteaArray, int4Array, int8Array, uuidArray } from './binary-arrays.js';
import type { OutcomeRow } from './outcome-rows.js';

export interface VoucherItem {
  readonly estateId: string;
  readonly seq: bigint;
  readonly bytes: Buffer;
  /** Vouchers of one number stand and fall together. */
  readonly unit: number;
  readonly disclosures: readonly string[];
  readonly proposalId?: string;
}

export interface OutcomeItem {
  readonly estateId: string;
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
  readonly inputHash: string;
  readonly outcome: OutcomeRow;
}

export async function appendVouchers(
  client: pg.ClientBase,
  items: readonly VoucherItem[],
  outcomes: readonly OutcomeItem[],
  mode: 'live' | 'bulk',
): Promise<void> {
  const disclosures = items.flatMap((item, index) => item.disclosures.map((text) => [index + 1, text]));
  const proposals = items.some((item) => item.proposalId !== undefined);
  await client.query({
    name: 'ledger.append_vouchers',
    text: `select ledger.append_vouchers($1::uuid[], $2::bigint[], $3::bytea[], $4::integer[],
             $5::jsonb, $6::uuid[], $7::jsonb, $8)`,
    values: [
      uuidArray(items.map((item) => item.estateId)),
      int8Array(items.map((item) => item.seq)),
      byteaArray(items.map((item) => item.bytes)),
      int4Array(items.map((item) => item.unit)),
      disclosures.length === 0 ? null : JSON.stringify(disclosures),
      proposals ? uuidArray(items.map((item) => item.proposalId)) : null,
      outcomes.length === 0
        ? null
        : JSON.stringify(
            outcomes.map((item) => [item.estateId, item.actor, item.operation, item.key, item.inputHash, item.outcome]),
          ),
      mode,
    ],
  });
}
