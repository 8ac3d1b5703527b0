/** What is shared adds up to the fen, whoever shares it: refunds, distributions, spending, dues. */
import fc from 'fast-check';
import { decimal, type DecimalNumber } from '../../../src/kernel/decimal.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';
import { campaignMoney, paidByBuilding, refundOf } from '../../../src/funds/rules/campaign.js';
import { contractState, regularDues, type RevenueContract } from '../../../src/funds/rules/contract-terms.js';
import { distributionDraft, sharesByArea } from '../../../src/funds/rules/distribution.js';
import type { Sum } from '../../../src/funds/rules/facts.js';
import { percentOf, planState, shareSpending, type FundingPlan } from '../../../src/funds/rules/funding-plan.js';
import { topUpOf, checkChoice } from '../../../src/funds/rules/top-up.js';

const day = (text: string): CalendarDate => text as CalendarDate;
const sum = (account: string, debitFen: bigint, creditFen: bigint, fund = 'CW'): Sum => ({
  account,
  fund,
  debitFen,
  creditFen,
});
const dec = (text: string): DecimalNumber => {
  const read = decimal(text);
  if (read === undefined) throw new Error(text);
  return read;
};
const fenUpTo = (most: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: most });
const total = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

describe('a refund', () => {
  const given = fc.dictionary(fc.stringMatching(/^[1-9]-[0-9]{2}$/), fenUpTo(1_000_000n), { minKeys: 1, maxKeys: 60 });

  it('is what is left, never more than was given, shared exactly and to nobody beyond a fen', () => {
    fc.assert(
      fc.property(given, fenUpTo(2_000_000n), fenUpTo(500_000n), (byUnit, spent, other) => {
        const gifts = new Map(Object.entries(byUnit));
        const givenFen = total([...gifts.values()]);
        const money = campaignMoney([sum('4005', 0n, givenFen), sum('4006', 0n, other), sum('5004', spent, 0n)]);
        expect(money.leftFen).toBe(givenFen + other - spent);
        const refund = refundOf(money, gifts);
        const left = money.leftFen < 0n ? 0n : money.leftFen;
        expect(refund.totalFen).toBe(left < givenFen ? left : givenFen);
        expect(total(refund.shares.map(({ fen }) => fen))).toBe(refund.totalFen);
        for (const { unit, fen } of refund.shares) {
          const gift = gifts.get(unit) ?? 0n;
          expect(fen <= gift).toBe(true);
          const exact = (refund.totalFen * gift) / givenFen;
          expect(fen - exact === 0n || fen - exact === 1n).toBe(true);
        }
      }),
    );
  });
});

describe('a list by building', () => {
  it('is shown only where no figure in it points at somebody', () => {
    const roll = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(roll, (households) => {
        const units = households.map(([building], index) => ({ unit: `${building}-${index}`, building, areaM2: '1' }));
        const given = new Map(households.map(([building, paid], index) => [`${building}-${index}`, paid ? 1n : 0n]));
        const shown = paidByBuilding(units, given);
        for (const { households: all, paid } of shown ?? []) {
          expect([0, all].includes(paid) || (paid >= 3 && all - paid >= 3)).toBe(true);
          expect(all === paid ? paid >= 3 : all - paid >= 3).toBe(true);
        }
      }),
    );
  });
});

describe('a distribution by area', () => {
  it('gives the total, whatever the areas, and its inside is its outside', () => {
    const areas = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 80 });
    const rates = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(areas, rates, (hundredths, rate) => {
        const roll = hundredths.map((area, index) => ({
          unit: `1-${String(index).padStart(3, '0')}`,
          building: '1',
          areaM2: (area / 100).toFixed(2),
        }));
        const perM2 = dec((rate / 100).toFixed(2));
        const shares = sharesByArea(perM2, roll);
        expect(total(shares.shares.map(({ fen }) => fen))).toBe(shares.totalFen);
        const ask = { id: 'a', eventOn: day('2025-01-01'), fund: 'PR', perM2, resolution: '1' };
        const inside = distributionDraft(ask, shares).inside ?? [];
        const on = (account: string): bigint =>
          total(inside.flatMap(({ lines }) => lines.filter((line) => line.account === account).map(({ fen }) => fen)));
        expect([on('5011'), on('2241')]).toEqual([shares.totalFen, -shares.totalFen]);
      }),
    );
  });
});

