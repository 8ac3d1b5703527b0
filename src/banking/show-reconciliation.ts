import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { fen } from '../kernel/fen.js';
import { readBankAccounts, type BankAccount } from '../estates/index.js';
import { turnoverThrough } from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readAccountFacts, reconcileInput, type AccountFacts } from './account-facts.js';
import { readSignOff, type SignOff } from './read-sign-offs.js';
import { lastBankDay, reconcile, type KeyedLine, type Movement, type Reconciliation } from './rules/index.js';
import { withoutWords } from './store/match-store.js';

export interface AccountReconciliation {
  readonly account: BankAccount;
  readonly reconciliation: Reconciliation;
  /** Every known line of the account, without its private words. */
  readonly lines: readonly KeyedLine[];
  readonly movements: readonly Movement[];
  /** The log's size at the figures. */
  readonly at: bigint;
  /** Who prepared and signed the day, and what has changed since. */
  readonly signOff: SignOff;
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
    const read = async (query: Query): Promise<AccountReconciliation | undefined> => {
      const account = (await readBankAccounts(query, estateId)).find((known) => known.publicName === name);
      return account === undefined ? undefined : this.#reconcile(query, estateId, account, on, at);
    };
    return this.reads.read(estateId, read, WITH_WORDS);
  }

  /** Every account of the estate that the books mirror, each at its own last day. */
  async all(estateId: string, on?: CalendarDate): Promise<AccountReconciliation[]> {
    const read = async (query: Query): Promise<AccountReconciliation[]> => {
      const found: AccountReconciliation[] = [];
      for (const account of await readBankAccounts(query, estateId)) {
        found.push(await this.#reconcile(query, estateId, account, on, undefined));
      }
      return found;
    };
    return this.reads.read(estateId, read, WITH_WORDS);
  }

  async #reconcile(
    query: Query,
    estateId: string,
    account: BankAccount,
    on: CalendarDate | undefined,
    at: bigint | undefined,
  ): Promise<AccountReconciliation> {
    const size = at ?? (await logSize(query, estateId));
    const facts = await readAccountFacts(query, estateId, account, size);
    const day = on ?? lastBankDay(facts.lines.lines) ?? shanghaiDate(this.clock.now());
    const reconciliation = await reconcileOn(query, estateId, facts, day);
    return {
      account,
      reconciliation,
      lines: facts.lines.lines.map(withoutWords),
      movements: facts.movements.map(({ payeeWords: _hidden, refs: _unused, ...movement }) => movement),
      at: size,
      signOff: await readSignOff(query, estateId, facts, reconciliation),
    };
  }
}

/**
 * The bank's words are read to match by, so that everybody is shown the same matches; they go no further than here.
 */
const WITH_WORDS = { private: true } as const;

/** The reconciliation of one day, its book balance by the ledger's own sums. */
export async function reconcileOn(
  query: Query,
  estateId: string,
  facts: AccountFacts,
  day: CalendarDate,
): Promise<Reconciliation> {
  const { account, size } = facts;
  const through = await turnoverThrough(query, estateId, { on: day, size, account: account.account });
  const ledgerBalance = through.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0n);
  return reconcile({ ...reconcileInput(facts, day), ledgerBalanceFen: fen(ledgerBalance) });
}
