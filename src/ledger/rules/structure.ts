/**
 * The facts of an estate that change seldom (chart, funds, roles), as the rules of admission need them.
 */
import type { CalendarDate } from '../../kernel/calendar.js';

export type FundKind = 'PROPERTY_FEE' | 'COMMON' | 'WORKING' | 'REPAIR' | 'CHARITY' | 'CAMPAIGN' | 'SUSPENSE';
export type AccountKind = 'A' | 'L' | 'N' | 'I' | 'E';

export interface Account {
  readonly code: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** Kinds of fund that the account takes; undefined: every fund. */
  readonly fundKinds?: readonly FundKind[];
}

export interface Fund {
  readonly code: string;
  readonly name: string;
  readonly kind: FundKind;
}

export interface EstateStructure {
  readonly estateId: string;
  readonly openedOn: CalendarDate;
  readonly serviceMode: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly funds: ReadonlyMap<string, Fund>;
  /** Roles that each person holds now. */
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>;
  /** The day since which a bank account in an organisation's name is open; absent while there is none. */
  readonly orgAccountSince?: CalendarDate;
}

/** Money that waits until its fund is known (待查来款); every estate has it. */
export const SUSPENSE_FUND = 'SUSPENSE';
export const SUSPENSE_ACCOUNT = '224104';

/** Public money on somebody's own card (公款私存). */
export const PERSONAL_ACCOUNT = '122101';

const CASH_LIKE = /^(1001|1002|1012|122101|122102|122103|122105)/;

/** Accounts whose money can be spent, so that no fund's share may go below zero (decisions 3). */
export function isCashLike(account: string): boolean {
  return CASH_LIKE.test(account);
}

export function isTransferAccount(account: string): boolean {
  return account.startsWith('4901') || account.startsWith('5901');
}

export function isBetweenFundsAccount(account: string): boolean {
  return isTransferAccount(account) || account.startsWith('1225') || account.startsWith('2245');
}
