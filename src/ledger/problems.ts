/** Every way in which the ledger refuses, in words that say what to do. Codes are frozen once released. */
import type { ProblemTable } from '../kernel/violation.js';
import { correctionProblems } from './correction-problems.js';
import { insideProblems } from './inside-problems.js';
import { row } from './problem-row.js';

const voucherProblems = {
  SUMMARY_EMPTY: row(
    'refused',
    '凭证没有写摘要。',
    '请用一句话写明收了什么、付了什么。',
    'The voucher has no summary.',
    'Say in one sentence what was received or paid.',
  ),
  TEXT_TOO_LONG: row(
    'refused',
    '文字太长，最多 {limit} 个字。',
    '请写短一些，细节放进附件。',
    'The text is longer than {limit} characters.',
    'Shorten it; details belong in an attachment.',
  ),
  VOUCHER_LINES_TOO_FEW: row(
    'refused',
    '一张凭证至少要有两行：一行借方，一行贷方。',
    '请补上另一行。',
    'A voucher needs two lines or more.',
    'Add the other side.',
  ),
  LINE_AMOUNT_ZERO: row(
    'refused',
    '这一行的金额是 0。',
    '请填写金额，或删去这一行。',
    'The amount of this line is zero.',
    'Enter the amount or remove the line.',
  ),
  LINE_AMOUNT_NEGATIVE: row(
    'refused',
    '金额不能是负数：{amount}。',
    '要冲减以前的凭证，请用“更正”，不要直接填负数。',
    'The amount {amount} is negative.',
    'Use a correction to take an earlier voucher back.',
  ),
  LINE_AMOUNT_TOO_LARGE: row(
    'refused',
    '金额超过了单行上限 {limit} 元。',
    '请检查小数点，或分成几行。',
    'The amount is above the limit of {limit} yuan a line.',
    'Check the decimal point or split the line.',
  ),
  ACCOUNT_UNKNOWN: row(
    'refused',
    '科目 {account} 不在本小区的科目表里。',
    '请从科目表中选择，或请运维人员先增加这个科目。',
    'Account {account} is not in the chart of this estate.',
    'Choose one from the chart, or have it added first.',
  ),
  FUND_UNKNOWN: row(
    'refused',
    '没有代号为 {fund} 的资金。',
    '请从本小区的资金中选择。',
    'There is no fund {fund}.',
    "Choose one of the estate's funds.",
  ),
  ACCOUNT_REFUSES_FUND: row(
    'refused',
    '科目 {account}{name} 不能用于 {fundName}（{fund}）。',
    '请换一个科目，或换一项资金。',
    'Account {account} {name} does not take fund {fundName} ({fund}).',
    'Choose another account or another fund.',
  ),
  FUND_PURPOSE: row(
    'refused',
    '{fundName}（{fund}）是慈善款，科目 {account}{name} 不是慈善用途，不能用它支付，也不能转给或借给别的资金。',
    '请改用公共收益等资金支付；慈善款只能用于慈善支出（5006 各科目）和本账户的手续费。',
    '{fundName} ({fund}) is charity money, and account {account} {name} is no charitable use.',
    'Pay it from another fund. Charity money pays charity expenses (5006) and the fees of its own account only.',
  ),
  ACCOUNT_NOT_POSTABLE: row(
    'refused',
    '本小区是自管小区，没有物业公司，科目 {account} 不能使用。',
    '请换一个支出科目。',
    'Account {account} cannot be used in a self-managed estate.',
    'Choose another expense account.',
  ),
  VOUCHER_UNBALANCED: row(
    'refused',
    '这张凭证借贷不平：借方 {debit} 元，贷方 {credit} 元，差 {difference} 元。',
    '请核对金额，使借方合计等于贷方合计。',
    'The voucher does not balance: debit {debit}, credit {credit}, difference {difference}.',
    'Make debits equal credits.',
  ),
  FUND_UNBALANCED: row(
    'refused',
    '资金 {fund} 自己借贷不平：借方 {debit} 元，贷方 {credit} 元，差 {difference} 元。',
    '每一项资金都要单独借贷相等，请检查各行所选的资金。',
    'Fund {fund} does not balance: debit {debit}, credit {credit}, difference {difference}.',
    'Each fund must balance by itself; check the fund of every line.',
  ),
  TRANSFER_NOT_NETTED: row(
    'refused',
    '基金间转入与转出不相等，差 {difference} 元。',
    '同一张凭证里 4901 合计必须等于 5901 合计。',
    'Transfers in and out differ by {difference}.',
    'In one voucher 4901 must equal 5901.',
  ),
  BETWEEN_FUNDS_ACCOUNTS: row(
    'refused',
    '这张凭证把一项资金的钱转给了另一项资金，但没有通过基金间往来科目。',
    '请用 4901/5901（划拨）或 1225/2245（暂借）记账。',
    'Cash moves between funds without the accounts for it.',
    'Use 4901/5901 or 1225/2245.',
  ),
  BETWEEN_FUNDS_RESOLUTION: row(
    'refused',
    '资金之间划转要有业主决议，这张凭证没有写决议号。',
    '请在“依据”里填上决议号，例如 2024-02。',
    'Money moves between funds without a resolution.',
    'Add the reference of the resolution.',
  ),
  SUSPENSE_MISUSED: row(
    'refused',
    '待查来款只能收进来、查清后转出去，不能记到科目 {account}。',
    '请先查清这笔钱属于哪项资金。',
    'Suspense money can only be received and resolved; account {account} is neither.',
    'Find out first which fund the money belongs to.',
  ),
  PERSONAL_ACCOUNT_RECEIPT: row(
    'refused',
    '小区已经有单位账户，{detail} 的公款不能再收进个人账户。',
    '请收进单位账户；已经打到个人卡上的，先转入单位账户再记账。',
    'The estate has an account in its own name: public money of {detail} may not be received on a personal one.',
    'Receive it on the account of the organisation.',
  ),
  CASH_FROM_TRUST_ACCOUNT: row(
    'refused',
    '信托资金专用存款账户（100202）不能提取现金。',
    '请用转账支付；确需现金的，从基本存款账户（100201）提取。',
    'The special account of trust money (100202) gives out no cash.',
    'Pay by transfer, or draw cash from the basic account (100201).',
  ),
  FUND_BELOW_ZERO: row(
    'refused',
    '资金 {fund} 在科目 {account} 里的钱不够：到 {date} 会差 {shortfall} 元。',
    '请核对金额和日期，或先记上收到的钱；最多可支 {available} 元。',
    'Fund {fund} would be short by {shortfall} on account {account} at the end of {date}.',
    'Check amount and date, or record the receipt first; {available} is available.',
  ),
} as const satisfies ProblemTable;

