/** Commands that keep the books safe: verify, export, restore, migrate. */
import type { Command } from 'commander';
import { WrongUsage } from './faults.js';
import { ESTATE_TEXT, newVerb } from './new-command.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

export function keepingCommands(runner: Runner): Command[] {
  return [verifyCommand(runner), migrateCommand(runner)];
}

/** Exactly one of the two says which estates are meant. */
function checkWhich(estate: string | undefined, all: boolean): void {
  if (all && estate !== undefined) {
    throw WrongUsage.of('USAGE_CONFLICT', { first: `<estate> ${estate}`, second: '--all', command: 'verify' });
  }
  if (!all && estate === undefined) throw WrongUsage.of('USAGE_ARGUMENT_MISSING', { argument: 'estate', command: 'verify' });
}

function verifyCommand(runner: Runner): Command {
  return newVerb('verify', {
    zh: '从头校验账本：每条记录、每个余额都重算一遍。',
    en: 'Verifies the log: every record is re-hashed, every balance recomputed.',
    examples: [
      ['verify yuanye-manor', '校验一个小区'],
      ['verify --all --json', '校验全部小区，结果给程序读'],
    ],
    notes: ['完好时退出码是 0，查出错误是 1，并说出最早出错的记录号。Exit code 1 names the first bad record.'],
  })
    .argument('[estate]', ESTATE_TEXT)
    .option('--all', '校验全部小区 every estate')
    .action((estate: string | undefined, options: Json & { readonly all?: boolean }) => {
      checkWhich(estate, options.all === true);
      return runner.atDesk('verify', options.json === true, async (session) =>
        (await import('./verify-estates.js')).verifyEstates(session, estate),
      );
    });
}

function migrateCommand(runner: Runner): Command {
  return newVerb('migrate', {
    zh: '把数据库的结构更新到本程序的版本。',
    en: 'Brings the schema of the database up to this program.',
    examples: [
      ['migrate', '更新自带的数据库'],
      ['migrate --json', '结果给程序读；服务器由 XINYI_MIGRATE_URL 指明'],
    ],
    notes: ['用别的服务器时，请给出 XINYI_MIGRATE_URL（表的主人账号）和 DATABASE_URL（受限账号）。'],
  }).action((options: Json) =>
    runner.withConfig('migrate', options.json === true, async (config) =>
      (await import('./migrate-database.js')).migrate(config),
    ),
  );
}