describe("a plan's spending", () => {
  const plan: FundingPlan = {
    id: 'p',
    title: '项目',
    fund: 'CW',
    priceFen: 48_000n,
    resolution: '1',
    bookConcessions: false,
    lines: [
      { source: 'STREET', fen: 30_000n, note: '' },
      { source: 'CONCESSION', fen: 6_000n, note: '' },
      { source: 'SPONSOR', fen: 12_000n, note: '' },
    ],
  };
  const fund = { code: 'CW', name: '项目', kind: 'CAMPAIGN' } as const;

  it('is shared among what came in, exactly, never to the concession, never beyond a source', () => {
    const came = fc.tuple(fenUpTo(30_000n), fenUpTo(12_000n));
    fc.assert(
      fc.property(came, fc.double({ min: 0, max: 1, noNaN: true }), ([street, sponsor], part) => {
        fc.pre(street + sponsor > 0n);
        const bySource = [
          { ...sum('4004', 0n, street), value: 'p/1' },
          { ...sum('4006', 0n, sponsor), value: 'p/3' },
        ];
        const state = planState(plan, { fund, bySource, ofFund: bySource });
        expect([state.cashInFen, state.inKindPromisedFen]).toEqual([street + sponsor, 6_000n]);
        const fen = BigInt(Math.floor(Number(street + sponsor) * part));
        const shares = shareSpending(state, plan, fen, fund);
        expect(total(shares)).toBe(fen);
        expect(shares[1]).toBe(0n);
        expect((shares[0] ?? 0n) <= street && (shares[2] ?? 0n) <= sponsor).toBe(true);
      }),
    );
  });

  it('tells shares of projects half up', () => {
    expect([percentOf(36n, 307n), percentOf(6_000n, 48_000n), percentOf(1n, 0n)]).toEqual(['11.73', '12.50', '0.00']);
  });
});

describe('dues of a contract', () => {
  const contract = (from: string, to: string): RevenueContract => ({
    id: 'c',
    kind: 'PARKING',
    fund: 'PR',
    counterparty: '某公司',
    from: day(from),
    to: day(to),
    resolution: '',
    dues: regularDues('MONTHLY', 10_000n, day(from), day(to)),
  });

  it('fall on the same day of the month, or its last', () => {
    expect(contract('2024-01-31', '2024-05-31').dues.map(({ on }) => on)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
    ]);
  });

  it('are settled oldest first; what is open after its day is overdue, and nothing is lost', () => {
    fc.assert(
      fc.property(fenUpTo(80_000n), fc.integer({ min: 1, max: 12 }), (received, month) => {
        const asOf = day(`2025-${String(month).padStart(2, '0')}-15`);
        const own = contract('2025-01-10', '2025-06-30');
        const state = contractState(own, [sum('400202', 0n, received, 'PR')], asOf);
        const open = total(state.dues.map(({ openFen }) => openFen));
        const all = total(own.dues.map(({ fen }) => fen));
        expect(open).toBe(received > all ? 0n : all - received);
        const short = state.expectedFen - received;
        expect(state.overdueFen).toBe(short > 0n ? short : 0n);
        expect(state.dues.every(({ openFen, daysOverdue }) => daysOverdue === 0 || openFen > 0n)).toBe(true);
      }),
    );
  });
});

describe('a top-up', () => {
  const choice = (pack: string, share: string, first = 0n) => ({
    pack,
    share,
    repairFirstFen: first,
    resolution: '2025-01',
  });
  const facts = { incomeFen: 183_000n, costFen: 13_000n, repairFen: 0n };

  it('is 1,020.00 of 1,700.00 by the Shanghai pack with 60 %, and leaves 680.00', () => {
    expect(topUpOf(choice('shanghai', '60'), facts)).toEqual({
      netFen: 170_000n,
      amountFen: 102_000n,
      remainsFen: 68_000n,
      isDue: true,
    });
  });

  it('needs more than half in Shanghai, half or more in Beijing', () => {
    const codes = (pack: string, share: string): string[] =>
      checkChoice(choice(pack, share, 1n)).map(({ code }) => code);
    expect([
      codes('shanghai', '50'),
      codes('shanghai', '50.01'),
      codes('beijing', '50'),
      codes('beijing', '49.99'),
    ]).toEqual([['TOP_UP_SHARE'], [], [], ['TOP_UP_SHARE']]);
  });

  it('is due in Beijing only below 30 % of the first amount', () => {
    const low = { ...facts, repairFen: 29_999n };
    expect(topUpOf(choice('beijing', '50', 100_000n), low).amountFen).toBe(85_000n);
    expect(topUpOf(choice('beijing', '50', 100_000n), { ...facts, repairFen: 30_000n }).isDue).toBe(false);
  });

  it('is nothing without a choice, a share, or a surplus', () => {
    expect(topUpOf(undefined, facts).amountFen).toBe(0n);
    expect(topUpOf(choice('sichuan', ''), facts).amountFen).toBe(0n);
    expect(topUpOf(choice('shanghai', '60'), { ...facts, costFen: 200_000n })).toMatchObject({
      amountFen: 0n,
      remainsFen: -17_000n,
    });
  });
});
