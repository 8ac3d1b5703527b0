/** Every way in which publishing refuses, in words that say what to do. Codes are frozen once released. */
import type { ProblemKind, ProblemTable, ProblemText } from '../kernel/violation.js';
import { documentProblems } from './rules/document-problems.js';

interface Words {
  readonly zh: string;
  readonly remedyZh: string;
  readonly en: string;
  readonly remedyEn: string;
}

function row(kind: ProblemKind, words: Words): ProblemText {
  return { kind, ...words };
}

const mendBooks = {
  remedyZh: '报表暂不能公示。请核对这个基金本期的凭证；查不出原因时，请运维人员运行“校验”。',
  remedyEn: 'The report cannot be published. Check the vouchers of the period; failing that, have `verify` run.',
};

const requests = {
  REPORT_UNKNOWN: row('not-found', {
    zh: '没有名为 {report} 的报表。',
    remedyZh: '可以公示的报表是 fund-statement（公共资金收支表）。',
    en: 'There is no report {report}.',
    remedyEn: 'The report that can be published is fund-statement.',
  }),
  REPORT_PERIOD_INVALID: row('invalid', {
    zh: '期间 {period} 读不懂。',
    remedyZh: '请写成 2025-06（月）、2025Q2（季）、2025H1（半年）或 2025（年）。',
    en: '{period} is not a period.',
    remedyEn: 'Write 2025-06, 2025Q2, 2025H1 or 2025.',
  }),
  STATEMENT_NOT_FOUND: row('not-found', {
    zh: '没有编号为 {id} 的公示报表。',
    remedyZh: '请从公示报表列表里打开；编号的写法是 fund-statement-2025Q2-v1。',
    en: 'There is no statement {id}.',
    remedyEn: 'Open it from the list of statements; an id reads like fund-statement-2025Q2-v1.',
  }),
  RECONCILIATION_ACCOUNT_UNKNOWN: row('not-found', {
    zh: '本小区没有账户 {account}。',
    remedyZh: '请检查账号；个人账户要用它的代称。',
    en: 'This estate has no account {account}.',
    remedyEn: "Check the number; a person's account is called by its alias.",
  }),
  BANK_JOURNAL_FUND_UNKNOWN: row('not-found', {
    zh: '本小区没有代码为 {fund} 的基金。',
    remedyZh: '请从这些代码里选：{known}；不写基金就是看整个账户。',
    en: 'This estate has no fund {fund}.',
    remedyEn: 'Choose one of {known}, or leave the fund out to see the whole account.',
  }),
  BANK_JOURNAL_DAYS_REVERSED: row('invalid', {
    zh: '开始日 {from} 在结束日 {to} 之后。',
    remedyZh: '请把前后两个日期对调。',
    en: 'The first day, {from}, is after the last, {to}.',
    remedyEn: 'Swap the two days.',
  }),
  BANK_JOURNAL_TOO_LONG: row('invalid', {
    zh: '一次要看 {days} 天，超过了 {most} 天。',
    remedyZh: '请一次看一年以内的日记账，分几次看。',
    en: '{days} days were asked for; at most {most} are given at once.',
    remedyEn: 'Ask for a year at most, several times.',
  }),
} as const satisfies ProblemTable;

const publishing = {
  STATEMENT_PERIOD_BEFORE_BOOKS: row('refused', {
    zh: '{period}在建账日 {opened} 以前，没有账可以公示。',
    remedyZh: '请选择建账以后的期间。',
    en: 'The period ({period}) ends before the books were opened on {opened}.',
    remedyEn: 'Choose a later period.',
  }),
  STATEMENT_PERIOD_NOT_OVER: row('refused', {
    zh: '{period}还没有过完（最后一天是 {last}），不能公示。',
    remedyZh: '现在可以先看预览，过完以后再公示。',
    en: 'The period ({period}) is not over; its last day is {last}.',
    remedyEn: 'Look at the preview now and publish once it is over.',
  }),
  STATEMENT_REASON_MISSING: row('invalid', {
    zh: '这是第 {version} 版，没有写重新公示的原因。',
    remedyZh: '请用一句话写明为什么要改已经公示的数字。',
    en: 'This would be version {version}, and no reason is given.',
    remedyEn: 'Say in one sentence why published figures change.',
  }),
  STATEMENT_REASON_TOO_LONG: row('invalid', {
    zh: '原因太长，最多 {limit} 个字。',
    remedyZh: '请写短一些。',
    en: 'The reason is longer than {limit} characters.',
    remedyEn: 'Shorten it.',
  }),
  STATEMENT_OVERTAKEN: row('conflict', {
    zh: '{period}的报表刚刚被别人公示了。',
    remedyZh: '请打开最新一版看看，需要时再公示。',
    en: 'Somebody else has just published this statement ({period}).',
    remedyEn: 'Look at the newest version and publish again if needed.',
  }),
} as const satisfies ProblemTable;

const checks = {
  STATEMENT_FUND_EQUATION: row('refused', {
    zh: '{fund}对不上：期初加收入减支出应为 {expected} 元，期末实为 {actual} 元。',
    en: '{fund} does not add up: opening plus income less expense is {expected}, closing is {actual}.',
    ...mendBooks,
  }),
  STATEMENT_OPENING_CHANGED: row('refused', {
    zh: '{fund}的期初是 {actual} 元，而上期公示（{previous}）的期末是 {expected} 元。',
    remedyZh: '上期公示以后又有凭证记入上期。请先重新公示上期，再公示本期。',
    en: '{fund} opens with {actual}, while {previous} was published with a closing of {expected}.',
    remedyEn: 'Vouchers were added to the period before. Publish a new version of it first.',
  }),
  STATEMENT_LINES_DISAGREE: row('refused', {
    zh: '{fund}、科目 {account}：逐笔相加与总账发生额相差 {difference} 元。',
    en: 'Account {account} of {fund}: the vouchers and the ledger differ by {difference}.',
    ...mendBooks,
  }),
  STATEMENT_LEDGER_DISAGREES: row('refused', {
    zh: '{fund}、科目 {account}：期末余额与科目余额表相差 {difference} 元。',
    en: 'Account {account} of {fund}: the closing differs from the trial balance by {difference}.',
    ...mendBooks,
  }),
  STATEMENT_CASH_DISAGREES: row('refused', {
    zh: '各基金的钱合起来是 {funds} 元，各账户的钱合起来是 {accounts} 元，两边不相等。',
    en: "The funds' cash is {funds}, the accounts' cash is {accounts}.",
    ...mendBooks,
  }),
  STATEMENT_TRANSFERS_DISAGREE: row('refused', {
    zh: '基金之间转入 {in} 元、转出 {out} 元，两边不相等。',
    en: 'Between funds {in} came in and {out} went out.',
    ...mendBooks,
  }),
} as const satisfies ProblemTable;

export const publishingProblems: ProblemTable = { ...requests, ...publishing, ...checks, ...documentProblems };
