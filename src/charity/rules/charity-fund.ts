/**
 * A charity fund: on what it rests, and who holds its money.
 *
 * 1. It is a special fund hosted by a qualified charity, or mutual aid inside the community; it says which, or nothing
 *    is received for it.
 * 2. Money of a hosted fund is the charity's to hold: it is booked as held by the custodian, and the estate's own
 *    accounts never take it.
 * 3. Money of mutual aid lies in the estate's own accounts.
 * 4. Nothing here asks the public for money or takes a payment: what a charity or the committee received is recorded.
 */
import type { Violation } from '../../kernel/violation.js';
import { isCashLike } from '../../ledger/rules/index.js';

export const LEGAL_BASES = ['HOSTED_SPECIAL_FUND', 'INTERNAL_MUTUAL_AID'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

export const BASIS_WORDS: Readonly<Record<LegalBasis, string>> = {
  HOSTED_SPECIAL_FUND: '挂靠慈善组织的专项基金，款项由慈善组织保管',
  INTERNAL_MUTUAL_AID: '社区内部互助，不向公众募捐',
};

export interface CharityFund {
  readonly code: string;
  readonly name: string;
  readonly legalBasis?: LegalBasis;
  /** The charity that holds the money. */
  readonly custodian?: string;
}

export interface FundFacts {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly legal_basis: string | null;
  readonly custodian: string | null;
}

/** Money that the charity holds for the estate (慈善托管机构代管款). */
export const HELD_BY_CHARITY = '122103';
const BASIC_ACCOUNT = '100201';

export function charityFund(row: FundFacts): CharityFund | undefined {
  if (row.kind !== 'CHARITY') return undefined;
  const legalBasis = LEGAL_BASES.find((known) => known === row.legal_basis);
  return {
    code: row.code,
    name: row.name,
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(row.custodian === null ? {} : { custodian: row.custodian }),
  };
}

/** Where the fund's money lies unless somebody says otherwise. */
export function usualAccount(fund: CharityFund): string {
  return fund.legalBasis === 'INTERNAL_MUTUAL_AID' ? BASIC_ACCOUNT : HELD_BY_CHARITY;
}

export function checkMoneyPlace(fund: CharityFund, account: string): Violation[] {
  if (fund.legalBasis === undefined) return [{ code: 'CHARITY_BASIS_MISSING', facts: { fund: fund.name } }];
  const isRight =
    fund.legalBasis === 'HOSTED_SPECIAL_FUND'
      ? account === HELD_BY_CHARITY
      : isCashLike(account) && !account.startsWith('1221');
  if (isRight) return [];
  const facts = { fund: fund.name, account, usual: usualAccount(fund) };
  return [{ code: 'CHARITY_ACCOUNT', at: 'account', facts }];
}
