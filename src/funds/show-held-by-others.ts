import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readFunds } from '../ledger/index.js';
import { heldElsewhere, type HeldElsewhere } from '../ledger/rules/index.js';
import { sumsThrough } from './read-facts.js';

/** Money of the estate that is in other people's hands at a day. */
@Injectable()
export class ShowHeldByOthers {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(estateId: string, on?: CalendarDate): Promise<{ asOf: CalendarDate; held: HeldElsewhere[] }> {
    const asOf = on ?? shanghaiDate(this.clock.now());
    const held = await this.reads.read(estateId, async (query) =>
      heldElsewhere(await sumsThrough(query, estateId, asOf), await readFunds(query, estateId)),
    );
    return { asOf, held };
  }
}
