import type pg from 'pg';
import { readBankAccounts, type BankAccount } from '../estates/index.js';
import { lockHead, appendRecord } from '../log/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { readAccountFacts, reconcileInput, type AccountFacts } from './account-facts.js';
import {
  lastBankDay,
  matchingOf,
  matchLeaves,
  type AccountMatching,
  type Match,
  type PlacedMatch,
} from './rules/index.js';

export interface MatchRun {
  readonly estateId: string;
  /** Person id: the operator or a member of the committee. */
  readonly by: string;
  readonly recordedAt: Date;
  /** Only this account, by its number or alias; every account of the estate where absent. */
  readonly account?: string;
}

/** What a run did on one account, and what it left for people. */
export interface AccountMatched {
  readonly account: string;
  readonly made: number;
  /** How many by each rule. */
  readonly byRule: Readonly<Record<string, number>>;
  readonly likely: number;
  readonly openLines: number;
  readonly openVouchers: number;
}

/**
 * Writes down every match that is beyond doubt, inside the caller's transaction; what is merely likely waits for a
 * person. Run again it adds nothing.
 *
 * What is locked: the estate's head, until the caller's commit. A crash before it leaves nothing.
 */
export async function makeMatches(client: pg.ClientBase, query: Query, run: MatchRun): Promise<AccountMatched[]> {
  const { estateId } = run;
  let size = await lockHead(client, estateId);
  const accounts = await readBankAccounts(query, estateId);
  const matched: AccountMatched[] = [];
  for (const account of accounts.filter((known) => run.account === undefined || known.publicName === run.account)) {
    const facts = await readAccountFacts(query, estateId, account, size);
    const matching = accountMatching(facts);
    const fresh = freshMatches(facts, matching);
    for (const leaf of matchLeaves(fresh, { ...run, bankAccountId: account.bankAccountId, how: 'engine' })) {
      size = (await appendRecord(client, { estateId, leaf })).seq + 1n;
    }
    matched.push(outcomeOf(account, fresh, matching));
  }
  return matched;
}

/** Which lines are which vouchers, from everything that is known of the account. */
export function accountMatching(facts: AccountFacts): AccountMatching {
  const day = lastBankDay(facts.lines.lines);
  if (day === undefined) return NOTHING_KNOWN;
  return matchingOf(reconcileInput(facts, day));
}

const NOTHING_KNOWN: AccountMatching = {
  standing: [],
  certain: [],
  likely: [],
  linePairs: [],
  washes: [],
  openLines: [],
  openMovements: [],
  suggestions: [],
};

/** What the log does not say yet: what the engine found now, and vouchers that were drafted from their lines. */
function freshMatches(facts: AccountFacts, matching: AccountMatching): PlacedMatch[] {
  const written = new Set(facts.matches.kept.map((match) => match.id));
  const drafted = facts.matches.standing.filter((match) => !written.has(match.id));
  return [...drafted, ...matching.certain, ...matching.linePairs].flatMap((match) => placedMatch(match, facts));
}

function placedMatch(match: Match, facts: AccountFacts): PlacedMatch[] {
  const { rule, score, explanation, netFen, lineKeys, voucherNos, cancelled } = match;
  const lineIds = lineKeys.flatMap((key) => facts.lines.idOf.get(key) ?? []);
  if (lineIds.length !== lineKeys.length) return [];
  return [{ rule, score, explanation, netFen, lineIds, voucherNos, cancelled }];
}

function outcomeOf(account: BankAccount, fresh: readonly PlacedMatch[], matching: AccountMatching): AccountMatched {
  const byRule: Record<string, number> = {};
  for (const { rule } of fresh) byRule[rule] = (byRule[rule] ?? 0) + 1;
  return {
    account: account.publicName,
    made: fresh.length,
    byRule,
    likely: matching.likely.length,
    openLines: matching.openLines.length,
    openVouchers: matching.openMovements.length,
  };
}
