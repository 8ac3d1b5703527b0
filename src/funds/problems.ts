/** Every way in which the funds refuse, in words that say what to do. Codes are frozen once released. */
import type { ProblemTable } from '../kernel/violation.js';
import { campaignProblems } from './campaign-problems.js';
import { planProblems } from './plan-problems.js';
import { row } from './problem-row.js';

const recordProblems = {
  FUND_PROPOSAL_NOT_FOUND: row(
    'not-found',
    '没有这张待批的登记（{id}）。',
    '请回到待批列表重新打开。',
    'There is no proposed record {id}.',
    'Open it again from the list.',
  ),
  FUND_PROPOSAL_DECIDED: row(
    'conflict',
    '这张登记{stateZh}，不能再处理。',
    '请刷新列表看结果；要改内容，请重新提交一张。',
    'The proposed record is {stateEn}.',
    'Reload the list; propose again to change it.',
  ),
  FUND_SECOND_PERSON: row(
    'forbidden',
    '自己提交的登记不能自己批。',
    '请让另一位有审核权限的人来批。',
    'The one who proposed cannot approve.',
    'Ask another person who may approve.',
  ),
  FUND_ROLE_GONE: row(
    'refused',
    '提交这张登记的人已经没有制单的权限。',
    '请让有权限的人重新提交。',
    'The one who proposed no longer holds the role for it.',
    'Have it proposed again by somebody who does.',
  ),
  FUND_RECORD_NOT_FOUND: row(
    'not-found',
    '没有编号为“{id}”的登记。',
    '请核对编号；刚提交的登记要批准以后才能使用。',
    'There is no record {id}.',
    'Check the name; what was proposed can be used once it is approved.',
  ),
  FUND_DRAFT_WAITING: row(
    'conflict',
    '同样的单子已经提交，正在等人批准：{summary}。',
    '请先批准或退回那一张，不要重复提交。',
    'The same draft waits for approval already: {summary}.',
    'Approve or return that one first.',
  ),
  FUNDS_FUND_UNKNOWN: row(
    'refused',
    '没有代号为“{fund}”的资金。',
    '请从本小区的资金中选择。',
    'There is no fund {fund}.',
    "Choose one of the estate's funds.",
  ),
  FUNDS_FUND_KIND: row(
    'refused',
    '{name}（{fund}）不是这里能用的资金，这里要用：{kindsZh}。',
    '请换一项资金。',
    'Fund {name} ({fund}) cannot be used here; wanted: {kindsEn}.',
    'Choose another fund.',
  ),
  FUNDS_UNIT_UNKNOWN: row(
    'refused',
    '户号“{unit}”不在本小区的房屋名册里。',
    '请核对户号，或先在名册中补上这一户。',
    'Unit {unit} is not on the roll of this estate.',
    'Check the unit, or add it to the roll first.',
  ),
  FUNDS_UNIT_TWICE: row(
    'refused',
    '户号“{unit}”在这张名单里出现了两次。',
    '每户只写一行，请去掉多余的一行。',
    'Unit {unit} stands in this list twice.',
    'Keep one line for each household.',
  ),
} as const satisfies ProblemTable;

