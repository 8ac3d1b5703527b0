/** Commands that fill the books and read them. */
import { Option, type Command } from 'commander';
import type { BalanceOptions } from './show-balances.js';
import { FORMATS } from './give-document.js';
import type { ImportOptions } from './import-estate.js';
import { AS_FLAGS, AS_TEXT, ESTATE_TEXT, newVerb, readReason } from './new-command.js';
import { readChoice, readDate, readPeriod, readPerson, readSize } from './read-input.js';
import type { ReconcileOptions } from './reconcile-account.js';
import type { Runner } from './runner.js';
import type { StatementOptions } from './show-statement.js';

type Json = { readonly json?: boolean };

export function bookCommands(runner: Runner): Command[] {
  return [importCommand(runner), balancesCommand(runner), statementCommand(runner), reconcileCommand(runner)];
}

function importCommand(runner: Runner): Command {
  return newVerb('import', {
    zh: '导入一个小区的文件夹：要么全部入账，要么一笔不入。',
    en: "Imports an estate's folder: all of it or nothing.",
    examples: [
      ['import samples/yuanye-manor', '导入示例小区'],
      ['import 账本/2025 --as p-operator --json', '写明经办人，结果给程序读'],
    ],
    notes: [
      '文件夹里要有 estate.json 和 journal.csv，可以有 households.csv 和 bank/*.csv。',
      '同一个文件夹再导入一次，只补新增的内容；已入账的不会重复，也不会改动。',
      'The same folder again adds only what is new; what is booked is never changed.',
    ],
  })
    .argument('<folder>', '小区的文件夹 folder of the estate')
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .option('--notices', '列出全部提醒（不妨碍导入的）list every notice')
    .action((folder: string, options: ImportOptions & Json) =>
      runner.atDesk('import', options.json === true, async (session) =>
        (await import('./import-estate.js')).importEstate(session, folder, options),
      ),
    );
}

function balancesCommand(runner: Runner): Command {
  return newVerb('balances', {
    zh: '看各基金、各科目在任何一天的余额。',
    en: 'Shows the balances of funds and accounts on any day.',
    examples: [
      ['balances yuanye-manor --as-of 2025-06-30', '二〇二五年六月末的余额'],
      ['balances yuanye-manor --from 2025-04-01 --as-of 2025-06-30 --fund PR', '公共收益第二季度的收支'],
    ],
  })
    .argument('<estate>', ESTATE_TEXT)
    .option('--as-of <date>', '截至哪一天，默认今天 the end of this day; today by default', readDate('--as-of'))
    .option('--at <log-size>', '只算账本的前多少条记录 count only so many records of the log', readSize('--at'))
    .option('--from <date>', '同时列出自哪一天起的发生额 also the turnover from this day on', readDate('--from'))
    .option('--fund <code>', '只看一个基金 one fund only')
    .option('--account <code>', '只看一个科目 one account only')
    .addOption(
      new Option('--dimension <name>', '按辅助核算列出，例如 supplier by a dimension, such as supplier').conflicts([
        'at',
        'from',
      ]),
    )
    .action((estate: string, options: BalanceOptions & Json) =>
      runner.atDesk('balances', options.json === true, async (session) =>
        (await import('./show-balances.js')).showBalances(session, estate, options),
      ),
    );
}

function statementCommand(runner: Runner): Command {
  return newVerb('statement', {
    zh: '看某一期的公示表，或把它正式公示。',
    en: 'Shows the statement of a period, or publishes it.',
    examples: [
      ['statement yuanye-manor 2025Q2', '第二季度现在会公示成什么样（未公示）'],
      ['statement yuanye-manor 2025Q2 --format pdf -o 公示表.pdf', '存成 PDF'],
      ['statement yuanye-manor 2025Q2 --publish --as p-1a2b3c4d', '由物管委审核人公示'],
      ['statement yuanye-manor fund-statement-2025Q2-v1', '看已经公示的那一版'],
    ],
    notes: ['没有通过检查的公示表照样显示，但退出码是 1，也不能公示。'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument(
      '<period>',
      '2025-06、2025Q2、2025H1、2025，或已公示的编号\na period, or the id of a published statement',
      readPeriod,
    )
    .option('--report <name>', '哪一种公示表 which report', 'fund-statement')
    .option('--format <form>', `格式 form: ${FORMATS.join(', ')}`, readChoice('--format', FORMATS))
    .option('-o, --output <file>', '写入文件 write to a file')
    .option('--publish', '正式公示，追加到账本 publish it: a record is appended')
    .option(AS_FLAGS, '由谁公示（物管委审核人的编号）who publishes: an approver of the committee', readPerson('--as'))
    .option('--reason <text>', '再次公示的原因 why a later version is needed', readReason)
    .action((estate: string, period: string, options: StatementOptions & Json) =>
      runner.atDesk('statement', options.json === true, async (session) =>
        (await import('./show-statement.js')).showStatement(session, [estate, period], options),
      ),
    );
}

function reconcileCommand(runner: Runner): Command {
  return newVerb('reconcile', {
    zh: '银行存款余额调节表：账面、银行、各基金对不对得上。',
    en: 'The bank reconciliation: do books, bank and funds agree.',
    examples: [
      ['reconcile yuanye-manor', '全部账户一览；只有一个账户时直接出表'],
      [
        'reconcile yuanye-manor 51050000000000000001 --on 2025-06-30 --format pdf -o 调节表.pdf',
        '一个账户某一天的表，存成 PDF',
      ],
    ],
    notes: ['不写日期时，取银行流水到达的最后一天。Without a day: the last one that the bank lines reach.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('[account]', '账号；个人名下的账户写别名 account number, or the alias of a person’s account')
    .option('--on <date>', '截至哪一天 the end of this day', readDate('--on'))
    .option('--format <form>', `格式 form: ${FORMATS.join(', ')}`, readChoice('--format', FORMATS))
    .option('-o, --output <file>', '写入文件 write to a file')
    .action((estate: string, account: string | undefined, options: ReconcileOptions & Json) =>
      runner.atDesk('reconcile', options.json === true, async (session) =>
        (await import('./reconcile-account.js')).reconcileAccount(session, [estate, account], options),
      ),
    );
}
