/** Refusals about tariffs and about the facts of households that they are reckoned from. */
import { row } from './problem-row.js';

export const tariffProblems = {
  TARIFF_EMPTY: row(
    'invalid',
    '新的收费标准没有收费项目。',
    '请至少写一个收费项目；只有停止收取时，才提交没有项目的新版本。',
    'A new tariff has no component.',
    'Give it one at least; only a later version that ends the tariff has none.',
  ),
  TARIFF_DATE_BACKWARDS: row(
    'refused',
    '收费标准“{tariff}”的新版本从 {from} 起，比上一版（{last} 起）还早。',
    '新版本只能从上一版的日期或以后起；更早的月份收错了，请用“补收”或“冲减”。',
    'The new version of tariff {tariff} begins on {from}, before the version of {last} that it follows.',
    'Let it begin then or later; mend earlier months with a supplement or a credit.',
  ),
  TARIFF_COMPONENT_REPEATED: row(
    'invalid',
    '项目代号“{component}”在这个收费标准里写了两次。',
    '请给每个项目一个不同的代号。',
    'Component {component} stands twice in this tariff.',
    'Give every component a code of its own.',
  ),
  TARIFF_COMPONENT_TAKEN: row(
    'refused',
    '项目代号“{component}”已经用在同一范围的收费标准“{tariff}”里，会重复收费。',
    '请换一个代号，或改在那个收费标准里修改。',
    'Component {component} is charged by tariff {tariff} for the same buildings already.',
    'Choose another code, or change that tariff instead.',
  ),
  TARIFF_RATE_INVALID: row(
    'invalid',
    '项目“{component}”的单价“{rate}”写得不对。',
    '单价写成大于零的数，例如 0.50；按月分摊的项目不写单价，每月另填总额。',
    'The rate "{rate}" of component {component} is not right.',
    'Write a number above zero such as 0.50; a shared component has no rate, its amount comes each month.',
  ),
  TARIFF_THING_INVALID: row(
    'invalid',
    '项目“{component}”没有写清按什么计算。',
    '按数量和按表的项目要写数的是什么（如 PARKING）；分摊的项目写 AREA 或 HOUSEHOLD；其他项目不写。',
    'Component {component} does not say what it counts.',
    'Count and meter components name a thing (PARKING); shared ones say AREA or HOUSEHOLD; others leave it empty.',
  ),
  TARIFF_ACCOUNT_WRONG: row(
    'invalid',
    '科目 {account} 不能用在这里。',
    '应收科目用 1122 开头的（众筹认缴除外），收入科目用 4 开头的（基金间转入除外）。',
    'Account {account} cannot stand here.',
    'Receivables begin with 1122 (pledges apart), income with 4 (transfers apart).',
  ),
  TARIFF_PROPOSAL_NOT_FOUND: row(
    'not-found',
    '没有第 {position} 号待批的收费标准。',
    '请在收费标准一览里查看待批的草案。',
    'No drafted tariff stands at position {position}.',
    'Look at the list of tariffs for what waits.',
  ),
  TARIFF_PROPOSAL_DECIDED: row(
    'conflict',
    '收费标准“{tariff}”的这一版已经批准过了。',
    '不用再批；要改，请起草新的一版。',
    'This version of tariff {tariff} was approved before.',
    'Nothing to do; draft another version to change it.',
  ),
  TARIFF_PROPOSAL_REPLACED: row(
    'conflict',
    '收费标准“{tariff}”后来又起草了新的一版，这一版不再有效。',
    '请批准最新的那一版。',
    'Tariff {tariff} was drafted again later; this draft no longer counts.',
    'Approve the latest draft.',
  ),
  FEES_BUILDING_UNKNOWN: row(
    'invalid',
    '名册里没有楼栋“{building}”。',
    '请核对楼栋名称，要和房屋名册里的一样。',
    'The roll has no building {building}.',
    'Write it as the roll does.',
  ),
  FEES_UNIT_REPEATED: row(
    'invalid',
    '户号“{unit}”写了两次。',
    '每户只写一次。',
    'Unit {unit} is named twice.',
    'Name each household once.',
  ),
} as const;
