/** An estate's public profile and the sums of its households' roll. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';

export interface EstateProfile {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly serviceMode: string;
  readonly lifecycleStage: string;
  readonly bodyKind: string;
  readonly bodyName: string;
  readonly booksOpenedOn: CalendarDate;
  /** Absent where no roll was handed in. */
  readonly roll?: { readonly households: number; readonly areaM2: string; readonly applicants: number };
}

interface ProfileRow {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly service_mode: string;
  readonly lifecycle_stage: string;
  readonly body_kind: string;
  readonly body_name: string;
  readonly books_opened_on: CalendarDate;
  readonly households: number | null;
  readonly area_m2: string | null;
  readonly applicants: number | null;
}

export async function readEstateProfile(query: Query, estateId: string): Promise<EstateProfile | undefined> {
  const rows = await query<ProfileRow>(
    `select e.code, e.name, e.address, e.service_mode, e.lifecycle_stage, e.body_kind, e.body_name, e.books_opened_on,
            r.households, round(r.area_m2, 2)::text as area_m2, r.applicants
       from estates.estate e
       left join lateral (select households, area_m2, applicants from estates.roll
                           where estate_id = e.estate_id order by seq desc limit 1) as r on true
      where e.estate_id = $1`,
    [estateId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { households, area_m2: areaM2, applicants } = row;
  return {
    code: row.code,
    name: row.name,
    address: row.address,
    serviceMode: row.service_mode,
    lifecycleStage: row.lifecycle_stage,
    bodyKind: row.body_kind,
    bodyName: row.body_name,
    booksOpenedOn: row.books_opened_on,
    ...(households === null || areaM2 === null || applicants === null
      ? {}
      : { roll: { households, areaM2, applicants } }),
  };
}

/** A household of the roll. Private: shows nothing without private scope. */
export interface UnitRow {
  readonly unit: string;
  readonly building: string;
  readonly area_m2: string;
  readonly monthly_fee_fen: bigint;
  readonly applied: boolean;
  readonly payment_pattern: string;
}

export async function readUnits(query: Query, estateId: string): Promise<UnitRow[]> {
  return query<UnitRow>(
    `select unit, building, area_m2::text, monthly_fee_fen, applied, payment_pattern from estates.unit
      where estate_id = $1 order by unit`,
    [estateId],
  );
}

/** Which of these households are on the roll. Shows nothing without private scope. */
export async function knownUnits(query: Query, estateId: string, units: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ unit: string }>(
    'select unit from estates.unit where estate_id = $1 and unit = any ($2::text[])',
    [estateId, units],
  );
  return new Set(rows.map((row) => row.unit));
}
