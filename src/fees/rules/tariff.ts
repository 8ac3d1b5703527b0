/**
 * Tariffs (收费标准).
 *
 * 1. A version is never overwritten: a later one takes effect from its day on, and what was charged stays charged.
 * 2. A version never begins before the version that it follows, so that the days behind it keep their rates.
 * 3. Each component names where it is owed (1122.., pledges apart), what income it is, and the fund of both.
 * 4. One component's code stands for one thing: two tariffs may share it only where their buildings differ.
 * 5. A version without components ends its tariff.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import { decimal } from '../../kernel/decimal.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';

export const BASES = ['AREA', 'HOUSEHOLD', 'COUNT', 'METER', 'SHARE', 'FIXED', 'LATE'] as const;
export type Basis = (typeof BASES)[number];

export interface TariffComponent {
  /** Stands in the households' accounts as the item. */
  readonly code: string;
  readonly name: string;
  readonly basis: Basis;
  /** COUNT and METER: of what; SHARE: by AREA or by HOUSEHOLD; else empty. */
  readonly thing: string;
  /** Yuan for one (a day's part of one for LATE); empty for SHARE, whose amount comes with each month. */
  readonly rate: string;
  readonly income: string;
  readonly receivable: string;
  readonly fund: string;
  /** Per cent of the amount while a unit stands vacant. */
  readonly vacantPercent: number;
  /** LATE: days after the month's end that cost nothing. */
  readonly graceDays: number;
}

export interface TariffTerms {
  readonly code: string;
  readonly name: string;
  readonly from: CalendarDate;
  readonly resolution: string;
  /** Empty: the whole estate. */
  readonly buildings: readonly string[];
  readonly components: readonly TariffComponent[];
}

export interface TariffVersion extends TariffTerms {
  readonly seq: bigint;
  readonly by: string;
  readonly approver: string;
  readonly recordedAt: string;
  /** Position of the proposal that was approved; absent in a proposal. */
  readonly proposal?: bigint;
}

/** What a tariff is judged by. */
export interface TariffGround {
  /** Versions in force or to come, of every tariff. */
  readonly versions: readonly TariffVersion[];
  readonly accounts: ReadonlyMap<string, { readonly name: string; readonly fundKinds: readonly string[] | null }>;
  readonly funds: ReadonlyMap<string, { readonly name: string; readonly kind: string }>;
  readonly buildings: ReadonlySet<string>;
}

export interface SeenRecord {
  readonly seq: bigint;
  readonly leaf: LeafObject;
}

export function tariffFields(terms: TariffTerms): LeafObject {
  return {
    subject: terms.code,
    name: terms.name,
    from: terms.from,
    resolution: terms.resolution,
    buildings: [...terms.buildings],
    components: terms.components.map((one) => [
      one.code,
      one.name,
      one.basis,
      one.thing,
      one.rate,
      one.income,
      one.receivable,
      one.fund,
      String(one.vacantPercent),
      String(one.graceDays),
    ]),
  };
}

/** A tariff as its record tells it. */
export function tariffVersion({ seq, leaf }: SeenRecord): TariffVersion {
  const text = (key: string): string => (typeof leaf[key] === 'string' ? leaf[key] : '');
  const list = (key: string): readonly LeafValue[] => (Array.isArray(leaf[key]) ? (leaf[key] as LeafValue[]) : []);
  return {
    seq,
    code: text('subject'),
    name: text('name'),
    from: text('from') as CalendarDate,
    resolution: text('resolution'),
    buildings: list('buildings').map(String),
    components: list('components').map(componentOf),
    by: text('by'),
    approver: text('approver'),
    recordedAt: text('recorded_at'),
    ...(text('proposal') === '' ? {} : { proposal: BigInt(text('proposal')) }),
  };
}

function componentOf(cells: LeafValue): TariffComponent {
  const cell = (index: number): string => (typeof cells === 'string' ? '' : String(cells[index] ?? ''));
  return {
    code: cell(0),
    name: cell(1),
    basis: cell(2) as Basis,
    thing: cell(3),
    rate: cell(4),
    income: cell(5),
    receivable: cell(6),
    fund: cell(7),
    vacantPercent: Number(cell(8)),
    graceDays: Number(cell(9)),
  };
}

/** Versions of one tariff in the order in which they take effect; of one day the later one counts. */
export function inOrder(versions: readonly TariffVersion[]): TariffVersion[] {
  return [...versions].sort((a, b) => compare(a.from, b.from) || compare(a.seq, b.seq));
}

export function checkTariff(terms: TariffTerms, ground: TariffGround): Violation[] {
  return [
    ...checkTexts(terms),
    ...checkSuccession(terms, ground.versions),
    ...checkBuildings(terms, ground.buildings),
    ...terms.components.flatMap((one, index) => checkComponent(one, `components[${String(index)}]`, terms, ground)),
  ];
}

