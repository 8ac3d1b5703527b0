/**
 * The special account of trust money (100202) gives out no cash (人民币银行结算账户管理办法, articles 33 to 35).
 *
 * 1. A voucher that takes money from the account and puts money into the till (1001) is refused, whatever the funds and
 *    whatever stands between.
 * 2. A red copy only gives back what its original did.
 */
import type { Violation } from '../../kernel/violation.js';
import type { VoucherDraft } from './voucher.js';

const TRUST_ACCOUNT = '100202';
const TILL = '1001';

export function checkTrustAccount(draft: VoucherDraft): Violation[] {
  if (draft.kind === 'red') return [];
  if (netOf(draft, TRUST_ACCOUNT) >= 0n || netOf(draft, TILL) <= 0n) return [];
  const index = draft.lines.findIndex((line) => line.account.startsWith(TILL) && line.side === 'D');
  return [{ code: 'CASH_FROM_TRUST_ACCOUNT', at: `lines[${String(index)}].account` }];
}

function netOf(draft: VoucherDraft, account: string): bigint {
  return draft.lines
    .filter((line) => line.account.startsWith(account))
    .reduce((sum, line) => (line.side === 'D' ? sum + line.fen : sum - line.fen), 0n);
}
