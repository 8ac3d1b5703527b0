/** What the engine says: matches, and what an open line looks like. */
import type { Fen } from '../../../kernel/fen.js';

/** The names of the engine's rules. A match that a person made may carry another name. */
export type MatchRule =
  | 'reference'
  | 'same-day'
  | 'near-day'
  | 'far-day'
  | 'counterparty'
  | 'learned'
  | 'corrected'
  | 'interest'
  | 'bank-fee'
  | 'settlement-total'
  | 'settlement'
  | 'batch'
  | 'netted'
  | 'split'
  | 'many-to-many'
  | 'returned'
  | 'bank-reversal';

export interface Match {
  /** A `MatchRule`, or what the person who made it called it. */
  readonly rule: string;
  /** 0 to 100: how sure the rule is. */
  readonly score: number;
  /** Chinese words that a person can check, without the bank's remark or counterparty: they become public. */
  readonly explanation: string;
  /** What the lines add to the account together; zero for lines that cancel each other. */
  readonly netFen: Fen;
  readonly lineKeys: readonly string[];
  /** The vouchers that together meet the lines; none for lines that cancel each other. */
  readonly voucherNos: readonly string[];
  /** Vouchers of the same row of corrections that cancel each other. */
  readonly cancelled: readonly string[];
  /** How many other answers a proposal has for one of its lines or vouchers. */
  readonly rivals?: number;
}

/** A match that was made, by the engine or by a person, and not undone. */
export interface StandingMatch extends Match {
  readonly id: string;
}

/** A match that a person has undone. */
export interface RefusedMatch {
  readonly lineKeys: readonly string[];
  readonly voucherNos: readonly string[];
}

export type SuggestionRule =
  | 'interest'
  | 'bank-fee'
  | 'returned'
  | 'learned'
  | 'household-fee'
  | 'settlement-fee'
  | 'other-amount'
  | 'unidentified-receipt'
  | 'unidentified-payment';

/** What an open line looks like, so that a draft voucher can be begun from it. */
export interface LineSuggestion {
  readonly lineKey: string;
  readonly rule: SuggestionRule;
  readonly score: number;
  readonly explanation: string;
  /** The voucher that seems to be meant, where its amount differs. */
  readonly voucherNo?: string;
  /** The words of the estate's own earlier vouchers for such lines. */
  readonly summary?: string;
  readonly counterAccounts?: readonly string[];
  /** What the channel seems to have kept for itself. */
  readonly feeFen?: Fen;
}

/** What earlier matches of the estate taught. It names nobody: the counterparty is a digest. */
export interface LearnedRule {
  readonly id: string;
  readonly counterparty: string;
  readonly direction: 'in' | 'out';
  /** Days of the month between which such lines came. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** The voucher's words without digits. */
  readonly summary: string;
  readonly counterAccounts: readonly string[];
  readonly times: number;
}

/** What a payment channel says it settled: gross less fee is net. The vouchers include the one for the fee, if any. */
export interface SettlementTotal {
  readonly id: string;
  readonly settledOn: string;
  readonly grossFen: Fen;
  readonly feeFen: Fen;
  readonly netFen: Fen;
  readonly voucherNos: readonly string[];
}
