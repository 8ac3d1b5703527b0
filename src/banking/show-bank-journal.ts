import { Injectable } from '@nestjs/common';
import { readBankAccounts, type BankAccount } from '../estates/index.js';
import { addDays, firstDayOf, periodOf, type CalendarDate } from '../kernel/calendar.js';
import { fen, sumFen } from '../kernel/fen.js';
import {
  readAccounts,
  readMovementsBetween,
  readVouchersAt,
  turnoverBetween,
  turnoverThrough,
  type AccountMovement,
  type AccountTurnover,
  type StoredVoucher,
} from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { bankJournal, movementOf, type BankJournalRow, type FundShare, type Movement } from './rules/index.js';

export interface BankJournalAsked {
  /** An organisation's account number, or a person's alias. */
  readonly account: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** One fund's view; the whole account where absent. */
  readonly fund?: string;
  /** Leaves that count; all of them where absent. */
  readonly at?: bigint;
}

export interface AccountJournal {
  readonly account: BankAccount;
  readonly rows: readonly BankJournalRow[];
  /** The log's size at the figures. */
  readonly at: bigint;
}

/**
 * 银行存款日记账 of one account, whole or for one fund. What happened before `from` comes from the ledger as sums, so
 * that a month costs a month.
 */
@Injectable()
export class ShowBankJournal {
  constructor(private readonly reads: EstateReads) {}

  /** `undefined` where the estate has no such account. */
  async execute(estateId: string, asked: BankJournalAsked): Promise<AccountJournal | undefined> {
    return this.reads.read(estateId, async (query) => {
      const account = (await readBankAccounts(query, estateId)).find((known) => known.publicName === asked.account);
      if (account === undefined) return undefined;
      const at = asked.at ?? (await logSize(query, estateId));
      return { account, rows: await rowsOf(query, estateId, account.account, { ...asked, at }), at };
    });
  }
}

async function rowsOf(
  query: Query,
  estateId: string,
  account: string,
  { from, to, fund, at }: BankJournalAsked & { readonly at: bigint },
): Promise<BankJournalRow[]> {
  const eve = addDays(from, -1);
  const within = { account, size: at };
  const ofFund = fund === undefined ? {} : { fund };
  const sumSince = async (day: CalendarDate): Promise<AccountTurnover> =>
    day === from
      ? { debitFen: 0n, creditFen: 0n }
      : turnoverBetween(query, estateId, { ...within, ...ofFund, from: day, to: eve });
  const through = await turnoverThrough(query, estateId, { on: eve, ...within });
  const counted = through.filter((row) => fund === undefined || row.fund === fund);
  return bankJournal({
    movements: await movementsOf(query, estateId, { ...within, from, to }, fund),
    from,
    to,
    ...ofFund,
    openingFen: fen(sumFen(counted.map((row) => row.debitFen - row.creditFen))),
    before: {
      month: await sumSince(firstDayOf(periodOf(from))),
      year: await sumSince(`${from.slice(0, 4)}-01-01` as CalendarDate),
    },
  });
}

async function movementsOf(
  query: Query,
  estateId: string,
  range: Parameters<typeof readMovementsBetween>[2],
  fund: string | undefined,
): Promise<Movement[]> {
  const bySeq = new Map<bigint, AccountMovement[]>();
  for (const row of await readMovementsBetween(query, estateId, range)) {
    const known = bySeq.get(row.seq);
    if (known === undefined) bySeq.set(row.seq, [row]);
    else known.push(row);
  }
  const accounts = await readAccounts(query, estateId);
  const nameOf = (code: string): string => accounts.get(code)?.name ?? code;
  const touching = [...bySeq].filter(([, rows]) => fund === undefined || rows.some((row) => row.fund === fund));
  const vouchers = await readVouchersAt(
    query,
    estateId,
    touching.map(([seq]) => seq),
  );
  return vouchers.flatMap(({ seq, content }) => {
    const rows = bySeq.get(seq) ?? [];
    const [first] = rows;
    if (first === undefined) return [];
    const { number: voucherNo, eventOn, kind, summary } = first;
    const counterAccounts = counterNames(content, range.account, fund, nameOf);
    const head = { voucherNo, eventOn, kind, summary, counterAccounts, settlement: settlementOf(content) };
    return [movementOf(head, rows.map(shareOf))];
  });
}

function shareOf({ fund, debitFen, creditFen }: AccountMovement): FundShare {
  return { fund, debitFen: fen(debitFen), creditFen: fen(creditFen) };
}

type Content = StoredVoucher['content'];

/**
 * The accounts on the other side (对方科目), of the same fund where one fund is looked at. Where the voucher has its
 * money on both sides, and no side is the other, all further accounts are named.
 */
function counterNames(
  { lines }: Content,
  account: string,
  fund: string | undefined,
  nameOf: (code: string) => string,
): readonly string[] {
  const seen = lines.filter((line) => fund === undefined || line.fund === fund);
  const sides = new Set(seen.filter((line) => line.account === account).map((line) => line.side));
  const others = seen.filter((line) => line.account !== account);
  const opposite = others.filter((line) => !sides.has(line.side));
  const named = opposite.length > 0 ? opposite : others;
  return [...new Set(named.map((line) => nameOf(line.account)))];
}

/** What the voucher says of the paper behind the payment: a slip, a cheque, an order, by its number. */
function settlementOf({ refs }: Content): string {
  return refs
    .filter(([kind]) => kind === 'document')
    .map(([, value]) => value)
    .join('、');
}
