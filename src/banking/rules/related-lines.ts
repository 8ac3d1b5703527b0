/**
 * Whether bank lines may cancel each other on a person's word alone.
 *
 * 1. Money that came in and money that went out cancel each other without a voucher only where the bank itself ties
 *    them together: it writes the same other side, or says of one that it is a return or was taken back.
 * 2. Otherwise each needs its voucher: else one person could make a withdrawal vanish behind somebody's payment, and
 *    the light would not know.
 */
import { sumFen } from '../../kernel/fen.js';
import { lineNetFen, type KeyedLine } from './bank-line.js';
import { partyOf, plain } from './matching/line-view.js';
import { topicsOf } from './matching/topics.js';
import type { Movement } from './movement.js';

/** What cancels among lines whose sum is their vouchers': money in that no voucher has. Nothing where it is related. */
export function unrelatedFen(lines: readonly KeyedLine[], movements: readonly Movement[]): bigint {
  const [bank, book] = [lines.map(lineNetFen), movements.map(({ netFen }) => netFen)];
  if (sumFen(bank) !== sumFen(book)) return 0n;
  const cancelled = received(bank) - received(book);
  return cancelled > 0n && !areRelated(lines) ? cancelled : 0n;
}

function received(amounts: readonly bigint[]): bigint {
  return sumFen(amounts.filter((amount) => amount > 0n));
}

function areRelated(lines: readonly KeyedLine[]): boolean {
  const [party, ...others] = new Set(lines.map(partyOf));
  return (party !== '' && others.length === 0) || lines.some(saysTakenBack);
}

function saysTakenBack(line: KeyedLine): boolean {
  const topics = topicsOf([line.summary, line.remark].map(plain).join(' '));
  return line.inFen < 0n || line.outFen < 0n || topics.has('returned') || topics.has('reversal');
}
