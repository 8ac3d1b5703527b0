/** What households owe at the end of a day. Needs private scope. */
import { readUnits } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { readChangesAfter, readUnitItems } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { arrearsOf, type UnitArrears, type UnitDebt } from './rules/ageing.js';
import type { PlacedUnit } from './rules/grid.js';

export interface ArrearsAtDay {
  readonly on: CalendarDate;
  readonly units: readonly PlacedUnit[];
  readonly arrears: readonly UnitArrears[];
}

/** Today's open items less what happened after the day: cost grows with what is open and with what came since. */
export async function readArrears(
  query: Query,
  estateId: string,
  on: CalendarDate,
  today: CalendarDate,
): Promise<ArrearsAtDay> {
  const debts = new Map<string, UnitDebt>();
  for (const item of await readUnitItems(query, estateId, { accounts: ['1122'], open: true })) {
    const { unit, account, fund, item: name, period, balanceFen: fen } = item;
    add(debts, { unit, account, fund, item: name, period, fen });
  }
  // Nothing happens after today, so there is nothing to look for.
  const changes = on < today ? await readChangesAfter(query, estateId, on) : [];
  for (const change of changes) add(debts, { ...change, fen: -change.fen });
  const units = (await readUnits(query, estateId)).map(({ unit, building }) => ({ unit, building }));
  return { on, units, arrears: arrearsOf([...debts.values()], units, on) };
}

function add(debts: Map<string, UnitDebt>, debt: UnitDebt): void {
  const key = [debt.unit, debt.account, debt.fund, debt.item, debt.period].join('\n');
  debts.set(key, { ...debt, fen: debt.fen + (debts.get(key)?.fen ?? 0n) });
}
