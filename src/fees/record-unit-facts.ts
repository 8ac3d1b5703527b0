import { Injectable } from '@nestjs/common';
import { readUnits } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../log/rules/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { checkUnits } from './rules/charge-adjustment.js';
import { UNIT_FACTS } from './rules/record-types.js';

export interface UnitFactsRequest {
  readonly estateId: string;
  readonly by: string;
  readonly thing: string;
  /** The day from which they hold. */
  readonly from: CalendarDate;
  readonly units: readonly { readonly unit: string; readonly quantity: string }[];
  readonly claim?: IdempotencyClaim;
}

/** The private leaf of one household's quantity. */
export const UNIT_FACT = 'unit-fact';

/** Records what households have of a thing. The public learns the thing and how many households were recorded. */
@Injectable()
export class RecordUnitFacts {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(request: UnitFactsRequest): Promise<DecidedOnce<{ position: string; households: number }>> {
    const { estateId, by, thing, from, units, claim } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<{ position: string; households: number }>> => {
        const roll = new Set((await readUnits(query, estateId)).map(({ unit }) => unit));
        const refused = checkUnits(
          units.map(({ unit }) => unit),
          roll,
        );
        if (refused.length > 0) return { refused };
        const disclosures = units.map(
          ({ unit, quantity }) => makeDisclosure({ name: UNIT_FACT, value: [unit, quantity] }, this.randomness).text,
        );
        const leaf = {
          t: UNIT_FACTS,
          subject: thing,
          from,
          by,
          recorded_at: this.clock.now().toISOString(),
          ...batchPart(disclosures.map(privateLeafHash)),
        };
        const { seq } = await appendRecord(client, { estateId, leaf, disclosures });
        return { accepted: { position: String(seq), households: units.length } };
      }),
    );
  }
}
