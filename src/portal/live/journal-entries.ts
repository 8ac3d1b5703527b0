/** Rows of a bank journal as a page lists them: vouchers alone, each with what it did and what is left. */
import type { BankJournalRow } from '../../banking/rules/index.js';
import type { JournalEntryView } from '../view-models.js';
import { shortNumber } from './voucher-pages.js';

export function journalEntries(rows: readonly BankJournalRow[]): readonly JournalEntryView[] {
  return rows
    .filter((row) => row.kind === 'entry')
    .map((row) => ({
      on: row.on,
      number: shortNumber(row.voucherNo),
      summary: row.summary,
      ...whatMoved(row),
      balanceFen: row.balanceFen,
    }));
}

/** A red entry stays on its own side, below zero; a voucher on both sides counts by what it left. */
function whatMoved({ debitFen, creditFen }: BankJournalRow): Pick<JournalEntryView, 'movement' | 'amountFen'> {
  if (creditFen === 0n && debitFen !== 0n) return { movement: 'in', amountFen: debitFen };
  if (debitFen === 0n && creditFen !== 0n) return { movement: 'out', amountFen: creditFen };
  const netFen = debitFen - creditFen;
  if (netFen === 0n) return { movement: 'none', amountFen: 0n };
  return netFen > 0n ? { movement: 'in', amountFen: netFen } : { movement: 'out', amountFen: -netFen };
}
