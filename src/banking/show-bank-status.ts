import { Injectable } from '@nestjs/common';
import { EstateDirectory, readBankAccounts, readEstateProfile, type BankAccount } from '../estates/index.js';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { turnoverThrough } from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readAccountFacts, reconcileInput, type AccountFacts } from './account-facts.js';
import { readSigned } from './read-sign-offs.js';
import {
  alertsOf,
  gravestLight,
  lastBankDay,
  matchingOf,
  reconcile,
  statusOf,
  type AccountMatching,
  type AccountStatus,
  type BankAlert,
  type KeyedLine,
  type Reconciliation,
} from './rules/index.js';

export interface AccountAtBank {
  readonly account: BankAccount;
  readonly status: AccountStatus;
  /** The last day under which two people put their names. */
  readonly signedThrough?: CalendarDate;
}

/** An alert with the bank lines that are meant, private words included: the door decides who sees them. */
export interface AlertWithLines {
  readonly alert: BankAlert;
  readonly lines: readonly (readonly [id: string, line: KeyedLine])[];
}

export interface EstateAtBank {
  readonly code: string;
  readonly name: string;
  /** The gravest light of the accounts that organisations hold. */
  readonly light: AccountStatus['light'];
  readonly accounts: readonly AccountAtBank[];
  readonly alerts: readonly AlertWithLines[];
}

export interface EstatesAtBank {
  readonly estates: readonly EstateAtBank[];
  readonly next?: string;
}

const ESTATES_KEPT = 500;

/**
 * How far books and bank agree, account by account, and what somebody should look at. Worked out once for each state
 * of the log and each day.
 */
@Injectable()
export class ShowBankStatus {
  readonly #kept = new Map<
    string,
    { readonly size: bigint; readonly today: CalendarDate; readonly status: EstateAtBank }
  >();

  constructor(
    private readonly reads: EstateReads,
    private readonly directory: EstateDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(estateId: string): Promise<EstateAtBank> {
    const today = shanghaiDate(this.clock.now());
    const read = async (query: Query): Promise<EstateAtBank> => {
      const size = await logSize(query, estateId);
      const kept = this.#kept.get(estateId);
      if (kept?.size === size && kept.today === today) return kept.status;
      const status = await statusOfEstate(query, estateId, size, today);
      this.#keep(estateId, { size, today, status });
      return status;
    };
    return this.reads.read(estateId, read, { private: true });
  }

  /** Every estate of the deployment, by code. Each is read under its own scope. */
  async all(page: { readonly after?: string | undefined; readonly limit: number }): Promise<EstatesAtBank> {
    const { after = '', limit } = page;
    const entries = (await this.directory.list()).filter((entry) => entry.code > after);
    const estates: EstateAtBank[] = [];
    for (const { estateId } of entries.slice(0, limit)) estates.push(await this.execute(estateId));
    const last = entries[limit - 1];
    return { estates, ...(entries.length > limit && last !== undefined ? { next: last.code } : {}) };
  }

  #keep(estateId: string, entry: { size: bigint; today: CalendarDate; status: EstateAtBank }): void {
    this.#kept.delete(estateId);
    this.#kept.set(estateId, entry);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > ESTATES_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function statusOfEstate(
  query: Query,
  estateId: string,
  size: bigint,
  today: CalendarDate,
): Promise<EstateAtBank> {
  const profile = await readEstateProfile(query, estateId);
  const known = await readBankAccounts(query, estateId);
  const [ownSince] = known.flatMap(({ holderType, openedOn }) => (holderType === 'ORG' ? (openedOn ?? []) : [])).sort();
  const accounts: AccountAtBank[] = [];
  const alerts: AlertWithLines[] = [];
  for (const account of known) {
    const facts = await readAccountFacts(query, estateId, account, size);
    const day: Day = { estateId, today, ...(ownSince === undefined ? {} : { ownSince }) };
    const looked = await lookAt(query, facts, day);
    const [signed] = await readSigned(query, estateId, account.bankAccountId);
    const signedThrough = signed === undefined ? {} : { signedThrough: signed.figures.on };
    accounts.push({ account, status: looked.status, ...signedThrough });
    alerts.push(...looked.alerts);
  }
  const own = accounts.filter(({ account }) => account.holderType === 'ORG');
  return {
    code: profile?.code ?? '',
    name: profile?.name ?? '',
    light: gravestLight(own.map(({ status }) => status.light)),
    accounts,
    alerts,
  };
}

interface Day {
  readonly estateId: string;
  readonly today: CalendarDate;
  readonly ownSince?: CalendarDate;
}

async function lookAt(
  query: Query,
  facts: AccountFacts,
  { estateId, today, ownSince }: Day,
): Promise<{ readonly status: AccountStatus; readonly alerts: readonly AlertWithLines[] }> {
  const { account, lines, movements, size, booksFrom: from } = facts;
  const on = lastBankDay(lines.lines) ?? today;
  const matching = matchingOf(reconcileInput(facts, on));
  const onDay = (day: CalendarDate): Reconciliation => reconcile({ ...reconcileInput(facts, day), matching });
  const last = onDay(on);
  const through = await turnoverThrough(query, estateId, { on: today, size, account: account.account });
  const bookFen = through.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0n);
  const alerts = alertsOf({
    ...{ account, today, bookFen, movements, lines: lines.lines, items: last.items },
    explained: explainedBy(matching),
    openLines: new Set(matching.openLines.map(({ line }) => line.key)),
    ...(ownSince === undefined ? {} : { ownSince }),
  });
  const byKey = new Map(lines.lines.map((line) => [line.key, line]));
  const withLines = alerts.map((alert): AlertWithLines => ({
    alert,
    lines: alert.lineKeys.flatMap((key) => {
      const line = byKey.get(key);
      return line === undefined ? [] : [[lines.idOf.get(key) ?? '', line] as const];
    }),
  }));
  return { status: statusOf({ last, today, onDay, from }), alerts: withLines };
}

function explainedBy({ standing, certain }: AccountMatching): Map<string, readonly string[]> {
  const matches = [...standing, ...certain];
  return new Map(matches.flatMap((match) => match.lineKeys.map((key) => [key, match.voucherNos] as const)));
}
