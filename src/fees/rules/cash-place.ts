/**
 * Where money of households comes to, or leaves from.
 *
 * 1. Cash goes into the till (1001). Everything else goes to the account that was named, or to the organisation's one
 *    open bank account, or to its basic account where there are several; nothing else is guessed.
 * 2. A named account is cash, a deposit or a payment channel of the organisation, never a person's card.
 */
import type { Violation } from '../../kernel/violation.js';
import type { CashPlace } from './payment-draft.js';
import type { PaymentMethod } from './payment.js';

export interface OpenBankAccount {
  readonly bankAccountId: string;
  readonly kind: string;
  /** The ledger's account that mirrors it. */
  readonly account: string;
}

const TILL = '1001';
const BASIC_ACCOUNT = '100201';
const MONEY = /^(1001|1002|1012)/;

export function cashPlace(
  asked: string | undefined,
  method: PaymentMethod,
  accounts: readonly OpenBankAccount[],
): CashPlace | Violation {
  if (asked !== undefined) {
    return MONEY.test(asked)
      ? placeOf(asked, accounts)
      : { code: 'PAYMENT_ACCOUNT_WRONG', at: 'account', facts: { account: asked } };
  }
  if (method === 'CASH') return { account: TILL };
  if (accounts.length === 0) return { account: BASIC_ACCOUNT };
  const basic = accounts.filter(({ kind }) => kind === 'BASIC');
  const [found, other] = accounts.length === 1 ? accounts : basic;
  if (found !== undefined && other === undefined) return placeOf(found.account, accounts);
  const known = accounts.map(({ account }) => account).join('、');
  return { code: 'PAYMENT_ACCOUNT_NEEDED', at: 'account', facts: { known } };
}

function placeOf(account: string, accounts: readonly OpenBankAccount[]): CashPlace {
  const mirrored = accounts.filter((one) => one.account === account);
  const [only] = mirrored;
  return only === undefined || mirrored.length > 1 ? { account } : { account, bankAccount: only.bankAccountId };
}
