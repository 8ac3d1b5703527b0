import { Injectable } from '@nestjs/common';
import { knownUnits } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import {
  bookedSources,
  ProposeVoucher,
  readFunds,
  readOpenDrafts,
  type DecidedOnce,
  type Decision,
  type DraftContent,
  type IdempotencyClaim,
} from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { readHeld, readOpenBankAccounts } from './payment-reads.js';
import { cashPlace } from './rules/cash-place.js';
import {
  checkOpening,
  DEPOSIT_ACCOUNT,
  keepDeposit,
  openingDraft,
  openingSource,
  refundAdvance,
  returnDeposit,
  takeDeposit,
  type MoneyOutcome,
  type MoneyTerms,
  type OpeningItem,
} from './rules/household-money.js';
import type { CashPlace } from './rules/payment-draft.js';

/** Who asks, and how often. */
export interface MoneyRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly claim?: IdempotencyClaim;
}

export const MONEY_ACTIONS = ['refund', 'deposit', 'deposit-return', 'deposit-keep'] as const;
export type MoneyAction = (typeof MONEY_ACTIONS)[number];

export interface HouseholdMove extends MoneyTerms {
  readonly action: MoneyAction;
  /** What a deposit is for. */
  readonly item: string;
  readonly account?: string;
}

export type Proposed = DecidedOnce<{ proposalIds: readonly string[] }>;

const ADVANCES = '2203';

/**
 * Prepares vouchers of money that goes back to a household, of deposits, and of what households bring along.
 *
 * What is locked: the estate's head, while it is read what the household has.
 */
@Injectable()
export class HouseholdMoney {
  constructor(private readonly propose: ProposeVoucher) {}

  move(request: MoneyRequest, move: HouseholdMove): Promise<Proposed> {
    const { estateId } = request;
    return this.propose.executeAll({
      ...request,
      prepare: async (query) => {
        const unknown = await unknownUnits(query, estateId, [move.unit]);
        if (unknown.length > 0) return { refused: unknown };
        return decisionOf(await outcomeOf(query, estateId, move));
      },
    });
  }

  /** Arrears and advances from before the books. */
  open(request: MoneyRequest, items: readonly OpeningItem[], eventOn: CalendarDate): Promise<Proposed> {
    const { estateId } = request;
    return this.propose.executeAll({
      ...request,
      prepare: async (query): Promise<Decision<readonly DraftContent[]>> => {
        const unknown = await unknownUnits(
          query,
          estateId,
          items.map(({ unit }) => unit),
        );
        if (unknown.length > 0) return { refused: unknown };
        const refused = checkOpening(items, await knownOpenings(query, estateId, items));
        return refused.length > 0 ? { refused } : { accepted: [openingDraft(items, eventOn)] };
      },
    });
  }
}

/** Sources of opening balances that are booked or wait for approval. */
async function knownOpenings(
  query: Query,
  estateId: string,
  items: readonly OpeningItem[],
): Promise<ReadonlySet<string>> {
  const booked = await bookedSources(query, estateId, items.map(openingSource));
  const waiting = (await readOpenDrafts(query, estateId)).flatMap(({ inside }) => inside ?? []);
  return new Set([...booked, ...waiting.map(({ source }) => source)]);
}

async function outcomeOf(query: Query, estateId: string, move: HouseholdMove): Promise<MoneyOutcome> {
  const held = (account: string) => readHeld(query, estateId, move.unit, account);
  if (move.action === 'deposit-keep') return keepDeposit(move, await held(DEPOSIT_ACCOUNT));
  const cash = cashPlace(move.account, move.method, await readOpenBankAccounts(query, estateId));
  if ('code' in cash) return { violations: [cash] };
  if (move.action === 'refund') return refundAdvance(move, await held(ADVANCES), cash);
  if (move.action === 'deposit-return') return returnDeposit(move, await held(DEPOSIT_ACCOUNT), cash);
  return depositInto(query, estateId, move, cash);
}

async function depositInto(
  query: Query,
  estateId: string,
  move: HouseholdMove,
  cash: CashPlace,
): Promise<MoneyOutcome> {
  const fund = (await readFunds(query, estateId)).find(({ kind }) => kind === 'PROPERTY_FEE');
  return takeDeposit(move, move.item, fund?.code, cash);
}

function decisionOf(outcome: MoneyOutcome): Decision<readonly DraftContent[]> {
  return 'draft' in outcome ? { accepted: [outcome.draft] } : { refused: outcome.violations };
}

async function unknownUnits(query: Query, estateId: string, units: readonly string[]): Promise<Violation[]> {
  const known = await knownUnits(query, estateId, units);
  return [...new Set(units)]
    .filter((unit) => !known.has(unit))
    .map((unit) => ({ code: 'UNIT_UNKNOWN', at: 'unit', facts: { detail: unit } }));
}

/** The proposals of an outcome; a refusal leaves through the one filter. */
export function proposalsOf(outcome: Proposed): { readonly replayed: boolean; readonly proposalIds: string[] } {
  if ('accepted' in outcome) return { replayed: outcome.replayed, proposalIds: [...outcome.accepted.proposalIds] };
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}
