/**
 * One voucher's sums.
 *
 * 1. A voucher has two or more lines and balances in total and within every fund.
 * 2. Where it does not, the finding names the difference and the line that is probably wrong.
 * 3. Cash moves between funds only by transfer (4901/5901) or loan (1225/2245), these net to zero across funds, and
 *    whatever uses them has a resolution in its reference. A voucher in which one fund's cash falls and another's rises
 *    is such a move, whatever accounts it uses; only the fund of unidentified money is resolved without.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import { betweenFunds, isCashLike, SUSPENSE_FUND } from './cash-accounts.js';
import type { AddFinding, JournalLine } from './journal-line.js';
import { signedFen } from './journal-line.js';
import { likelyLine } from './likely-line.js';

export function checkBalance(number: string, lines: readonly JournalLine[], add: AddFinding): void {
  const [first] = lines;
  if (first === undefined) return;
  if (lines.length === 1) {
    add({
      code: 'JOURNAL_TOO_FEW_LINES',
      line: first.line,
      column: 'line',
      value: first.cells.line,
      facts: { number },
    });
    return;
  }
  const funds = sumsByFund(lines);
  const difference = [...funds.values()].reduce((sum, value) => sum + value, 0n);
  if (difference !== 0n) addUnbalanced(number, lines, difference, add);
  if (funds.size === 1) return;
  for (const [fund, fundDifference] of funds) {
    if (fundDifference !== 0n) addFundUnbalanced(number, fund, lines, fundDifference, add);
  }
}

function addUnbalanced(number: string, lines: readonly JournalLine[], difference: bigint, add: AddFinding): void {
  const likely = likelyLine(lines, difference) ?? lines[0];
  if (likely === undefined) return;
  const column = likely.side === 'D' ? 'debit' : 'credit';
  const debit = lines.reduce((sum, line) => (line.side === 'D' ? sum + (line.amountFen ?? 0n) : sum), 0n);
  const facts = {
    number,
    debit: yuanFromFen(debit),
    credit: yuanFromFen(debit - difference),
    difference: yuanFromFen(difference),
    likely: String(likely.line),
  };
  add({ code: 'JOURNAL_UNBALANCED', line: likely.line, column, value: likely.cells[column], facts });
}

function addFundUnbalanced(
  number: string,
  fund: string,
  lines: readonly JournalLine[],
  difference: bigint,
  add: AddFinding,
): void {
  const own = lines.filter((line) => line.cells.fund === fund);
  const others = lines.filter((line) => line.cells.fund !== fund);
  const stray = own.find((line) => signedFen(line) === difference);
  const missing = others.find((line) => signedFen(line) === -difference);
  const likely = stray ?? missing ?? likelyLine(own, difference) ?? own[0];
  if (likely === undefined) return;
  const facts = { number, fund, difference: yuanFromFen(difference), likely: String(likely.line) };
  add({ code: 'JOURNAL_FUND_UNBALANCED', line: likely.line, column: 'fund', value: likely.cells.fund, facts });
}

export function sumsByFund(
  lines: readonly JournalLine[],
  counts: (line: JournalLine) => boolean = () => true,
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of lines) {
    if (!counts(line)) continue;
    sums.set(line.cells.fund, (sums.get(line.cells.fund) ?? 0n) + signedFen(line));
  }
  return sums;
}

/** True where the voucher moves something between funds, so that somebody must have resolved it. */
export function checkBetweenFunds(number: string, lines: readonly JournalLine[], add: AddFinding): boolean {
  const first = lines[0];
  if (first === undefined) return false;
  const pairs = ['transfer', 'loan'] as const;
  for (const pair of pairs) {
    const sums = sumsByFund(lines, (line) => betweenFunds(line.cells.account) === pair);
    const uneven = [...sums.values()].reduce((sum, value) => sum + value, 0n);
    if (uneven === 0n) continue;
    const facts = {
      number,
      accounts: pair === 'transfer' ? '4901/5901' : '1225/2245',
      difference: yuanFromFen(uneven),
    };
    const at = lines.find((line) => betweenFunds(line.cells.account) === pair) ?? first;
    add({ code: 'JOURNAL_INTERFUND_UNEVEN', line: at.line, column: 'account', value: at.cells.account, facts });
  }
  const moves = checkCashMoves(number, lines, add);
  return moves || lines.some((line) => betweenFunds(line.cells.account) !== undefined);
}

function checkCashMoves(number: string, lines: readonly JournalLine[], add: AddFinding): boolean {
  const cash = sumsByFund(lines, (line) => isCashLike(line.cells.account) && line.cells.fund !== SUSPENSE_FUND);
  const moved = [...cash].filter(([, sum]) => sum !== 0n);
  const falls = moved.filter(([, sum]) => sum < 0n);
  if (falls.length === 0 || falls.length === moved.length) return false;
  const bridged = sumsByFund(lines, (line) => betweenFunds(line.cells.account) !== undefined);
  // A fund whose cash falls carries the pair's debit (5901, 1225, or 2245 paid back), a fund that gains its credit.
  const bare = moved.find(([fund, sum]) => (bridged.get(fund) ?? 0n) * sum >= 0n);
  if (bare === undefined) return true;
  const [fund, sum] = bare;
  const at = lines.find((line) => line.cells.fund === fund && isCashLike(line.cells.account));
  const facts = { number, fund, amount: yuanFromFen(sum) };
  add({ code: 'JOURNAL_INTERFUND_BARE', column: 'fund', value: fund, facts, ...(at && { line: at.line }) });
  return true;
}
