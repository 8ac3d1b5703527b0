/**
 * The vouchers of a fund statement, one line a voucher and fund.
 *
 * 1. A line is there if the voucher changed the fund's result: income, expense, or an adjustment of net assets.
 *    Opening vouchers stand in the opening balance, year-end transfers nowhere.
 * 2. A red voucher is negative on its own side; its original, if it is of the same statement, is struck and names it.
 * 3. The balance runs from opening to closing in the order of the numbers.
 */
import { periodOf, type Period } from '../../kernel/calendar.js';
import { sumFen } from '../../kernel/fen.js';
import type { AccountKinds } from './fund-results.js';
import type { StatementFacts, StatementVoucher } from './statement-facts.js';

export interface FundLine {
  readonly voucher: StatementVoucher;
  readonly fund: string;
  readonly incomeFen: bigint;
  readonly expenseFen: bigint;
  readonly adjustmentFen: bigint;
  readonly balanceFen: bigint;
  /** Number of the red voucher that took this one back. */
  readonly takenBackBy?: string;
  /** The month of the event, where it is not the month of the number. */
  readonly eventMonth?: Period;
}

type Effect = Pick<FundLine, 'incomeFen' | 'expenseFen' | 'adjustmentFen'>;

export function fundLines(fund: string, openingFen: bigint, facts: StatementFacts): FundLine[] {
  const takenBack = takenBackNumbers(facts.vouchers);
  let balanceFen = openingFen;
  return facts.vouchers.flatMap((voucher): FundLine[] => {
    const effect = effectOn(fund, voucher, facts.accounts);
    if (effect === undefined) return [];
    balanceFen += effect.incomeFen - effect.expenseFen + effect.adjustmentFen;
    const by = takenBack.get(voucher.number);
    const month = periodOf(voucher.eventOn);
    return [
      {
        voucher,
        fund,
        ...effect,
        balanceFen,
        ...(by === undefined ? {} : { takenBackBy: by }),
        ...(month === voucher.period ? {} : { eventMonth: month }),
      },
    ];
  });
}

/** What a voucher did to a fund's result; nothing where it only moved assets and debts. */
export function effectOn(fund: string, voucher: StatementVoucher, accounts: AccountKinds): Effect | undefined {
  if (voucher.kind === 'opening' || voucher.kind === 'closing') return undefined;
  const of = (kind: string): bigint =>
    sumFen(
      voucher.lines
        .filter((line) => line.fund === fund && accounts.get(line.account)?.kind === kind)
        .map((line) => line.creditFen - line.debitFen),
    );
  const touched = voucher.lines.some(
    (line) => line.fund === fund && 'INE'.includes(accounts.get(line.account)?.kind ?? '-'),
  );
  return touched ? { incomeFen: of('I'), expenseFen: -of('E'), adjustmentFen: of('N') } : undefined;
}

/** Original's number -> number of its red copy, as far as both are among the vouchers. */
function takenBackNumbers(vouchers: readonly StatementVoucher[]): Map<string, string> {
  return new Map(
    vouchers
      .filter((voucher) => voucher.kind === 'red')
      .flatMap((voucher) =>
        voucher.refs
          .filter(([kind]) => kind === 'reverses')
          .map(([, original]): [string, string] => [original, voucher.number]),
      ),
  );
}

export function isAdjustment(voucher: StatementVoucher): boolean {
  return periodOf(voucher.eventOn) !== voucher.period;
}

const CORRECTIONS: ReadonlySet<string> = new Set(['red', 'corrected', 'difference', 'prior-year']);

export function isCorrection(voucher: StatementVoucher): boolean {
  return CORRECTIONS.has(voucher.kind);
}

/** Spends money or takes on a cost, and is no correction: such a voucher must rest on a source document. */
export function needsDocument(voucher: StatementVoucher, accounts: AccountKinds): boolean {
  if (isCorrection(voucher) || voucher.kind === 'opening' || voucher.kind === 'closing') return false;
  return voucher.lines.some(
    (line) => accounts.get(line.account)?.kind === 'E' && !line.account.startsWith('5901') && line.debitFen !== 0n,
  );
}
