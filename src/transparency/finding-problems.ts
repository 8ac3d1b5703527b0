/** What `verify` finds in records and in the rows that stand beside them. Codes are frozen once released. */
import type { ProblemTable, ProblemText } from '../kernel/violation.js';
import { row, type Remedy } from './problem-row.js';

const KEEP_AND_ASK: Remedy = [
  '请保留现场，不要改动数据库；用最近一次导出的备份恢复到空白处对照，并告知监督方。',
  'Leave the database as it is, restore the latest export into an empty place, compare, and tell the supervisors.',
];

const REBUILD: Remedy = [
  '记录本身是否完好，请看有没有其他错误；完好时，把这个小区导出，再恢复到空白处，这些行就会按记录重新生成。',
  'If the records themselves are sound, export the estate and restore it into an empty place: rows are made anew.',
];

const found = (zh: string, en: string, remedy: Remedy = KEEP_AND_ASK): ProblemText => row('conflict', zh, en, remedy);

const logFindings = {
  VERIFY_LEAF_MISSING: found('第 {seq} 号记录不见了：序号应当连续', 'Record {seq} is missing: positions have no gap'),
  VERIFY_LEAF_BEYOND_HEAD: found(
    '第 {seq} 号记录在日志末尾之外（日志共 {size} 条）',
    'Record {seq} stands beyond the end of the log, which has {size}',
  ),
  VERIFY_GENESIS: found(
    '第 {seq} 号记录：建账记录必须是、也只能是第 0 号',
    'Record {seq}: the founding record stands at position 0 and nowhere else',
  ),
  VERIFY_STRUCTURE_POSITION: found(
    '日志登记的最后一条非凭证记录位置是 {found}，按记录应为 {expected}',
    'The head says that the last record other than a voucher ends at {found}; by the records it is {expected}',
    REBUILD,
  ),
  VERIFY_PRIVATE_ORPHAN: found(
    '第 {seq} 号记录旁的第 {ordinal} 条不公开内容缺少单独保存的哈希',
    'Private value {ordinal} of record {seq} has lost the hash that is kept apart from it',
  ),
  VERIFY_PRIVATE_GAP: found(
    '第 {seq} 号记录旁的第 {ordinal} 条不公开内容整条不见了，连哈希也没有',
    'Private value {ordinal} of record {seq} is gone, its hash too',
  ),
  VERIFY_STRAY_PRIVATE: found(
    '有不公开内容挂在第 {seq} 号上，而那里没有记录',
    'Private values stand at position {seq}, where there is no record',
  ),
} as const satisfies ProblemTable;

const recordFindings = {
  VERIFY_FIELD_INVALID: found(
    '第 {seq} 号记录的「{field}」缺少或写法不对',
    'Field "{field}" of record {seq} is absent or misspelled',
  ),
  VERIFY_KEY_REPEATED: found('第 {seq} 号记录重复登记了「{key}」', 'Record {seq} registers "{key}" a second time'),
  VERIFY_PERSON_UNKNOWN: found(
    '第 {seq} 号记录写到的人 {person} 当时还没有登记',
    'Record {seq} names {person}, who was not registered by then',
  ),
  VERIFY_ROLE_MISSING: found(
    '第 {seq} 号记录：{person} 当时没有「{role}」的权限',
    'Record {seq}: {person} did not hold the role {role} at that position',
  ),
  VERIFY_SECOND_PERSON: found(
    '第 {seq} 号记录：{person} 一个人既办理又批准',
    'Record {seq}: {person} both made and approved it',
  ),
  VERIFY_PERIOD_ORDER: found(
    '第 {seq} 号记录：{period} 的结账或反结账不合次序',
    'Record {seq}: closing or reopening {period} is out of order',
  ),
  VERIFY_STATEMENT_AHEAD: found(
    '第 {seq} 号记录：报表自称依据到第 {asOf} 条，比它自己还晚',
    'Record {seq}: a statement claims {asOf} records, more than stood before it',
  ),
} as const satisfies ProblemTable;

