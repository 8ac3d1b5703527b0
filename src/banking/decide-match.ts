import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { invariant } from '../kernel/invariant.js';
import { checkPublicText } from '../kernel/public-text.js';
import type { Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord, logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readAccountFacts, type AccountFacts } from './account-facts.js';
import { accountMatching } from './make-matches.js';
import { accountNamed, accountUnknown } from './match-account.js';
import { BANK_MATCH_UNDONE, checkMatch, matchLeaves, personMatch, type MatchSides } from './rules/index.js';

interface Asked {
  readonly estateId: string;
  readonly by: string;
  /** An account's number or alias. */
  readonly account: string;
  readonly claim?: IdempotencyClaim;
}

export interface MatchToConfirm extends Asked {
  readonly sides: MatchSides;
}

export interface MatchToUndo extends Asked {
  readonly match: string;
  readonly reason: string;
}

/**
 * A person says that lines and vouchers are the same, or takes a match back. Both are leaves; nothing is erased, and
 * the books are not touched.
 *
 * What is locked: the estate's head, until the commit. A crash before it leaves nothing.
 */
@Injectable()
export class DecideMatch {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  confirm(asked: MatchToConfirm): Promise<DecidedOnce<{ match: string }>> {
    return this.#decide(asked, async (facts, append) => {
      const { standing } = facts.matches;
      const { movements, booksFrom } = facts;
      const known = { lines: facts.lines.byId, movements, standing, booksFrom };
      const matching = accountMatching(facts);
      const refused = checkMatch(asked.sides, known, matching);
      if (refused.length > 0) return { refused };
      const match = personMatch(asked.sides, known, matching);
      const { bankAccountId } = facts.account;
      const run = { bankAccountId, by: asked.by, recordedAt: this.clock.now(), how: 'person' } as const;
      const [leaf] = matchLeaves([match], run);
      invariant(leaf !== undefined, 'the door takes no more sides than a leaf holds');
      return { accepted: { match: `${String(await append(leaf))}.0` } };
    });
  }

  undo(asked: MatchToUndo): Promise<DecidedOnce<{ match: string }>> {
    return this.#decide(asked, async (facts, append) => {
      const { match: id, reason, by } = asked;
      const found = facts.matches.kept.find((match) => match.id === id);
      const refused: Violation[] = [...checkPublicText(reason, 'reason')];
      if (found === undefined) refused.push({ code: 'MATCH_NOT_FOUND', at: 'id', facts: { match: id } });
      else if (found.state === 'undone') refused.push({ code: 'MATCH_UNDONE_BEFORE', at: 'id', facts: { match: id } });
      if (refused.length > 0) return { refused };
      const recorded = { recorded_at: this.clock.now().toISOString(), subject: facts.account.bankAccountId };
      await append({ t: BANK_MATCH_UNDONE, by, match: id, reason, ...recorded });
      return { accepted: { match: id } };
    });
  }

  async #decide<T>(
    { estateId, account: name, claim }: Asked,
    work: (facts: AccountFacts, append: Append) => Promise<Decision<T>>,
  ): Promise<DecidedOnce<T>> {
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<T>> => {
        const account = await accountNamed(query, estateId, name);
        if (account === undefined) return { refused: [accountUnknown(name)] };
        const facts = await readAccountFacts(query, estateId, account, await logSize(query, estateId));
        return work(facts, async (leaf) => (await appendRecord(client, { estateId, leaf })).seq);
      }),
    );
  }
}

type Append = (leaf: Parameters<typeof appendRecord>[1]['leaf']) => Promise<bigint>;
