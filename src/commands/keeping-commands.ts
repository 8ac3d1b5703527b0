/** Commands that keep the books safe: verify, export, restore, migrate. */
import type { Command } from 'commander';
import { WrongUsage } from './faults.js';
import { ESTATE_TEXT, newVerb, PROGRAM } from './new-command.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

export function keepingCommands(runner: Runner): Command[] {
  return [verifyCommand(runner), exportCommand(runner), restoreCommand(runner), migrateCommand(runner)];
}

const VERIFY = { command: 'verify', help: `${PROGRAM} verify --help` };

/** Exactly one of the two says which estates are meant. */
function checkWhich(estate: string | undefined, all: boolean): void {
  if (all && estate !== undefined) {
    throw WrongUsage.of('USAGE_CONFLICT', { first: `<estate> ${estate}`, second: '--all', ...VERIFY });
  }
  if (!all && estate === undefined) throw WrongUsage.of('USAGE_ARGUMENT_MISSING', { argument: 'estate', ...VERIFY });
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

function exportCommand(runner: Runner): Command {
  return newVerb('export', {
    zh: '把一个小区的全部记录（含不公开的内容）写成一个备份文件。',
    en: 'Writes all records of an estate, private values included, into one archive.',
    examples: [['export yuanye-manor 原野庄园.xinyi', '备份；已有的文件不会被覆盖']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<file>', '写到哪个文件 file to be made')
    .action((estate: string, file: string, options: Json) =>
      runner.atDesk('export', options.json === true, async (session) =>
        (await import('./carry-estate.js')).exportEstate(session, estate, file),
      ),
    );
}

function restoreCommand(runner: Runner): Command {
  return newVerb('restore', {
    zh: '从备份文件恢复一个小区；结果的根哈希与文件一致，否则一条也不写。',
    en: 'Restores an estate from an archive, to the same root or not at all.',
    examples: [['restore 原野庄园.xinyi', '恢复到还没有这个小区的账本里']],
  })
    .argument('<file>', '备份文件 the archive')
    .action((file: string, options: Json) =>
      runner.atDesk('restore', options.json === true, async (session) =>
        (await import('./carry-estate.js')).restoreEstate(session, file),
      ),
    );
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
