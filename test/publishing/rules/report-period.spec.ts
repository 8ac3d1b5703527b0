import {
  parseStatementId,
  previousPeriod,
  reportPeriod,
  statementId,
} from '../../../src/publishing/rules/report-period.js';

describe('periods', () => {
  it.each([
    ['2025-06', '2025年6月', '2025-06-01', '2025-06-30', '2025-05'],
    ['2025-01', '2025年1月', '2025-01-01', '2025-01-31', '2024-12'],
    ['2025Q1', '2025年第一季度', '2025-01-01', '2025-03-31', '2024Q4'],
    ['2025Q4', '2025年第四季度', '2025-10-01', '2025-12-31', '2025Q3'],
    ['2024H1', '2024年上半年', '2024-01-01', '2024-06-30', '2023H2'],
    ['2025H2', '2025年下半年', '2025-07-01', '2025-12-31', '2025H1'],
    ['2024', '2024年', '2024-01-01', '2024-12-31', '2023'],
    ['2024-02', '2024年2月', '2024-02-01', '2024-02-29', '2024-01'],
  ])('%s is %s', (label, text, from, to, before) => {
    const period = reportPeriod(label)!;
    expect([period.text, period.firstDay, period.lastDay]).toEqual([text, from, to]);
    expect(previousPeriod(period)?.label).toBe(before);
  });

  it.each([
    '',
    '2025Q0',
    '2025Q5',
    '2025H3',
    '2025-13',
    '2025-00',
    '2025-6',
    '25Q1',
    '1899',
    '3000',
    '2025q1',
    '2025 ',
  ])('is not %j', (label) => expect(reportPeriod(label)).toBeUndefined());
});

describe('statement ids', () => {
  it.each([
    'fund-statement-2025Q2-v1',
    'fund-statement-2025-06-v12',
    'fund-statement-2025H1-v3',
    'fund-statement-2025-v1',
  ])('reads %s and writes it again', (id) => {
    const name = parseStatementId(id);
    expect(name?.report).toBe('fund-statement');
    expect(statementId(name!)).toBe(id);
  });

  it.each([
    'fund-statement-2025Q2',
    'fund-statement-2025Q2-v0',
    'fund-statement-2025Q9-v1',
    '-2025Q2-v1',
    'x-2025-13-v1',
    '../v1',
  ])('is not %j', (id) => expect(parseStatementId(id)).toBeUndefined());
});
