/** Which accounts are money itself, and which ones say that funds owe each other (decisions of posting). */

const CASH = /^(?:1001|1002|1012)(?:\d\d)*$|^12210[1235](?:\d\d)*$/;
const TRANSFER = /^(?:4901|5901)(?:\d\d)*$/;
const LOAN = /^(?:1225|2245)(?:\d\d)*$/;

/** Money that is not yet known to belong to a fund sits in this fund of the system. */
export const SUSPENSE_FUND = 'SUSPENSE';

export function isCashLike(account: string): boolean {
  return CASH.test(account);
}

/** Between funds, money goes by transfer (4901/5901) or by loan (1225/2245). */
export function betweenFunds(account: string): 'transfer' | 'loan' | undefined {
  if (TRANSFER.test(account)) return 'transfer';
  return LOAN.test(account) ? 'loan' : undefined;
}
