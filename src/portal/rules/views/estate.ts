/** An estate's name, funds and light. See ../view-models.ts for the rules of all view models. */
import type { CalendarDate } from '../../../kernel/calendar.js';

/** One of eight colours; an estate's fund keeps its colour on every page (see `fundTone`). */
export type FundTone = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface FundRef {
  readonly code: string;
  readonly name: string;
  readonly tone: FundTone;
}

export interface FundLeftView {
  readonly fund: FundRef;
  readonly leftFen: bigint;
}

/** Stands at the head and foot of every page of an estate. */
export interface EstateHeading {
  readonly code: string;
  readonly name: string;
  /** For example "成都市新都区桂湖街道施营社区". */
  readonly place: string;
  readonly households: number | null;
  readonly bodyName: string;
  /** The last number of the estate's log that this page was read at. */
  readonly logNumber: number;
}

/** `unknown`: there are no bank lines yet, so nothing can be compared. */
export type LightColour = 'green' | 'amber' | 'red' | 'unknown';

/** Does the bank agree? The colour is the banking wing's verdict; the counts let the page say why. */
export interface LightView {
  readonly colour: LightColour;
  readonly asOf: CalendarDate | null;
  /** Bank lines that no voucher explains. */
  readonly bankLinesWithoutVoucher: number;
  /** Vouchers that the bank has not shown yet, the old ones included. */
  readonly vouchersNotAtBank: number;
  /** Of those, the ones older than 30 days. */
  readonly overdueVouchers: number;
  /** Stretches that are missing between the imported bank segments. */
  readonly gaps: number;
  /** Adjusted book balance minus adjusted bank balance. */
  readonly differenceFen: bigint;
  /** The path part of the account whose reconciliation explains the light. */
  readonly account: string | null;
}
