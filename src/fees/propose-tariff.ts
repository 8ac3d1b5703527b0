import { Injectable } from '@nestjs/common';
import { encodeLeaf } from '../kernel/canonical.js';
import { Clock } from '../kernel/clock.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { TARIFF_PROPOSAL } from './rules/record-types.js';
import { checkTariff, tariffFields, type TariffTerms } from './rules/tariff.js';
import { readTariffGround } from './tariff-reads.js';

export interface TariffRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly terms: TariffTerms;
  readonly claim?: IdempotencyClaim;
}

/**
 * Drafts a tariff, or its next version, for another person to put in force. A draft that nobody approved is replaced
 * by the next one of the same tariff.
 */
@Injectable()
export class ProposeTariff {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(request: TariffRequest): Promise<DecidedOnce<{ position: string }>> {
    const { estateId, preparer, terms, claim } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<{ position: string }>> => {
        const leaf = {
          t: TARIFF_PROPOSAL,
          by: preparer,
          recorded_at: this.clock.now().toISOString(),
          ...tariffFields(terms),
        };
        const encoded = encodeLeaf(leaf);
        const refused = [
          ...checkTariff(terms, await readTariffGround(query, estateId)),
          ...(encoded.ok ? [] : encoded.violations),
        ];
        if (refused.length > 0) return { refused };
        const { seq } = await appendRecord(client, { estateId, leaf });
        return { accepted: { position: String(seq) } };
      }),
    );
  }
}
