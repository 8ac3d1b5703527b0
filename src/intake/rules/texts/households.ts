import type { ProblemTable } from '../../../kernel/violation.js';

/** Texts for `households.csv`. */
export const householdProblems: ProblemTable = {
  HOUSEHOLD_CODE_MISSING: {
    kind: 'invalid',
    zh: '这一户没有户号。',
    en: 'This household has no code.',
    remedyZh: '请填上户号，例如 1-101。',
    remedyEn: 'Write the code of the household, such as 1-101.',
  },
  HOUSEHOLD_TWICE: {
    kind: 'invalid',
    zh: '这个户号在第 {before} 行已经有了。',
    en: 'This code stands already in line {before}.',
    remedyZh: '请改正户号，或删掉重复的一行。',
    remedyEn: 'Correct the code or delete the repeated row.',
  },
  HOUSEHOLD_BUILDING_MISSING: {
    kind: 'invalid',
    zh: '这一户没有写楼栋。',
    en: 'This household has no building.',
    remedyZh: '请填上楼栋号。',
    remedyEn: 'Write the number of the building.',
  },
  HOUSEHOLD_AREA: {
    kind: 'invalid',
    zh: '面积不是大于零、最多四位小数的数字。',
    en: 'The area is not a number above zero with at most four decimals.',
    remedyZh: '请写成 82.35 这样，不带单位和逗号。',
    remedyEn: 'Write it like 82.35, without unit or commas.',
  },
  HOUSEHOLD_FEE: {
    kind: 'invalid',
    zh: '每月物业费不是最多两位小数的金额。',
    en: 'The monthly fee is not an amount with at most two decimals.',
    remedyZh: '请写成 41.18 这样，不带单位和逗号。',
    remedyEn: 'Write it like 41.18, without unit or commas.',
  },
  HOUSEHOLD_APPLIED: {
    kind: 'invalid',
    zh: '“是否申请成立物管委”只能填 1（是）或 0（否）。',
    en: 'applied_for_pmc is 1 (yes) or 0 (no).',
    remedyZh: '请改成 1 或 0。',
    remedyEn: 'Write 1 or 0.',
  },
  HOUSEHOLD_PATTERN: {
    kind: 'invalid',
    zh: '不认识这种交费方式。',
    en: 'This payment pattern is not known.',
    remedyZh: '请填 {patterns} 之一：M 按月、Q 按季、H 半年、Y 按年、ARREARS 欠费。',
    remedyEn: 'Use one of {patterns}.',
  },
};
