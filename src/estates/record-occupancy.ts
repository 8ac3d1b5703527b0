import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { appendRecord, lockHead } from '../log/index.js';
import { sealFields } from '../log/rules/index.js';
import { ListPeople } from '../people/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readOccupancies, readOccupancy } from './occupancy-reads.js';
import { checkOccupancy, isSameOccupancy, OCCUPANCY_FIELD, occupancyValue, type Occupancy } from './rules/occupancy.js';
import { OCCUPANCY } from './rules/record-types.js';
import { knownUnits } from './store/estate-store.js';

/**
 * Records that a person lives in a household, or until when they did. What the latest record says already is not
 * recorded again.
 *
 * What is locked: the estate's head, until the record is written.
 */
@Injectable()
export class RecordOccupancy {
  constructor(
    private readonly reads: EstateReads,
    private readonly people: ListPeople,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Whether something was recorded. @throws Refusal with the codes of `rules/occupancy`. */
  async execute(estateId: string, by: string, occupancy: Occupancy): Promise<boolean> {
    const people = await this.people.execute({ estateId, withNames: false });
    const personIsKnown = people.some(({ person }) => person === occupancy.person);
    return this.reads.write(estateId, async (query, client) => {
      await lockHead(client, estateId);
      const unitIsKnown = (await knownUnits(query, estateId, [occupancy.unit])).size > 0;
      const violations = checkOccupancy(occupancy, { personIsKnown, unitIsKnown });
      if (violations.length > 0) throw new Refusal(violations as [Violation, ...Violation[]]);
      const before = await readOccupancy(query, estateId, occupancy.person);
      if (before !== undefined && isSameOccupancy(before, occupancy)) return false;
      const sealed = sealFields([{ name: OCCUPANCY_FIELD, value: occupancyValue(occupancy) }], this.randomness);
      const leaf = {
        t: OCCUPANCY,
        subject: occupancy.person,
        by,
        recorded_at: this.clock.now().toISOString(),
        ...sealed.part,
      };
      await appendRecord(client, { estateId, leaf, disclosures: sealed.disclosures.map(({ text }) => text) });
      return true;
    });
  }

  /** The latest of every person. Who may see it was decided before. */
  list(estateId: string): Promise<readonly Occupancy[]> {
    return this.reads.read(estateId, (query) => readOccupancies(query, estateId), { private: true });
  }
}
