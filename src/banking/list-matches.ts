import { Injectable } from '@nestjs/common';
import { logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readAccountFacts, type AccountFacts } from './account-facts.js';
import { accountMatching } from './make-matches.js';
import { accountNamed } from './match-account.js';
import {
  lineNetFen,
  type KeptMatch,
  type KeyedLine,
  type LearnedRule,
  type LineSuggestion,
  type Match,
  type MatchState,
  type Movement,
} from './rules/index.js';

export interface MatchPage {
  readonly matches: readonly KeptMatch[];
  /** The id after which the next page begins. */
  readonly next?: string;
}

/** A line for those who may see its words. */
export interface LineToMatch {
  readonly id: string;
  readonly line: KeyedLine;
  readonly suggestion?: LineSuggestion;
}

export type OpenMatch = Match & { readonly lineIds: readonly string[] };

/** What waits for a person on one account. */
export interface MatchWork {
  /** Found beyond doubt and not yet written down: the next run does it. */
  readonly certain: readonly OpenMatch[];
  readonly likely: readonly OpenMatch[];
  readonly openLines: readonly LineToMatch[];
  readonly openVouchers: readonly Movement[];
  readonly learned: readonly LearnedRule[];
}

/** Matches of an account and what is still open, for those who may see the bank's words. */
@Injectable()
export class ListMatches {
  constructor(private readonly reads: EstateReads) {}

  /** The newest first. `undefined` where the estate has no such account. */
  async kept(
    estateId: string,
    account: string,
    page: { readonly state?: MatchState; readonly after?: string; readonly limit: number },
  ): Promise<MatchPage | undefined> {
    const facts = await this.#facts(estateId, account);
    if (facts === undefined) return undefined;
    const { state, after, limit } = page;
    const wanted = facts.matches.kept.filter((match) => state === undefined || match.state === state).reverse();
    const from = after === undefined ? 0 : wanted.findIndex((match) => match.id === after) + 1;
    const matches = wanted.slice(from, from + limit);
    const last = matches.at(-1);
    return { matches, ...(from + limit < wanted.length && last !== undefined ? { next: last.id } : {}) };
  }

  /** `undefined` where the estate has no such account. */
  async work(estateId: string, account: string): Promise<MatchWork | undefined> {
    const facts = await this.#facts(estateId, account);
    return facts === undefined ? undefined : workOf(facts);
  }

  async #facts(estateId: string, name: string): Promise<AccountFacts | undefined> {
    return this.reads.read(
      estateId,
      async (query) => {
        const account = await accountNamed(query, estateId, name);
        if (account === undefined) return undefined;
        return readAccountFacts(query, estateId, account, await logSize(query, estateId));
      },
      { private: true },
    );
  }
}

function workOf(facts: AccountFacts): MatchWork {
  const matching = accountMatching(facts);
  const idOf = (key: string): string => facts.lines.idOf.get(key) ?? '';
  const placed = (match: Match): OpenMatch => ({ ...match, lineIds: match.lineKeys.map(idOf) });
  const suggestions = new Map(matching.suggestions.map((suggestion) => [suggestion.lineKey, suggestion]));
  return {
    certain: [...matching.certain, ...matching.linePairs].map(placed),
    likely: matching.likely.map(placed),
    openLines: matching.openLines
      .filter(({ line }) => lineNetFen(line) !== 0n)
      .map(({ line }) => {
        const suggestion = suggestions.get(line.key);
        return { id: idOf(line.key), line, ...(suggestion === undefined ? {} : { suggestion }) };
      }),
    openVouchers: matching.openMovements,
    learned: facts.learned,
  };
}
