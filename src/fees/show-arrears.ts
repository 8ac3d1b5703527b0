import { Injectable } from '@nestjs/common';
import { periodOf, shanghaiDate, type CalendarDate, type Period } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { readKindSums } from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readArrears, type ArrearsAtDay } from './arrears-reads.js';
import { arrearsCounts, type ArrearsCounts } from './rules/arrears-counts.js';
import { collectionOf, type Collection } from './rules/collection.js';

export interface ArrearsReport extends ArrearsCounts {
  readonly on: CalendarDate;
  readonly collection: Collection;
}

export interface AskedArrears {
  readonly on?: CalendarDate;
  /** First month of the collection rate; the year's first by default. */
  readonly from?: Period;
}

const MOST_KEPT = 200;

/** Arrears: counts without names for everybody, households for those who may see them. */
@Injectable()
export class ShowArrears {
  /** Reports as they were made last: anybody may ask, and the answer changes with the log and the day alone. */
  readonly #made = new Map<string, ArrearsReport>();

  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async report(estateId: string, asked: AskedArrears): Promise<ArrearsReport> {
    const today = shanghaiDate(this.clock.now());
    const on = asked.on ?? today;
    const from = asked.from ?? (`${on.slice(0, 4)}-01` as Period);
    return this.reads.read(
      estateId,
      async (query) => {
        const key = [estateId, on, from, today, await logSize(query, estateId)].join(' ');
        const known = this.#made.get(key);
        if (known !== undefined) return known;
        const found = await readArrears(query, estateId, on, today);
        const sums = await readKindSums(query, estateId, { from, to: on });
        const collection = collectionOf(sums, from, periodOf(on));
        const report = { on, ...arrearsCounts(found.units, found.arrears), collection };
        this.#keep(key, report);
        return report;
      },
      { private: true },
    );
  }

  #keep(key: string, report: ArrearsReport): void {
    this.#made.set(key, report);
    const [oldest] = this.#made.keys();
    if (this.#made.size > MOST_KEPT && oldest !== undefined) this.#made.delete(oldest);
  }

  /** By household. The door decides who may. */
  async households(estateId: string, on?: CalendarDate): Promise<ArrearsAtDay> {
    const today = shanghaiDate(this.clock.now());
    return this.reads.read(estateId, (query) => readArrears(query, estateId, on ?? today, today), { private: true });
  }
}
