/**
 * Every voucher number that the journal has used, in about sixty bytes each.
 *
 * 1. Vouchers themselves are not kept: a reversal is compared with its original by fingerprint.
 * 2. A fingerprint is 64 bits over the multiset of lines (account, fund, side, amount), so line order does not count.
 *    It decides what is *reported*; posting compares the lines themselves once more.
 */
import type { Period } from '../../kernel/calendar.js';
import type { JournalLine } from './journal-line.js';
import type { VoucherNumber } from './voucher-number.js';

export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

export interface RegisteredVoucher {
  readonly fingerprint: Fingerprint;
  /** First line of the file. */
  readonly line: number;
  readonly isRed: boolean;
  readonly isReadable: boolean;
}

const RED = 1;
const READABLE = 2;

export class VoucherRegister {
  private readonly months = new Map<Period, Map<number, number>>();
  private high = new Uint32Array(1_024);
  private low = new Uint32Array(1_024);
  private lines = new Uint32Array(1_024);
  private flags = new Uint8Array(1_024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  get periods(): readonly Period[] {
    return [...this.months.keys()].sort();
  }

  /** False where the number is used already; the first voucher keeps it. */
  add(number: VoucherNumber, voucher: RegisteredVoucher): boolean {
    let month = this.months.get(number.period);
    if (month === undefined) {
      month = new Map<number, number>();
      this.months.set(number.period, month);
    }
    if (month.has(number.sequence)) return false;
    if (this.count === this.lines.length) this.grow();
    month.set(number.sequence, this.count);
    this.high[this.count] = voucher.fingerprint.high;
    this.low[this.count] = voucher.fingerprint.low;
    this.lines[this.count] = voucher.line;
    this.flags[this.count] = (voucher.isRed ? RED : 0) | (voucher.isReadable ? READABLE : 0);
    this.count += 1;
    return true;
  }

  get(number: VoucherNumber): RegisteredVoucher | undefined {
    const index = this.months.get(number.period)?.get(number.sequence);
    if (index === undefined) return undefined;
    const flags = this.flags[index] ?? 0;
    return {
      fingerprint: { high: this.high[index] ?? 0, low: this.low[index] ?? 0 },
      line: this.lines[index] ?? 0,
      isRed: (flags & RED) !== 0,
      isReadable: (flags & READABLE) !== 0,
    };
  }

  /** The numbers used in a month, ascending, each with its first line. */
  used(period: Period): { readonly sequence: number; readonly line: number }[] {
    const month = this.months.get(period) ?? new Map<number, number>();
    return [...month]
      .map(([sequence, index]) => ({ sequence, line: this.lines[index] ?? 0 }))
      .sort((left, right) => left.sequence - right.sequence);
  }

  private grow(): void {
    const room = this.lines.length * 2;
    const [high, low, lines, flags] = [this.high, this.low, this.lines, this.flags];
    this.high = new Uint32Array(room);
    this.low = new Uint32Array(room);
    this.lines = new Uint32Array(room);
    this.flags = new Uint8Array(room);
    this.high.set(high);
    this.low.set(low);
    this.lines.set(lines);
    this.flags.set(flags);
  }
}

/** The fingerprint of the lines, or of their exact negatives. */
export function fingerprint(lines: readonly JournalLine[], negated = false): Fingerprint {
  let high = 0;
  let low = 0;
  for (const line of lines) {
    const written: bigint = line.amountFen ?? 0n;
    const amount = negated ? -written : written;
    const text = `${line.cells.account}|${line.cells.fund}|${line.side}|${amount}`;
    high = (high + hash(text, 0x811c9dc5)) >>> 0;
    low = (low + hash(text, 0x2f0b4a27)) >>> 0;
  }
  return { high, low };
}

/** FNV-1a over UTF-16 units with a last stir, so that sums over lines keep no pattern of single characters. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

export function sameFingerprint(left: Fingerprint, right: Fingerprint): boolean {
  return left.high === right.high && left.low === right.low;
}
