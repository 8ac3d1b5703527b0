/** Refusals about charging, correcting charges, arrears and reminders. */
import { row } from './problem-row.js';

export const chargeProblems = {
  CHARGE_NO_TARIFF: row(
    'refused',
    '{month} 没有生效的收费标准。',
    '请先起草收费标准并由另一人批准，再计费。',
    'No tariff is in force in {month}.',
    'Draft one and have it approved first.',
  ),
  CHARGE_POOL_UNKNOWN: row(
    'invalid',
    '{month} 没有代号为“{component}”的分摊项目。',
    '请核对项目代号；只有分摊的项目才填当月总额。',
    'There is no shared component {component} in {month}.',
    'Check the code; only shared components take an amount for the month.',
  ),
  CHARGE_RUN_WAITS: row(
    'conflict',
    '{month} 已有 {count} 张计费单在等审核（{proposal}）。',
    '请先批准或退回，再重新计费。',
    '{count} charge proposals of {month} wait for approval already ({proposal}).',
    'Approve or return them first.',
  ),
  CHARGE_RUN_NOT_FOUND: row(
    'not-found',
    '{month} 没有等审核的计费单。',
    '请先提交这个月的计费；如果已经批过，就不用再批。',
    'No charges of {month} wait for approval.',
    'Propose the month first; if it was approved, nothing is to be done.',
  ),
  CHARGE_ITEM_UNKNOWN: row(
    'refused',
    '找不到 {unit} 户 {month} 的收费项目“{item}”。',
    '请核对项目代号和月份；没有收费标准的项目不能调整。',
    'Item {item} of unit {unit} in {month} is not known.',
    'Check item and month; an item without a tariff cannot be adjusted.',
  ),
  CHARGE_ADJUSTMENT_WAITS: row(
    'conflict',
    '{unit} 户 {month} 的“{item}”已有一张调整单在等审核。',
    '请先批准或退回那一张，再提交新的调整。',
    'A correction of {item} of unit {unit} in {month} waits for approval already.',
    'Approve or return it first.',
  ),
  CHARGE_CREDIT_TOO_MUCH: row(
    'refused',
    '{unit} 户 {month} 的“{item}”一共计费 {charged} 元，不能减 {amount} 元。',
    '请把金额改到计费额以内。',
    'Unit {unit} was charged {charged} for {item} in {month}; {amount} cannot be taken off.',
    'Take off no more than was charged.',
  ),
  REMINDER_IN_FUTURE: row(
    'invalid',
    '催缴日期 {date} 还没有到（今天是 {today}）。',
    '请填实际催缴的那一天。',
    'The day of the reminder, {date}, is after today ({today}).',
    'Write the day on which it was given.',
  ),
  REMINDER_NOTHING_OWED: row(
    'refused',
    '{unit} 户没有欠费，不用催缴。',
    '请从名单里去掉这一户。',
    'Unit {unit} owes nothing.',
    'Leave it out.',
  ),
} as const;
