/** Properties of a charge run on random estates: what is charged, what is applied, and what a second run finds. */
import fc from 'fast-check';
import { applyAdvances, type PlacedAmount } from '../../../src/fees/rules/apply-advances.js';
import { billablesOf } from '../../../src/fees/rules/billable.js';
import type { ChargedUnit } from '../../../src/fees/rules/charge-amounts.js';
import { chargeDrafts } from '../../../src/fees/rules/charge-draft.js';
import { chargedKey, chargeRun, componentTotals, type RunFacts } from '../../../src/fees/rules/charge-run.js';
import { scaled } from '../../../src/fees/rules/day-share.js';
import type { Basis, TariffComponent, TariffVersion } from '../../../src/fees/rules/tariff.js';
import { FactHistory, type UnitFact } from '../../../src/fees/rules/unit-facts.js';
import type { CalendarDate, Period } from '../../../src/kernel/calendar.js';

const MONTH = '2025-04' as Period;
const day = (text: string): CalendarDate => text as CalendarDate;

function component(code: string, basis: Basis, rate: string, more: Partial<TariffComponent> = {}): TariffComponent {
  const places = { income: '400102', receivable: '112201', fund: 'PS', vacantPercent: 100, graceDays: 0 };
  return { code, name: code, basis, thing: '', rate, ...places, ...more };
}

function version(
  from: string,
  components: readonly TariffComponent[],
  more: Partial<TariffVersion> = {},
): TariffVersion {
  const persons = { by: 'p-1', approver: 'p-2', recordedAt: '', resolution: '2024-01' };
  return { seq: 1n, code: 'WY', name: '收费', from: day(from), buildings: [], components, ...persons, ...more };
}

function factsOf(
  versions: readonly TariffVersion[],
  units: readonly ChargedUnit[],
  more: Partial<RunFacts> = {},
): RunFacts {
  return {
    month: MONTH,
    billables: billablesOf(versions, MONTH),
    units,
    allUnits: units,
    facts: new FactHistory([]),
    charged: new Set(),
    debts: new Map(),
    advances: new Map(),
    pools: new Map(),
    ...more,
  };
}

const unit = (name: string, area = '100', building = '1'): ChargedUnit => ({
  unit: name,
  building,
  area: scaled(area),
});
const amounts = (facts: RunFacts): Record<string, string> =>
  Object.fromEntries(
    chargeRun(facts).units.map((one) => [
      one.unit,
      one.charges.map(({ item, fen }) => `${item} ${String(fen)}`).join(' '),
    ]),
  );

describe('what a month charges', () => {
  it('takes a change of rate, of quantity and of vacancy from its day on', () => {
    const space = component('CAR', 'COUNT', '60', { thing: 'SPACE' });
    const fee = component('FEE', 'AREA', '0.30', { vacantPercent: 70 });
    const versions = [version('2025-01-01', [fee, space]), version('2025-04-16', [{ ...fee, rate: '0.60' }, space])];
    const facts: UnitFact[] = [
      { thing: 'SPACE', unit: 'a', from: day('2025-04-11'), quantity: '1' },
      { thing: 'SPACE', unit: 'a', from: day('2025-04-21'), quantity: '2' },
      { thing: 'VACANT', unit: 'b', from: day('2025-04-16'), quantity: '1' },
    ];
    // a: half a month at 30.00 and at 60.00; ten days of one space and ten of two. b: the second half at 70 per cent.
    expect(amounts(factsOf(versions, [unit('a'), unit('b')], { facts: new FactHistory(facts) }))).toEqual({
      a: 'FEE 4500 CAR 6000',
      b: 'FEE 3600',
    });
  });

  it('charges meters by the readings of the month, fixed amounts whole, and shares a total to the fen', () => {
    const versions = [
      version('2025-04-10', [
        component('WATER', 'METER', '3.07', { thing: 'WATER' }),
        component('CARD', 'FIXED', '15'),
        component('LIGHT', 'SHARE', '', { thing: 'AREA' }),
      ]),
    ];
    const readings: UnitFact[] = [
      { thing: 'WATER', unit: 'a', from: day('2025-04-30'), quantity: '7.5' },
      { thing: 'WATER', unit: 'a', from: day('2025-03-31'), quantity: '99' },
    ];
    const units = [unit('a', '100'), unit('b', '50'), unit('c', '50')];
    const facts = factsOf(versions, units, { facts: new FactHistory(readings), pools: new Map([['LIGHT', 10_001n]]) });
    expect(amounts(facts)).toEqual({
      a: 'WATER 2303 CARD 1500 LIGHT 5001',
      b: 'CARD 1500 LIGHT 2500',
      c: 'CARD 1500 LIGHT 2500',
    });
    expect(chargeRun(factsOf(versions, units)).waiting).toEqual(['LIGHT']);
  });

  it('charges being late by days after the grace, on debts of earlier months alone', () => {
    const late = component('LATE', 'LATE', '0.0005', { income: '4009', graceDays: 10 });
    const debt = (period: string, fen: bigint, item = 'FEE'): PlacedAmount => {
      return { account: '112201', fund: 'PS', item, period, fen };
    };
    const debts = new Map([['a', [debt('2025-03', 10_000n), debt('2025-01', 20_000n), debt('2025-02', 500n, 'LATE')]]]);
    // March is due on 10 April: 20 days; January was due long ago: 30 days. 0.0005 × (20 × 100 + 30 × 200) = 4.00.
    expect(amounts(factsOf([version('2025-01-01', [late])], [unit('a')], { debts }))).toEqual({ a: 'LATE 400' });
    expect(chargeRun(factsOf([version('2025-01-01', [late])], [unit('b')], { debts })).units).toEqual([]);
  });

  it('keeps to the buildings of a tariff, and ends with a version without components', () => {
    const fee = component('FEE', 'HOUSEHOLD', '30');
    const versions = [
      version('2025-01-01', [fee], { buildings: ['2'] }),
      version('2025-04-01', [], { buildings: ['2'], code: 'OLD' }),
    ];
    expect(amounts(factsOf(versions, [unit('a', '1', '1'), unit('b', '1', '2')]))).toEqual({ b: 'FEE 3000' });
    const ended = [version('2025-01-01', [fee]), version('2025-04-11', [], { seq: 2n })];
    expect(amounts(factsOf(ended, [unit('a')]))).toEqual({ a: 'FEE 1000' });
  });
});

