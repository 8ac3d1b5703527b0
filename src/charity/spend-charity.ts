import { Injectable } from '@nestjs/common';
import { Randomness } from '../kernel/ids.js';
import { ProposeVoucher, type DecidedOnce, type Decision } from '../ledger/index.js';
import type { DraftContent, IdempotencyClaim } from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { CHARITY_REF, readCharityFund, readGrants, readState } from './charity-reads.js';
import { checkMoneyPlace, usualAccount } from './rules/charity-fund.js';
import { checkSpending, grantInside, spendingLines, spendingSummary, type Spending } from './rules/spending.js';

export interface SpendingRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly fund: string;
  readonly spending: Spending;
  readonly account?: string | undefined;
  readonly claim?: IdempotencyClaim;
}

/**
 * Proposes spending of charity money, to people or for works, for another person to approve. The people stand
 * privately inside; the public voucher says how many households and how much.
 */
@Injectable()
export class SpendCharity {
  constructor(
    private readonly propose: ProposeVoucher,
    private readonly randomness: Randomness,
  ) {}

  async execute(request: SpendingRequest): Promise<DecidedOnce<{ proposalIds: readonly string[] }>> {
    const { estateId, preparer, claim } = request;
    const prepare = (query: Query): Promise<Decision<readonly DraftContent[]>> => this.#prepare(query, request);
    return this.propose.executeAll({ estateId, preparer, prepare, ...(claim === undefined ? {} : { claim }) });
  }

  async #prepare(query: Query, request: SpendingRequest): Promise<Decision<readonly DraftContent[]>> {
    const { estateId, fund: code, spending } = request;
    const fund = await readCharityFund(query, estateId, code);
    const account = request.account ?? usualAccount(fund);
    const state = await readState(query, estateId, code);
    const refused = [...checkMoneyPlace(fund, account), ...checkSpending(spending, state)];
    if (refused.length > 0) return { refused };
    const known = new Map((await readGrants(query, estateId, code)).map(({ name, pseudonym }) => [name, pseudonym]));
    const inside = grantInside(spending, code, (name) => known.get(name) ?? this.#pseudonym());
    const resolution = spending.resolution === '' ? [] : [['resolution', spending.resolution] as const];
    const draft: DraftContent = {
      eventOn: spending.on,
      kind: 'normal',
      summary: spendingSummary(spending),
      lines: spendingLines(spending, code, account),
      refs: [[CHARITY_REF, 'spending'], ...resolution],
      docs: [],
      ...(inside.length === 0 ? {} : { inside }),
    };
    return { accepted: [draft] };
  }

  /** Chance alone: nothing of a person can be reckoned from it. */
  #pseudonym(): string {
    return `b-${this.randomness.bytes(4).toString('hex')}`;
  }
}
