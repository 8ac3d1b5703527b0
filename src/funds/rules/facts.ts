/** What the rules of this wing are told of an estate. */
import type { Violation } from '../../kernel/violation.js';
import type { FundKind } from '../../ledger/rules/index.js';

export interface FundFact {
  readonly code: string;
  readonly name: string;
  readonly kind: FundKind;
}

export type Funds = ReadonlyMap<string, FundFact>;

/** The fund exists and is of one of these kinds; no kind named: of any. */
export function checkFund(code: string, kinds: readonly FundKind[], funds: Funds, at: string): Violation[] {
  const fund = funds.get(code);
  if (fund === undefined) return [{ code: 'FUNDS_FUND_UNKNOWN', at, facts: { fund: code } }];
  if (kinds.length === 0 || kinds.includes(fund.kind)) return [];
  const wanted = kinds.map((kind) => FUND_WORDS[kind]);
  const facts = { fund: code, name: fund.name, kindsZh: '', kindsEn: '' };
  facts.kindsZh = wanted.map(([zh]) => zh).join('、');
  facts.kindsEn = wanted.map(([, en]) => en).join(', ');
  return [{ code: 'FUNDS_FUND_KIND', at, facts }];
}

const FUND_WORDS: Readonly<Record<FundKind, readonly [zh: string, en: string]>> = {
  PROPERTY_FEE: ['物业服务资金', 'property fees'],
  COMMON: ['公共收益', 'public revenue'],
  WORKING: ['工作经费', 'working fund'],
  REPAIR: ['维修资金', 'repair fund'],
  CHARITY: ['慈善基金', 'charity'],
  CAMPAIGN: ['众筹或项目资金', 'campaign or project'],
  SUSPENSE: ['待查来款', 'suspense'],
};

/** Debits and credits of an account and a fund, of one dimension's value where one is named. */
export interface Sum {
  readonly account: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}
export type DimensionSum = Sum & { readonly value: string };

/** Debits less credits of the sums whose account begins with one of these codes. */
export function netOf(sums: readonly Sum[], ...accounts: readonly string[]): bigint {
  return ofAccounts(sums, accounts).reduce((sum, row) => sum + row.debitFen - row.creditFen, 0n);
}

export function debitsOf(sums: readonly Sum[], ...accounts: readonly string[]): bigint {
  return ofAccounts(sums, accounts).reduce((sum, row) => sum + row.debitFen, 0n);
}

export function creditsOf(sums: readonly Sum[], ...accounts: readonly string[]): bigint {
  return ofAccounts(sums, accounts).reduce((sum, row) => sum + row.creditFen, 0n);
}

function ofAccounts(sums: readonly Sum[], accounts: readonly string[]): readonly Sum[] {
  return sums.filter((row) => accounts.some((account) => row.account.startsWith(account)));
}
