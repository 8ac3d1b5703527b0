/** Charity's values as its doors give them. */
import type { z } from 'zod';
import { invariant } from '../kernel/invariant.js';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce } from '../ledger/index.js';
import type { Actor } from '../people/rules/index.js';
import type {
  charityFundAnswer,
  charityFundsAnswer,
  donationsAnswer,
  donationUseAnswer,
  spentRow,
} from './answer-contract.js';
import { BASIS_WORDS, type CharityFund } from './rules/charity-fund.js';
import { shownDonor } from './rules/donation.js';
import { nothing } from './rules/purpose.js';
import { CATEGORIES, CATEGORY_WORDS } from './rules/spending.js';
import type { CharityView, GrantTotals, SpentRow } from './show-charity.js';
import type { DonationRow, DonationUse } from './show-donations.js';

export function actingIn(actor: Actor): { readonly estateId: string; readonly personId: string } {
  invariant(actor.estateId !== undefined && actor.personId !== undefined, 'the guard named the estate and the person');
  return { estateId: actor.estateId, personId: actor.personId };
}

/** What was accepted; a refusal leaves through the one filter. */
export function acceptedOf<T>(outcome: DecidedOnce<T>): T & { readonly replayed: boolean } {
  if ('accepted' in outcome) return { ...outcome.accepted, replayed: outcome.replayed };
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}

function fundFacts({ code, name, legalBasis, custodian }: CharityFund): {
  code: string;
  name: string;
  legalBasis?: string;
  legalBasisText?: string;
  custodian?: string;
} {
  return {
    code,
    name,
    ...(legalBasis === undefined ? {} : { legalBasis, legalBasisText: BASIS_WORDS[legalBasis] }),
    ...(custodian === undefined ? {} : { custodian }),
  };
}

type State = CharityView['state'];

function fundSums(
  state: State,
): Record<'received' | 'spent' | 'balance' | 'heldByCustodian' | 'inOwnAccounts', string> {
  return {
    received: yuanFromFen(state.receivedFen),
    spent: yuanFromFen(state.spentFen),
    balance: yuanFromFen(state.netFen),
    heldByCustodian: yuanFromFen(state.heldFen),
    inOwnAccounts: yuanFromFen(state.ownFen),
  };
}

export function fundsView(
  rows: readonly { readonly fund: CharityFund; readonly state: State }[],
): z.infer<typeof charityFundsAnswer> {
  return { funds: rows.map(({ fund, state }) => ({ ...fundFacts(fund), ...fundSums(state) })) };
}

const NOT_ONE_BALANCE = '慈善基金与业主共有资金是两笔钱，用途不同，不能相加，也不能互相垫用。';

export function fundView(view: CharityView): z.infer<typeof charityFundAnswer> {
  const { fund, state } = view;
  return {
    ...fundFacts(fund),
    ...fundSums(state),
    asOf: view.asOf,
    donations: view.donations,
    unrestricted: yuanFromFen(state.unrestrictedFen),
    purposes: [...state.purposes.values()].map(({ code, name, use, isEnded }) => {
      const balance = state.balances.get(code) ?? nothing(code);
      return {
        code,
        name,
        use,
        state: isEnded ? ('ended' as const) : ('open' as const),
        received: yuanFromFen(balance.receivedFen),
        spent: yuanFromFen(balance.spentFen),
        moved: yuanFromFen(balance.movedFen),
        balance: yuanFromFen(balance.balanceFen),
      };
    }),
    spending: view.spent.map(spentView),
    purposeMoves: view.moved.map(({ fen, ...row }) => ({ ...row, amount: yuanFromFen(fen) })),
    grants: grantsView(view.grants),
    beside: {
      note: NOT_ONE_BALANCE,
      commonFunds: view.beside.map(({ code, name, netFen }) => ({ code, name, balance: yuanFromFen(netFen) })),
    },
  };
}

export function spentView({ fen, purpose, ...row }: SpentRow): z.infer<typeof spentRow> {
  return { ...row, ...(purpose === '' ? {} : { purpose }), amount: yuanFromFen(fen) };
}

function grantsView({ fen, households, cells }: GrantTotals): z.infer<typeof charityFundAnswer>['grants'] {
  const { hidden } = cells;
  const isSplit = cells.shown.length > 0;
  return {
    ...(households === undefined ? {} : { households }),
    amount: yuanFromFen(fen),
    categories: cells.shown.flatMap(({ key, count, fen: amount }) => {
      const category = CATEGORIES.find((known) => known === key);
      if (category === undefined) return [];
      return [{ category, text: CATEGORY_WORDS[category], households: count, amount: yuanFromFen(amount) }];
    }),
    ...(hidden === undefined || !isSplit
      ? {}
      : { otherCategories: { households: hidden.count, amount: yuanFromFen(hidden.fen) } }),
  };
}

export function donationsView(rows: readonly DonationRow[]): z.infer<typeof donationsAnswer> {
  return {
    donations: rows.map(({ fen, purpose, ...row }) => ({
      ...row,
      ...(purpose === '' ? {} : { purpose }),
      amount: yuanFromFen(fen),
    })),
    count: rows.length,
    total: yuanFromFen(rows.reduce((sum, { fen }) => sum + fen, 0n)),
  };
}

export function useView({ fund, donation, purpose, balance, spent }: DonationUse): z.infer<typeof donationUseAnswer> {
  return {
    number: donation.number,
    on: donation.on,
    fund: fund.code,
    donor: shownDonor(donation),
    amount: yuanFromFen(donation.fen),
    ...(purpose === undefined ? {} : { purpose: { code: purpose.code, name: purpose.name } }),
    balance: yuanFromFen(balance.balanceFen),
    spending: spent.map(spentView),
  };
}
