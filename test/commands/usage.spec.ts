/** What is said of a command that is written wrongly: what, where, and how to mend it, with exit code 2. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { commandProblems } from '../../src/commands/problems.js';
import { buildProgram, everyCommand } from '../../src/commands/program.js';
import { Runner } from '../../src/commands/runner.js';
import { pathOf } from '../../src/commands/usage-faults.js';
import { written } from './at-hand.js';
import { answerOf, ROOT } from './xinyi.js';

const PERSON = 'p-1a2b3c4d';

const wrong: readonly (readonly [words: string, code: string, shown: string])[] = [
  ['imprt samples', 'USAGE_COMMAND_UNKNOWN', 'import, balances, statement'],
  ['estate creat x', 'USAGE_COMMAND_UNKNOWN', 'create, list, policy'],
  ['import', 'USAGE_ARGUMENT_MISSING', '<folder>'],
  ['import a b', 'USAGE_TOO_MANY', '应有 1 项，写了 2 项'],
  ['import a --speed', 'USAGE_OPTION_UNKNOWN', '--json, --as, --notices, --help'],
  ['import a --as', 'USAGE_VALUE_MISSING', '--as <person>'],
  ['import a --as Bob', 'USAGE_PERSON', '“Bob”'],
  ['balances', 'USAGE_ARGUMENT_MISSING', '<estate>'],
  ['balances x --as-of 2025-02-30', 'USAGE_DATE', '--as-of'],
  ['balances x --from 30.6.2025', 'USAGE_DATE', '--from'],
  ['balances x --at -1', 'USAGE_NUMBER', '--at'],
  ['balances x --at 1.5', 'USAGE_NUMBER', '“1.5”'],
  ['balances x --dimension supplier --at 3', 'USAGE_CONFLICT', '--dimension <name> 和 --at <log-size>'],
  ['statement x', 'USAGE_ARGUMENT_MISSING', '<period>'],
  ['statement x 2025Q5', 'USAGE_PERIOD', '“2025Q5”'],
  ['statement x 2025Q2 --format docx', 'USAGE_CHOICE', 'text, pdf, xlsx, csv, json, html'],
  ['statement x 2025Q2 --as me', 'USAGE_PERSON', '--as'],
  ['reconcile', 'USAGE_ARGUMENT_MISSING', '<estate>'],
  ['reconcile x y --on yesterday', 'USAGE_DATE', '“yesterday”'],
  ['bank import x', 'USAGE_ARGUMENT_MISSING', '<file>'],
  ['bank import x y --opening five', 'USAGE_YUAN', '“five”'],
  ['bank import x y --map 日期', 'USAGE_COLUMN', '“日期”'],
  ['bank map x', 'USAGE_ARGUMENT_MISSING', '<account>'],
  ['verify', 'USAGE_ARGUMENT_MISSING', '<estate>'],
  ['verify x --all', 'USAGE_CONFLICT', '--all'],
  ['export x', 'USAGE_ARGUMENT_MISSING', '<file>'],
  ['restore', 'USAGE_ARGUMENT_MISSING', '<file>'],
  ['migrate now', 'USAGE_TOO_MANY', '应有 0 项'],
  ['estate create --name n', 'USAGE_ARGUMENT_MISSING', '<code>'],
  ['estate create x', 'USAGE_OPTION_MISSING', '--name <name>'],
  ['estate create X_1 --name n', 'USAGE_ESTATE_CODE', '“X_1”'],
  ['estate create x --name n --mode FREE', 'USAGE_CHOICE', 'LUMP_SUM'],
  ['estate create x --name n --opened-on 2025', 'USAGE_DATE', '--opened-on'],
  ['estate create x --name n --fund PS:FEES:f', 'USAGE_FUND', 'PROPERTY_FEE'],
  ['estate create x --name n --fund PS:COMMON:f --fund PS:COMMON:g', 'USAGE_FUND_TWICE', 'PS'],
  ['estate list x', 'USAGE_TOO_MANY', '应有 0 项'],
  ['estate policy x --reopen allowed', 'USAGE_OPTION_MISSING', '--approver <person>'],
  [`estate policy x --reopen perhaps --approver ${PERSON}`, 'USAGE_CHOICE', 'allowed, refused'],
  ['person add x', 'USAGE_OPTION_MISSING', '--name <name>'],
  ['person add x --name n --role BOSS', 'USAGE_CHOICE', 'COMMITTEE_PREPARER'],
  ['person add x --name n --kind robot', 'USAGE_CHOICE', 'human, agent, operator'],
  ['person list', 'USAGE_ARGUMENT_MISSING', '<estate>'],
  ['role grant x y AUDITOR', 'USAGE_PERSON', '<person>'],
  [`role grant x ${PERSON} BOSS`, 'USAGE_CHOICE', 'AUDITOR'],
  [`role revoke x ${PERSON}`, 'USAGE_ARGUMENT_MISSING', '<role>'],
  ['token issue x', 'USAGE_ARGUMENT_MISSING', '<person>'],
  [`token issue x ${PERSON} --expires soon`, 'USAGE_DATE', '--expires'],
  ['token revoke', 'USAGE_ARGUMENT_MISSING', '<token-id>'],
  ['token list a b', 'USAGE_TOO_MANY', '应有 1 项'],
];

describe('a command that is written wrongly', () => {
  it.each(wrong)('%s: %s', async (words, code, shown) => {
    const { exitCode, stdout, stderr } = await written(...words.split(' '));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toContain(shown);
    // Nothing that should have been filled in stands open.
    expect(stderr).not.toMatch(/\{\w+\}/);
  });

  it.each(['--name=', '--name= 甲', '--name=甲\n乙', `--name=${'长'.repeat(61)}`])(
    'refuses the name in %j',
    async (name) => {
      const { exitCode, stderr } = await written('estate', 'create', 'x', name);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[USAGE_TEXT]')]);
    },
  );

  it('answers machines with one JSON object on standard output', async () => {
    const ended = await written('balances', 'x', '--as-of', 'never', '--json');
    expect(ended.stderr).toBe('');
    expect(answerOf(ended)).toMatchObject({
      ok: false,
      command: 'balances',
      exitCode: 2,
      problems: [{ code: 'USAGE_DATE', kind: 'invalid', facts: { name: '--as-of', value: 'never' } }],
    });
  });

  it('shows help on standard error where no command is named', async () => {
    for (const words of [[], ['token']]) {
      const { exitCode, stdout, stderr } = await written(...words);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain('用法 Usage:');
    }
  });

  it('says where to look for help, and the place is right', async () => {
    const { stderr } = await written('role', 'grant');
    expect(stderr).toContain('npm run xinyi -- role grant --help');
    expect((await written('role', 'grant', '--help')).exitCode).toBe(0);
  });
});

describe('a command that cannot run', () => {
  it('answers 3 where no database answers', async () => {
    const { exitCode, stdout, stderr } = await written('estate', 'list');
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toContain('[SERVER_UNREACHABLE]');
    expect(stderr).not.toContain(':x@');
  });
});

function tree(): Command[] {
  const never = new Promise<never>(() => undefined);
  const runner = new Runner({ out: process.stdout, err: process.stderr, env: {}, from: '/', interrupted: never });
  return everyCommand(buildProgram(runner));
}

describe('help', () => {
  const commands = tree();
  const paths = commands.map(pathOf);

  it('covers every command of the issue', () => {
    const wanted = ['import', 'statement', 'reconcile', 'balances', 'verify', 'export', 'restore', 'migrate'];
    const more = ['estate create', 'estate list', 'estate policy', 'person add', 'person list', 'role grant'];
    const most = ['role revoke', 'token issue', 'token revoke', 'token list'];
    expect(paths).toEqual(expect.arrayContaining([...wanted, ...more, ...most]));
  });

  it.each(paths)('of "%s" is in Chinese with English, has an example, and goes to standard output', async (path) => {
    const { exitCode, stdout, stderr } = await written(...path.split(' ').filter((word) => word !== ''), '--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`用法 Usage: npm run xinyi -- ${path}`.trim());
    expect(stdout).toMatch(/\p{Script=Han}[^\n]*\n[A-Z][^\n]*[a-z]/u);
    expect(stdout).toContain('例子 Examples:');
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it.each(paths)('of "%s" says in both languages what each word and option means', (path) => {
    const command = commands[paths.indexOf(path)]!;
    const texts = [...command.options, ...command.registeredArguments].map(({ description }) => description);
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(text) || !/[a-z]{2}/.test(text))).toEqual([]);
  });

  it('has a chapter for each command in docs/commands.md, with an example and its exit codes', () => {
    const chapters = new Map(
      readFileSync(join(ROOT, 'docs/commands.md'), 'utf8')
        .split(/^### /m)
        .slice(1)
        .map((chapter) => [chapter.slice(0, chapter.indexOf('\n')).replaceAll('`', '').trim(), chapter]),
    );
    const leaves = commands.filter((command) => command.commands.length === 0).map(pathOf);
    expect([...chapters.keys()].sort()).toEqual([...leaves].sort());
    for (const [path, chapter] of chapters) {
      expect(chapter).toContain(`npm run xinyi -- ${path}`);
      expect(chapter).toMatch(/^Exit codes: /m);
      const command = commands[paths.indexOf(path)]!;
      const missing = command.options.filter(({ long }) => long !== '--json' && !chapter.includes(`\`${long ?? ''}`));
      expect({ path, missing: missing.map(({ long }) => long) }).toEqual({ path, missing: [] });
    }
  });

  it('gives examples that are written rightly', async () => {
    const examples = commands.flatMap((command) => {
      const lines = helpOf(command).split('\n');
      return lines.filter((line) => line.startsWith('  npm run xinyi -- ') && !line.includes('--help'));
    });
    expect(examples.length).toBeGreaterThan(25);
    for (const example of examples) {
      const { exitCode } = await written(...example.trim().split(' ').slice(4));
      // Rightly written, it reaches for the database, which is not there; or for the folder, which is not there either.
      // A template needs neither.
      expect({ example, exitCode }).toEqual({ example, exitCode: example.includes(' template') ? 0 : 3 });
    }
  });
});

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (more) => (text += more) });
  command.outputHelp();
  return text;
}

describe('the table of problems', () => {
  it('has only codes that some command can answer with', () => {
    const sources = everySource();
    const unused = Object.keys(commandProblems).filter((code) => !sources.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });
});

function everySource(): string {
  const folder = join(ROOT, 'src/commands');
  return readdirSync(folder)
    .filter((name) => name !== 'problems.ts')
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
