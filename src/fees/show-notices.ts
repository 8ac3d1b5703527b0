import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readArrears } from './arrears-reads.js';
import { readReminders } from './reminder-reads.js';
import { noticeOf, type GivenReminder, type Notice } from './rules/reminder.js';
import { readTariffs } from './tariff-reads.js';

export interface AskedNotices {
  readonly building?: string;
  readonly unit?: string;
}

/** What every household in arrears is told, by building: for those who may see households. */
@Injectable()
export class ShowNotices {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(estateId: string, asked: AskedNotices): Promise<Notice[]> {
    const today = shanghaiDate(this.clock.now());
    return this.reads.read(
      estateId,
      async (query) => {
        const { arrears } = await readArrears(query, estateId, today, today);
        const versions = await readTariffs(query, estateId);
        const names = new Map(versions.flatMap(({ components }) => components.map(({ code, name }) => [code, name])));
        const given = await readReminders(query, estateId);
        return arrears
          .filter(({ unit, building }) => (asked.unit ?? unit) === unit && (asked.building ?? building) === building)
          .map((one) => noticeOf(one, today, names, given));
      },
      { private: true },
    );
  }

  async given(estateId: string): Promise<GivenReminder[]> {
    return this.reads.read(estateId, (query) => readReminders(query, estateId), { private: true });
  }
}
