import type { JournalFold } from './journal-fold.js';
import type { TextRow } from './text-row.js';
import type { VoucherDraft } from './voucher-draft.js';

/** Folds batches of rows and gives the sound vouchers one by one; afterwards `fold.finish()` holds the outcome. */
export async function* foldJournal(
  batches: AsyncIterable<readonly TextRow[]>,
  fold: JournalFold,
): AsyncGenerator<VoucherDraft> {
  for await (const rows of batches) {
    for (const row of rows) {
      const draft = fold.push(row);
      if (draft !== undefined) yield draft;
    }
  }
  const { last } = fold.finish();
  if (last !== undefined) yield last;
}
