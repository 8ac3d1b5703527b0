/**
 * Money between funds.
 *
 * 1. Transfers in (4901) equal transfers out (5901) inside one voucher.
 * 2. Cash moves from one fund to another only through 4901/5901 or 1225/2245, whatever accounts are used.
 * 3. Every such voucher names a resolution.
 * 4. Suspense money may be resolved into a fund: that is no move between funds.
 * 5. A red copy needs neither: it leans on its original, which was admitted. So suspense money that was resolved into
 *    the wrong fund finds its way back.
 * 6. A year-end transfer that only empties 4901 and 5901, fund by fund, moves no money.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { isBetweenFundsAccount, isCashLike, isTransferAccount, type EstateStructure } from './structure.js';
import type { VoucherDraft } from './voucher.js';

interface FundMoves {
  /** Net cash by fund. */
  readonly cash: ReadonlyMap<string, bigint>;
  /** Debits less credits of 4901 and 5901. */
  readonly transferFen: bigint;
  readonly transfers: boolean;
  readonly lends: boolean;
}

export function checkBetweenFunds(draft: VoucherDraft, structure: EstateStructure): Violation[] {
  const { cash, transferFen, transfers, lends } = movesOf(draft);
  if (draft.kind === 'closing' && cash.size === 0 && !lends) return [];
  const violations = checkNetting(transferFen);
  if (draft.kind === 'red') return violations;
  return [...violations, ...checkGrounds(draft, cashMoves(cash, structure), transfers || lends)];
}

function checkGrounds(draft: VoucherDraft, moves: boolean, between: boolean): Violation[] {
  if (!moves && !between) return [];
  const hasResolution = draft.refs.some(([kind]) => kind === 'resolution');
  return [
    ...(between ? [] : [{ code: 'BETWEEN_FUNDS_ACCOUNTS', at: 'lines' }]),
    ...(hasResolution ? [] : [{ code: 'BETWEEN_FUNDS_RESOLUTION', at: 'refs' }]),
  ];
}

function checkNetting(transferFen: bigint): Violation[] {
  if (transferFen === 0n) return [];
  const difference = yuanFromFen(transferFen < 0n ? -transferFen : transferFen);
  return [{ code: 'TRANSFER_NOT_NETTED', at: 'lines', facts: { difference } }];
}

function movesOf(draft: VoucherDraft): FundMoves {
  const cash = new Map<string, bigint>();
  let [transferFen, transfers, lends] = [0n, false, false];
  for (const line of draft.lines) {
    const signed = line.side === 'D' ? line.fen : -line.fen;
    if (isCashLike(line.account)) cash.set(line.fund, (cash.get(line.fund) ?? 0n) + signed);
    if (isTransferAccount(line.account)) {
      transferFen += signed;
      transfers = true;
    } else if (isBetweenFundsAccount(line.account)) lends = true;
  }
  return { cash, transferFen, transfers, lends };
}

/** Some fund gains cash while another, that is not suspense being resolved, loses it. */
function cashMoves(cash: ReadonlyMap<string, bigint>, structure: EstateStructure): boolean {
  const nets = [...cash];
  return (
    nets.some(([, net]) => net > 0n) &&
    nets.some(([fund, net]) => net < 0n && structure.funds.get(fund)?.kind !== 'SUSPENSE')
  );
}
