import { Injectable } from '@nestjs/common';
import { lastDayOf, periodOf, shanghaiDate, type CalendarDate, type Period } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { Violation } from '../kernel/violation.js';
import {
  openProposalsWithRef,
  ProposeVoucher,
  type DecidedOnce,
  type Decision,
  type DraftContent,
  type IdempotencyClaim,
} from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { readChargeRun, type RunScope } from './charge-reads.js';
import { CHARGE_BUILDINGS_REF, CHARGE_RUN_REF, chargeDrafts, PART_UNITS } from './rules/charge-draft.js';
import { checkScope } from './rules/charge-scope.js';
import { shareBuildings } from './rules/tariff.js';
import { readTariffGround } from './tariff-reads.js';

export interface ChargeRequest extends RunScope {
  readonly estateId: string;
  readonly preparer: string;
  /** The day of the vouchers; today, or the month's last day where the month is over. */
  readonly eventOn?: CalendarDate;
  readonly claim?: IdempotencyClaim;
  /** Households in one voucher, for tests. */
  readonly partUnits?: number;
}

/**
 * Prepares a month's charges: one proposed voucher for each part of the households, none where there is nothing to do.
 *
 * What is locked: the estate's head, while the run is reckoned, so that nothing is charged, paid or proposed meanwhile.
 */
@Injectable()
export class ProposeCharges {
  constructor(
    private readonly propose: ProposeVoucher,
    private readonly clock: Clock,
  ) {}

  async execute(request: ChargeRequest): Promise<DecidedOnce<{ proposalIds: readonly string[] }>> {
    const { estateId, preparer, claim } = request;
    const prepare = (query: Query): Promise<Decision<readonly DraftContent[]>> => this.#prepare(query, request);
    return this.propose.executeAll({ estateId, preparer, prepare, ...(claim === undefined ? {} : { claim }) });
  }

  async #prepare(query: Query, request: ChargeRequest): Promise<Decision<readonly DraftContent[]>> {
    const { estateId, month, buildings, partUnits = PART_UNITS } = request;
    const refused = [
      ...checkScope(request, await readTariffGround(query, estateId)),
      ...(await waitingRuns(query, estateId, request)),
    ];
    if (refused.length > 0) return { refused };
    const run = await readChargeRun(query, estateId, request);
    const eventOn = request.eventOn ?? this.#usualDay(month);
    return { accepted: chargeDrafts(run.units, { month, eventOn, buildings }, partUnits) };
  }

  #usualDay(month: Period): CalendarDate {
    const today = shanghaiDate(this.clock.now());
    return periodOf(today) > month ? lastDayOf(month) : today;
  }
}

/** A run of the same month and buildings that nobody has decided would charge the same households. */
async function waitingRuns(query: Query, estateId: string, { month, buildings }: RunScope): Promise<Violation[]> {
  const waiting = (await openProposalsWithRef(query, estateId, CHARGE_RUN_REF)).filter(({ refs }) => {
    const of = (kind: string): string => refs.find(([name]) => name === kind)?.[1] ?? '';
    const theirs = of(CHARGE_BUILDINGS_REF) === '' ? [] : of(CHARGE_BUILDINGS_REF).split(',');
    return of(CHARGE_RUN_REF) === month && shareBuildings(theirs, buildings);
  });
  const [first] = waiting;
  if (first === undefined) return [];
  return [{ code: 'CHARGE_RUN_WAITS', facts: { month, proposal: first.proposalId, count: String(waiting.length) } }];
}
