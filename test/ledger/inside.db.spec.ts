/** Batch vouchers: one public leaf, many households inside, and the subsidiary ledger that agrees to the fen. */
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { insideProblems } from '../../src/ledger/inside-problems.js';
import type { DraftContent } from '../../src/ledger/rules/proposal.js';
import type { InsideLeaf } from '../../src/ledger/rules/voucher.js';
import { bookedSources, readUnitEntries, readUnitItems } from '../../src/ledger/store/unit-store.js';
import { VerifyEstate } from '../../src/transparency/verify-estate.js';
import { addUnits } from '../support/units.js';
import { content, ledgerWorld, line, type EstateWorld } from '../support/ledger-world.js';

let estate: EstateWorld;
const provoked = new Set<string>();

beforeAll(async () => {
  estate = await ledgerWorld();
  await addUnits(estate, ['1-101', '1-102', '1-103']);
});
afterAll(() => estate.world.close());

function household(subject: string, kind: string, yuan: number, period: string, source = ''): InsideLeaf {
  const fen = BigInt(Math.round(yuan * 100));
  const lines = [{ account: '112201', fund: 'PS', fen, item: 'BASE', period }];
  return { name: 'household', subject, kind, source, lines, facts: [] };
}

function charge(on: string, period: string, shares: Readonly<Record<string, number>>): DraftContent {
  const total = Object.values(shares)
    .reduce((sum, yuan) => sum + yuan, 0)
    .toFixed(2);
  const lines = [line('112201/PS', `+${total}`), line('400101/PS', `-${total}`)];
  const inside = Object.entries(shares).map(([unit, yuan]) => household(unit, 'charge', yuan, period));
  return { ...content(on, lines, { kind: 'accrual', summary: '计提物业费' }), inside };
}

function payment(on: string, period: string, unit: string, yuan: string, source = ''): DraftContent {
  const lines = [line('100201/PS', `+${yuan}`), line('112201/PS', `-${yuan}`)];
  return { ...content(on, lines), inside: [household(unit, 'payment', -Number(yuan), period, source)] };
}

async function balanceOf(unit: string, period: string): Promise<bigint> {
  const items = await estate.read((query) => readUnitItems(query, estate.estateId, { units: [unit], period }), {
    private: true,
  });
  return items.reduce((sum, item) => sum + item.balanceFen, 0n);
}

async function codesOf(drafted: DraftContent): Promise<string[]> {
  const outcome = await estate.post(drafted);
  const codes = 'refused' in outcome ? outcome.refused.map((violation) => violation.code) : [];
  for (const code of codes) provoked.add(code);
  return codes;
}

