/** `person add | list`, `role grant | revoke`, `token issue | revoke | list`. */
import type { Command } from 'commander';
import { ROLES, type GrantedRole } from '../people/rules/index.js';
import type { AddPersonOptions, RoleOptions } from './keep-people.js';
import type { IssueOptions, RevokeOptions } from './keep-tokens.js';
import { AS_FLAGS, AS_TEXT, ESTATE_TEXT, newCommand, newVerb } from './new-command.js';
import { readChoice, readDate, readEach, readLine, readPerson } from './read-input.js';
import type { Runner } from './runner.js';

type Json = { readonly json?: boolean };

const KINDS = ['human', 'agent', 'operator'] as const;
const PERSON_TEXT = '人员编号 id of the person';
const APPROVER_TEXT = '给系统记账身份时，同意的审核人\nthe approver who agrees to a posting agent';
const readRole = readChoice('<role>', ROLES);
const ROLE_NOTES = [`身份 Roles: ${ROLES.join(', ')}`];

export function peopleCommands(runner: Runner): Command[] {
  return [personCommand(runner), roleCommand(runner), tokenCommand(runner)];
}

function personCommand(runner: Runner): Command {
  return newCommand('person', {
    zh: '人员：登记、列出。',
    en: 'People: add, list.',
    examples: [['person list yuanye-manor', '列出人员和身份']],
  })
    .addCommand(addCommand(runner))
    .addCommand(listCommand(runner));
}

function addCommand(runner: Runner): Command {
  return newVerb('add', {
    zh: '登记一个人，并给身份；姓名不公开。',
    en: 'Adds a person with roles; the name stays private.',
    examples: [
      ['person add yuanye-manor --name 李老师 --role COMMITTEE_APPROVER', '登记一位审核人'],
      ['person add yuanye-manor --name 收费系统 --kind agent', '登记一个系统'],
    ],
    notes: ROLE_NOTES,
  })
    .argument('<estate>', ESTATE_TEXT)
    .requiredOption('--name <name>', '姓名 name', readLine('--name', 60))
    .option('--role <role>', '身份，可写多次 role; may be repeated', readEach('--role', ROLES))
    .option('--kind <kind>', `类别 kind: ${KINDS.join(', ')}`, readChoice('--kind', KINDS), 'human')
    .option('--approver <person>', APPROVER_TEXT, readPerson('--approver'))
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, options: AddPersonOptions & Json) =>
      runner.atDesk('person add', options.json === true, async (session) =>
        (await import('./keep-people.js')).addPerson(session, estate, options),
      ),
    );
}

