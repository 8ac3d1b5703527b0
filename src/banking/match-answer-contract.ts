/** Matches and open lines as the doors give them. */
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce } from '../ledger/index.js';
import type { MatchPage, MatchWork, LineToMatch, OpenMatch } from './list-matches.js';
import type { matchesAnswer, matchingAnswer } from './match-contract.js';
import { lineNetFen, type DraftKind, type PlacedMatch, type SuggestionRule } from './rules/index.js';

/** The accepted part of a decision; a refusal leaves through the one filter. */
export function acceptedOf<T>(outcome: DecidedOnce<T>): { readonly replayed: boolean; readonly accepted: T } {
  if ('accepted' in outcome) return outcome;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}

export function matchesView(page: MatchPage): z.infer<typeof matchesAnswer> {
  return {
    matches: page.matches.map((match) => ({
      id: match.id,
      ...matchView(match),
      state: match.state,
      how: match.how,
      by: match.by,
      madeAt: match.madeAt,
      ...(match.undoing === undefined
        ? {}
        : { undone: { by: match.undoing.by, at: match.undoing.at, reason: match.undoing.reason } }),
      ...(match.lapse === undefined ? {} : { lapse: match.lapse }),
    })),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
}

function matchView(match: PlacedMatch): Omit<z.infer<typeof matchingAnswer>['likely'][number], 'rivals'> {
  return {
    rule: match.rule,
    score: match.score,
    explanation: match.explanation,
    amount: yuanFromFen(match.netFen),
    lines: [...match.lineIds],
    vouchers: [...match.voucherNos],
    cancelled: [...match.cancelled],
  };
}

/** A list for people; who has more to do than that begins with these. */
const MOST_SHOWN = 500;

export function workView(work: MatchWork): z.infer<typeof matchingAnswer> {
  return {
    certain: work.certain.slice(0, MOST_SHOWN).map(matchView),
    likely: work.likely
      .slice(0, MOST_SHOWN)
      .map((match: OpenMatch) => ({ ...matchView(match), rivals: match.rivals ?? 0 })),
    openLines: work.openLines.slice(0, MOST_SHOWN).map(lineView),
    openVouchers: work.openVouchers.slice(0, MOST_SHOWN).map((movement) => ({
      voucher: movement.voucherNo,
      eventOn: movement.eventOn,
      summary: movement.summary,
      amount: yuanFromFen(movement.netFen),
    })),
    learned: work.learned.map(({ id, direction, firstDay, lastDay, summary, times }) => ({
      ...{ id, direction, firstDay, lastDay, summary, times },
    })),
  };
}

const DRAFT_OF: Readonly<Partial<Record<SuggestionRule, DraftKind>>> = {
  interest: 'interest',
  'bank-fee': 'fee',
  'household-fee': 'household',
  'unidentified-receipt': 'unidentified',
};

function lineView({ id, line, suggestion }: LineToMatch): z.infer<typeof matchingAnswer>['openLines'][number] {
  return {
    line: id,
    bookedOn: line.bookedOn,
    amount: yuanFromFen(lineNetFen(line)),
    balance: yuanFromFen(line.balanceFen),
    ...(line.serial === undefined ? {} : { serial: line.serial }),
    counterparty: line.counterpartyName,
    counterpartyNumber: line.counterpartyNumber,
    summary: line.summary,
    remark: line.remark,
    ...(suggestion === undefined ? {} : { suggestion: suggestionView(suggestion) }),
  };
}

function suggestionView(
  suggestion: NonNullable<LineToMatch['suggestion']>,
): NonNullable<z.infer<typeof matchingAnswer>['openLines'][number]['suggestion']> {
  const { rule, score, explanation, voucherNo, summary } = suggestion;
  const draft = DRAFT_OF[rule];
  return {
    rule,
    score,
    explanation,
    ...(draft === undefined ? {} : { draft }),
    ...(voucherNo === undefined ? {} : { voucher: voucherNo }),
    ...(summary === undefined ? {} : { summary }),
  };
}
