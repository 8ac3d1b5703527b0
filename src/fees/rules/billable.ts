/**
 * What a month charges, by the tariffs in force on each of its days.
 *
 * 1. A version holds from its day to the day before the next one of its tariff, or to the month's end.
 * 2. A component that keeps its code, accounts and fund over a change of version stays one line, summed by days.
 * 3. A tariff of some buildings charges their units alone.
 */
import { addDays, firstDayOf, lastDayOf, type Period } from '../../kernel/calendar.js';
import { scaled, type Scaled, type Stretch } from './day-share.js';
import { inOrder, type TariffComponent, type TariffVersion } from './tariff.js';

/** One component while one version holds. */
export interface BillablePart {
  readonly component: TariffComponent;
  readonly rate: Scaled;
  readonly stretch: Stretch;
}

export interface Billable {
  readonly item: string;
  readonly name: string;
  readonly income: string;
  readonly receivable: string;
  readonly fund: string;
  readonly buildings: readonly string[];
  readonly parts: readonly BillablePart[];
}

export function billablesOf(versions: readonly TariffVersion[], month: Period): Billable[] {
  const found = new Map<string, Billable>();
  for (const code of [...new Set(versions.map((version) => version.code))].sort()) {
    for (const { version, stretch } of stretchesOf(versions, code, month)) {
      for (const component of version.components) addPart(found, version, component, stretch);
    }
  }
  return [...found.values()];
}

function addPart(
  found: Map<string, Billable>,
  { buildings }: TariffVersion,
  component: TariffComponent,
  stretch: Stretch,
): void {
  const { code: item, income, receivable, fund, name } = component;
  const place = [item, income, receivable, fund, component.basis, ...buildings].join('\n');
  const part = { component, rate: component.rate === '' ? 0n : scaled(component.rate), stretch };
  const known = found.get(place);
  const parts = [...(known?.parts ?? []), part];
  found.set(place, { item, name, income, receivable, fund, buildings, parts });
}

/** A tariff's versions with the days of the month on which each holds. */
export function stretchesOf(
  versions: readonly TariffVersion[],
  code: string,
  month: Period,
): { readonly version: TariffVersion; readonly stretch: Stretch }[] {
  const own = lastOfEachDay(inOrder(versions.filter((version) => version.code === code)));
  const [begin, end] = [firstDayOf(month), lastDayOf(month)];
  return own.flatMap((version, index) => {
    const next = own[index + 1];
    const first = version.from > begin ? version.from : begin;
    const last = next === undefined || next.from > end ? end : addDays(next.from, -1);
    return first <= last ? [{ version, stretch: { first, last } }] : [];
  });
}

/** Where two versions begin on one day, the later record alone takes effect. */
function lastOfEachDay(versions: readonly TariffVersion[]): TariffVersion[] {
  return versions.filter((version, index) => versions[index + 1]?.from !== version.from);
}