function listCommand(runner: Runner): Command {
  return newVerb('list', {
    zh: '列出一个小区的人员和身份。',
    en: 'Lists the people of an estate with their roles.',
    examples: [['person list yuanye-manor --names', '连同不公开的姓名']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .option('--names', '显示姓名（不公开的内容）show names, which are private')
    .action((estate: string, options: Json & { readonly names?: boolean }) =>
      runner.atDesk('person list', options.json === true, async (session) =>
        (await import('./keep-people.js')).listPeople(session, estate, options.names === true),
      ),
    );
}

function roleCommand(runner: Runner): Command {
  return newCommand('role', {
    zh: '身份：给、收回。',
    en: 'Roles: grant, revoke.',
    examples: [['role grant yuanye-manor p-1a2b3c4d AUDITOR', '给审计人身份']],
    notes: ROLE_NOTES,
  })
    .addCommand(grantCommand(runner))
    .addCommand(revokeRoleCommand(runner));
}

function grantCommand(runner: Runner): Command {
  return newVerb('grant', {
    zh: '给一个人身份。',
    en: 'Gives a person a role.',
    examples: [
      ['role grant yuanye-manor p-1a2b3c4d AUDITOR', '给审计人身份'],
      ['role grant yuanye-manor p-5e6f7a8b POSTING_AGENT --approver p-1a2b3c4d', '让一个系统直接记账，要审核人同意'],
    ],
    notes: ROLE_NOTES,
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<person>', PERSON_TEXT, readPerson('<person>'))
    .argument('<role>', '身份 role', readRole)
    .option('--approver <person>', APPROVER_TEXT, readPerson('--approver'))
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, person: string, role: GrantedRole, options: RoleOptions & Json) =>
      runner.atDesk('role grant', options.json === true, async (session) =>
        (await import('./keep-people.js')).grantRole(session, [estate, person, role], options),
      ),
    );
}

function revokeRoleCommand(runner: Runner): Command {
  return newVerb('revoke', {
    zh: '收回一个人的身份。',
    en: 'Takes a role from a person.',
    examples: [['role revoke yuanye-manor p-1a2b3c4d AUDITOR', '收回审计人身份']],
    notes: ROLE_NOTES,
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<person>', PERSON_TEXT, readPerson('<person>'))
    .argument('<role>', '身份 role', readRole)
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, person: string, role: GrantedRole, options: RoleOptions & Json) =>
      runner.atDesk('role revoke', options.json === true, async (session) =>
        (await import('./keep-people.js')).revokeRole(session, [estate, person, role], options),
      ),
    );
}

function tokenCommand(runner: Runner): Command {
  return newCommand('token', {
    zh: '令牌：发出、作废、列出。',
    en: 'Tokens: issue, revoke, list.',
    examples: [['token list', '列出全部令牌']],
  })
    .addCommand(issueCommand(runner))
    .addCommand(revokeTokenCommand(runner))
    .addCommand(listTokensCommand(runner));
}

function issueCommand(runner: Runner): Command {
  return newVerb('issue', {
    zh: '给一个人发令牌；令牌只显示这一次。',
    en: 'Issues a token for a person; it is shown only once.',
    examples: [['token issue yuanye-manor p-1a2b3c4d --label 审计2025 --expires 2026-12-31', '发一个到年底的令牌']],
  })
    .argument('<estate>', ESTATE_TEXT)
    .argument('<person>', PERSON_TEXT, readPerson('<person>'))
    .option('--label <label>', '名称，便于认出它 a label to tell it apart', readLine('--label', 80))
    .option('--expires <date>', '用到哪一天为止 the last day on which it holds', readDate('--expires'))
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((estate: string, person: string, options: IssueOptions & Json) =>
      runner.atDesk('token issue', options.json === true, async (session) =>
        (await import('./keep-tokens.js')).issueToken(session, [estate, person], options),
      ),
    );
}

function revokeTokenCommand(runner: Runner): Command {
  return newVerb('revoke', {
    zh: '作废一个令牌。',
    en: 'Revokes a token.',
    examples: [['token revoke 0197a2b4-6c1e-7d3f-8a90-b1c2d3e4f506', '按编号作废']],
  })
    .argument('<token-id>', '令牌的编号（不是令牌本身）id of the token, not the token itself')
    .option('--estate <code>', '只在这个小区里找 look in this estate only')
    .option(AS_FLAGS, AS_TEXT, readPerson('--as'))
    .action((tokenId: string, options: RevokeOptions & Json) =>
      runner.atDesk('token revoke', options.json === true, async (session) =>
        (await import('./keep-tokens.js')).revokeToken(session, tokenId, options),
      ),
    );
}

function listTokensCommand(runner: Runner): Command {
  return newVerb('list', {
    zh: '列出令牌（看不到令牌本身）。',
    en: 'Lists tokens, never their text.',
    examples: [['token list yuanye-manor', '一个小区的令牌']],
  })
    .argument('[estate]', '小区代码，不写就列出全部 code of the estate; all by default')
    .action((estate: string | undefined, options: Json) =>
      runner.atDesk('token list', options.json === true, async (session) =>
        (await import('./keep-tokens.js')).listTokens(session, estate),
      ),
    );
}
