/** What people have told of banks' columns, account by account; the latest record of an account counts. */
import { readRecords } from '../../log/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { ToldColumn } from '../rules/check-mapping.js';
import { BANK_MAPPING } from '../rules/record-types.js';

export async function readMappings(
  query: Query,
  estateId: string,
): Promise<ReadonlyMap<string, readonly ToldColumn[]>> {
  const records = await readRecords(query, estateId, { type: BANK_MAPPING });
  return new Map(records.map(({ subject, leaf }) => [subject, columnsOf(leaf['columns'])]));
}

function columnsOf(value: unknown): readonly ToldColumn[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown) => {
    if (!Array.isArray(pair)) return [];
    const [field, place] = pair as unknown[];
    return typeof field === 'string' && typeof place === 'string' ? [[field, place] as const] : [];
  });
}
