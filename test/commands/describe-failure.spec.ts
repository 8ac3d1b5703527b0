import { describeFailure } from '../../src/commands/describe-failure.js';
import { CannotRun, Interrupted, refused, WrongUsage } from '../../src/commands/faults.js';
import { commandProblems } from '../../src/commands/problems.js';
import { Refusal, type ProblemTable } from '../../src/kernel/violation.js';
import { StartupError } from '../../src/platform/config/startup-error.js';

const wing: ProblemTable = {
  FUND_EMPTY: {
    kind: 'refused',
    zh: '基金 {fund} 没有钱',
    en: 'The fund {fund} is empty',
    remedyZh: '请等',
    remedyEn: 'Wait',
  },
};
const told = (error: unknown) => describeFailure(error, () => Promise.resolve(wing));
const withCode = (code: string): Error => Object.assign(new Error('it broke'), { code });

describe('a failure', () => {
  it.each([
    ['a refusal', refused('ESTATE_UNKNOWN', { code: 'x', known: 'y' }), 1, 'ESTATE_UNKNOWN'],
    ['wrong usage', WrongUsage.of('USAGE_DATE', { name: '--on', value: 'x' }), 2, 'USAGE_DATE'],
    ['a start-up error', new StartupError('MIGRATE_URL_MISSING'), 3, 'MIGRATE_URL_MISSING'],
    [
      'a file',
      new CannotRun({ code: 'FILE_UNWRITABLE', facts: { path: 'a', reason: 'EACCES' } }),
      3,
      'FILE_UNWRITABLE',
    ],
    ['a lost connection', withCode('57P01'), 3, 'DATABASE_LOST'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 3, 'DATABASE_LOST'],
    ['a held lock', withCode('55P03'), 3, 'DATABASE_BUSY'],
    ['Ctrl-C', new Interrupted(), 130, 'STOPPED_BY_USER'],
    ['a fault of the program', new TypeError('x is not a function'), 70, 'PROGRAM_FAULT'],
    ['whatever else is thrown', 'a text', 70, 'PROGRAM_FAULT'],
  ])('by %s has its exit code, its code and a text in both languages', async (_, error, exitCode, code) => {
    const { lines, problems, ...failure } = await told(error);
    expect(failure).toEqual({ exitCode });
    expect(lines[0]).toContain(`[${code}]`);
    expect(problems).toMatchObject([{ code }]);
    expect(lines.join('\n')).toMatch(/\p{Script=Han}[^]*[a-z]{3}/u);
    expect(lines.join('\n')).not.toMatch(/\{\w+\}/);
  });

  it("tells all violations with the wing's texts, their place, and sentences that end", async () => {
    const error = new Refusal([
      { code: 'FUND_EMPTY', at: 'lines[2].fund', facts: { fund: 'PR' } },
      { code: 'FUND_EMPTY', facts: { fund: 'PS' } },
    ]);
    expect((await told(error)).lines).toEqual([
      '没有办成 Refused [FUND_EMPTY] lines[2].fund',
      '  基金 PR 没有钱。',
      '  怎么办：请等。',
      '  The fund PR is empty. Wait.',
      '没有办成 Refused [FUND_EMPTY]',
      '  基金 PS 没有钱。',
      '  怎么办：请等。',
      '  The fund PS is empty. Wait.',
    ]);
  });

  it('shows a code without a text as it is', async () => {
    expect((await told(Refusal.of('NOBODY_KNOWS'))).lines).toEqual(['没有办成 Refused [NOBODY_KNOWS]']);
  });

  it('lets no control character of a fact reach the terminal', async () => {
    const { lines } = await told(refused('FUND_EMPTY', { fund: 'P\u001b[2J' }));
    expect(lines[1]).toBe('  基金 P␣[2J 没有钱。');
  });

  it('keeps the stack of a fault for the maintainers, and only there', async () => {
    expect((await told(new TypeError('x'))).lines.some((line) => line.includes(' at '))).toBe(true);
    expect((await told(withCode('57P01'))).lines).toHaveLength(4);
  });
});

it('every text of the table is a sentence in its language', () => {
  for (const text of Object.values(commandProblems)) {
    for (const zh of [text.zh, text.remedyZh]) expect(zh).toMatch(/\p{Script=Han}.*(?:[。：]|\{\w+\})$/u);
    for (const en of [text.en, text.remedyEn]) expect(en).toMatch(/^["A-Z{].*(?:[.]|\{\w+\})$/);
  }
});
