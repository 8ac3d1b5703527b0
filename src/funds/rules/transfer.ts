/**
 * Moving money from one fund to another.
 *
 * 1. It names the resolution that allows it; 4901 and 5901 stand in one voucher and net to zero.
 * 2. The two funds differ, and neither is suspense money, whose fund nobody knows yet.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, type Funds } from './facts.js';

export interface TransferAsk {
  readonly eventOn: CalendarDate;
  readonly fromFund: string;
  readonly toFund: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly fen: bigint;
  readonly resolution: string;
  readonly summary?: string | undefined;
}

export function checkTransfer(ask: TransferAsk, funds: Funds): Violation[] {
  const violations = [...checkFund(ask.fromFund, [], funds, 'fromFund'), ...checkFund(ask.toFund, [], funds, 'toFund')];
  if (ask.fromFund === ask.toFund) violations.push({ code: 'TRANSFER_SAME_FUND', at: 'toFund' });
  for (const [at, code] of [['fromFund', ask.fromFund] as const, ['toFund', ask.toFund] as const]) {
    if (funds.get(code)?.kind === 'SUSPENSE') violations.push({ code: 'TRANSFER_SUSPENSE', at });
  }
  return violations;
}

export function transferDraft(ask: TransferAsk, funds: Funds): FundDraft {
  const name = (code: string): string => funds.get(code)?.name ?? code;
  const summary = ask.summary ?? `从${name(ask.fromFund)}划转到${name(ask.toFund)}`;
  return draftOf(
    { eventOn: ask.eventOn, summary, kind: 'interfund' },
    [
      debit({ account: '5901', fund: ask.fromFund }, ask.fen),
      credit({ account: ask.fromAccount, fund: ask.fromFund }, ask.fen),
      debit({ account: ask.toAccount, fund: ask.toFund }, ask.fen),
      credit({ account: '4901', fund: ask.toFund }, ask.fen),
    ],
    { refs: refsOf(ask.resolution) },
  );
}
