/**
 * Counts of people that may be published.
 *
 * 1. A cell of fewer than three people is never shown.
 * 2. Nor can one be reckoned from the total and the cells that are shown: what is hidden is at least two cells and at
 *    least three people, or nothing at all.
 * 3. Where that would hide everything, no split is shown.
 */

export const SMALL_CELL = 3;

export interface Cell {
  readonly key: string;
  readonly count: number;
  readonly fen: bigint;
}

export interface PublishedCells {
  readonly shown: readonly Cell[];
  /** The rest as one figure; absent where every cell is shown. */
  readonly hidden?: { readonly count: number; readonly fen: bigint };
}

export function publishCells(cells: readonly Cell[], smallCell = SMALL_CELL): PublishedCells {
  const filled = cells.filter(({ count }) => count > 0);
  const bySize = [...filled].sort((one, other) => one.count - other.count || (one.key < other.key ? -1 : 1));
  let hides = bySize.filter(({ count }) => count < smallCell).length;
  while (hides > 0 && hides < bySize.length && !hidesEnough(bySize.slice(0, hides), smallCell)) hides += 1;
  const hidden = bySize.slice(0, hides);
  if (hidden.length === 0) return { shown: filled };
  const shown = filled.filter((cell) => !hidden.includes(cell));
  const sum = hidden.reduce((total, cell) => ({ count: total.count + cell.count, fen: total.fen + cell.fen }), {
    count: 0,
    fen: 0n,
  });
  return { shown, hidden: sum };
}

function hidesEnough(hidden: readonly Cell[], smallCell: number): boolean {
  return hidden.length > 1 && hidden.reduce((sum, { count }) => sum + count, 0) >= smallCell;
}