describe('a batch voucher', () => {
  it('charges households in one public leaf, and each has its own entry', async () => {
    const number = await estate.must(charge('2025-01-31', '2025-01', { '1-101': 40, '1-102': 30.01, '1-103': 29.99 }));
    const entries = await estate.read((query) => readUnitEntries(query, estate.estateId, '1-102'), { private: true });
    expect(entries).toMatchObject([{ fen: 3_001n, voucherNo: number, kind: 'charge', period: '2025-01' }]);
    expect(await balanceOf('1-103', '2025-01')).toBe(2_999n);
    const shown = await estate.world.vouchers.show(estate.estateId, { period: '2025-01' as never, no: 1 });
    expect(
      JSON.stringify(shown, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('1-102');
  });

  it('shows nothing of a household without private scope', async () => {
    expect(await estate.read((query) => readUnitItems(query, estate.estateId))).toEqual([]);
    expect(await estate.read((query) => readUnitEntries(query, estate.estateId, '1-101'))).toEqual([]);
  });

  it('is refused with its code and leaves nothing behind', async () => {
    const size = await estate.logSize();
    const again = { '1-101': 40 };
    expect(await codesOf(charge('2025-02-01', '2025-01', again))).toEqual(['CHARGED_TWICE']);
    expect(await codesOf(charge('2025-02-01', '2025-02', { '9-909': 40 }))).toEqual(['UNIT_UNKNOWN']);
    expect(await codesOf(payment('2025-02-01', '2025-01', '1-101', '40.01'))).toEqual(['HOUSEHOLD_OVERDRAWN']);
    const unequal = charge('2025-02-01', '2025-02', again);
    const wrong = { ...unequal, inside: [household('1-101', 'charge', 39, '2025-02')] };
    expect(await codesOf(wrong)).toEqual(['INSIDE_UNEQUAL']);
    const empty = { ...unequal, inside: [{ ...household('1-101', 'charge', 40, '2025-02'), lines: [] }] };
    expect(await codesOf(empty)).toEqual(['INSIDE_EMPTY']);
    const both = {
      ...unequal,
      lines: unequal.lines.map((one) => ({ ...one, dimensions: [['unit', '1-101'] as const] })),
    };
    expect(await codesOf(both)).toEqual(['INSIDE_WITH_DIMENSION']);
    expect(await estate.logSize()).toBe(size);
  });

  it('harms no neighbour of its batch when it is refused', async () => {
    const [good, bad] = await Promise.all([
      estate.post(payment('2025-02-02', '2025-01', '1-103', '29.99', 'serial-7')),
      estate.post(payment('2025-02-02', '2025-01', '1-102', '99.00')),
    ]);
    expect('posted' in good).toBe(true);
    expect('refused' in bad && bad.refused[0]?.code).toBe('HOUSEHOLD_OVERDRAWN');
  });

  it('books one source once, until it is taken back', async () => {
    const number = await estate.must(payment('2025-02-03', '2025-01', '1-101', '10.00', 'serial-1'));
    expect(await codesOf(payment('2025-02-03', '2025-01', '1-101', '10.00', 'serial-1'))).toEqual(['SOURCE_REPEATED']);
    const taken = await estate.correct(number, { how: 'reverse', eventOn: '2025-02-04' as CalendarDate });
    expect(taken).toHaveProperty('accepted');
    expect(await balanceOf('1-101', '2025-01')).toBe(4_000n);
    const booked = (): Promise<Set<string>> =>
      estate.read((query) => bookedSources(query, estate.estateId, ['serial-1', 'serial-7']), { private: true });
    expect([...(await booked())]).toEqual(['serial-7']);
    await estate.must(payment('2025-02-05', '2025-01', '1-101', '10.00', 'serial-1'));
    expect([...(await booked())].sort()).toEqual(['serial-1', 'serial-7']);
  });

  it('is taken back whole and may then be charged again, but not replaced by lines without households', async () => {
    const number = await estate.must(charge('2025-03-31', '2025-03', { '1-101': 40 }));
    const replacement = {
      summary: '改',
      lines: [line('112201/PS', '+41.00'), line('400101/PS', '-41.00')],
      refs: [],
      docs: [],
    };
    const replaced = await estate.correct(number, {
      how: 'replace',
      eventOn: '2025-03-31' as CalendarDate,
      replacement,
    });
    expect('refused' in replaced && replaced.refused.map(({ code }) => code)).toEqual(['CORRECTION_OF_BATCH']);
    expect(await estate.correct(number, { how: 'reverse', eventOn: '2025-03-31' as CalendarDate })).toHaveProperty(
      'accepted',
    );
    expect(await balanceOf('1-101', '2025-03')).toBe(0n);
    await estate.must(charge('2025-03-31', '2025-03', { '1-101': 41 }));
    expect(await balanceOf('1-101', '2025-03')).toBe(4_100n);
  });

  it('goes through a proposal with its inside, of which other readers see the count alone', async () => {
    const drafted = charge('2025-04-30', '2025-04', { '1-101': 40, '1-102': 30 });
    const proposed = await estate.propose({ kind: 'voucher', draft: drafted });
    const id = 'accepted' in proposed ? proposed.accepted.proposalId : '';
    expect(await estate.approve(id)).toHaveProperty('accepted');
    expect(await balanceOf('1-102', '2025-04')).toBe(3_000n);
  });

  it('holds five thousand households in one leaf of a few hundred bytes', async () => {
    const units = Array.from({ length: 5_000 }, (_, index) => `9-${String(index + 1)}`);
    await addUnits(estate, units);
    await estate.must(charge('2025-05-31', '2025-05', Object.fromEntries(units.map((unit) => [unit, 1.25]))));
    const [leaf] = await estate.rows<{ bytes: number }>(
      'select octet_length(body) as bytes from log.leaf where estate_id = $1 order by seq desc limit 1',
    );
    expect(leaf?.bytes).toBeLessThan(1_000);
    expect(await balanceOf('9-5000', '2025-05')).toBe(125n);
  });

  it('has been refused in every way that there is', () => {
    provoked.add('CORRECTION_OF_BATCH');
    expect([...provoked].sort()).toEqual(Object.keys(insideProblems).sort());
  });

  it('passes verification, sums of households included', async () => {
    const report = await new VerifyEstate(estate.world.reads).execute(estate.estateId);
    expect(report.counts).toEqual({});
    expect(report.isSound).toBe(true);
  });
});
