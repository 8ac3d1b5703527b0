import { Injectable } from '@nestjs/common';
import { readBankAccounts, type BankAccount } from '../estates/index.js';
import { Clock } from '../kernel/clock.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { makeMatches, type AccountMatched } from './make-matches.js';

export interface MatchRequest {
  readonly estateId: string;
  readonly by: string;
  /** One account by its number or alias; all of the estate where absent. */
  readonly account?: string;
  readonly claim?: IdempotencyClaim;
}

export interface MatchOutcome {
  readonly accounts: readonly AccountMatched[];
}

/** Lets the bank's lines find their vouchers: what is beyond doubt is written down, the rest is left to people. */
@Injectable()
export class MatchAccount {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(request: MatchRequest): Promise<DecidedOnce<MatchOutcome>> {
    const { estateId, by, account, claim } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<MatchOutcome>> => {
        if (account !== undefined && (await accountNamed(query, estateId, account)) === undefined) {
          return { refused: [accountUnknown(account)] };
        }
        const run = { estateId, by, recordedAt: this.clock.now(), ...(account === undefined ? {} : { account }) };
        return { accepted: { accounts: await makeMatches(client, query, run) } };
      }),
    );
  }
}

/** The same words wherever an address names an account that the estate does not have. */
export function accountUnknown(account: string): { code: string; at: string; facts: Record<string, string> } {
  return { code: 'BANK_ACCOUNT_UNKNOWN', at: 'number', facts: { account: account.slice(0, 60) } };
}

/** An account by the number or alias that addresses use. */
export async function accountNamed(query: Query, estateId: string, name: string): Promise<BankAccount | undefined> {
  return (await readBankAccounts(query, estateId)).find((known) => known.publicName === name);
}
