/** Refusals about crowdfunding. */
import { row } from './problem-row.js';

export const campaignProblems = {
  CAMPAIGN_FUND_TAKEN: row(
    'refused',
    '资金 {fund} 已经用于众筹“{campaign}”。',
    '每个众筹项目要有自己的资金，请先开一个新的众筹资金。',
    'Fund {fund} belongs to campaign {campaign}.',
    'Each campaign has a fund of its own; open one first.',
  ),
  CAMPAIGN_SHARE: row(
    'refused',
    '每户的金额要大于 0。',
    '请填写每户应出的金额。',
    'The share of a household must be above zero.',
    'Enter the share.',
  ),
  CAMPAIGN_OVER: row(
    'refused',
    '缴款日期 {date} 晚于众筹的截止日期 {deadline}。',
    '请核对日期；确实要延期，请先登记新的截止日期。',
    '{date} is after the deadline {deadline} of the campaign.',
    'Check the date, or record a later deadline first.',
  ),
  CAMPAIGN_STILL_RAISING: row(
    'refused',
    '众筹到 {deadline} 才截止，还不能退款。',
    '请在截止日期以后再退。',
    'The campaign runs until {deadline}; nothing is refunded before.',
    'Refund after the deadline.',
  ),
  CAMPAIGN_NOTHING_LEFT: row(
    'refused',
    '这个众筹没有结余可以退还给各户。',
    '请核对收到和支出的金额。',
    'Nothing is left that could go back to the households.',
    'Check what was received and spent.',
  ),
  CONTRIBUTIONS_EMPTY: row(
    'refused',
    '名单里没有一行缴款。',
    '请按模板填写户号、金额、缴款日期和流水号。',
    'The list holds no contribution.',
    'Fill in unit, amount, day and serial as in the template.',
  ),
  CONTRIBUTION_AMOUNT: row(
    'refused',
    '金额“{amount}”不对，应是大于 0 的元数，最多两位小数。',
    '请改正这一行的金额。',
    'The amount {amount} should be yuan above zero with at most two decimals.',
    'Correct the amount of this line.',
  ),
  CONTRIBUTION_DAY: row(
    'refused',
    '缴款日期“{date}”不对，应写成 2025-06-30 这样，且不晚于今天。',
    '请改正这一行的日期。',
    'The day {date} should be written like 2025-06-30 and not lie in the future.',
    'Correct the day of this line.',
  ),
  CONTRIBUTION_SERIAL: row(
    'refused',
    '流水号“{serial}”不对：要填写，只能有字母、数字和 . _ -，最多 64 位。',
    '请填写银行或支付平台的流水号；现金可以写收据号。',
    'The serial {serial} must be given, in letters, digits and . _ - up to 64.',
    "Enter the bank's serial, or the receipt's number for cash.",
  ),
  CONTRIBUTION_SERIAL_TWICE: row(
    'refused',
    '流水号“{serial}”在名单里出现了两次。',
    '请去掉重复的一行，或核对流水号。',
    'The serial {serial} stands in the list twice.',
    'Leave one of the lines out, or check the serials.',
  ),
} as const;
