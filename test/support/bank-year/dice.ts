/** Chance from a seed: the same seed rolls the same on every machine. Measurements use it too, so it stands alone. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from `low` to `high`. */
  roll(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  fen(low: number, high: number): bigint {
    return BigInt(this.roll(low, high));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.roll(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** From 0 up to, not including, 1 (a Weyl sequence whose bits are mixed twice). */
  private next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  }
}
