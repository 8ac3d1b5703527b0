/** Commands for the bank's files. */
import type { Command } from 'commander';
import { agreementCommands } from './bank-agreement-commands.js';
import type { BankImportOptions } from './bank-import.js';
import type { BankMapOptions } from './bank-map.js';
import { journalCommand } from './journal-command.js';
import { AS_FLAGS, AS_TEXT, ESTATE_TEXT, newCommand, newVerb } from './new-command.js';
import { readColumn, readPerson, readYuan } from './read-input.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

const COLUMN_TEXT =
  '一列是什么，可写多次，例如 bookedOn=记账日期；没有表头就写 bookedOn=#1\nwhat one column holds; may be repeated';

const FIELD_NOTES = [
  '常用的列 fields: bookedOn 记账日期, tradedOn 交易日期, tradedAt 交易时间, out 支出, in 收入, amount 金额（带正负）,',
  '  direction 借贷, balance 余额, serial 流水号, counterpartyName 对方户名, counterpartyNumber 对方账号, summary 摘要, remark 备注',
];

export function bankCommand(runner: Runner): Command {
  const bank = newCommand('bank', {
    zh: '银行：导入流水，对上凭证，看对到哪一天，签字。',
    en: 'The bank: import lines, match them, see how far books and bank agree, sign.',
    examples: [
      ['bank import yuanye-manor 流水.csv', '导入银行流水'],
      ['bank status yuanye-manor', '账和银行对到哪一天'],
    ],
  })
    .addCommand(importCommand(runner))
    .addCommand(journalCommand(runner))
    .addCommand(mapCommand(runner));
  for (const command of agreementCommands(runner)) bank.addCommand(command);
  return bank;
}

function importCommand(runner: Runner): Command {
  return newVerb('import', {
    zh: '导入一个银行流水文件：只加新的流水，重复的不会再记。',
    en: "Imports a bank's file: what is new is added, what is known is passed over.",
    examples: [
      ['bank import yuanye-manor 流水.xls', '账户由文件里的账号认出'],
      [
        'bank import yuanye-manor 账单.csv --account old-card --opening 500.00',
        '没有余额的账单，第一次要说明之前的余额',
      ],
    ],
    notes: [
      '能读 CSV、XLS、XLSX、camt.053、MT940、OFX，按内容认，不看文件名。',
      '文件有一处不对，就整个不导入。One mistake in the file, and nothing is imported.',
    ],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<file>', '银行给的文件 the file from the bank')
    .option('--account <account>', '哪个账户，文件里没写账号时用 which account, where the file does not say')
    .option('--opening <yuan>', '这个文件之前的余额，没有余额的账单用 balance before the file', readYuan('--opening'))
    .option('--map <field=heading>', COLUMN_TEXT, readColumn('--map'))
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, file: string, options: BankImportOptions & Json) =>
      runner.atDesk('bank import', options.json === true, async (session) =>
        (await import('./bank-import.js')).importBankFile(session, [estate, file], options),
      ),
    );
}

function mapCommand(runner: Runner): Command {
  return newVerb('map', {
    zh: '说明某个账户的文件里各列是什么；不写 --column 就列出已有的说明。',
    en: 'Says what the columns of a file hold; alone it shows what was said.',
    examples: [
      ['bank map yuanye-manor 51050100000000000001', '看已有的说明'],
      ['bank map yuanye-manor old-card --try 流水.csv --column bookedOn=日子 --column amount=数目', '先试读，不保存'],
    ],
    notes: [...FIELD_NOTES, '去掉 --try 就保存，以后导入这个账户的文件会照此读。Without --try it is saved.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<account>', '账号，个人账户写代称 number, or alias of a person’s account')
    .option('--column <field=heading>', COLUMN_TEXT, readColumn('--column'))
    .option('--try <file>', '照此试读一个文件，什么也不写 read a file by it, write nothing')
    .option('--forget', '取消已有的说明 take the mapping back')
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, account: string, options: BankMapOptions & Json) =>
      runner.atDesk('bank map', options.json === true, async (session) =>
        (await import('./bank-map.js')).mapColumns(session, [estate, account], options),
      ),
    );
}