const fenArb = fc.bigInt({ min: 1n, max: 100_000n });
const placeArb = fc.record({
  fund: fc.constantFrom('PS', 'PR'),
  item: fc.constantFrom('FEE', 'CAR', ''),
  period: fc.constantFrom('', '2024-12', '2025-01', '2025-04'),
  fen: fenArb,
});
const distinct = (list: readonly PlacedAmount[]): PlacedAmount[] => [
  ...new Map(list.map((one) => [[one.account, one.fund, one.item, one.period].join(), one])).values(),
];
const debtsArb = fc
  .array(fc.tuple(fc.constantFrom('112201', '112202', '112203', '112204'), placeArb), { maxLength: 8 })
  .map((list) => distinct(list.map(([account, place]) => ({ account, ...place }))));
const advancesArb = fc
  .array(fc.tuple(fc.constantFrom('220301', '220302'), placeArb), { maxLength: 4 })
  .map((list) => distinct(list.map(([account, place]) => ({ account, ...place }))));

describe('advances', () => {
  it('settle no more than is owed and no more than is held, and stay in their fund', () => {
    fc.assert(
      fc.property(debtsArb, advancesArb, (debts, advances) => {
        const moves = applyAdvances(debts, advances);
        const moved = (of: PlacedAmount, end: 'from' | 'to'): bigint =>
          moves
            .filter((move) =>
              ['account', 'fund', 'item', 'period'].every((key) => move[end][key as 'item'] === of[key as 'item']),
            )
            .reduce((sum, { fen }) => sum + fen, 0n);
        for (const debt of debts) expect(moved(debt, 'to') <= debt.fen).toBe(true);
        for (const advance of advances) expect(moved(advance, 'from') <= advance.fen).toBe(true);
        for (const { from, to, fen } of moves) {
          expect(from.fund).toBe(to.fund);
          expect(fen > 0n && to.account !== '112204').toBe(true);
        }
        // Nothing that could be settled is left on both sides.
        const rest = debts
          .map((debt) => ({ ...debt, fen: debt.fen - moved(debt, 'to') }))
          .filter(({ fen }) => fen > 0n);
        const held = advances
          .map((one) => ({ ...one, fen: one.fen - moved(one, 'from') }))
          .filter(({ fen }) => fen > 0n);
        expect(applyAdvances(rest, held)).toEqual([]);
      }),
    );
  });
});

describe('a run', () => {
  const estateArb = fc.record({
    areas: fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 40 }),
    rate: fc.integer({ min: 1, max: 5_000 }),
    pool: fc.bigInt({ min: 0n, max: 100_000n }),
    advances: fc.array(advancesArb, { maxLength: 40 }),
    part: fc.integer({ min: 1, max: 15 }),
  });

  it('charges every household once, and its vouchers carry exactly what their households carry', () => {
    fc.assert(
      fc.property(estateArb, ({ areas, rate, pool, advances, part }) => {
        const units = areas.map((area, index) => unit(`u${String(index)}`, (area / 100).toFixed(2)));
        const versions = [
          version('2025-01-01', [
            component('FEE', 'AREA', (rate / 1_000).toFixed(3)),
            component('LIGHT', 'SHARE', '', { thing: 'AREA', receivable: '112203' }),
          ]),
        ];
        const held = new Map(units.map((one, index) => [one.unit, advances[index] ?? []]));
        const facts = factsOf(versions, units, { advances: held, pools: new Map([['LIGHT', pool]]) });
        const run = chargeRun(facts);
        const shared = componentTotals(run.units).find(({ item }) => item === 'LIGHT')?.fen ?? 0n;
        expect(shared).toBe(pool);
        const drafts = chargeDrafts(run.units, { month: MONTH, eventOn: day('2025-04-02'), buildings: [] }, part);
        for (const { lines, inside } of drafts) {
          expect(lines.reduce((sum, { side, fen }) => sum + (side === 'D' ? fen : -fen), 0n)).toBe(0n);
          const sums = new Map<string, bigint>();
          for (const { account, fund, fen } of inside.flatMap((leaf) => leaf.lines)) {
            sums.set(`${account} ${fund}`, (sums.get(`${account} ${fund}`) ?? 0n) + fen);
          }
          for (const [place, sum] of sums) {
            const shown = lines
              .filter(({ account, fund }) => `${account} ${fund}` === place)
              .reduce((running, { side, fen }) => running + (side === 'D' ? fen : -fen), 0n);
            expect(sum).toBe(shown);
          }
        }
        const charged = new Set(run.units.flatMap((one) => one.charges.map((line) => chargedKey(one.unit, line.item))));
        expect(chargeRun({ ...facts, charged, advances: new Map() }).units).toEqual([]);
      }),
    );
  });
});
