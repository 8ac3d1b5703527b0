/** What the verbs of this wing read of an estate, inside their own transaction. */
import type { CalendarDate } from '../kernel/calendar.js';
import type { LeafObject } from '../kernel/canonical.js';
import { Refusal } from '../kernel/violation.js';
import { readUnits } from '../estates/index.js';
import { dimensionThrough, readFunds, readOpenDrafts, readUnitItems, turnoverThrough } from '../ledger/index.js';
import { logSize, readRecords, type StoredRecord } from '../log/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { readCampaign, type Campaign } from './rules/campaign.js';
import type { DimensionSum, FundFact, Funds, Sum } from './rules/facts.js';
import type { RollUnit } from './rules/household-rows.js';
import { CAMPAIGN } from './rules/record-types.js';

export async function fundsOf(query: Query, estateId: string): Promise<Funds> {
  const rows = await readFunds(query, estateId);
  return new Map(rows.map(({ code, name, kind }): [string, FundFact] => [code, { code, name, kind }]));
}

/** The households' roll. Needs private scope. */
export async function rollOf(query: Query, estateId: string): Promise<RollUnit[]> {
  const rows = await readUnits(query, estateId);
  return rows.map(({ unit, building, area_m2: areaM2 }) => ({ unit, building, areaM2 }));
}

export async function unitsOf(query: Query, estateId: string): Promise<ReadonlySet<string>> {
  return new Set((await rollOf(query, estateId)).map(({ unit }) => unit));
}

/** The record that holds now, of each subject, in the order in which the subjects first appeared. */
export async function latestRecords(query: Query, estateId: string, type: string): Promise<StoredRecord[]> {
  const bySubject = new Map<string, StoredRecord>();
  for (const record of await readRecords(query, estateId, { type })) bySubject.set(record.subject, record);
  return [...bySubject.values()];
}

export async function latestRecord(
  query: Query,
  estateId: string,
  type: string,
  subject: string,
): Promise<StoredRecord | undefined> {
  return (await readRecords(query, estateId, { type, subject, last: 1 }))[0];
}

/** @throws Refusal FUND_RECORD_NOT_FOUND. */
export async function recordOrRefuse<T>(
  query: Query,
  estateId: string,
  what: { readonly type: string; readonly id: string; readonly read: (id: string, leaf: LeafObject) => T },
): Promise<T> {
  const record = await latestRecord(query, estateId, what.type, what.id);
  if (record === undefined) throw Refusal.of('FUND_RECORD_NOT_FOUND', 'id', { id: what.id });
  return what.read(what.id, record.leaf);
}

export async function campaignsOf(query: Query, estateId: string): Promise<Campaign[]> {
  return (await latestRecords(query, estateId, CAMPAIGN)).map(({ subject, leaf }) => readCampaign(subject, leaf));
}

/** Every account and fund up to a day, at the log's head. */
export async function sumsThrough(query: Query, estateId: string, on: CalendarDate): Promise<Sum[]> {
  return turnoverThrough(query, estateId, { on, size: await logSize(query, estateId) });
}

export async function sumsOfFund(query: Query, estateId: string, fund: string, on: CalendarDate): Promise<Sum[]> {
  return (await sumsThrough(query, estateId, on)).filter((sum) => sum.fund === fund);
}

export function sumsOfDimension(
  query: Query,
  estateId: string,
  dimension: string,
  on: CalendarDate,
): Promise<DimensionSum[]> {
  return dimensionThrough(query, estateId, dimension, on);
}

/** What stands booked for each household under one item, account and fund, debit positive. Needs private scope. */
export async function balancesByUnit(
  query: Query,
  estateId: string,
  item: string,
  { account, fund }: { readonly account: string; readonly fund?: string },
): Promise<ReadonlyMap<string, bigint>> {
  const items = await readUnitItems(query, estateId, { items: [item], accounts: [account] });
  const byUnit = new Map<string, bigint>();
  for (const { unit, balanceFen, fund: own } of items) {
    if (fund === undefined || own === fund) byUnit.set(unit, (byUnit.get(unit) ?? 0n) + balanceFen);
  }
  return byUnit;
}

export function negated(byUnit: ReadonlyMap<string, bigint>): ReadonlyMap<string, bigint> {
  return new Map([...byUnit].map(([unit, fen]) => [unit, -fen]));
}

/** What waits for approval on lines that carry one value of a dimension, as sums. Needs private scope. */
export async function waitingOfDimension(query: Query, estateId: string, dimension: string): Promise<DimensionSum[]> {
  return (await readOpenDrafts(query, estateId)).flatMap(({ lines }) =>
    lines.flatMap(({ account, fund, side, fen, dimensions }) =>
      dimensions.flatMap(([name, value]): DimensionSum[] => {
        if (name !== dimension) return [];
        return [{ value, account, fund, debitFen: side === 'D' ? fen : 0n, creditFen: side === 'C' ? fen : 0n }];
      }),
    ),
  );
}

/** What waits for approval inside batch drafts for one household, item and account: debits alone, in fen. */
export async function waitingDebits(
  query: Query,
  estateId: string,
  what: { readonly unit: string; readonly item: string; readonly account: string },
): Promise<bigint> {
  return (await readOpenDrafts(query, estateId))
    .flatMap(({ inside }) => (inside ?? []).filter(({ subject }) => subject === what.unit))
    .flatMap(({ lines }) => lines.filter(({ item, account }) => item === what.item && account === what.account))
    .reduce((sum, { fen }) => (fen > 0n ? sum + fen : sum), 0n);
}
