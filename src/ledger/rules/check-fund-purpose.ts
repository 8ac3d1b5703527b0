/**
 * Charity money is spent on charity (慈善法: 专款专用).
 *
 * 1. The expenses of a CHARITY fund are charity expenses (5006) and the fees of its own account (5009); nothing else.
 * 2. It passes to another fund only if that is a CHARITY fund too, and it is lent to nobody: no resolution of owners
 *    changes what donors gave for.
 * 3. A red copy takes something back and a year-end transfer only empties accounts: neither spends.
 */
import type { Violation } from '../../kernel/violation.js';
import { isTransferAccount, type EstateStructure } from './structure.js';
import type { DraftLine, VoucherDraft } from './voucher.js';

const SPENDS = /^(5006|5009)/;
const NO_SPENDING: ReadonlySet<string> = new Set(['red', 'closing']);

export function isCharity(structure: EstateStructure, fund: string): boolean {
  return structure.funds.get(fund)?.kind === 'CHARITY';
}

/** An expense account of which the chart's own restriction need not speak again. */
export function isForeignExpense(line: DraftLine, structure: EstateStructure): boolean {
  const account = structure.accounts.get(line.account);
  if (account?.kind !== 'E' || !isCharity(structure, line.fund)) return false;
  return !SPENDS.test(line.account) && !isTransferAccount(line.account);
}

export function checkFundPurpose(draft: VoucherDraft, structure: EstateStructure): Violation[] {
  if (NO_SPENDING.has(draft.kind)) return [];
  const leaves = draft.lines.some((line) => isTransferAccount(line.account) && !isCharity(structure, line.fund));
  return draft.lines.flatMap((line, index) => {
    if (!isCharity(structure, line.fund)) return [];
    const passesOn = line.account.startsWith('5901') && leaves;
    if (!isForeignExpense(line, structure) && !passesOn && !line.account.startsWith('1225')) return [];
    const [account, fund] = [structure.accounts.get(line.account), structure.funds.get(line.fund)];
    const facts = { account: line.account, name: account?.name ?? '', fund: line.fund, fundName: fund?.name ?? '' };
    return [{ code: 'FUND_PURPOSE', at: `lines[${String(index)}].account`, facts }];
  });
}
