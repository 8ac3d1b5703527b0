/** Commands for funds: `campaign`, `contract`, `funding-plan`, `insurance`, `held-by-others`. */
import type { Command } from 'commander';
import type { CampaignImportOptions, RefundOptions } from './keep-campaigns.js';
import { AS_FLAGS, ESTATE_TEXT, newCommand, newVerb } from './new-command.js';
import { readDate, readLine, readPerson, readYuan } from './read-input.js';
import type { Runner } from './runner.js';
import type { AsOfOptions } from './fund-answers.js';
import type { ReceiptOptions } from './show-funds.js';
import type { Fen } from '../kernel/fen.js';

type Json = { readonly json?: boolean };

const PREPARER_TEXT = '经办人（制单人的编号）who prepares: a preparer';
const CAMPAIGN_TEXT = '众筹编号 name of the campaign';
const ACCOUNT_TEXT = '收付钱的科目 account of the money';
const AS_OF_TEXT = '截至哪一天，默认今天 up to this day; today by default';

export function fundCommands(runner: Runner): Command[] {
  return [
    campaignCommand(runner),
    contractCommand(runner),
    planCommand(runner),
    insuranceCommand(runner),
    heldCommand(runner),
  ];
}

function campaignCommand(runner: Runner): Command {
  return newCommand('campaign', {
    zh: '众筹：看进展，导入缴款名单，退还结余。',
    en: 'Campaigns: see how they stand, import contributions, refund what is left.',
    examples: [['campaign list yuanye-manor', '各个众筹的进展']],
  })
    .addCommand(listCampaigns(runner))
    .addCommand(importCampaign(runner))
    .addCommand(refundCampaign(runner))
    .addCommand(campaignTemplate(runner));
}

