/** Refusals about the households (or donors) inside a batch voucher. */
import { row } from './problem-row.js';

export const insideProblems = {
  INSIDE_UNEQUAL: row(
    'refused',
    '逐户明细与凭证对不上：科目 {account}、资金 {fund}，明细合计 {inside} 元，凭证上是 {voucher} 元。',
    '请核对各户的金额，使合计与凭证一致后再提交。',
    'The private lines do not add up: account {account}, fund {fund}, lines {inside}, voucher {voucher}.',
    'Check the amounts of the households until the sums agree.',
  ),
  INSIDE_EMPTY: row(
    'refused',
    '明细中有一户没有金额。',
    '请填上金额，或去掉这一户。',
    'A private line of the batch has no amounts.',
    'Give it an amount or leave it out.',
  ),
  INSIDE_WITH_DIMENSION: row(
    'refused',
    '这张凭证既有逐户明细，又在分录上写了户号。',
    '户号只写在明细里，请从分录上去掉。',
    'The voucher has household lines inside and a household on a public line as well.',
    'Keep the household in the private lines only.',
  ),
  CORRECTION_OF_BATCH: row(
    'refused',
    '{number} 是逐户记账的凭证，只能整张冲销。',
    '请先整张冲销，再用收费、收款等功能按户重新入账。',
    'Voucher {number} was booked household by household and can only be taken back as a whole.',
    'Reverse it, then book the households again with the verb that made it.',
  ),
  UNIT_UNKNOWN: row(
    'refused',
    '户号“{detail}”不在本小区的房屋名册里。',
    '请核对户号，或先在名册中补上这一户。',
    'Unit {detail} is not on the roll of this estate.',
    'Check the unit, or add it to the roll first.',
  ),
  CHARGED_TWICE: row(
    'refused',
    '这一户这一项已经计过费：{detail}。',
    '同一个月同一项只计一次；要改金额，请用“补收”或“减免”。',
    'This household was charged for this already: {detail}.',
    'A component is charged once a month; use a supplement or a credit to change it.',
  ),
  SOURCE_REPEATED: row(
    'refused',
    '这一笔已经入过账：{detail}。',
    '请查看已有的收款；若确是另一笔，请核对流水号。',
    'This was booked before: {detail}.',
    'Look at what is booked; if it is another payment, check its serial.',
  ),
  HOUSEHOLD_OVERDRAWN: row(
    'refused',
    '会使这一户多冲或多退：{detail}。提交以后，这一户的账已经变了。',
    '请退回这张单子，按最新的账重新做。',
    'It would settle or refund more than the household has: {detail}. The account changed since it was prepared.',
    'Return the proposal and prepare it again from the account as it is now.',
  ),
} as const;
