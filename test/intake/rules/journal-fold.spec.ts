import fc from 'fast-check';
import { foldJournal, JournalFold, journalColumns } from '../../../src/intake/rules/index.js';
import { fingerprint } from '../../../src/intake/rules/voucher-register.js';
import { readJournalLine } from '../../../src/intake/rules/journal-line.js';
import { journalCases, soundRows } from './journal-cases.js';
import { changed, context, foldRows, payment, receipt, voucher } from './journal-rows.js';
import type { Row } from './journal-rows.js';

describe('the fold of a journal', () => {
  it.each(journalCases.map((one) => [one.code, one] as const))('names the place of %s', (code, expected) => {
    const { outcome } = foldRows(expected.rows);
    const all = [...outcome.report.problems, ...outcome.report.notices];
    expect([...outcome.report.counts.keys()]).toEqual(expect.arrayContaining([...(expected.also ?? [])]));
    const found = all.find((problem) => problem.code === code);
    expect(found).toMatchObject({
      code,
      file: 'journal.csv',
      ...(expected.line && { line: expected.line }),
      ...(expected.column && { column: expected.column }),
      ...(expected.value && { value: expected.value }),
      ...(expected.facts && { facts: expected.facts }),
    });
    if (expected.line === undefined) return;
    expect(found?.at).toBe(['journal.csv', expected.line, found?.column].join(':'));
  });

  it.each(journalCases.map((one) => [one.code, one] as const))('reports nothing beside %s', (code, expected) => {
    const { outcome } = foldRows(expected.rows);
    const echoes = [code, ...(expected.also ?? []), ...(ECHOES[code] ?? [])];
    expect([...outcome.report.counts.keys()].filter((found) => !echoes.includes(found))).toEqual([]);
  });

  it('gives the sound vouchers with their lines, references and originals', () => {
    const { drafts, outcome } = foldRows(soundRows);
    expect(outcome.report.problems).toEqual([]);
    expect(drafts.map(({ number }) => number)).toEqual([1, 2, 3, 4].map((sequence) => `记-202407-000${sequence}`));
    expect(drafts[1]).toMatchObject({
      kind: 'interfund',
      refs: [['resolution', '2024-02']],
      eventOn: '2024-07-06',
      line: 4,
    });
    const original = '记-202407-0001';
    expect(drafts[2]).toMatchObject({ kind: 'red', original, refs: [['voucher', original]] });
    expect(drafts[2]?.lines[0]).toMatchObject({ line: 8, account: '100201', side: 'D', amountFen: -10000n });
    expect(outcome.totals).toMatchObject({ vouchers: 4, lines: 10, debitFen: 11000n, creditFen: 11000n });
    expect(outcome.isOrdered).toBe(true);
  });

  it('takes an uncharted account below a charted parent and says that it has to be created', () => {
    const { outcome, drafts } = foldRows(
      voucher(
        1,
        '05',
        [
          ['10020203', 'PR', 'D 1.00'],
          ['4008', 'PR', 'C 1.00'],
        ],
        { name: '银行存款-二号户' },
      ),
    );
    expect(drafts).toHaveLength(1);
    expect(outcome.newAccounts).toEqual([{ code: '10020203', name: '银行存款-二号户', kind: 'A', parent: '1002' }]);
  });

  it('notes a differing name of an account once, however many lines have it', () => {
    const rows = [1, 2, 3].flatMap((sequence) => receipt(sequence, '05', '1.00', { name: '别的名字' }));
    expect(foldRows(rows).outcome.report.counts.get('JOURNAL_ACCOUNT_NAME_DIFFERS')).toBe(2);
  });

  it('says when the vouchers are not in the order of their numbers, which is no problem', () => {
    const { outcome } = foldRows([...receipt(2, '05'), ...receipt(1, '05')]);
    expect(outcome.report.problemCount).toBe(0);
    expect(outcome.isOrdered).toBe(false);
  });

  it('takes loans between funds, several references in one cell, and the resolving of unidentified money', () => {
    const loan = voucher(
      2,
      '06',
      [
        ['1225', 'PR', 'D 10.00'],
        ['100201', 'PR', 'C 10.00'],
        ['100201', 'PS', 'D 10.00'],
        ['2245', 'PS', 'C 10.00'],
      ],
      { ref: '银行回单\uFF1B决议2024-03' },
    );
    const unknown = voucher(3, '07', [
      ['100201', 'SUSPENSE', 'D 7.00'],
      ['224104', 'SUSPENSE', 'C 7.00'],
    ]);
    const resolved = voucher(4, '08', [
      ['224104', 'SUSPENSE', 'D 7.00'],
      ['100201', 'SUSPENSE', 'C 7.00'],
      ['100201', 'PR', 'D 7.00'],
      ['4008', 'PR', 'C 7.00'],
    ]);
    const { outcome, drafts } = foldRows([...receipt(1, '05'), ...loan, ...unknown, ...resolved]);
    expect(outcome.report.problems).toEqual([]);
    expect(drafts[1]?.refs).toEqual([
      ['document', '银行回单'],
      ['resolution', '2024-03'],
    ]);
  });

  it('does not call a fund overdrawn for an unreadable receipt, nor for the order inside a day', () => {
    const [debit, credit] = receipt(1, '05') as [Row, Row];
    const unread = [changed(debit, { debit: '一百' }), credit, ...payment(2, '06', '50.00')];
    expect([...foldRows(unread).outcome.report.counts.keys()]).toEqual(['JOURNAL_AMOUNT_FORM']);
    expect(foldRows([...payment(1, '05', '50.00'), ...receipt(2, '05')]).outcome.report.problemCount).toBe(0);
  });

  it('names each stretch below zero once, and what is spent during a correction as the problem that it is', () => {
    const rows = [
      ...receipt(1, '01'),
      ...payment(2, '02', '110.00'),
      ...payment(3, '03', '20.00'),
      ...receipt(4, '04', '40.00'),
      ...payment(5, '06', '15.00'),
    ];
    const { problems } = foldRows(rows).outcome.report;
    expect(problems.map(({ facts }) => [facts?.['day'], facts?.['amount'], facts?.['until']])).toEqual([
      ['2024-07-02', '30.00', '2024-07-04'],
      ['2024-07-06', '5.00', '—'],
    ]);
    const begun = [...receipt(1, '01'), ...payment(2, '02', '20.00')];
    const undone = receipt(3, '03', '-100.00', { kind: 'red', ref: '记-202407-0001' });
    expect(foldRows([...begun, ...undone]).outcome.report.problemCount).toBe(0);
    for (const day of ['03', '04']) {
      const { report } = foldRows([...begun, ...undone, ...payment(4, day, '1.00')]).outcome;
      expect(report.problems.map(({ code }) => code)).toEqual(['JOURNAL_FUND_OVERDRAWN']);
    }
  });

  it('counts every problem and keeps a thousand of each kind', () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => receipt(index + 1, '05')).flatMap(([debit, credit]) => [
      changed(debit!, { fund: 'XX' }),
      credit!,
    ]);
    const { report } = foldRows(rows).outcome;
    expect(report.counts.get('JOURNAL_FUND_UNKNOWN')).toBe(1_500);
    expect(report.problems.filter(({ code }) => code === 'JOURNAL_FUND_UNKNOWN')).toHaveLength(1_000);
  });

  it('sorts problems by line, whenever they were found', () => {
    const rows = [...payment(2, '05', '5.00'), ...receipt(4, '06').map((row) => changed(row, { kind: '?' }))];
    const lines = foldRows(rows).outcome.report.problems.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((left, right) => left - right));
    expect(lines.length).toBeGreaterThan(2);
  });

  it('streams: batches of any size give what row by row gives, and finishing twice changes nothing', async () => {
    const rows = soundRows.map((cells, index) => ({ line: index + 2, cells }));
    for (const size of [1, 3, 100]) {
      const fold = new JournalFold(context);
      const streamed = [];
      for await (const draft of foldJournal(batches(rows, size), fold)) streamed.push(draft);
      expect(streamed).toEqual(foldRows(soundRows).drafts);
      expect(fold.finish()).toBe(fold.finish());
    }
  });
});

