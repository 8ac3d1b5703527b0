import type { ProblemTable } from '../../../kernel/violation.js';

/** What differs between a folder and the ledger it was imported into before. */
export const changeProblems: ProblemTable = {
  ESTATE_CHANGED: {
    kind: 'conflict',
    zh: 'estate.json 里的 {field} 与账册不同：账册是“{stored}”，文件是“{given}”。',
    en: '{field} in estate.json differs from the ledger: "{stored}" there, "{given}" in the file.',
    remedyZh: '导入不会改动已入账的资料；请把文件改回原来的内容。',
    remedyEn: 'An import changes nothing that is recorded; restore the file.',
  },
  VOUCHER_CHANGED: {
    kind: 'conflict',
    zh: '凭证 {number} 已经入账，内容与文件不同。账册：{stored}。文件：{given}。',
    en: 'Voucher {number} is in the ledger with other content. Ledger: {stored}. File: {given}.',
    remedyZh: '已入账的凭证不能改；请把文件改回原样，用红字更正另记一张。',
    remedyEn: 'A posted voucher never changes; restore the file and add a correction.',
  },
  LEDGER_FUND_OVERDRAWN: {
    kind: 'refused',
    zh: '账册里有文件里没有的凭证；加上文件里的新凭证，资金 {fund} 在科目 {account} 的钱从 {day} 起会不够，最多差 {amount} 元。',
    en:
      'The ledger holds vouchers that are not in the file; with the new ones of the file, the cash of fund {fund} in ' +
      'account {account} would be below zero on or after {day}, by up to {amount}.',
    remedyZh: '请对照账册核对这项资金的新凭证，改正以后再导入。',
    remedyEn: 'Compare the new vouchers of this fund with the ledger, correct them, and import again.',
  },
};
