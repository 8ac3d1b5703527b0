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
const INCOME = { PR: '400208', PS: '400101', WF: '4010' } as const;

export function randomDay(dice: Dice): string {
  const month = dice.of(['2024-11', '2024-12', '2025-01', '2025-02', '2025-03']);
  return `${month}-${String(1 + dice.below(28)).padStart(2, '0')}`;
}

const debit = (account: string, fund: string, fen: bigint): ModelLine => ({ account, fund, side: 'D', fen });
const credit = (account: string, fund: string, fen: bigint): ModelLine => ({ account, fund, side: 'C', fen });

interface Parts {
  readonly cash: string;
  readonly income: string;
  readonly fund: string;
  /** Another fund. */
  readonly other: string;
  readonly fen: bigint;
}

interface Pattern {
  readonly weight: number;
  readonly lines: (parts: Parts) => readonly ModelLine[];
  readonly kind?: string;
  /** Percent that bring a resolution. */
  readonly resolved?: number;
}

const receipt = ({ cash, income, fund, fen }: Parts): ModelLine[] => [
  debit(cash, fund, fen),
  credit(income, fund, fen),
];
const payment = ({ cash, fund, fen }: Parts): ModelLine[] => [debit('5009', fund, fen), credit(cash, fund, fen)];
const unknown = ({ cash, fen }: Parts): ModelLine[] => [
  debit(cash, 'SUSPENSE', fen),
  credit('224104', 'SUSPENSE', fen),
];
const resolved = ({ cash, fen }: Parts): ModelLine[] => [
  debit('224104', 'SUSPENSE', fen),
  credit(cash, 'SUSPENSE', fen),
];

/** Mostly sound, sometimes short of money, and now and then wrong. */
const PATTERNS: readonly Pattern[] = [
  { weight: 40, lines: receipt },
  { weight: 28, lines: payment },
  { weight: 6, lines: ({ fund, fen }) => [debit('1001', fund, fen), credit('100201', fund, fen)] },
  {
    weight: 6,
    kind: 'interfund',
    resolved: 80,
    lines: ({ cash, fund, other, fen }) => [
      ...[debit('5901', fund, fen), credit(cash, fund, fen)],
      ...[debit(cash, other, fen), credit('4901', other, fen)],
    ],
  },
  { weight: 4, lines: unknown },
  { weight: 4, lines: (parts) => [...resolved(parts), ...receipt(parts)] },
  { weight: 2, kind: 'opening', lines: ({ cash, fund, fen }) => [debit(cash, fund, fen), credit('3103', fund, fen)] },
  {
    weight: 2,
    kind: 'closing',
    lines: ({ income, fund, fen }) => [debit(income, fund, fen), credit('3103', fund, fen)],
  },
  { weight: 2, lines: ({ cash, income, fund, fen }) => [debit(cash, fund, fen), credit(income, fund, fen + 1n)] },
  { weight: 2, lines: ({ cash, fen }) => [debit('5009', 'SUSPENSE', fen), credit(cash, 'SUSPENSE', fen)] },
  { weight: 2, lines: (parts) => [...payment(parts), ...unknown(parts)] },
  { weight: 2, lines: ({ cash, income, fund }) => [debit(cash, fund, 0n), credit(income, fund, 0n)] },
];
const WEIGHTED = PATTERNS.flatMap((pattern) => Array.from({ length: pattern.weight }, () => pattern));

export function randomVoucher(dice: Dice): ModelVoucher {
  const [on, fen, fund] = [randomDay(dice), BigInt(1 + dice.below(400)), dice.of(FUNDS)];
  const cash = dice.chance(80) ? CASH[0] : dice.of(CASH);
  const other = dice.of(FUNDS.filter((one) => one !== fund));
  const { lines, kind = 'normal', resolved: percent = 0 } = dice.of(WEIGHTED);
  const parts = { cash, income: INCOME[fund], fund, other, fen };
  return { on, kind, lines: lines(parts), hasResolution: dice.chance(percent) };
}
