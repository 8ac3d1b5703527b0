/**
 * Replays leaves into a deployment through the append functions, inside the caller's transaction.
 *
 * What is locked: the new estate's head, which the genesis leaf makes, until the commit. A crash before it leaves
 * nothing.
 */
import type pg from 'pg';

export interface ReplayedLeaf {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly disclosures: readonly string[];
}

/** Appends a leaf that is not a voucher, recorded when its bytes say. */
export async function replayRecord(client: pg.ClientBase, estateId: string, leaf: ReplayedLeaf): Promise<void> {
  await client.query({
    name: 'transparency.append_record',
    text: 'select log.append_record($1, $2, $3, $4::text[], false)',
    values: [estateId, String(leaf.seq), leaf.bytes, [...leaf.disclosures]],
  });
}

/** Appends a run of vouchers, each a unit of its own. */
export async function replayVouchers(
  client: pg.ClientBase,
  estateId: string,
  leaves: readonly ReplayedLeaf[],
): Promise<void> {
  const disclosures = leaves.flatMap((leaf, index) => leaf.disclosures.map((text) => [index + 1, text]));
  await client.query({
    name: 'transparency.append_vouchers',
    text: `select ledger.append_vouchers($1::uuid[], $2::bigint[], $3::bytea[], $4::integer[], $5::jsonb, null, null,
      'bulk')`,
    values: [
      `{${leaves.map(() => estateId).join(',')}}`,
      `{${leaves.map(({ seq }) => String(seq)).join(',')}}`,
      `{${leaves.map(({ bytes }) => `"\\\\x${bytes.toString('hex')}"`).join(',')}}`,
      `{${leaves.map((_, index) => String(index)).join(',')}}`,
      disclosures.length === 0 ? null : JSON.stringify(disclosures),
    ],
  });
}

/** What is judged at the commit: the funds' floors, and the purposes of charity. */
const PROMISES = [
  'ledger.floor_promise_kept',
  'ledger.purposes_kept_on_insert',
  'ledger.purposes_kept_on_update',
  'ledger.charity_kept_on_insert',
  'ledger.charity_kept_on_update',
].join(', ');

/**
 * Checks now what the appended vouchers promised. Called before each red voucher: a red one alone may take a fund, or
 * a purpose of charity, below zero, and what was posted before it must not be judged by that.
 */
export async function keepFloorPromises(client: pg.ClientBase): Promise<void> {
  await client.query(`set constraints ${PROMISES} immediate`);
  await client.query(`set constraints ${PROMISES} deferred`);
}
