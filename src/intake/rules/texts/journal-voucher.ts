import type { ProblemTable } from '../../../kernel/violation.js';

/** Texts for whole vouchers, reversals and funds of `journal.csv`. */
export const journalVoucherProblems: ProblemTable = {
  JOURNAL_DATE_DIFFERS: {
    kind: 'invalid',
    zh: '凭证 {number} 各行的日期不一样：第 {firstLine} 行是 {first}。',
    en: 'The lines of voucher {number} differ in date: line {firstLine} says {first}.',
    remedyZh: '一张凭证只有一个日期，请改成一样。',
    remedyEn: 'Give all lines the same date.',
  },
  JOURNAL_KIND_DIFFERS: {
    kind: 'invalid',
    zh: '凭证 {number} 各行的类别不一样：第 {firstLine} 行是 {first}。',
    en: 'The lines of voucher {number} differ in kind: line {firstLine} says {first}.',
    remedyZh: '一张凭证只有一个类别，请改成一样。',
    remedyEn: 'Give all lines the same kind.',
  },
  JOURNAL_REF_DIFFERS: {
    kind: 'invalid',
    zh: '凭证 {number} 各行的依据不一样：第 {firstLine} 行是“{first}”。',
    en: 'The lines of voucher {number} differ in reference: line {firstLine} says "{first}".',
    remedyZh: '请改成一样；有几个依据时，每行都写全，用分号隔开。',
    remedyEn: 'Give all lines the same; several references are separated by semicolons.',
  },
  JOURNAL_SUMMARY_DIFFERS: {
    kind: 'invalid',
    zh: '凭证 {number} 各行的摘要不一样，凭证的摘要取第 {firstLine} 行的。',
    en: 'The lines of voucher {number} differ in summary; the voucher takes that of line {firstLine}.',
    remedyZh: '不需要处理；各行的摘要照原样保留。',
    remedyEn: 'Nothing to do; each line keeps its own.',
  },
  JOURNAL_TOO_FEW_LINES: {
    kind: 'invalid',
    zh: '凭证 {number} 只有一行，有借必有贷。',
    en: 'Voucher {number} has a single line.',
    remedyZh: '请补上另一边的分录。',
    remedyEn: 'Add the other side.',
  },
  JOURNAL_TOO_MANY_LINES: {
    kind: 'too-large',
    zh: '凭证 {number} 有 {count} 行，最多 {limit} 行。',
    en: 'Voucher {number} has {count} lines, more than {limit}.',
    remedyZh: '请拆成几张凭证。',
    remedyEn: 'Split it into several vouchers.',
  },
  JOURNAL_UNBALANCED: {
    kind: 'refused',
    zh: '凭证 {number} 借贷不平：借方 {debit}，贷方 {credit}，相差 {difference}；多半是第 {likely} 行。',
    en:
      'Voucher {number} does not balance: debit {debit}, credit {credit}, difference {difference}; ' +
      'line {likely} is the likely one.',
    remedyZh: '请对照原始单据核对金额和借贷方向。',
    remedyEn: 'Check amounts and sides against the document.',
  },
  JOURNAL_FUND_UNBALANCED: {
    kind: 'refused',
    zh: '凭证 {number} 的资金 {fund} 借贷不平，相差 {difference}；多半是第 {likely} 行。',
    en: 'Voucher {number}: the fund {fund} is out by {difference}; line {likely} is the likely one.',
    remedyZh: '每个资金自己要借贷相等，请核对这一行的资金。',
    remedyEn: 'Every fund balances by itself: check the fund of that line.',
  },
  JOURNAL_FUND_OVERDRAWN: {
    kind: 'refused',
    zh: '资金 {fund} 在科目 {account} 的钱，到 {day} 日终透支，最多差 {amount} 元；最后一张付款凭证是 {number}，补足日期：{until}。',
    en:
      'The cash of fund {fund} in account {account} is below zero at the end of {day}, by up to ' +
      '{amount}; the last payment is voucher {number}; covered on: {until}.',
    remedyZh: '请核对这张凭证的资金和日期；确实用了别的资金的钱，要凭决议做基金间划拨。',
    remedyEn: 'Check the fund and date of that voucher; if another fund paid, book a transfer with its resolution.',
  },
  JOURNAL_OVERDRAWN_BY_RED: {
    kind: 'refused',
    zh: '红字冲销后，资金 {fund} 在科目 {account} 的钱到 {day} 日终低于零，最多差 {amount} 元（凭证 {number}），补足日期：{until}。',
    en:
      'After a red voucher the cash of fund {fund} in account {account} is below zero at the end of ' +
      '{day}, by up to {amount} (voucher {number}); covered on: {until}.',
    remedyZh: '可以导入，公示上会一直提示到补足为止。',
    remedyEn: 'It may be imported; a public warning stays until it is covered.',
  },
  JOURNAL_INTERFUND_BARE: {
    kind: 'refused',
    zh: '凭证 {number} 让资金 {fund} 的钱变动了 {amount} 元，别的资金则相反，却没有用基金间划拨科目。',
    en: 'Voucher {number} moves cash between funds ({fund}: {amount}) without the accounts for it.',
    remedyZh: '请用 5901/4901（划拨）或 1225/2245（借用）记账；如果是互不相干的收付，请拆成两张凭证。',
    remedyEn: 'Use 5901/4901 (transfer) or 1225/2245 (loan); split receipts and payments that do not belong together.',
  },
  JOURNAL_INTERFUND_UNEVEN: {
    kind: 'refused',
    zh: '凭证 {number} 的 {accounts} 在各资金之间不相抵，相差 {difference}。',
    en: 'In voucher {number} the accounts {accounts} do not cancel out across funds, by {difference}.',
    remedyZh: '转出多少，转入就要多少，请核对金额。',
    remedyEn: 'What leaves one fund enters another: check the amounts.',
  },
  JOURNAL_INTERFUND_UNRESOLVED: {
    kind: 'refused',
    zh: '凭证 {number} 在资金之间划拨或借用，却没有写明决议。',
    en: 'Voucher {number} moves money between funds and names no resolution.',
    remedyZh: '请在 ref 列写明决议，例如 决议2024-02；已有别的依据时用分号隔开。',
    remedyEn:
      'Name the resolution in the column ref, such as 决议2024-02, after a semicolon where something stands there.',
  },
  JOURNAL_RED_WITHOUT_REF: {
    kind: 'invalid',
    zh: '红字凭证 {number} 没有写明冲销哪一张。',
    en: 'The red voucher {number} does not name its original.',
    remedyZh: '请在 ref 列写上原凭证号，例如 记-202411-0003。',
    remedyEn: 'Write the number of the original into the column ref.',
  },
  JOURNAL_RED_UNKNOWN: {
    kind: 'invalid',
    zh: '红字凭证 {number} 要冲销的 {original} 不存在。',
    en: 'The red voucher {number} reverses {original}, which does not exist.',
    remedyZh: '请核对原凭证号。',
    remedyEn: 'Check the number of the original.',
  },
  JOURNAL_RED_NOT_EXACT: {
    kind: 'refused',
    zh: '红字凭证 {number} 和原凭证 {original}（第 {originalLine} 行）不是一正一负完全相同。',
    en: 'The red voucher {number} is not the exact negative of {original} in line {originalLine}.',
    remedyZh: '科目、资金、借贷方向照抄原凭证，金额加负号；只改金额请用 difference。',
    remedyEn: 'Copy accounts, funds and sides of the original and negate the amounts.',
  },
  JOURNAL_RED_TWICE: {
    kind: 'conflict',
    zh: '{original} 已经被 {before} 冲销过，{number} 又冲销了一次。',
    en: '{original} is reversed by {before} already, and again by {number}.',
    remedyZh: '一张凭证只能冲销一次，请删掉多余的红字凭证。',
    remedyEn: 'A voucher is reversed at most once: remove the surplus one.',
  },
  JOURNAL_RED_OF_RED: {
    kind: 'refused',
    zh: '{number} 冲销的 {original} 本身就是红字凭证。',
    en: '{number} reverses {original}, which is itself a red voucher.',
    remedyZh: '冲错了，请用蓝字凭证重新登记。',
    remedyEn: 'Book it again with an ordinary voucher.',
  },
  JOURNAL_RED_TOO_EARLY: {
    kind: 'invalid',
    zh: '红字凭证 {number} 排在它要冲销的 {original} 之前。',
    en: 'The red voucher {number} comes before its original {original}.',
    remedyZh: '红字凭证的号要在原凭证之后。',
    remedyEn: 'A reversal has a later number than its original.',
  },
  JOURNAL_RED_OTHER_YEAR: {
    kind: 'refused',
    zh: '红字凭证 {number} 冲销的是以前年度的 {original}。',
    en: 'The red voucher {number} reverses {original} of another year.',
    remedyZh: '以前年度的错账不用红字，请用蓝字更正凭证（科目 3199）。',
    remedyEn: 'Correct an earlier year by an ordinary voucher with account 3199.',
  },
  JOURNAL_CORRECTED_WITHOUT_REF: {
    kind: 'invalid',
    zh: '订正凭证 {number} 没有写明订正哪一张。',
    en: 'The corrected voucher {number} does not name its original.',
    remedyZh: '请在 ref 列写上原凭证号。',
    remedyEn: 'Write the number of the original into the column ref.',
  },
  JOURNAL_CORRECTED_WITHOUT_RED: {
    kind: 'refused',
    zh: '{number} 订正 {original}，但没有红字凭证先注销它。',
    en: '{number} replaces {original}, which no red voucher has reversed.',
    remedyZh: '请先补一张红字凭证注销原凭证。',
    remedyEn: 'Add the red voucher that reverses the original.',
  },
  JOURNAL_CORRECTED_TWICE: {
    kind: 'conflict',
    zh: '{original} 已经由 {before} 订正过，{number} 又订正了一次。',
    en: '{original} is replaced by {before} already, and again by {number}.',
    remedyZh: '请删掉多余的订正凭证，或改正它的 ref。',
    remedyEn: 'Remove the surplus one or correct its ref.',
  },
};
