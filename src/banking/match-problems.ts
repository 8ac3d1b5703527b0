/** What can be wrong where people say which bank line is which voucher, and where they sign a reconciliation. */
import type { ProblemTable } from '../kernel/violation.js';
import { row } from './problem-row.js';

const matching = {
  BANK_ACCOUNT_UNKNOWN: row(
    'not-found',
    '本小区没有登记账户 {account}。',
    '请核对账号；个人名下的账户写代称。',
    'The estate has no bank account {account}.',
    'Check the number; an account held by a person is called by its alias.',
  ),
  BANK_LINE_UNKNOWN: row(
    'not-found',
    '没有编号为 {line} 的银行流水。',
    '请从待核对的清单里重新选这一笔。',
    'There is no bank line {line}.',
    'Choose the line again from the list of open ones.',
  ),
  MATCH_VOUCHER_UNKNOWN: row(
    'refused',
    '这个银行账户上没有凭证 {number} 的收付。',
    '请核对凭证号，或看这张凭证记在哪个账户。',
    'Voucher {number} does not touch this bank account.',
    'Check the number, or see which account the voucher is booked to.',
  ),
  MATCH_TAKEN: row(
    'conflict',
    '这一笔已经对上了（核对编号 {match}）。',
    '如果对错了，请先撤销原来的核对，再重新对。',
    'It is matched already (match {match}).',
    'If that is wrong, undo the match first.',
  ),
  MATCH_SIDE_TWICE: row(
    'invalid',
    '同一笔写了两次：{side}。',
    '请删去重复的那一个。',
    '{side} is named twice.',
    'Name it once.',
  ),
  MATCH_BEFORE_BOOKS: row(
    'refused',
    '建账（{booksFrom}）以前的流水，和记期初余额的凭证，只用来核对期初余额，不能逐笔核对。',
    '请只选建账以后的流水和凭证。',
    'Lines before {booksFrom}, when the books begin, and the opening voucher only prove the opening balance.',
    'Choose lines and vouchers of the books’ time.',
  ),
  MATCH_SUMS_DIFFER: row(
    'refused',
    '两边金额不一样：银行合计 {bank} 元，账上合计 {book} 元，差 {difference} 元。',
    '请补选漏掉的流水或凭证；差的是手续费，就先补记手续费。',
    'The sums differ: bank {bank}, books {book}, difference {difference}.',
    'Add the line or voucher that is missing; a fee is recorded first.',
  ),
  MATCH_LINES_UNRELATED: row(
    'refused',
    '选的流水里有 {amount} 元一收一付、没有凭证，对方不是同一个，银行也没有写明是退回或冲正，不能当作互相抵销。',
    '请给收的和付的各记一张凭证；不知道是谁付来的，先记为待查来款。',
    'Of these lines {amount} came in and went out without a voucher, and the bank does not tie them together.',
    'Record a voucher for each; money from nobody known is recorded as unidentified.',
  ),
  MATCH_VOUCHER_CORRECTED: row(
    'refused',
    '凭证 {number} 后来被 {by} 更正过，金额已经变了。',
    '请把更正的凭证也一起选上。',
    'Voucher {number} was corrected later by {by}, and its amount has changed.',
    'Choose the correcting vouchers too.',
  ),
  MATCH_NOT_FOUND: row(
    'not-found',
    '没有编号为 {match} 的核对。',
    '请从核对清单里重新打开。',
    'There is no match {match}.',
    'Open it again from the list.',
  ),
  MATCH_UNDONE_BEFORE: row(
    'conflict',
    '核对 {match} 已经撤销过了。',
    '不用再做什么。',
    'Match {match} was undone before.',
    'Nothing more to do.',
  ),
} as const satisfies ProblemTable;

const drafting = {
  LINE_HAS_VOUCHER: row(
    'conflict',
    '银行流水 {line} 已经对上凭证 {voucher}，不用再起草。',
    '如果对错了，请先撤销核对。',
    'Bank line {line} is matched with voucher {voucher} already.',
    'If that is wrong, undo the match first.',
  ),
  LINE_DRAFT_WAITING: row(
    'conflict',
    '这笔流水已经起草过一张单子（{proposal}），正等人审核。',
    '请先处理那一张：批准，或退回以后再起草。',
    'A draft of this line waits for approval already ({proposal}).',
    'Approve it, or have it returned and draft again.',
  ),
  LINE_DRAFT_DIRECTION: row(
    'refused',
    '收和付选反了：利息、交费、待查来款要从收入的流水起草，手续费要从支出的流水起草。',
    '请换一种起草方式，或换一笔流水。',
    'Interest, fees of households and unidentified money are receipts; a bank fee is a payment.',
    'Choose another kind of draft or another line.',
  ),
  LINE_DRAFT_FUND: row(
    'refused',
    '请选这笔钱属于哪项资金；以前没有同类的凭证可以参照。',
    '在 fund 里填资金代号，例如 PR。',
    'Say which fund the money belongs to; there is no earlier voucher of the kind to go by.',
    'Give the code of the fund, for example PR.',
  ),
  LINE_DRAFT_UNIT: row(
    'refused',
    '请填是哪一户交的费。',
    '在 unit 里填户号；不知道是谁交的，先记为待查来款。',
    'Say which household paid.',
    'Give the unit; if nobody knows, record the money as unidentified.',
  ),
} as const satisfies ProblemTable;

const signing = {
  RECONCILIATION_NO_STATEMENT: row(
    'refused',
    '这个账户的银行流水还没有到 {on}，不能编制这一天的调节表。',
    '请先导入到这一天的银行流水，或选更早的一天。',
    'The bank lines of this account do not reach {on}.',
    'Import the bank lines up to that day, or choose an earlier one.',
  ),
  RECONCILIATION_RED: row(
    'refused',
    '{on} 账和银行没有对上，不能签字。{sentence}',
    '请先补齐缺的流水或查清差额。',
    'On {on} books and bank do not agree: {sentence}',
    'Fill the gap or explain the difference first.',
  ),
  RECONCILIATION_TOO_MANY_ITEMS: row(
    'refused',
    '{on} 还有 {count} 笔没有对上，太多了，一张调节表最多列 {limit} 笔。',
    '请先核对一批，再编制调节表。',
    'On {on} there are {count} open items; a reconciliation lists {limit} at most.',
    'Match some of them first.',
  ),
  RECONCILIATION_SIGNED_SAME: row(
    'conflict',
    '{on} 的调节表已经签过字，数字没有变。',
    '不用再做什么。',
    'The reconciliation of {on} is signed, and nothing has changed since.',
    'Nothing more to do.',
  ),
  RECONCILIATION_NOT_PREPARED: row(
    'refused',
    '{on} 的调节表还没有人编制。',
    '请先由一个人编制，再由另一个人复核签字。',
    'Nobody has prepared the reconciliation of {on}.',
    'One person prepares it, another one signs.',
  ),
  RECONCILIATION_CHANGED: row(
    'conflict',
    '编制以后数字变了：{changes}。',
    '请重新编制，再复核签字。',
    'The figures have changed since it was prepared: {changes}.',
    'Prepare it again, then sign.',
  ),
} as const satisfies ProblemTable;

export const matchProblems: ProblemTable = { ...matching, ...drafting, ...signing };
