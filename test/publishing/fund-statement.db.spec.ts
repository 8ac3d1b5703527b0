/** The sample's figures against its oracle, quarter by quarter and fund by fund, and the golden examples. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankReconciliation } from '../../reports/bank-reconciliation/definition.js';
import { fundStatement } from '../../reports/fund-statement/definition.js';
import { yuanFromFen } from '../../src/kernel/fen.js';
import { renderJson } from '../../src/publishing/render/json.js';
import { renderText } from '../../src/publishing/render/text.js';
import { checkDocument } from '../../src/publishing/rules/index.js';
import { cashMovedInside, cashResult, fundResult, isOwnCash } from '../../src/publishing/rules/fund-results.js';
import { reportPeriod } from '../../src/publishing/rules/report-period.js';
import type { ReportDocument, ReportTable } from '../../src/publishing/rules/report-document.js';
import { day } from '../support/ledger-world.js';
import { SAMPLE_FOLDER, seedSample, type SampleLedger } from '../support/sample-ledger.js';
import { expectExample } from './fixtures/golden.js';
import { publishingVerbs, type PublishingVerbs } from './fixtures/publishing-verbs.js';

interface QuarterOracle {
  readonly quarter: string;
  readonly fund: string;
}

interface FundOracle {
  readonly opening: string;
  readonly income: string;
  readonly expense: string;
  readonly closing: string;
}

const oracle = JSON.parse(readFileSync(join(SAMPLE_FOLDER, 'expected.json'), 'utf8')) as {
  readonly quarterly: readonly QuarterOracle[];
  readonly funds: Readonly<Record<string, FundOracle>>;
  readonly arrears: string;
  readonly withheld_remuneration: string;
};

const ACCOUNT = '51050100000000000001';
/** A root and an instant that no run changes. */
const FIXED = {
  rootHash: '3f9a1c5be07d42c8a96f1e33b58d7042c1e9f6a7d0834b5f9c2e61d7a8b3f045',
  lastRecordedAt: '2025-07-03T02:10:00.000Z',
};

let sample: SampleLedger;
let verbs: PublishingVerbs;

beforeAll(async () => {
  sample = await seedSample();
  verbs = publishingVerbs(sample.estate.world);
});
afterAll(() => sample.estate.world.close());

function gather(label: string): ReturnType<PublishingVerbs['gather']['execute']> {
  return verbs.gather.execute(sample.estateId, reportPeriod(label)!);
}

function table(document: ReportDocument, title: string): ReportTable {
  const section = document.sections.find((one) => one.title.includes(title));
  if (section?.body.kind !== 'table') throw new Error(`no table ${title}`);
  return section.body;
}

