import { fen } from '../../kernel/fen.js';
import type { CheckedVoucher } from './journal-voucher.js';
import type { VoucherDraft } from './voucher-draft.js';
import type { VoucherNumber } from './voucher-number.js';

/** A voucher without problems as a draft; nothing where it lacks what a draft must have. */
export function draftOf(
  voucher: CheckedVoucher,
  line: number,
  original: VoucherNumber | undefined,
): VoucherDraft | undefined {
  const { number, eventOn, kind, summary, refs } = voucher;
  if (number === undefined || eventOn === undefined || kind === undefined) return undefined;
  return {
    number: number.text,
    period: number.period,
    sequence: number.sequence,
    eventOn,
    kind,
    summary,
    refs,
    line,
    lines: voucher.lines.map(({ line: fileLine, cells, side, amountFen }) => ({
      line: fileLine,
      account: cells.account,
      accountName: cells.account_name,
      fund: cells.fund,
      side,
      amountFen: amountFen ?? fen(0n),
      summary: cells.summary.normalize('NFC'),
    })),
    ...(original && { original: original.text }),
  };
}
