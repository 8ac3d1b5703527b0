import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { checkPublicText } from '../kernel/public-text.js';
import { decideOnce, type DecidedOnce, type Decision } from '../ledger/index.js';
import { appendRecord, readDisclosures, readRecords, type StoredRecord } from '../log/index.js';
import { openDisclosure, sealFields } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import type { Asking } from './propose-drafts.js';
import { judgeRecord, type RecordAsk } from './propose-record.js';
import { checkDecision, recordFields, TYPE_OF, type Decided, type FundRecordKind } from './rules/fund-records.js';
import { textOf } from './rules/leaf-reading.js';
import { FUND_DECISION, FUND_PROPOSAL } from './rules/record-types.js';

export interface DecidedRecord {
  readonly decided: Decided;
  readonly kind: string;
  readonly id: string;
}

/** Puts a proposed record in force, or gives it back. Everything is judged again: the estate has moved on since. */
@Injectable()
export class DecideRecord {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(
    asking: Asking,
    proposalId: string,
    decided: Decided,
    reason = '',
  ): Promise<DecidedOnce<DecidedRecord>> {
    const { estateId, claim } = asking;
    try {
      return await this.reads.write(estateId, (query, client) =>
        decideOnce(client, estateId, claim, () => this.#decide(query, client, { asking, proposalId, decided, reason })),
      );
    } catch (error) {
      // The append function asks for the preparer's role again; it may have been taken back since.
      if (!isRoleGone(error)) throw error;
      return { refused: [{ code: 'FUND_ROLE_GONE' }], replayed: false };
    }
  }

  async #decide(
    query: Query,
    client: pg.ClientBase,
    what: { asking: Asking; proposalId: string; decided: Decided; reason: string },
  ): Promise<Decision<DecidedRecord>> {
    const { asking, proposalId, decided, reason } = what;
    const { estateId, personId } = asking;
    const [proposal] = await readRecords(query, estateId, { type: FUND_PROPOSAL, subject: proposalId });
    const [before] = await readRecords(query, estateId, { type: FUND_DECISION, subject: proposalId });
    const known = proposal === undefined ? undefined : { id: proposalId, preparer: textOf(proposal.leaf, 'by') };
    const decidedBefore = before === undefined ? undefined : textOf(before.leaf, 'decided');
    const violations = [
      ...checkDecision(known, decidedBefore, personId, proposalId),
      ...checkPublicText(reason, 'reason'),
    ];
    if (proposal === undefined || violations.length > 0) return { refused: violations };
    const ask = askOf(proposal);
    if (decided === 'approved') {
      const judged = await judgeRecord(query, estateId, ask);
      if (judged.length > 0) return { refused: judged };
      await this.#putInForce(query, client, { estateId, proposal, ask, approver: personId });
    }
    const leaf = { t: FUND_DECISION, subject: proposalId, decided, reason, by: personId, recorded_at: this.#now() };
    await appendRecord(client, { estateId, leaf });
    return { accepted: { decided, kind: ask.kind, id: ask.target } };
  }

  async #putInForce(
    query: Query,
    client: pg.ClientBase,
    what: { estateId: string; proposal: StoredRecord; ask: RecordAsk; approver: string },
  ): Promise<void> {
    const { estateId, proposal, ask, approver } = what;
    const texts = await readDisclosures(query, estateId, [proposal.seq]);
    const secret = texts.flatMap(({ text }) => openDisclosure(text) ?? []);
    const { part, disclosures } = sealFields(
      secret.map(({ name, value }) => ({ name, value })),
      this.randomness,
    );
    const leaf = {
      ...ask.fields,
      ...part,
      t: TYPE_OF[ask.kind],
      subject: ask.target,
      proposal: proposal.subject,
      by: textOf(proposal.leaf, 'by'),
      approver,
      recorded_at: this.#now(),
    };
    await appendRecord(client, { estateId, leaf, disclosures: disclosures.map(({ text }) => text) });
  }

  #now(): string {
    return this.clock.now().toISOString();
  }
}

function askOf({ leaf }: StoredRecord): RecordAsk {
  return {
    kind: textOf(leaf, 'record') as FundRecordKind,
    target: textOf(leaf, 'target'),
    fields: recordFields(leaf),
  };
}

function isRoleGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'XY004' && error.message.includes('ROLE_REQUIRED');
}
