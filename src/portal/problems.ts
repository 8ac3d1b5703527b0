import type { ProblemTable } from '../kernel/violation.js';

/** What a reader can get wrong in an address. */
export const portalProblems: ProblemTable = {
  PORTAL_PAGE_NOT_FOUND: {
    kind: 'not-found',
    zh: '没有找到这一页',
    en: 'This page does not exist',
    remedyZh: '请核对地址有没有抄错，或者回到首页，从小区名字点进去找。',
    remedyEn: 'Check the address, or go back to the first page and start from the name of the estate.',
  },
  PORTAL_VOUCHER_NUMBER_INVALID: {
    kind: 'not-found',
    zh: '“{given}”不是凭证号',
    en: '"{given}" is not a voucher number',
    remedyZh: '凭证号由年月和四位顺序号组成，例如 202411-0003。请对照账页上的号码重新输入。',
    remedyEn: 'A voucher number is year and month, a hyphen and at least four digits, for example 202411-0003.',
  },
  PORTAL_DATE_INVALID: {
    kind: 'invalid',
    zh: '“{given}”不是日期',
    en: '"{given}" is not a date',
    remedyZh: '日期要写成 2025-06-30 这样，并且这一天要真的存在。',
    remedyEn: 'Write the date as 2025-06-30, and make sure that the day exists.',
  },
  PORTAL_MONTH_INVALID: {
    kind: 'invalid',
    zh: '“{given}”不是月份',
    en: '"{given}" is not a month',
    remedyZh: '月份要写成 2025-06 这样。也可以回到账页，在“月份”里重新选。',
    remedyEn: 'Write the month as 2025-06, or choose it again from the list.',
  },
  PORTAL_FUND_INVALID: {
    kind: 'invalid',
    zh: '“{given}”不是资金代码',
    en: '"{given}" is not the code of a fund',
    remedyZh: '请回到账页，在“资金”里重新选。',
    remedyEn: 'Go back to the list and choose the fund again.',
  },
  PORTAL_CURSOR_INVALID: {
    kind: 'invalid',
    zh: '翻页的位置不对',
    en: 'The position in the list is not valid',
    remedyZh: '地址可能没有抄全。请回到账页，从最新的一页重新翻。',
    remedyEn: 'The address may be incomplete. Go back to the first page of the list.',
  },
};
