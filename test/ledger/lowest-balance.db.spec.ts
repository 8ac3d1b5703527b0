/** ledger.lowest_from against a walk over every day: months and days must give what the days alone give. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { servers } from '../harness/servers.js';
import { connected } from './raw-append.js';

/** [days after the first day, net in fen] */
type Day = readonly [number, number];

const FIRST = '2024-11-01';
const SPAN_DAYS = 150;

const days = fc.uniqueArray(fc.tuple(fc.nat({ max: SPAN_DAYS }), fc.integer({ min: -90, max: 100 })), {
  selector: ([after]) => after,
  minLength: 1,
  maxLength: 40,
});

function lowestByWalking(all: readonly Day[], from: number): number {
  const at = (day: number): number => all.reduce((sum, [after, net]) => (after <= day ? sum + net : sum), 0);
  const later = Array.from({ length: SPAN_DAYS - from + 1 }, (_, index) => at(from + index));
  return Math.min(...later);
}

const PUT_DAYS = `
  insert into ledger.day_turnover (estate_id, account, fund, event_on, debit_fen, credit_fen)
  select $1, '1002', 'PR', $2::date + d.after, greatest(d.net, 0), greatest(-d.net, 0)
    from unnest($3::integer[], $4::integer[]) as d(after, net)`;
const PUT_MONTHS = `
  insert into ledger.cash_month (estate_id, account, fund, month, net_fen, low_fen, low_on)
  select estate_id, account, fund, month, sum(net), min(running), min(event_on)
    from (select d.*, date_trunc('month', event_on)::date as month, debit_fen - credit_fen as net,
                 sum(debit_fen - credit_fen) over (partition by date_trunc('month', event_on) order by event_on)
                   as running
            from ledger.day_turnover d where estate_id = $1) as w group by 1, 2, 3, 4`;
const PUT_BALANCE = `
  insert into ledger.cash_balance (estate_id, account, fund, balance_fen, last_on)
  select estate_id, account, fund, sum(debit_fen - credit_fen), max(event_on)
    from ledger.day_turnover where estate_id = $1 group by 1, 2, 3`;

describe.each(await servers())('on $name, the lowest end of a day', (server) => {
  let database: TestDatabase;
  let superuser: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    superuser = await connected(database.superuserUrl);
  });
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  it('is the same by months as day by day, from any day on', async () => {
    await fc.assert(
      fc.asyncProperty(days, fc.nat({ max: SPAN_DAYS }), async (all, from) => {
        const estate = randomUUID();
        await superuser.query(PUT_DAYS, [estate, FIRST, all.map(([after]) => after), all.map(([, net]) => net)]);
        await superuser.query(PUT_MONTHS, [estate]);
        await superuser.query(PUT_BALANCE, [estate]);
        const { rows } = await superuser.query<{ low: string }>(
          "select low_fen::text as low from ledger.lowest_from($1, '1002', 'PR', $2::date + $3::integer)",
          [estate, FIRST, from],
        );
        expect(Number(rows[0]?.low)).toBe(lowestByWalking(all, from));
      }),
      { numRuns: 150 },
    );
  });
});
