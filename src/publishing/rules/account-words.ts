/** How documents speak of a bank account: by its number where an organisation holds it, else by its alias alone. */
import { textCell } from './report-cells.js';
import type { ReportFact } from './report-document.js';

export interface NamedAccount {
  /** The organisation's number, or the person's alias. */
  readonly publicName: string;
  readonly holderType: 'ORG' | 'PERSON';
  readonly kind: string;
  readonly bank: string;
}

const ACCOUNT_KINDS: Readonly<Record<string, string>> = {
  BASIC: '基本存款账户',
  GENERAL: '一般存款账户',
  SPECIAL: '专用存款账户',
  TRUST_SPECIAL: '信托资金专用存款账户',
  PERSONAL_ESCROW: '个人代存（公款私存，应尽快转出）',
};

const BANKS: Readonly<Record<string, string>> = {
  ICBC: '中国工商银行',
  ABC: '中国农业银行',
  BOC: '中国银行',
  CCB: '中国建设银行',
  BOCOM: '交通银行',
  PSBC: '中国邮政储蓄银行',
  CMB: '招商银行',
  SPDB: '浦发银行',
  CIB: '兴业银行',
  CITIC: '中信银行',
  CMBC: '民生银行',
};

/** Holder, account, kind and bank, as they stand at the head of a form. */
export function accountFacts(account: NamedAccount, bodyName: string): readonly ReportFact[] {
  const label = account.holderType === 'ORG' ? '账号' : '个人账户（只用代称）';
  const bank = BANKS[account.bank] ?? account.bank;
  return [
    { key: 'holder', label: '单位', value: textCell(bodyName) },
    { key: 'account', label, value: textCell(account.publicName) },
    { key: 'kind', label: '账户性质', value: textCell(ACCOUNT_KINDS[account.kind] ?? account.kind) },
    ...(bank === '' ? [] : [{ key: 'bank', label: '开户银行', value: textCell(bank) }]),
  ];
}

/** An account's name as it may stand in a document's id. */
export function accountInId({ publicName }: NamedAccount): string {
  return publicName.replace(/[^A-Za-z0-9._-]/g, '_');
}
