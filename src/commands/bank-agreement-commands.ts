/** Commands by which books and bank come to agree: matching, the status, two names under a reconciliation. */
import type { Command } from 'commander';
import type { MatchOptions } from './match-bank.js';
import { AS_FLAGS, AS_TEXT, ESTATE_TEXT, newVerb } from './new-command.js';
import { readDate, readPerson } from './read-input.js';
import type { Runner } from './runner.js';
import type { SignOptions } from './sign-bank.js';

type Json = { readonly json?: boolean };

const ACCOUNT_TEXT = '账号；个人名下的账户写别名 account number, or the alias of a person’s account';

export function agreementCommands(runner: Runner): Command[] {
  return [matchCommand(runner), statusCommand(runner), signCommand(runner)];
}

function matchCommand(runner: Runner): Command {
  return newVerb('match', {
    zh: '让银行流水自己找凭证：确定的记下来，其余的列出来等人核对。',
    en: 'Matches bank lines with vouchers: what is certain is written down.',
    examples: [
      ['bank match yuanye-manor', '全部账户'],
      ['bank match yuanye-manor 51050100000000000001 --as p-1a2b3c4d', '一个账户，写明经办人'],
    ],
    notes: ['导入流水以后会自动做一遍；再做一遍不会重复。Importing does it too; again adds nothing.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('[account]', ACCOUNT_TEXT)
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, account: string | undefined, options: MatchOptions & Json) =>
      runner.atDesk('bank match', options.json === true, async (session) =>
        (await import('./match-bank.js')).matchBank(session, [estate, account], options),
      ),
    );
}

function statusCommand(runner: Runner): Command {
  return newVerb('status', {
    zh: '账和银行对到哪一天，还有什么要留意；不写小区就列出全部。',
    en: 'How far books and bank agree, and what to look at.',
    examples: [
      ['bank status', '全部小区'],
      ['bank status yuanye-manor', '一个小区，各账户和要留意的事'],
    ],
  })
    .argument('[estate]', ESTATE_TEXT)
    .action((estate: string | undefined, options: Json) =>
      runner.atDesk('bank status', options.json === true, async (session) =>
        (await import('./show-bank-status.js')).showBankStatus(session, estate),
      ),
    );
}

function signCommand(runner: Runner): Command {
  return newVerb('sign', {
    zh: '余额调节表由一个人编制（--prepare），另一个人复核签字。',
    en: 'One person prepares a reconciliation, another one signs it.',
    examples: [
      ['bank sign yuanye-manor 51050100000000000001 2025-06-30 --prepare --as p-1a2b3c4d', '编制'],
      ['bank sign yuanye-manor 51050100000000000001 2025-06-30 --as p-5e6f7a8b', '复核签字'],
    ],
    notes: ['签字以后这一天再有变动，调节表上会逐条列出。A later change to the day is listed on the paper.'],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<account>', ACCOUNT_TEXT)
    .argument('<date>', '截至哪一天 the end of this day', readDate('<date>'))
    .option('--prepare', '编制，等另一个人复核 prepare it for the other person')
    .requiredOption(AS_FLAGS, '由谁经办（人员编号）who acts: a person id', readPerson('--as'))
    .action((estate: string, account: string, on: SignOptions['on'], options: Omit<SignOptions, 'on'> & Json) =>
      runner.atDesk('bank sign', options.json === true, async (session) =>
        (await import('./sign-bank.js')).signBank(session, [estate, account], { ...options, on }),
      ),
    );
}
