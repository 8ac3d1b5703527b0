import type { Query } from '../../platform/database/estate-reads.js';

export interface DirectoryEntry {
  readonly code: string;
  readonly estateId: string;
}

export async function findEstate(query: Query, code: string): Promise<string | undefined> {
  const rows = await query<{ estate_id: string }>('select estate_id from estates.directory where code = $1', [code]);
  return rows[0]?.estate_id;
}

export async function readDirectory(query: Query): Promise<readonly DirectoryEntry[]> {
  const rows = await query<{ code: string; estate_id: string }>(
    // Pages of the list go on after a code, compared byte by byte, whatever the database's own collation is.
    'select code, estate_id from estates.directory order by code collate "C"',
  );
  return rows.map((row) => ({ code: row.code, estateId: row.estate_id }));
}
