/** Time in a statement: a year end, a prior-year correction, a voucher booked late, and what they do to the figures. */
import { yuanFromFen } from '../../src/kernel/fen.js';
import { renderText } from '../../src/publishing/render/text.js';
import { checkDocument } from '../../src/publishing/rules/index.js';
import { fundResult } from '../../src/publishing/rules/fund-results.js';
import { reportPeriod } from '../../src/publishing/rules/report-period.js';
import { codesOf, content, day, ledgerWorld, line, RESOLUTION, type EstateWorld } from '../support/ledger-world.js';
import { publishingVerbs, type PublishingVerbs } from './fixtures/publishing-verbs.js';

let estate: EstateWorld;
let verbs: PublishingVerbs;
let original: string;

beforeAll(async () => {
  estate = await ledgerWorld({ openedOn: '2024-01-01' });
  verbs = publishingVerbs(estate.world);
  const opening = [line('100201/PR', '+1000.00'), line('300102/PR', '-1000.00')];
  await estate.must(content('2024-01-01', opening, { kind: 'opening', summary: '建账' }));
  await estate.receive('2024-03-05', '500.00', 'PR', '400202');
  original = await estate.must(estate.spending('2024-11-08', '120.00', 'PR', '5004'));
  const transfer = [
    line('5901/PR', '+200.00'),
    line('100201/PR', '-200.00'),
    line('100201/WF', '+200.00'),
    line('4901/WF', '-200.00'),
  ];
  await estate.must(
    content('2024-12-01', transfer, { kind: 'interfund', refs: [RESOLUTION], summary: '划拨工作经费' }),
  );
  // The year's income and expense go to the funds' balances.
  const closing = [
    line('400202/PR', '+500.00'),
    line('5004/PR', '-120.00'),
    line('5901/PR', '-200.00'),
    line('300102/PR', '-180.00'),
    line('4901/WF', '+200.00'),
    line('300103/WF', '-200.00'),
  ];
  const yearEnd = { kind: 'closing', refs: [RESOLUTION], summary: '年末结转' } as const;
  await estate.must(content('2024-12-31', closing, yearEnd));
  await estate.receive('2025-01-10', '60.00', 'PR', '400202');
});
afterAll(() => estate.world.close());

async function figures(label: string, fund = 'PR'): Promise<readonly string[]> {
  const facts = await verbs.gather.execute(estate.estateId, reportPeriod(label)!);
  const result = fundResult(fund, facts.figures, facts.accounts);
  const { openingFen, incomeFen, expenseFen, adjustmentFen, closingFen } = result;
  return [openingFen, incomeFen, expenseFen, adjustmentFen, closingFen].map(yuanFromFen);
}

async function textOf(label: string): Promise<string> {
  const { document, checks } = await verbs.preview.execute(estate.estateId, 'fund-statement', label);
  expect(checks.flatMap((check) => check.violations)).toEqual([]);
  expect(checkDocument(document)).toEqual([]);
  return renderText(document);
}

it('keeps year-end transfers out of income, expense and adjustments', async () => {
  expect(await figures('2024')).toEqual(['1000.00', '500.00', '320.00', '0.00', '1180.00']);
  expect(await figures('2024Q4')).toEqual(['1500.00', '0.00', '320.00', '0.00', '1180.00']);
  expect(await figures('2024', 'WF')).toEqual(['0.00', '200.00', '0.00', '0.00', '200.00']);
  expect(await figures('2025Q1')).toEqual(['1180.00', '60.00', '0.00', '0.00', '1240.00']);
  expect(await textOf('2024')).not.toContain('年末结转 ');
});

it('takes every form of period', async () => {
  for (const label of ['2024-01', '2024Q1', '2024H1', '2024']) {
    expect((await figures(label))[0]).toBe('1000.00');
    expect(await textOf(label)).toContain(reportPeriod(label)!.text);
  }
});

it('shows a prior-year correction as its own row, neither income nor expense', async () => {
  const lines = [line('100201/PR', '+20.00'), line('3199/PR', '-20.00')];
  const replacement = { summary: '退回多付的灯具款', lines, refs: [], docs: [] };
  const outcome = await estate.correct(original, { eventOn: day('2025-02-03'), how: 'prior-year', replacement });
  expect(codesOf(outcome)).toBe('');
  expect(await figures('2025Q1')).toEqual(['1180.00', '60.00', '0.00', '20.00', '1260.00']);
  const text = await textOf('2025Q1');
  expect(text).toMatch(/基金\s+期初结余\s+本期收入\s+本期支出\s+以前年度调整\s+期末结余/);
  expect(text).toMatch(/以前年度调整\s+20\.00/);
  expect(text).toContain('（以前年度调整，不算本期收支）');
});

it('counts a late voucher in the month of its number and lists it with its own day', async () => {
  expect(codesOf(await estate.close('2024-01'))).toBe('');
  for (const month of ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']) {
    expect(codesOf(await estate.close(`2024-${month}`))).toBe('');
  }
  expect(await estate.receive('2024-12-20', '7.00', 'PR', '400202')).toMatch(/^记-202501-/);
  expect((await figures('2024'))[4]).toBe('1180.00');
  expect((await figures('2025-01'))[1]).toBe('67.00');
  const text = await textOf('2025-01');
  expect(text).toContain('（补记 2024-12）');
  expect(text).toMatch(/更正与补记[\s\S]*2024-12-20\s+2025-01/);
  expect(text).toContain('有 1 张凭证是补记以前月份的事');
});
