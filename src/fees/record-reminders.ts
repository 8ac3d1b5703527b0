import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import type { Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readArrears } from './arrears-reads.js';
import type { UnitArrears } from './rules/ageing.js';
import { checkUnits } from './rules/charge-adjustment.js';
import { REMINDER } from './rules/record-types.js';
import { checkReminded, REMINDER_LEAF, reminderValue, type ReminderWay } from './rules/reminder.js';

export interface RemindersRequest {
  readonly estateId: string;
  readonly by: string;
  readonly on: CalendarDate;
  readonly way: ReminderWay;
  readonly units: readonly string[];
  readonly claim?: IdempotencyClaim;
}

interface Recorded {
  readonly position: string;
  readonly households: number;
}

/** Records that households were reminded, with what each owed that day. The public learns how many, and the day. */
@Injectable()
export class RecordReminders {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(request: RemindersRequest): Promise<DecidedOnce<Recorded>> {
    const { estateId, by, on, claim } = request;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<Recorded>> => {
        const { refused, owed } = await this.#judge(query, request);
        if (refused.length > 0) return { refused };
        const disclosures = owed.map(({ unit, fen }) => {
          const value = reminderValue({ unit, on, way: request.way, fen });
          return makeDisclosure({ name: REMINDER_LEAF, value }, this.randomness).text;
        });
        const leaf = {
          t: REMINDER,
          subject: on,
          by,
          recorded_at: this.clock.now().toISOString(),
          ...batchPart(disclosures.map(privateLeafHash)),
        };
        const { seq } = await appendRecord(client, { estateId, leaf, disclosures });
        return { accepted: { position: String(seq), households: owed.length } };
      }),
    );
  }

  async #judge(
    query: Query,
    { estateId, on, units }: RemindersRequest,
  ): Promise<{ refused: Violation[]; owed: readonly UnitArrears[] }> {
    const today = shanghaiDate(this.clock.now());
    if (on > today)
      return { refused: [{ code: 'REMINDER_IN_FUTURE', at: 'on', facts: { date: on, today } }], owed: [] };
    const found = await readArrears(query, estateId, on, today);
    const roll = new Set(found.units.map(({ unit }) => unit));
    const owing = new Map(found.arrears.map((one) => [one.unit, one]));
    const unknown = checkUnits(units, roll);
    const refused = unknown.length > 0 ? unknown : checkReminded(units, owing);
    return { refused, owed: units.flatMap((unit) => owing.get(unit) ?? []) };
  }
}
