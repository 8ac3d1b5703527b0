import { intakeProblems } from '../../../src/intake/problems.js';
import { describeFolder, joinReports, readHouseholds, renderReport } from '../../../src/intake/rules/index.js';
import type { ProblemReport } from '../../../src/intake/rules/index.js';
import { changeProblems } from '../../../src/intake/rules/texts/changes.js';
import { readEstate } from '../../../src/intake/formats/read-estate.js';
import { tableProblems } from '../../../src/platform/tables/index.js';
import { estateCases, folderCases, householdCases } from './folder-cases.js';
import { journalCases } from './journal-cases.js';
import { changed, foldRows, receipt } from './journal-rows.js';
import type { Row } from './journal-rows.js';

const table = { ...intakeProblems, ...tableProblems };

function provoked(): readonly ProblemReport[] {
  return [
    ...journalCases.map(({ rows }) => foldRows(rows).outcome.report),
    ...estateCases.map(({ text }) => readEstate(text).report),
    ...householdCases.map(
      ({ rows }) => readHouseholds(rows.map((cells, index) => ({ line: index + 2, cells }))).report,
    ),
    ...folderCases.map(({ entries }) => describeFolder(entries, []).report),
  ];
}

describe('the texts of an import', () => {
  it('exist for every code that is provoked, and every code is provoked', () => {
    const codes = new Set(provoked().flatMap((report) => [...report.counts.keys()]));
    // What differs from the ledger can only be provoked with a ledger: see test/intake/import-refused.db.spec.ts.
    const ofFiles = Object.keys(intakeProblems).filter((code) => !(code in changeProblems));
    expect([...codes].sort()).toEqual(ofFiles.sort());
  });

  it('are filled without a place left open, in both languages, with a remedy', () => {
    const report = joinReports(provoked());
    const text = renderReport(report, table, { atMost: 10_000 }).join('\n');
    expect(text).not.toMatch(/\{\w+\}/);
    expect(text).not.toMatch(/undefined|null|NaN/);
    for (const { zh, remedyZh, en, remedyEn } of Object.values(intakeProblems)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(remedyZh).toMatch(/\p{Script=Han}.*。$/u);
      expect(en).toMatch(/^[ -~]+\.$/);
      expect(remedyEn).toMatch(/\.$/);
    }
  });

  it('stand with file, line, column, value and remedy, Chinese first', () => {
    const [debit, credit] = receipt(1, '05') as [Row, Row];
    const { report } = foldRows([changed(debit, { debit: '100.005' }), credit]).outcome;
    expect(renderReport(report, table, { atMost: 20 })).toEqual([
      '发现 1 处错误，什么都没有导入。 1 problem(s): nothing was imported.',
      'journal.csv 第 2 行 debit 列 “100.005” [JOURNAL_AMOUNT_DECIMALS]',
      '  金额的小数超过两位。',
      '  怎么改：人民币记到分为止，请按原始单据改成两位小数。',
      '  The amount has more than two decimals. Write two decimals, as the document says.',
    ]);
  });

  it('are capped when printed, never when counted, and keep control characters from the terminal', () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      receipt(index + 1, '05', '1.00', { summary: '\u001b[31m' }),
    ).flat();
    const lines = renderReport(foldRows(rows).outcome.report, table, { atMost: 3 });
    expect(lines[0]).toContain('30 ');
    expect(lines.filter((line) => line.includes('[JOURNAL_TEXT_CONTROL]'))).toHaveLength(3);
    expect(lines.join('\n')).toContain('27 ');
    expect(lines.join('\n')).toContain('JOURNAL_TEXT_CONTROL: 30');
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });
});
