/** How a decided outcome is kept for its idempotency key: small JSON, positions as text. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';
import type { StoredOutcome } from '../rules/fold-batch.js';
import { parseNumber } from '../rules/voucher.js';

export interface OutcomeRow {
  /** [seq, id, number, event date, leaf hash] a voucher. */
  readonly posted?: readonly (readonly [string, string, string, string, string])[];
  readonly refused?: readonly Violation[];
}

export function outcomeRow(outcome: StoredOutcome): OutcomeRow {
  if ('refused' in outcome) return { refused: outcome.refused };
  return {
    posted: outcome.posted.map((voucher) => [
      voucher.seq.toString(),
      voucher.id,
      voucher.number,
      voucher.eventOn,
      voucher.leafHash,
    ]),
  };
}

export function storedOutcome(estateId: string, row: OutcomeRow): StoredOutcome {
  if (row.refused !== undefined) return { refused: row.refused };
  return {
    posted: (row.posted ?? []).map(([seq, id, number, eventOn, leafHash]) => {
      const parsed = parseNumber(number);
      if (parsed === undefined) throw new Error(`a stored outcome names no voucher: ${number}`);
      const place = { seq: BigInt(seq), period: parsed.period, eventOn: eventOn as CalendarDate };
      return { estateId, id, number, leafHash, ...place };
    }),
  };
}
