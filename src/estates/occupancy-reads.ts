/** Who lives where, as it stands inside the caller's transaction. Needs private scope. */
import { readDisclosures, readRecords, type StoredRecord } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { OCCUPANCY_FIELD, readOccupancyValue, type Occupancy } from './rules/occupancy.js';
import { OCCUPANCY } from './rules/record-types.js';

/** What the latest record of a person says, whether it still holds or not. */
export async function readOccupancy(query: Query, estateId: string, person: string): Promise<Occupancy | undefined> {
  const records = await readRecords(query, estateId, { type: OCCUPANCY, subject: person, last: 1 });
  return (await opened(query, estateId, records))[0];
}

/** The latest record of every person, by person. */
export async function readOccupancies(query: Query, estateId: string): Promise<Occupancy[]> {
  const records = await readRecords(query, estateId, { type: OCCUPANCY });
  const latest = new Map(records.map((record) => [record.subject, record]));
  return opened(
    query,
    estateId,
    [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
  );
}

async function opened(query: Query, estateId: string, records: readonly StoredRecord[]): Promise<Occupancy[]> {
  const texts = await readDisclosures(
    query,
    estateId,
    records.map(({ seq }) => seq),
  );
  return records.flatMap((record) =>
    texts
      .filter(({ seq }) => seq === record.seq)
      .flatMap(({ text }): Occupancy[] => {
        const field = openDisclosure(text);
        const found = field?.name === OCCUPANCY_FIELD ? readOccupancyValue(record.subject, field.value) : undefined;
        return found === undefined ? [] : [found];
      }),
  );
}
