import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { findDonation } from './charity-reads.js';
import { DONATION_NAMING } from './rules/record-types.js';

export interface NamingRequest {
  readonly estateId: string;
  readonly by: string;
  readonly number: string;
  readonly isShown: boolean;
  readonly claim?: IdempotencyClaim;
}

/** Notes that a donor does not want to be named any more, or now does. The record itself names nobody. */
@Injectable()
export class SetNaming {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(request: NamingRequest): Promise<DecidedOnce<{ number: string; shown: boolean }>> {
    const { estateId, by, number, isShown } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<{ number: string; shown: boolean }>> => {
        const { donation } = await findDonation(query, estateId, number);
        if (isShown && donation.donor === '') return { refused: [{ code: 'DONATION_NAME_MISSING', at: 'number' }] };
        const recordedAt = this.clock.now().toISOString();
        const shown = isShown ? 'yes' : 'no';
        const leaf = { t: DONATION_NAMING, subject: number, shown, by, recorded_at: recordedAt };
        await appendRecord(client, { estateId, leaf });
        return { accepted: { number, shown: isShown } };
      }),
    );
  }
}
