import { Injectable } from '@nestjs/common';
import type { LeafObject } from '../kernel/canonical.js';
import { Clock } from '../kernel/clock.js';
import { Randomness, uuidV7 } from '../kernel/ids.js';
import type { Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { sealFields, type PrivateField } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import type { Asking } from './propose-drafts.js';
import { campaignsOf, fundsOf } from './read-facts.js';
import { checkRecord, type FundRecordKind } from './rules/fund-records.js';
import { FUND_PROPOSAL } from './rules/record-types.js';

export interface RecordAsk {
  readonly kind: FundRecordKind;
  /** The record's own name. */
  readonly target: string;
  readonly fields: LeafObject;
  /** Values that stand sealed beside the leaf. */
  readonly secret?: readonly PrivateField[];
}

/** Keeps a draft of a record; another person puts it in force. */
@Injectable()
export class ProposeRecord {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(asking: Asking, ask: RecordAsk): Promise<DecidedOnce<{ proposalId: string }>> {
    const { estateId, personId, claim } = asking;
    const proposalId = uuidV7(this.clock.now(), this.randomness);
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<{ proposalId: string }>> => {
        const violations = await judgeRecord(query, estateId, ask);
        if (violations.length > 0) return { refused: violations };
        const { part, disclosures } = sealFields(ask.secret ?? [], this.randomness);
        const leaf = {
          ...ask.fields,
          ...part,
          t: FUND_PROPOSAL,
          subject: proposalId,
          record: ask.kind,
          target: ask.target,
          by: personId,
          recorded_at: this.clock.now().toISOString(),
        };
        await appendRecord(client, { estateId, leaf, disclosures: disclosures.map(({ text }) => text) });
        return { accepted: { proposalId } };
      }),
    );
  }
}

export async function judgeRecord(query: Query, estateId: string, ask: RecordAsk): Promise<Violation[]> {
  const facts = { funds: await fundsOf(query, estateId), campaigns: await campaignsOf(query, estateId) };
  return checkRecord(ask.kind, ask.target, ask.fields, facts);
}
