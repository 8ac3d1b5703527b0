/** Every way in which charity refuses, in both languages. */
import type { ProblemKind, ProblemTable, ProblemText } from '../kernel/violation.js';

/** In the order in which it is read: what is wrong, what to do, in both languages. */
function row(kind: ProblemKind, zh: string, remedyZh: string, en: string, remedyEn: string): ProblemText {
  return { kind, zh, remedyZh, en, remedyEn };
}

const funds = {
  CHARITY_FUND_UNKNOWN: row(
    'not-found',
    '没有代号为 {fund} 的慈善基金。',
    '请从慈善基金一览里选；别的资金不能记捐款。',
    'There is no charity fund {fund}.',
    'Choose one from the list of charity funds.',
  ),
  CHARITY_BASIS_MISSING: row(
    'refused',
    '{fund}没有写明依据：是挂靠慈善组织的专项基金，还是社区内部互助。',
    '请运维人员在设立基金时写明依据和托管的慈善组织，再登记捐款。',
    '{fund} does not say on what it rests: a hosted special fund, or internal mutual aid.',
    'Have a fund opened with its legal basis and custodian first.',
  ),
  CHARITY_ACCOUNT: row(
    'refused',
    '{fund}的钱不能记在科目 {account}。',
    '请用科目 {usual}：挂靠基金的捐款由慈善组织保管，内部互助款放在本小区账户。',
    'Money of {fund} cannot be booked on account {account}.',
    'Use {usual}: a hosted fund lies with its charity, mutual aid in the accounts of the estate.',
  ),
} as const satisfies ProblemTable;

const purposes = {
  PURPOSE_UNKNOWN: row(
    'refused',
    '没有登记过用途“{purpose}”。',
    '请核对代号，或先登记这个用途；没有指定用途的捐款请留空。',
    'Purpose {purpose} was never declared.',
    'Check the code or declare it first; leave it empty where the donor named none.',
  ),
  PURPOSE_KNOWN: row(
    'conflict',
    '用途“{purpose}”已经登记过。',
    '请直接使用它，或换一个代号。',
    'Purpose {purpose} exists already.',
    'Use it, or choose another code.',
  ),
  PURPOSE_ENDED: row(
    'refused',
    '用途“{purpose}”已经结束。',
    '请换一个还在接受捐款的用途。',
    'Purpose {purpose} has ended.',
    'Choose one that is still open.',
  ),
  PURPOSE_OTHER_USE: row(
    'refused',
    '“{purpose}”的捐款是给{given}的，不能用于{asked}。',
    '请改用对应的用途，或用未限定用途的捐款支付；要改变用途，先取得捐赠人同意。',
    'Money for {purpose} was given for {given} and cannot pay {asked}.',
    'Pay from the right purpose or from unrestricted money; a change needs the donors’ consent.',
  ),
  PURPOSE_OVERDRAWN: row(
    'refused',
    '这个用途的钱不够：{detail}。',
    '请减少金额，或换一个用途；别的用途的捐款不能垫用。',
    'There is not enough of this money: {detail}.',
    'Spend less, or from another purpose; money of other purposes does not stand in.',
  ),
  PURPOSE_SAME: row(
    'invalid',
    '改前和改后是同一个用途。',
    '请选另一个用途。',
    'The purpose stays the same.',
    'Choose another one.',
  ),
  PURPOSE_NOT_ENDED: row(
    'refused',
    '用途“{purpose}”还没有结束，剩余的钱不能直接转走。',
    '请先结束这个用途；没有结束的，要逐个取得捐赠人同意。',
    'Purpose {purpose} has not ended, so nothing is left over.',
    'End it first, or ask the donors for their consent.',
  ),
  PURPOSE_NOT_SIMILAR: row(
    'refused',
    '“{to}”与“{from}”用途不相近。',
    '剩余的钱只能用于同一类用途；要用于别的，先取得捐赠人同意。',
    '{to} is not similar to {from}.',
    'What is left over serves the same kind of use; anything else needs the donors’ consent.',
  ),
  PURPOSE_EMPTY: row(
    'refused',
    '用途“{purpose}”没有剩余的钱。',
    '不用转。',
    'Nothing is left of {purpose}.',
    'There is nothing to pass on.',
  ),
  CONSENT_DONATION: row(
    'refused',
    '{number} 不是给这个用途的捐款。',
    '请核对捐赠编号和原来的用途。',
    'Donation {number} was not given for this purpose.',
    'Check the number and the purpose.',
  ),
  CONSENT_TWICE: row(
    'invalid',
    '同一笔捐款的同意写了两次。',
    '每笔捐款只写一次。',
    'The consent for a donation is listed twice.',
    'List each donation once.',
  ),
  CONSENT_SHORT: row(
    'refused',
    '同意的捐赠人所捐的钱不够这个数。',
    '请减少金额，或补上其他捐赠人的同意。',
    'The consenting donors did not give that much.',
    'Lower the amount or add more consents.',
  ),
} as const satisfies ProblemTable;

