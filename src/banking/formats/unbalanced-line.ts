/** What is known of lines before their balances are. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Fen } from '../../kernel/fen.js';
import type { StatementLine } from '../rules/bank-line.js';

/** A line as a wallet's bill gives it: nothing says what was left in the account. */
export type UnbalancedLine = Omit<StatementLine, 'balanceFen'> & { readonly balanceFen?: Fen };

/** By what the balance before a file's lines can be found among those already kept. */
export type OldestLine = Pick<UnbalancedLine, 'bookedOn' | 'serial'>;

/** Both ends of an account's lines, oldest first. */
export interface AccountEnds {
  readonly count: number;
  readonly from: CalendarDate;
  readonly through: CalendarDate;
  readonly openingFen: Fen;
  readonly closingFen: Fen;
}
