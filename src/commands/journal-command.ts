/** `bank journal`. */
import type { Command } from 'commander';
import { FORMATS } from './give-document.js';
import { ESTATE_TEXT, newVerb } from './new-command.js';
import { readChoice, readDate } from './read-input.js';
import type { Runner } from './runner.js';
import type { JournalOptions } from './show-bank-journal.js';

type Json = { readonly json?: boolean };

export function journalCommand(runner: Runner): Command {
  return newVerb('journal', {
    zh: '银行存款日记账：一个账户每天收了什么、付了什么、剩多少。',
    en: 'The bank journal: what went through an account, day by day.',
    examples: [
      ['bank journal yuanye-manor', '最近有记录的那个月；只有一个账户时不用写账号'],
      [
        'bank journal yuanye-manor 51050000000000000001 --from 2025-01-01 --format xlsx -o 日记账.xlsx',
        '一个账户一月份的账，存成表格',
      ],
      ['bank journal yuanye-manor --fund PR', '只看公共收益的钱'],
    ],
    notes: ['一次最多看一年。A year at most at once.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('[account]', '账号；个人名下的账户写别名 account number, or the alias of a person’s account')
    .option('--from <date>', '从哪一天起 from this day on', readDate('--from'))
    .option('--to <date>', '到哪一天止 through this day', readDate('--to'))
    .option('--fund <code>', '只看一个基金 one fund only')
    .option('--format <form>', `格式 form: ${FORMATS.join(', ')}`, readChoice('--format', FORMATS))
    .option('-o, --output <file>', '写入文件 write to a file')
    .action((estate: string, account: string | undefined, options: JournalOptions & Json) =>
      runner.atDesk('bank journal', options.json === true, async (session) =>
        (await import('./show-bank-journal.js')).showBankJournal(session, [estate, account], options),
      ),
    );
}