const donations = {
  DONATION_UNKNOWN: row(
    'not-found',
    '没有编号为 {number} 的捐款。',
    '请核对确认单上的编号，例如 202412-0003-017。',
    'There is no donation {number}.',
    'Check the number on the slip.',
  ),
  DONATION_CELL: row(
    'invalid',
    '“{column}”一栏读不懂：{value}。',
    '日期写成 2024-12-05，金额写成 200.00，同意公开写“是”或“否”，文字不超过 60 个字。',
    'Column {column} cannot be read: {value}.',
    'Write days like 2024-12-05, amounts like 200.00, 是 or 否 for consent, and at most 60 characters.',
  ),
  DONATION_AMOUNT: row(
    'invalid',
    '捐款金额 {amount} 元不对。',
    '请填写大于零的金额。',
    'A donation of {amount} is none.',
    'Give an amount above zero.',
  ),
  DONATION_DAY: row(
    'invalid',
    '日期 {day} 不在 {from} 到 {to} 之间。',
    '请核对日期；建账以前和今天以后的捐款不能登记。',
    'The day {day} is not between {from} and {to}.',
    'Check the day: not before the books opened, not after today.',
  ),
  DONATION_TWICE: row(
    'invalid',
    '流水号 {serial} 出现了两次。',
    '请删去重复的一行，或核对流水号。',
    'Serial {serial} stands there twice.',
    'Remove the repeated row or check the serial.',
  ),
  DONATION_NAME_MISSING: row(
    'invalid',
    '同意公开姓名，却没有写姓名。',
    '请补上姓名，或改为不公开。',
    'The donor agreed to be named, but no name is given.',
    'Give the name, or do not name the donor.',
  ),
} as const satisfies ProblemTable;

const spending = {
  SPENDING_AMOUNT: row(
    'invalid',
    '金额没有写对：慰问到户的逐户写金额，其他支出写一个总金额，都要大于零。',
    '请只用其中一种写法，并补上金额。',
    'Give either one amount or an amount for each recipient, above zero.',
    'Use one of the two.',
  ),
  SPENDING_SUMMARY: row(
    'invalid',
    '没有写明这笔钱做了什么。',
    '请用一句话写清楚，居民看得到。',
    'It is not said what the money was spent on.',
    'Say it in one sentence that residents can read.',
  ),
  GRANT_USE: row(
    'invalid',
    '慈善管理成本不能发给个人。',
    '发给个人的请选慰问等用途；管理成本请写总金额。',
    'Running cost is not paid to persons.',
    'Choose another use, or give one amount.',
  ),
  GRANT_TWICE: row(
    'invalid',
    '第 {row} 人在这张单子里出现了两次。',
    '请合并成一行。',
    'Recipient {row} stands there twice.',
    'Put both into one row.',
  ),
} as const satisfies ProblemTable;

export const charityProblems: ProblemTable = { ...funds, ...purposes, ...donations, ...spending };