const voucherFindings = {
  VERIFY_LINES_TOO_FEW: found('第 {seq} 号凭证少于两行', 'Voucher {seq} has fewer than two lines'),
  VERIFY_LINE_AMOUNT: found(
    '第 {seq} 号凭证第 {line} 行的金额 {fen} 分不合规则',
    'Line {line} of voucher {seq} has an amount of {fen} fen, which no such voucher may have',
  ),
  VERIFY_ACCOUNT_UNKNOWN: found(
    '第 {seq} 号凭证用了当时没有的科目 {account}',
    'Voucher {seq} uses account {account}, which did not exist by then',
  ),
  VERIFY_FUND_UNKNOWN: found(
    '第 {seq} 号凭证用了当时没有的资金 {fund}',
    'Voucher {seq} uses fund {fund}, which did not exist by then',
  ),
  VERIFY_ACCOUNT_REFUSES_FUND: found(
    '第 {seq} 号凭证：科目 {account} 不能用于资金 {fund}',
    'Voucher {seq}: account {account} does not take fund {fund}',
  ),
  VERIFY_SUSPENSE_MISUSED: found(
    '第 {seq} 号凭证把待查来款记到了科目 {account}',
    'Voucher {seq} books suspense money to account {account}',
  ),
  VERIFY_FUND_UNBALANCED: found(
    '第 {seq} 号凭证在资金 {fund} 上借贷不平，差 {fen} 分',
    'Voucher {seq} does not balance in fund {fund}: {fen} fen are left',
  ),
  VERIFY_TRANSFER_NOT_NETTED: found(
    '第 {seq} 号凭证的基金间转入与转出差 {fen} 分',
    'In voucher {seq} transfers in and out differ by {fen} fen',
  ),
  VERIFY_BETWEEN_FUNDS: found(
    '第 {seq} 号凭证把一项资金的钱转给了另一项，却没有用往来科目',
    'Voucher {seq} moves cash between funds without the accounts for it',
  ),
  VERIFY_RESOLUTION_MISSING: found(
    '第 {seq} 号凭证在资金之间划转，却没有决议号',
    'Voucher {seq} moves money between funds without a resolution',
  ),
  VERIFY_EVENT_DATE: found(
    '第 {seq} 号凭证的日期 {date} 早于建账或晚于记录当天',
    'Voucher {seq} is dated {date}, before the books were opened or after it was recorded',
  ),
  VERIFY_PERIOD_WRONG: found(
    '第 {seq} 号凭证编在 {period}，当时应编在 {expected}',
    'Voucher {seq} is numbered in {period}; it belonged in {expected}',
  ),
  VERIFY_NUMBER_BROKEN: found(
    '第 {seq} 号凭证的编号 {number} 不连续，应为 {expected}',
    'Voucher {seq} is numbered {number}; the next number was {expected}',
  ),
  VERIFY_VOUCHER_ID_REPEATED: found(
    '第 {seq} 号凭证的标识 {id} 与另一张相同',
    'The id {id} of voucher {seq} belongs to another one too',
  ),
  VERIFY_CORRECTION_ORIGINAL: found(
    '第 {seq} 号凭证要更正的「{original}」在它之前并不存在',
    'Voucher {seq} corrects "{original}", which is no earlier voucher',
  ),
  VERIFY_RED_NOT_EXACT: found(
    '第 {seq} 号红字凭证与第 {original} 号原凭证不是逐行相反',
    'Red voucher {seq} is not the exact negative of record {original}',
  ),
  VERIFY_RED_OF_RED: found(
    '第 {seq} 号红字凭证注销的第 {original} 号本身就是红字',
    'Red voucher {seq} takes back record {original}, which is itself red',
  ),
  VERIFY_RED_OTHER_YEAR: found(
    '第 {seq} 号红字凭证注销的第 {original} 号不是同一年度的',
    'Red voucher {seq} takes back record {original}, which belongs to another year',
  ),
  VERIFY_HOUSEHOLD_PUBLIC: found(
    '第 {seq} 号凭证在公开的分录里写明了哪一户',
    'A public line of voucher {seq} names a household',
  ),
  VERIFY_INSIDE_UNEQUAL: found(
    '第 {seq} 号凭证：科目 {account}、资金 {fund} 的逐户明细合计 {inside} 分，凭证上是 {voucher} 分',
    'Voucher {seq}: account {account}, fund {fund}: private lines add up to {inside} fen, public ones to {voucher}',
  ),
  VERIFY_RED_TWICE: found(
    '第 {seq} 号红字凭证把 {original} 又注销了一次',
    'Red voucher {seq} takes {original} back a second time',
  ),
  VERIFY_FUND_BELOW_ZERO: found(
    '资金 {fund} 在科目 {account} 里的钱到 {date} 少于零（差 {fen} 分），红字凭证也解释不了',
    'Fund {fund} is below zero on account {account} at the end of {date} by {fen} fen, more than red vouchers explain',
  ),
  VERIFY_BELOW_ZERO_BY_RED: found(
    '提醒：因红字注销，资金 {fund} 在科目 {account} 里的钱到 {date} 少于零（差 {fen} 分）',
    'Warning: red vouchers took fund {fund} below zero on account {account} at the end of {date}, by {fen} fen',
    ['账没有被改动；请尽快补记更正后的凭证。', 'Nothing was tampered with; record the corrected voucher soon.'],
  ),
} as const satisfies ProblemTable;

