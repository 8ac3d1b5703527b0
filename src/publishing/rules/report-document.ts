/**
 * The one report model.
 *
 * 1. A `ReportDocument` is plain immutable values: who holds it can make every form of the report without the ledger.
 * 2. Cells are typed. A renderer decides how an amount or a date looks; the builder only says what it is.
 * 3. Red ink, struck lines and the light always carry a word too; no renderer may say something by colour alone.
 * 4. The document quotes its own source: log position, root and the instant it was prepared, so that bytes made from
 *    it are the same on every day and on every machine.
 */
import type { CalendarDate } from '../../kernel/calendar.js';

export interface ReportDocument {
  /** Stable and fit for an address: "fund-statement-2025Q2-v1". */
  readonly id: string;
  readonly title: string;
  readonly estateName: string;
  readonly span: ReportSpan;
  readonly source: ReportSource;
  /** Does the report agree with the bank and the ledger, in one sentence. */
  readonly light?: ReportLight;
  /** What stands between the title and the first section: account number, unit of the amounts, totals. */
  readonly facts: readonly ReportFact[];
  readonly sections: readonly ReportSection[];
  readonly notes: readonly string[];
  readonly signatures: readonly ReportSignature[];
  readonly links: readonly ReportLink[];
}

export type ReportSpan =
  | { readonly kind: 'period'; readonly text: string; readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly kind: 'as-of'; readonly text: string; readonly on: CalendarDate };

export interface ReportSource {
  /** The last log position whose leaf is counted. */
  readonly logPosition: number | bigint;
  /** Root of the log at that position: 64 hex digits. */
  readonly rootHash: string;
  /** Version of the publication; absent where the report is not published. */
  readonly version?: number;
  /** A document that is made anew at each look and never published; it then has no version and says so. */
  readonly standing?: 'live';
  /** The instant of preparing, RFC 3339 in UTC ("2025-07-03T02:10:00.000Z"); it becomes the date inside the PDF. */
  readonly preparedAt: string;
}

export interface ReportLight {
  readonly colour: 'green' | 'amber' | 'red';
  /** The whole sentence: "银行有 2 笔待入账，截至 2025-06-30". */
  readonly text: string;
}

export interface ReportFact {
  /** ASCII name for the JSON form; unique within its list. */
  readonly key: string;
  readonly label: string;
  readonly value: ReportCell;
}

export interface ReportSection {
  readonly title: string;
  /** One plain sentence that says what the section shows. */
  readonly lead?: string;
  readonly body: ReportBody;
  readonly notes?: readonly string[];
}

export type ReportBody = ReportTable | ReportFacts | ReportForm;

export interface ReportFacts {
  readonly kind: 'facts';
  readonly facts: readonly ReportFact[];
}

export interface ReportTable {
  readonly kind: 'table';
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Shown in place of the rows where there are none: "本期没有支出。" */
  readonly whenEmpty: string;
  /** Holds in every row with cells, e.g. opening + income - expense = closing. */
  readonly equation?: ReportEquation;
  /** Where the table runs over pages of paper: what the two rows at the turn are called. */
  readonly carry?: ReportCarry;
}

/** 过次页 at the foot of a page and 承前页 at the head of the next, with the `carried` cells of the row above. */
export interface ReportCarry {
  /** Key of the column in which the words stand. */
  readonly column: string;
  readonly out: string;
  readonly into: string;
}

/** Keys of amount columns: the sum of `add` less the sum of `subtract` is `equals`. */
export interface ReportEquation {
  readonly add: readonly string[];
  readonly subtract: readonly string[];
  readonly equals: string;
}

export type ColumnKind = 'text' | 'amount' | 'date' | 'count' | 'percent';
export type ColumnAlign = 'left' | 'right' | 'center';

export interface ReportColumn {
  /** ASCII name for the JSON form; unique within its table. */
  readonly key: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Right for amounts, counts and percents, else left, where absent. */
  readonly align?: ColumnAlign;
  /** The remark of a red or struck row stands in this column; in the first text column where none says so. */
  readonly remark?: boolean;
  /** Total and subtotal rows must equal the sum of the rows above them. Amounts and counts only. */
  readonly summed?: boolean;
}

/**
 * `red` is a red-ink entry (it counts in sums with its own sign); `subtotal` sums the rows since the last subtotal or
 * total, `total` those since the last total. A `note` runs across all columns.
 */
export type ReportRow =
  | {
      readonly kind: 'normal' | 'subtotal' | 'total' | 'red';
      readonly cells: readonly ReportCell[];
      /** The row was corrected later: it stays, struck through, and still counts; its red copy takes it back. */
      readonly struck?: ReportStruck;
      /** What is carried over where a page of paper ends after this row. */
      readonly carried?: readonly ReportCell[];
    }
  | { readonly kind: 'note'; readonly text: string };

export type ReportCellRow = Exclude<ReportRow, { readonly kind: 'note' }>;

export interface ReportStruck {
  /** Who and why: "已由记-202411-0005注销". */
  readonly text: string;
  readonly href?: string;
}

export type ReportCell =
  | { readonly kind: 'amount'; readonly fen: bigint }
  | { readonly kind: 'text'; readonly text: string; readonly href?: string }
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'count'; readonly n: number }
  /** 7343 is 73.43 %. */
  | { readonly kind: 'percent'; readonly basisPoints: number }
  | { readonly kind: 'empty' };

/** A two-sided form: 银行存款余额调节表 with the book on the left and the bank on the right. */
export interface ReportForm {
  readonly kind: 'form';
  readonly left: ReportSide;
  readonly right: ReportSide;
}

export interface ReportSide {
  readonly title: string;
  readonly opening: ReportAmountLine;
  readonly adjustments: readonly ReportAdjustment[];
  /** Opening with all adjustments applied; the form says whether the two sides' closings agree. */
  readonly closing: ReportAmountLine;
}

export interface ReportAmountLine {
  readonly label: string;
  readonly fen: bigint;
}

export interface ReportAdjustment {
  readonly sign: 'add' | 'subtract';
  /** "加：银行已收、企业未收" */
  readonly label: string;
  /** Sum of the items; never below zero in an ordinary form. */
  readonly fen: bigint;
  readonly items: readonly ReportItem[];
}

export interface ReportItem {
  readonly on: CalendarDate;
  readonly text: string;
  readonly fen: bigint;
  readonly href?: string;
}

/** A line for a hand to sign, or a name and a day where they are known. */
export interface ReportSignature {
  /** 编制, 审核, 公示日期 */
  readonly label: string;
  readonly text?: string;
}

export interface ReportLink {
  readonly label: string;
  /** A path on this site ("/e/...") or an https address. */
  readonly href: string;
}
