/** What may be written wrong after `receive` and `receipts`. */
import type { ProblemText } from '../kernel/violation.js';

const HELP_ZH = '用法见 {help}。';
const HELP_EN = 'See {help}.';

const text = (kind: 'invalid', zh: string, remedyZh: string, en: string, remedyEn: string): ProblemText => {
  return { kind, zh, en, remedyZh, remedyEn };
};

export const paymentUsageProblems = {
  USAGE_AMOUNT: text(
    'invalid',
    '{name} 后面写的“{value}”不是金额。',
    `请写元数，最多两位小数，例如 123.54。${HELP_ZH}`,
    '{value} after {name} is no amount.',
    `Write yuan with at most two decimals, for example 123.54. ${HELP_EN}`,
  ),
  USAGE_VOUCHER: text(
    'invalid',
    '“{value}”不是凭证号。',
    `请写成 202507-0003 这样。${HELP_ZH}`,
    '{value} is not the number of a voucher.',
    `Write it like 202507-0003. ${HELP_EN}`,
  ),
  USAGE_RECEIPT: text(
    'invalid',
    '“{value}”不是收据号。',
    `请写成 SJ-2025-00001 这样。${HELP_ZH}`,
    '{value} is not the number of a receipt.',
    `Write it like SJ-2025-00001. ${HELP_EN}`,
  ),
  USAGE_RECEIPTS: text(
    'invalid',
    '请写明是为哪张凭证开收据（--voucher），还是看哪一张收据；两样只写一样。',
    HELP_ZH,
    'Say either the voucher whose payments get receipts (--voucher), or the number of a receipt.',
    HELP_EN,
  ),
  USAGE_PAYMENT: text(
    'invalid',
    '请写收款文件；只收一笔的，请写 --unit、--amount 和 --on。',
    HELP_ZH,
    'Name a payment file, or write --unit, --amount and --on for one payment.',
    HELP_EN,
  ),
} as const;