const revenueProblems = {
  CONTRACT_TERM: row(
    'refused',
    '合同的结束日期早于开始日期。',
    '请核对合同期限。',
    'The contract ends before it begins.',
    'Check the term.',
  ),
  CONTRACT_DUES_COUNT: row(
    'refused',
    '合同的收款计划要有 1 到 {most} 笔。',
    '请填写应收日期和金额，或选择按月、按季、按年收。',
    'A contract has 1 to {most} due dates.',
    'List the due dates, or choose a rhythm.',
  ),
  CONTRACT_DUE: row(
    'refused',
    '应收日期 {date} 这一笔有误：日期要在合同期限之内，按先后排列，金额要大于 0。',
    '请核对这一笔的日期和金额。',
    'The due of {date} is wrong: dates lie inside the term and rise, amounts are above zero.',
    'Check its date and amount.',
  ),
  RULE_PACK_UNKNOWN: row(
    'refused',
    '没有名为“{pack}”的地方规则。',
    '请从列表中选择。',
    'There is no rule pack {pack}.',
    'Choose one from the list.',
  ),
  TOP_UP_SHARE: row(
    'refused',
    '补充维修资金的比例 {share}% 不符合所选的地方规则（界限是 {least}%）。',
    '请按规则填写 0 到 100 之间的比例，或换一个规则。',
    'A share of {share} % does not satisfy the chosen rule (limit {least} %).',
    'Enter a share between 0 and 100 that does, or choose another rule.',
  ),
  REPAIR_FIRST_MISSING: row(
    'refused',
    '所选的地方规则要看维修资金的首期金额，这里没有填。',
    '请填写首期维修资金的总额。',
    'The chosen rule looks at the first amount of the repair fund, which is not stated.',
    'Enter the first amount.',
  ),
  TOP_UP_DONE: row(
    'conflict',
    '{months} 的公共收益已经补充过维修资金 {amount} 元。',
    '同一段时间只补充一次；要改，请先冲销原凭证。',
    'Public revenue of {months} has topped the repair fund up by {amount} already.',
    'Reverse that voucher first to change it.',
  ),
  TOP_UP_NOT_DUE: row(
    'refused',
    '按所选的规则，这一段时间不用补充维修资金（公共收益净额 {net} 元）。',
    '请核对期间、所选的规则和比例。',
    'By the chosen rule nothing is due for these months (net revenue {net}).',
    'Check the months, the rule and the share.',
  ),
  TRANSFER_SAME_FUND: row(
    'refused',
    '转出和转入是同一项资金。',
    '请选择两项不同的资金。',
    'Both funds are the same.',
    'Choose two funds.',
  ),
  TRANSFER_SUSPENSE: row(
    'refused',
    '待查来款不能划转。',
    '请先查清这笔钱属于哪项资金，再从待查来款转出。',
    'Suspense money cannot be transferred.',
    'Find out first which fund the money belongs to.',
  ),
  DISTRIBUTION_DONE: row(
    'conflict',
    '这个编号的分配已经入账 {amount} 元。',
    '请换一个编号，或先冲销原凭证。',
    'A distribution of this name is booked already: {amount}.',
    'Take another name, or reverse the voucher first.',
  ),
  DISTRIBUTION_EMPTY: row(
    'refused',
    '名册里没有房屋，或标准太低，没有钱可以分配。',
    '请先导入房屋名册，或核对每平方米的标准。',
    'There is no household on the roll, or the rate is too low to share anything.',
    'Import the roll, or check the rate.',
  ),
  DISTRIBUTION_ABOVE_FUND: row(
    'refused',
    '要分配 {amount} 元，这项资金只有 {net} 元。',
    '请降低每平方米的标准。',
    'The distribution of {amount} is more than the fund owns ({net}).',
    'Lower the rate.',
  ),
  DISTRIBUTION_NOT_OWED: row(
    'refused',
    '户号“{unit}”没有待付的分配款，可能已经付过。',
    '请从名单中去掉这一户。',
    'Nothing is owed to unit {unit}; it may have been paid.',
    'Leave it out of the list.',
  ),
  ROOM_NOT_VERIFIED: row(
    'refused',
    '户号“{unit}”还没有核验房屋，不能付款。',
    '请核对不动产权证、购房合同或交房单后再付；不要收取身份证复印件。',
    'The room of unit {unit} was not verified.',
    'Look at the title deed, the sale contract or the handover note; do not collect copies of identity cards.',
  ),
} as const satisfies ProblemTable;

export const fundsProblems: ProblemTable = {
  ...recordProblems,
  ...revenueProblems,
  ...campaignProblems,
  ...planProblems,
};
