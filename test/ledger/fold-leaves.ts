/**
 * The ledger's rows and balances again, from nothing but the leaves' bytes, each as one line of text that can be
 * compared.
 */
import type { EstateWorld } from '../support/ledger-world.js';

export interface FoldedVoucher {
  readonly seq: number;
  readonly number: string;
  readonly period: string;
  readonly on: string;
  readonly kind: string;
  readonly summary: string;
  readonly reverses: string | undefined;
  readonly lines: readonly {
    readonly account: string;
    readonly fund: string;
    readonly debit: bigint;
    readonly credit: bigint;
  }[];
}

interface Leaf {
  readonly t: string;
  readonly no: string;
  readonly period: string;
  readonly event_on: string;
  readonly kind: string;
  readonly summary: string;
  readonly refs: readonly (readonly [string, string])[];
  readonly lines: readonly (readonly [string, string, string, string])[];
}

export async function foldedVouchers(estate: EstateWorld): Promise<FoldedVoucher[]> {
  const rows = await estate.rows<{ seq: bigint; body: Buffer }>(
    'select seq, body from log.leaf where estate_id = $1 order by seq',
  );
  const leaves = rows.map(({ seq, body }) => ({ seq: Number(seq), leaf: JSON.parse(body.toString('utf8')) as Leaf }));
  return leaves
    .filter(({ leaf }) => leaf.t === 'xinyi/voucher/v1')
    .map(({ seq, leaf }) => ({
      seq,
      number: leaf.no,
      period: leaf.period,
      on: leaf.event_on,
      kind: leaf.kind,
      summary: leaf.summary,
      reverses: leaf.refs.find(([kind]) => kind === 'reverses')?.[1],
      lines: leaf.lines.map(([account, fund, side, fen]) => ({
        account,
        fund,
        debit: side === 'D' ? BigInt(fen) : 0n,
        credit: side === 'C' ? BigInt(fen) : 0n,
      })),
    }));
}

const classOf = (kind: string): string => (kind === 'opening' || kind === 'closing' ? kind : 'normal');

/** Sums of debits and credits by whatever a line's key is; sorted text rows. */
export function sums(
  vouchers: readonly FoldedVoucher[],
  keyOf: (voucher: FoldedVoucher, account: string, fund: string) => string,
): string[] {
  const found = new Map<string, [bigint, bigint]>();
  for (const voucher of vouchers) {
    for (const { account, fund, debit, credit } of voucher.lines) {
      const key = keyOf(voucher, account, fund);
      const [debits, credits] = found.get(key) ?? [0n, 0n];
      found.set(key, [debits + debit, credits + credit]);
    }
  }
  return [...found].map(([key, [debits, credits]]) => `${key} ${debits} ${credits}`).sort();
}

export const dayRows = (vouchers: readonly FoldedVoucher[]): string[] =>
  sums(vouchers, ({ on }, account, fund) => `${account} ${fund} ${on}`);

export const monthRows = (vouchers: readonly FoldedVoucher[]): string[] =>
  sums(
    vouchers,
    ({ period, on, kind }, account, fund) => `${account} ${fund} ${period}-01 ${on.slice(0, 7)}-01 ${classOf(kind)}`,
  );

export const throughRows = (vouchers: readonly FoldedVoucher[], on: string, size: number): string[] =>
  sums(
    vouchers.filter((voucher) => voucher.seq < size && voucher.on <= on),
    (_voucher, account, fund) => `${account} ${fund}`,
  );

const CASH = /^(1001|1002|1012|122101|122102|122103|122105)/;

/** Ends of days of every cash-like account and fund, in order of days. */
export function cashDays(vouchers: readonly FoldedVoucher[]): Map<string, { on: string; net: bigint; end: bigint }[]> {
  const pairs = new Map<string, Map<string, bigint>>();
  for (const { on, lines } of vouchers) {
    for (const { account, fund, debit, credit } of lines) {
      if (!CASH.test(account)) continue;
      const key = `${account} ${fund}`;
      const days = pairs.get(key) ?? new Map<string, bigint>();
      pairs.set(key, days.set(on, (days.get(on) ?? 0n) + debit - credit));
    }
  }
  return new Map(
    [...pairs].map(([key, days]) => {
      let end = 0n;
      const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
      return [key, sorted.map(([on, net]) => ({ on, net, end: (end += net) }))];
    }),
  );
}

export function cashRows(vouchers: readonly FoldedVoucher[]): string[] {
  return [...cashDays(vouchers)].map(([key, days]) => `${key} ${days.at(-1)?.end} ${days.at(-1)?.on}`).sort();
}

