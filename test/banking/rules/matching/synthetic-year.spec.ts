/**
 * A year of 10,000 bank lines with what really goes wrong, and the truth known: at least 99 of 100 lines that have a
 * counterpart find it by themselves, and not one finds a wrong one.
 */
import { learnRules, matchAccount } from '../../../../src/banking/rules/index.js';
import { judgeYear, verdictTable } from '../../../support/bank-year/judge-year.js';
import { makeBankYear } from '../../../support/bank-year/make-year.js';

const SEEDS = [1, 20_250_630, 4_711];

describe.each(SEEDS)('the year of seed %s', (seed) => {
  const year = makeBankYear(seed);
  const { lines, movements, settlements } = year;
  const matching = matchAccount({ lines, movements, settlements });
  const verdict = judgeYear(year, matching);
  const recall = `${(100 * verdict.recall).toFixed(2)} % of lines with a counterpart`;

  it('has 10,000 lines', () => {
    expect(lines).toHaveLength(10_000);
    // Shown in the test's output: precision by rule, recall by what happened.
    process.stdout.write(`\nseed ${String(seed)}: ${recall}\n${verdictTable(verdict)}\n`);
  });

  it('has no wrong match', () => {
    expect(verdict.wrong).toEqual([]);
  });

  it('matches at least 99 of 100 lines that have a counterpart', () => {
    expect(verdict.recall).toBeGreaterThanOrEqual(0.99);
  });

  it('uses every rule', () => {
    const rules = [...matching.certain, ...matching.linePairs].map((match) => match.rule);
    expect([...new Set(rules)].sort()).toEqual(
      [
        ...['bank-fee', 'bank-reversal', 'batch', 'corrected', 'counterparty', 'far-day', 'interest', 'many-to-many'],
        ...['near-day', 'netted', 'reference', 'returned', 'same-day', 'settlement', 'settlement-total', 'split'],
      ].sort(),
    );
  });

  it('shows nothing of the bank’s remarks and counterparties', () => {
    const shown = [...matching.certain, ...matching.likely, ...matching.linePairs, ...matching.suggestions];
    const words = shown.map((each) => each.explanation).join('\n');
    for (const { line } of lines.slice(0, 500)) {
      if (line.counterpartyName !== '') expect(words).not.toContain(line.counterpartyName);
      for (const room of line.remark.match(/\d+-\d{3,4}/g) ?? [])
        expect(words).not.toMatch(new RegExp(`\\D${room}\\D`));
    }
  });
});

it('is the same year for the same seed, and another one for another', () => {
  expect(makeBankYear(7, 1000)).toEqual(makeBankYear(7, 1000));
  expect(makeBankYear(7, 1000).lines).not.toEqual(makeBankYear(8, 1000).lines);
});

it('matches no less, and nothing wrong, with what the year itself taught', () => {
  const year = makeBankYear(3);
  const facts = { lines: year.lines, movements: year.movements, settlements: year.settlements };
  const first = matchAccount(facts);
  const lines = year.lines.map((place) => place.line);
  const learned = learnRules(first.certain, lines, year.movements);
  expect(learned.length).toBeGreaterThan(20);
  const taught = judgeYear(year, matchAccount({ ...facts, learned }));
  expect(taught.wrong).toEqual([]);
  expect(taught.recall).toBeGreaterThanOrEqual(judgeYear(year, first).recall - 0.001);
});

it('reads public lines less surely, and hardly ever wrongs one', () => {
  const year = makeBankYear(5);
  const silent = year.lines.map((place) => ({
    ...place,
    line: { ...place.line, counterpartyName: '', counterpartyNumber: '', summary: '', remark: '' },
  }));
  const verdict = judgeYear(year, matchAccount({ lines: silent, movements: year.movements }));
  const matches = [...verdict.byRule.values()].reduce((sum, score) => sum + score.matches, 0);
  // Without the bank's words nothing tells a stranger's equal amount of the same day from the right one.
  expect(verdict.wrong.length / matches).toBeLessThan(0.001);
  expect(verdict.recall).toBeGreaterThan(0.3);
  const recall = `${(100 * verdict.recall).toFixed(2)} %`;
  process.stdout.write(`\npublic lines: ${recall}, ${String(verdict.wrong.length)} wrong of ${String(matches)}\n`);
});
