/**
 * Estates with other names, amounts and account numbers, beside the sample in one deployment, by their own oracles.
 */
import { generateEstate } from '../support/estate-generator.js';
import type { GeneratedEstate } from '../support/estate-generator.js';
import { BANK_ACCOUNT, yuan } from '../support/estate-oracle.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';
import { Deployment, tokenOf, writeFolder, type Settled } from './deployment.js';
import { EstateReader, fenOf, sumOf, yuanOf } from './figures.js';

const SEEDS = [11, 24, 37];

let deployment: Deployment;
let sample: Settled;
const generated = new Map<
  number,
  { readonly estate: GeneratedEstate; readonly settled: Settled; readonly reader: EstateReader }
>();

beforeAll(async () => {
  deployment = await Deployment.start();
  for (const seed of SEEDS) {
    const estate = generateEstate(seed);
    const settled = await deployment.settle(await writeFolder(estate.files));
    generated.set(seed, { estate, settled, reader: new EstateReader(deployment, settled) });
    // The sample comes in the middle: what is imported later must not depend on who was first.
    if (seed === SEEDS[0]) sample = await deployment.settle(SAMPLE_FOLDER);
  }
});
afterAll(() => deployment.close());

function of(seed: number): { estate: GeneratedEstate; settled: Settled; reader: EstateReader } {
  const found = generated.get(seed);
  if (found === undefined) throw new Error(`no estate of seed ${seed}`);
  return found;
}

describe.each(SEEDS)('the estate of seed %i, through the API', (seed) => {
  it('is listed with its own households and area', async () => {
    const { estates } = await deployment.get<{ estates: readonly Record<string, unknown>[] }>('estates');
    const { plan, expected } = of(seed).estate;
    expect(estates.find(({ code }) => code === plan.code)).toMatchObject({
      name: expected.estate,
      households: expected.households,
      areaM2: expected.total_area,
    });
    const { settled } = of(seed);
    const [roll] = await deployment.rows('select applicants from estates.roll where estate_id = $1', [
      settled.estate.id,
    ]);
    expect(roll).toEqual({ applicants: expected.applicants });
  });

  it('gives fund results, cash by fund, arrears and withheld remuneration', async () => {
    const { estate, reader } = of(seed);
    const { plan, expected } = estate;
    const opened = `${plan.months[0] ?? ''}-01`;
    expect(await reader.fundResults(opened, plan.asOf)).toEqual(expected.funds);
    const funds = await reader.funds(`asOf=${plan.asOf}`);
    expect(Object.fromEntries(funds.map(({ code, cash }) => [code, cash]))).toEqual(expected.bank_by_fund);
    expect(await reader.balance('112201', plan.asOf)).toBe(expected.arrears);
    expect(await reader.balance('224106', plan.asOf)).toBe(yuanOf(-fenOf(expected.withheld_remuneration)));
  });

  it('publishes every quarter with the figures of both bases', async () => {
    const { estate, reader } = of(seed);
    const funds = await reader.funds(`asOf=${estate.plan.asOf}`);
    const quarters = [...new Set(estate.expected.quarterly.map((row) => row['quarter'] ?? ''))];
    expect(quarters.length).toBeGreaterThanOrEqual(4);
    for (const quarter of quarters) {
      const expected = estate.expected.quarterly.filter((row) => row['quarter'] === quarter);
      const given = await reader.quarter(quarter, funds);
      expect(new Map(given.map((row) => [row['fund'], row]))).toEqual(
        new Map(expected.map((row) => [row['fund'], row])),
      );
    }
  });

  it('gives the trial balance and its turnover', async () => {
    const { estate, reader } = of(seed);
    const expected = estate.trialBalance.map(({ account, fund, debit, credit }) => [
      account,
      fund,
      yuan(debit),
      yuan(credit),
      yuan(debit - credit),
    ]);
    // An account that a red entry brought back to nothing may be left out by one side and told by the other.
    const told = (rows: readonly (readonly string[])[]): unknown =>
      rows.filter((row) => row.slice(2).some((amount) => amount !== '0.00'));
    expect(told(await reader.turnover())).toEqual(told(expected));
    const { turnoverWithOpening } = await reader.trialBalance();
    const total = estate.expected.total_turnover;
    expect(turnoverWithOpening).toEqual({ debit: total, credit: total });
  });

  it('reconciles its bank account with all four kinds of open item', async () => {
    const { estate, reader, settled } = of(seed);
    const { difference, light, ...figures } = await reader.bankSides(estate.plan.bankNumber, estate.plan.asOf);
    expect(estate.expected).toMatchObject(figures);
    expect(difference).toBe('0.00');
    expect(light).not.toBe('red');
    expect(settled.result.bankLines.added).toBe(estate.expected.bank_lines);
    expect(await reader.balance(BANK_ACCOUNT, estate.plan.asOf)).toBe(estate.expected.book_bank);
  });

  it('lists its own vouchers and lines, page by page', async () => {
    const { estate, reader } = of(seed);
    const vouchers = await reader.pages<{ number: string }>('vouchers', 'vouchers', 37);
    const planned = estate.plan.books.vouchers.map(({ no }) => no).sort();
    expect(vouchers.map(({ number }) => number).sort()).toEqual(planned);
    const journal = await reader.pages<{ lines: readonly { debit?: string }[] }>('journal.json', 'vouchers', 41);
    const lines = journal.flatMap((voucher) => voucher.lines);
    expect([journal.length, lines.length]).toEqual([estate.expected.vouchers, estate.expected.journal_lines]);
    expect(sumOf(lines.flatMap(({ debit }) => debit ?? []))).toBe(estate.expected.total_turnover);
  });
});

describe('estates of one deployment', () => {
  it('do not hear of each other', async () => {
    const sampleReader = new EstateReader(deployment, sample);
    expect((await sampleReader.trialBalance()).turnoverWithOpening.debit).toBe('222444.04');
    expect(await sampleReader.bankSides('51050100000000000001', '2025-06-30')).toMatchObject({
      adjusted_book: '31829.29',
    });
    for (const seed of SEEDS) {
      const { estate, settled } = of(seed);
      const { plan } = estate;
      // Another estate's bank account, vouchers and books are not there at this address.
      const place = `estates/${plan.code}/bank-accounts/51050100000000000001/reconciliations/${plan.asOf}.json`;
      expect((await deployment.ask(place)).status).toBe(404);
      const auditor = tokenOf(settled, 'AUDITOR');
      expect((await deployment.ask('estates/yuanye-manor/journal.json', { token: auditor })).status).toBe(403);
      expect((await deployment.ask(`estates/${plan.code}/journal.json`, { token: auditor })).status).toBe(200);
    }
    const { estates } = await deployment.get<{ estates: readonly { code: string }[] }>('estates');
    expect(estates).toHaveLength(SEEDS.length + 1);
  });
});