/** What cannot be said of a voucher without saying more: the mistake changes a sum, or takes a number away. */
/** What cannot be wrong alone: the same mistake also changes a sum, or takes a number away. */
const ECHOES: Readonly<Record<string, readonly string[]>> = {
  JOURNAL_FUND_MISSING: ['JOURNAL_FUND_UNBALANCED'],
  JOURNAL_FUND_NOT_TAKEN: ['JOURNAL_ACCOUNT_NAME_DIFFERS'],
  JOURNAL_RED_TOO_EARLY: ['JOURNAL_OVERDRAWN_BY_RED'],
  JOURNAL_RED_OTHER_YEAR: ['JOURNAL_OVERDRAWN_BY_RED', 'JOURNAL_NUMBER_GAP'],
};

async function* batches<T>(items: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield await Promise.resolve(items.slice(at, at + size));
}

describe('the fingerprint of a voucher', () => {
  const leg = fc.tuple(
    fc.constantFrom('1002', '100201', '4008', '5009'),
    fc.constantFrom('PR', 'PS'),
    fc.constantFrom('D', 'C'),
    fc.bigInt(1n, 99_999n),
  );
  const linesOf = (legs: readonly (readonly [string, string, string, bigint])[], sign: bigint) =>
    legs.map(([account, fund, side, fen]) => {
      const amount = fen * sign;
      const text = `${amount < 0n ? '-' : ''}${String(fen / 100n)}.${String(fen % 100n).padStart(2, '0')}`;
      const row: string[] = new Array<string>(journalColumns.length).fill('');
      [row[4], row[6], row[side === 'D' ? 7 : 8], row[9]] = [account, fund, text, 'red'];
      return readJournalLine({ line: 2, cells: row }, () => undefined);
    });

  it('is that of the exact negative in any order of lines, and no other', () => {
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 8 }), fc.nat(), (legs, at) => {
        const original = fingerprint(linesOf(legs, 1n));
        expect(fingerprint(linesOf([...legs].reverse(), -1n), true)).toEqual(original);
        const index = at % legs.length;
        const other = legs.map((one, place) =>
          place === index ? ([one[0], one[1], one[2], one[3] + 1n] as const) : one,
        );
        expect(fingerprint(linesOf(other, -1n), true)).not.toEqual(original);
      }),
    );
  });
});
