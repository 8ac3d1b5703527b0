/**
 * What the books say happened on one bank account.
 *
 * 1. A movement is one voucher seen from one bank account: what it added there (negative: took away) and how that
 *    splits over funds.
 * 2. Vouchers that correct one another are one case: the bank knows nothing of red ink and meets only what is left.
 * 3. A wash leaves nothing on the account, whatever its kind; it never meets a bank line and is shown as a wash.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { fen, sumFen, type Fen } from '../../kernel/fen.js';
import { compareText, padDigits } from './bank-line.js';

/** A fund's turnover on the account in one voucher. Red entries are negative on their own side. */
export interface FundShare {
  readonly fund: string;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

export interface Movement {
  readonly voucherNo: string;
  readonly eventOn: CalendarDate;
  /** The voucher's kind; only `opening` and `red` mean something here. */
  readonly kind: string;
  readonly summary: string;
  /** Debit less credit on this bank account. */
  readonly netFen: Fen;
  readonly byFund: readonly FundShare[];
  /** The number of the voucher that this one cancels, replaces or adjusts. */
  readonly corrects?: string;
  /** For the bank journal: names of the accounts on the other side, and how it was settled. */
  readonly counterAccounts?: readonly string[];
  readonly settlement?: string;
  /** Numbers that stand for this voucher outside the books: a receipt's, an order's, the bank's serial. */
  readonly refs?: readonly string[];
  /** Words that name the other side: a supplier, a payer, a room. Never shown. */
  readonly payeeWords?: readonly string[];
}

/** A group of vouchers of net zero on the account, with the reason in plain words. */
export interface Wash {
  readonly rule: 'wash-voucher' | 'wash-correction';
  readonly voucherNos: readonly string[];
  readonly explanation: string;
}

/** Makes a movement from the lines of a voucher that touch the account. */
export function movementOf(voucher: Omit<Movement, 'netFen' | 'byFund'>, lines: readonly FundShare[]): Movement {
  const funds = new Map<string, FundShare>();
  for (const line of lines) {
    const sum = funds.get(line.fund) ?? { fund: line.fund, debitFen: fen(0n), creditFen: fen(0n) };
    const [debitFen, creditFen] = [fen(sum.debitFen + line.debitFen), fen(sum.creditFen + line.creditFen)];
    funds.set(line.fund, { fund: line.fund, debitFen, creditFen });
  }
  const byFund = [...funds.values()].sort((left, right) => compareText(left.fund, right.fund));
  return { ...voucher, netFen: sumFen(byFund.map((share) => share.debitFen - share.creditFen)), byFund };
}

/** By event day, then by number; a total order, since numbers are unique. */
export function compareMovements(left: Movement, right: Movement): number {
  return compareText(left.eventOn, right.eventOn) || compareText(padDigits(left.voucherNo), padDigits(right.voucherNo));
}

/**
 * Groups vouchers with those they correct, however long the row of corrections is. Each group and the list of groups
 * are in order.
 */
export function correctionCases(movements: readonly Movement[]): Movement[][] {
  const byNumber = new Map(movements.map((movement) => [movement.voucherNo, movement]));
  const rootOf = (movement: Movement): string => {
    const seen = new Set<string>();
    let current = movement;
    for (;;) {
      seen.add(current.voucherNo);
      const earlier = current.corrects === undefined ? undefined : byNumber.get(current.corrects);
      if (earlier === undefined || seen.has(earlier.voucherNo)) return current.voucherNo;
      current = earlier;
    }
  };
  const cases = new Map<string, Movement[]>();
  for (const movement of [...movements].sort(compareMovements)) {
    const root = rootOf(movement);
    const members = cases.get(root);
    if (members === undefined) cases.set(root, [movement]);
    else members.push(movement);
  }
  return [...cases.values()];
}

export interface Cancelled {
  readonly pairs: readonly (readonly [Movement, Movement])[];
  readonly left: readonly Movement[];
}

/** Takes out each voucher that a red copy cancels exactly. */
export function cancelPairs(movements: readonly Movement[]): Cancelled {
  const byNumber = new Map(movements.map((movement) => [movement.voucherNo, movement]));
  const gone = new Set<string>();
  const pairs: [Movement, Movement][] = [];
  const candidates = [...movements].filter((movement) => movement.corrects !== undefined);
  candidates.sort((left, right) => Number(right.kind === 'red') - Number(left.kind === 'red'));
  for (const canceller of candidates) {
    const original = byNumber.get(canceller.corrects ?? '');
    if (original === undefined || gone.has(original.voucherNo) || gone.has(canceller.voucherNo)) continue;
    if (original.netFen === 0n || original.netFen + canceller.netFen !== 0n) continue;
    gone.add(original.voucherNo).add(canceller.voucherNo);
    pairs.push([original, canceller]);
  }
  return { pairs, left: movements.filter((movement) => !gone.has(movement.voucherNo)) };
}

export function washOf(members: readonly Movement[]): Wash {
  const voucherNos = members.map((member) => member.voucherNo);
  if (members.length === 1) {
    const explanation = `${voucherNos.join('')} 只在资金之间划转，没有动用银行里的钱`;
    return { rule: 'wash-voucher', voucherNos, explanation };
  }
  return { rule: 'wash-correction', voucherNos, explanation: `${voucherNos.join('、')} 互相抵销，没有动用银行里的钱` };
}
