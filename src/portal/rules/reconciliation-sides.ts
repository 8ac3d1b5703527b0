/**
 * The two sides of a bank reconciliation.
 *
 * 1. Book + what the bank received and the book has not (C) - what the bank paid and the book has not (D).
 * 2. Bank + what the book received and the bank has not (A) - what the book paid and the bank has not (B).
 * 3. The difference of the two adjusted balances is returned, never hidden: zero says that they agree.
 */
import { sumFen } from '../../kernel/fen.js';
import type { OpenItemKind, ReconciliationView } from './view-models.js';

export interface ReconciliationSides {
  readonly totals: Readonly<Record<OpenItemKind, bigint>>;
  readonly adjustedBookFen: bigint;
  readonly adjustedBankFen: bigint;
  readonly differenceFen: bigint;
}

export function reconciliationSides(
  view: Pick<ReconciliationView, 'bookFen' | 'items'> & { readonly bankFen: bigint },
): ReconciliationSides {
  const total = (kind: OpenItemKind): bigint =>
    sumFen(view.items.filter((item) => item.kind === kind).map((item) => item.amountFen));
  const totals = { A: total('A'), B: total('B'), C: total('C'), D: total('D') };
  const adjustedBookFen = view.bookFen + totals.C - totals.D;
  const adjustedBankFen = view.bankFen + totals.A - totals.B;
  return { totals, adjustedBookFen, adjustedBankFen, differenceFen: adjustedBookFen - adjustedBankFen };
}
