/**
 * Charity money is spent on charity (慈善法: 专款专用).
 *
 * 1. The expenses of a CHARITY fund are charity expenses (5006) and the fees of its own account (5009); nothing else.
 * 2. It passes to another fund only if that is a CHARITY fund too, and it is lent to nobody: no resolution of owners
 *    changes what donors gave for.
 * 3. Its net assets (3..) move between purposes by the verbs of charity alone, which ask for the donors' consent; an
 *    ordinary voucher neither moves them nor pays anything out of them.
 * 4. Income is taken back only from donations (4003): a debit of other income would be spending under another name.
 * 5. A red copy takes something back and a year-end transfer only empties accounts: neither spends. What the books
 *    open with stands in net assets, and so does what an earlier year is corrected by.
 */
import type { Violation } from '../../kernel/violation.js';
import { isTransferAccount, type EstateStructure } from './structure.js';
import type { DraftLine, VoucherDraft } from './voucher.js';

const SPENDS = /^(5006|5009)/;
const NO_SPENDING: ReadonlySet<string> = new Set(['red', 'closing']);
/** The ref that charity's own verbs put on a voucher; no door takes it from outside. */
export const PURPOSE_MOVE_REF = 'charity-move';
const DONATIONS = '4003';

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
  const mayMove = draft.kind === 'prior-year' || draft.refs.some(([kind]) => kind === PURPOSE_MOVE_REF);
  const leaves = draft.lines.some((line) => isTransferAccount(line.account) && !isCharity(structure, line.fund));
  const isMisused = (line: DraftLine): boolean =>
    isForeignExpense(line, structure) ||
    isTakenFromNet(line, draft.kind, mayMove) ||
    line.account.startsWith('1225') ||
    (leaves && line.account.startsWith('5901'));
  return draft.lines.flatMap((line, index) => {
    if (!isCharity(structure, line.fund) || !isMisused(line)) return [];
    const [account, fund] = [structure.accounts.get(line.account), structure.funds.get(line.fund)];
    const facts = { account: line.account, name: account?.name ?? '', fund: line.fund, fundName: fund?.name ?? '' };
    return [{ code: 'FUND_PURPOSE', at: `lines[${String(index)}].account`, facts }];
  });
}

function isTakenFromNet({ account, side, fen }: DraftLine, kind: string, mayMove: boolean): boolean {
  const takes = side === 'D' ? fen > 0n : fen < 0n;
  if (account.startsWith('3')) return !mayMove && (takes || kind !== 'opening');
  return takes && account.startsWith('4') && !account.startsWith(DONATIONS);
}