const timeProblems = {
  EVENT_IN_FUTURE: row(
    'refused',
    '日期 {date} 还没有到（今天是 {today}）。',
    '请填写事情实际发生的日期。',
    '{date} is after today ({today}).',
    'Enter the day on which it happened.',
  ),
  EVENT_BEFORE_BOOKS: row(
    'refused',
    '日期 {date} 早于建账日 {opened}。',
    '建账以前的余额请记入期初凭证。',
    '{date} is before the books were opened ({opened}).',
    'Earlier balances belong in an opening voucher.',
  ),
  PERIOD_NOT_OPEN: row(
    'refused',
    '凭证 {number} 的月份已经结账，应当编入 {period}。',
    '请改用仍未结账的月份编号，日期不用改。',
    'The month of {number} is closed; it belongs in {period}.',
    'Number it in the open month; keep the date.',
  ),
  NUMBER_NOT_NEXT: row(
    'conflict',
    '凭证号 {number} 不连续，下一个应当是 {expected}。',
    '请检查有没有漏号或重号。',
    '{number} does not follow; the next number is {expected}.',
    'Look for a missing or doubled number.',
  ),
  PERIOD_ALREADY_CLOSED: row(
    'conflict',
    '{period} 已经结账了。',
    '不用再做什么。',
    '{period} is closed already.',
    'Nothing more to do.',
  ),
  PERIOD_NOT_NEXT: row(
    'refused',
    '要按顺序结账，下一个应当结的是 {next}。',
    '请先结 {next}。',
    'Months close in order; the next one is {next}.',
    'Close {next} first.',
  ),
  PERIOD_NOT_OVER: row(
    'refused',
    '{period} 还没有过完，不能结账。',
    '请等到下个月再结账。',
    '{period} is not over.',
    'Close it next month.',
  ),
  REOPEN_OFF: row(
    'refused',
    '本小区不允许反结账。',
    '补记的凭证会作为调整列在最早未结账的月份。',
    'Reopening is off in this estate.',
    'A later entry becomes an adjustment in the earliest open month.',
  ),
  REOPEN_NOT_LAST: row(
    'refused',
    '只能反结最后一个已结账的月份 {last}。',
    '请从 {last} 开始。',
    'Only the last closed month, {last}, can be reopened.',
    'Begin with {last}.',
  ),
} as const satisfies ProblemTable;

const personProblems = {
  SECOND_PERSON_REQUIRED: row(
    'forbidden',
    '自己做的单子不能自己批。',
    '请让另一位有审核权限的人来批。',
    'The one who prepared cannot approve.',
    'Ask another person who may approve.',
  ),
  ROLE_REQUIRED: row(
    'forbidden',
    '这个人没有“{role}”的权限。',
    '请由有这个权限的人来做，或请运维人员授权。',
    'The person does not hold the role {role}.',
    'Ask somebody who does, or have it granted.',
  ),
  PROPOSAL_NOT_FOUND: row(
    'not-found',
    '没有这张待批单（{id}）。',
    '请回到待批列表重新打开。',
    'There is no proposal {id}.',
    'Open it again from the list.',
  ),
  PROPOSAL_DECIDED: row(
    'conflict',
    '这张单子已经有人处理过了（{state}）。',
    '请刷新列表看结果。',
    'The proposal has been decided ({state}).',
    'Reload the list.',
  ),
} as const satisfies ProblemTable;

const requestProblems = {
  IDEMPOTENCY_KEY_REUSED: row(
    'conflict',
    '这个请求编号以前用过，但内容不一样。',
    '请换一个新的 Idempotency-Key 再提交。',
    'The idempotency key was used with other input.',
    'Send it with a new Idempotency-Key.',
  ),
  CURSOR_INVALID: row(
    'invalid',
    '这不是上一页给出的位置。',
    '请从第一页重新翻起。',
    'This is not the `next` of a page before.',
    'Start again from the first page.',
  ),
} as const satisfies ProblemTable;

export const ledgerProblems: ProblemTable = {
  ...voucherProblems,
  ...timeProblems,
  ...personProblems,
  ...correctionProblems,
  ...insideProblems,
  ...requestProblems,
};
