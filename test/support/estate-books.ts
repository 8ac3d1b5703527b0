/**
 * Books that a generator keeps of what it decided: vouchers and bank lines on one side, and beside them, from the
 * decisions themselves and not from those lines, what every fund earned, spent, got and paid in each quarter.
 */

export type PlannedLine = readonly [account: string, fund: string, side: 'D' | 'C', fen: bigint];

export interface PlannedVoucher {
  readonly month: string;
  readonly on: string;
  readonly kind: string;
  readonly summary: string;
  readonly ref: string;
  readonly lines: readonly PlannedLine[];
  /** 记-202304-0001, given when the books are closed. */
  no: string;
}

export interface PlannedBankLine {
  readonly on: string;
  /** Positive into the account. */
  readonly fen: bigint;
  readonly counterparty: string;
  readonly words: string;
}

/** What one fund did in one quarter. */
export interface FundQuarter {
  opening: bigint;
  income: bigint;
  expense: bigint;
  cashIn: bigint;
  cashOut: bigint;
}

export class EstateBooks {
  readonly vouchers: PlannedVoucher[] = [];
  readonly bankLines: PlannedBankLine[] = [];
  private readonly quarters = new Map<string, FundQuarter>();

  post(
    month: string,
    day: number,
    kind: string,
    summary: string,
    lines: readonly PlannedLine[],
    ref = '',
  ): PlannedVoucher {
    const on = `${month}-${String(day).padStart(2, '0')}`;
    const voucher = { month, on, kind, summary, ref, lines, no: '' };
    this.vouchers.push(voucher);
    return voucher;
  }

  bank(on: string, fen: bigint, counterparty: string, words: string): void {
    this.bankLines.push({ on, fen, counterparty, words });
  }

  /** What the decision means for a fund: `income` and `expense` by accrual, `cashIn` and `cashOut` at the bank. */
  means(month: string, fund: string, change: Partial<FundQuarter>): void {
    const cell = this.cell(quarterOf(month), fund);
    for (const key of ['opening', 'income', 'expense', 'cashIn', 'cashOut'] as const) cell[key] += change[key] ?? 0n;
  }

  cell(quarter: string, fund: string): FundQuarter {
    const key = `${quarter} ${fund}`;
    const cell = this.quarters.get(key) ?? { opening: 0n, income: 0n, expense: 0n, cashIn: 0n, cashOut: 0n };
    this.quarters.set(key, cell);
    return cell;
  }

  /** Numbers every voucher in order of its day; a stable sort keeps what was decided first in front. */
  close(): void {
    this.vouchers.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
    const last = new Map<string, number>();
    for (const voucher of this.vouchers) {
      const sequence = (last.get(voucher.month) ?? 0) + 1;
      last.set(voucher.month, sequence);
      voucher.no = `记-${voucher.month.replace('-', '')}-${String(sequence).padStart(4, '0')}`;
    }
    this.bankLines.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  }
}

export function quarterOf(month: string): string {
  return `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** Chance that repeats (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from `low` to `high`. */
  roll(low: number, high: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  }

  fen(low: number, high: number): bigint {
    return BigInt(this.roll(low, high));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.roll(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.roll(0, 1_000_000) }))
      .sort((left, right) => left.at - right.at)
      .map(({ item }) => item);
  }

  digits(count: number): string {
    return Array.from({ length: count }, (_, place) => String(this.roll(place === 0 ? 1 : 0, 9))).join('');
  }
}
