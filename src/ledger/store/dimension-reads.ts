/** What vouchers say of themselves beside accounts: values of dimensions. Hidden ones need private scope. */
import type { Query } from '../../platform/database/estate-reads.js';

export interface VoucherTag {
  readonly seq: bigint;
  readonly dimension: string;
  readonly value: string;
}

/** Values of the named dimensions on vouchers before a log size, in log order. */
export async function readTags(
  query: Query,
  estateId: string,
  dimensions: readonly string[],
  size: bigint,
): Promise<VoucherTag[]> {
  return query<VoucherTag>(
    `select distinct seq, dimension, value from ledger.posting_dimension
      where estate_id = $1 and dimension = any ($2::text[]) and seq < $3 order by seq, dimension, value`,
    [estateId, dimensions, size.toString()],
  );
}
