/** `estate create | list | policy`. */
import type { Command } from 'commander';
import type { CreateOptions, PolicyOptions } from './keep-estates.js';
import { AS_FLAGS, AS_TEXT, ESTATE_TEXT, newCommand, newVerb } from './new-command.js';
import { FUND_KINDS, readChoice, readDate, readEstateCode, readFund, readLine, readPerson } from './read-input.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

const MODES = [
  'LUMP_SUM',
  'REMUNERATION',
  'TRUST',
  'SELF_MANAGED',
  'HOURLY',
] as const satisfies readonly CreateOptions['mode'][];

export function estateCommand(runner: Runner): Command {
  return newCommand('estate', {
    zh: '小区：新建、列出、改约定。',
    en: 'Estates: create, list, change what the books allow.',
    examples: [['estate list', '列出全部小区']],
  })
    .addCommand(createCommand(runner))
    .addCommand(listCommand(runner))
    .addCommand(policyCommand(runner));
}

function createCommand(runner: Runner): Command {
  return newVerb('create', {
    zh: '新建一个小区的账本。',
    en: 'Founds the books of an estate.',
    examples: [
      [
        'estate create shuanghe --name 双河小区 --fund PS:PROPERTY_FEE:物业服务资金 --fund PR:COMMON:公共收益',
        '新建小区，开两个基金',
      ],
    ],
    notes: [`基金种类 Kinds of fund: ${FUND_KINDS.join(', ')}`],
  })
    .argument(
      '<code>',
      '小区代码，写在网址里，以后不能改\ncode of the estate; it stands in addresses for good',
      readEstateCode,
    )
    .requiredOption('--name <name>', '小区名称 name of the estate', readLine('--name', 60))
    .option('--address <address>', '地址 address', readLine('--address', 200))
    .option('--mode <mode>', `服务方式 service mode: ${MODES.join(', ')}`, readChoice('--mode', MODES), 'TRUST')
    .option(
      '--opened-on <date>',
      '建账日期，默认今天 first day of the books; today by default',
      readDate('--opened-on'),
    )
    .option('--fund <code:kind:name>', '开一个基金，可写多次 opens a fund; may be repeated', readFund)
    .option(AS_FLAGS, '谁做管理员，默认 p-operator the founding operator; p-operator by default', readPerson('--as'))
    .action((code: string, options: CreateOptions & Json) =>
      runner.atDesk('estate create', options.json === true, async (session) =>
        (await import('./keep-estates.js')).createEstate(session, code, options),
      ),
    );
}

function listCommand(runner: Runner): Command {
  return newVerb('list', {
    zh: '列出账本里的全部小区。',
    en: 'Lists every estate of this ledger.',
    examples: [['estate list --json', '给程序读']],
  }).action((options: Json) =>
    runner.atDesk('estate list', options.json === true, async (session) =>
      (await import('./keep-estates.js')).listEstates(session),
    ),
  );
}

function policyCommand(runner: Runner): Command {
  return newVerb('policy', {
    zh: '允许或不允许反结账；要管理员和一位审核人两个人。',
    en: 'Allows or refuses the reopening of a closed month; it takes an operator and an approver.',
    examples: [['estate policy yuanye-manor --reopen allowed --approver p-1a2b3c4d', '允许反结账']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .requiredOption(
      '--reopen <policy>',
      'allowed 允许，refused 不允许 whether months reopen',
      readChoice('--reopen', ['allowed', 'refused']),
    )
    .requiredOption('--approver <person>', '同意的审核人 the approver who agrees', readPerson('--approver'))
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, options: PolicyOptions & Json) =>
      runner.atDesk('estate policy', options.json === true, async (session) =>
        (await import('./keep-estates.js')).changePolicy(session, estate, options),
      ),
    );
}
