/** Random steps from a seed, so that a run can be repeated by its number. */
import type { ModelLine, ModelVoucher } from '../support/ledger-model.js';

/** mulberry32: small, and good enough to wander. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
}

const FUNDS = ['PR', 'PS', 'WF'] as const;
const CASH = ['100201', '1001', '101203'] as const;
const INCOME: Readonly<Record<string, string>> = { PR: '400208', PS: '400101', WF: '4010' };

export function randomDay(dice: Dice): string {
  const month = dice.of(['2024-11', '2024-12', '2025-01', '2025-02', '2025-03']);
  return `${month}-${String(1 + dice.below(28)).padStart(2, '0')}`;
}

const debit = (account: string, fund: string, fen: bigint): ModelLine => ({ account, fund, side: 'D', fen });
const credit = (account: string, fund: string, fen: bigint): ModelLine => ({ account, fund, side: 'C', fen });

/** A voucher that is mostly sound, sometimes short of money, and now and then wrong. */
export function randomVoucher(dice: Dice): ModelVoucher {
  const [on, fen, fund] = [randomDay(dice), BigInt(1 + dice.below(400)), dice.of(FUNDS)];
  const [cash, other] = [dice.chance(80) ? CASH[0] : dice.of(CASH), dice.of(FUNDS)];
  const income = INCOME[fund] ?? '';
  const plain = (lines: readonly ModelLine[], kind = 'normal', hasResolution = false): ModelVoucher => ({ on, kind, lines, hasResolution });
  const roll = dice.below(100);
  if (roll < 40) return plain([debit(cash, fund, fen), credit(income, fund, fen)]);
  if (roll < 68) return plain([debit('5009', fund, fen), credit(cash, fund, fen)]);
  if (roll < 74) return plain([debit('1001', fund, fen), credit('100201', fund, fen)]);
  if (roll < 80 && other !== fund) {
    const lines = [debit('5901', fund, fen), credit(cash, fund, fen), debit(cash, other, fen), credit('4901', other, fen)];
    return plain(lines, 'interfund', dice.chance(80));
  }
  if (roll < 84) return plain([debit(cash, 'SUSPENSE', fen), credit('224104', 'SUSPENSE', fen)]);
  if (roll < 88) return plain([debit('224104', 'SUSPENSE', fen), credit(cash, 'SUSPENSE', fen), debit(cash, fund, fen), credit(income, fund, fen)]);
  if (roll < 90) return plain([debit(cash, fund, fen), credit('3103', fund, fen)], 'opening');
  if (roll < 92) return plain([debit(income, fund, fen), credit('3103', fund, fen)], 'closing');
  if (roll < 94) return plain([debit(cash, fund, fen), credit(income, fund, fen + 1n)]);
  if (roll < 96) return plain([debit('5009', 'SUSPENSE', fen), credit(cash, 'SUSPENSE', fen)]);
  if (roll < 98) return plain([debit('5009', fund, fen), credit(cash, fund, fen), debit(cash, 'SUSPENSE', fen), credit('224104', 'SUSPENSE', fen)]);
  return plain([debit(cash, fund, 0n), credit(income, fund, 0n)]);
}
