/** What happened on one account in a stretch of days, at one log size, without reading what happened before. */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { AccountMovement } from './turnover-store.js';

export interface MovementRange {
  readonly account: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly size: bigint;
}

/** Vouchers that touch the account, by fund, in log order. */
export async function readMovementsBetween(
  query: Query,
  estateId: string,
  range: MovementRange,
): Promise<AccountMovement[]> {
  const rows = await query<{
    seq: bigint;
    number: string;
    event_on: CalendarDate;
    kind: string;
    summary: string;
    fund: string;
    debit_fen: string;
    credit_fen: string;
  }>(
    `select v.seq, ledger.voucher_number(v.period, v.no) as number, v.event_on, v.kind, v.summary, l.fund,
            sum(l.debit_fen) as debit_fen, sum(l.credit_fen) as credit_fen
       from ledger.voucher v join ledger.posting l on l.estate_id = v.estate_id and l.seq = v.seq
      where v.estate_id = $1 and v.event_on between $3 and $4 and v.seq < $5 and l.account = $2
      group by v.seq, v.period, v.no, v.event_on, v.kind, v.summary, l.fund order by v.seq, l.fund`,
    [estateId, range.account, range.from, range.to, range.size.toString()],
  );
  return rows.map((row) => ({
    seq: row.seq,
    number: row.number,
    eventOn: row.event_on,
    kind: row.kind,
    summary: row.summary,
    fund: row.fund,
    debitFen: BigInt(row.debit_fen),
    creditFen: BigInt(row.credit_fen),
  }));
}

export interface AccountTurnover {
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/**
 * Sums of the same vouchers: of one fund, or of the whole account. For the whole account a voucher that only moves
 * money between funds counts for nothing, since no money moved there.
 */
export async function turnoverBetween(
  query: Query,
  estateId: string,
  range: MovementRange & { readonly fund?: string },
): Promise<AccountTurnover> {
  const rows = await query<{ debit_fen: string | null; credit_fen: string | null }>(
    `select sum(m.debit_fen) as debit_fen, sum(m.credit_fen) as credit_fen
       from (select sum(l.debit_fen) as debit_fen, sum(l.credit_fen) as credit_fen
               from ledger.voucher v join ledger.posting l on l.estate_id = v.estate_id and l.seq = v.seq
              where v.estate_id = $1 and v.event_on between $3 and $4 and v.seq < $5 and l.account = $2
                and ($6::text is null or l.fund = $6)
              group by v.seq
             having $6::text is not null or sum(l.debit_fen) <> sum(l.credit_fen)) as m`,
    [estateId, range.account, range.from, range.to, range.size.toString(), range.fund ?? null],
  );
  return { debitFen: BigInt(rows[0]?.debit_fen ?? '0'), creditFen: BigInt(rows[0]?.credit_fen ?? '0') };
}