function listCampaigns(runner: Runner): Command {
  return newVerb('list', {
    zh: '各个众筹：目标、户数、到账、支出、退还、结余；没有户号。',
    en: 'Campaigns in counts and sums, without households.',
    examples: [['campaign list yuanye-manor --as-of 2025-06-30', '到六月底的进展']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .option('--as-of <date>', AS_OF_TEXT, readDate('--as-of'))
    .action((estate: string, options: AsOfOptions & Json) =>
      runner.atDesk('campaign list', options.json === true, async (session) =>
        (await import('./keep-campaigns.js')).listCampaigns(session, estate, options),
      ),
    );
}

function importCampaign(runner: Runner): Command {
  return newVerb('import', {
    zh: '导入缴款名单：有一处不对就都不收，同一笔只记一次；每天一张凭证，待另一人批准。',
    en: 'Imports contributions, all or nothing, each of them once.',
    examples: [['campaign import yuanye-manor gate-2025 缴款.csv --as p-1a2b3c4d', '导入缴款名单']],
    notes: ['名单的样式用 campaign template 得到。The layout is given by `campaign template`.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<campaign>', CAMPAIGN_TEXT)
    .argument('<file>', '缴款名单 the file of contributions')
    .option('--account <code>', ACCOUNT_TEXT, readLine('--account', 12), '100201')
    .option(AS_FLAGS, PREPARER_TEXT, readPerson('--as'))
    .action((estate: string, campaign: string, file: string, options: CampaignImportOptions & Json) =>
      runner.atDesk('campaign import', options.json === true, async (session) =>
        (await import('./keep-campaigns.js')).importContributions(session, [estate, campaign, file], options),
      ),
    );
}

function refundCampaign(runner: Runner): Command {
  return newVerb('refund', {
    zh: '按出资比例退还结余，算到分；不写 --on 只试算，写了就提交，待另一人批准。',
    en: 'Gives back what is left; without --on it only reckons.',
    examples: [
      ['campaign refund yuanye-manor gate-2025', '试算'],
      ['campaign refund yuanye-manor gate-2025 --on 2025-04-10 --as p-1a2b3c4d', '提交退款，待批准'],
    ],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<campaign>', CAMPAIGN_TEXT)
    .option('--on <date>', '退款的日期；写了就提交 day of the refund; with it the refund is proposed', readDate('--on'))
    .option('--resolution <number>', '决议号 the resolution', readLine('--resolution', 60))
    .option('--account <code>', ACCOUNT_TEXT, readLine('--account', 12), '100201')
    .option(AS_FLAGS, PREPARER_TEXT, readPerson('--as'))
    .action((estate: string, campaign: string, options: RefundOptions & Json) =>
      runner.atDesk('campaign refund', options.json === true, async (session) =>
        (await import('./keep-campaigns.js')).refundCampaign(session, [estate, campaign], options),
      ),
    );
}

function campaignTemplate(runner: Runner): Command {
  return newVerb('template', {
    zh: '缴款名单的样张，可用表格软件打开填写。',
    en: 'The layout of a contribution file, to be filled in.',
    examples: [['campaign template', '显示样张；加 > 缴款.csv 存成文件']],
  }).action((options: Json) =>
    runner.withConfig('campaign template', options.json === true, async () =>
      (await import('./keep-campaigns.js')).contributionTemplate(),
    ),
  );
}

function contractCommand(runner: Runner): Command {
  return newCommand('contract', {
    zh: '经营合同：应收、已收、逾期；收款。',
    en: 'Revenue contracts: expected, received, overdue; receive money.',
    examples: [['contract list yuanye-manor', '各份合同收了多少']],
  })
    .addCommand(
      newVerb('list', {
        zh: '各份合同：应收、已收、逾期、成本、净额。',
        en: 'Contracts: expected, received, overdue, cost, net.',
        examples: [['contract list yuanye-manor --as-of 2025-06-30', '到六月底']],
      })
        .argument('<estate>', ESTATE_TEXT)
        .option('--as-of <date>', AS_OF_TEXT, readDate('--as-of'))
        .action((estate: string, options: AsOfOptions & Json) =>
          runner.atDesk('contract list', options.json === true, async (session) =>
            (await import('./show-funds.js')).listContracts(session, estate, options),
          ),
        ),
    )
    .addCommand(receiveContract(runner));
}

function receiveContract(runner: Runner): Command {
  return newVerb('receive', {
    zh: '收一笔合同款，待另一人批准。',
    en: 'Receives money of a contract, for another person to approve.',
    examples: [['contract receive yuanye-manor parking 1560.00 --on 2025-04-10 --as p-1a2b3c4d', '收车位租金']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<contract>', '合同编号 name of the contract')
    .argument('<yuan>', '金额（元）amount in yuan', readYuan('<yuan>'))
    .requiredOption('--on <date>', '收到的日期 day on which it came in', readDate('--on'))
    .option('--account <code>', ACCOUNT_TEXT, readLine('--account', 12), '100201')
    .option(AS_FLAGS, PREPARER_TEXT, readPerson('--as'))
    .action((estate: string, contract: string, fen: Fen, options: ReceiptOptions & Json) =>
      runner.atDesk('contract receive', options.json === true, async (session) =>
        (await import('./show-funds.js')).receiveContract(session, [estate, contract], fen, options),
      ),
    );
}

function planCommand(runner: Runner): Command {
  return newCommand('funding-plan', {
    zh: '多元筹资：各项来源约定、到账、支出多少。',
    en: 'Funding plans: what each source promised, gave, and paid for.',
    examples: [['funding-plan list yuanye-manor', '各个项目']],
  }).addCommand(
    newVerb('list', {
      zh: '各个项目的来源；物业让利不算现金。',
      en: 'Projects by source; concessions are no cash.',
      examples: [['funding-plan list yuanye-manor --as-of 2025-06-30', '到六月底']],
    })
      .argument('<estate>', ESTATE_TEXT)
      .option('--as-of <date>', AS_OF_TEXT, readDate('--as-of'))
      .action((estate: string, options: AsOfOptions & Json) =>
        runner.atDesk('funding-plan list', options.json === true, async (session) =>
          (await import('./show-funds.js')).listPlans(session, estate, options),
        ),
      ),
  );
}

function insuranceCommand(runner: Runner): Command {
  return newCommand('insurance', {
    zh: '惠民保险：各批次。',
    en: 'Household insurance: its batches.',
    examples: [['insurance list yuanye-manor', '各批次']],
  }).addCommand(
    newVerb('list', {
      zh: '各批次：保险公司、每户保费、期限、已付；没有户号。',
      en: 'Batches with insurer, premium, term and cost, without households.',
      examples: [['insurance list yuanye-manor', '各批次']],
    })
      .argument('<estate>', ESTATE_TEXT)
      .option('--as-of <date>', AS_OF_TEXT, readDate('--as-of'))
      .action((estate: string, options: AsOfOptions & Json) =>
        runner.atDesk('insurance list', options.json === true, async (session) =>
          (await import('./show-funds.js')).listInsurance(session, estate, options),
        ),
      ),
  );
}

function heldCommand(runner: Runner): Command {
  return newVerb('held-by-others', {
    zh: '别人代管的钱；存在个人账户里的会一直提示，转完为止。',
    en: 'Money in other hands; on a personal account it is a warning.',
    examples: [['held-by-others yuanye-manor --as-of 2024-07-14', '那一天谁替小区拿着钱']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .option('--as-of <date>', AS_OF_TEXT, readDate('--as-of'))
    .action((estate: string, options: AsOfOptions & Json) =>
      runner.atDesk('held-by-others', options.json === true, async (session) =>
        (await import('./show-funds.js')).showHeld(session, estate, options),
      ),
    );
}
