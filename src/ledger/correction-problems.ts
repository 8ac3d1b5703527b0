import type { ProblemTable } from '../kernel/violation.js';
import { row } from './problem-row.js';

/** What can be wrong with taking a voucher back. */
export const correctionProblems = {
  VOUCHER_NOT_FOUND: row(
    'not-found',
    '没有凭证 {number}。',
    '请检查凭证号，例如 记-202411-0003。',
    'There is no voucher {number}.',
    'Check the number, for example 202411-0003.',
  ),
  ALREADY_REVERSED: row(
    'conflict',
    '这张凭证已经被红字注销过了。',
    '一张凭证只能注销一次；请打开它看更正后的凭证。',
    'The voucher has been taken back already.',
    'Open it to see what replaced it.',
  ),
  CORRECTION_OF_RED: row(
    'refused',
    '{number} 本身是红字凭证，不能再注销。',
    '请直接补记一张正确的凭证。',
    '{number} is itself a red voucher.',
    'Record a correct voucher instead.',
  ),
  CORRECTION_BEFORE_ORIGINAL: row(
    'refused',
    '更正日期早于原凭证 {number} 的日期。',
    '请填写更正当天的日期。',
    'The correction is dated before {number}.',
    'Use the day of the correction.',
  ),
  CORRECTION_REPLACEMENT_MISSING: row(
    'refused',
    '没有填写更正后的内容。',
    '请填写正确的摘要和各行金额。',
    'The corrected content is missing.',
    'Give the right summary and lines.',
  ),
  CORRECTION_OTHER_YEAR: row(
    'refused',
    '{number} 是以前年度的凭证，不能用红字注销。',
    '请改用“以前年度更正”，通过科目 3199 调整。',
    '{number} belongs to an earlier year.',
    'Use a prior-year correction through account 3199.',
  ),
  CORRECTION_SAME_YEAR: row(
    'refused',
    '{number} 是本年度的凭证。',
    '请用红字注销再补记，不用 3199。',
    '{number} belongs to this year.',
    'Take it back in red and record it again.',
  ),
  CORRECTION_WITHOUT_3199: row(
    'refused',
    '以前年度更正没有用到科目 3199。',
    '请把收入或支出的差额记入 3199 以前年度调整。',
    'A prior-year correction must use account 3199.',
    'Book the difference to 3199.',
  ),
  CORRECTION_INCOME_ACCOUNT: row(
    'refused',
    '以前年度更正不能动本年的收支科目 {account}。',
    '请改用 3199 以前年度调整。',
    'A prior-year correction cannot touch {account}.',
    'Use 3199 instead.',
  ),
  CORRECTION_OTHER_PLACE: row(
    'refused',
    '差额更正只能用原凭证的科目、资金和方向；{account}（{fund}）不在其中。',
    '科目记错时请用红字注销再补记。',
    'A difference voucher may use only the places of the original; {account} ({fund}) is not one.',
    'Take the voucher back in red and record it again.',
  ),
} as const satisfies ProblemTable;
