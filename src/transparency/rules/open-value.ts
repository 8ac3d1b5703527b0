import type { LeafValue } from '../../kernel/canonical.js';

/** A private value beside a leaf. Without a name it is erased: only its hash is left. */
export interface OpenValue {
  /** From 1, in the order in which the leaf's values were kept. */
  readonly ordinal: number;
  readonly name?: string;
  readonly value?: LeafValue;
}

/** The texts of a private row; `undefined` where it is erased or is no row of that many texts. */
export function privateRow(open: OpenValue, width: number): readonly string[] | undefined {
  const { value } = open;
  if (value === undefined || typeof value === 'string' || value.length < width) return undefined;
  return value.every((cell) => typeof cell === 'string') ? value : undefined;
}
