/** Tariffs and what they are judged by, as they stand inside the caller's transaction. */
import { readUnits } from '../estates/index.js';
import { readAccounts, readFunds } from '../ledger/index.js';
import { readRecords } from '../log/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { TARIFF, TARIFF_PROPOSAL } from './rules/record-types.js';
import { tariffVersion, type TariffGround, type TariffVersion } from './rules/tariff.js';

/** Every version that two people put in force, in log order. */
export async function readTariffs(query: Query, estateId: string): Promise<TariffVersion[]> {
  return (await readRecords(query, estateId, { type: TARIFF })).map(tariffVersion);
}

export async function readTariffProposals(query: Query, estateId: string): Promise<TariffVersion[]> {
  return (await readRecords(query, estateId, { type: TARIFF_PROPOSAL })).map(tariffVersion);
}

export async function readTariffGround(query: Query, estateId: string): Promise<TariffGround> {
  const [versions, accounts, funds, units] = [
    await readTariffs(query, estateId),
    await readAccounts(query, estateId),
    await readFunds(query, estateId),
    await readUnits(query, estateId),
  ];
  return {
    versions,
    accounts: new Map([...accounts].map(([code, row]) => [code, { name: row.name, fundKinds: row.fund_kinds }])),
    funds: new Map(funds.map((fund) => [fund.code, fund])),
    buildings: new Set(units.map(({ building }) => building)),
  };
}