describe('the sample, by its oracle', () => {
  it.each(['2024Q3', '2024Q4', '2025Q1', '2025Q2'])('agrees in %s on both bases, to the fen', async (label) => {
    const facts = await gather(label);
    const rows = oracle.quarterly.filter((row) => row.quarter === label);
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      const result = fundResult(row.fund, facts.figures, facts.accounts);
      const cash = cashResult(facts.figures.filter((one) => one.fund === row.fund && isOwnCash(one.account)));
      expect({
        quarter: label,
        fund: row.fund,
        opening: yuanFromFen(result.openingFen),
        income: yuanFromFen(result.incomeFen),
        expense: yuanFromFen(result.expenseFen),
        closing: yuanFromFen(result.closingFen),
        cash_opening: yuanFromFen(cash.openingFen),
        cash_in: yuanFromFen(cash.receivedFen),
        cash_out: yuanFromFen(cash.paidFen),
        cash_closing: yuanFromFen(cash.closingFen),
      }).toEqual(row);
    }
    const { document, checks } = await verbs.preview.execute(sample.estateId, 'fund-statement', label);
    expect(checks.map((check) => check.state)).not.toContain('failed');
    expect(checkDocument(document)).toEqual([]);
  });

  it('agrees over the year that was kept, half by half', async () => {
    const [first, second] = [await gather('2024H2'), await gather('2025H1')];
    for (const [fund, expected] of Object.entries(oracle.funds)) {
      const before = fundResult(fund, first.figures, first.accounts);
      const after = fundResult(fund, second.figures, second.accounts);
      expect({
        opening: yuanFromFen(before.openingFen),
        income: yuanFromFen(before.incomeFen + after.incomeFen),
        expense: yuanFromFen(before.expenseFen + after.expenseFen),
        closing: yuanFromFen(after.closingFen),
      }).toEqual(expected);
      expect(after.openingFen).toBe(before.closingFen);
    }
  });

  it('counts red ink on the side that it corrects: 1,752.05 in and 3,454.55 out in 2024-11', async () => {
    const facts = await gather('2024-11');
    const cash = cashResult(facts.figures.filter((one) => isOwnCash(one.account)));
    const inside = cashMovedInside(facts.vouchers);
    expect(yuanFromFen(cash.receivedFen - inside)).toBe('1752.05');
    expect(yuanFromFen(cash.paidFen - inside)).toBe('3454.55');
    const { document } = await verbs.preview.execute(sample.estateId, 'fund-statement', '2024-11');
    const lines = table(document, '公共收益：逐笔').rows.filter((row) => row.kind !== 'note');
    const looks = lines.map((row) => [row.kind, row.struck?.text ?? '']);
    expect(looks).toContainEqual(['normal', '已由记-202411-0005注销']);
    expect(looks.filter(([kind]) => kind === 'red')).toHaveLength(1);
    expect(table(document, '更正与补记').rows).toHaveLength(2);
  });

  it("leaves transfers between funds out of the estate's total and in the funds", async () => {
    const { document } = await verbs.preview.execute(sample.estateId, 'fund-statement', '2024-07');
    const rowOf = (title: string, name: string): readonly string[] => {
      const found = table(document, title).rows.find(
        (row) => row.kind !== 'note' && row.cells[0]?.kind === 'text' && row.cells[0].text === name,
      );
      if (found === undefined || found.kind === 'note') throw new Error(`no row ${name}`);
      return found.cells.slice(1).map((cell) => (cell.kind === 'amount' ? yuanFromFen(cell.fen) : ''));
    };
    expect(rowOf('收支结余', '工作经费')[1]).toBe('1200.00');
    expect(rowOf('收支结余', '减：基金之间的划转')).toEqual(['0.00', '-1200.00', '-1200.00', '0.00']);
    expect(rowOf('现金收付', '全小区合计')).toEqual(['0.00', '25683.12', '1758.38', '23924.74']);
  });

  it('states arrears and withheld remuneration as totals', async () => {
    const { document } = await verbs.preview.execute(sample.estateId, 'fund-statement', '2025Q2');
    const closings = table(document, '应收和应付').rows.map((row) => {
      const cell = row.kind === 'note' ? undefined : row.cells.at(-1);
      return cell?.kind === 'amount' ? yuanFromFen(cell.fen) : '';
    });
    expect(closings).toEqual(expect.arrayContaining([oracle.arrears, oracle.withheld_remuneration, '630.00']));
  });
});

describe('the golden examples', () => {
  it('are the second quarter of 2025', async () => {
    const light = await verbs.preview.execute(sample.estateId, 'fund-statement', '2025Q2');
    const facts = { ...(await gather('2025Q2')), ...FIXED, size: 131n, light: light.document.light! };
    const edition = { id: 'fund-statement-2025Q2-v1', version: 1, publishedAt: FIXED.lastRecordedAt };
    const document = fundStatement.build(facts, edition);
    expect(fundStatement.check(facts)).toEqual([]);
    expectExample(fundStatement.key, 'yuanye-manor-2025Q2.json', renderJson(document));
    expectExample(fundStatement.key, 'yuanye-manor-2025Q2.txt', renderText(document));
  });

  it('are the basic account at 2025-06-30: both sides 31,829.29', async () => {
    const { document: drawn } = await verbs.draw.execute(sample.estateId, ACCOUNT, day('2025-06-30'));
    const source = { ...drawn.source, rootHash: FIXED.rootHash, preparedAt: FIXED.lastRecordedAt, logPosition: 130n };
    const document: ReportDocument = { ...drawn, source };
    expect(checkDocument(document)).toEqual([]);
    const form = document.sections[0]?.body;
    if (form?.kind !== 'form') throw new Error('no form');
    const totals = [...form.left.adjustments, ...form.right.adjustments].map((one) => yuanFromFen(one.fen));
    expect(totals).toEqual(['577.08', '15.00', '192.05', '1555.20']);
    expect([form.left.closing.fen, form.right.closing.fen].map(yuanFromFen)).toEqual(['31829.29', '31829.29']);
    expect(document.light?.colour).toBe('amber');
    expectExample(bankReconciliation.key, 'yuanye-manor-2025-06-30.json', renderJson(document));
    expectExample(bankReconciliation.key, 'yuanye-manor-2025-06-30.txt', renderText(document));
  });
});

describe("a person's account", () => {
  it('is called by its alias, and its number by nobody', async () => {
    const { document } = await verbs.draw.execute(sample.estateId, 'old-card', day('2024-07-10'));
    const text = renderText(document) + renderJson(document);
    expect(text).toContain('old-card');
    expect(text).not.toContain('6217000000000000011');
    expect(text).not.toContain('经办人');
    await expect(verbs.draw.execute(sample.estateId, '6217000000000000011')).rejects.toThrow(
      'RECONCILIATION_ACCOUNT_UNKNOWN',
    );
  });
});
