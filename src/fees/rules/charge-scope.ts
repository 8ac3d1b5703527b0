/**
 * Whether a month can be charged as it was asked for.
 *
 * 1. Some tariff is in force on some day of the month.
 * 2. The buildings are those of the roll.
 * 3. Amounts to share belong to shared components that the month charges.
 */
import type { Period } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';
import { billablesOf } from './billable.js';
import type { TariffGround } from './tariff.js';

export interface AskedRun {
  readonly month: Period;
  readonly buildings: readonly string[];
  readonly pools: ReadonlyMap<string, bigint>;
}

export function checkScope({ month, buildings, pools }: AskedRun, ground: TariffGround): Violation[] {
  const billables = billablesOf(ground.versions, month);
  const shared = new Set(
    billables.filter(({ parts }) => parts[0]?.component.basis === 'SHARE').map(({ item }) => item),
  );
  return [
    ...(billables.length === 0 ? [{ code: 'CHARGE_NO_TARIFF', at: 'month', facts: { month } }] : []),
    ...buildings
      .filter((building) => !ground.buildings.has(building))
      .map((building) => ({ code: 'FEES_BUILDING_UNKNOWN', at: 'buildings', facts: { building } })),
    ...[...pools.keys()]
      .filter((component) => !shared.has(component))
      .map((component) => ({ code: 'CHARGE_POOL_UNKNOWN', at: `shared.${component}`, facts: { component, month } })),
  ];
}
