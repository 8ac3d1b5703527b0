/** The first screens: all estates, and one of them. See ../view-models.ts for the rules of all view models. */
import type { CalendarDate } from '../../../kernel/calendar.js';
import type { EstateHeading, FundLeftView, FundRef, LightColour, LightView } from './estate.js';
import type { VoucherRowView } from './voucher.js';

export interface EstateRowView {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly leftFen: bigint;
  readonly asOf: CalendarDate | null;
  readonly light: LightView;
  readonly agreedAsOf?: CalendarDate;
}

export interface EstatesView {
  readonly estates: readonly EstateRowView[];
}

/** Money of the estate that somebody else keeps (a charity, a person's account before it was handed over). */
export interface HeldElsewhereView {
  readonly fund: FundRef;
  /** A role or an organisation, never a person's name: "慈善会", "原院委会经办人". */
  readonly holder: string;
  readonly amountFen: bigint;
}

/** `total` and `households` go through the small-cell rule on the page again: below `smallCell` neither is shown. */
export interface ArrearsView {
  readonly households: number;
  readonly totalFen: bigint;
  readonly smallCell: number;
}

/** A quarter on the fund-result basis; transfers between funds are already eliminated. */
export interface QuarterView {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  readonly incomeFen: bigint;
  readonly expenseFen: bigint;
  readonly largestExpense: {
    readonly summary: string;
    readonly amountFen: bigint;
    readonly number: string;
  } | null;
  readonly arrears: ArrearsView | null;
}

export interface StatementLinkView {
  /** "fund-statement-2025Q2-v1". */
  readonly id: string;
  readonly title: string;
  readonly periodLabel: string;
  readonly version: number;
  readonly publishedOn: CalendarDate;
}

export interface ReconciliationLinkView {
  readonly account: string;
  readonly label: string;
  readonly asOf: CalendarDate;
  readonly colour: LightColour;
}

export type LogCheck =
  | { readonly state: 'not-checked' }
  | { readonly state: 'intact'; readonly checkedTo: number; readonly at: string }
  | { readonly state: 'broken'; readonly firstBad: number; readonly at: string };

export interface LogView {
  readonly rootHex: string;
  readonly check: LogCheck;
}

export interface HomeView {
  readonly estate: EstateHeading;
  /** The day the balances stand at; the light carries its own. */
  readonly asOf: CalendarDate | null;
  /** All that is in the estate's own bank accounts and till. */
  readonly leftFen: bigint;
  readonly funds: readonly FundLeftView[];
  readonly heldElsewhere: readonly HeldElsewhereView[];
  readonly light: LightView;
  /** The last day on which book and bank agreed in everything; absent where nobody can say. */
  readonly agreedAsOf?: CalendarDate;
  /** What somebody should look at at the bank, in whole sentences that name nobody. */
  readonly bankAlerts?: readonly string[];
  readonly quarter: QuarterView | null;
  readonly latest: readonly VoucherRowView[];
  readonly voucherCount: number;
  readonly statements: readonly StatementLinkView[];
  readonly reconciliations: readonly ReconciliationLinkView[];
  readonly log: LogView;
}
