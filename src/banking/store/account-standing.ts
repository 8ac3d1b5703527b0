/** How far an account's lines reach, and where some are missing. */
import type { CalendarDate } from '../../kernel/calendar.js';
import { fen, type Fen } from '../../kernel/fen.js';
import type { Query } from '../../platform/database/estate-reads.js';
import { chainLines, type Gap } from '../rules/index.js';
import { gapsBetween } from '../rules/loose-ends.js';
import { publicLines } from './statement-store.js';

export interface AccountStanding {
  readonly gaps: readonly Gap[];
  readonly through?: CalendarDate;
}

/**
 * The balance before a line that is to come: what the bank's own serial says where the line is known, else what was
 * left after the last line, where that is no later.
 */
export async function balanceBefore(
  query: Query,
  estateId: string,
  bankAccountId: string,
  line: { readonly bookedOn: CalendarDate; readonly serial?: string },
): Promise<Fen | undefined> {
  const rows = await query<{ balance: bigint }>(
    `select balance_fen - in_fen + out_fen as balance from banking.statement_line
      where estate_id = $1 and bank_account_id = $2 and line_key = $3`,
    [estateId, bankAccountId, `serial:${line.serial ?? ''}`],
  );
  if (rows[0] !== undefined) return fen(rows[0].balance);
  const last = chainLines(await publicLines(query, estateId, bankAccountId)).segments.at(-1);
  return last !== undefined && last.to <= line.bookedOn ? last.closingFen : undefined;
}

/** Up to here every line is put in its place; beyond, the database counts the loose ends. */
const MOST_CHAINED = 20_000;

export async function readStanding(
  query: Query,
  estateId: string,
  bankAccountId: string,
  mostChained = MOST_CHAINED,
): Promise<AccountStanding> {
  const rows = await query<{ lines: number; through: CalendarDate | null }>(
    `select count(*)::integer as lines, max(booked_on) as through from banking.statement_line
      where estate_id = $1 and bank_account_id = $2`,
    [estateId, bankAccountId],
  );
  const { lines = 0, through = null } = rows[0] ?? {};
  const gaps =
    lines > mostChained
      ? await looseGaps(query, estateId, bankAccountId)
      : chainLines(await publicLines(query, estateId, bankAccountId)).gaps;
  return { gaps, ...(through === null ? {} : { through }) };
}

async function looseGaps(query: Query, estateId: string, bankAccountId: string): Promise<Gap[]> {
  const rows = await query<{ balance: bigint; leaves: boolean; booked_on: CalendarDate }>(
    `with step as materialized (
       select balance_fen - in_fen + out_fen as balance, true as leaves, booked_on from banking.statement_line
        where estate_id = $1 and bank_account_id = $2
       union all
       select balance_fen, false, booked_on from banking.statement_line where estate_id = $1 and bank_account_id = $2
     )
     select balance, leaves, booked_on from step
      where balance in (select balance from step group by balance
                        having count(*) filter (where leaves) <> count(*) filter (where not leaves))`,
    [estateId, bankAccountId],
  );
  return gapsBetween(
    rows.map(({ balance, leaves, booked_on: on }) => ({
      balanceFen: fen(balance),
      kind: leaves ? 'leaves' : 'reaches',
      on,
    })),
  );
}
