/**
 * Whatever is charged, paid, waived, refunded and taken back, in whatever order: a household's balances are the sums of
 * its lines, and the households' lines together are the public books, to the fen. Refusals leave nothing behind.
 */
import fc from 'fast-check';
import { ApprovePayments, ReceivePayments, ShowHouseholdAccount, OwnHousehold } from '../../src/fees/index.js';
import { HouseholdMoney } from '../../src/fees/household-money.js';
import { sumFen, yuanFromFen } from '../../src/kernel/fen.js';
import { ApproveProposal, ProposeVoucher } from '../../src/ledger/index.js';
import { readUnitItems } from '../../src/ledger/store/unit-store.js';
import type { DraftContent } from '../../src/ledger/rules/proposal.js';
import { VerifyEstate } from '../../src/transparency/verify-estate.js';
import { content, day, ledgerWorld, line, PEOPLE, type EstateWorld } from '../support/ledger-world.js';
import { addUnits } from '../support/units.js';

const UNITS = ['1-101', '1-102', '1-103'];
const MONTHS = ['2025-01', '2025-02', '2025-03'] as const;

let estate: EstateWorld;
let receive: ReceivePayments;
let approve: ApprovePayments;
let money: HouseholdMoney;
let accounts: ShowHouseholdAccount;

beforeAll(async () => {
  estate = await ledgerWorld();
  await addUnits(estate, UNITS);
  const { reads, clock, randomness, writer } = estate.world;
  const propose = new ProposeVoucher(reads, clock, randomness);
  receive = new ReceivePayments(reads, propose, clock, randomness);
  approve = new ApprovePayments(reads, new ApproveProposal(reads, writer, clock));
  money = new HouseholdMoney(propose);
  accounts = new ShowHouseholdAccount(reads, new OwnHousehold(clock));
});
afterAll(() => estate.world.close());

/** A charge or what takes it off, straight into the journal. */
function billed(kind: string, unit: string, period: string, fen: bigint, parking: boolean): DraftContent {
  const [account, income, fund] = parking ? ['112202', '400202', 'PR'] : ['112201', '400102', 'PS'];
  const yuan = yuanFromFen(fen < 0n ? -fen : fen);
  const [owed, earned] = fen > 0n ? ['+', '-'] : ['-', '+'];
  const lines = [line(`${account}/${fund}`, `${owed}${yuan}`), line(`${income}/${fund}`, `${earned}${yuan}`)];
  const item = parking ? 'PARK' : 'FEE';
  const inside = [{ name: 'household', subject: unit, kind, source: '', facts: [] }].map((leaf) => ({
    ...leaf,
    lines: [{ account, fund, fen, item, period }],
  }));
  return { ...content('2025-04-01', lines, { kind: 'accrual' }), inside };
}

type Step =
  | {
      readonly do: 'bill' | 'waive';
      readonly unit: string;
      readonly month: string;
      readonly fen: bigint;
      readonly parking: boolean;
    }
  | { readonly do: 'pay'; readonly payments: readonly { unit: string; fen: bigint; month: string; fee: bigint }[] }
  | { readonly do: 'refund' | 'deposit' | 'deposit-return'; readonly unit: string; readonly fen: bigint }
  | { readonly do: 'take back'; readonly nth: number };