function checkTexts({ name, resolution, components }: TariffTerms): Violation[] {
  const texts = [
    ['name', name],
    ['resolution', resolution],
    ...components.map((one, index) => [`components[${String(index)}].name`, one.name]),
  ] as const;
  return texts.flatMap(([at = '', text = '']) => checkPublicText(text, at));
}

function checkSuccession({ code, from, components }: TariffTerms, versions: readonly TariffVersion[]): Violation[] {
  const last = inOrder(versions.filter((version) => version.code === code)).at(-1);
  if (last === undefined) return components.length === 0 ? [{ code: 'TARIFF_EMPTY', at: 'components' }] : [];
  if (from >= last.from) return [];
  return [{ code: 'TARIFF_DATE_BACKWARDS', at: 'from', facts: { tariff: code, from, last: last.from } }];
}

function checkBuildings({ buildings }: TariffTerms, known: ReadonlySet<string>): Violation[] {
  return buildings.flatMap((building, index): Violation[] =>
    known.has(building)
      ? []
      : [{ code: 'FEES_BUILDING_UNKNOWN', at: `buildings[${String(index)}]`, facts: { building } }],
  );
}

function checkComponent(one: TariffComponent, at: string, terms: TariffTerms, ground: TariffGround): Violation[] {
  const facts = { component: one.code };
  const repeated = terms.components.filter(({ code }) => code === one.code).length > 1;
  const taken = takenBy(one.code, terms, ground.versions);
  return [
    ...(repeated ? [{ code: 'TARIFF_COMPONENT_REPEATED', at: `${at}.code`, facts }] : []),
    ...(taken === undefined
      ? []
      : [{ code: 'TARIFF_COMPONENT_TAKEN', at: `${at}.code`, facts: { ...facts, tariff: taken } }]),
    ...checkMeasure(one, at),
    ...checkPlaces(one, at, ground),
  ];
}

/** Another tariff of the same buildings whose last version charges this component. */
function takenBy(component: string, terms: TariffTerms, versions: readonly TariffVersion[]): string | undefined {
  const others = new Map<string, TariffVersion>();
  for (const version of inOrder(versions)) if (version.code !== terms.code) others.set(version.code, version);
  return [...others.values()].find(
    (other) =>
      shareBuildings(other.buildings, terms.buildings) && other.components.some(({ code }) => code === component),
  )?.code;
}

/** Whether two scopes meet; an empty one is the whole estate. */
export function shareBuildings(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((building) => other.includes(building));
}

function checkMeasure({ code, basis, thing, rate }: TariffComponent, at: string): Violation[] {
  const violations: Violation[] = [];
  const number = decimal(rate);
  const isRate = basis === 'SHARE' ? rate === '' : number !== undefined && number.greaterThan(0);
  if (!isRate) violations.push({ code: 'TARIFF_RATE_INVALID', at: `${at}.rate`, facts: { component: code, rate } });
  if (!isThing(basis, thing))
    violations.push({ code: 'TARIFF_THING_INVALID', at: `${at}.thing`, facts: { component: code } });
  return violations;
}

function isThing(basis: Basis, thing: string): boolean {
  if (basis === 'COUNT' || basis === 'METER') return thing !== '' && thing !== VACANT;
  return basis === 'SHARE' ? thing === 'AREA' || thing === 'HOUSEHOLD' : thing === '';
}

/** The thing that says whether a unit stands vacant: 1 from its day on, 0 from the day on which it ends. */
export const VACANT = 'VACANT';

function checkPlaces(one: TariffComponent, at: string, ground: TariffGround): Violation[] {
  const isOwed = one.receivable.startsWith('1122') && !one.receivable.startsWith('112204');
  const isIncome = one.income.startsWith('4') && !one.income.startsWith('4901');
  return [
    ...(isOwed ? [] : [wrongPlace(one.receivable, `${at}.receivable`)]),
    ...(isIncome ? [] : [wrongPlace(one.income, `${at}.income`)]),
    ...checkPlace(one.receivable, one.fund, `${at}.receivable`, ground),
    ...checkPlace(one.income, one.fund, `${at}.income`, ground),
    ...(ground.funds.has(one.fund) ? [] : [{ code: 'FUND_UNKNOWN', at: `${at}.fund`, facts: { fund: one.fund } }]),
  ];
}

function wrongPlace(account: string, at: string): Violation {
  return { code: 'TARIFF_ACCOUNT_WRONG', at, facts: { account } };
}

function checkPlace(account: string, fundCode: string, at: string, { accounts, funds }: TariffGround): Violation[] {
  const found = accounts.get(account);
  if (found === undefined) return [{ code: 'ACCOUNT_UNKNOWN', at, facts: { account } }];
  const fund = funds.get(fundCode);
  if (fund === undefined || found.fundKinds === null || found.fundKinds.includes(fund.kind)) return [];
  const facts = { account, name: found.name, fund: fundCode, fundName: fund.name };
  return [{ code: 'ACCOUNT_REFUSES_FUND', at, facts }];
}

function compare<Value extends bigint | string>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
