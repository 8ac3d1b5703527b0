import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord, logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readAccountFacts, type AccountFacts } from './account-facts.js';
import { accountNamed, accountUnknown } from './match-account.js';
import { readSignOff, signOffSubject, type SignOff } from './read-sign-offs.js';
import {
  checkSignOff,
  figureChanges,
  figuresDigest,
  figuresOf,
  figuresPart,
  RECONCILIATION_PREPARED,
  RECONCILIATION_SIGNED,
  type Reconciliation,
} from './rules/index.js';
import { reconcileOn } from './show-reconciliation.js';

export interface SignRequest {
  readonly estateId: string;
  readonly by: string;
  /** An account's number or alias. */
  readonly account: string;
  readonly on: CalendarDate;
  readonly claim?: IdempotencyClaim;
}

/** What was written down. */
export interface SignStep {
  readonly digest: string;
  /** Position of the leaf. */
  readonly seq: string;
}

interface Day {
  readonly facts: AccountFacts;
  readonly reconciliation: Reconciliation;
  readonly signOff: SignOff;
}

type Append = (leaf: Parameters<typeof appendRecord>[1]['leaf']) => Promise<bigint>;

/**
 * Two people put their names under a reconciliation: one prepares it, the other looks at the same figures and signs.
 *
 * What is locked: the estate's head, until the commit; so what is signed is what stands. A crash before it leaves
 * nothing.
 */
@Injectable()
export class SignReconciliation {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  prepare(request: SignRequest): Promise<DecidedOnce<SignStep>> {
    return this.#decide(request, async ({ facts, reconciliation, signOff }, append) => {
      const refused = checkSignOff(reconciliation);
      if (refused.length > 0) return { refused };
      const figures = figuresOf(reconciliation, facts.account.holderType);
      const digest = figuresDigest(figures);
      if (signOff.signed?.digest === digest) {
        return { refused: [{ code: 'RECONCILIATION_SIGNED_SAME', at: 'date', facts: { on: request.on } }] };
      }
      const seq = await append({
        ...figuresPart(figures),
        t: RECONCILIATION_PREPARED,
        by: request.by,
        digest,
        ...this.#place(request, facts),
      });
      return { accepted: { digest, seq: String(seq) } };
    });
  }

  async sign(request: SignRequest): Promise<DecidedOnce<SignStep>> {
    try {
      return await this.#sign(request);
    } catch (error) {
      if (!isRoleGone(error)) throw error;
      return { refused: [{ code: 'ROLE_REQUIRED', at: 'preparer', facts: { role: '制单' } }], replayed: false };
    }
  }

  #sign(request: SignRequest): Promise<DecidedOnce<SignStep>> {
    return this.#decide(request, async ({ facts, reconciliation, signOff }, append) => {
      const { on, by: approver } = request;
      const { waiting } = signOff;
      if (waiting === undefined)
        return { refused: [{ code: 'RECONCILIATION_NOT_PREPARED', at: 'date', facts: { on } }] };
      if (waiting.preparer === approver) return { refused: [{ code: 'SECOND_PERSON_REQUIRED' }] };
      const refused = checkSignOff(reconciliation);
      if (refused.length > 0) return { refused };
      const figures = figuresOf(reconciliation, facts.account.holderType);
      const digest = figuresDigest(figures);
      if (digest !== waiting.digest) {
        const changes = figureChanges(waiting.figures, figures).join('；');
        return { refused: [{ code: 'RECONCILIATION_CHANGED', at: 'date', facts: { changes } }] };
      }
      const seq = await append({
        ...figuresPart(figures),
        t: RECONCILIATION_SIGNED,
        by: waiting.preparer,
        approver,
        digest,
        prepared_at: waiting.preparedAt,
        ...this.#place(request, facts),
      });
      return { accepted: { digest, seq: String(seq) } };
    });
  }

  #place({ on }: SignRequest, facts: AccountFacts): Readonly<Record<'as_of' | 'recorded_at' | 'subject', string>> {
    return {
      as_of: String(facts.size),
      recorded_at: this.clock.now().toISOString(),
      subject: signOffSubject(facts.account.bankAccountId, on),
    };
  }

  async #decide(
    { estateId, account: name, on, claim }: SignRequest,
    work: (day: Day, append: Append) => Promise<Decision<SignStep>>,
  ): Promise<DecidedOnce<SignStep>> {
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<SignStep>> => {
        const account = await accountNamed(query, estateId, name);
        if (account === undefined) return { refused: [accountUnknown(name)] };
        const facts = await readAccountFacts(query, estateId, account, await logSize(query, estateId));
        const reconciliation = await reconcileOn(query, estateId, facts, on);
        const signOff = await readSignOff(query, estateId, facts, reconciliation);
        const append: Append = async (leaf) => (await appendRecord(client, { estateId, leaf })).seq;
        return work({ facts, reconciliation, signOff }, append);
      }),
    );
  }
}

/** The database's last word where the preparer has lost the role meanwhile. */
function isRoleGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'XY004' && error.message.includes('ROLE_REQUIRED');
}