const unit = fc.constantFrom(...UNITS);
const month = fc.constantFrom<string>(...MONTHS);
const fen = fc.bigInt(1n, 20_000n);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('bill', 'waive'), unit, month, fen, parking: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      payments: fc.array(fc.record({ unit, fen, month: fc.constantFrom('', ...MONTHS), fee: fc.bigInt(0n, 1n) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('refund', 'deposit', 'deposit-return'), unit, fen }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take back' as const), nth: fc.nat(50) }) },
);

/** Numbers of vouchers that stand; a refused step adds none. */
async function take(one: Step, standing: string[]): Promise<void> {
  if (one.do === 'take back') {
    const [number] = standing.splice(one.nth % Math.max(1, standing.length), 1);
    if (number !== undefined) await estate.correct(number, { how: 'reverse', eventOn: day('2025-04-01') });
    return;
  }
  if ('month' in one) return bill(one, standing);
  if (one.do === 'pay') return pay(one.payments, standing);
  return move(one, standing);
}

type Billing = Extract<Step, { readonly do: 'bill' | 'waive' }>;
type Moving = Extract<Step, { readonly do: 'refund' | 'deposit' | 'deposit-return' }>;

async function bill(one: Billing, standing: string[]): Promise<void> {
  const kind = one.do === 'bill' ? 'supplement' : 'waiver';
  const drafted = billed(kind, one.unit, one.month, one.do === 'bill' ? one.fen : -one.fen, one.parking);
  const outcome = await estate.post(drafted);
  if ('posted' in outcome) standing.push(outcome.posted[0]?.number ?? '');
}

async function move(one: Moving, standing: string[]): Promise<void> {
  const request = { estateId: estate.estateId, preparer: PEOPLE.preparer };
  const terms = {
    unit: one.unit,
    fen: one.fen,
    eventOn: day('2025-04-01'),
    method: 'TRANSFER',
    person: '',
    note: '',
  } as const;
  const made = await money.move(request, { action: one.do, item: 'DEPOSIT', ...terms });
  if ('refused' in made) return;
  for (const id of made.accepted.proposalIds) {
    const done = await estate.approve(id);
    if ('accepted' in done) standing.push(...done.accepted.vouchers.map(({ number }) => number));
    else await estate.giveBack(id);
  }
}

async function pay(
  payments: readonly { unit: string; fen: bigint; month: string; fee: bigint }[],
  standing: string[],
): Promise<void> {
  const rows = payments.map((one, index) => ({
    line: index + 1,
    cells: [one.unit, '2025-04-01', yuanFromFen(one.fen), yuanFromFen(one.fee), '', '转账', '', '', one.month, ''],
  }));
  const request = { estateId: estate.estateId, preparer: PEOPLE.preparer, rows, settlement: {} };
  const made = await receive.execute(request);
  const done = await approve.execute({ estateId: estate.estateId, batch: made.batch, approver: PEOPLE.approver });
  if ('refused' in done) throw new Error(JSON.stringify(done.refused));
  standing.push(...done.accepted.vouchers.map(({ number }) => number));
}

async function agree(): Promise<void> {
  const items = await estate.read((query) => readUnitItems(query, estate.estateId), { private: true });
  const sum = (accountBeginning: string, of?: string): bigint =>
    sumFen(
      items
        .filter(
          ({ account, unit: whose }) => account.startsWith(accountBeginning) && (of === undefined || whose === of),
        )
        .map(({ balanceFen }) => balanceFen),
    );
  for (const place of ['112201/PS', '112202/PR', '220301/PS', '224101/PS']) {
    const [account = ''] = place.split('/');
    expect([place, await estate.balance(place)]).toEqual([place, sum(account)]);
  }
  for (const whose of UNITS) {
    const { closing, lines } = await accounts.execute(estate.estateId, whose, {});
    expect(closing).toEqual({
      owedFen: sum('1122', whose),
      advanceFen: -sum('2203', whose),
      depositFen: -sum('224101', whose),
    });
    const total = sumFen(lines.map((entry) => entry.fen));
    expect(total).toBe(closing.owedFen - closing.advanceFen - closing.depositFen);
    for (const { after } of [...lines.slice(-1), { after: closing }]) {
      expect(Object.values(after).every((amount: bigint) => amount >= 0n)).toBe(true);
    }
  }
}

describe('households and the public books', () => {
  it('agree after every step of random sequences', async () => {
    const standing: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 15 }), async (steps) => {
        for (const one of steps) await take(one, standing);
        await agree();
      }),
      { numRuns: 6, seed: 20_250_401, endOnFailure: true },
    );
    expect(standing.length).toBeGreaterThan(20);
    const report = await new VerifyEstate(estate.world.reads).execute(estate.estateId);
    expect([report.isSound, report.counts]).toEqual([true, {}]);
  });
});
