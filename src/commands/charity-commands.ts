/** Commands for donations: `donations import | list | template`. */
import type { Command } from 'commander';
import { AS_FLAGS, ESTATE_TEXT, newCommand, newVerb } from './new-command.js';
import { readDate, readPerson } from './read-input.js';
import type { DonationImportOptions, DonationListOptions } from './keep-donations.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

const FUND_TEXT = '慈善基金代号 code of the charity fund';
const PREPARER_TEXT = '经办人（物管委制单人的编号）who prepares: a preparer of the committee';

export function donationsCommand(runner: Runner): Command {
  return newCommand('donations', {
    zh: '捐款：导入捐款表，看捐赠清册。只登记已经收到的捐款，不募捐、不收款。',
    en: 'Records donations that were received; nothing is solicited.',
    examples: [['donations import yuanye-manor CF 捐款.csv --as p-1a2b3c4d', '导入捐款表，待另一人批准']],
  })
    .addCommand(importCommand(runner))
    .addCommand(listCommand(runner))
    .addCommand(templateCommand(runner));
}

function importCommand(runner: Runner): Command {
  return newVerb('import', {
    zh: '导入一张捐款表：有一处不对就都不收，同一行只记一次；每天一张凭证，待另一人批准。',
    en: 'Imports a donation file: all or nothing, each line once; another approves.',
    examples: [['donations import yuanye-manor CF 捐款.csv --as p-1a2b3c4d', '导入捐款表']],
    notes: ['捐款表的样式用 donations template 得到。The layout is given by `donations template`.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<fund>', FUND_TEXT)
    .argument('<file>', '捐款表 the file of donations')
    .option(AS_FLAGS, PREPARER_TEXT, readPerson('--as'))
    .action((estate: string, fund: string, file: string, options: DonationImportOptions & Json) =>
      runner.atDesk('donations import', options.json === true, async (session) =>
        (await import('./keep-donations.js')).importDonations(session, [estate, fund, file], options),
      ),
    );
}

function listCommand(runner: Runner): Command {
  return newVerb('list', {
    zh: '捐赠清册，与公开的一样：姓名只写同意公开的。',
    en: 'The list of donations as the public reads it: names where donors agreed.',
    examples: [['donations list yuanye-manor CF --from 2024-12-01', '十二月以来的捐款']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<fund>', FUND_TEXT)
    .option('--from <date>', '自哪一天起 from this day on', readDate('--from'))
    .option('--to <date>', '到哪一天 up to this day', readDate('--to'))
    .action((estate: string, fund: string, options: DonationListOptions & Json) =>
      runner.atDesk('donations list', options.json === true, async (session) =>
        (await import('./keep-donations.js')).listDonations(session, [estate, fund], options),
      ),
    );
}

function templateCommand(runner: Runner): Command {
  return newVerb('template', {
    zh: '捐款表的样张，可用表格软件打开填写。',
    en: 'The layout of a donation file, to be filled in with a spreadsheet program.',
    examples: [['donations template', '样张写到标准输出，可存成 CSV 文件']],
  }).action((options: Json) =>
    runner.withConfig('donations template', options.json === true, async () =>
      (await import('./keep-donations.js')).donationTemplate(),
    ),
  );
}
