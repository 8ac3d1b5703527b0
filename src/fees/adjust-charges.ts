import { Injectable } from '@nestjs/common';
import { readUnits } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import {
  ProposeVoucher,
  readOpenDrafts,
  readUnitItems,
  type DecidedOnce,
  type Decision,
  type DraftContent,
  type IdempotencyClaim,
} from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { adjustCharges, checkWaiting, type Adjustment } from './rules/charge-adjustment.js';
import { readTariffs } from './tariff-reads.js';

export interface AdjustmentRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly eventOn: CalendarDate;
  readonly adjustments: readonly Adjustment[];
  readonly claim?: IdempotencyClaim;
}

/** Prepares supplements, credits and waivers of single households as one voucher, for another person to approve. */
@Injectable()
export class AdjustCharges {
  constructor(private readonly propose: ProposeVoucher) {}

  async execute(request: AdjustmentRequest): Promise<DecidedOnce<{ proposalIds: readonly string[] }>> {
    const { estateId, preparer, claim } = request;
    const prepare = (query: Query): Promise<Decision<readonly DraftContent[]>> => prepareDraft(query, request);
    return this.propose.executeAll({ estateId, preparer, prepare, ...(claim === undefined ? {} : { claim }) });
  }
}

async function prepareDraft(query: Query, request: AdjustmentRequest): Promise<Decision<readonly DraftContent[]>> {
  const { estateId, adjustments, eventOn } = request;
  const units = [...new Set(adjustments.map(({ unit }) => unit))];
  const roll = new Set((await readUnits(query, estateId)).map(({ unit }) => unit));
  const unknown = adjustments.flatMap(({ unit }, index) =>
    roll.has(unit) ? [] : [{ code: 'UNIT_UNKNOWN', at: `adjustments[${String(index)}].unit`, facts: { detail: unit } }],
  );
  if (unknown.length > 0) return { refused: unknown };
  const waiting = checkWaiting(
    adjustments,
    (await readOpenDrafts(query, estateId)).flatMap(({ inside }) => inside ?? []),
  );
  if (waiting.length > 0) return { refused: waiting };
  const items = await readUnitItems(query, estateId, { units, accounts: ['1122'] });
  const versions = await readTariffs(query, estateId);
  const outcome = adjustCharges(adjustments, { items, versions }, eventOn);
  return 'violations' in outcome ? { refused: outcome.violations } : { accepted: [outcome.draft] };
}
