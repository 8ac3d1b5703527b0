/**
 * Idempotency for verbs that are not vouchers: decided under the estate's head lock, kept with its outcome in the
 * same transaction.
 *
 * What is locked: the head, until the caller's commit. `work` writes only when it accepts, so a refusal leaves
 * nothing but its outcome.
 */
import type pg from 'pg';
import type { Violation } from '../../kernel/violation.js';
import { lockHead } from '../../log/index.js';
import type { IdempotencyClaim } from '../rules/fold-batch.js';

export type Decision<T> = { readonly accepted: T } | { readonly refused: readonly Violation[] };
export type DecidedOnce<T> = Decision<T> & { readonly replayed: boolean };

/** `T` must survive JSON. */
export async function decideOnce<T>(
  client: pg.ClientBase,
  estateId: string,
  claim: IdempotencyClaim | undefined,
  work: () => Promise<Decision<T>>,
): Promise<DecidedOnce<T>> {
  await lockHead(client, estateId);
  const known = claim === undefined ? undefined : await knownOutcome<T>(client, estateId, claim);
  if (known !== undefined) return known;
  const decision = await work();
  if (claim !== undefined) {
    await client.query('select ledger.keep_outcome($1, $2, $3, $4, $5, $6)', [
      estateId,
      claim.actor,
      claim.operation,
      claim.key,
      Buffer.from(claim.inputHash, 'hex'),
      JSON.stringify(decision),
    ]);
  }
  return { ...decision, replayed: false };
}

/** What was decided under this key before, for a verb that must look before it prepares. */
export async function knownOutcome<T>(
  client: pg.ClientBase,
  estateId: string,
  claim: IdempotencyClaim,
): Promise<DecidedOnce<T> | undefined> {
  const result = await client.query<{ input_hash: string; outcome: Decision<T> }>(
    `select encode(input_hash, 'hex') as input_hash, outcome from ledger.outcome
      where estate_id = $1 and actor = $2 and operation = $3 and key = $4`,
    [estateId, claim.actor, claim.operation, claim.key],
  );
  const row = result.rows[0];
  if (row === undefined) return undefined;
  if (row.input_hash !== claim.inputHash) {
    return { refused: [{ code: 'IDEMPOTENCY_KEY_REUSED', at: 'Idempotency-Key' }], replayed: false };
  }
  return { ...row.outcome, replayed: true };
}
