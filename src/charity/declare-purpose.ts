import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { LeafObject } from '../kernel/canonical.js';
import type { Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readCharityFund, readPurposes } from './charity-reads.js';
import { checkNewPurpose, checkPurpose, subjectOf, type Purpose, type Use } from './rules/purpose.js';
import { CHARITY_PURPOSE } from './rules/record-types.js';

export interface PurposeRequest {
  readonly estateId: string;
  readonly by: string;
  readonly fund: string;
  readonly purpose: string;
  /** Absent where a purpose ends. */
  readonly declares?: { readonly name: string; readonly use: Use };
  readonly claim?: IdempotencyClaim;
}

/**
 * Declares what money may be given for, or says that a purpose has ended: it receives nothing more, and what is left
 * of it may pass to a similar one.
 */
@Injectable()
export class DeclarePurpose {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(request: PurposeRequest): Promise<DecidedOnce<{ purpose: string }>> {
    const { estateId, by, fund, purpose } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<{ purpose: string }>> => {
        const { leaf, violations } = await judge(query, request);
        if (violations.length > 0) return { refused: violations };
        const record: LeafObject = {
          t: CHARITY_PURPOSE,
          subject: subjectOf(fund, purpose),
          fund,
          purpose,
          ...leaf,
          by,
          recorded_at: this.clock.now().toISOString(),
        };
        await appendRecord(client, { estateId, leaf: record });
        return { accepted: { purpose } };
      }),
    );
  }
}

interface Judged {
  readonly leaf: LeafObject;
  readonly violations: readonly Violation[];
}

async function judge(query: Query, { estateId, fund, purpose, declares }: PurposeRequest): Promise<Judged> {
  await readCharityFund(query, estateId, fund);
  const known = await readPurposes(query, estateId, fund);
  if (declares !== undefined) {
    const leaf = { name: declares.name, use: declares.use, state: 'open' };
    return { leaf, violations: checkNewPurpose({ code: purpose, name: declares.name }, known) };
  }
  const ending: Purpose | undefined = known.get(purpose);
  const leaf = { name: ending?.name ?? '', use: ending?.use ?? '', state: 'ended' };
  return { leaf, violations: checkPurpose(purpose, known, 'purpose') };
}
