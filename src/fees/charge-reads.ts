/** What a charge run is reckoned from, as it stands inside the caller's transaction. Needs private scope. */
import { readUnits } from '../estates/index.js';
import type { Period } from '../kernel/calendar.js';
import { readChargedItems, readUnitItems, type UnitItem } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import type { PlacedAmount } from './rules/apply-advances.js';
import { billablesOf } from './rules/billable.js';
import type { ChargedUnit } from './rules/charge-amounts.js';
import { chargedKey, chargeRun, type ChargeRun } from './rules/charge-run.js';
import { scaled } from './rules/day-share.js';
import { readTariffs } from './tariff-reads.js';
import { readFacts } from './unit-fact-reads.js';

export interface RunScope {
  readonly month: Period;
  /** Empty: the whole estate. */
  readonly buildings: readonly string[];
  /** Amounts to share this month, by component. */
  readonly pools: ReadonlyMap<string, bigint>;
}

export async function readChargeRun(query: Query, estateId: string, scope: RunScope): Promise<ChargeRun> {
  const { month, buildings, pools } = scope;
  const billables = billablesOf(await readTariffs(query, estateId), month);
  const allUnits = await readChargedUnits(query, estateId);
  const charged = await readChargedItems(query, estateId, month);
  const open = await readUnitItems(query, estateId, { accounts: ['1122', '2203'], open: true });
  return chargeRun({
    month,
    billables,
    allUnits,
    units: buildings.length === 0 ? allUnits : allUnits.filter(({ building }) => buildings.includes(building)),
    facts: await readFacts(query, estateId, billables, month),
    charged: new Set(charged.map(({ unit, item }) => chargedKey(unit, item))),
    debts: byUnit(open.filter(({ account, balanceFen }) => account.startsWith('1122') && balanceFen > 0n)),
    advances: byUnit(open.filter(({ account, balanceFen }) => account.startsWith('2203') && balanceFen < 0n)),
    pools,
  });
}

export async function readChargedUnits(query: Query, estateId: string): Promise<ChargedUnit[]> {
  return (await readUnits(query, estateId)).map(({ unit, building, area_m2: area }) => ({
    unit,
    building,
    area: scaled(area),
  }));
}

/** Amounts above zero, whichever side they stand on. */
function byUnit(items: readonly UnitItem[]): Map<string, PlacedAmount[]> {
  const found = new Map<string, PlacedAmount[]>();
  for (const { unit, account, fund, item, period, balanceFen } of items) {
    const fen = balanceFen < 0n ? -balanceFen : balanceFen;
    const amount = { account, fund, item, period, fen };
    const known = found.get(unit);
    if (known === undefined) found.set(unit, [amount]);
    else known.push(amount);
  }
  return found;
}