/** Rows that stand in the database and are not what the leaves say. `{row}` is the row's key. */
function rows(zh: string, en: string): ProblemText {
  return found(
    `${zh}（{table}）有一行{differenceZh}：「{row}」{detailZh}`,
    `A row of the ${en} ({table}) {differenceEn}: "{row}"{detailEn}`,
    REBUILD,
  );
}

const rowFindings = {
  VERIFY_ROWS_DIRECTORY: rows('小区目录', 'directory of estates'),
  VERIFY_ROWS_ESTATE: rows('小区资料', "estate's profile"),
  VERIFY_ROWS_BANK_ACCOUNT: rows('银行账户', 'bank accounts'),
  VERIFY_ROWS_BANK_ACCOUNT_PRIVATE: rows('个人代存账户的账号', "persons' account numbers"),
  VERIFY_ROWS_ROLL: rows('住户汇总', "sums of the households' roll"),
  VERIFY_ROWS_UNIT: rows('住户明细', "households' roll"),
  VERIFY_ROWS_PERSON: rows('人员', 'persons'),
  VERIFY_ROWS_PERSON_NAME: rows('人员姓名', 'names of persons'),
  VERIFY_ROWS_ROLE: rows('权限', 'roles'),
  VERIFY_ROWS_BOOK: rows('账簿', 'book'),
  VERIFY_ROWS_ACCOUNT: rows('科目表', 'chart of accounts'),
  VERIFY_ROWS_FUND: rows('资金', 'funds'),
  VERIFY_ROWS_PERIOD: rows('月份编号', 'numbering of months'),
  VERIFY_ROWS_PERIOD_EVENT: rows('结账记录', 'closings of months'),
  VERIFY_ROWS_VOUCHER: rows('凭证', 'vouchers'),
  VERIFY_ROWS_POSTING: rows('分录', 'postings'),
  VERIFY_ROWS_CORRECTION: rows('更正关系', 'corrections'),
  VERIFY_ROWS_POSTING_DIMENSION: rows('分录的辅助项', 'dimensions of postings'),
  VERIFY_ROWS_DAY_TURNOVER: rows('按日发生额', 'turnover by day'),
  VERIFY_ROWS_MONTH_TURNOVER: rows('按月发生额', 'turnover by month'),
  VERIFY_ROWS_DIMENSION_TURNOVER: rows('按辅助项发生额', 'turnover by dimension'),
  VERIFY_ROWS_CASH_BALANCE: rows('资金现额', 'cash balances'),
  VERIFY_ROWS_CASH_MONTH: rows('资金各月最低额', 'lowest cash of months'),
  VERIFY_ROWS_FLOOR_PROMISE: rows('未了的余额检查', 'open promises of floors'),
  VERIFY_ROWS_STATEMENT_FILE: rows('银行对账单文件', 'bank statement files'),
  VERIFY_ROWS_STATEMENT_LINE: rows('银行流水', "bank's lines"),
  VERIFY_ROWS_PUBLICATION: rows('已公布报表', 'published statements'),
  VERIFY_ROWS_RECORD: rows('各类登记的索引', 'index of records'),
  VERIFY_ROWS_UNIT_ENTRY: rows('分户明细账', "households' entries"),
  VERIFY_ROWS_UNIT_ITEM: rows('分户未清项', "households' open items"),
} as const satisfies ProblemTable;

/** Everything that a verification may report. */
export const findings = {
  ...logFindings,
  ...recordFindings,
  ...voucherFindings,
  ...rowFindings,
} as const satisfies ProblemTable;
