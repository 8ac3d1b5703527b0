import { Injectable } from '@nestjs/common';
import { readOccupancy } from '../estates/index.js';
import { holdsOn, type Occupancy } from '../estates/rules/index.js';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/violation.js';
import type { Query } from '../platform/database/estate-reads.js';

/** The household of the person who asks, today. Needs private scope. */
@Injectable()
export class OwnHousehold {
  constructor(private readonly clock: Clock) {}

  /** @throws Refusal HOUSEHOLD_NOT_KNOWN where the person lives in none, or does no longer. */
  async find(query: Query, estateId: string, person: string): Promise<Occupancy> {
    const occupancy = await readOccupancy(query, estateId, person);
    if (occupancy === undefined || !holdsOn(occupancy, shanghaiDate(this.clock.now()))) {
      throw Refusal.of('HOUSEHOLD_NOT_KNOWN');
    }
    return occupancy;
  }
}
