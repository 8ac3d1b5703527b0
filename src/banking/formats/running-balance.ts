/**
 * Balances for lines that carry none.
 *
 * 1. From a known opening balance each line's balance follows in the order given; nothing else is invented.
 * 2. Lines that run from new to old are turned round first; other disorder is left as the file has it.
 */
import { fen, type Fen } from '../../kernel/fen.js';
import type { BankLine } from '../rules/bank-line.js';

type Movement = Pick<BankLine, 'bookedOn' | 'outFen' | 'inFen'>;

export function oldestFirst<L extends Movement>(lines: readonly L[]): { lines: readonly L[]; turned: boolean } {
  const [first, last] = [lines[0], lines.at(-1)];
  const turned = first !== undefined && last !== undefined && last.bookedOn < first.bookedOn;
  return { lines: turned ? [...lines].reverse() : lines, turned };
}

export function turnoverFen(lines: readonly Movement[]): Fen {
  return fen(lines.reduce((sum, line) => sum + line.inFen - line.outFen, 0n));
}

export function withBalances<L extends Movement>(lines: readonly L[], openingFen: bigint): (L & { balanceFen: Fen })[] {
  let balance = openingFen;
  return lines.map((line) => {
    balance += line.inFen - line.outFen;
    return { ...line, balanceFen: fen(balance) };
  });
}
