/** Gaps by counting alone are those of the whole chain. */
import fc from 'fast-check';
import { balanceBeforeFen, chainLines, type BankLine } from '../../../src/banking/rules/index.js';
import { gapsBetween, type BalanceStep } from '../../../src/banking/rules/loose-ends.js';
import { fen } from '../../../src/kernel/fen.js';
import { day } from '../sample-books.js';

function steps(lines: readonly BankLine[]): BalanceStep[] {
  return lines.flatMap((line): BalanceStep[] => [
    { balanceFen: balanceBeforeFen(line), kind: 'leaves', on: line.bookedOn },
    { balanceFen: line.balanceFen, kind: 'reaches', on: line.bookedOn },
  ]);
}

/** A line a day, so that nothing is left to choose; balances come again, as they do in life. */
function linesOf(amounts: readonly number[]): BankLine[] {
  let balance = 1_000n;
  return amounts.map((amount, index): BankLine => {
    balance += BigInt(amount);
    const on = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
    const sides = { outFen: fen(amount < 0 ? BigInt(-amount) : 0n), inFen: fen(amount < 0 ? 0n : BigInt(amount)) };
    const words = { counterpartyName: '', counterpartyNumber: '', summary: '', remark: '' };
    return { accountNumber: 'a', bookedOn: day(on), ...sides, balanceFen: fen(balance), ...words };
  });
}

describe('gaps of an account that is too long to be put in order', () => {
  it('are none of a whole account, nor of none', () => {
    expect(gapsBetween([])).toEqual([]);
    expect(gapsBetween(steps(linesOf([5, -5, 5, 7, -5])))).toEqual([]);
  });

  it('are those of the chain, wherever lines are missing', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.uniqueArray(fc.nat(39), { maxLength: 6 }), (all, missing) => {
        const lines = linesOf(all).filter((_, index) => !missing.includes(index));
        expect(gapsBetween(steps(lines))).toEqual(chainLines(lines).gaps);
      }),
      { numRuns: 200 },
    );
  });
});
