/** Reads the values of a record's leaf: strings, amounts, and rows of strings. What is absent reads as empty. */
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';

export function textOf(leaf: LeafObject, key: string): string {
  const value = leaf[key];
  return typeof value === 'string' ? value : '';
}

export function fenOf(leaf: LeafObject, key: string): bigint {
  return fenOfText(textOf(leaf, key));
}

export function fenOfText(text: string | undefined): bigint {
  return text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : 0n;
}

export function rowsOf(leaf: LeafObject, key: string): readonly (readonly string[])[] {
  const value = leaf[key];
  if (value === undefined || typeof value === 'string') return [];
  return value.flatMap((row: LeafValue) =>
    typeof row === 'string' ? [] : [row.filter((cell): cell is string => typeof cell === 'string')],
  );
}
