import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { fen } from '../kernel/fen.js';
import { readBankAccounts, type BankAccount } from '../estates/index.js';
import { readBook, readMovements, turnoverThrough } from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import {
  lastBankDay,
  movementOf,
  reconcile,
  type FundShare,
  type KeyedLine,
  type Movement,
  type Reconciliation,
} from './rules/index.js';
import { publicLines } from './store/statement-store.js';

export interface AccountReconciliation {
  readonly account: BankAccount;
  readonly reconciliation: Reconciliation;
  /** Every known line of the account, without its private words. */
  readonly lines: readonly KeyedLine[];
  readonly movements: readonly Movement[];
  /** The log's size at the figures. */
  readonly at: bigint;
}

/** Does the bank agree? Book, bank and funds of one account at the end of a day, from what is known now. */
@Injectable()
export class ShowReconciliation {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  /**
   * `name` is an organisation's account number or a person's alias. Without a day: the last one that the bank's lines
   * reach.
   */
  async execute(
    estateId: string,
    name: string,
    on?: CalendarDate,
    at?: bigint,
  ): Promise<AccountReconciliation | undefined> {
    return this.reads.read(estateId, async (query) => {
      const account = (await readBankAccounts(query, estateId)).find((known) => known.publicName === name);
      return account === undefined ? undefined : this.#reconcile(query, estateId, account, on, at);
    });
  }

  /** Every account of the estate that the books mirror, each at its own last day. */
  async all(estateId: string, on?: CalendarDate): Promise<AccountReconciliation[]> {
    return this.reads.read(estateId, async (query) => {
      const found: AccountReconciliation[] = [];
      for (const account of await readBankAccounts(query, estateId)) {
        found.push(await this.#reconcile(query, estateId, account, on, undefined));
      }
      return found;
    });
  }

  async #reconcile(
    query: Query,
    estateId: string,
    account: BankAccount,
    on: CalendarDate | undefined,
    at: bigint | undefined,
  ): Promise<AccountReconciliation> {
    const size = at ?? (await logSize(query, estateId));
    const lines = await publicLines(query, estateId, account.bankAccountId);
    const movements = await movementsOf(query, estateId, account, size);
    const day = on ?? this.#defaultDay(lines);
    const through = await turnoverThrough(query, estateId, { on: day, size, account: account.account });
    const ledgerBalance = through.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0n);
    const booksFrom = (await readBook(query, estateId)).openedOn;
    const facts = { on: day, lines, movements, booksFrom };
    const reconciliation = reconcile({ ...facts, ledgerBalanceFen: fen(ledgerBalance) });
    return { account, reconciliation, lines, movements, at: size };
  }

  #defaultDay(lines: readonly KeyedLine[]): CalendarDate {
    return lastBankDay(lines) ?? shanghaiDate(this.clock.now());
  }
}

async function movementsOf(query: Query, estateId: string, account: BankAccount, size: bigint): Promise<Movement[]> {
  const vouchers = new Map<
    string,
    { readonly head: Omit<Movement, 'netFen' | 'byFund'>; readonly shares: FundShare[] }
  >();
  for (const row of await readMovements(query, estateId, account.account, size)) {
    const corrects = row.corrects === undefined ? {} : { corrects: row.corrects };
    const head = { voucherNo: row.number, eventOn: row.eventOn, kind: row.kind, summary: row.summary, ...corrects };
    const entry = vouchers.get(row.number) ?? { head, shares: [] as FundShare[] };
    entry.shares.push({ fund: row.fund, debitFen: fen(row.debitFen), creditFen: fen(row.creditFen) });
    vouchers.set(row.number, entry);
  }
  return [...vouchers.values()].map(({ head, shares }) => movementOf(head, shares));
}
