import {
  checkJournalDays,
  daysText,
  journalDays,
  type JournalDays,
} from '../../../src/publishing/rules/journal-days.js';
import { day } from '../fixtures/sample-parts.js';

const LAST = day('2025-06-30');

function days(from: string, to: string): JournalDays {
  return { from: day(from), to: day(to) };
}

describe('the days of a bank journal', () => {
  it.each([
    [{}, days('2025-06-01', '2025-06-30')],
    [{ from: day('2024-02-10') }, days('2024-02-10', '2024-02-29')],
    [{ to: day('2024-11-15') }, days('2024-11-01', '2024-11-15')],
    [{ from: day('2024-07-01'), to: day('2025-06-30') }, days('2024-07-01', '2025-06-30')],
  ])('%j are made whole', (asked, made) => {
    expect(journalDays(asked, LAST)).toEqual(made);
  });

  it('may be a leap year, and no day more', () => {
    expect(checkJournalDays(days('2024-01-01', '2024-12-31'))).toEqual([]);
    expect(checkJournalDays(days('2024-01-01', '2025-01-01'))).toMatchObject([
      { code: 'BANK_JOURNAL_TOO_LONG', facts: { days: '367', most: '366' } },
    ]);
  });

  it('may be one, and do not run backwards', () => {
    expect(checkJournalDays(days('2025-06-30', '2025-06-30'))).toEqual([]);
    expect(checkJournalDays(days('2025-06-30', '2025-06-29'))).toMatchObject([{ code: 'BANK_JOURNAL_DAYS_REVERSED' }]);
  });

  it.each([
    ['2025-06-01', '2025-06-30', '2025年6月'],
    ['2024-01-01', '2024-12-31', '2024年'],
    ['2024-07-01', '2025-06-30', '2024年7月至2025年6月'],
    ['2025-06-02', '2025-06-30', '2025年6月2日至2025年6月30日'],
  ])('from %s to %s are called %s', (from, to, text) => {
    expect(daysText(days(from, to))).toBe(text);
  });
});
