/**
 * Bars.
 *
 * 1. The largest amount fills the bar; the others are in proportion, in tenths of a percent.
 * 2. An amount above zero is never invisible: its bar has at least 1.2 percent.
 * 3. Zero and negative amounts have no bar.
 */
const FULL = 1000n;
const LEAST = 12n;

/** Widths in percent ("100", "3.3"), one for each amount and in the same order. */
export function barLengths(amountsFen: readonly bigint[]): readonly string[] {
  const most = amountsFen.reduce((largest, amount) => (amount > largest ? amount : largest), 0n);
  return amountsFen.map((amount) => {
    if (amount <= 0n || most === 0n) return '0';
    const tenths = (amount * FULL) / most;
    return (Number(tenths < LEAST ? LEAST : tenths) / 10).toString();
  });
}
