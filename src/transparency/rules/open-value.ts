import type { LeafValue } from '../../kernel/canonical.js';

/** A private value beside a leaf. Without a name it is erased: only its hash is left. */
export interface OpenValue {
  /** From 1, in the order in which the leaf's values were kept. */
  readonly ordinal: number;
  readonly name?: string;
  readonly value?: LeafValue;
}

/** The first texts of a private row; `undefined` where it is erased or is no row that begins with so many texts. */
export function privateRow(open: OpenValue, width: number): readonly string[] | undefined {
  const { value } = open;
  if (value === undefined || typeof value === 'string' || value.length < width) return undefined;
  const cells = value.slice(0, width);
  return cells.every((cell) => typeof cell === 'string') ? cells : undefined;
}

/** One text of a private row; `undefined` where there is none. */
export function privateCell(open: OpenValue, at: number): string | undefined {
  const cell = typeof open.value === 'string' ? undefined : open.value?.[at];
  return typeof cell === 'string' ? cell : undefined;
}