export function cashMonthRows(vouchers: readonly FoldedVoucher[]): string[] {
  const rows: string[] = [];
  for (const [key, days] of cashDays(vouchers)) {
    for (const month of new Set(days.map(({ on }) => on.slice(0, 7)))) {
      const inside = days.filter(({ on }) => on.startsWith(month));
      let [running, low, lowOn] = [0n, undefined as bigint | undefined, ''];
      for (const { on, net } of inside) {
        running += net;
        if (low === undefined || running < low) [low, lowOn] = [running, on];
      }
      rows.push(`${key} ${month}-01 ${running} ${low} ${lowOn}`);
    }
  }
  return rows.sort();
}

const SQL: Readonly<Record<string, string>> = {
  day: `select concat_ws(' ', account, fund, event_on, debit_fen, credit_fen) as row
          from ledger.day_turnover where estate_id = $1`,
  month: `select concat_ws(' ', account, fund, period, event_month, class, debit_fen, credit_fen) as row
            from ledger.month_turnover where estate_id = $1`,
  cash: `select concat_ws(' ', account, fund, balance_fen, last_on) as row
           from ledger.cash_balance where estate_id = $1`,
  cashMonth: `select concat_ws(' ', account, fund, month, net_fen, low_fen, low_on) as row
                from ledger.cash_month where estate_id = $1`,
};

/**
 * Every row that the ledger keeps as a sum equals the fold over the leaves; numbers have no gap; every fund
 * balances.
 */
export async function expectSums(estate: EstateWorld, vouchers: readonly FoldedVoucher[]): Promise<void> {
  const stored = async (name: string): Promise<string[]> =>
    (await estate.rows<{ row: string }>(SQL[name] ?? '')).map(({ row }) => row).sort();
  expect(await stored('day')).toEqual(dayRows(vouchers));
  expect(await stored('month')).toEqual(monthRows(vouchers));
  expect(await stored('cash')).toEqual(cashRows(vouchers));
  expect(await stored('cashMonth')).toEqual(cashMonthRows(vouchers));
  const unequal = sums(vouchers, ({ seq }, _account, fund) => `${seq} ${fund}`).filter((row) => {
    const [, , debit, credit] = row.split(' ');
    return debit !== credit;
  });
  expect(unequal).toEqual([]);
  const lastNo = new Map<string, number>();
  for (const { number, period } of vouchers) {
    const no = (lastNo.get(period) ?? 0) + 1;
    expect(number).toBe(`记-${period.replace('-', '')}-${String(no).padStart(4, '0')}`);
    lastNo.set(period, no);
  }
}

/**
 * Balances at every size of the log and on each of the days: as the schema's functions answer, and as the fold
 * does.
 */
export async function expectAsOf(
  estate: EstateWorld,
  vouchers: readonly FoldedVoucher[],
  days: readonly string[],
): Promise<void> {
  const size = Number(await estate.logSize());
  const through = await estate.rows<{ size: number; on: string; rows: string[] | null }>(
    `select s.size, d.day::text as on, array_agg(concat_ws(' ', t.account, t.fund, t.debit_fen,
      t.credit_fen)) filter (where t.account is not null) as rows
       from generate_series(0, $2::integer) as s(size) cross join unnest($3::date[]) as d(day)
       left join lateral ledger.turnover_through($1, d.day, s.size) as t on true group by 1, 2`,
    [estate.estateId, size + 1, days],
  );
  expect(through).toHaveLength((size + 2) * days.length);
  for (const row of through) {
    const expected = throughRows(vouchers, row.on, row.size).filter((text) => !text.endsWith(' 0 0'));
    const seen = (row.rows ?? []).filter((text) => !text.endsWith(' 0 0')).sort();
    if (seen.join('\n') !== expected.join('\n'))
      expect({ at: `${row.on} / ${row.size}`, seen }).toEqual({ at: `${row.on} / ${row.size}`, seen: expected });
  }
  const figures = await estate.rows<{ size: number; rows: string[] | null }>(
    `select s.size, array_agg(row) filter (where row is not null) as rows
       from generate_series(0, $2::integer) as s(size)
       left join lateral (select concat_ws(' ', account, fund, period, event_month, class, sum(debit_fen),
         sum(credit_fen)) as row
                            from ledger.figures($1, s.size) group by account, fund, period, event_month,
                              class) as f on true group by 1`,
    [estate.estateId, size + 1],
  );
  for (const row of figures) {
    const expected = monthRows(vouchers.filter(({ seq }) => seq < row.size));
    const seen = [...(row.rows ?? [])].sort();
    if (seen.join('\n') !== expected.join('\n'))
      expect({ at: row.size, seen }).toEqual({ at: row.size, seen: expected });
  }
}
