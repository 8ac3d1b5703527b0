import { calendarDate, type CalendarDate } from '../../../src/kernel/calendar.js';
import { buildFundStatement } from '../../../src/publishing/rules/build-fund-statement.js';
import { chineseNumeral } from '../../../src/publishing/rules/chinese-numeral.js';
import { contentDisposition, fileNameOf } from '../../../src/publishing/rules/file-name.js';
import {
  checkPublishing,
  jointLight,
  saysTheSame,
  withAlarm,
  type PublishingCase,
} from '../../../src/publishing/rules/publish-rules.js';
import { reportPeriod } from '../../../src/publishing/rules/report-period.js';
import { smallStatement } from '../fixtures/small-statement.js';

const edition = { id: 'fund-statement-2025-06-v1', version: 1, publishedAt: '2025-07-03T02:10:00.000Z' };
const document = buildFundStatement(smallStatement(), edition);

describe('publishing', () => {
  const sound: PublishingCase = {
    period: reportPeriod('2025-06')!,
    today: calendarDate('2025-07-01') as CalendarDate,
    version: 1,
    reason: '',
    mayPublish: true,
  };
  const codes = (own: Partial<PublishingCase>): readonly string[] =>
    checkPublishing({ ...sound, ...own }).map((violation) => violation.code);

  it('is allowed from the day after the period', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ today: calendarDate('2025-06-30') as CalendarDate })).toEqual(['STATEMENT_PERIOD_NOT_OVER']);
  });

  it('returns every violation', () => {
    const reason = `${'长'.repeat(200)} 13800138000`;
    expect(codes({ mayPublish: false, version: 2 })).toEqual(['ROLE_REQUIRED', 'STATEMENT_REASON_MISSING']);
    expect(codes({ reason })).toEqual(['STATEMENT_REASON_TOO_LONG', 'PUBLIC_TEXT_PRIVATE']);
  });
});

describe('documents that say the same', () => {
  it('may differ in log size, root and instant, and in nothing else', () => {
    const preview = buildFundStatement(smallStatement());
    const later = smallStatement({ size: 99n, rootHash: 'cd'.repeat(32), lastRecordedAt: '2025-08-01T00:00:00.000Z' });
    expect(saysTheSame(preview, buildFundStatement(later))).toBe(true);
    const light = smallStatement({ light: { colour: 'green', text: '对得上' } });
    expect(saysTheSame(preview, buildFundStatement(light))).toBe(false);
  });
});

it('joins the lights of accounts, the gravest first', () => {
  expect(jointLight([])).toBeUndefined();
  const green = { account: 'a', colour: 'green', text: '好' } as const;
  const red = { account: 'b', colour: 'red', text: '坏' } as const;
  expect(jointLight([green])).toEqual({ colour: 'green', text: '好' });
  expect(jointLight([green, red])).toEqual({ colour: 'red', text: 'a：好 b：坏' });
});

it('puts an alarm where nobody can miss it', () => {
  const alarmed = withAlarm(document, 'aa', 'bb');
  expect(alarmed.light?.colour).toBe('red');
  expect(alarmed.notes[0]).toMatch(/aa.*bb/);
  expect(alarmed.sections).toBe(document.sections);
});

it('says in the document whether it is published', () => {
  expect(document.signatures.at(-1)).toEqual({ label: '公示日期', text: '2025-07-03' });
  expect(buildFundStatement(smallStatement()).facts[0]).toMatchObject({ key: 'edition' });
  expect(document.facts[0]).toMatchObject({ key: 'preparedBy' });
});

it('names files in Chinese, and by the id for programs that read no other', () => {
  expect(fileNameOf(document, 'pdf')).toBe('小院-公共资金收支表-2025年6月-第1版.pdf');
  expect(fileNameOf(buildFundStatement(smallStatement()), 'csv')).toBe('小院-公共资金收支表-2025年6月-未公示.csv');
  const hostile = { ...document, estateName: `a/b"\r\nx: y'(1)` };
  const header = contentDisposition('inline', hostile, 'pdf');
  expect(header).toMatch(/^inline; filename="fund-statement-2025-06-v1\.pdf"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/);
});

it('numbers sections in Chinese', () => {
  expect([1, 9, 10, 11, 19, 20, 21, 99].map(chineseNumeral)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '十九',
    '二十',
    '二十一',
    '九十九',
  ]);
});
