/** What `checkDocument` can find, in words; the wing's table of problems includes these rows. */
import type { ProblemTable } from '../../kernel/violation.js';

const askMaker = {
  remedyZh: '这份报表暂不能公示。请把这条提示发给系统维护人员。',
  remedyEn: 'The report cannot be published. Send this message to whoever maintains the system.',
};

export const documentProblems: ProblemTable = {
  DOCUMENT_SOURCE_INVALID: {
    kind: 'refused',
    zh: '报表没有写清数据来源：{value}。',
    en: 'The report does not state its source: {value}.',
    ...askMaker,
  },
  DOCUMENT_KEY_INVALID: {
    kind: 'refused',
    zh: '报表里有重名或缺失的栏目：{key}。',
    en: 'The report has a column name that is used twice or missing: {key}.',
    ...askMaker,
  },
  DOCUMENT_ROW_WIDTH: {
    kind: 'refused',
    zh: '报表有一行写了 {cells} 格，而表头有 {columns} 栏。',
    en: 'A row of the report has {cells} cells under {columns} columns.',
    ...askMaker,
  },
  DOCUMENT_CELL_KIND: {
    kind: 'refused',
    zh: '“{column}”一栏里放错了内容：应为 {expected}，实为 {actual}。',
    en: 'Column "{column}" holds the wrong kind of value: expected {expected}, found {actual}.',
    ...askMaker,
  },
  DOCUMENT_CELL_INVALID: {
    kind: 'refused',
    zh: '报表里有读不出的数字或日期：{value}。',
    en: 'The report holds a figure or date that cannot be read: {value}.',
    ...askMaker,
  },
  DOCUMENT_LINK_INVALID: {
    kind: 'refused',
    zh: '报表里有不能使用的链接：{href}。',
    en: 'The report holds a link that may not be used: {href}.',
    ...askMaker,
  },
  DOCUMENT_TOTAL_WRONG: {
    kind: 'refused',
    zh: '“{column}”的合计不对：各行相加为 {expected}，表上写的是 {actual}。',
    en: 'The total of "{column}" is wrong: the rows add up to {expected}, the report says {actual}.',
    remedyZh: '报表暂不能公示。请先核对这一栏的凭证，再重新生成。',
    remedyEn: 'The report cannot be published. Check the vouchers of this column, then make it again.',
  },
  DOCUMENT_EQUATION_WRONG: {
    kind: 'refused',
    zh: '有一行前后对不上：按期初加收入减支出应为 {expected}，表上写的是 {actual}。',
    en: 'A row does not add up: opening plus income less expense is {expected}, the report says {actual}.',
    remedyZh: '报表暂不能公示。请先核对这个基金的凭证，再重新生成。',
    remedyEn: 'The report cannot be published. Check the vouchers of this fund, then make it again.',
  },
};
