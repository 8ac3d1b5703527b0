import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { yuanFromFen } from '../kernel/fen.js';
import { decideOnce, type DecidedOnce, type Decision } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../log/rules/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { Asking } from './propose-drafts.js';
import { recordOrRefuse, unitsOf } from './read-facts.js';
import { readCampaign } from './rules/campaign.js';
import { checkUnits, tellAll } from './rules/household-rows.js';
import { CAMPAIGN, PLEDGE } from './rules/record-types.js';

export interface PledgeRow {
  readonly unit: string;
  /** Nothing takes an earlier pledge back. */
  readonly fen: bigint;
}

export interface PledgeTold {
  readonly households: number;
  readonly total: string;
}

/** Keeps what households promised (认缴): a memo that books nothing. The households stand inside, privately. */
@Injectable()
export class PledgeToCampaign {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(asking: Asking, id: string, rows: readonly PledgeRow[]): Promise<DecidedOnce<PledgeTold>> {
    const { estateId, personId, claim } = asking;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<PledgeTold>> => {
        await recordOrRefuse(query, estateId, { type: CAMPAIGN, id, read: readCampaign });
        const units = rows.map(({ unit }) => unit);
        const violations = checkUnits(units, await unitsOf(query, estateId), (row) => `rows[${String(row)}].unit`);
        if (violations.length > 0) return { refused: tellAll(violations) };
        const totalFen = rows.reduce((sum, { fen }) => sum + fen, 0n);
        const texts = rows.map(
          ({ unit, fen }) => makeDisclosure({ name: 'pledge', value: [unit, fen.toString()] }, this.randomness).text,
        );
        const leaf = {
          t: PLEDGE,
          subject: id,
          total: totalFen.toString(),
          ...batchPart(texts.map(privateLeafHash)),
          by: personId,
          recorded_at: this.clock.now().toISOString(),
        };
        await appendRecord(client, { estateId, leaf, disclosures: texts });
        return { accepted: { households: rows.length, total: yuanFromFen(totalFen) } };
      }),
    );
  }
}
